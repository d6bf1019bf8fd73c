"""What the answer of a part earns."""

import re
from fractions import Fraction

from msgspec import Struct

from derivcheck.check.finding import Answer, PartFinding, Verdict
from derivcheck.grade.facts import (
    Facts,
    chain_of,
    goes_on_after,
    is_slip,
    is_unsure,
)
from derivcheck.grade.model import Range, Reason, exactly
from derivcheck.grade.scheme import Scheme

_NOTHING = exactly(0)
_EMPTY = {
    "tautology": "the last line is what the part began with, which answers nothing",
    "restated": "the last line says again what is asked for, which answers nothing",
}
_NOT_CLOSED = "the last line still has something to carry out in it; whether it is enough is open"

_QUESTION = "the words before this line ask for it; it may be the question, copied"
_ASKS = re.compile(
    r"\b(?:show|prove|verify|derive|demonstrate|compute|calculate|find|explain)\b[^.!?]*$"
    r"|(?:证明|求证|推导|计算)[^。]*$",
    re.IGNORECASE,
)


class Earned(Struct, frozen=True):
    """What an answer earns, what it is called, and why."""

    mark: Range
    kind: str  # as in PartMark.answer
    reasons: tuple[Reason, ...] = ()


def earned_by(part: PartFinding, facts: Facts, scheme: Scheme, shows_work: bool) -> Earned:
    """Return what the answer of a part earns.

    ``shows_work`` says whether there are formulas or pictures in it, read or not.
    """
    answer = part.answer
    foreign = sorted(set(answer.symbols) & set(scheme.rubric.without))
    if answer.verdict is not None and foreign:
        said = f"the answer is to be written without {', '.join(foreign)}"
        return Earned(_NOTHING, "none", (Reason("not-closed", said, scheme.for_answer),))
    if answer.verdict is Verdict.PROVED:
        if _is_the_question(part):
            return _open("open", Reason("question", _QUESTION, open=True), scheme)
        kind = "despite-slip" if facts.slips else "correct"
        return Earned(exactly(scheme.for_answer), kind)
    if answer.verdict is Verdict.REFUTED:
        return _wrong(part, answer, scheme)
    if answer.why in _EMPTY:
        said = _EMPTY[answer.why]
        return Earned(_NOTHING, "none", (Reason(answer.why, said, scheme.for_answer),))
    if answer.why == "not-closed":
        return _open("none", Reason("not-closed", _NOT_CLOSED, open=True), scheme)
    return _none(part, facts, scheme, shows_work)


def _is_the_question(part: PartFinding) -> bool:
    """Whether all there is to a part is one line that the words before it ask for."""
    chains = part.part.chains
    alone = len(chains) == 1 and len(chains[0].relations) == 1
    return alone and _ASKS.search(chains[0].before) is not None


def _none(part: PartFinding, facts: Facts, scheme: Scheme, shows_work: bool) -> Earned:
    """Return what to say where no answer was found, or one that was not understood."""
    last = next((s for s in part.steps if s.id == part.answer.step), None)
    if last is not None and last.verdict is Verdict.ILL_TYPED:
        if last.slip is not None and scheme.names(last.slip.code):
            return Earned(exactly(scheme.for_answer), "despite-slip")
        said = "the last line has no meaning as it was read; it may be a slip or a convention"
        return _open("open", Reason("convention", said, open=True), scheme)
    if last is None and facts.steps == 0 and not shows_work:
        said = "there is no formula here"
        return Earned(_NOTHING, "none", (Reason("no-answer", said, scheme.points),))
    if last is not None and last.verdict is Verdict.REFUTED:
        said = "the last line is wrong in the case that it speaks of; there may be another case"
        half = Range(Fraction(0), scheme.for_answer / 2)
        return Earned(half, "open", (Reason("wrong-case", said, open=True),))
    derived = facts.right or facts.unsure or facts.slips or facts.denied
    if last is None and facts.steps and not derived:
        return Earned(_NOTHING, "none", (_lost(scheme, "nothing here is derived"),))
    said = (
        "no line was read that starts from what is asked for"
        if last is None
        else "the last line was not understood well enough to tell whether it is right"
    )
    open_ = Reason("no-answer" if last is None else "answer-open", said, open=True)
    return Earned(Range(Fraction(0), scheme.for_answer), "open", (open_,))


def _lost(scheme: Scheme, said: str) -> Reason:
    return Reason("no-answer", said, scheme.for_answer)


def _wrong(part: PartFinding, answer: Answer, scheme: Scheme) -> Earned:
    """Return what a wrong answer earns: all, if it follows from an earlier slip."""
    steps = chain_of(part, answer.step or "")
    full = scheme.for_answer
    wrong = Reason("wrong-answer", "the answer is wrong", full)
    if not steps or is_slip(steps[-1]):
        if goes_on_after(part, answer.step or ""):
            said = "the answer is wrong, but the derivation goes on in other lines"
            return _open("wrong", Reason("goes-on", said, open=True), scheme)
        return Earned(_NOTHING, "wrong", (wrong,))
    if any(is_unsure(step) for step in steps):
        said = "the answer is wrong; whether it follows from an earlier line was not decided"
        return _open("wrong", Reason("follow-through-open", said, open=True), scheme)
    if not scheme.rubric.follow_through:
        return Earned(_NOTHING, "wrong", (wrong,))
    if answer.lost:
        said = (
            "the answer is wrong and follows from an earlier slip, but the slip made what "
            f"followed easier: {', '.join(answer.lost)} no longer occurs"
        )
        return _open("wrong", Reason("trivialised", said, open=True), scheme)
    said = "the answer is wrong, and right given the earlier slip: its points are earned"
    return Earned(exactly(full), "follow-through", (Reason("follow-through", said),))


def _open(kind: str, reason: Reason, scheme: Scheme) -> Earned:
    return Earned(Range(Fraction(0), scheme.for_answer), kind, (reason,))
