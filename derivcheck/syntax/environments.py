"""Environments inside a formula: cases, matrices, and those that only lay it out."""

from collections.abc import Callable

from derivcheck.document.tokens.token import Kind, Token
from derivcheck.source import Span
from derivcheck.syntax import signs
from derivcheck.syntax import tree as t
from derivcheck.syntax.cursor import Cursor

# what stands behind a single large brace when cases are laid out by hand
ENVIRONMENTS_IN_BRACE = {"array", "aligned", "matrix", "split", "gathered", "align"}

Items = Callable[[Cursor], t.Tree]


def environment(cursor: Cursor, items: Items) -> t.Tree:
    """Parse what stands between ``\\begin`` and ``\\end``."""
    begin = cursor.take()
    name = begin.text
    if name == "array" and cursor.is_kind(Kind.OPEN):
        _skip_columns(cursor)
    rows = _rows(cursor, items)
    if not cursor.is_kind(Kind.END):
        return t.Error(begin.span, "unclosed-environment", f"this {name} is not closed")
    cursor.take()
    span = cursor.since(begin.span)
    if name in signs.ENVIRONMENTS_OF_CASES:
        return t.Cases(span, tuple(_case(row) for row in rows))
    if name in signs.ENVIRONMENTS_OF_MATRICES:
        return t.Matrix(span, signs.ENVIRONMENTS_OF_MATRICES[name], rows)
    if len(rows) == 1 and len(rows[0]) == 1 and name in signs.ENVIRONMENTS_OF_LAYOUT:
        return rows[0][0]
    return t.Error(span, "unknown-environment", f"I do not read the environment “{name}” here")


def cases_in_brace(cursor: Cursor, start: Span, items: Items) -> t.Tree | None:
    """Parse ``\\left\\{`` array or aligned ``\\right.``: cases as people laid them out.

    Nothing is taken where something else follows.
    """
    if cursor.here is None or cursor.here.text not in ENVIRONMENTS_IN_BRACE:
        return None
    depth, offset = 0, 0
    while (token := cursor.ahead(offset)) is not None:
        depth += (token.kind is Kind.BEGIN) - (token.kind is Kind.END)
        offset += 1
        if not depth:
            break
    right, dot = cursor.ahead(offset), cursor.ahead(offset + 1)
    if right is None or dot is None or (right.text, dot.text) != ("\\right", "."):
        return None
    begin = cursor.take()
    if begin.text == "array" and cursor.is_kind(Kind.OPEN):
        _skip_columns(cursor)
    rows = _rows(cursor, items)
    for _ in range(3):
        cursor.take()
    return t.Cases(cursor.since(start), tuple(_case(row) for row in rows))


def _skip_columns(cursor: Cursor) -> None:
    """Skip ``{ll}`` behind ``\\begin{array}``."""
    while cursor.here is not None and not cursor.is_kind(Kind.CLOSE):
        cursor.take()
    if cursor.here is not None:
        cursor.take()


def _rows(cursor: Cursor, items: Items) -> tuple[tuple[t.Tree, ...], ...]:
    rows: list[list[t.Tree]] = [[]]
    while cursor.here is not None and not cursor.is_kind(Kind.END):
        if cursor.is_kind(Kind.BREAK):
            cursor.take()
            rows.append([])
        elif cursor.is_kind(Kind.ALIGN):
            cursor.take()
        else:
            rows[-1].append(_cell(cursor, items))
    return tuple(tuple(row) for row in rows if row)


def _cell(cursor: Cursor, items: Items) -> t.Tree:
    """Parse one cell apart, so that ``&``, ``\\\\`` and the environment's end bound it."""
    tokens: list[Token] = []
    braces = environments = 0
    while (here := cursor.here) is not None:
        if not braces and not environments and here.kind in (Kind.ALIGN, Kind.BREAK, Kind.END):
            break
        braces += (here.kind is Kind.OPEN) - (here.kind is Kind.CLOSE)
        environments += (here.kind is Kind.BEGIN) - (here.kind is Kind.END)
        tokens.append(cursor.take())
    inner = Cursor(tokens, cursor.words)
    inner.depth = cursor.depth + 1
    tree = items(inner)
    if inner.here is None:
        return tree
    error = inner.error("unexpected-token", f"I did not expect “{inner.here.text}” here")
    return t.Product(tree.span.to(error.span), (tree, error), ("",))


def _case(row: tuple[t.Tree, ...]) -> tuple[t.Tree, t.Tree | None]:
    if len(row) == 1:
        value = row[0]
        if isinstance(value, t.Items) and len(value.items) == 2:
            return value.items[0], value.items[1]
        return value, None
    if len(row) == 2:
        return row[0], row[1]
    span = row[0].span.to(row[-1].span)
    return row[0], t.Items(span, row[1:], (",",) * (len(row) - 2))
