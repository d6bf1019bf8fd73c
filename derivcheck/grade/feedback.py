"""What a student is told, as Markdown: points, reasons, as much as the problem reveals."""

import re
from collections.abc import Iterator

from derivcheck.grade.model import Graded, PartMark, Range, Reason, points
from derivcheck.report.sanitize import clean_line

LEVELS = ("verdict", "place", "slip", "answer")
_ANSWERS = {
    "correct": "the answer is right",
    "despite-slip": "the answer is right, in spite of a slip on the way",
    "follow-through": "the answer follows from an earlier slip",
    "wrong": "the answer is wrong",
    "open": "a person will look at the answer",
    "none": "there is no answer",
    "missing": "nothing was found",
}
_SOUGHT = "no answer was recognised; a person will look for it"
_BACKTICKS = re.compile(r"`+")
_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+!|~&$-])")


def render(graded: Graded, title: str, reveal: str) -> str:
    """Return the feedback for one student; ``reveal`` is one of ``LEVELS``."""
    whole = graded.worth
    lines = [
        f"# {prose(title)}: {prose(graded.student)}",
        "",
        f"**{shown(graded.total)} of {points(whole)} points**",
    ]
    if graded.open:
        lines += ["", "This mark is provisional: some of it is still to be looked at by a person."]
    for part in graded.parts:
        title_ = f" {prose(part.title)}" if part.title else ""
        mark = f"{shown(part.mark)} of {points(part.points)}"
        lines += ["", f"## ({prose(part.part)}){title_}: {mark}", "", *part_lines(part, reveal)]
    return "\n".join(lines) + "\n"


def shown(mark: Range) -> str:
    """Return a mark: ``2.5``, or ``1 to 3`` where something is open."""
    if mark.settled:
        return points(mark.low)
    return f"{points(mark.low)} to {points(mark.high)}"


def part_lines(part: PartMark, reveal: str) -> Iterator[str]:
    """Yield what is told of a part: its answer in a sentence, and a list of reasons."""
    told = LEVELS[: LEVELS.index(reveal) + 1]
    yield f"{answer_of(part)}."
    reasons = [text for reason in part.reasons if (text := _reason(reason, told))]
    if reasons:
        yield ""
    yield from reasons


def answer_of(part: PartMark) -> str:
    """Return in words what became of a part's answer."""
    said = _SOUGHT if part.answer == "missing" and part.open else _ANSWERS[part.answer]
    return said[0].upper() + said[1:]


def _reason(reason: Reason, told: tuple[str, ...]) -> str | None:
    """Return a reason as an item of a list, ``None`` where nothing of it may be told."""
    cost = f" (−{points(reason.cost)})" if reason.cost else ""
    if reason.step is None:
        about = f": {code(reason.formula)}" if reason.formula and "slip" in told else ""
        return f"- {prose(reason.said)}{about}{cost}"
    if "place" not in told:
        return None
    place = f"line {reason.line}: " if reason.line is not None else ""
    formula = f" {code('= ' + reason.formula)}" if reason.formula else ""
    detail = f"; {prose(reason.detail)}" if "slip" in told and reason.detail else ""
    detail += f": {code(reason.place)}" if detail and reason.place else ""
    repair = ""
    if "answer" in told and reason.repair and not reason.open:
        repair = f"; right would be {code(reason.repair)}"
    person = "; a person will look at it" if reason.open else ""
    return f"- {place}{prose(reason.said)}{formula}{detail}{repair}{person}{cost}"


def prose(text: str) -> str:
    """Return words in which nothing is markup, whatever they say."""
    return _MARKUP.sub(r"\\\1", clean_line(text))


def plain(text: str) -> str:
    """Return words as they are, on one line, with nothing in them that steers a terminal."""
    return clean_line(text)


def code(text: str) -> str:
    """Return text as code that no backtick in it can end."""
    inner = plain(text)
    longest = max((len(run) for run in _BACKTICKS.findall(inner)), default=0)
    fence = "`" * (longest + 1)
    space = " " if "`" in inner else ""
    return f"{fence}{space}{inner}{space}{fence}"
