"""A member of a chain as something to be edited."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from derivcheck.diagnose.edits.edit import Change, Edit, Piece, Written
from derivcheck.diagnose.edits.spans import with_styles
from derivcheck.document.tokens.token import Kind, Token
from derivcheck.source import Span
from derivcheck.syntax import latex, signs
from derivcheck.syntax import tree as t

# commands whose argument may stand without braces
# braces behind these are an argument, not a group of their own
_ARGUMENT = frozenset({Kind.COMMAND, Kind.CLOSE})
_TAKE_ONE_TOKEN = frozenset({"_", "^", "\\frac", "\\dfrac", "\\tfrac", "\\sqrt"})

# roles in which no value stands
_NO_VALUES = frozenset({"sub", "lower", "upper", "variable", "further", "signs", "degree"})


class Formula:
    """A tree with its tokens: which node is where, and what an edit of it makes."""

    def __init__(
        self, tree: t.Tree, tokens: tuple[Token, ...], functions: frozenset[str] = frozenset()
    ) -> None:
        self.tree = tree = with_styles(tree, tokens)
        self.tokens = tokens
        self.functions = functions  # names that are applied to the bracket behind them
        self._starts = [token.span.start for token in tokens]
        self._above: dict[int, tuple[t.Tree, str]] = {}
        self._among_values: dict[int, bool] = {}
        self.nodes: list[t.Tree] = []
        stack: list[t.Tree] = [tree]
        while stack:
            node = stack.pop()
            self.nodes.append(node)
            children = []
            for name in node.__struct_fields__:
                value = getattr(node, name)
                if isinstance(value, t.Tree):
                    self._above[id(value)] = node, name
                    children.append(value)
                elif isinstance(value, tuple):
                    for child in _trees(value):
                        self._above[id(child)] = node, name
                        children.append(child)
            stack.extend(reversed(children))

    def parent(self, node: t.Tree) -> t.Tree | None:
        """Return the node directly above, None for the whole."""
        above = self._above.get(id(node))
        return above[0] if above else None

    def role(self, node: t.Tree) -> str:
        """Return in which field of its parent a node stands, ``""`` for the whole."""
        above = self._above.get(id(node))
        return above[1] if above else ""

    def ancestors(self, node: t.Tree) -> Iterator[t.Tree]:
        """Yield the nodes above, the nearest first."""
        above = self.parent(node)
        while above is not None:
            yield above
            above = self.parent(above)

    def is_value(self, node: t.Tree) -> bool:
        """Whether a node stands where a value is expected: no subscript, range or condition."""
        return self.role(node) != "base" and self._is_among_values(node)

    def _is_among_values(self, node: t.Tree) -> bool:
        """Whether neither a node nor one above it is a subscript, a range or a condition."""
        known = self._among_values.get(id(node))
        if known is None:
            known = self._among_values[id(node)] = self._is_value_below(node)
        return known

    def _is_value_below(self, node: t.Tree) -> bool:
        above, role = self._above.get(id(node), (None, ""))
        if above is None:
            return True
        if role in _NO_VALUES or isinstance(above, t.Related):
            return False
        if isinstance(above, t.Cases) and not any(node is value for value, _ in above.rows):
            return False
        if role == "sup" and is_transpose(node):
            return False
        return self._is_among_values(above)

    def is_argument(self, node: t.Tree) -> bool:
        """Whether a node is all that a function is applied to, or an exponent."""
        above = self.parent(node)
        if self.role(node) in ("sup", "argument"):
            return True
        if not isinstance(above, t.Group):
            return False
        outer = self.parent(above)
        if isinstance(outer, t.Scripts) and self.role(above) == "base":
            above, outer = outer, self.parent(outer)
        if self.role(above) == "argument":
            return True
        if not isinstance(outer, t.Product):
            return False
        at = next(i for i, factor in enumerate(outer.factors) if factor is above)
        return at > 0 and not outer.signs[at - 1] and self.is_function(outer.factors[at - 1])

    def is_function(self, node: t.Tree) -> bool:
        """Whether a name is applied to the bracket behind it."""
        name = node.unraised() if isinstance(node, t.Scripts) else node
        return latex(name) in self.functions

    def with_(self, node: t.Tree, new: t.Tree) -> t.Tree:
        """Return the whole tree with ``new`` in the place of ``node``."""
        while (above := self._above.get(id(node))) is not None:
            parent, name = above
            value = _swapped(getattr(parent, name), node, new)
            node, new = parent, replace(parent, **{name: value})
        return new

    def with_all(self, swaps: Sequence[tuple[t.Tree, t.Tree]]) -> t.Tree | None:
        """Return the whole tree with several nodes replaced, None if one stands in another."""
        new = {id(node): other for node, other in swaps}
        above = {id(node) for swapped, _ in swaps for node in self.ancestors(swapped)}
        if len(new) < len(swaps) or not above.isdisjoint(new):
            return None

        def rebuilt(value: Any) -> Any:
            if isinstance(value, tuple):
                return tuple(map(rebuilt, value))
            if id(value) not in above:
                return new.get(id(value), value)
            fields = value.__struct_fields__
            return type(value)(*(rebuilt(getattr(value, name)) for name in fields))

        whole: t.Tree = rebuilt(self.tree)
        return whole

    def tokens_in(self, span: Span) -> list[Token]:
        """Return the tokens within a span."""
        first = bisect_left(self._starts, span.start)
        out = []
        for token in self.tokens[first:]:
            if token.span.start >= span.end and token.span != span:
                break
            if token.span.end <= span.end:
                out.append(token)
        return out

    def before(self, offset: int) -> Token | None:
        """Return the last token that ends at or before an offset."""
        at = bisect_left(self._starts, offset)
        return self.tokens[at - 1] if at > 0 else None

    def after(self, offset: int) -> Token | None:
        """Return the first token that begins at or behind an offset."""
        at = bisect_left(self._starts, offset)
        return self.tokens[at] if at < len(self.tokens) else None

    def sign_before(self, node: t.Tree, start: int) -> Span | None:
        """Return where the + or − before a term stands, looked for from an offset on."""
        for token in reversed(self.tokens_in(Span(start, node.span.start))):
            if token.text in signs.TERM_SIGNS:
                return token.span
        return None

    def script_span(self, script: t.Tree) -> Span | None:
        """Return where a script stands with its ``^`` or ``_`` and its braces."""
        before, after = self.before(script.span.start), self.after(script.span.end)
        end = script.span.end
        if before is not None and before.kind is Kind.OPEN:
            if after is None or after.kind is not Kind.CLOSE:
                return None
            end = after.span.end
            before = self.before(before.span.start)
        if before is None or before.text not in ("^", "_"):
            return None
        return Span(before.span.start, end)

    def braced(self, node: t.Tree) -> Span:
        """Return a node's span, with the braces around it that do not show."""
        span = node.span
        while (left := self.before(span.start)) and (right := self.after(span.end)):
            outer = self.before(left.span.start)
            if left.kind is not Kind.OPEN or right.kind is not Kind.CLOSE:
                break
            if outer is not None and (outer.kind in _ARGUMENT or outer.text in _TAKE_ONE_TOKEN):
                break
            span = left.span.to(right.span)
        return span

    def written(self, node: t.Tree) -> Written:
        """Return a node as it is written."""
        return Written(node, (node.span,))

    def replaced(
        self, node: t.Tree, new: Written, place: Span | None = None, more: int = 0
    ) -> Edit:
        """Return the edit that puts something else in the place of a node."""
        change = Change(node.span, self.fenced(node.span.start, new.pieces))
        return Edit(node, new.tree, (change,), place or node.span, more)

    def fenced(self, start: int, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
        """Put braces around what stands where TeX would take one token only."""
        before = self.before(start)
        one = len(pieces) == 1 and isinstance(pieces[0], str) and len(pieces[0]) == 1
        if before is not None and before.text in _TAKE_ONE_TOKEN and pieces and not one:
            return ("{", *pieces, "}")
        return pieces


def bare(node: t.Tree) -> t.Tree:
    """Return what stands in brackets without them."""
    while isinstance(node, t.Group):
        node = node.inner
    return node


def is_transpose(node: t.Tree) -> bool:
    """Whether a superscript is the sign of a transpose."""
    return isinstance(node, t.Name) and node.text in ("T", "\\top", "\\intercal", "t", "⊤")


def _trees(value: object) -> Iterator[t.Tree]:
    if isinstance(value, t.Tree):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _trees(item)


def _swapped(value: Any, old: t.Tree, new: t.Tree) -> Any:
    if value is old:
        return new
    if isinstance(value, tuple):
        return tuple(_swapped(item, old, new) for item in value)
    return value
