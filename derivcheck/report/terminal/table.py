"""The table of a part's steps: sign, id, verdict, scope or reason, line, formula."""

from collections.abc import Iterable, Mapping

from msgspec import Struct
from rich.cells import cell_len, set_cell_size
from rich.text import Text

from derivcheck.report.excerpt import excerpt
from derivcheck.report.model import DocumentReport, StepReport
from derivcheck.report.sanitize import clean_line
from derivcheck.report.terminal.layout import columns, sign
from derivcheck.report.wording import right_again, scope

INDENT = 2
_FORMULA = 24  # a formula in fewer cells tells nothing


class Plan(Struct, frozen=True):
    """The widths of a document's columns, the same in all its parts, and its names of scopes."""

    id: int
    verdict: int
    reason: int
    line: int
    formula: int
    scopes: Mapping[str, str]


def plan(document: DocumentReport, width: int) -> Plan:
    """Return how a document's tables are laid out on lines of ``width`` cells."""
    steps = [step for part in document.parts for step in part.steps]
    names = scopes(document)
    id_ = min(_widest(step.id for step in steps), 16)
    verdict = _widest(step.verdict for step in steps)
    reason = min(_widest(_reason(step, names)[0] for step in steps), 26 if width >= 80 else 20)
    line = _widest(_line(step) for step in steps)
    reason = min(reason, max(4, width - (INDENT + 1 + id_ + verdict + line + 2 * 4)))
    used = INDENT + 1 + id_ + verdict + reason + line + 2 * 5
    return Plan(id_, verdict, reason, line, max(0, width - used), names)


def scopes(document: DocumentReport) -> dict[str, str]:
    """Return the sizes at which steps are proved, not for all, and a short name for each."""
    found = dict.fromkeys(
        scope(step)
        for part in document.parts
        for step in part.steps
        if step.scope and not step.scope.all_sizes
    )
    if len(found) < 2:
        return dict.fromkeys(found, "some sizes")
    return {text: f"sizes {number}" for number, text in enumerate(found, 1)}


def row(step: StepReport, size: Plan) -> Text:
    """Return one step as one line."""
    mark, style = sign(step)
    reason, tone = _reason(step, size.scopes)
    cells = [
        (" " * INDENT + mark, style, INDENT + 1),
        (_fit(clean_line(step.id), size.id), "", size.id),
        (step.verdict, style.replace("bold ", ""), size.verdict),
        (_fit(reason, size.reason), tone, size.reason),
        (_line(step), "dim", size.line),
    ]
    if size.formula >= _FORMULA:
        cells.append((_formula(step, size.formula), "dim", 0))
    return columns(cells)


def _reason(step: StepReport, names: Mapping[str, str]) -> tuple[str, str]:
    """Return why the verdict is what it is, in a word or two, and its style."""
    if step.as_expected is not None:
        return ("as expected", "green") if step.as_expected else ("not as expected", "red")
    if step.known:
        return "in the baseline", "dim"
    if right_again(step):
        return "right again", "green"
    if step.verdict == "proved":
        sizes = scope(step)
        return (names[sizes], "yellow") if sizes in names else (sizes, "")
    return clean_line((step.slip.code if step.slip else step.code) or ""), ""


def _line(step: StepReport) -> str:
    return f"line {step.line}" if step.cell is None else f"cell {step.cell}:{step.line}"


def _formula(step: StepReport, width: int) -> str:
    mark = None
    if step.place and step.place.side == "rhs" and step.place.start is not None:
        mark = (step.place.start, step.place.end or step.place.start)
    lead = f"{clean_line(step.relation)} "
    return lead + excerpt(step.rhs, width - cell_len(lead), mark).text


def _widest(texts: Iterable[str]) -> int:
    return max((cell_len(text) for text in texts), default=0)


def _fit(text: str, width: int) -> str:
    return text if cell_len(text) <= width else set_cell_size(text, width - 1).rstrip() + "…"
