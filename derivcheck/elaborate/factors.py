"""Factors before a bracket that are no functions: the λ of λ(u^T u − 1) in L(u, λ) and 2λu."""

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
