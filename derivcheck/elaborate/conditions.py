"""Conditions of cases and sums: ``w = o``, ``w_i ≠ w_k``, ``x > 0``, words around them."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from derivcheck.elaborate import formula, powers
from derivcheck.elaborate.failure import ill_typed, unread
from derivcheck.elaborate.indices import index_of, try_index
from derivcheck.elaborate.scope import Scope
from derivcheck.source.pattern import later
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.syntax.vocabulary import CASE_WORDS
from derivcheck.term.core import (
    ALWAYS,
    ONE,
    ZERO,
    Compare,
    Condition,
    Entry,
    IndexVar,
    Not,
    Same,
    Sort,
    Term,
    all_of,
)
from derivcheck.term.substitute import all_fresh
from derivcheck.term.tensor import Tensor, describe

_INEQUALITIES = ("<", "≤", ">", "≥")
# “w is not the true outside word”
_IS_MARKED = later(
    r"(?:is|are|be)(?P<no>\s*(?:not|n't))?\s+(?:equal\s+to\s+)?(?:the|our)\s+"
    r"(?:(?:true|correct|right|actual|target|real|ground[- ]truth)\s+)+"
    r"(?:outside\s+|context\s+)?(?:word|class|label|token|one|index)\s*[.,]?",
    re.IGNORECASE,
)
INTRODUCTIONS = {"if", "when", "for", "where", "当", "若", "如果", "if and only if", "iff"}
OTHERWISE = CASE_WORDS | {"other", "其他", "其它", "否则", "ow"}


def by_entry(tree: t.Tree, scope: Scope) -> tuple[Condition, Tensor | None]:
    """Return what ``z > 0`` says of each entry of a vector, with a vector of its shape and axes.

    Of numbers the second is None; raises `Failure`.
    """
    compared = tuple(_compared(tree, scope))
    vectors = [value for value in compared if not value.is_scalar]
    if not vectors:
        return condition(tree, scope), None
    for value in vectors[1:]:
        if value.shape != vectors[0].shape:
            message = f"a {describe(vectors[0].shape)} is compared with a {describe(value.shape)}"
            raise ill_typed("shape-mismatch", message, tree.span)
    powers.note(scope, tree.span)
    taken = frozenset[IndexVar]().union(*(v.body.free - set(v.indices) for v in compared))
    axes = all_fresh(vectors[0].indices, taken)
    shaped = Tensor(vectors[0].shape, axes, vectors[0].at(*axes))
    return condition(tree, scope, axes), shaped


def _compared(tree: t.Tree, scope: Scope) -> Iterator[Tensor]:
    """Yield the values that inequalities compare."""
    if isinstance(tree, t.Related):
        if all(sign in _INEQUALITIES for sign in tree.signs):
            yield from (formula.value(item, scope) for item in _without_words(tree).items)
        return
    for inner in tree.items if isinstance(tree, t.Items) else tree.children():
        yield from _compared(inner, scope)


def condition(tree: t.Tree, scope: Scope, axes: tuple[IndexVar, ...] = ()) -> Condition:
    """Return what a condition says, of each entry of a vector at the axes; raises `Failure`."""
    match tree:
        case t.Words() if _is_otherwise(tree.text):
            return ALWAYS
        case t.Items():
            kept = [item for item in tree.items if not _is_introduction(item)]
            return all_of(*(condition(item, scope, axes) for item in kept))
        case t.Related(items=(_, t.Words(text=text)), signs=("=",)) if _is_otherwise(text):
            return ALWAYS  # “i = others”
        case t.Related():
            return _related(_without_words(tree), scope, axes)
        case t.Product() if _is_introduction(tree.factors[0]):
            return condition(_rest(tree), scope, axes)
        case t.Product(factors=(letter, t.Words(text=text))) if _IS_MARKED.fullmatch(text.strip()):
            return _marked(letter, text.strip(), scope, tree)
        case t.Group(open="("):
            return condition(tree.inner, scope, axes)
        case _:
            raise unread(
                "unknown-condition", f"I cannot read {latex(tree)} as a condition", tree.span
            )


def _marked(letter: t.Tree, words: str, scope: Scope, tree: t.Tree) -> Condition:
    """Read “w is not the true word”: which word is true the one one-hot vector says."""
    elements = set(scope.context.one_hot.values())
    index = try_index(letter, scope)
    if len(elements) != 1 or index is None or index.sort is not next(iter(elements)).sort:
        raise unread("unknown-condition", f"I cannot read {latex(tree)} as a condition", tree.span)
    found = _IS_MARKED.fullmatch(words)
    same = Same(index, elements.pop())
    return Not(same) if found is not None and found["no"] else same


def _is_otherwise(words: str) -> bool:
    said = words.lower().replace(".", "").strip(" ,")
    return said in OTHERWISE or said.removeprefix("if ") in OTHERWISE


def _is_introduction(tree: t.Tree) -> bool:
    return isinstance(tree, t.Words) and tree.text.lower().strip(" ,:") in INTRODUCTIONS


def _rest(tree: t.Product) -> t.Tree:
    if len(tree.factors) == 2:
        return tree.factors[1]
    span = tree.factors[1].span.to(tree.span)
    return t.Product(span, tree.factors[1:], tree.signs[1:])


def _without_words(tree: t.Related) -> t.Related:
    """Take ``if`` off the left side and a closing ``时`` off the right one."""
    items = list(tree.items)
    first, last = items[0], items[-1]
    if isinstance(first, t.Product) and _is_introduction(first.factors[0]):
        items[0] = _rest(first)
    if (
        isinstance(last, t.Product)
        and isinstance(last.factors[-1], t.Words)
        and last.factors[-1].text in ("时", "時")
    ):
        kept = last.factors[:-1]
        items[-1] = kept[0] if len(kept) == 1 else t.Product(last.span, kept, last.signs[:-1])
    return replace(tree, items=tuple(items))


def _related(tree: t.Related, scope: Scope, axes: tuple[IndexVar, ...]) -> Condition:
    parts = []
    for left, right, sign in zip(tree.items, tree.items[1:], tree.signs, strict=False):
        parts.append(_relation(left, right, sign, tree, scope, axes))
    return all_of(*parts)


def columns_compared(
    left: t.Tree, right: t.Tree, scope: Scope
) -> tuple[str, tuple[t.Tree, t.Tree]] | None:
    """Return the letter and the subscripts of two columns of one matrix, u_t and u_k, or None."""
    if not (isinstance(left, t.Scripts) and isinstance(right, t.Scripts)):
        return None
    if left.sub is None or right.sub is None or left.sup or right.sup:
        return None
    if latex(left.base) != latex(right.base) or not scope.column(latex(left.base)):
        return None
    return latex(left.base), (left.sub, right.sub)


def _same_column(left: t.Tree, right: t.Tree, tree: t.Tree, scope: Scope) -> Condition | None:
    """Read ``u_t = u_k`` in a condition as a statement about the words: w_t = w_k."""
    compared = columns_compared(left, right, scope)
    if compared is None:
        return None
    letter, subs = compared
    message = f"{latex(tree)} is read as a condition on the words"
    scope.remark("columns-as-words", message, tree.span)
    words = scope.signature.sort(scope.signature.columns[letter].sorts[1])
    first, second = (index_of(sub, scope, words, through_maps=True) for sub in subs)
    return Same(first, second)


def _relation(
    left: t.Tree,
    right: t.Tree,
    sign: str,
    tree: t.Tree,
    scope: Scope,
    axes: tuple[IndexVar, ...],
) -> Condition:
    if sign in ("=", "≠"):
        same = _same_column(left, right, tree, scope)
        if same is not None:
            return same if sign == "=" else Not(same)
        a, b = try_index(left, scope), try_index(right, scope)
        known = a or b
        if known is not None:
            x = a if a is known else index_of(left, scope, known.sort)
            y = b if b is known else index_of(right, scope, known.sort)
            assert x is not None and y is not None
            if x.sort is not y.sort:
                message = f"{latex(left)} and {latex(right)} are indices of different sorts"
                raise ill_typed("wrong-index", message, tree.span)
            same = Same(x, y)
            return same if sign == "=" else Not(same)
    if sign not in ("=", "≠", "<", "≤", ">", "≥"):
        raise unread("unknown-condition", f"I do not read {sign} in a condition", tree.span)
    x_, y_ = formula.value(left, scope), formula.value(right, scope)
    one, two = (_at(value, axes, sign, tree) for value in (x_, y_))
    if sign in (">", "≥"):
        one, two, sign = two, one, "<" if sign == ">" else "≤"
    marked = _entry_of_one_hot(one, two, scope) if sign in ("=", "≠") else None
    if marked is not None:
        return marked if sign == "=" else Not(marked)
    if sign == "≠":
        return Not(Compare("=", one, two))
    return Compare(sign, one, two)


def _at(value: Tensor, axes: tuple[IndexVar, ...], sign: str, tree: t.Tree) -> Term:
    """Return one side of a comparison, a number or the entry of a vector."""
    if value.is_scalar:
        return value.body
    if tuple(axis.sort for axis in axes) != tuple(index.sort for index in value.indices):
        message = f"I do not read {sign} between vectors or matrices in a condition here"
        raise unread("unknown-condition", message, tree.span)
    return value.at(*axes)


def _entry_of_one_hot(left: Term, right: Term, scope: Scope) -> Condition | None:
    """Return ``y_i = 1`` of a one-hot y as a statement about the index, i = o, else None.

    Below a derivative by y the entries are free, and the condition is one on their values.
    """
    if not isinstance(left, Entry) or right not in (ONE, ZERO) or len(left.indices) != 1:
        return None
    element = scope.context.one_hot.get(left.symbol)
    if element is None or _differentiated(left.symbol, scope):
        return None
    same = Same(left.indices[0], element)
    return same if right is ONE else Not(same)


def _differentiated(symbol: str, scope: Scope) -> bool:
    derived = scope.derived
    return derived is not None and symbol in {latex(node) for node in derived.walk()}


def compared_with(rest: tuple[t.Tree, ...], letter: str, scope: Scope) -> Sort | None:
    r"""Return what j runs over in ``\sum_{j: w_j = w_k}``: the set of the k that is known."""
    for item in rest:
        if not isinstance(item, t.Related) or item.signs != ("=",):
            continue
        left, right = item.items
        if not (isinstance(left, t.Scripts) and isinstance(right, t.Scripts)):
            continue
        subs = {latex(one.sub): one.sub for one in (left, right) if one.sub is not None}
        known = [scope.letter(key) for key in subs if key != letter]
        same = latex(left.base) == latex(right.base) and letter in subs
        if same and len(known) == 1 and known[0] is not None and _is_map(left.base, scope):
            return known[0].sort
    return None


def _is_map(base: t.Tree, scope: Scope) -> bool:
    """Whether the problem has a map from one set to another that is written with a letter."""
    trees = (entry.written.tree for entry in scope.signature.maps if len(entry.sorts) == 2)
    return any(isinstance(one, t.Scripts) and latex(one.base) == latex(base) for one in trees)
