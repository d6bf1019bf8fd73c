"""What a document assumes of its own symbols: “where Σ_k t_k = 1”, “with λ > 0”, “since A = Aᵀ,”.

Such a formula claims nothing, so it cannot be refuted.  It is not used either: what comes after
it in the part is not refuted, since it may hold under it.
"""

import re

from msgspec.structs import replace

from derivcheck.check.finding import Verdict, undecided
from derivcheck.check.judging.chains import Judged
from derivcheck.check.judging.phrases import last_sentence
from derivcheck.document.model import Chain
from derivcheck.problem.model import Problem
from derivcheck.source.pattern import later
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.core import ZERO, Derivative

CODE = "assumed"
_ASSUMES = later(
    r"\b(?:where|with|such that|let|assum\w*|suppos\w*|given|satisf\w*|subject to)\b|\bs\.t\."
    r"|其中|满足|设|令|假设|使得",
    re.IGNORECASE,
)
# right before a constraint, whose letters need not be declared
_LIMITS = later(
    r"(?:\b(?:subject to|such that|under|the (?:\w+ )?constraints?(?: that| is)?)"
    r"|\bs\.t\.|使得|约束(?:条件)?)\s*:?\s*\Z",
    re.IGNORECASE,
)
# “since $A = A^T$,” tells what is known of A; “since $(a + b)^2 = a^2 + b^2$,” is a claim
_REASON = later(r"(?:\b(?:since|because|as)|由于|因为)[\s,，]*$", re.IGNORECASE)
_FORMULA = later(r"\$[^$]*\$|\\\(.*?\\\)")
_WORD = later(r"[^\W\d_]{2,}")
_THEN = later(
    r"\b(?:then|we (?:have|get|find|obtain|see)|it follows|holds?|yields?|gives?)\b|则|那么|有",
    re.IGNORECASE,
)
_SUCH_THAT = later(r"\bs\.\s?t\.\Z")
# open ends: a free symbol is not shown to be so
_OPEN = (Verdict.REFUTED, Verdict.UNDECIDED)


def as_assumption(chain: Chain, judged: Judged, problem: Problem | None) -> Judged | None:
    """Return a chain as the assumption that it states, None if it is a claim.

    It is an assumption if it stands in a sentence that assumes something, is not shown, and
    speaks of nothing but symbols whose only meaning is that the document has declared them.
    """
    used = is_used(chain, judged, problem)
    if not used and not _is_supposed(chain, judged, problem):
        return None
    if not used and _may_be_claimed(chain):
        message = "what is assumed may be said before it, and this be claimed"
        step = replace(undecided(judged.steps[0], "unread-condition", message), equals_start=None)
        return replace(judged, steps=(step,))
    message = "taken as an assumption on what the document has declared"
    message += "" if used else "; it is not used"
    step = replace(judged.steps[0], verdict=Verdict.GIVEN, code=CODE, message=message, witness=None)
    return replace(judged, steps=(step,))


def _may_be_claimed(chain: Chain) -> bool:
    """Whether words state the assumption before a formula: “Assuming the same signs, $A = B$”."""
    sentence = last_sentence(chain.before)
    found = list(_ASSUMES.finditer(sentence))
    said = _FORMULA.sub(" ", sentence[found[-1].end() :]) if found else ""
    return _THEN.search(said) is not None or (
        said.rstrip().endswith((",", ":", "，", "：")) and _WORD.search(said) is not None
    )


def _is_supposed(chain: Chain, judged: Judged, problem: Problem | None) -> bool:
    """Whether a sentence supposes a relation, not shown, of what the document has declared."""
    if len(chain.relations) != 1 or judged.steps[0].verdict not in _OPEN:
        return False
    sentence = last_sentence(chain.before)
    if sentence.endswith((".", "。")) and not _SUCH_THAT.search(sentence):
        return False
    limits = _LIMITS.search(sentence) is not None
    if not limits and not _ASSUMES.search(sentence) and not _is_reason(sentence, judged):
        return False
    tensors = [reading.tensor for reading in judged.readings]
    free = {entry.name for entry in problem.symbols if entry.stated} if problem else set()
    if limits:
        free |= judged.setting.inferred.keys()
    for tensor in tensors:
        if tensor is None or not tensor.body.symbols <= free:
            return False
        if any(isinstance(node, Derivative) for node in tensor.body.walk()):
            return False
    return any(tensor.body.symbols for tensor in tensors if tensor is not None)


def _is_reason(sentence: str, judged: Judged) -> bool:
    """Whether a sentence says as a reason that something is a number, or a letter what it is."""
    plain = (t.Name, t.Numeral)
    sides = [isinstance(reading.tree, plain) for reading in judged.readings]
    return any(sides) and _REASON.search(sentence) is not None


def is_used(chain: Chain, judged: Judged, problem: Problem | None) -> bool:
    """Whether an assumption is ``a, b > 0`` of what it declares, and so is taken into account."""
    if len(chain.relations) != 1 or chain.relations[0].sign != ">":
        return False
    left, zero = judged.readings[0].tree, judged.readings[-1].tensor
    if zero is None or not zero.numeral or zero.body is not ZERO:
        return False
    known = problem.symbols if problem is not None else ()
    positive = {entry.name for entry in known if entry.domain == "positive" and entry.stated}
    names = left.items if isinstance(left, t.Items) else (left,)
    return all(latex(name) in positive for name in names)
