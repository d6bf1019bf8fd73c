"""Elements of HTML in which no text can become markup.

A page is made of `Html` only: whatever is a plain string is escaped when it is put into an
element.  So nothing that a submission says is ever markup, and no template engine is needed.
"""

from collections.abc import Iterable
from html import escape

from derivcheck.report.sanitize import clean

_VOID = frozenset({"meta", "link", "br"})


class Html(str):
    """Text that is markup already; only `element` and `joined` make it."""


Content = str | Iterable[str] | None


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


def formula(latex: str) -> Html:
    """Return a formula, which a page's script sets; without it, it stands as written."""
    return element("code", " ".join(latex.split()), class_="tex")


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


def linked(assets: str) -> Html:
    """Return what a page loads from a folder of assets."""
    styles = (element("link", rel="stylesheet", href=f"{assets}/{name}") for name in STYLES)
    scripts = (element("script", src=f"{assets}/{name}") for name in SCRIPTS)
    return joined(styles, scripts)


def inlined(contents: dict[str, str]) -> Html:
    """Return the same with everything in the page; ``contents`` holds the files by name."""
    styles = (element("style", Html(contents[name])) for name in STYLES)
    scripts = (element("script", Html(contents[name])) for name in SCRIPTS)
    return joined(styles, scripts)


STYLES = ("temml.css", "style.css")
SCRIPTS = ("temml.min.js", "render.js")
OTHERS = ("Temml.woff2", "TEMML-LICENSE")
