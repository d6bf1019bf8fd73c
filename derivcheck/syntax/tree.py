"""The surface tree: how a formula is put together, with a span on every node.

Nothing here knows types: ``v(x)`` is a product of a name and a bracket until
`derivcheck.elaborate` knows whether ``v`` is a function.  What could not be parsed is an
`Error` node; parsing never raises.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from derivcheck.source import Span


@dataclass(frozen=True)
class Tree:
    """A node of the surface tree."""

    span: Span

    def children(self) -> tuple["Tree", ...]:
        """Return the nodes directly below, in order."""
        fields: tuple[str, ...] = self.__match_args__
        return tuple(_trees(getattr(self, field) for field in fields if field != "span"))

    def walk(self) -> tuple["Tree", ...]:
        """Return this node and all below it, from left to right; found once a node."""
        return self._all

    @cached_property
    def _all(self) -> tuple["Tree", ...]:
        found: list[Tree] = []
        stack: list[Tree] = [self]
        while stack:
            found.append(stack.pop())
            stack.extend(reversed(found[-1].children()))
        return tuple(found)


def _trees(values: Iterable[object]) -> Iterator[Tree]:
    for value in values:
        if isinstance(value, Tree):
            yield value
        elif isinstance(value, tuple):
            yield from _trees(value)


@dataclass(frozen=True)
class Error(Tree):
    """What could not be parsed: a code and a sentence for the reader."""

    code: str
    message: str


@dataclass(frozen=True)
class Numeral(Tree):
    """A number as written; ``bold`` if its type says that it may be a vector."""

    text: str
    bold: bool = False


@dataclass(frozen=True)
class Name(Tree):
    """One letter or Greek command with its accent: ``u``, ``\\theta``, ``\\hat y``."""

    text: str
    accent: str = ""


@dataclass(frozen=True)
class Words(Tree):
    """A name of several letters, from ``\\text{…}``, ``\\operatorname{…}`` or a known word."""

    text: str


@dataclass(frozen=True)
class Ellipsis_(Tree):
    """``\\dots`` and its kin."""


@dataclass(frozen=True)
class Slice(Tree):
    """``:`` in a subscript, ``A_{:j}``: all of an axis."""


@dataclass(frozen=True)
class Scripts(Tree):
    """A base with subscript, superscript, primes (``x_i^2``, ``f'``); absent ones are None."""

    base: Tree
    sub: Tree | None
    sup: Tree | None
    primes: int


@dataclass(frozen=True)
class Group(Tree):
    """A bracket; ``open`` is one of ``( [ { | ‖``."""

    open: str
    inner: Tree


@dataclass(frozen=True)
class Items(Tree):
    """A list: items with the separators (``, ; : |`` or a line break) that stand between them."""

    items: tuple[Tree, ...]
    separators: tuple[str, ...]


@dataclass(frozen=True)
class Related(Tree):
    """Formulas joined by relation signs inside a condition or range: ``-m ≤ j ≤ m``."""

    items: tuple[Tree, ...]
    signs: tuple[str, ...]


@dataclass(frozen=True)
class Product(Tree):
    """Factors; ``signs[i]``, one of ``"" · × ⊙ / * ∘``, stands before factor ``i + 1``."""

    factors: tuple[Tree, ...]
    signs: tuple[str, ...]


@dataclass(frozen=True)
class Summands(Tree):
    """Terms with their signs, ``+`` or ``-`` (``""`` for a first term without a sign)."""

    terms: tuple[Tree, ...]
    signs: tuple[str, ...]


@dataclass(frozen=True)
class Fraction_(Tree):
    """A quotient written with ``\\frac`` or ``\\over``."""

    numerator: Tree
    denominator: Tree


@dataclass(frozen=True)
class Root(Tree):
    """A root; ``degree`` is None for a square root."""

    radicand: Tree
    degree: Tree | None


@dataclass(frozen=True)
class Big(Tree):
    """A big operator, ``sum`` or ``prod``, with what is written below and above, and its body."""

    kind: str
    lower: Tree | None
    upper: Tree | None
    body: Tree


@dataclass(frozen=True)
class Prefix(Tree):
    """A function that is known by its command, with scripts: ``\\log x``, ``\\tanh^2(x)``."""

    function: str
    sup: Tree | None
    argument: Tree
    argument_is_bracket: bool
    rest: Tree | None  # what follows an argument without brackets in the same product


@dataclass(frozen=True)
class Differential(Tree):
    """``\\partial f`` or ``df``: half of a derivative written with a slash, or a slip."""

    symbol: str
    operand: Tree | None


@dataclass(frozen=True)
class Derive(Tree):
    """A derivative: by ``variable``, of ``operand``; ``order`` is 1 unless written.

    ``further`` are the other variables of a mixed one, ``∂²f/∂x∂y``, whose ``order`` is 1.
    """

    operand: Tree | None
    variable: Tree
    order: int
    kind: str  # "partial", "d", "nabla"
    further: tuple[Tree, ...] = ()


@dataclass(frozen=True)
class Gradient(Tree):
    """``∇f``: a derivative by the argument of ``f``."""

    operand: Tree


@dataclass(frozen=True)
class Cases(Tree):
    """``cases``: values with their conditions (None where nothing is written)."""

    rows: tuple[tuple[Tree, Tree | None], ...]


@dataclass(frozen=True)
class Matrix(Tree):
    """A matrix written out, row by row; ``open`` is its bracket or empty."""

    open: str
    rows: tuple[tuple[Tree, ...], ...]
