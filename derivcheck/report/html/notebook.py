"""A report in a notebook: a fragment of HTML whose formulas the notebook sets, or text."""

import re
from collections.abc import Iterator, Mapping

from derivcheck.report.html.detail import rows
from derivcheck.report.html.markup import Content, Html, element
from derivcheck.report.model import DocumentReport, Report, StepReport
from derivcheck.report.sanitize import clean_line
from derivcheck.report.signs import mark
from derivcheck.report.style import PLAIN
from derivcheck.report.wording import counts, label, message

_COLORS = {
    "proved": "#2f855a",
    "given": "#5a7ca3",
    "refuted": "#d0493d",
    "ill-typed": "#a05aa6",
    "unread": "#a37b16",
    "undecided": "#b9721a",
}
# of a notebook's own setter of formulas, which a document is not to command
_FORBIDDEN = re.compile(
    r"\$|\\(?:href|url|class|cssId|style|data|html\w*|require|unicode|bbox|includegraphics|"
    r"[egx]?def|let|(?:re|provide)?newcommand|newenvironment|DeclareMathOperator|begingroup)(?![A-Za-z])"
)
_ARGUMENT = re.compile(r"#([1-9])")
_COMMAND = re.compile(r"\\(?:[A-Za-z]+|.)")


def bundle(report: Report) -> dict[str, str]:
    """Return a report by MIME type, as IPython shows it: HTML, and text for a terminal."""
    from derivcheck.report.writers.full import render

    return {"text/plain": render(report, PLAIN).rstrip("\n"), "text/html": fragment(report)}


def fragment(report: Report) -> Html:
    """Return a report as a piece of a page: a line for each step, which opens."""
    errors = (
        element("div", f"{error.path or 'derivcheck'}: {error.message}") for error in report.errors
    )
    return element(
        "div",
        errors,
        (piece for document in report.documents for piece in _document(document)),
        element("div", counts(report.summary), style="opacity: .75; margin-top: .5em"),
        class_="derivcheck-report",
    )


def _document(document: DocumentReport) -> Iterator[Html]:
    for one in document.diagnostics:
        yield element("div", f"line {one.line}: {one.code}: {one.message}")
    for part in document.parts:
        if part.id != "main":
            yield element("div", element("strong", part.id), style="margin-top: .6em")
        for at, step in enumerate(part.steps):
            first = at == 0 or step.words is not None
            yield _step(step, document.macros, step.lhs if first else None)
        yield from (element("div", f"→ {said}", style="opacity: .75") for said in part.story)


def _step(step: StepReport, macros: Mapping[str, str], lhs: str | None) -> Html:
    color = _COLORS.get(step.verdict, "inherit")
    left = f"{lhs} " if lhs else ""
    relation = "=" if step.relation == "=" else step.written
    sign = element("span", mark(step), style=f"color: {color}; display: inline-block; width: 1.6em")
    said = element("span", label(step), style=f"color: {color}; float: right; font-size: .85em")
    head = element("summary", sign, said, _set(f"{left}{relation} {step.rhs}", macros))
    told = element("div", message(step), style=f"color: {color}; margin: .2em 0 .3em")
    table = element("table", (_row(term, said) for term, said in rows(step)))
    inside = element("div", told, table, style=f"border-left: 2px solid {color}; padding-left: 1em")
    return element("details", head, inside)


def _row(term: str, said: Content) -> Html:
    left = "text-align: left; vertical-align: top"
    return element(
        "tr", element("td", term, style=f"{left}; opacity: .7"), element("td", said, style=left)
    )


def _set(latex: str, macros: Mapping[str, str]) -> Html:
    """Return a formula for the notebook to set, or as code where it might do more than that."""
    line = clean_line(latex)
    whole = f"{_definitions(line, macros)}{line}"
    if _FORBIDDEN.search(line) or "%" in line or any(map(_FORBIDDEN.search, macros.values())):
        return element("code", line)
    return element("span", f"$\\displaystyle {whole}$")


def _definitions(latex: str, macros: Mapping[str, str]) -> str:
    """Return definitions of the macros that a formula uses, which hold in it alone."""
    wanted = _COMMAND.findall(latex)
    used: dict[str, str] = {}
    while wanted and len(used) < 50:
        name = wanted.pop()
        if name in macros and name not in used:
            used[name] = clean_line(macros[name])
            wanted += _COMMAND.findall(macros[name])
    return "".join(f"\\def{name}{_arguments(body)}{{{body}}}" for name, body in used.items())


def _arguments(body: str) -> str:
    count = max((int(digit) for digit in _ARGUMENT.findall(body)), default=0)
    return "".join(f"#{number}" for number in range(1, count + 1))
