"""Words that several writers share: places, scopes, points and counts in one line."""

from collections.abc import Mapping, Sequence

from derivcheck.report.model import (
    PartReport,
    PlaceReport,
    RemarkReport,
    SkippedReport,
    StepReport,
    Summary,
)
from derivcheck.report.sanitize import clean_line

_ANSWERS = {
    "correct": ("answer correct", "proved"),
    "despite-slip": ("answer correct in spite of slips", "proved"),
    "wrong": ("answer wrong", "refuted"),
    "carried": ("answer follows from an earlier slip", "undecided"),
}
"""What is said of a part's answer by its reason, and the verdict whose colour that has."""
_LAST = {
    "correct": "last result holds",
    "despite-slip": "last result holds in spite of slips",
}

Placed = StepReport | PlaceReport | RemarkReport | SkippedReport
"""What has a line, a column and perhaps a cell."""


def answered(part: PartReport) -> tuple[str, str]:
    """Return what is said of a part's answer, empty without one, and the verdict of its colour.

    Where nothing is asked for, that the last result holds makes nothing above it right.
    """
    said, colour = _ANSWERS.get(part.answer.reason, ("", ""))
    sure = all(step.verdict in ("proved", "given") for step in part.steps)
    return (said if part.answer.asked or sure else _LAST.get(part.answer.reason, said)), colour


def location(path: str, at: Placed) -> str:
    """Return ``file:line:column``, for a notebook ``file:cell 3:line:column``."""
    cell = f"cell {at.cell}:" if at.cell is not None else ""
    return f"{clean_line(path)}:{cell}{at.line}:{at.column}"


def where(step: StepReport) -> Placed:
    """Return the place to point at for a step: what is blamed, else its right member."""
    return step.place or step


def label(step: StepReport) -> str:
    """Return verdict and code as expectations spell them: ``refuted(flipped-sign)``."""
    code = told_code(step)
    return f"{step.verdict}({clean_line(code)})" if code else step.verdict


def told_code(step: StepReport) -> str | None:
    """Return the code of a step's slip where it may be told, else the step's own."""
    return step.slip.code if step.slip and step.slip.code != "hidden" else step.code


def message(step: StepReport) -> str:
    """Return what is to be said of a step in one line; never empty."""
    said = (step.slip.message if step.slip else None) or step.message
    if said:
        return clean_line(said)
    return {
        "refuted": "the two sides differ",
        "ill-typed": "this has no meaning",
        "unread": "this could not be read",
        "undecided": "neither proved nor refuted",
        "given": "a definition or an assumption",
        "proved": "holds",
    }.get(step.verdict, step.verdict)


def expectation(step: StepReport) -> str | None:
    """Return what came of a step's expectation, ``None`` without one."""
    if step.as_expected is None:
        return None
    if step.as_expected:
        return "as expected"
    return f"expected {clean_line(step.expected or '?')}, found {label(step)}"


def assignments(values: Mapping[str, object]) -> str:
    """Return ``Vocab=5, Dim=2``; tuples and lists in brackets."""
    return ", ".join(f"{clean_line(name)}={entry(value)}" for name, value in values.items())


def entry(value: object) -> str:
    """Return a number, or numbers in brackets when there are several."""
    if isinstance(value, tuple | list):
        if len(value) == 1:
            return clean_line(str(value[0]))
        return f"({', '.join(clean_line(str(item)) for item in value)})"
    return clean_line(str(value))


def scope(step: StepReport) -> str:
    """Return for which sizes a step is proved, empty if it is not."""
    if step.scope is None:
        return ""
    if step.scope.all_sizes:
        return "all sizes"
    return "; ".join(assignments(sizes) for sizes in step.scope.sizes or ()) or "some sizes"


def right_again(step: StepReport) -> bool:
    """Return whether a step is not good only because of one before it, and comes back."""
    if step.slip and step.slip.code == "compensates":
        return True
    return step.code == "no-left-value" and step.equals_start is True


def counts(summary: Summary) -> str:
    """Return one line of counts; verdicts that do not occur are left out."""
    steps = f"{summary.steps} {plural('step', summary.steps)}"
    words: list[str] = []
    if summary.proved:
        some = summary.all_sizes != summary.proved
        words.append(
            f"{summary.proved} proved" + (f" ({summary.all_sizes} for all sizes)" if some else "")
        )
    for name in ("refuted", "ill-typed", "unread", "undecided", "given"):
        number = getattr(summary, name.replace("-", "_"))
        if number:
            allowed = " (allowed)" if name in summary.allowed else ""
            words.append(f"{number} {name}{allowed}")
    more = [
        f"{summary.slips} {plural('slip', summary.slips)}" if summary.slips else "",
        f"{summary.as_expected} as expected" if summary.as_expected else "",
        f"{summary.known} in the baseline" if summary.known else "",
        f"{summary.skipped} {plural('formula', summary.skipped)} skipped"
        if summary.skipped
        else "",
        f"{summary.documents} documents" if summary.documents > 1 else "",
    ]
    return " · ".join([": ".join(filter(None, [steps, ", ".join(words)])), *filter(None, more)])


def plural(word: str, number: int) -> str:
    """Return the word with an ``s`` unless the number is one."""
    return word if number == 1 else f"{word}s"


def ids(steps: Sequence[str], order: Sequence[str]) -> str:
    """Return step ids in short: ``b.1–b.4, b.6``; runs are neighbours in ``order``."""
    rank = {id_: i for i, id_ in enumerate(order)}
    runs: list[list[str]] = []
    for id_ in steps:
        if runs and rank.get(id_, -9) == rank.get(runs[-1][-1], -99) + 1:
            runs[-1].append(id_)
        else:
            runs.append([id_])
    return ", ".join(", ".join(run) if len(run) < 3 else f"{run[0]}–{run[-1]}" for run in runs)
