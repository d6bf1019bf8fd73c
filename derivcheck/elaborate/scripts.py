"""Names and brackets with subscripts, superscripts and primes."""

from msgspec.structs import replace

from derivcheck.constructs import by_spelling
from derivcheck.elaborate import calculus, formula, functions, inverses, names, powers
from derivcheck.elaborate.basis import basis_vector, identity_matrix, ones_of_size
from derivcheck.elaborate.built_in import apply_construct, entrywise
from derivcheck.elaborate.by_entries import by_entries
from derivcheck.elaborate.failure import unread
from derivcheck.elaborate.indices import mapped, subscript_of, try_index
from derivcheck.elaborate.kinds import TRANSPOSES, index_letters, root_of_square
from derivcheck.elaborate.kronecker import kronecker
from derivcheck.elaborate.scope import Scope
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.core import (
    ALWAYS,
    MINUS_ONE,
    ONE,
    Call,
    Entry,
    IndexMap,
    Sum,
    number,
    power,
)
from derivcheck.term.substitute import substitute
from derivcheck.term.tensor import Tensor, describe, raise_to, scalar, times, transpose


def scripted(tree: t.Scripts, scope: Scope) -> Tensor:
    """Return the value of a name or bracket with scripts; raises `Failure`."""
    if _is_norm(tree.base) and tree.sub is not None:
        return _euclidean(tree, scope)
    starred = _starred(tree, scope)
    if starred is not None:
        return starred
    if tree.primes:
        tree = _primed_index(tree, scope)
    if tree.primes:
        return calculus.prime(tree, scope)
    delta = kronecker(tree, scope) if latex(tree) not in scope.locals else None
    if delta is not None:
        return delta
    if root_of_square(tree) is not None and latex(tree) in scope.locals:
        return names.own_value(latex(tree), tree, scope)
    if (ones := ones_of_size(tree, scope)) is not None:
        return ones if tree.sup is None else superscripted(ones, tree.sup, tree, scope)
    refuse_bold(tree.base, scope)
    if (matrix := by_entries(tree, scope)) is not None:
        return matrix
    if tree.sup is None:
        return subscripted(tree, scope)
    if _is_e(tree.base, tree.sup, scope) and tree.sub is None:
        exponent = formula.value(tree.sup, scope)
        return entrywise("exp", exponent, tree.span)
    turned = _entry_of_transpose(tree, scope)
    if turned is not None:
        return turned
    base = (
        formula.value(replace(tree, sup=None), scope)
        if tree.sub
        else formula.value(tree.base, scope)
    )
    return superscripted(base, tree.sup, tree, scope)


def _entry_of_transpose(tree: t.Scripts, scope: Scope) -> Tensor | None:
    """Read ``A_{ij}^T`` as entry ij of the transpose: nobody transposes a number."""
    if tree.sub is None or tree.sup is None or latex(tree.sup) not in TRANSPOSES:
        return None
    two = isinstance(tree.sub, t.Items) or _are_two(tree.sub)
    if not two or not isinstance(tree.base, (t.Name, t.Scripts)):
        return None
    columns = isinstance(tree.base, t.Name) and scope.column(latex(tree.base)) is not None
    if columns and not formula.value(replace(tree, sup=None), scope).is_scalar:
        return None
    whole = formula.value(tree.base, scope)
    return component(transpose(whole), tree.sub, tree, scope) if len(whole.indices) == 2 else None


def _starred(tree: t.Scripts, scope: Scope) -> Tensor | None:
    """Return the value of ``w^*``, or of its component, where the document has defined it."""
    if not is_star(tree.sup) or tree.primes:
        return None
    key = latex(tree)
    if key in scope.locals:
        return names.own_value(key, tree, scope)
    whole = latex(replace(tree, sub=None))
    if tree.sub is not None and whole in scope.locals:
        return component(names.own_value(whole, tree, scope), tree.sub, tree, scope)
    message = f"I do not know what {key} stands for here; say it, “{key} = …”"
    raise unread("unknown-symbol", message, tree.span)


def is_star(sup: t.Tree | None) -> bool:
    """Whether a superscript is the star of an optimum."""
    return (isinstance(sup, t.Words) and sup.text == "*") or (
        isinstance(sup, t.Name) and sup.text in ("\\star", "⋆", "\\ast")
    )


