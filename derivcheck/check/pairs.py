"""Pairs of answers: one claim holds where w = o, another of the same where it is not.

How a case is named has no end of ways: “True word:”, “in the second,”, “Positive:”.  Who claims
of one thing what holds in one case only, and elsewhere what holds in the other, gives both cases,
whatever the words between them are.  So neither is refuted; nothing is proved by it.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.check.cases import conditions
from derivcheck.check.finding import StepFinding, Verdict, undecided
from derivcheck.check.judging.chains import Judged, equal_values
from derivcheck.check.judging.judge import Judge
from derivcheck.check.judging.stated import says_for_all
from derivcheck.check.reading.members import Setting
from derivcheck.check.reading.relate import statement_of
from derivcheck.check.reservations.unheard_cases import case_in_words
from derivcheck.document.model import Chain
from derivcheck.engine.points.differ import differ_under
from derivcheck.engine.statement import Statement
from derivcheck.source import SourceText
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.context import Assumption
from derivcheck.term.core import Condition, IndexMap, IndexVar, Not, Same
from derivcheck.term.tensor import Tensor, same_shape

MOST = 40  # chains beside a wrong one that are looked at


class Placed(Struct, frozen=True):
    """A chain as it stands and as it was judged, with the setting of its part."""

    chain: Chain
    judged: Judged
    setting: Setting


def spare_pairs(placed: Sequence[Placed], judge: Judge, source: SourceText) -> list[Judged]:
    """Return the chains of a part and its smaller parts, none refuted that is one of a pair."""
    return [_spared(n, placed, judge, source) for n in range(len(placed))]


def _spared(n: int, placed: Sequence[Placed], judge: Judge, source: SourceText) -> Judged:
    own = placed[n]
    wrong = [step for step in own.judged.steps if _is_refuted(step)]
    if not wrong or conditions(own.judged, own.setting) != () or says_for_all(own.chain):
        return own.judged
    found = [m for m, one in enumerate(placed) if m != n and _may_be_other(one, own)]
    beside = [placed[m] for m in found]
    if not any(_has_words(m, placed) for m in (n, *found)):
        beside = [one for one in beside if _start(one) != _start(own)]
    steps = {step.id: step for step in wrong}
    words = None if _has_all_cases(own.judged) else case_in_words(own.chain)
    for step in wrong if beside or words else ():
        for case in _cases_of(step, own, judge):
            other = _other_of(_contrary(case), step, own, beside[-MOST:], judge)
            if other is not None:
                line = source.position(other.rhs.span.start).line
                steps[step.id] = _as_case(step, case, f"line {line} gives the other case")
                break
            if words:
                steps[step.id] = _as_case(step, case, f"“{words}” may say so")
        if words and steps[step.id] is step and _holds_of_others(step, own, judge):
            steps[step.id] = _as_case(step, None, f"“{words}” may say so")
    return replace(own.judged, steps=tuple(steps.get(s.id, s) for s in own.judged.steps))


def _has_all_cases(judged: Judged) -> bool:
    """Whether a member tells the cases apart, so that the chain is about all of them."""
    nodes = (node for reading in judged.readings for node in reading.tree.walk())
    return any(isinstance(node, t.Cases) and len(node.rows) > 1 for node in nodes)


def _is_refuted(step: StepFinding) -> bool:
    return step.verdict is Verdict.REFUTED and step.relation.sign == "="


def _may_be_other(one: Placed, own: Placed) -> bool:
    """Whether a chain claims an equality of a thing of the same shape as another does."""
    mine, its = own.judged.readings[0].tensor, one.judged.readings[0].tensor
    if mine is None or its is None or not same_shape(mine, its):
        return False
    return any(step.relation.sign == "=" for step in one.judged.steps)


def _start(one: Placed) -> str:
    return latex(one.judged.readings[0].tree)


def _has_words(n: int, placed: Sequence[Placed]) -> bool:
    """Whether anything is said beside a chain, or it is a label, or stands below one: “w = o:”."""
    chain = placed[n].chain
    before = placed[n - 1].judged.steps if n else ()
    labelled = any(step.code == "index-as-value" for step in before)
    behind = placed[n + 1].chain.before if n + 1 < len(placed) else ""
    labels = any(said.lstrip().startswith((":", "：")) for said in (chain.before, behind))
    said = "".join((chain.before, chain.after, *chain.remarks))
    return labelled or labels or any(map(str.isalnum, said))


def _cases_of(step: StepFinding, own: Placed, judge: Judge) -> Iterator[Condition]:
    """Yield the conditions on two indices under which a step holds, and what it starts from."""
    ends = (step.relation.left, step.relation.right)
    left, right = (own.judged.readings[at].tensor for at in ends)
    start = own.judged.readings[0].tensor
    if left is None or right is None or start is None:
        return
    statement = statement_of(left, right, own.judged.setting.context)
    if statement is None:
        return
    for same in _pairs(statement, own):
        for case in (same, Not(same)):
            # most steps are wrong in any case, as a point shows at once
            if not own.judged.setting.guards and differ_under(statement, Assumption("", (), case)):
                continue
            under = _under(own.judged.setting, case)
            if _equal(left, right, under, judge) and _equal(start, right, under, judge):
                yield case


def _holds_of_others(step: StepFinding, own: Placed, judge: Judge) -> bool:
    """Whether a step holds for a word that is none of those that the part names or samples."""
    ends = (step.relation.left, step.relation.right)
    left, right = (own.judged.readings[at].tensor for at in ends)
    if left is None or right is None:
        return False
    statement = statement_of(left, right, own.judged.setting.context)
    if statement is None:
        return False
    maps = {
        node
        for side in statement.sides
        for node in side.walk()
        if isinstance(node, IndexMap) and all(isinstance(arg, IndexVar) for arg in node.args)
    }
    pairs = list(_pairs(statement, own))
    for word in sorted({same.left for same in pairs}, key=repr) if maps else ():
        under = own.judged.setting
        for same in pairs:
            under = _under(under, Not(same)) if word in (same.left, same.right) else under
        for drawn in sorted((x for x in maps if x.sort is word.sort), key=repr):
            under = _under(under, Not(Same(word, drawn)), drawn.free)
        if _equal(left, right, under, judge):
            return True
    return False


def _pairs(statement: Statement, own: Placed) -> Iterator[Same]:
    """Yield what two indices of a statement may be: the same."""
    hot = {at for at in statement.context.one_hot.values() if isinstance(at, IndexVar)}
    found = sorted({*statement.free, *hot}, key=lambda index: index.name)
    symbols = own.setting.signature.symbols.values()
    named = {symbol.name for symbol in symbols if symbol.kind == "element"}
    found.sort(key=lambda index: index.name in named)  # “w = o”, as it would be written
    for n, one in enumerate(found):
        yield from (Same(one, other) for other in found[n + 1 :] if one.sort is other.sort)


def _contrary(case: Condition) -> Condition:
    return case.inner if isinstance(case, Not) else Not(case)


def _key(case: Condition) -> object:
    """Return what makes two conditions on two indices one: ``o = w`` is ``w = o``."""
    inner = case.inner if isinstance(case, Not) else case
    sides = frozenset((inner.left, inner.right)) if isinstance(inner, Same) else inner
    return isinstance(case, Not), sides


def _written(case: Condition) -> str:
    inner = case.inner if isinstance(case, Not) else case
    assert isinstance(inner, Same)
    return f"{inner.left!r} {'≠' if isinstance(case, Not) else '='} {inner.right!r}"


def _under(setting: Setting, case: Condition, each: frozenset[IndexVar] = frozenset()) -> Setting:
    quantified = tuple(sorted(each, key=repr))
    assumptions = (*setting.context.assumptions, Assumption("", quantified, case))
    return replace(setting, context=replace(setting.context, assumptions=assumptions))


def _equal(left: Tensor, right: Tensor, setting: Setting, judge: Judge) -> bool:
    return equal_values(left, right, setting, judge) is True


def _other_of(
    case: Condition, step: StepFinding, own: Placed, beside: Sequence[Placed], judge: Judge
) -> StepFinding | None:
    """Return the step of another chain that says in this case what is claimed, and in no other."""
    start, claimed = own.judged.readings[0].tensor, own.judged.readings[step.relation.right].tensor
    assert start is not None and claimed is not None
    under = _under(own.judged.setting, case)
    for one in beside:
        said = conditions(one.judged, one.setting)
        if said is None or any(_key(stated) != _key(case) for stated in said):
            continue
        begins, ends = (one.judged.readings[at].tensor for at in (0, one.judged.last))
        if begins is None or ends is None or not _equal(begins, start, under, judge):
            continue
        if _start(one) == _start(own) and _equal(begins, ends, own.judged.setting, judge):
            continue  # it holds in all cases
        if _equal(ends, start, under, judge):
            return next(s for s in one.judged.steps if s.relation.right == one.judged.last)
    return None


def _as_case(step: StepFinding, case: Condition | None, sign: str) -> StepFinding:
    shown = "of words that nothing else names" if case is None else f"if {_written(case)}"
    message = f"it holds only {shown}, and {sign}; which words say so I did not understand"
    return replace(undecided(step, "unread-condition", message), equals_start=None)
