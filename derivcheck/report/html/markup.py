"""Elements of HTML in which no text can become markup.

A page is made of `Html` only: whatever is a plain string is escaped when it is put into an
element.  So nothing that a submission says is ever markup, and no template engine is needed.
"""

import re
from collections.abc import Iterable
from html import escape

from derivcheck.report.sanitize import clean

_VOID = frozenset({"meta", "link", "br"})


class Html(str):
    """Text that is markup already; only `element` and `joined` make it."""


Content = str | Iterable["str | None"] | None


def element(name: str, /, *content: Content, **attributes: object) -> Html:
    """Return an element; a trailing ``_`` of an attribute's name is dropped (``class_``)."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(clean(str(value)))}"'
        for key, value in attributes.items()
    )
    if name in _VOID:
        return Html(f"<{name}{given}>")
    return Html(f"<{name}{given}>{joined(*content)}</{name}>")


def joined(*content: Content) -> Html:
    """Return pieces one behind the other, plain strings escaped."""
    return Html("".join(_markup(piece) for piece in content))


def _markup(piece: Content) -> str:
    if piece is None:
        return ""
    if isinstance(piece, Html):
        return piece
    if isinstance(piece, str):
        return escape(clean(piece))
    return "".join(map(_markup, piece))


def formula(
    latex: str, mark: tuple[int, int] | None = None, *, kind: str = "marked", display: bool = False
) -> Html:
    """Return a formula, which a page's script sets; without it, it stands as written.

    ``mark`` is a range of code points that is set off, ``kind`` says how: ``marked`` or
    ``changed``; ``display`` sets it as on a line of its own.
    """
    more = {"data_marked": marked(latex, mark, kind)} if mark else {}
    return element("code", latex.strip(), class_="tex display" if display else "tex", **more)


def marked(latex: str, mark: tuple[int, int], kind: str) -> str:
    """Return a formula with a range in a class of its own, empty where braces forbid it."""
    start, end = mark
    inner = latex[start:end].rstrip()
    if not inner.strip() or not _is_closed(inner):
        return ""
    sign = "{}" if inner[0] in "+-" and latex[:start].strip() else ""  # as between two terms
    rest = latex[start + len(inner) :]
    return f"{latex[:start]}\\class{{{kind}}}{{{sign}{inner}}}{rest}".strip()


def _is_closed(latex: str) -> bool:
    """Return whether no brace, bracket with ``\\left`` or environment reaches out of a range."""
    depth = 0
    for token in _TOKEN.findall(latex):
        depth += (token in _OPENING) - (token in _CLOSING)
        if depth < 0 or (depth == 0 and token in ("&", "\\\\", "%")):
            return False
    return depth == 0


_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|.", re.DOTALL)
_OPENING = frozenset({"{", "\\left", "\\begin"})
_CLOSING = frozenset({"}", "\\right", "\\end"})


def table(head: Iterable[str], rows: Iterable[Iterable[Content]], numbers: int = 0) -> Html:
    """Return a table; its columns from the one of that number on hold numbers (0 for none)."""

    def row(kind: str, cells: Iterable[Content]) -> Html:
        return element(
            "tr",
            (
                element(kind, cell, class_="number") if 0 < numbers <= at else element(kind, cell)
                for at, cell in enumerate(cells)
            ),
        )

    body = element("tbody", (row("td", cells) for cells in rows))
    return element("div", element("table", element("thead", row("th", head)), body), class_="wide")


def page(title: str, body: Content, head: Content) -> str:
    """Return a whole page; ``head`` holds its styles and scripts."""
    meta = (
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
    )
    whole = element(
        "html",
        element("head", meta, element("title", title), head),
        element("body", body),
        lang="en",
    )
    return f"<!doctype html>\n{whole}\n"
