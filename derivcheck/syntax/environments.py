"""Environments inside a formula: cases, matrices, and those that only lay it out."""

from collections.abc import Callable

from derivcheck.document.tokens.token import Kind, Token
from derivcheck.source import Span
from derivcheck.syntax import signs
from derivcheck.syntax import tree as t
from derivcheck.syntax.cursor import Cursor

# what stands behind a single large brace when cases are laid out by hand
ENVIRONMENTS_IN_BRACE = {"array", "aligned", "matrix", "split", "gathered", "align"}

_STOPS = (".", ",", ";", "。", "，", "；")
_DELIMITED = ("\\left", "\\right")  # the point of “\\right.” is a bracket

Items = Callable[[Cursor], t.Tree]
Rows = tuple[tuple[t.Tree, ...], ...]


def environment(cursor: Cursor, items: Items) -> t.Tree:
    """Parse what stands between ``\\begin`` and ``\\end``."""
    begin = cursor.take()
    name = begin.text
    if name == "array" and cursor.is_kind(Kind.OPEN):
        _skip_columns(cursor)
    grid = _grid(cursor, items)
    rows = _without_blanks(grid)
    if not cursor.is_kind(Kind.END):
        return t.Error(begin.span, "unclosed-environment", f"this {name} is not closed")
    cursor.take()
    span = cursor.since(begin.span)
    if name in signs.ENVIRONMENTS_OF_CASES:
        return t.Cases(span, tuple(_case(row) for row in rows))
    if name in signs.ENVIRONMENTS_OF_MATRICES:
        if signs.ENVIRONMENTS_OF_MATRICES[name] == "|":
            return t.Error(span, "unknown-notation", "I do not read determinants")
        filled = _filled(_parted(grid))
        if filled is None:
            message = "some cells of this matrix are empty; write 0 where 0 is meant"
            return t.Error(span, "incomplete-formula", message)
        return t.Matrix(span, signs.ENVIRONMENTS_OF_MATRICES[name], filled)
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
    rows = _without_blanks(_grid(cursor, items))
    for _ in range(3):
        cursor.take()
    return t.Cases(cursor.since(start), tuple(_case(row) for row in rows))


def _skip_columns(cursor: Cursor) -> None:
    """Skip ``{ll}`` behind ``\\begin{array}``."""
    while cursor.here is not None and not cursor.is_kind(Kind.CLOSE):
        cursor.take()
    if cursor.here is not None:
        cursor.take()


def _grid(cursor: Cursor, items: Items) -> list[list[t.Tree | None]]:
    """Parse the rows of an environment; None stands for a cell in which nothing is written."""
    rows: list[list[t.Tree | None]] = [[None]]
    while cursor.here is not None and not cursor.is_kind(Kind.END):
        if cursor.is_kind(Kind.BREAK):
            cursor.take()
            rows.append([None])
        elif cursor.is_kind(Kind.ALIGN):
            cursor.take()
            rows[-1].append(None)
        else:
            rows[-1][-1] = _cell(cursor, items)
    return [row for row in rows if any(row)]


def _without_blanks(grid: list[list[t.Tree | None]]) -> Rows:
    return tuple(tuple(cell for cell in row if cell is not None) for row in grid)


def _parted(grid: list[list[t.Tree | None]]) -> list[list[t.Tree | None]]:
    """Return rows of one cell each, ``a, b, \\dots``, as rows of what the commas part."""
    if any(len(row) != 1 or not isinstance(row[0], t.Items) for row in grid):
        return grid
    rows = [row[0] for row in grid if isinstance(row[0], t.Items)]
    if any(mark not in (",", "，") for row in rows for mark in row.separators):
        return grid
    return [list(row.items) for row in rows]


def _filled(grid: list[list[t.Tree | None]]) -> Rows | None:
    """Return the rows of a matrix, whose blanks beside a diagonal are zeros; None of other blanks.

    Columns in which nothing is written are none.
    """
    width = max(map(len, grid), default=0)
    rows = [[*row, *[None] * (width - len(row))] for row in grid]
    used = [n for n in range(width) if any(row[n] is not None for row in rows)]
    rows = [[row[n] for n in used] for row in rows]
    blank = {(r, c) for r, row in enumerate(rows) for c, cell in enumerate(row) if cell is None}
    beside = {(r, c) for r in range(len(rows)) for c in range(len(used)) if r != c}
    if not blank:
        return _without_blanks(rows)
    if blank != beside or len(rows) != len(used):
        return None
    zero = next(cell for cell in rows[0] if cell is not None)
    return tuple(
        tuple(t.Numeral(zero.span, "0") if cell is None else cell for cell in row) for row in rows
    )


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
    inner = Cursor(_without_stop(tokens), cursor.words)
    inner.depth = cursor.depth + 1
    tree = items(inner)
    if inner.here is None:
        return tree
    error = inner.error("unexpected-token", f"I did not expect “{inner.here.text}” here")
    return t.Product(tree.span.to(error.span), (tree, error), ("",))


def _without_stop(tokens: list[Token]) -> list[Token]:
    """Return the tokens of a cell without the points and commas that end its sentence."""
    end = len(tokens)
    while end > 1 and tokens[end - 1].text in _STOPS and tokens[end - 2].text not in _DELIMITED:
        end -= 1
    return tokens[:end]


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
