"""The largest and the smallest of several scalars, for `max` and `min`."""

from collections.abc import Callable

from derivcheck.term.core import ALWAYS, Choice, Compare, Term
from derivcheck.term.tensor import ShapeError, Tensor, describe, scalar


def largest(first: Term, second: Term) -> Term:
    """Return the larger of two scalars."""
    return Choice(((Compare("<", first, second), second), (ALWAYS, first)))


def smallest(first: Term, second: Term) -> Term:
    """Return the smaller of two scalars."""
    return Choice(((Compare("<", second, first), second), (ALWAYS, first)))


def of_scalars(
    name: str, better: Callable[[Term, Term], Term]
) -> Callable[[tuple[Tensor, ...]], Tensor]:
    """Return the function of two or more scalars that picks one of them; raises `ShapeError`."""

    def apply(args: tuple[Tensor, ...]) -> Tensor:
        for arg in args:
            if not arg.is_scalar:
                raise ShapeError(f"{name} takes scalars, not a {describe(arg.shape)}")
        found = args[0].body
        for arg in args[1:]:
            found = better(found, arg.body)
        return scalar(found)

    return apply
