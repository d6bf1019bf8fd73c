"""``html``: a page for reading, one file that needs no network.

The derivation as it was written, a button at each relation sign; the formulas are set by Temml
(https://temml.org), which is part of the page.  Nothing that a document says is markup in it.
"""

from collections.abc import Iterator

from derivcheck.report.data import plain
from derivcheck.report.html.assets import self_contained
from derivcheck.report.html.chain import chains, prose
from derivcheck.report.html.markup import Html, element, joined, page
from derivcheck.report.model import DocumentReport, PartReport, RemarkReport, Report, Summary, Tool
from derivcheck.report.signs import MARKS
from derivcheck.report.style import PLAIN, Style
from derivcheck.report.wording import answered, counts, location, plural


def render(report: Report, style: Style = PLAIN) -> str:
    """Return the report as a page; the same report gives the same bytes, whatever the style."""
    names = [document.path for document in report.documents]
    title = names[0] if len(names) == 1 else f"{len(names)} documents"
    body = joined(
        element("header", element("div", _bar(report.summary)), class_="top"),
        element(
            "main",
            (_error(error.path, error.message, error.hint) for error in report.errors),
            (_document(one, f"d{at}.") for at, one in enumerate(report.documents, 1)),
        ),
        element("footer", _end(report.summary, report.tool)),
    )
    return page(f"{title} · derivcheck", body, self_contained())


def _bar(summary: Summary) -> Iterator[Html]:
    """Yield a button for each verdict that occurs, with its count: they filter."""
    numbers = plain(summary)
    for verdict, mark in MARKS.items():
        if not numbers[verdict]:
            continue
        yield element(
            "button",
            element("span", mark, class_="mark", aria_hidden="true"),
            element("span", str(numbers[verdict]), class_="number"),
            f" {verdict}",
            class_=verdict,
            type="button",
            aria_pressed="false",
            data_filter=verdict,
            title=f"show only what is {verdict}",
        )
    yield element("button", "light / dark", class_="theme", type="button")


def _error(path: str | None, message: str, hint: str | None) -> Html:
    where = element("strong", f"{path}: ") if path else None
    more = element("div", hint, class_="soft") if hint else None
    return element("div", where, message, more, class_="error")


def _document(document: DocumentReport, prefix: str) -> Html:
    about = f"problem {document.problem}" if document.problem else "no problem file"
    parts = (_part(one, prefix, document.path) for one in document.parts)
    return element(
        "article",
        element("h1", document.path),
        element("div", about, _conventions(document), _skipped(document), class_="about"),
        (_diagnostic(document.path, one) for one in document.diagnostics),
        parts,
        data_macros=_macros(document),
    )


def _macros(document: DocumentReport) -> str:
    import json

    return json.dumps(dict(document.macros), ensure_ascii=False)


def _conventions(document: DocumentReport) -> Html | None:
    if not document.conventions:
        return None
    items = (
        element("li", prose(one.text), f" — {one.source}", _evidence(one.evidence))
        for one in document.conventions
    )
    number = len(document.conventions)
    head = element("summary", f"{number} {plural('convention', number)}")
    return element("details", head, element("ul", items))


def _evidence(steps: tuple[str, ...]) -> str | None:
    return f" ({', '.join(steps)})" if steps else None


def _skipped(document: DocumentReport) -> Html | None:
    if not document.skipped_at:
        return None
    items = (
        element("li", f"line {one.line}: ", element("code", one.latex, class_="tex"))
        for one in document.skipped_at
    )
    number = len(document.skipped_at)
    said = f"{number} {plural('formula', number)} with a relation sign that gave no step"
    return element("details", element("summary", said), element("ul", items))


def _diagnostic(path: str, one: RemarkReport) -> Html:
    said = f"{location(path, one)}: {one.code}: {one.message}"
    hints = (element("div", hint) for hint in one.hints)
    return element("div", said, hints, class_="about")


def _part(part: PartReport, prefix: str, path: str) -> Html | None:
    if not part.steps:
        return None
    said, verdict = answered(part)
    title = element("span", prose(part.title), class_="title") if part.title else None
    answer = element("span", said, class_=f"answer {verdict}") if said else None
    name = element("span", part.id, class_="hidden-text" if part.id == "main" else "name")
    heading = element("h2", name, title, answer, id=f"{prefix}part-{part.id}")
    story = element("ul", (element("li", one) for one in part.story), class_="story")
    return element(
        "section",
        heading,
        story if part.story else None,
        chains(part, prefix, path),
        class_="part",
    )


def _end(summary: Summary, tool: Tool) -> Iterator[Html]:
    keys = (("j k", "next, previous step"), ("n p", "next, previous that is not good"))
    more = (*keys, ("Enter", "open or close"), ("Esc", "close all"))
    engines = ", ".join(f"{name} {version}" for name, version in tool.engines.items())
    yield element("p", counts(summary))
    said = (joined(element("kbd", key), f" {text}  ") for key, text in more)
    yield element("p", said, class_="keys")
    made = f"{tool.name} {tool.version}" + (f" ({engines})" if engines else "")
    yield element("p", f"{made}. Formulas are set by Temml in STIX Two Math.")
