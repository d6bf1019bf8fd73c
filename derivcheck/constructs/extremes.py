"""The largest and the smallest of several values, for `max` and `min`."""

from collections.abc import Callable

from derivcheck.term.core import ALWAYS, Choice, Compare, IndexVar, Term
from derivcheck.term.substitute import all_fresh
from derivcheck.term.tensor import ShapeError, Tensor, describe, differing


def largest(first: Term, second: Term) -> Term:
    """Return the larger of two scalars."""
    return Choice(((Compare("<", first, second), second), (ALWAYS, first)))


def smallest(first: Term, second: Term) -> Term:
    """Return the smaller of two scalars."""
    return Choice(((Compare("<", second, first), second), (ALWAYS, first)))


def by_entry(
    name: str, better: Callable[[Term, Term], Term]
) -> Callable[[tuple[Tensor, ...]], Tensor]:
    """Return the function of two or more values that picks one of them, or one of each entry.

    Its arguments are numbers or of one shape, else it raises `ShapeError`.
    """

    def apply(args: tuple[Tensor, ...]) -> Tensor:
        shaped = next((arg for arg in args if not arg.is_scalar), args[0])
        free = frozenset[IndexVar]().union(*(arg.body.free - set(arg.indices) for arg in args))
        axes = all_fresh(shaped.indices, free)
        bodies: list[Term] = []
        for arg in args:
            if not (arg.is_scalar or arg.shape == shaped.shape):
                message = f"{name} of a {describe(shaped.shape)} and a {describe(arg.shape)}"
                raise ShapeError(message, differing(shaped.shape, arg.shape))
            bodies.append(arg.body if arg.is_scalar else arg.at(*axes))
        found = bodies[0]
        for body in bodies[1:]:
            found = better(found, body)
        return Tensor(shaped.shape if axes else (), axes, found)

    return apply
