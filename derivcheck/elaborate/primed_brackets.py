"""``(fg)'(x)`` and ``(f + g)'(x)``: a derivative of functions by their names, at x."""

from itertools import pairwise

from msgspec.structs import replace

from derivcheck.elaborate import calculus
from derivcheck.elaborate.failure import unread
from derivcheck.elaborate.lookup import lookup
from derivcheck.elaborate.scope import Scope
from derivcheck.source import Span
from derivcheck.syntax import tree as t
from derivcheck.term.tensor import Tensor


def applied(factor: t.Tree, after: t.Tree, scope: Scope) -> Tensor | None:
    """Return ``(fg)'(x)``; None where no function stands by its name in the primed bracket.

    Raises `Failure` where what stands there is no sum, product or quotient, or x no variable.
    """
    if not isinstance(factor, t.Scripts) or not factor.primes or not isinstance(after, t.Group):
        return None
    bracket = factor.base
    if not isinstance(bracket, t.Group) or bracket.open not in "([" or after.open not in "([":
        return None
    if not any(lookup(node, scope) is not None for node in bracket.inner.walk()):
        return None
    span = factor.span.to(after.span)
    at = after.inner
    plain = factor.sub is None and factor.sup is None and isinstance(at, (t.Name, t.Scripts))
    body = _at(bracket.inner, after, scope) if plain else None
    if body is None:
        message = "I read (f g)'(x) of sums, products and quotients of functions, at a variable"
        raise unread("unknown-notation", message, span)
    return calculus.derivative(t.Derive(span, body, at, factor.primes, "d"), scope)


def _at(tree: t.Tree, point: t.Group, scope: Scope) -> t.Tree | None:
    """Return a formula with each function in it applied, None where that is not plain."""
    if isinstance(tree, (t.Name, t.Words)) and lookup(tree, scope) is not None:
        here = replace(point, span=Span(tree.span.end, tree.span.end))
        return t.Product(tree.span, (tree, here), ("",))
    match tree:
        case t.Product() if any(
            isinstance(b, t.Group) and lookup(a, scope) is not None
            for a, b in pairwise(tree.factors)
        ):
            return None
        case t.Numeral() | t.Name():
            return tree
        case t.Group():
            inner = _at(tree.inner, point, scope)
            return inner and replace(tree, inner=inner)
        case t.Product() if set(tree.signs) <= {"", "·", "/"}:
            factors = [_at(one, point, scope) for one in tree.factors]
            grouped = tuple(t.Group(one.span, "(", one) for one in factors if one is not None)
            return replace(tree, factors=grouped) if len(grouped) == len(factors) else None
        case t.Summands():
            terms = tuple(one for x in tree.terms if (one := _at(x, point, scope)) is not None)
            return replace(tree, terms=terms) if len(terms) == len(tree.terms) else None
        case t.Fraction_():
            above, below = _at(tree.numerator, point, scope), _at(tree.denominator, point, scope)
            return above and below and replace(tree, numerator=above, denominator=below)
        case _:
            return None
