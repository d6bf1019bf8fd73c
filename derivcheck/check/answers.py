"""A part's answer, judged apart from the way to it, and the chain's story in sentences."""

from derivcheck.check.chains import Judged, equal_values
from derivcheck.check.finding import Answer, StepFinding, Verdict
from derivcheck.check.judge import Judge
from derivcheck.check.reading import Setting
from derivcheck.check.steps import SPARED
from derivcheck.source import SourceText
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.core import Derivative, Unknown
from derivcheck.term.tensor import Tensor

_WRONG = (Verdict.REFUTED, Verdict.ILL_TYPED)
NONE = Answer(None, "none")


def answer_of(chains: tuple[Judged, ...], setting: Setting, judge: Judge) -> Answer:
    """Return the verdict on the last member of the last chain that starts from the goal."""
    asked = setting.goal
    for judged in reversed(chains):
        if not any(step.relation.sign == "=" for step in judged.steps):
            continue
        start = judged.readings[0].tensor
        if start is None:
            continue
        goal = asked if asked is not None else start
        if asked is not None and equal_values(start, goal, setting, judge) is not True:
            continue
        return _answer(judged, goal, setting, judge)
    return NONE


def _answer(judged: Judged, goal: Tensor, setting: Setting, judge: Judge) -> Answer:
    step = next(s for s in judged.steps if s.relation.right == judged.last)
    if step.verdict is Verdict.GIVEN:
        return NONE
    reading = judged.readings[judged.last]
    value = reading.tensor
    if value is None:
        return Answer(None, "none", step.id)
    if not _is_closed(value, reading.tree, setting) or _says_nothing(judged):
        return Answer(None, "none", step.id)
    partial = any(condition.source == "stated" for condition in step.conditions)
    equal = None if partial else step.equals_start
    if equal is None:
        equal = equal_values(value, goal, setting, judge)
    if equal is None or (partial and not equal):
        # right under a condition of its own row: one case of an answer
        return Answer(Verdict.UNDECIDED, "none", step.id)
    if not equal:
        # spared from refutation, the step may hold under a condition that was not read
        spared = step.verdict is Verdict.UNDECIDED and step.code in SPARED
        verdict = Verdict.UNDECIDED if spared else Verdict.REFUTED
        return Answer(verdict, "none" if spared else "wrong", step.id)
    # what was not read or not decided is no slip
    clean = not any(s.verdict in _WRONG for s in judged.steps if s.relation.sign == "=")
    return Answer(Verdict.PROVED, "correct" if clean else "despite-slip", step.id)


def _says_nothing(judged: Judged) -> bool:
    """Whether the last member is the first one again: a tautology answers nothing."""
    return latex(judged.readings[0].tree) == latex(judged.readings[judged.last].tree)


def _is_closed(value: Tensor, tree: t.Tree, setting: Setting) -> bool:
    """Whether a value answers: no derivative and no bare loss, unless the closed form has them."""
    kinds = (Derivative, Unknown)
    open_kinds = {type(n) for n in value.body.walk() if isinstance(n, kinds)}
    if any(isinstance(node, (t.Derive, t.Gradient)) for node in tree.walk()):
        open_kinds.add(Derivative)  # one by a defined name was carried out when it was read
    closed = setting.closed_form
    allowed = {type(n) for n in closed.body.walk() if isinstance(n, kinds)} if closed else set()
    return open_kinds <= allowed


def story_of(chains: tuple[Judged, ...], answer: Answer, source: SourceText) -> tuple[str, ...]:
    """Return what became of the derivation, in sentences."""
    out = []
    by_id = {step.id: step for judged in chains for step in judged.steps}
    for judged in chains:
        for step in judged.steps:
            if step.slip is not None and step.slip.compensates in by_id:
                culprit = by_id[step.slip.compensates]
                right = f"{step.id} (line {_line(step, source)}) is"
                wrong = f"{culprit.id} (line {_line(culprit, source)})"
                if culprit.verdict in _WRONG:
                    out.append(f"{wrong} is wrong; {right} right again")
                else:
                    out.append(f"{wrong} could not be read; {right} equal to the start")
    sentence = {
        "correct": "the answer is correct",
        "despite-slip": "the answer is correct in spite of the slip",
        "wrong": "the answer is wrong",
    }.get(answer.reason)
    if sentence is not None:
        out.append(
            f"{sentence} (line {_line(by_id[answer.step], source)})" if answer.step else sentence
        )
    return tuple(out)


def _line(step: StepFinding, source: SourceText) -> int:
    return source.position(step.rhs.span.start).line
