"""A part's answer, judged apart from the way to it, and the chain's story in sentences."""

from derivcheck.check.cases import other_case
from derivcheck.check.finding import DENIED, WRONG, Answer, StepFinding, Verdict
from derivcheck.check.judging.chains import Judged, equal_values
from derivcheck.check.judging.judge import Judge
from derivcheck.check.judging.steps import SPARED
from derivcheck.check.judging.undeclared import SIZE, letters_in
from derivcheck.check.reading.members import Setting
from derivcheck.source import SourceText
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.context import unfold
from derivcheck.term.core import Derivative, Unknown
from derivcheck.term.folding import Matching, spread
from derivcheck.term.tensor import Tensor

NONE = Answer(None, "none")


def answer_of(
    chains: tuple[Judged, ...],
    setting: Setting,
    judge: Judge,
    beside: tuple[Judged, ...] = (),
) -> Answer:
    """Return the verdict on the last member of the last chain that starts from the goal.

    Where that holds in one case only, the others may be among all ``chains``, or ``beside``.
    """
    asked = setting.goal
    chains, beside = (tuple(filter(_is_claimed, some)) for some in (chains, beside))
    for judged in reversed(chains):
        if not any(step.relation.sign == "=" for step in judged.steps):
            continue
        start = judged.readings[0].tensor
        if start is None:
            continue
        goal = asked if asked is not None else start
        if asked is not None and letters_in((start,), setting):
            continue  # what the problem asks for is said in its own symbols
        if asked is not None and equal_values(start, goal, setting, judge) is not True:
            continue
        answer = _answer(judged, goal, setting, judge)
        if answer.verdict is Verdict.UNDECIDED:
            return _in_cases(answer, judged, (*beside, *chains), goal, setting, judge)
        return answer
    return NONE


def _is_claimed(judged: Judged) -> bool:
    """Whether a chain is not one that the text denies."""
    return not any(step.code == DENIED for step in judged.steps)


def _answer(judged: Judged, goal: Tensor, setting: Setting, judge: Judge) -> Answer:
    step = next(s for s in judged.steps if s.relation.right == judged.last)
    if step.verdict is Verdict.GIVEN:
        return NONE
    reading = judged.readings[judged.last]
    value = reading.tensor
    if value is None:
        return Answer(None, "none", step.id, "no-value")
    empty = _says_nothing(judged, value, reading.tree, goal, setting)
    if empty == "restated" and (shown := _from_right_to_left(judged, goal, setting)) is not None:
        value, empty = shown, None
    if empty is not None:
        return Answer(None, "none", step.id, empty)
    used, lost = _symbols(value, setting)
    if step.verdict is Verdict.UNDECIDED and step.code == SIZE:
        return Answer(Verdict.UNDECIDED, "none", step.id, "undecided", used, lost)
    partial = any(condition.source == "stated" for condition in step.conditions)
    # where words leave it open what the values are, comparing them tells nothing
    doubted = _is_spared(step) and step.equals_start is None
    equal = None if partial or doubted else step.equals_start
    if equal is None and not doubted and not letters_in((value, goal), setting):
        equal = equal_values(value, goal, setting, judge)
    if equal is not True and not partial and _is_accepted(value, setting, judge):
        accepted = _accepted(judged, setting, judge)
        wrong = [s for s in judged.steps if s.relation.sign == "=" and s.verdict in WRONG]
        reason = "correct" if all(s.id in accepted for s in wrong) else "despite-slip"
        return Answer(Verdict.PROVED, reason, step.id, None, used, lost, accepted=accepted)
    if equal is None or (not equal and (partial or not _is_linked(judged))):
        # right under a condition of its own row: one case of an answer
        return Answer(Verdict.UNDECIDED, "none", step.id, "undecided", used, lost)
    if not equal:
        # spared from refutation, the step may hold under a condition that was not read
        spared = _is_spared(step)
        verdict = Verdict.UNDECIDED if spared else Verdict.REFUTED
        reason, why = ("none", "undecided") if spared else (_why_wrong(judged, step), None)
        return Answer(verdict, reason, step.id, why, used, lost)
    # what was not read or not decided is no slip
    clean = not any(s.verdict in WRONG for s in judged.steps if s.relation.sign == "=")
    reason = "correct" if clean else "despite-slip"
    return Answer(Verdict.PROVED, reason, step.id, None, used, lost)


def _is_spared(step: StepFinding) -> bool:
    """Whether words around a step keep it from being called wrong."""
    return step.verdict is Verdict.UNDECIDED and step.code in SPARED