def _is_norm(tree: t.Tree) -> bool:
    return isinstance(tree, t.Group) and tree.open == "‖"


def _euclidean(tree: t.Scripts, scope: Scope) -> Tensor:
    """Read ``\\|x\\|_2`` of a vector as its norm; of a matrix it would be another one."""
    assert isinstance(tree.base, t.Group) and tree.sub is not None
    inner = formula.value(tree.base.inner, scope)
    vector = len(inner.indices) == 1
    if len(inner.indices) == 2 and latex(tree.sub) in ("F", "\\text{F}", "Fro", "\\text{Fro}"):
        return _frobenius(inner, tree, scope)
    if not (vector and isinstance(tree.sub, t.Numeral) and tree.sub.text == "2") or tree.primes:
        message = "the only norm that I read is that of a vector, ‖x‖ or ‖x‖_2"
        raise unread("unknown-notation", message, tree.span)
    norm = formula.value(tree.base, scope)
    return norm if tree.sup is None else superscripted(norm, tree.sup, tree, scope)


def _frobenius(matrix: Tensor, tree: t.Scripts, scope: Scope) -> Tensor:
    """Return ``\\|A\\|_F``, the root of the sum of the squares of all entries."""
    squares = power(matrix.body, number(2))
    for index in reversed(matrix.indices):
        squares = Sum(index, ALWAYS, squares)
    norm = scalar(Call("sqrt", (squares,)))
    return norm if tree.sup is None else superscripted(norm, tree.sup, tree, scope)


def _primed_index(tree: t.Scripts, scope: Scope) -> t.Scripts:
    """Read ``u_w'`` as ``u_{w'}`` where a Σ has bound w'."""
    if tree.sub is None or not isinstance(tree.sub, t.Name):
        return tree
    index = t.Scripts(tree.sub.span, tree.sub, None, None, tree.primes)
    if latex(index) not in scope.bound:
        return tree
    message = f"{latex(replace(tree, sup=None))} is read with the index {latex(index)}"
    scope.remark("odd-subscript", message, tree.span)
    return replace(tree, sub=index, primes=0)


def refuse_bold(tree: t.Tree, scope: Scope) -> None:
    """Refuse a bold numeral where it makes a difference that it may be a vector of ones."""
    if isinstance(tree, t.Numeral) and tree.bold and names.ones(tree, scope) is None:
        message = f"a bold {tree.text} may be a vector, and I do not know of what length"
        raise unread("unknown-notation", message, tree.span)


def _is_e(tree: t.Tree, sup: t.Tree, scope: Scope) -> bool:
    """Whether a base is Euler's number, and not the error that the document has called e."""
    if not isinstance(tree, t.Name) or tree.text != "e" or "e" in scope.signature.symbols:
        return False
    if "e" not in scope.locals or not isinstance(sup, (t.Name, t.Numeral, t.Words)):
        return True  # nobody raises an error to −z or to z_k
    if isinstance(sup, t.Numeral) or latex(sup) in TRANSPOSES:
        return False
    message = "e has a meaning of its own here: write \\exp for the exponential function"
    raise unread("ambiguous-script", message, tree.span)


def _is_log(tree: t.Tree) -> bool:
    return isinstance(tree, t.Prefix) and tree.function in ("\\log", "\\ln") and not tree.sup


def superscripted(base: Tensor, sup: t.Tree, tree: t.Tree, scope: Scope) -> Tensor:
    """Return a transpose or a power."""
    key = latex(sup)
    if key in TRANSPOSES and not _is_number(key, base, sup, scope):
        if isinstance(tree, t.Scripts) and isinstance(tree.base, t.Numeral) and base.is_scalar:
            message = f"a transposed {tree.base.text} is a vector, and I do not know of what length"
            raise unread("unknown-notation", message, tree.span)
        return transpose(base)
    if isinstance(sup, t.Words) and sup.text in ("+", "-", "*"):
        raise unread("unknown-notation", f"I do not read the superscript {sup.text}", sup.span)
    if len(base.indices) == 2 and base.shape[0] is base.shape[1]:
        inverted = inverses.inverse_or_none(base, sup, tree, scope)
        if inverted is not None:
            return inverted
    exponent = formula.value(sup, scope)
    if isinstance(tree, t.Scripts) and _is_log(tree.base):
        # both log(x^2) and (log x)^2 are written so
        message = "this superscript may belong to the logarithm or to its argument"
        raise unread("ambiguous-script", message, sup.span)
    norm = isinstance(tree, t.Scripts) and _is_norm(tree.base)
    if key == "2" and norm and isinstance(base.body, Call):
        # the sum of squares itself has its derivative also at 0
        return replace(base, body=base.body.args[0])
    if base.is_scalar and exponent.is_scalar:
        return raise_to(base, exponent)
    square = exponent.is_scalar and exponent.numeral and len(base.shape) == 2
    if square and base.shape[0] is base.shape[1] and base.indices and key in "234":
        result = base
        for _ in range(int(key) - 1):
            result = times(result, base)
        return result
    return powers.power_of(base, exponent, sup, tree, scope)


