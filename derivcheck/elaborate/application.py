"""Defined functions applied to arguments: parameters filled in, words and columns matched."""

from msgspec.structs import replace

from derivcheck.elaborate import arguments as others
from derivcheck.elaborate import bodies, calculus, formula, names
from derivcheck.elaborate.dependence import refuse_silent_parameter
from derivcheck.elaborate.elsewhere import (
    Elsewhere,
    column_elsewhere,
    elsewhere,
    moved,
    speaks_of_one_column,
)
from derivcheck.elaborate.failure import Failure, ill_typed, unread
from derivcheck.elaborate.indices import index_of, try_index
from derivcheck.elaborate.kinds import names_in
from derivcheck.elaborate.lookup import Named, definition_scope, is_placeholder
from derivcheck.elaborate.scope import Scope
from derivcheck.elaborate.signature import Defined
from derivcheck.source import Span
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.context import impose, unfold
from derivcheck.term.core import Entry, Index, IndexMap, IndexVar, Term
from derivcheck.term.substitute import fresh, replace_entries, substitute
from derivcheck.term.tensor import Tensor, describe, differing, scalar, transpose

_LOOSE = ("unread", "unbound-index")  # nothing tells which one is meant


def apply_named(
    function: Named, arguments: tuple[t.Tree, ...], primes: int, span: Span, scope: Scope
) -> Tensor:
    """Return the value of a defined function under the first of its definitions that fits."""
    refusal: Failure | None = None
    for variant in function.variants:
        try:
            return _apply_variant(variant, arguments, primes, span, scope)
        except Failure as failure:
            # what P(o | c) could mean of an index is not wrong as another definition does not fit
            kept = refusal is not None and (refusal.verdict, refusal.code) == _LOOSE
            refusal = refusal if kept and failure.verdict == "ill-typed" else failure
    for variant in function.variants:
        head = variant.head
        meant = others.arranged(head.arguments or (), arguments, scope)
        if meant is None:
            continue
        try:
            value = _apply_variant(variant, meant, primes, span, scope)
        except Failure as failure:
            refusal = failure
            continue
        others.said_of(head.key, arguments, meant, span, scope)
        return value
    assert refusal is not None
    raise refusal


def _apply_variant(
    variant: Defined, arguments: tuple[t.Tree, ...], primes: int, span: Span, scope: Scope
) -> Tensor:
    formal = variant.head.arguments or ()
    arguments = others.dots_apart(arguments)
    if len(arguments) != len(formal):
        message = f"{variant.head.key} takes ({', '.join(map(latex, formal))})"
        raise unread("wrong-arity", message, span)
    scope.note_origin(variant.head.key, span)
    inner = definition_scope(scope, variant)
    parameters: list[tuple[Entry, Tensor]] = []
    indices: dict[IndexVar, Index] = {}
    shadowed: dict[Entry, Entry] = {}
    places: list[Elsewhere] = []
    columns: list[Elsewhere] = []
    for pattern, written in zip(formal, arguments, strict=True):
        if isinstance(pattern, t.Name) and is_placeholder(pattern, inner, variant):
            entry = Entry(f"·{pattern.text}", ())
            shadowed.update(dict.fromkeys(bodies.shadowed(latex(pattern), inner), entry))
            inner.locals[latex(pattern)] = scalar(entry)
            parameters.append((entry, formula.argument(written, scope)))
        elif variant.own and (place := elsewhere(pattern, written, inner, scope)) is not None:
            places.append(place)
        elif (place := column_elsewhere(pattern, written, inner, scope)) is not None:
            columns.append(place)
        elif latex(pattern) != latex(written) and _only_within(pattern, inner, scope):
            message = f"{latex(pattern)} is a vector in {variant.latex}"
            expected, value = formula.value(pattern, inner), formula.value(written, scope)
            _fits_use(expected, value, message, written.span)
            raise unread("wrong-argument", message, written.span)
        else:
            indices.update(_unify(pattern, written, inner, scope))
    if primes and (places or columns):
        raise unread("wrong-argument", "I do not read a prime with this argument", span)
    body = bodies.with_names_of(shadowed, bodies.body_of(variant, inner, span), scope.context)
    as_defined = tuple(map(latex, formal)) == tuple(map(latex, arguments))
    if primes or not as_defined:
        refuse_silent_parameter(variant, body, [entry for entry, _ in parameters], span, scope)
    for remark in inner.remarks:
        scope.remark(remark.code, remark.message, span)
    body = moved(body, places, scope.context)
    own = any(key in scope.locals for key in names_in(variant.body))  # a ŷ of the text
    for one in columns:
        if own or not speaks_of_one_column(body, one, scope.context):
            message = f"{variant.latex} is not a function of these vectors alone"
            raise unread("wrong-argument", message, span)
    if indices:
        term = impose(unfold(body.body, scope.context), scope.context)
        body = replace(body, body=substitute(term, indices))
    body = moved(body, columns, scope.context)
    if primes:
        body = calculus.derive_parameter(body, parameters, primes, scope, span)
        if body.indices:
            return body
    elif as_defined:
        parameters = occurring(parameters, body, scope)
    return fill(body, parameters, span)


def _only_within(pattern: t.Tree, inner: Scope, scope: Scope) -> bool:
    """Whether an argument's letter was read by its use, and means nothing outside."""
    key = latex(pattern)
    outside = (scope.letters, scope.locals, scope.signature.symbols)
    return key in inner.letters and not any(key in table for table in outside)


