"""Spans that cover a style with its braces: ``\\mathbf{u}_w`` from its backslash on, ``\\hat{y}``.

The parser leaves out what carries no meaning; an edit of the text must not cut it in two.
"""

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from derivcheck.document.tokens.token import Kind, Token
from derivcheck.source import Span
from derivcheck.syntax import signs
from derivcheck.syntax import tree as t

_STYLES = signs.STYLES | signs.UPRIGHT


def with_styles(tree: t.Tree, tokens: Sequence[Token]) -> t.Tree:
    """Return a tree whose spans take in the styles of the names in it."""
    accents = any(isinstance(node, t.Name) and node.accent for node in tree.walk())
    if not accents and not any(token.text in _STYLES for token in tokens):
        return tree
    starts = {token.span.start: at for at, token in enumerate(tokens)}
    ends = {token.span.end: at for at, token in enumerate(tokens)}
    return _Widening(tokens, starts, ends).of(tree)


class _Widening:
    def __init__(
        self, tokens: Sequence[Token], starts: dict[int, int], ends: dict[int, int]
    ) -> None:
        self._tokens, self._starts, self._ends = tokens, starts, ends

    def of(self, node: t.Tree) -> t.Tree:
        """Return a node with its span and those below it widened."""
        changed: dict[str, Any] = {}
        span = node.span
        for name in node.__struct_fields__:
            old = getattr(node, name)
            new = self._mapped(old)
            if new is not old:
                changed[name] = new
                for child in _trees(new):
                    span = span.to(child.span)
        span = self._styled(self._braced(span) if getattr(node, "accent", "") else span)
        if span != node.span:
            changed["span"] = span
        return replace(node, **changed) if changed else node

    def _mapped(self, value: Any) -> Any:
        if isinstance(value, t.Tree):
            return self.of(value)
        if isinstance(value, tuple) and value and not isinstance(value[0], str):
            items = tuple(self._mapped(item) for item in value)
            same = all(one is two for one, two in zip(items, value, strict=True))
            return value if same else items
        return value

    def _braced(self, span: Span) -> Span:
        """Return the span of ``\\hat{y}`` with the brace that closes it."""
        first, last = self._starts.get(span.start), self._ends.get(span.end)
        if first is None or last is None or first == last or last + 1 >= len(self._tokens):
            return span
        opening, closing = self._tokens[first + 1], self._tokens[last + 1]
        if opening.kind is Kind.OPEN and closing.kind is Kind.CLOSE:
            return span.to(closing.span)
        return span

    def _styled(self, span: Span) -> Span:
        first, last = self._starts.get(span.start), self._ends.get(span.end)
        if first is None or last is None or first == 0:
            return span
        before = self._tokens[first - 1]
        if before.text in _STYLES:
            return before.span.to(span)
        if before.kind is Kind.OPEN and first > 1 and last + 1 < len(self._tokens):
            style, after = self._tokens[first - 2], self._tokens[last + 1]
            if style.text in _STYLES and after.kind is Kind.CLOSE:
                return style.span.to(after.span)
        return span


def _trees(value: Any) -> list[t.Tree]:
    if isinstance(value, t.Tree):
        return [value]
    return [tree for item in value for tree in _trees(item)] if isinstance(value, tuple) else []
