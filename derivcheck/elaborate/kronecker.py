"""Kronecker's delta and indicators: 1 where indices agree or a condition holds, else 0.

``\\delta_{ij}``, ``\\delta^i_j``, ``\\delta(i, j)``; ``1\\{i = j\\}``, ``\\mathbb{1}_{x > 0}``,
``\\mathbb{I}(i = j)``, ``\\delta_{i = j}`` and Iverson's bracket ``[i = j]``.
"""

from collections.abc import Iterable
from itertools import pairwise

from msgspec.structs import replace

from derivcheck.elaborate.conditions import by_entry
from derivcheck.elaborate.failure import unread
from derivcheck.elaborate.indices import index_of, try_index
from derivcheck.elaborate.scope import Scope
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.syntax.once import once_a_formula
from derivcheck.term.core import ONE, Same, indicator
from derivcheck.term.tensor import Tensor, scalar

# what may stand before a condition: 1, 𝟙, I, δ, χ
_NAMES = {"1", "\\bb{1}", "\\bb{I}", "I", "𝟙", "\\delta", "\\chi", "\\text{I}", "\\text{1}"}


def kronecker(tree: t.Scripts, scope: Scope) -> Tensor | None:
    """Return the value of a δ with two indices or of an indicator with its condition below it.

    None for anything else; raises `Failure`.
    """
    if _is_indicator(tree.base, scope) and tree.sup is None and not tree.primes:
        when = _condition(tree.sub)
        if when is not None:
            return indicator_of(when, scope)
    pair = delta_indices(tree)
    if pair is None or not _is_indicator(tree.base, scope):
        return None
    return _delta(pair, tree, scope)


def indicator_of(when: t.Tree, scope: Scope) -> Tensor:
    """Return 1 where a condition holds, else 0: of a vector, ``z > 0``, entry by entry."""
    holds, shaped = by_entry(when, scope)
    if shaped is None:
        return scalar(indicator(holds))
    return replace(shaped, body=indicator(holds), numeral=False)


def applied(factor: t.Tree, after: t.Tree, scope: Scope) -> Tensor | None:
    """Return the value of ``1\\{i = j\\}`` or ``\\delta(i, j)`` from two neighbours, or None."""
    if not _is_indicator(factor, scope):
        return None
    when = _condition(after) if isinstance(after, t.Group) else None
    if when is not None:
        return indicator_of(when, scope)
    pair = applied_indices(factor, after)
    if pair is None or (not isinstance(after, t.Group) and not _are_indices(pair, scope)):
        return None
    if not isinstance(after, t.Group):
        message = f"\\delta{{{latex(after)}}} is read as \\delta_{{{latex(after)}}}"
        scope.remark("odd-subscript", message, after.span)
    return _delta(pair, after, scope)


def with_scripts(tree: t.Tree, scope: Scope) -> t.Tree:
    """Return a formula in which every ``\\delta(i, j)`` and ``1\\{i = j\\}`` is one name with a
    subscript: ``\\delta_{i, j}``, ``1_{i = j}``.
    """
    tree = t.changed_below(tree, lambda inner: with_scripts(inner, scope))
    if isinstance(tree, t.Product):
        return _joined(tree, scope)
    if isinstance(tree, t.Group) and tree.open == "[" and isinstance(tree.inner, t.Related):
        return t.Scripts(tree.span, t.Numeral(tree.span, "1"), tree.inner, None, 0)
    return tree


def _joined(tree: t.Product, scope: Scope) -> t.Tree:
    factors: list[t.Tree] = []
    signs: list[str] = []
    for at, factor in enumerate(tree.factors):
        before = factors[-1] if factors else None
        sub = _subscript(before, factor, scope) if before and tree.signs[at - 1] == "" else None
        if sub is not None and before is not None:
            factors[-1] = t.Scripts(before.span.to(factor.span), before, sub, None, 0)
            continue
        signs += [tree.signs[at - 1]] if factors else []
        factors.append(factor)
    return factors[0] if len(factors) == 1 else t.Product(tree.span, tuple(factors), tuple(signs))


def _subscript(factor: t.Tree, after: t.Tree, scope: Scope) -> t.Tree | None:
    """Return what two neighbours have below the name if they are a δ or an indicator."""
    if not _is_indicator(factor, scope):
        return None
    truth = isinstance(after, t.Scripts) and latex(after.base) == "1" and after.sup is None
    if isinstance(after, t.Scripts) and truth and _condition(after.sub) is not None:
        return after.sub  # Iverson's bracket, already one name
    if isinstance(after, t.Group) and (when := _condition(after)) is not None:
        return when
    pair = applied_indices(factor, after)
    if pair is None or (not isinstance(after, t.Group) and not _are_indices(pair, scope)):
        return None
    return t.Items(after.span, pair, (",",))