def _unify(pattern: t.Tree, written: t.Tree, inner: Scope, scope: Scope) -> dict[IndexVar, Index]:
    """Return the indices that turn a definition's argument into the one that is written."""
    if isinstance(pattern, t.Related) and isinstance(written, t.Related):
        # P(O = o | C = c): the random variables must be the same ones
        if latex(pattern.items[0]) == latex(written.items[0]) and len(written.items) == 2:
            return _unify(pattern.items[1], written.items[1], inner, scope)
        message = f"I cannot read {latex(written)} in the place of {latex(pattern)}"
        raise unread("wrong-argument", message, written.span)
    if isinstance(pattern, t.Ellipsis_) or isinstance(written, t.Ellipsis_):
        if type(pattern) is type(written):
            return {}
        raise unread("wrong-argument", "I cannot match these dots", written.span)
    inner.opens = True
    formal = try_index(pattern, inner)
    inner.opens = False
    if formal is not None:
        return _unify_index(formal, index_of(written, scope, formal.sort), written)
    if latex(pattern) == latex(written) and not _has_value(pattern, inner):
        # the same words in both places, such as the first and last word of a window
        return {}
    expected, value = formula.value(pattern, inner), formula.value(written, scope)
    value = as_stored(expected, value, scope)
    if latex(pattern) in inner.locals and latex(pattern) not in scope.signature.symbols:
        message = (
            f"{latex(written)} is a {describe(value.shape)}, and {latex(pattern)} was read as "
            f"a {describe(expected.shape)} where the function is defined"
        )
        _fits_use(expected, value, message, written.span)
    same_way(expected, value, pattern, written, scope)
    if expected.is_scalar and expected.body is value.body:
        return {}  # σ² of ℓ(μ, σ²)
    if isinstance(expected.body, Entry) and isinstance(value.body, Entry):
        a, b = expected.body, value.body
        if a.symbol == b.symbol and len(a.indices) == len(b.indices):
            out: dict[IndexVar, Index] = {}
            for x, y in zip(a.indices, b.indices, strict=True):
                if x not in expected.indices:
                    out.update(_unify_index(x, y, written))
            return out
    message = f"I cannot read {latex(written)} in the place of {latex(pattern)}"
    raise unread("wrong-argument", message, written.span)


def as_stored(expected: Tensor, value: Tensor, scope: Scope) -> Tensor:
    """Return an argument as the problem stores it, where the document stores it by rows."""
    a, b = expected.body, value.body
    if not (isinstance(a, Entry) and isinstance(b, Entry) and a.symbol == b.symbol):
        return value
    by_rows = len(value.indices) == 2 and names.stored_by_rows(a.symbol, scope)
    return transpose(value) if by_rows else value


def _fits_use(expected: Tensor, value: Tensor, message: str, span: Span) -> None:
    """Refuse to read an argument that is not what a parameter, by its use alone, was taken for.

    The z of “f(z) = log Σ_i e^{z_i}” may be a vector over any set: it is no error of the writer.
    Two lengths that nothing else tells apart may be one.
    """
    if value.shape != expected.shape:
        pair = differing(expected.shape, value.shape)
        raise Failure("unread", "wrong-argument", message, span, pair=pair)


def same_way(
    expected: Tensor, value: Tensor, pattern: t.Tree, written: t.Tree, scope: Scope
) -> None:
    """Refuse an argument of another shape; a definition's vectors stand as the document's do."""
    shape = expected.shape
    if len(expected.indices) == 1 and len(shape) == 2:
        shape = names.vector_shape(expected.indices[0], scope)
    if value.shape != shape and not (value.is_scalar and expected.is_scalar):
        message = (
            f"{latex(written)} is a {describe(value.shape)} where {latex(pattern)} is expected"
        )
        raise ill_typed("shape-mismatch", message, written.span, differing(shape, value.shape))


def _has_value(tree: t.Tree, scope: Scope) -> bool:
    try:
        formula.value(tree, scope)
    except Failure:
        return False
    return True


def _unify_index(formal: Index, given: Index, written: t.Tree) -> dict[IndexVar, Index]:
    if isinstance(formal, IndexVar):
        return {} if formal is given else {formal: given}
    same_map = (
        isinstance(formal, IndexMap) and isinstance(given, IndexMap) and formal.map == given.map
    )
    if same_map:
        assert isinstance(formal, IndexMap) and isinstance(given, IndexMap)
        out: dict[IndexVar, Index] = {}
        for x, y in zip(formal.args, given.args, strict=True):
            out.update(_unify_index(x, y, written))
        return out
    if formal is given:
        return {}
    raise unread("wrong-argument", f"I cannot read {latex(written)} here", written.span)


def occurring(
    parameters: list[tuple[Entry, Tensor]], body: Tensor, scope: Scope
) -> list[tuple[Entry, Tensor]]:
    """Return the arguments that a definition speaks of.

    The θ of ``ℓ(θ) = -\\log P(o | c)`` is all that the model consists of: ℓ goes entry by entry of
    no vector.
    """
    symbols = unfold(body.body, scope.context).symbols
    return [one for one in parameters if one[0].symbol in symbols]


def fill(body: Tensor, parameters: list[tuple[Entry, Tensor]], span: Span) -> Tensor:
    """Put the arguments in the place of the parameters; a vector goes entry by entry.

    All at once: an argument may contain a parameter's own placeholder, as in ``f(y, x)``.
    """
    fillers: dict[Entry, Term] = {}
    shape, axes = body.shape, body.indices
    for entry, argument in parameters:
        if argument.is_scalar:
            fillers[entry] = argument.body
            continue
        if axes:
            message = "a function of several vectors does not go entry by entry"
            raise unread("wrong-argument", message, span)
        shape = argument.shape
        axes = tuple(fresh(i, body.body.free) for i in argument.indices)
        fillers[entry] = argument.at(*axes)
    return Tensor(shape, axes, replace_entries(body.body, fillers.get))
