"""Kronecker's delta, ``\\delta_{ij}`` or ``\\delta^i_j``: 1 where two indices agree, else 0."""

from derivcheck.elaborate.failure import unread
from derivcheck.elaborate.indices import index_of, try_index
from derivcheck.elaborate.scope import Scope
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.core import ONE, Same, indicator
from derivcheck.term.tensor import Tensor, scalar


def kronecker(tree: t.Scripts, scope: Scope) -> Tensor | None:
    """Return the value of a δ with two indices, or None for anything else; raises `Failure`."""
    pair = _indices(tree, scope)
    if pair is None:
        return None
    left, right = pair
    known = try_index(left, scope) or try_index(right, scope)
    if known is None:
        message = f"I cannot tell what {latex(left)} and {latex(right)} run over"
        raise unread("unbound-index", message, tree.span)
    a, b = index_of(left, scope, known.sort), index_of(right, scope, known.sort)
    return scalar(ONE if a is b else indicator(Same(a, b)))


def _indices(tree: t.Scripts, scope: Scope) -> tuple[t.Tree, t.Tree] | None:
    signature, key = scope.signature, latex(tree.base)
    if key != "\\delta" or tree.primes or tree.sub is None:
        return None
    if key in scope.locals or key in signature.symbols or key in signature.definitions:
        return None
    subs: tuple[t.Tree, ...] = (tree.sub,)
    if isinstance(tree.sub, t.Items):
        subs = tree.sub.items
    elif isinstance(tree.sub, t.Product) and set(tree.sub.signs) == {""}:
        subs = tree.sub.factors
    found = subs if tree.sup is None else (tree.sup, *subs)
    return (found[0], found[1]) if len(found) == 2 else None
