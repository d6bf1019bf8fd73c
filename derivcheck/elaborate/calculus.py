"""Derivatives: by what, of what, and the shape of the result."""

from collections.abc import Iterator
from contextlib import contextmanager

from msgspec.structs import replace

from derivcheck.constructs import PiecewiseFunction, ScalarFunction
from derivcheck.constructs.differentiate import expand_derivatives
from derivcheck.elaborate import (
    application,
    bodies,
    by_square,
    formula,
    left_out,
    reach,
    scripts,
)
from derivcheck.elaborate.built_in import apply_construct
from derivcheck.elaborate.defined import base_symbols, by_defined_name
from derivcheck.elaborate.dependence import refuse_gradients, refuse_hidden_dependence
from derivcheck.elaborate.failure import Failure, ill_typed, unread
from derivcheck.elaborate.kinds import transposed
from derivcheck.elaborate.lookup import Named, definition_scope, is_placeholder, lookup
from derivcheck.elaborate.scope import Scope
from derivcheck.source import Span
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.context import Context, Definition, unfold
from derivcheck.term.core import Derivative, Entry, IndexVar, Inverse, Term, Unknown, number
from derivcheck.term.substitute import fresh, replace_entries, substitute
from derivcheck.term.tensor import Shape, Tensor, scalar

# of the remark on a bare prime; what rests on it is not refuted
PRIME = "inferred-variable"


def derivative(tree: t.Derive, scope: Scope) -> Tensor:
    """Return a derivative, componentwise; raises `Failure`."""
    if (root := by_square.root_of(tree, scope)) is not None:
        return by_square.derivative(tree, root, scope)
    product = _product_variable(tree.variable)
    if product is not None and not tree.further and tree.order == 1:
        return _by_product(tree, product, scope)
    variable = _variable(tree, scope)
    if tree.operand is None:
        raise unread("missing-operand", "this derivative has nothing to differentiate", tree.span)
    if tree.further:
        return _mixed(tree, scope)
    near = reach.nearer(tree, variable, scope)
    if near is not None:
        return formula.value(near, scope)
    if tree.kind == "nabla" and tree.order != 1:
        if tree.order != 2:
            raise unread("unknown-notation", "of ∇ I read the power 2 only, the Hessian", tree.span)
        if not variable.is_scalar:
            return _hessian(replace(tree, order=1), tree.variable, scope)
    with _under(tree.variable, scope):
        operand = operand_of(tree.operand, variable, scope)
        _refuse_loose_bracket(tree, variable, scope)
    scope.require_no_tie(operand.body, variable.body)
    refuse_hidden_dependence(operand, variable, scope, tree)
    result = differentiate(operand, variable, scope, tree)
    for _ in range(tree.order - 1):
        if not variable.is_scalar:
            message = "I read higher derivatives by scalars only"
            raise unread("unknown-notation", message, tree.span)
        result = differentiate(result, variable, scope, tree)
    return result


def gradient(tree: t.Gradient, scope: Scope) -> Tensor:
    """Return ``∇f`` or ``∇f(x)``: the derivative by the one argument of f; raises `Failure`."""
    transposed = reach.transposed_gradient(tree, scope)
    if transposed is not None:
        return formula.value(transposed, scope)
    applied = tree.operand if isinstance(tree.operand, t.Product) else None
    name = applied.factors[0] if applied is not None else tree.operand
    function = lookup(name, scope)
    formal: tuple[t.Tree, ...] = ()
    if isinstance(function, Named):
        formal = function.variants[-1].head.arguments or ()
    if len(formal) != 1:
        raise unread("missing-variable", "this ∇ does not say by what", tree.span)
    variable = formal[0]
    if applied is not None and isinstance(applied.factors[1], t.Group):
        variable = applied.factors[1].inner
    return derivative(t.Derive(tree.span, tree.operand, variable, tree.order, "nabla"), scope)


def _product_variable(tree: t.Tree) -> t.Product | None:
    """Return the product that is differentiated by, as in ``∂J/∂U^T v_c``, or None."""
    while isinstance(tree, t.Group) and tree.open == "(":
        tree = tree.inner
    if not isinstance(tree, t.Product) or not set(tree.signs) <= {"", "·"}:
        return None
    return tree if all(isinstance(one, (t.Name, t.Scripts)) for one in tree.factors) else None


