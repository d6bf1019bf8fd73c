"""Members that are derivatives, or begin with one: ``∂J/∂w``, ``∇J``, ``f'(x)``."""

from msgspec import Struct

from derivcheck.syntax import tree as t


class Differentiated(Struct, frozen=True):
    """The derivative that a member is, or begins with."""

    function: t.Tree | None  # None where nothing stands behind ∂/∂w
    order: int
    alone: bool  # the member is nothing more: ``f'(x)``, and not ``f'(x) g(x)``


def differentiated(tree: t.Tree) -> Differentiated | None:
    """Return the derivative that a member begins with, None if it begins with none."""
    alone = True
    if isinstance(tree, t.Product):
        alone = len(tree.factors) == 2 and isinstance(tree.factors[1], t.Group)
        tree = tree.factors[0]
    match tree:
        case t.Derive(operand=function, order=order, further=further):
            return Differentiated(function, order + len(further), alone)
        case t.Gradient(operand=function, order=order):
            return Differentiated(function, order, alone)
        case t.Scripts(base=function, primes=order) if order:
            return Differentiated(function, order, alone)
        case _:
            return None


def is_first_derivative(tree: t.Tree) -> bool:
    """Whether a member is a first derivative and nothing more: ``∇J``, ``dJ/dw``, ``f'(x)``."""
    derived = differentiated(tree)
    return derived is not None and derived.order == 1 and derived.alone