def indicated_letters(trees: Iterable[t.Tree], scope: Scope) -> frozenset[str]:
    """Return the letters that an indicator picks out by a one-hot vector: ``1\\{y_i = 1\\}``."""
    return frozenset(
        letter
        for tree in trees
        for factor, vector, letter in _picked_out(tree)
        if vector in scope.context.one_hot and _is_indicator(factor, scope)
    )


@once_a_formula
def _picked_out(tree: t.Tree) -> tuple[tuple[t.Tree, str, str], ...]:
    """Return what stands before each ``\\{y_i = 1\\}`` of a formula, with the y and the i."""
    out: list[tuple[t.Tree, str, str]] = []
    for node in (node for node in tree.walk() if isinstance(node, t.Product)):
        for factor, after in pairwise(node.factors):
            match _condition(after) if isinstance(after, t.Group) else None:
                case t.Related(items=(t.Scripts(base=base, sub=t.Name() as sub), one)):
                    if latex(one) == "1":
                        out.append((factor, latex(base), latex(sub)))
    return tuple(out)


def iverson(tree: t.Group, scope: Scope) -> Tensor | None:
    """Return the value of ``[i = j]``, or None for another bracket."""
    if tree.open != "[" or not isinstance(tree.inner, t.Related):
        return None
    return indicator_of(tree.inner, scope)


def delta_indices(tree: t.Scripts) -> tuple[t.Tree, t.Tree] | None:
    """Return the two indices of ``\\delta_{ij}``, ``\\delta_{i,j}`` or ``\\delta^i_j``, or None."""
    if latex(tree.base) != "\\delta" or tree.primes or tree.sub is None:
        return None
    subs = _parts(tree.sub)
    found = subs if tree.sup is None else (tree.sup, *subs)
    return (found[0], found[1]) if len(found) == 2 else None


def applied_indices(factor: t.Tree, after: t.Tree) -> tuple[t.Tree, t.Tree] | None:
    """Return the two indices of ``\\delta(i, j)``, or of ``\\delta{ij}`` which lacks its ``_``."""
    if latex(factor) != "\\delta":
        return None
    inner = after.inner if isinstance(after, t.Group) and after.open in "([" else after
    if inner is not after and not isinstance(inner, t.Items):
        return None
    found = _parts(inner)
    return (found[0], found[1]) if len(found) == 2 else None


def _parts(tree: t.Tree) -> tuple[t.Tree, ...]:
    if isinstance(tree, t.Items):
        return tree.items
    plain = isinstance(tree, t.Product) and set(tree.signs) == {""}
    return tree.factors if plain and isinstance(tree, t.Product) else (tree,)


def _is_indicator(tree: t.Tree, scope: Scope) -> bool:
    """Whether a name may stand before a condition: 1, or a letter that means nothing else."""
    key = latex(tree)
    if isinstance(tree, t.Scripts) or key not in _NAMES:
        return False
    signature = scope.signature
    tables = (scope.locals, signature.symbols, signature.definitions, signature.aliases)
    return key == "1" or not any(key in table for table in tables)


def _condition(tree: t.Tree | None) -> t.Tree | None:
    """Return the condition in a subscript or bracket, or None where there is none."""
    while isinstance(tree, t.Group) and tree.open in "([{":
        tree = tree.inner
    parts = tree.items if isinstance(tree, t.Items) else (tree,)
    return tree if any(isinstance(part, t.Related) for part in parts) else None


def _are_indices(pair: tuple[t.Tree, t.Tree], scope: Scope) -> bool:
    """Whether two letters stand for elements and for nothing that has a value."""
    return all(
        isinstance(one, t.Name)
        and latex(one) not in scope.locals
        and (try_index(one, scope) is not None or latex(one) in scope.sorts)
        for one in pair
    )


def _delta(pair: tuple[t.Tree, t.Tree], tree: t.Tree, scope: Scope) -> Tensor:
    left, right = pair
    known = try_index(left, scope) or try_index(right, scope)
    if known is None:
        message = f"I cannot tell what {latex(left)} and {latex(right)} run over"
        raise unread("unbound-index", message, tree.span)
    a, b = index_of(left, scope, known.sort), index_of(right, scope, known.sort)
    return scalar(ONE if a is b else indicator(Same(a, b)))