def _by_product(tree: t.Derive, product: t.Product, scope: Scope) -> Tensor:
    """Return ``∂F/∂(U^T v_c)``: by a name for that product which nobody has written."""
    try:
        value = formula.value(product, scope)
    except Failure as failure:
        value = scalar(number(0))
        if failure.verdict != "unread":
            raise
    if len(value.indices) != 1 or isinstance(value.body, Entry):
        _variable(replace(tree, variable=product), scope)  # refuses it in words
    if tree.operand is None:
        raise unread("missing-operand", "this derivative has nothing to differentiate", tree.span)
    name = f"·{latex(product)}"
    definition = Definition(value.indices, value.body)
    known = replace(scope.context, definitions={**scope.context.definitions, name: definition})
    inner = replace(scope, context=known)
    with _under(product, inner):
        operand = formula.value(tree.operand, inner)
    refuse_gradients(unfold(operand.body, known).symbols, product, tree.span, scope)
    entry = replace(value, body=Entry(name, value.indices))
    result = differentiate(operand, entry, inner, tree)
    return replace(result, body=unfold(result.body, Context(definitions={name: definition})))


def _mixed(tree: t.Derive, scope: Scope) -> Tensor:
    """Return ``∂²f/∂x∂y`` as the derivative by x of that by y."""
    if len(tree.further) == 1 and (column := transposed(tree.further[0])) is not None:
        return _hessian(tree, column, scope)
    result: t.Derive | None = None
    for variable in (*tree.further[::-1], tree.variable):
        one = replace(tree, variable=variable, further=())
        value = _variable(one, scope)
        if not value.is_scalar:
            message = "I read higher derivatives by scalars only"
            raise unread("unknown-notation", message, variable.span)
        _refuse_loose_bracket(one, value, scope)
        result = replace(one, operand=result or tree.operand)
    assert result is not None
    return derivative(result, scope)


def _hessian(tree: t.Derive, column: t.Tree, scope: Scope) -> Tensor:
    """Return ``∂²f/∂x∂y^T`` of a number f: the matrix of ∂²f/∂x_i∂y_j; raises `Failure`."""
    rows = replace(tree, further=())
    columns = replace(rows, variable=column)
    down, across = _variable(rows, scope), _variable(columns, scope)
    if len(down.indices) != 1 or len(across.indices) != 1:
        message = "I read ∂²/∂x∂y^T and ∇² for vectors"
        raise unread("unknown-notation", message, tree.span)
    if tree.operand is None:
        raise unread("missing-operand", "this derivative has nothing to differentiate", tree.span)
    with _under(tree.variable, scope):
        operand = operand_of(tree.operand, down, scope)
    refuse_gradients(unfold(operand.body, scope.context).symbols, column, tree.span, scope)
    for one, variable in ((rows, down), (columns, across)):
        _refuse_loose_bracket(one, variable, scope)
        scope.require_no_tie(operand.body, variable.body)
        refuse_hidden_dependence(operand, variable, scope, one)
    if not operand.is_scalar:
        raise ill_typed("shape-mismatch", "this is for a number that is differentiated", tree.span)
    inner = differentiate(operand, across, scope, tree)
    whole = differentiate(scalar(inner.body), down, scope, tree)
    (j,), (i,) = inner.indices, whole.indices
    return Tensor((i.sort, j.sort), (i, j), whole.body)


def _refuse_loose_bracket(tree: t.Derive, variable: Tensor, scope: Scope) -> None:
    """Refuse ``∂/∂x (f) g`` where g depends on x: whether g is differentiated is not plain."""
    operand = tree.operand
    if not isinstance(operand, t.Product) or operand.span.start < tree.variable.span.end:
        return
    first, rest = operand.factors[0], operand.factors[1:]
    if not isinstance(first, t.Group) or first.open not in "([{":
        return
    assert isinstance(variable.body, Entry)
    touched = base_symbols(variable.body.symbol, scope.context) | {variable.body.symbol}
    for factor in rest:
        try:
            value = formula.value(factor, scope)
        except Failure:
            continue
        if touched & unfold(value.body, scope.context).symbols:
            message = f"does the derivative reach over {latex(factor)}? put brackets around it"
            raise unread("ambiguous-scope", message, factor.span)


@contextmanager
def _under(variable: t.Tree, scope: Scope) -> Iterator[None]:
    before, scope.derived = scope.derived, variable
    try:
        yield
    finally:
        scope.derived = before


