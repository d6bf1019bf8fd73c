"""What a construct must say of itself; every field is required so that nothing is forgotten."""

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from derivcheck.term.core import Term
from derivcheck.term.tensor import Tensor


class SeveralMeanings(Exception):
    """A function of such an argument is read in more than one way; the message names them."""


class Example(Struct, frozen=True):
    """A formula about real scalars ``a b x y z`` (or vectors ``p q``) with its expected verdict."""

    latex: str
    verdict: str  # proved, refuted, ill-typed, unread, undecided
    points_at: str | None = None  # for a refusal: the text it points at


class ScalarFunction(Struct, frozen=True):
    """A real function of one real argument, applied to vectors entry by entry."""

    name: str
    spellings: tuple[str, ...]  # as a command (``\\log``) or a word (``log``)
    meaning: str
    derivative: Callable[[Term], Term]
    # The same function by exp, log and arithmetic; None for those three themselves.
    expansion: Callable[[Term], Term] | None
    # The argument must be: "real", "positive", "nonnegative".
    domain: str
    # The value is: "real", "positive", "nonnegative".
    range: str
    sympy: Callable[[Any, Any], Any]  # (sympy module, expression) -> expression
    numpy: Callable[[Any, Any], Any]  # (numpy module, array, maybe complex) -> array
    ball: Callable[[Any], Any]  # flint.arb -> flint.arb
    accepted: tuple[Example, ...]
    rejected: tuple[Example, ...]


class TensorFunction(Struct, frozen=True):
    """A function of tensors that is an abbreviation: its value is an ordinary term."""

    name: str
    spellings: tuple[str, ...]
    meaning: str
    arity: int | None  # None: two or more
    apply: Callable[[tuple[Tensor, ...]], Tensor]  # raises ShapeError, SeveralMeanings
    accepted: tuple[Example, ...]
    rejected: tuple[Example, ...]


class PiecewiseFunction(Struct, frozen=True):
    """A real function of one real argument that is given by cases, applied entry by entry."""

    name: str
    spellings: tuple[str, ...]
    meaning: str
    value: Callable[[Term], Term]  # a `Choice` on conditions on the argument
    accepted: tuple[Example, ...]
    rejected: tuple[Example, ...]


Construct = ScalarFunction | TensorFunction | PiecewiseFunction
