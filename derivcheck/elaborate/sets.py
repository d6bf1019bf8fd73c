"""Index sets as a range names them: ``\\text{Vocab}``, ``{1, …, K}``, ``[K]``."""

from typing import TypeGuard

from derivcheck.elaborate.failure import unread
from derivcheck.elaborate.scope import Scope
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.core import Sort

_LONG = 5  # letters of what is a word and no product


def sort_of(bound: t.Tree, scope: Scope) -> Sort:
    """Return the sort that stands behind ``∈``; raises `Failure` where none is known so."""
    sort = scope.signature.sort_of_range(latex(bound))
    if sort is None and isinstance(bound, t.Group):
        sort = scope.signature.sort_of_size(latex(bound)) or _listed(bound, scope)
        sort = sort or _so_many(bound, scope)
    elif sort is None and isinstance(bound, t.Product):
        sort = _spelt_out(bound, scope)
    if sort is None:
        raise unread("unknown-range", f"I do not know the set {latex(bound)}", bound.span)
    return sort


def _spelt_out(bound: t.Product, scope: Scope) -> Sort | None:
    """Read ``V o c a b`` and ``V \\text{ocab}`` as the word: no set is a product of letters.

    Programs that read formulas from a picture write words so.
    """
    plain = all(isinstance(one, t.Words) or _is_plain(one) for one in bound.factors)
    if not plain or any(bound.signs):
        return None
    word = "".join(one.text for one in bound.factors if isinstance(one, (t.Name, t.Words)))
    return scope.signature.sort_of_range(latex(t.Words(bound.span, word)))


def _is_plain(tree: t.Tree) -> TypeGuard[t.Name]:
    return isinstance(tree, t.Name) and not tree.accent and len(tree.text) == 1


def _listed(bound: t.Group, scope: Scope) -> Sort | None:
    """Read ``{1, 2, …, K}`` and ``[1…K]``."""
    if bound.open not in "{[" or not _lists(bound.inner):
        return None
    inner = bound.inner.items if isinstance(bound.inner, t.Items) else bound.inner.factors
    if len(inner) < 2 or latex(inner[0]) != "1":
        return None
    middle = inner[1:-1]
    plain = all(
        isinstance(item, t.Ellipsis_) or latex(item) == str(at) for at, item in enumerate(middle, 2)
    )
    if not plain or not any(isinstance(item, t.Ellipsis_) for item in inner):
        return None
    return scope.signature.sort_of_size(latex(inner[-1]))


def _so_many(bound: t.Group, scope: Scope) -> Sort | None:
    """Read ``{K \\text{ sampled indices}}``: of so many things there is one set only.

    Words without ``\\text`` are letters side by side, more of them than any product has.
    """
    inner = bound.inner
    if bound.open != "{" or not isinstance(inner, t.Product) or any(inner.signs):
        return None
    number, *what = inner.factors
    words = [one.text for one in what if isinstance(one, t.Words) or _is_plain(one)]
    named = len(words) == len(what) and len("".join(words)) >= _LONG
    return scope.signature.sort_of_size(latex(number)) if named else None


def _lists(inner: t.Tree) -> TypeGuard[t.Items | t.Product]:
    """Whether what a bracket holds lists things, ``1, …, K`` or ``1…K``."""
    dots = isinstance(inner, t.Product) and any(isinstance(f, t.Ellipsis_) for f in inner.factors)
    return dots or isinstance(inner, t.Items)
