"""Words that a text's own loss is about, where the problem's assumptions are of other losses.

Where a text gives the problem's J or ŷ a meaning of its own, the word that is to be predicted may
be another one than the problem's, and with it the place at which y is one; and the words of its
window may be meant to differ, so that each has a gradient of its own.  What fails only as the
problem says it is not refuted.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from derivcheck.check.finding import StepFinding, Verdict, undecided
from derivcheck.check.judging.judge import Judge
from derivcheck.check.judging.meant import CODE
from derivcheck.check.reading.members import Setting
from derivcheck.engine.statement import Statement
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.context import Assumption, unfold
from derivcheck.term.core import Any_, Derivative, IndexMap, IndexVar, Node, Not, Same
from derivcheck.term.tensor import Tensor


def spare_own_words(
    finding: StepFinding, statement: Statement, setting: Setting, judge: Judge
) -> StepFinding:
    """Return what is said of a refuted step that may hold for the words of the text's own loss."""
    if finding.verdict is not Verdict.REFUTED or not _has_own_meaning(setting):
        return finding
    apart = tuple(_apart(statement))
    for one in (statement, _with(statement, apart)) if apart else (statement,):
        if one is not statement and judge.decide(one).equal is True:
            message = "it fails where two of these words are the same; say that they differ"
            return undecided(finding, CODE, message)
        for symbol, element in _other_places(one, setting):
            context = one.context
            places = {**context.one_hot, symbol: element}
            meant = replace(one, context=replace(context, one_hot=places))
            if judge.decide(meant).equal is True:
                message = (
                    f"it holds if {symbol} is one at {element.name}; say where {symbol} is one"
                )
                return undecided(finding, CODE, message)
    return finding


def spare_other_words(
    finding: StepFinding, tree: t.Tree, sides: tuple[Tensor, Tensor], setting: Setting
) -> StepFinding:
    """Return what is said of ``J = …`` that speaks of words of which the problem's J does not.

    The loss of a window, −log of a softmax of its mean, is none of one word's.
    """
    if finding.verdict is not Verdict.REFUTED or latex(tree) not in setting.signature.losses:
        return finding
    left, right = (unfold(side.body, setting.context).symbols for side in sides)
    if not (right - left) & setting.context.maps.keys():
        return finding
    message = f"{latex(tree)} may be a loss of these words here; its name would tell"
    return undecided(finding, "which-loss", message)


def _has_own_meaning(setting: Setting) -> bool:
    """Whether the text itself says what a loss is, or another name that the problem defines."""
    problems = setting.signature.losses.keys() | setting.signature.definitions.keys()
    return bool((setting.names.keys() - setting.customary) & problems)


def _other_places(statement: Statement, setting: Setting) -> Iterator[tuple[str, IndexVar]]:
    """Yield the one-hot symbols of a step and the other elements at which they may be one."""
    used = statement.left.symbols | statement.right.symbols
    for symbol, place in statement.context.one_hot.items():
        if symbol not in used:
            continue
        for entry in setting.signature.symbols.values():
            if entry.kind == "element" and setting.signature.sort(entry.sorts[0]) is place.sort:
                other = IndexVar(entry.name, place.sort)
                if other is not place:
                    yield symbol, other


def _apart(statement: Statement) -> Iterator[Assumption]:
    """Yield that the words differ by whose vectors a step differentiates, v_{c+j}."""
    variables = {node.variable for node in _nodes(statement) if isinstance(node, Derivative)}
    maps = {
        (index.map, index.args[0].sort, index.sort)
        for one in variables
        for index in one.indices
        if isinstance(index, IndexMap) and len(index.args) == 1
    }
    for name, sort, words in sorted(maps, key=lambda one: one[0]):
        first, second = IndexVar("·a", sort), IndexVar("·b", sort)
        same = Same(IndexMap(name, (first,), words), IndexMap(name, (second,), words))
        condition = Any_((Same(first, second), Not(same)))
        yield Assumption(f"the words {name} differ", (first, second), condition)


def _with(statement: Statement, assumptions: tuple[Assumption, ...]) -> Statement:
    context = statement.context
    more = replace(context, assumptions=(*context.assumptions, *assumptions))
    return replace(statement, context=more)


def _nodes(statement: Statement) -> Iterator[Node]:
    yield from statement.left.walk()
    yield from statement.right.walk()
