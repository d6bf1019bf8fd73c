"""A derivation as its author wrote it: words, chains, a button at each relation sign."""

import re
from collections.abc import Iterator, Sequence

from derivcheck.report.html.detail import detail
from derivcheck.report.html.markup import Html, element, formula, joined
from derivcheck.report.judge import step_passes
from derivcheck.report.model import PartReport, StepReport
from derivcheck.report.sanitize import clean_line
from derivcheck.report.signs import mark
from derivcheck.report.wording import right_again, scope, told_code

_FORMULA = re.compile(r"\$([^$]+)\$")
_PARAGRAPH = re.compile(r"\n\s*\n")
_LEAD = re.compile(r"^[\s.,;:。，；：]+")  # what ended the chain before
_WORD = re.compile(r"\w")
_SPACED = re.compile(r"\$\s+(?=[.,;:。，；：])")
_LONG = 70  # code points of a first side that stands on a line of its own


def chains(part: PartReport, prefix: str, path: str) -> Iterator[Html]:
    """Yield words and chains in turn; ``prefix`` makes the names of elements unique."""
    steps, start = part.steps, 0
    for end in range(1, len(steps) + 1):
        if end == len(steps) or steps[end].words is not None:
            words = steps[start].words or ""
            yield from _words(words, part.title)
            yield _chain(steps[start:end], prefix, path, words)
            start = end


def _words(text: str, title: str | None) -> Iterator[Html]:
    paragraphs = [one for one in _PARAGRAPH.split(_LEAD.sub("", text)) if _WORD.search(one)]
    if paragraphs and title and clean_line(paragraphs[0]) == clean_line(title):
        del paragraphs[0]  # the heading, which stands above
    if paragraphs:
        yield element("div", (element("p", prose(one)) for one in paragraphs), class_="words")


def prose(text: str) -> Html:
    """Return words with the formulas that stand in them between dollars."""
    pieces = _FORMULA.split(_SPACED.sub("$", text))
    return joined(formula(piece) if at % 2 else piece for at, piece in enumerate(pieces))


def _chain(steps: Sequence[StepReport], prefix: str, path: str, words: str) -> Html:
    rows = (
        _row(step, None if at else _left(step, words), prefix, path)
        for at, step in enumerate(steps)
    )
    return element("div", rows, class_="chain")


def _row(step: StepReport, left: Html | None, prefix: str, path: str) -> Html:
    name = f"{prefix}{step.id}"
    passes = step_passes(step, ())
    classes = ["step", step.verdict]
    classes += [] if passes else ["back" if right_again(step) else "bad"]
    row = element(
        "div",
        left,
        _sign(step, f"{name}-detail"),
        element("div", _right(step), class_="rhs"),
        _said(step),
        class_=" ".join(classes),
        id=name,
        data_verdict=step.verdict,
    )
    return joined(row, detail(step, f"{name}-detail", path, bad=not passes))


def _place(step: StepReport, side: str) -> tuple[int, int] | None:
    place = step.place
    if place is None or place.side != side or place.start is None or place.end is None:
        return None
    return place.start, place.end


def _left(step: StepReport, words: str) -> Html | None:
    if step.lhs is None:
        said = clean_line(step.lhs_source or "")
        if not said or clean_line(words).endswith(said):
            return None  # it has just been said
        return element("div", prose(said), class_="lhs spoken")
    length = len(step.lhs)
    shown = formula(step.lhs, _place(step, "lhs"), display=True)
    return element("div", shown, class_="lhs long" if length > _LONG else "lhs")


def _right(step: StepReport) -> Html:
    return formula(step.rhs, _place(step, "rhs"), display=True)


def _sign(step: StepReport, panel: str) -> Html:
    written = step.relation if step.written.startswith("\\") else step.written.strip()
    said = f" {step.verdict}, step {step.id}, line {step.line}"
    return element(
        "button",
        written or step.relation,
        element("span", mark(step), class_="mark", aria_hidden="true"),
        element("span", said, class_="hidden-text"),
        class_="sign",
        type="button",
        aria_expanded="true",
        aria_controls=panel,
    )


def _said(step: StepReport) -> Html:
    """Return what stands at the end of a row: the verdict and why, or its scope."""
    about = _about(step)
    return element(
        "div",
        element("b", step.verdict),
        joined(element("br"), about) if about else None,
        class_="said",
    )


def _about(step: StepReport) -> str | None:
    if step.verdict == "proved":
        return None if step.scope and step.scope.all_sizes else scope(step)
    return "right again" if right_again(step) else told_code(step)