def _in_cases(
    open_: Answer,
    judged: Judged,
    chains: tuple[Judged, ...],
    goal: Tensor,
    setting: Setting,
    judge: Judge,
) -> Answer:
    """Return the answer that a chain is together with that for the other case, if there is one."""
    if letters_in(tuple(one.tensor for one in judged.readings if one.tensor), setting):
        return open_
    other = other_case(judged, chains, goal, setting, judge)
    if other is None:
        return open_
    end = other.readings[other.last]
    if end.tensor is None or _says_nothing(other, end.tensor, end.tree, goal, setting) is not None:
        return open_
    used, _ = _symbols(end.tensor, setting)
    both = [s for one in (judged, other) for s in one.steps if s.relation.sign == "="]
    reason = "despite-slip" if any(s.verdict in WRONG for s in both) else "correct"
    step = next(s for s in other.steps if s.relation.right == other.last)
    symbols = tuple(sorted({*open_.symbols, *used}))
    return Answer(Verdict.PROVED, reason, open_.step, None, symbols, case=step.id)


def _is_accepted(value: Tensor, setting: Setting, judge: Judge) -> bool:
    """Whether a value is an answer that the rubric accepts beside the closed form."""
    others = (one for one in setting.alternatives if one is not None)
    return any(equal_values(value, one, setting, judge) is True for one in others)


def _accepted(judged: Judged, setting: Setting, judge: Judge) -> tuple[str, ...]:
    """Return the wrong steps of a chain that lead from the closed form to such an answer."""
    found = []
    for step in judged.steps:
        value = judged.readings[step.relation.right].tensor
        if step.relation.sign == "=" and step.verdict in WRONG and value is not None:
            found += [step.id] if _is_accepted(value, setting, judge) else []
    return tuple(found)


def _is_linked(judged: Judged) -> bool:
    """Whether equalities lead from the chain's start to its answer: ``≤`` says nothing of them."""
    linked = {0}
    for step in judged.steps:
        if step.relation.sign == "=" and step.relation.left in linked:
            linked.add(step.relation.right)
    return judged.last in linked


def _why_wrong(judged: Judged, step: StepFinding) -> str:
    """Return ``carried`` for an answer that only carries an earlier slip along, else ``wrong``."""
    earlier = judged.steps[: judged.steps.index(step)]
    slipped = any(one.verdict in WRONG for one in earlier if one.relation.sign == "=")
    return "carried" if step.verdict is Verdict.PROVED and slipped else "wrong"


def _says_nothing(
    judged: Judged, value: Tensor, tree: t.Tree, goal: Tensor, setting: Setting
) -> str | None:
    """Return why a last member answers nothing, or None if it may be an answer."""
    if latex(judged.readings[0].tree) == latex(tree):
        return "tautology"
    if not is_closed(value, tree, setting):
        return "not-closed"
    if not restates(value, goal, setting):
        return None
    closed = setting.closed_form
    may_restate = closed is not None and restates(closed, goal, setting)
    return None if may_restate else "restated"


def _from_right_to_left(judged: Judged, goal: Tensor, setting: Setting) -> Tensor | None:
    """Return B where A = B is to be shown and a chain leads from B to A, else None.

    B is the closed form as the problem has it: what is to be found is no such proof.
    """
    start, closed = judged.readings[0].tensor, setting.closed_form
    if start is None or closed is None or not _is_linked(judged):
        return None
    sides = (unfold(side.body, setting.context) for side in (goal, closed))
    open_ = any(isinstance(node, (Derivative, Unknown)) for side in sides for node in side.walk())
    return start if not open_ and restates(start, closed, setting) else None


def restates(value: Tensor, goal: Tensor, setting: Setting) -> bool:
    """Whether a value is what is asked for once more, in other names and another order."""
    if value.shape != goal.shape or len(value.indices) != len(goal.indices):
        return False
    left = unfold(goal.body, setting.context)
    right = unfold(value.at(*goal.indices), setting.context)
    if left.symbols != right.symbols:
        return False  # what is spread has the same ones still
    return Matching(frozenset()).first(spread(left), spread(right)) is not None


