"""Dots: ``f(1) + … + f(n)`` and ``[c_1, …, c_n]``, read only where the pattern is plain."""

from itertools import pairwise

from derivcheck.constructs.base import Construct, TensorFunction
from derivcheck.elaborate import formula
from derivcheck.elaborate.around import around
from derivcheck.elaborate.failure import Failure, ill_typed, unread
from derivcheck.elaborate.matching import generalise, match
from derivcheck.elaborate.scope import Scope
from derivcheck.elaborate.sizes import counted_to, may_be_size, note_size
from derivcheck.source import Span
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.core import ALWAYS, IndexMap, IndexVar, Sort, Sum
from derivcheck.term.substitute import fresh
from derivcheck.term.tensor import ShapeError, Tensor, describe, negative

# a letter that cannot be written in a formula: the index that the dots run over
_DOT = "·n"


def sum_with_dots(tree: t.Summands, scope: Scope) -> Tensor:
    """Return ``f(1) + … + f(n)`` as a sum; raises `Failure`."""
    shown = _among_zeros(tree)
    if shown is not None:
        return formula.value(shown, scope)
    signs = {sign or "+" for sign in tree.signs}
    if len(signs) != 1:
        raise _ambiguous(tree)
    template, index = _template(tree.terms, tree, scope)
    body = _under_dots(template, index, scope)
    axes = tuple(fresh(axis, frozenset((index,))) for axis in body.indices)
    total = Tensor(body.shape, axes, Sum(index, ALWAYS, body.at(*axes)))
    return negative(total) if signs == {"-"} else total


def _among_zeros(tree: t.Summands) -> t.Summands | None:
    """Return the terms shown where one stands among zeros, ``0 + … + x + … + 0``, or None.

    Zeros at both ends tell that the dots are zeros: ``0 + … + n`` may count.
    """
    shown = [n for n, term in enumerate(tree.terms) if not isinstance(term, t.Ellipsis_)]
    others = [n for n in shown if not _is_zero(tree.terms[n])]
    if len(others) != 1 or not (_is_zero(tree.terms[0]) and _is_zero(tree.terms[-1])):
        return None
    terms = tuple(tree.terms[n] for n in shown)
    return t.Summands(tree.span, terms, tuple(tree.signs[n] for n in shown))


def _is_zero(tree: t.Tree) -> bool:
    """Whether a term is 0, or 0 times something, as it is written."""
    if isinstance(tree, t.Product):
        return _is_zero(tree.factors[0]) and "/" not in tree.signs
    return isinstance(tree, t.Numeral) and tree.text == "0"


def _under_dots(template: t.Tree, index: IndexVar, scope: Scope) -> Tensor:
    before = scope.bound
    scope.bound = {**before, _DOT: index}
    try:
        return formula.value(template, scope)
    finally:
        scope.bound = before


def _template(terms: tuple[t.Tree, ...], tree: t.Tree, scope: Scope) -> tuple[t.Tree, IndexVar]:
    """Return the common pattern of a list with dots, and the index that runs through it."""
    shown = [term for term in terms if not isinstance(term, t.Ellipsis_)]
    if len(shown) < 2 or isinstance(terms[0], t.Ellipsis_) or isinstance(terms[-1], t.Ellipsis_):
        raise _ambiguous(tree)
    found = generalise(shown[0], shown[-1], _DOT)
    if found is None:
        raise _ambiguous(tree)
    template, first, last = found
    if isinstance(first, t.Summands):
        return _around(template, terms, tree, scope)
    sort = _sort(template, first, last, tree, scope)
    at: int | None = int(latex(first))
    for term, following in pairwise(terms[1:]):
        if isinstance(term, t.Ellipsis_):
            at = None
            continue
        place = match(template, term, frozenset((_DOT,)))
        if place is None or _DOT not in place:
            raise _ambiguous(tree)
        key = latex(place[_DOT])
        if at is None and not _may_follow_dots(key, following, latex(last)):
            raise _ambiguous(tree)
        if at is not None:
            at += 1
            if key != str(at):
                raise _ambiguous(tree)
    return template, IndexVar(_DOT, sort)


def _around(
    template: t.Tree, terms: tuple[t.Tree, ...], tree: t.Tree, scope: Scope
) -> tuple[t.Tree, IndexVar]:
    places: list[t.Tree | None] = []
    for term in terms:
        dots = isinstance(term, t.Ellipsis_)
        place = None if dots else match(template, term, frozenset((_DOT,)))
        if not dots and (place is None or _DOT not in place):
            raise _ambiguous(tree)
        places.append(None if place is None else place[_DOT])
    found = around(template, _DOT, places, scope)
    if found is None:
        raise _ambiguous(tree)
    return found[0], IndexVar(_DOT, found[1])


def _may_follow_dots(key: str, following: t.Tree, last: str) -> bool:
    """Whether an item behind dots is the one before the last, or some element between dots."""
    if not isinstance(following, t.Ellipsis_):
        return key.replace(" ", "") == f"{last}-1"
    position = key.isdigit() and key != "0"
    return not position and key != last