def operand_of(tree: t.Tree, variable: Tensor, scope: Scope) -> Tensor:
    """Return what is differentiated; a bare function is taken at the variable itself.

    Raises `Failure`.
    """
    function = lookup(tree, scope)
    if isinstance(function, Named):
        defined = function.variants[-1]
        arguments, inner = defined.head.arguments or (), definition_scope(scope, defined)
        if len(arguments) == 1 and is_placeholder(arguments[0], inner, defined):
            entry = Entry(f"·{latex(arguments[0])}", ())
            inner.locals[latex(arguments[0])] = scalar(entry)
            body = bodies.body_of(defined, inner, tree.span)
            taken_of = left_out.beside_derivative(arguments[0], body, tree, variable, scope)
            parameters = application.occurring([(entry, taken_of)], body, scope)
            return application.fill(body, parameters, tree.span)
    if isinstance(function, (ScalarFunction, PiecewiseFunction)):
        return apply_construct(function, (variable,), tree.span)
    return formula.value(tree, scope)


def _variable(tree: t.Derive, scope: Scope) -> Tensor:
    """Return the variable of differentiation: a symbol or a part of one."""
    written = tree.variable
    if isinstance(written, t.Product):
        extra = written.factors[1]
        message = (
            f"I cannot tell by what is differentiated: after {latex(written.factors[0])} "
            f"stands {latex(extra)}"
        )
        raise unread("unknown-variable", message, extra.span)
    if not isinstance(written, (t.Name, t.Scripts, t.Words, t.Group, t.Numeral)):
        message = f"I cannot differentiate by {latex(written)}"
        raise unread("unknown-variable", message, written.span)
    value = formula.value(written, scope)
    if not isinstance(value.body, Entry):
        message = f"I can differentiate by a symbol only, not by {latex(written)}"
        raise unread("unknown-variable", message, written.span)
    return value


def differentiate(operand: Tensor, variable: Tensor, scope: Scope, tree: t.Derive) -> Tensor:
    """Return all partial derivatives of a tensor, laid out as the convention says."""
    entry = variable.body
    assert isinstance(entry, Entry)
    taken = operand.body.free | frozenset(operand.indices)
    axes: tuple[IndexVar, ...] = ()
    for index in variable.indices:
        # the axes of a square matrix must differ from one another, too
        others = taken - {index} | _clash(index, operand) | frozenset(axes)
        axes = (*axes, fresh(index, others))
    by = substitute(entry, dict(zip(variable.indices, axes, strict=True)))
    if by.symbol in scope.context.definitions and not scope.only_kinds:
        body: Term = by_defined_name(operand.body, by, scope, tree.span)
    else:
        body = Derivative(operand.body, by)
    if operand.is_scalar:
        lies = len(axes) == 1 and _is_turned(tree, variable, scope)
        return Tensor(variable.shape[::-1] if lies else variable.shape, axes, body)
    if variable.is_scalar:
        return Tensor(operand.shape, operand.indices, body)
    sorts = tuple(i.sort for i in (*operand.indices, *axes))
    if len(sorts) == 2 and scope.conventions.get("jacobian") == "denominator":
        return Tensor(sorts[::-1], (*axes, *operand.indices), body)
    shape: Shape = sorts
    return Tensor(shape, (*operand.indices, *axes), body)


def _is_turned(tree: t.Derive, variable: Tensor, scope: Scope) -> bool:
    """Whether the derivative of a number by a vector lies the other way than the vector.

    In numerator layout ∂f/∂x is a row, whatever x is, and ∇f, its transpose, is not.
    """
    convention = scope.conventions.get("gradients")
    by_column = variable.shape[1:] == (None,)
    return convention == "rows" or (
        convention == "numerator" and by_column and tree.kind != "nabla"
    )


def _clash(index: IndexVar, operand: Tensor) -> frozenset[IndexVar]:
    return (
        frozenset((index,))
        if index in operand.body.free or index in operand.indices
        else frozenset()
    )


def prime(tree: t.Scripts, scope: Scope) -> Tensor:
    """Read ``(f)'`` and ``e^{x}'``, the derivative by the one variable that there is.

    Other primes are refused; `products` reads those of functions with their arguments.
    """
    bracket = isinstance(tree.base, t.Group) and tree.base.open in "(["
    if (bracket or isinstance(tree.base, t.Prefix)) and tree.sub is None:
        value = prime_of_value(formula.value(tree.base, scope), tree.primes, scope, tree.span)
        return value if tree.sup is None else scripts.superscripted(value, tree.sup, tree, scope)
    if _is_exponential(tree, scope):
        power = formula.value(replace(tree, primes=0), scope)
        return prime_of_value(power, tree.primes, scope, tree.span)
    plain = tree.sub is None and tree.sup is None
    taken_of = left_out.meant(latex(tree.base), tree.span, scope) if plain else None
    if taken_of is not None:
        return formula.value(t.Product(tree.span, (tree, taken_of), ("",)), scope)
    variable = scope.primes.get(latex(tree.base))
    if variable is not None and tree.sup is None:
        return _by_neighbour(tree, variable, scope)
    message = f"I cannot tell by what {latex(tree)} is differentiated"
    raise unread("missing-variable", message, tree.span)