def _is_number(key: str, base: Tensor, sup: t.Tree, scope: Scope) -> bool:
    """Whether the T of a superscript is a number of the text: a power, where it can be one.

    A vector has a transpose whatever T is elsewhere; of a square matrix both have a meaning.
    Nobody transposes a number that no vector went into.
    """
    known = scope.signature.symbols.get(key)
    real = known is not None and known.kind == "real"
    if base.is_scalar and real:
        return True
    counts = key in scope.sizes or scope.signature.sort_of_size(key) is not None
    number = real or counts or key in scope.locals
    square = len(base.indices) == 2 and base.shape[0] is base.shape[1]
    mere = key == "T" and not any(
        isinstance(node, Entry) and node.indices for node in base.body.walk()
    )
    if (number and (square or base.is_scalar)) or (base.is_scalar and mere):
        message = f"{key} may be a number here: is this a power or a transpose?"
        raise unread("ambiguous-script", message, sup.span)
    return False


def subscripted(tree: t.Scripts, scope: Scope) -> Tensor:
    """Return a component, a column, or a name that has its subscript as a part."""
    key = latex(tree)
    if key in scope.locals:
        return names.own_value(key, tree, scope)
    spelling = scope.signature.aliases.get(key)
    if spelling is not None:
        return formula.value(spelling, scope)
    symbol = scope.signature.symbols.get(key)
    if symbol is not None and symbol.kind != "element":
        return names.symbol_value(symbol, scope)
    found = functions.bare(key, tree.span, scope)
    if found is not None:
        return found
    unit = basis_vector(tree, scope) or identity_matrix(tree, scope)
    if unit is not None:
        return unit
    assert tree.sub is not None
    if isinstance(tree.base, (t.Name, t.Words)):
        column = _column(latex(tree.base), tree.sub, scope)
        if column is not None:
            return column
        if _is_index_name(tree, scope):
            message = f"{key} is an index; it has no value of its own"
            raise unread("index-as-value", message, tree.span)
        if (vector := _member(tree, tree.sub, scope)) is not None:
            return vector
        if not _has_value(tree.base, scope):
            raise names.unknown(tree, key, scope)
    return component(formula.value(tree.base, scope), tree.sub, tree, scope)


def _has_value(base: t.Tree, scope: Scope) -> bool:
    key = latex(base)
    return (
        key in scope.locals
        or key in scope.signature.symbols
        or key in scope.signature.definitions
        or key in scope.signature.aliases
        or isinstance(base, t.Words)
    )


def _is_index_name(tree: t.Scripts, scope: Scope) -> bool:
    return any(mapped(entry, tree, scope) is not None for entry in scope.signature.maps)


def _column(letter: str, sub: t.Tree, scope: Scope) -> Tensor | None:
    """Return column ``sub`` of the matrix whose columns are called ``letter``, if any is."""
    symbol = scope.column(letter)
    if symbol is None:
        return None
    if isinstance(sub, t.Items):
        if letter in scope.signature.symbols and not _names_word_twice(sub, scope):
            return None
        sub = _odd_subscript(sub, scope)
    if letter in scope.signature.symbols and _are_two(sub):
        return None
    row = names.axis(symbol.sorts[0], scope)
    # u_k abbreviates u_{w_k}: for columns only, a sample stands for its word
    column = subscript_of(sub, scope, scope.signature.sort(symbol.sorts[1]), through_maps=True)
    shape = names.vector_shape(row, scope)
    return Tensor(shape, (row,), Entry(symbol.name, (row, column)))