def _sort(template: t.Tree, first: t.Tree, last: t.Tree, tree: t.Tree, scope: Scope) -> Sort:
    sort = scope.signature.sort_of_size(latex(last))
    if latex(first) == "1" and sort is not None:
        return sort
    if latex(first) == "0" and (sort := counted_to(last, scope)) is not None:
        return sort
    message = f"I cannot tell what runs from {latex(first)} to {latex(last)} here"
    if latex(first) == "1":
        message = f"I do not know how much {latex(last)} is"
        fitting = [
            entry.sort for entry in scope.signature.sorts if _fits(template, entry.sort, scope)
        ]
        if len(fitting) == 1 and _is_last(last, fitting[0], scope):
            said = f"{latex(last)} is read as {fitting[0].size}, the last that fits here"
            scope.remark("last-by-letter", said, last.span)
            return fitting[0]
        # a sum may end before its set does; a list that is a vector cannot
        whole = not isinstance(tree, t.Summands) and latex(last) in scope.counted
        if whole and len(fitting) == 1 and may_be_size(last, scope, fitting[0]):
            note_size(last, fitting[0], scope)
            return fitting[0]
        if len(fitting) == 1:
            message += f"; in this place {fitting[0].size} would fit"
    raise unread("unknown-range", message, last.span)


def _is_last(tree: t.Tree, sort: Sort, scope: Scope) -> bool:
    """Whether the end of dots can only be the last element of a set.

    It is the set's own name, ``u_1, …, u_W``, or a letter that runs over the set and stands for
    no element here, ``y_1 + … + y_w``: the set has no order, so nothing else ends there.
    """
    key = latex(tree)
    if scope.signature.sort_of_range(key) is sort:
        return True
    known = (scope.bound, scope.free, scope.locals, scope.signature.symbols)
    plain = isinstance(tree, t.Name) and not any(key in table for table in known)
    return plain and scope.signature.sort_of_letter(key) is sort


def _fits(template: t.Tree, sort: Sort, scope: Scope) -> bool:
    """Whether the pattern means something if its index runs over a sort."""
    remarks = list(scope.remarks)
    index = IndexVar(_DOT, sort)
    try:
        body = _under_dots(template, index, scope).body
    except (Failure, ShapeError):
        return False
    finally:
        scope.remarks = remarks
    # a sample would fit everywhere a word does, by the map that leads there: too generous
    return not any(isinstance(node, IndexMap) and index in node.args for node in body.walk())


def _ambiguous(tree: t.Tree) -> Failure:
    return unread("ambiguous-ellipsis", "I cannot tell what these dots stand for", tree.span)


def row_of(tree: t.Tree, items: t.Items, scope: Scope) -> Tensor:
    """Return ``[c_1, …, c_n]``: columns side by side, or a row of scalars."""
    if not any(isinstance(item, t.Ellipsis_) for item in items.items):
        message = "I read a written-out matrix only with dots and a known size"
        raise unread("unknown-notation", message, tree.span)
    template, index = _template(items.items, tree, scope)
    return _stack(_under_dots(template, index, scope), index, tree)


def _stack(part: Tensor, index: IndexVar, tree: t.Tree) -> Tensor:
    if part.is_scalar:
        return Tensor((None, index.sort), (index,), part.body)
    if len(part.shape) == 2 and part.shape[1] is None:
        axes = (fresh(part.indices[0], frozenset((index,))), index)
        return Tensor((part.shape[0], index.sort), axes, part.at(axes[0]))
    message = f"a list of {describe(part.shape)}s side by side"
    raise ill_typed("shape-mismatch", message, tree.span)


def column_with_dots(tree: t.Tree, cells: tuple[t.Tree, ...], scope: Scope) -> Tensor:
    """Return numbers, or rows of one shape, below one another with dots between them."""
    template, index = _template(cells, tree, scope)
    part = _under_dots(template, index, scope)
    if part.is_scalar:
        return Tensor((index.sort, None), (index,), part.body)
    if len(part.shape) == 2 and part.shape[0] is None:
        axes = (index, fresh(part.indices[0], frozenset((index,))))
        return Tensor((index.sort, part.shape[1]), axes, part.at(axes[1]))
    message = f"a list of {describe(part.shape)}s below one another"
    raise unread("unknown-notation", message, tree.span)


def takes_a_list(construct: Construct, arguments: tuple[t.Tree, ...]) -> bool:
    """Whether what is written is one vector, entry by entry: ``diag(a_1, …, a_n)``."""
    dotted = any(isinstance(argument, t.Ellipsis_) for argument in arguments)
    return dotted and isinstance(construct, TensorFunction) and construct.arity == 1


def vector_with_dots(items: tuple[t.Tree, ...], span: Span, scope: Scope) -> Tensor:
    """Return the vector of the numbers ``a_1, …, a_n`` that are a function's one argument.

    Blocks side by side, ``diag(A_1, …, A_n)``, are no vector.
    """
    column = column_with_dots(t.Items(span, items, (",",) * (len(items) - 1)), items, scope)
    if len(column.indices) != 1:
        raise unread("unknown-notation", "I read a list of numbers here only", span)
    return column
