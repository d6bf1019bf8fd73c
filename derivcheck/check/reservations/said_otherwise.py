"""Parts in which words say of a name of the problem that it is something else there.

“∂J/∂v_c = U(ŷ − y), where ŷ = U^⊤v_c” holds of the problem's ŷ, and the writer speaks of another
one.  So nothing is proved there that is written with the name or rests on it, and the sentence is
no slip.  Without such words a wrong claim about ŷ is a slip, and the problem's meaning stays.
"""

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.check.finding import WRONG, StepFinding, Verdict, not_proved, not_wrong
from derivcheck.check.judging.chains import Judged
from derivcheck.check.judging.undeclared import CODE
from derivcheck.check.names.declarations import PREAMBLE
from derivcheck.document.model import Chain, Part
from derivcheck.elaborate.kinds import bare_key, names_in
from derivcheck.elaborate.signature import Signature, take_apart
from derivcheck.source.pattern import later
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.tensor import same_shape

# right before a formula: it says what its left side is.  “where” joins clauses, “and where” too
_SAYS = later(
    r"(?:\b(?:where|with|here|let|letting|throughout|write|writing|denote|denoting|define|defining|set|setting"
    r"|put|wobei|mit|sei|où|avec|soit|donde|con|sea)|其中|这里|设|令|记)(?:\s+(?:now|again|always|us|that|then|we\s+(?:write"
    r"|set|define|have|put|use|take)))*[\s,:]*\Z"
    # “The prediction is …” opens a sentence, “hence the prediction is …” claims something; “The
    # loss is …” claims what the problem's loss is
    r"|(?:\A|[.!?:)]\s|\n\s*\n)\s*(?:the|our|each|every|all)\s+(?:[\w-]+\s+){0,2}?(?:predict\w+|probabilit\w+|scores?|outputs?"
    r"|labels?|targets?|distributions?|one-?hot|vectors?|model)(?:\s+(?:vector|distribution)s?)?(?:\s+of\s+[^.$]{0,30})?\s+"
    r"(?:is|are|be)(?:\s+(?:now|then|here|given\s+by|defined\s+(?:as|by)))*[\s:]*\Z",
    re.IGNORECASE,
)
_OTHERWISE = (
    "it holds of the problem's {0}, of which the text says something else: “{1}”; "
    "write another letter for it"
)
_UNREAD = (
    "it holds of the problem's {0}, of which the text says “{1}”, and whether "
    "that is the same is not known; "
    "write it otherwise"
)
_NO_SLIP = "this is not the problem's {0}; the text may mean one of its own here"


class _Said(Struct, frozen=True):
    """What a text says of a name of the problem, against the problem."""

    head: t.Tree
    words: str
    read: bool
    free: bool  # whether the problem leaves open what it is, as it does of v_c


def spare_said_otherwise(
    parts: Sequence[tuple[Part, Sequence[Judged], Signature]],
) -> list[list[Judged]]:
    """Return the chains of parts; of a name nothing is proved where it is said to be another.

    What a part says holds in it, in the parts within it and, said before all parts, in each.
    """
    said = {
        part.id: tuple(
            found
            for chain, one in zip(part.chains, judged, strict=True)
            if (found := _said_in(chain, one, signature)) is not None
        )
        for part, judged, signature in parts
    }
    if not any(said.values()):
        return [list(judged) for _, judged, _ in parts]
    return [
        [_spare(one, reaching, signature) for one in judged]
        for part, judged, signature in parts
        for reaching in [
            tuple(x for key in {PREAMBLE, *part.outer, part.id} for x in said.get(key, ()))
        ]
    ]


def _said_in(chain: Chain, judged: Judged, signature: Signature) -> _Said | None:
    """Return what a chain says of a name that the problem has, if it may not be what that says."""
    first = judged.steps[0] if judged.steps else None
    if first is None or _SAYS.search(chain.before) is None:
        return None
    if first.verdict not in WRONG and not _may_be_another(first, judged):
        return None
    if first.relation.left != 0 or first.relation.sign != "=":
        return None
    tree = judged.readings[0].tree
    names = {latex(tree), take_apart(tree).key, bare_key(tree)}
    of_problem = {key for key, (one, *_) in signature.definitions.items() if not one.own}
    symbols = {key for key, one in signature.symbols.items() if not one.stated}
    defined = names & (of_problem | signature.losses.keys())
    limited = {key for key in names & symbols if signature.symbols[key].domain != "real"}
    if not defined and not names & (symbols | signature.columns.keys()):
        return None
    words = " = ".join(judged.readings[n].member.latex for n in (0, first.relation.right))
    read = first.verdict in WRONG
    return _Said(tree, words, read, free=not defined and not limited)


def _may_be_another(first: StepFinding, judged: Judged) -> bool:
    """Whether what was not read, or not decided, may say that a name is something else.

    “where y_k = 1” says which entry that is; and a y that is a number is no vector of the problem.
    """
    if first.verdict not in (Verdict.UNREAD, Verdict.UNDECIDED):
        return False
    left, right = judged.sides(first)
    if left.tensor is not None and right.tensor is not None:
        return same_shape(left.tensor, right.tensor) and not isinstance(right.tree, t.Numeral)
    return True


def _spare(judged: Judged, said: Sequence[_Said], signature: Signature) -> Judged:
    if not said:
        return judged
    return replace(judged, steps=tuple(_spared(x, judged, said, signature) for x in judged.steps))


def _spared(
    step: StepFinding, judged: Judged, said: Sequence[_Said], signature: Signature
) -> StepFinding:
    sides = [side.tree for side in judged.sides(step)]
    if step.verdict in WRONG and step.relation.left == 0:
        own = next((one for one in said if one.head == sides[0]), None)
        return step if own is None else not_wrong(step, CODE, _NO_SLIP.format(latex(own.head)))
    if step.verdict is not Verdict.PROVED:
        return step
    for one in said:
        if _rests(sides, one, signature):
            message = _OTHERWISE if one.read else _UNREAD
            return not_proved(step, CODE, message.format(latex(one.head), one.words))
    return step


def _rests(sides: Sequence[t.Tree], said: _Said, signature: Signature) -> bool:
    """Whether what formulas mean rests on a name that is said to be something else.

    A derivative by v_c itself is what it was, whatever v_c is.
    """
    if said.free:
        by = [x.variable for side in sides for x in side.walk() if isinstance(x, t.Derive)]
        return any(variable != said.head for variable in by)
    names = {latex(said.head), take_apart(said.head).key, bare_key(said.head)}
    written = {key for side in sides for key in names_in(side)}
    written |= {latex(node) for side in sides for node in side.walk()}
    return not written.isdisjoint(names | signature.losses.keys())
