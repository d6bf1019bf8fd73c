"""What is not held against a writer, as far as one chain and the words about it tell.

A reservation sees a judged chain and what stands around it, and says of a step that was refuted
why it may be right all the same.  None of them proves anything.  Those that need the whole part
or document are asked in `parts.py`.
"""

from collections.abc import Sequence

from msgspec import Struct

from derivcheck.check.judging.chains import Judged
from derivcheck.check.judging.judge import Judge
from derivcheck.check.judging.phrases import lets
from derivcheck.check.reservations.assumed import as_assumption
from derivcheck.check.reservations.conditional import as_condition, as_supposition, is_condition
from derivcheck.check.reservations.equations import as_equation, as_joined
from derivcheck.check.reservations.hardly_claimed import as_denied, as_hardly_claimed
from derivcheck.check.reservations.kinks import spare_sides
from derivcheck.check.reservations.looser import as_looser
from derivcheck.check.reservations.objectives import as_objective
from derivcheck.check.reservations.second_derivatives import as_second
from derivcheck.document.model import Chain
from derivcheck.elaborate.signature import Signature
from derivcheck.problem.model import Problem


class Around(Struct, frozen=True):
    """What stands around a chain."""

    words: str  # of the part, up to the chain
    loose: str | None  # words by which what stands here holds only so far
    point: str | None  # words by which it holds at one point only
    before: Sequence[Judged]  # the chains above it in the part
    joined: bool  # whether it is one side of a “⇔”
    denial: str | None  # the words that deny it


def spare_chain(
    chain: Chain,
    judged: Judged,
    around: Around,
    signature: Signature,
    problem: Problem | None,
    judge: Judge,
) -> tuple[Judged, bool]:
    """Return a chain as far as it claims anything, and whether it states an assumption.

    What a chain is said to be (a condition, an assumption) comes before what may be meant by it:
    each looks only at steps that are still refuted.
    """
    if is_condition(chain):
        judged = as_condition(chain, judged)
    if lets(chain.before):
        judged = as_supposition(judged)
    judged = spare_sides(chain, judged, judge, around.words)
    judged = as_second(chain, judged)
    judged = as_joined(judged) if around.joined else judged
    # “we maximise J = …” says what J is, and sets nothing to zero
    judged = as_objective(chain, judged, signature, judge)
    judged = as_equation(chain, judged, around.words, around.before)
    judged = as_looser(chain, judged, around.loose)
    judged = as_hardly_claimed(chain, judged, around.point)
    assumption = as_assumption(chain, judged, problem)
    judged = assumption or judged
    if around.denial is not None:
        judged = as_denied(judged, around.denial)
    return judged, assumption is not None