def _member(tree: t.Scripts, sub: t.Tree, scope: Scope) -> Tensor | None:
    """Return ``x_i`` of a family of vectors that nobody declares, None if x is none.

    x_{ik} is entry k of x_i where i and k run over different sets: else it may be that of x_k.
    """
    family = scope.letters.get(latex(tree.base))
    if family is None or not family.kind.members or latex(tree.base) not in scope.locals:
        return None
    row, place = family.value.indices
    names.noted(latex(tree.base), tree, scope)
    letters = index_letters(sub)
    if len(letters) == 2 and row.sort is not place.sort:
        one, entry = (
            subscript_of(x, scope, i.sort) for x, i in zip(letters, (place, row), strict=True)
        )
        return scalar(substitute(family.value.body, {place: one, row: entry}))
    member = subscript_of(sub, scope, place.sort)
    body = substitute(family.value.body, {place: member})
    return Tensor(names.vector_shape(row, scope), (row,), body)


def _are_two(sub: t.Tree) -> bool:
    """Whether a subscript is two letters side by side: the row and the column of an entry."""
    return isinstance(sub, t.Product) and len(sub.factors) == 2 and sub.signs == ("",)


def _names_word_twice(sub: t.Items, scope: Scope) -> bool:
    if len(sub.items) != 2:
        return False
    first, second = (try_index(item, scope) for item in sub.items)
    return isinstance(second, IndexMap) and second.args == (first,)


def _odd_subscript(sub: t.Items, scope: Scope) -> t.Tree:
    """Read ``u_{i, w_i}`` as ``u_{w_i}``, and ``u_{j,k}`` where a map of two indices is meant."""
    if _names_word_twice(sub, scope):
        shown = latex(sub.items[1])
        message = f"the subscript {latex(sub)} is read as {shown}"
        scope.remark("odd-subscript", message, sub.span)
        return sub.items[1]
    raise unread("unknown-index", f"I cannot read {latex(sub)} as one index", sub.span)


def component(tensor: Tensor, sub: t.Tree, tree: t.Tree, scope: Scope) -> Tensor:
    """Return a component of a vector or matrix; raises `Failure`."""
    subs = sub.items if isinstance(sub, t.Items) else (sub,)
    if len(tensor.indices) == 2 and _are_two(sub):
        assert isinstance(sub, t.Product)
        subs = sub.factors
    subs = _digits(subs, tensor) or subs
    if len(subs) != len(tensor.indices) or not subs or tensor.is_scalar:
        message = f"a {describe(tensor.shape)} with the subscript {latex(sub)}"
        raise unread("wrong-index", message, tree.span)
    found = {
        axis: subscript_of(part, scope, axis.sort)
        for axis, part in zip(tensor.indices, subs, strict=True)
        if not isinstance(part, t.Slice)
    }
    kept = tuple(axis for axis in tensor.indices if axis not in found)
    body = substitute(tensor.body, dict(found))
    if len(kept) == len(tensor.indices):
        return tensor
    if not kept:
        return scalar(body)
    # of a matrix: A_{:j} is a column, A_{i:} a row
    (axis,) = kept
    shape = (axis.sort, None) if axis is tensor.indices[0] else (None, axis.sort)
    return Tensor(shape, kept, body)


def _digits(subs: tuple[t.Tree, ...], tensor: Tensor) -> tuple[t.Tree, ...] | None:
    """Return the 1 and the 2 of A_{12}, where both counts are numbers of one digit."""
    short = all(i.sort.fixed is not None and i.sort.fixed < 10 for i in tensor.indices)
    match subs:
        case (t.Numeral(span=span, text=text),) if short and len(tensor.indices) == 2:
            if len(text) == 2 and text.isdecimal():
                return tuple(t.Numeral(span, digit) for digit in text)
    return None


def inverse_or_power(
    function: str, sup: t.Tree, argument: Tensor, tree: t.Tree, scope: Scope
) -> Tensor:
    """Return ``f^n(x)`` as the power of the value; ``f^{-1}`` is ambiguous."""
    exponent = formula.value(sup, scope)
    if exponent.numeral and exponent.body is not MINUS_ONE and exponent.body is not ONE:
        applied = apply_construct(by_spelling()[function], (argument,), tree.span)
        if not applied.is_scalar:
            return powers.power_of(applied, exponent, sup, tree, scope)
        return raise_to(applied, exponent)
    message = f"{function} with this superscript may be a power or an inverse"
    raise unread("ambiguous-script", message, sup.span)
