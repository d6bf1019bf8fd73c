"""Cells of an environment, parsed apart so that ``&`` and ``\\\\`` bound them."""

from collections.abc import Callable

from derivcheck.document.token import Kind, Token
from derivcheck.syntax import tree as t
from derivcheck.syntax.cursor import Cursor


def isolate(cursor: Cursor, items: Callable[[Cursor], t.Tree]) -> t.Tree:
    """Take the tokens up to the cell's end and parse them with a cursor of their own."""
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
