"""All that a report has to say, one item for each place, for readers that show lists."""

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256

from msgspec import Struct

from derivcheck.report.judge import FAILING_DIAGNOSTICS, step_passes
from derivcheck.report.model import DocumentReport, RemarkReport, Report, StepReport
from derivcheck.report.wording import Placed, expectation, label, message, where

# remarks that hold for a letter throughout a part: they are told where it is met first
_OF_A_LETTER = frozenset({"inferred-symbol"})


class Item(Struct, frozen=True):
    """One thing said of one place; ``step`` is None for what is said of the document.

    ``fails`` tells whether it makes the exit status 1; ``remark`` whether it is a remark, which
    never does.
    """

    document: DocumentReport
    at: Placed
    code: str
    text: str
    step: StepReport | None
    fails: bool
    remark: bool


def items(report: Report) -> Iterator[Item]:
    """Yield what is not good and all remarks, document by document, in reading order."""
    return (item for item in every_item(report) if not _is_good(item, report.summary.allowed))


def every_item(report: Report) -> Iterator[Item]:
    """Yield every step and all remarks, document by document, in reading order."""
    for document in report.documents:
        found = list(_of(document, report.summary.allowed))
        yield from sorted(found, key=lambda item: _place(item.at))


def _is_good(item: Item, allowed: tuple[str, ...]) -> bool:
    step = item.step
    return step is not None and not item.fails and (step.verdict not in allowed or step.known)


def _of(document: DocumentReport, allowed: tuple[str, ...]) -> Iterator[Item]:
    for remark in document.diagnostics:
        fails = remark.code in FAILING_DIAGNOSTICS
        yield Item(document, remark, remark.code, remark.message, None, fails, not fails)
    for part in document.parts:
        told: set[str] = set()
        for step in part.steps:
            yield _said(document, step, not step_passes(step, allowed))
            for one in step.remarks:
                if one.code in _OF_A_LETTER and one.message in told:
                    continue
                told.add(one.message)
                yield _remark(document, one)


def _said(document: DocumentReport, step: StepReport, fails: bool) -> Item:
    unmet = f" [{expectation(step)}]" if step.as_expected is False else ""
    text = f"{step.id} {message(step)}{unmet}"
    return Item(document, where(step), label(step), text, step, fails, False)


def _remark(document: DocumentReport, one: RemarkReport) -> Item:
    return Item(document, one, one.code, one.message, None, False, True)


def _place(at: Placed) -> tuple[int, int, int]:
    return at.cell or 0, at.line, at.column


def fingerprints(found: Iterable[Item]) -> Iterator[tuple[str, int]]:
    """Yield for each item a hash of what it is, and how often its document has had it by then.

    The place is no part of it, and of a step only its verdict and what is written: lines, parts
    and steps may come and go before it.
    """
    seen: Counter[str] = Counter()
    for item in found:
        mark = step_mark(item.step) if item.step else digest(item.code, item.text)
        mark = digest(item.document.path, mark)
        seen[mark] += 1
        yield mark, seen[mark]


def step_mark(step: StepReport) -> str:
    """Return a hash of a step's verdict and of its formulas as they are written."""
    written = (step.lhs or "", step.relation, step.rhs)
    return digest(step.verdict, *(" ".join(text.split()) for text in written))


def digest(*parts: str) -> str:
    """Return a hash of some texts."""
    return sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


def rule_of(item: Item) -> str:
    """Return the kebab-case code that tells what is wrong: the slip's, the step's, its verdict."""
    if item.step is None:
        return item.code
    slip = item.step.slip.code if item.step.slip else None
    return slip or item.step.code or item.step.verdict