def _is_exponential(tree: t.Scripts, scope: Scope) -> bool:
    """Whether a tree is a power of Euler's number, where the text has no other e."""
    signature = scope.signature
    known = (scope.locals, scope.letters, signature.symbols, signature.definitions)
    plain = isinstance(tree.base, t.Name) and latex(tree.base) == "e" and tree.sub is None
    return plain and tree.sup is not None and not any("e" in table for table in known)


def _by_neighbour(tree: t.Scripts, variable: t.Tree, scope: Scope) -> Tensor:
    """Read ``f'`` of a number f as its derivative by what stands in a derivative beside it."""
    operand = tree.base if tree.sub is None else replace(tree, primes=0)
    value = derivative(t.Derive(tree.span, operand, variable, tree.primes, "partial"), scope)
    if not value.is_scalar or not formula.value(operand, scope).is_scalar:
        message = f"I cannot tell by what {latex(tree)} is differentiated"
        raise unread("missing-variable", message, tree.span)
    message = f"{latex(tree)} is read as its derivative by {latex(variable)}"
    scope.remark(PRIME, message, tree.span)
    return value


def prime_of_value(value: Tensor, primes: int, scope: Scope, span: Span) -> Tensor:
    """Return the derivative of a scalar by the only variable in it, a real number."""
    body = unfold(value.body, scope.context)
    refuse_gradients(body.symbols, None, span, scope)
    symbols = {node for node in body.walk() if isinstance(node, (Entry, Unknown))}
    plain = next(iter(symbols), None)
    if not value.is_scalar or len(symbols) != 1 or not isinstance(plain, Entry) or plain.indices:
        message = "I cannot tell by what is differentiated here; write it as a fraction, ∂/∂x"
        raise unread("missing-variable", message, span)
    return scalar(_primed(body, plain, primes))


def prime_of_construct(
    function: object, values: tuple[Tensor, ...], primes: int, span: Span
) -> Tensor:
    """Return ``f'(x)`` of a scalar function that is a construct."""
    known = isinstance(function, (ScalarFunction, PiecewiseFunction))
    if not known or len(values) != 1 or not values[0].is_scalar:
        raise unread("unknown-notation", "I do not read a prime here", span)
    assert isinstance(function, (ScalarFunction, PiecewiseFunction))
    entry = Entry("·x", ())
    body: Term = apply_construct(function, (scalar(entry),), span).body
    return scalar(carry_out(_primed(body, entry, primes), entry, values[0].body))


def derive_parameter(
    body: Tensor, parameters: list[tuple[Entry, Tensor]], primes: int, scope: Scope, span: Span
) -> Tensor:
    """Return the derivative of a defined function of one parameter, before it is filled in.

    By a variable itself it is filled in already, entry by entry of a vector.
    """
    if len(parameters) != 1 or not body.is_scalar:
        message = "a prime needs a function of one variable"
        raise ill_typed("missing-variable", message, span)
    entry, argument = parameters[0]
    refuse_gradients(unfold(body.body, scope.context).symbols, None, span, scope)
    at, context = argument.body, scope.context
    if isinstance(at, Entry) and _is_free(at, unfold(body.body, context), context):
        # by the argument itself: what is differentiated stays in sight, and with it its domain
        term = replace_entries(body.body, lambda found: at if found is entry else None)
        return replace(argument, body=_primed(term, at, primes), numeral=False)
    return scalar(carry_out(_primed(body.body, entry, primes), entry, entry))


def _is_free(entry: Entry, body: Term, context: Context) -> bool:
    """Whether an entry is one of a variable that does not occur in a body."""
    defined = isinstance(entry, Inverse) or entry.symbol in context.definitions
    return not defined and entry.symbol not in body.symbols


def _primed(term: Term, entry: Entry, primes: int) -> Term:
    for _ in range(primes):
        term = Derivative(term, entry)
    return term


def carry_out(term: Term, entry: Entry, argument: Term) -> Term:
    """Differentiate by a parameter and put the argument in its place.

    The derivative is by the parameter, so it must be taken before the argument is put in.
    """
    return replace_entries(
        expand_derivatives(term), lambda found: argument if found is entry else None
    )
