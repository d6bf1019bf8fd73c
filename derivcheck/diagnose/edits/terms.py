"""Products seen as factors to be put, taken away and exchanged."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from derivcheck.diagnose.edits.edit import Change, Edit, Piece, Written
from derivcheck.diagnose.edits.formula import Formula
from derivcheck.source import Span
from derivcheck.syntax import tree as t

# where the whole of what stands there is one term
_WHOLE = {
    "", "terms", "inner", "numerator", "denominator", "body", "operand", "argument", "sup",
    "rows", "radicand", "items",
}  # fmt: skip


class Unit(Struct, frozen=True):
    """A factor: one node, or a function with the bracket that it is applied to."""

    nodes: tuple[t.Tree, ...]

    @property
    def span(self) -> Span:
        """From the first node to the last."""
        return self.nodes[0].span.to(self.nodes[-1].span)

    @property
    def argument(self) -> t.Group | None:
        """The bracket of an application."""
        last = self.nodes[-1]
        last = last.base if isinstance(last, t.Scripts) else last
        return last if len(self.nodes) == 2 and isinstance(last, t.Group) else None


class Term(Struct, frozen=True):
    """A product, or what stands where one could; ``signs[i]`` stands before factor ``i``."""

    formula: Formula
    node: t.Tree
    units: tuple[Unit, ...]
    signs: tuple[str, ...]

    def with_units(
        self, start: int, end: int, new: Sequence[Written], place: Span | None = None, more: int = 0
    ) -> Edit:
        """Return the edit that puts other factors in the place of units ``start`` to ``end``."""
        trees: list[t.Tree] = []
        signs: list[str] = []

        def put(nodes: Sequence[t.Tree], sign: str) -> None:
            for at, node in enumerate(nodes):
                signs.append(sign if at == 0 else "")
                trees.append(node)

        for unit, sign in zip(self.units[:start], self.signs, strict=False):
            put(unit.nodes, sign)
        for at, one in enumerate(new):
            put(
                _factors(one.tree), self.signs[start] if at == 0 and start < len(self.signs) else ""
            )
        for unit, sign in zip(self.units[end:], self.signs[end:], strict=True):
            put(unit.nodes, "" if sign == "/" and not trees else sign)
        tree = trees[0] if len(trees) == 1 else replace_product(self.node, trees, signs[1:])
        return Edit(
            self.node, tree, (self._change(start, end, new),), place or self.node.span, more
        )

    def _change(self, start: int, end: int, new: Sequence[Written]) -> Change:
        pieces = _spaced(new)
        if start < end:
            span = self._braced(start).to(self._braced(end - 1))
            if not new:
                span = self._with_sign(span, start, end)
            return Change(span, self.formula.fenced(span.start, pieces))
        if start < len(self.units):
            offset = self._braced(start).start
            return Change(Span(offset, offset), (*pieces, " "))
        offset = self._braced(start - 1).end
        return Change(Span(offset, offset), (" ", *pieces))

    def _braced(self, at: int) -> Span:
        nodes = self.units[at].nodes
        return self.formula.braced(nodes[0]).to(self.formula.braced(nodes[-1]))

    def _with_sign(self, span: Span, start: int, end: int) -> Span:
        """Take a product sign or blank away with the factor that it joins."""
        if start > 0:
            return Span(self._braced(start - 1).end, span.end)
        if end < len(self.units):
            return Span(span.start, self._braced(end).start)
        return span

    def written(self, at: int) -> Written:
        """Return a unit as it is written."""
        unit = self.units[at]
        tree = unit.nodes[0]
        if len(unit.nodes) > 1:
            tree = t.Product(unit.span, unit.nodes, ("",) * (len(unit.nodes) - 1))
        return Written(tree, (unit.span,))


def product_of(term: Term, start: int, end: int) -> Written:
    """Return the product of some of a term's units, as it is written."""
    if end - start == 1:
        return term.written(start)
    nodes = [node for unit in term.units[start:end] for node in unit.nodes]
    signs: list[str] = []
    for unit, sign in zip(term.units[start:end], term.signs[start:end], strict=True):
        signs.extend((sign, *("",) * (len(unit.nodes) - 1)))
    span = term.units[start].span.to(term.units[end - 1].span)
    return Written(t.Product(span, tuple(nodes), tuple(signs[1:])), (span,))


def replace_product(node: t.Tree, trees: Sequence[t.Tree], signs: Sequence[str]) -> t.Tree:
    """Return the product of some factors, at the place of a node."""
    return t.Product(node.span, tuple(trees), tuple(signs))


def _factors(tree: t.Tree) -> tuple[t.Tree, ...]:
    return tree.factors if isinstance(tree, t.Product) else (tree,)


def _spaced(new: Sequence[Written]) -> tuple[Piece, ...]:
    out: list[Piece] = []
    for one in new:
        if out:
            out.append(" ")
        out.extend(one.pieces)
    return tuple(out)


def terms(formula: Formula) -> Iterator[Term]:
    """Yield every term of a formula, the outer ones first."""
    for node in formula.nodes:
        if isinstance(node, (t.Summands, t.Items, t.Related, t.Error)):
            continue
        product = isinstance(node, t.Product)
        if not product and formula.role(node) not in _WHOLE:
            continue
        if formula.is_value(node):
            yield term_of(formula, node)


def term_of(formula: Formula, node: t.Tree) -> Term:
    """Return a node as a term."""
    factors = _factors(node)
    signs = ("", *node.signs) if isinstance(node, t.Product) else ("",)
    units: list[Unit] = []
    before: list[str] = []
    at = 0
    while at < len(factors):
        applied = (
            at + 1 < len(factors)
            and signs[at + 1] == ""
            and formula.is_function(factors[at])
            and _is_bracket(factors[at + 1])
        )
        units.append(Unit(factors[at : at + 2] if applied else factors[at : at + 1]))
        before.append(signs[at])
        at += 2 if applied else 1
    return Term(formula, node, tuple(units), tuple(before))


def _is_bracket(node: t.Tree) -> bool:
    node = node.base if isinstance(node, t.Scripts) else node
    return isinstance(node, t.Group) and node.open in "([{"