def _symbols(value: Tensor, setting: Setting) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what a value is written with, and what the closed form depends on beyond that."""
    body = unfold(value.body, setting.context)
    base = body.symbols
    closed = setting.closed_form
    asked = unfold(closed.body, setting.context).symbols if closed else frozenset[str]()
    # a one-hot y is there where the element is named at which it is one: cases w = o
    one_hot = setting.context.one_hot.items()
    there = base | {name for name, element in one_hot if element.free & body.free}
    return tuple(sorted(value.body.symbols | base)), tuple(sorted(asked - there))


def is_closed(value: Tensor, tree: t.Tree, setting: Setting) -> bool:
    """Whether a value answers: no derivative and no bare loss, unless the closed form has them."""
    kinds = (Derivative, Unknown)
    # a name of the document's own may hide what is asked for
    body = unfold(value.body, setting.context)
    open_kinds = {type(n) for n in body.walk() if isinstance(n, kinds)}
    if any(isinstance(node, (t.Derive, t.Gradient)) for node in tree.walk()):
        open_kinds.add(Derivative)  # one by a defined name was carried out when it was read
    closed = setting.closed_form
    asked = unfold(closed.body, setting.context) if closed else None
    allowed = {type(n) for n in asked.walk() if isinstance(n, kinds)} if asked else set()
    return open_kinds <= allowed


def story_of(chains: tuple[Judged, ...], answer: Answer, source: SourceText) -> tuple[str, ...]:
    """Return what became of the derivation, in sentences.

    Where nothing is asked for, that the last result holds makes nothing above it right.
    """
    out = []
    by_id = {step.id: step for judged in chains for step in judged.steps}
    for judged in chains:
        for step in judged.steps:
            if step.slip is not None and step.slip.compensates in by_id:
                culprit = by_id[step.slip.compensates]
                right = f"{step.id} (line {_line(step, source)}) is"
                wrong = f"{culprit.id} (line {_line(culprit, source)})"
                if culprit.verdict in WRONG:
                    out.append(f"{wrong} is wrong; {right} right again")
                else:
                    out.append(f"{wrong} could not be read; {right} equal to the start")
    if answer.moved is not None:
        out.append(f"it begins with what part {answer.moved} of the problem asks for")
    sentence = {
        "correct": "the answer is correct",
        "despite-slip": "the answer is correct in spite of the slip",
        "wrong": "the answer is wrong",
        "carried": "the answer is wrong only by what an earlier slip carried along",
    }.get(answer.reason)
    if sentence is not None:
        amiss = "" if answer.asked else _amiss(chains, answer, source)
        if answer.verdict is Verdict.PROVED and not (answer.asked or _is_sure(chains)):
            sentence = sentence.replace("the answer is correct", "the last result holds")
        if answer.verdict is Verdict.PROVED and _is_followed_by_unread(chains, answer):
            sentence = f"as far as it was read, {sentence}"
        steps = sorted(filter(None, (answer.case, answer.step)), key=[*by_id].index)
        lines = dict.fromkeys(str(_line(by_id[one], source)) for one in steps)
        said = (
            f"its cases in lines {' and '.join(lines)}"
            if len(lines) > 1
            else f"line {''.join(lines)}"
        )
        out.append(f"{sentence} ({said}){amiss}" if steps else sentence)
    return tuple(out)


def _is_sure(chains: tuple[Judged, ...]) -> bool:
    """Whether everything that was claimed is proved."""
    return all(
        step.verdict in (Verdict.PROVED, Verdict.GIVEN) for one in chains for step in one.steps
    )


def _amiss(chains: tuple[Judged, ...], answer: Answer, source: SourceText) -> str:
    """Return which step of another chain is wrong where the last result holds, else nothing."""
    if answer.verdict is not Verdict.PROVED:
        return ""
    last = next((at for at, one in enumerate(chains) if _has(one, answer.step)), len(chains))
    for at, one in enumerate(chains):
        for step in one.steps if at != last else ():
            if step.verdict in WRONG:
                side = "above" if at < last else "below"
                return f"; a step {side} does not (line {_line(step, source)})"
    return ""


def _has(judged: Judged, step: str | None) -> bool:
    return any(one.id == step for one in judged.steps)


def _is_followed_by_unread(chains: tuple[Judged, ...], answer: Answer) -> bool:
    """Whether below the answer a chain begins that was not read, and may be the answer."""
    at = next((i for i, one in enumerate(chains) if _has(one, answer.step)), 0)
    later = chains[at + 1 :] if answer.step is not None else ()
    return any(
        one.readings[0].tensor is None and one.steps[0].verdict is Verdict.UNREAD
        for one in later
        if one.steps
    )


def _line(step: StepFinding, source: SourceText) -> int:
    return source.position(step.rhs.span.start).line
