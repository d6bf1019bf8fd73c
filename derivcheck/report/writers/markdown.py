"""``markdown``: tables for a comment or the summary of a job."""

import re
from collections.abc import Iterator
from functools import lru_cache

from derivcheck.report.flat import Item, items
from derivcheck.report.model import DocumentReport, Report
from derivcheck.report.sanitize import clean_line
from derivcheck.report.style import PLAIN, Style
from derivcheck.report.wording import answered, counts

# what begins or ends markup, a cell, a mention, an entity or a tag
_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&$@:])")


def render(report: Report, style: Style = PLAIN) -> str:
    """Return a section for each document: how its parts end, and what is not good."""
    lines = ["# derivcheck", "", words(counts(report.summary)), ""]
    for error in report.errors:
        lines += [
            f"- **{words(error.code)}** {words(error.path or '')}: {words(error.message)}",
            "",
        ]
    found = list(items(report))
    for document in report.documents:
        lines += [f"## {words(document.path)}", ""]
        lines += _parts(document)
        lines += _table([item for item in found if item.document is document])
    return "\n".join(lines).rstrip() + "\n"


def _parts(document: DocumentReport) -> Iterator[str]:
    yield "| part | steps | answer |"
    yield "| --- | --- | --- |"
    for part in document.parts:
        said, _ = answered(part)
        yield f"| {words(part.id)} | {len(part.steps)} | {said.removeprefix('answer ')} |"
    yield ""


def _table(found: list[Item]) -> Iterator[str]:
    if not found:
        return
    yield "| line | code | what | as written |"
    yield "| --- | --- | --- | --- |"
    for item in found:
        cell = f"cell {item.at.cell}, " if item.at.cell is not None else ""
        shown = "" if item.step is None else _cell(f"{item.step.relation} {item.step.rhs}")
        yield f"| {cell}{item.at.line} | {words(item.code)} | {words(item.text)} | {shown} |"
    yield ""


# an editor shows all steps of a document again after each edit
@lru_cache(maxsize=1024)
def words(text: str) -> str:
    """Return words on one line in which nothing is markup."""
    return _SPECIAL.sub(r"\\\1", clean_line(text))


def _cell(text: str) -> str:
    """Return a formula as code in a cell: GitHub renders no mathematics there, and no markup."""
    return code(text.replace("|", "\\|"))


@lru_cache(maxsize=1024)
def code(text: str) -> str:
    """Return text as code that no backtick in it ends."""
    plain = clean_line(text)
    longest = max((len(run) for run in re.findall("`+", plain)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {plain} {fence}"
