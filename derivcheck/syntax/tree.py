"""The surface tree: how a formula is put together, with a span on every node.

Nothing here knows types: ``v(x)`` is a product of a name and a bracket until
`derivcheck.elaborate` knows whether ``v`` is a function.  What could not be parsed is an
`Error` node; parsing never raises.
"""

from collections.abc import Callable
from functools import cache
from operator import is_
from typing import Any, get_args, get_type_hints

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.source import Span
from derivcheck.source.kept import kept


class Tree(Struct, frozen=True, dict=True):
    """A node of the surface tree."""

    span: Span

    def children(self) -> tuple["Tree", ...]:
        """Return the nodes directly below, in order; found once a node."""
        return self._children

    @kept
    def _children(self) -> tuple["Tree", ...]:
        found: list[Tree] = []
        for field in fields_below(type(self)):
            _gather(getattr(self, field), found)
        return tuple(found)

    def walk(self) -> tuple["Tree", ...]:
        """Return this node and all below it, from left to right; found once a node."""
        return self._all

    @kept
    def _all(self) -> tuple["Tree", ...]:
        found: list[Tree] = []
        stack: list[Tree] = [self]
        while stack:
            node = stack.pop()
            found.append(node)
            stack.extend(node._children[::-1])
        return tuple(found)


@cache
def fields_below(kind: type[Tree]) -> tuple[str, ...]:
    """Return the fields of a kind of node that hold other nodes: none of a `Name`."""
    hints = get_type_hints(kind)
    return tuple(name for name in kind.__struct_fields__ if _speaks_of_trees(hints[name]))


def _speaks_of_trees(hint: Any) -> bool:
    if isinstance(hint, type) and issubclass(hint, Tree):
        return True
    return any(map(_speaks_of_trees, get_args(hint)))


def changed_below(tree: Tree, change: Callable[[Tree], Tree]) -> Tree:
    """Return a node with each node directly below it changed; itself where none is."""
    new: dict[str, Any] = {}
    for name in fields_below(type(tree)):
        value = getattr(tree, name)
        other = _changed(value, change)
        if other is not value:
            new[name] = other
    return replace(tree, **new) if new else tree


def _changed(value: Any, change: Callable[[Tree], Tree]) -> Any:
    if isinstance(value, Tree):
        return change(value)
    if isinstance(value, tuple):
        new = tuple([_changed(one, change) for one in value])
        return value if all(map(is_, new, value)) else new
    return value


def _gather(value: object, found: list[Tree]) -> None:
    if isinstance(value, Tree):
        found.append(value)
    elif isinstance(value, tuple):
        for item in value:
            if isinstance(item, Tree):  # most are; asked here, as a call costs more
                found.append(item)
            elif isinstance(item, tuple):
                _gather(item, found)


class Error(Tree, frozen=True):
    """What could not be parsed: a code and a sentence for the reader."""

    code: str
    message: str


class Numeral(Tree, frozen=True):
    """A number as written; ``bold`` if its type says that it may be a vector."""

    text: str
    bold: bool = False


class Name(Tree, frozen=True):
    """One letter or Greek command with its accent: ``u``, ``\\theta``, ``\\hat y``.

    ``raised`` is the bracket, ``(`` or ``[``, of a letter whose first index stands in one above it:
    ``x^{(i)}`` is the ``i`` below such an ``x``, which is another thing than a plain ``x``.
    """

    text: str
    accent: str = ""
    raised: str = ""


class Words(Tree, frozen=True):
    """A name of several letters, from ``\\text{…}``, ``\\operatorname{…}`` or a known word."""

    text: str


class Ellipsis_(Tree, frozen=True):
    """``\\dots`` and its kin."""


class Slice(Tree, frozen=True):
    """``:`` in a subscript, ``A_{:j}``: all of an axis."""


class Scripts(Tree, frozen=True):
    """A base with subscript, superscript, primes (``x_i^2``, ``f'``); absent ones are None."""

    base: Tree
    sub: Tree | None
    sup: Tree | None
    primes: int

    def unraised(self) -> Tree:
        """Return what is raised or has primes: f of ``f'`` and ``f^2``, ``f_1`` of ``f_1^2``."""
        if not self.primes and self.sup is None:
            return self
        return self.base if self.sub is None else replace(self, sup=None, primes=0)


class Group(Tree, frozen=True):
    """A bracket; ``open`` is one of ``( [ { | ‖``."""

    open: str
    inner: Tree


class Items(Tree, frozen=True):
    """A list: items with the separators (``, ; : |`` or a line break) that stand between them."""

    items: tuple[Tree, ...]
    separators: tuple[str, ...]


class Related(Tree, frozen=True):
    """Formulas joined by relation signs inside a condition or range: ``-m ≤ j ≤ m``."""

    items: tuple[Tree, ...]
    signs: tuple[str, ...]


class Product(Tree, frozen=True):
    """Factors; ``signs[i]``, one of ``"" · × ⊙ / * ∘``, stands before factor ``i + 1``."""

    factors: tuple[Tree, ...]
    signs: tuple[str, ...]


class Summands(Tree, frozen=True):
    """Terms with their signs, ``+`` or ``-`` (``""`` for a first term without a sign)."""

    terms: tuple[Tree, ...]
    signs: tuple[str, ...]


class Fraction_(Tree, frozen=True):
    """A quotient written with ``\\frac`` or ``\\over``."""

    numerator: Tree
    denominator: Tree


class Root(Tree, frozen=True):
    """A root; ``degree`` is None for a square root."""

    radicand: Tree
    degree: Tree | None


class Big(Tree, frozen=True):
    """A big operator, ``sum`` or ``prod``, with what is written below and above, and its body."""

    kind: str
    lower: Tree | None
    upper: Tree | None
    body: Tree


class Prefix(Tree, frozen=True):
    """A function that is known by its command, with scripts: ``\\log x``, ``\\tanh^2(x)``."""

    function: str
    sup: Tree | None
    argument: Tree
    rest: Tree | None  # what follows an argument without brackets in the same product


class Differential(Tree, frozen=True):
    """``\\partial f`` or ``df``: half of a derivative written with a slash, or a slip."""

    symbol: str
    operand: Tree | None


class Derive(Tree, frozen=True):
    """A derivative: by ``variable``, of ``operand``; ``order`` is 1 unless written.

    ``further`` are the other variables of a mixed one, ``∂²f/∂x∂y``, whose ``order`` is 1.
    """

    operand: Tree | None
    variable: Tree
    order: int
    kind: str  # "partial", "d", "nabla"
    further: tuple[Tree, ...] = ()


class Gradient(Tree, frozen=True):
    """``∇f``: a derivative by the argument of ``f``; ``∇²f`` of order 2."""

    operand: Tree
    order: int = 1


class Cases(Tree, frozen=True):
    """``cases``: values with their conditions (None where nothing is written)."""

    rows: tuple[tuple[Tree, Tree | None], ...]


class Matrix(Tree, frozen=True):
    """A matrix written out, row by row; ``open`` is its bracket or empty."""

    open: str
    rows: tuple[tuple[Tree, ...], ...]
