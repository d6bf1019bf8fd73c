"""Names before a bracket: functions, or factors as the λ of λ(u^T u − 1) in L(u, λ) and 2λu."""

from collections.abc import Iterable
from itertools import pairwise

from derivcheck.syntax import latex
from derivcheck.syntax import tree as t


def values_among(products: Iterable[t.Product]) -> frozenset[str]:
    """Return the names that functions are taken of, and that are factors elsewhere.

    One that stands before a bracket with anything but a sum in it, f(x), is a function after all.
    """
    arguments: set[str] = set()
    factors: set[str] = set()
    functions: set[str] = set()
    for product in products:
        for factor, after in pairwise((*product.factors, None)):
            bracket = after.base if isinstance(after, t.Scripts) else after
            if not isinstance(factor, t.Name):
                continue
            if not isinstance(bracket, t.Group):
                factors.add(latex(factor))
                continue
            inner = bracket.inner
            items = inner.items if isinstance(inner, t.Items) else (inner,)
            arguments.update(latex(item) for item in items if isinstance(item, t.Name))
            if not isinstance(inner, t.Summands):
                functions.add(latex(factor))
    return frozenset(arguments & factors - functions)


def taken_of_names(tree: t.Tree) -> Iterable[str]:
    """Yield the names before a bracket with one name in it, f of f(x): nobody writes f · x so."""
    for product in (node for node in tree.walk() if isinstance(node, t.Product)):
        for (name, after), sign in zip(pairwise(product.factors), product.signs, strict=True):
            alone = isinstance(after, t.Group) and after.open == "(" and _is_name(after.inner)
            if alone and sign == "":
                yield latex(name)


def _is_name(tree: t.Tree) -> bool:
    return isinstance(tree, t.Name) or (
        isinstance(tree, t.Scripts) and isinstance(tree.base, t.Name)
    )
