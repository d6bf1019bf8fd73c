"""Juxtaposition and product signs, read by type."""

from itertools import pairwise

from derivcheck.elaborate import (
    argument_named,
    array_chains,
    calculus,
    formula,
    functions,
    kronecker,
    left_out,
    powers,
    primed_brackets,
    scripts,
)
from derivcheck.elaborate.basis import ones_beside
from derivcheck.elaborate.carets import with_carets
from derivcheck.elaborate.failure import Failure, ill_typed, unread
from derivcheck.elaborate.kinds import is_sigma_sum
from derivcheck.elaborate.lookup import Function, Loss, Named, lookup
from derivcheck.elaborate.scope import Scope
from derivcheck.source import Span
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.core import Sort
from derivcheck.term.tensor import (
    ShapeError,
    Tensor,
    describe,
    differing,
    divide,
    dot,
    hadamard,
    product_of_scalars,
    times,
)

_ELEMENTWISE = ("⊙", "∘")
_OTHER_PRODUCTS = ("×", "*")  # the cross product and the convolution
_CHAINING = ("", "·", "×", "*")  # beside an array, only the chain rule is meant


def product(tree: t.Product, scope: Scope) -> Tensor:
    """Return a product: applications first, then from left to right by type."""
    tree = with_carets(_with_sums(tree, scope), scope)
    factors, signs = _applications(tree, scope)
    _refuse_ambiguous_slash(tree, signs)
    if scope.strict or scope.powers == powers.PRODUCTS:
        _refuse_numbers(factors, signs)
    leading = _leading_scalars(factors, signs)
    if leading > 1:
        product_ = product_of_scalars([value for value, _ in factors[:leading]])
        factors = [(product_, factors[0][1].to(factors[leading - 1][1])), *factors[leading:]]
        signs = signs[leading - 1 :]
    for sign, (value, place) in zip(signs, factors[1:], strict=True):
        if sign == "/":
            scope.require(_tree_at(tree, place), value, "≠ 0")
            if not value.is_scalar:
                powers.note(scope, place)
    return _elementwise(factors, signs, tree, scope)


def _refuse_numbers(factors: list[tuple[Tensor, Span]], signs: list[str]) -> None:
    """Refuse ``a ∘ v`` of a number a: nobody writes a multiple of a vector so."""
    for sign, (left, _), (right, place) in zip(signs, factors, factors[1:], strict=False):
        if sign in _ELEMENTWISE and left.is_scalar is not right.is_scalar:
            message = f"a number {sign} a vector or matrix"
            raise unread("wrong-argument", message, place)


def _from_left(
    factors: list[tuple[Tensor, Span]], signs: list[str], tree: t.Product, scope: Scope
) -> Tensor:
    """Return a product taken from left to right; raises `Failure`."""
    total, span = factors[0]
    for sign, (value, place) in zip(signs, factors[1:], strict=True):
        last, span = (total, span), span.to(place)
        try:
            total = _times(total, value, sign) if sign != "⊗" else _outer(total, value, span)
        except ShapeError as error:
            pair = (last, (value, place))
            chained = _chained(*pair, tree, scope) if sign in _CHAINING else None
            if chained is not None:
                total = chained
                continue
            if sign in _OTHER_PRODUCTS and len(total.indices) == len(value.indices) == 1:
                message = f"{sign} between vectors may be another product, which I do not read"
                raise unread("unknown-notation", message, span) from error
            message = f"the shapes do not fit: {error}"
            axes = _axes_meant(*pair, tree, scope) if sign in _CHAINING else None
            raise ill_typed("shape-mismatch", message, span, error.pair, axes) from error
    return total


def _chained(
    left: tuple[Tensor, Span], right: tuple[Tensor, Span], tree: t.Product, scope: Scope
) -> Tensor | None:
    """Return what two factors are by the chain rule, if one is a derivative by a matrix."""
    span = left[1].to(right[1])
    for (beside, _), (array, place) in ((left, right), (right, left)):
        found = array_chains.chained(beside, array, _tree_at(tree, place), span, scope)
        if found is not None:
            return found
    return None


def _axes_meant(
    left: tuple[Tensor, Span], right: tuple[Tensor, Span], tree: t.Product, scope: Scope
) -> tuple[Sort, ...] | None:
    """Return the axes of a product whose factors lie the wrong way, if nothing follows them."""
    if right[1].end != tree.span.end:
        return None
    for (beside, _), (jacobian, place) in ((left, right), (right, left)):
        axes = array_chains.axes_meant(beside, jacobian, _tree_at(tree, place), scope)
        if axes is not None:
            return axes
    return None


def _elementwise(
    factors: list[tuple[Tensor, Span]], signs: list[str], tree: t.Product, scope: Scope
) -> Tensor:
    """Return a product in which ∘ may come last, a ∘ (BC): what fits is meant.

    Raises `Failure`, also where both readings fit and say different things.
    """
    places = [at for at, sign in enumerate(signs, 1) if sign in _ELEMENTWISE]
    ends = [0, *places, len(factors)]
    behind = [[value for value, _ in factors[a:b]] for a, b in pairwise(ends[1:])]
    if all(sum(not value.is_scalar for value in group) < 2 for group in behind):
        return _from_left(factors, signs, tree, scope)
    try:
        groups = [
            (
                _from_left(factors[a:b], signs[a : b - 1], tree, scope),
                factors[a][1].to(factors[b - 1][1]),
            )
            for a, b in pairwise(ends)
        ]
        last: Tensor | None = _from_left(groups, [signs[at - 1] for at in places], tree, scope)
    except Failure:
        last = None
    try:
        first = _from_left(factors, signs, tree, scope)
    except Failure:
        if last is None:
            raise
        message = "the product entry by entry comes last here; its other reading has no meaning"
        scope.remark("elementwise-last", message, tree.span)
        return last
    same = last is not None and last.shape == first.shape and last.at(*first.indices) is first.body
    if last is not None and not same:
        message = "which product comes first here? put brackets around it"
        raise unread("ambiguous-scope", message, tree.span)
    return first


def _leading_scalars(factors: list[tuple[Tensor, Span]], signs: list[str]) -> int:
    """Return how many scalars a product begins with: they are multiplied in one go."""
    count = 0
    for (value, _), sign in zip(factors, ("", *signs), strict=True):
        if value.shape or sign == "/":
            break
        count += 1
    return count


def _with_sums(tree: t.Product, scope: Scope) -> t.Product:
    """Read ``\\Sigma_k f`` as a sum where no Σ is known: all that follows it is below it."""
    for at, factor in enumerate(tree.factors[:-1]):
        head = (
            factor
            if isinstance(factor, t.Scripts)
            else t.Scripts(factor.span, factor, None, None, 0)
        )
        if not is_sigma_sum(factor, tree, at) or head.primes or tree.signs[at]:
            continue
        if _is_known(head.base, factor, scope):
            continue
        rest, signs = tree.factors[at + 1 :], tree.signs[at + 1 :]
        span = rest[0].span.to(rest[-1].span)
        body = rest[0] if len(rest) == 1 else t.Product(span, rest, signs)
        big = t.Big(factor.span.to(span), "sum", head.sub, head.sup, body)
        return t.Product(tree.span, (*tree.factors[:at], big), tree.signs[:at])
    return tree


def _is_known(base: t.Tree, whole: t.Tree, scope: Scope) -> bool:
    signature = scope.signature
    tables = (scope.locals, signature.symbols, signature.definitions, signature.aliases)
    return any(latex(tree) in table for tree in (base, whole) for table in tables)


def _tree_at(tree: t.Product, span: Span) -> t.Tree:
    """Return the factor at a span, the whole product where an application is spread over two."""
    return next((factor for factor in tree.factors if factor.span == span), tree)


def _applications(tree: t.Product, scope: Scope) -> tuple[list[tuple[Tensor, Span]], list[str]]:
    """Return the factors' values, functions applied to the brackets that follow them."""
    out: list[tuple[Tensor, Span]] = []
    signs: list[str] = []
    at = 0
    while at < len(tree.factors):
        factor = tree.factors[at]
        if at:
            signs.append(tree.signs[at - 1])
        after = tree.factors[at + 1] if at + 1 < len(tree.factors) else None
        if after is not None and tree.signs[at] == "":
            applied = (
                kronecker.applied(factor, after, scope)
                or primed_brackets.applied(factor, after, scope)
                or _apply(factor, after, scope)
                or argument_named.value_of(factor, after, scope)
            )
            if applied is not None:
                out.append((applied, factor.span.to(after.span)))
                at += 2
                continue
        value = ones_beside(tree, at, scope)
        if value is None:
            scripts.refuse_bold(factor, scope)
            value = formula.value(factor, scope)
        out.append((value, factor.span))
        at += 1
    return out, signs


def _at_a_point(derivative: t.Derive, after: t.Tree, scope: Scope) -> Tensor | None:
    """Return ``\\frac{df}{dx}(2)``, the derivative of a function by its name at a point.

    ``\\frac{dσ}{dx}(x)`` is that by x itself; a bracket with more in it may be a factor.
    """
    name = derivative.operand
    function = lookup(name, scope) if isinstance(name, (t.Name, t.Words)) else None
    if not isinstance(after, t.Group) or after.open != "(":
        return None
    if function is None or isinstance(function, Loss):
        return None
    variants = function.variants if isinstance(function, Named) else ()
    own = [tuple(map(latex, one.head.arguments or ())) for one in variants]
    inner = after.inner.items if isinstance(after.inner, t.Items) else (after.inner,)
    written = tuple(map(latex, inner))
    if written == (latex(derivative.variable),) or written in own:
        return formula.value(derivative, scope)
    if len(inner) == 1 and isinstance(inner[0], (t.Name, t.Numeral)) and name is not None:
        primed = t.Scripts(derivative.span, name, None, None, derivative.order)
        return _apply(primed, after, scope)
    message = "the bracket may be a factor, or the point at which the derivative is taken"
    raise unread("ambiguous-scope", message, after.span)


def _apply(factor: t.Tree, after: t.Tree, scope: Scope) -> Tensor | None:
    """Return ``f(x)`` if ``f`` is a function here and a bracket follows, else None."""
    if isinstance(factor, t.Derive):
        return _at_a_point(factor, after, scope)
    primes, sup, name = 0, None, factor
    if isinstance(factor, t.Scripts):
        primes, sup, name = factor.primes, factor.sup, factor.unraised()
    function = lookup(name, scope)
    if function is None:
        return None
    bracket = after
    power = None
    at: t.Tree | None = None
    derived = 0
    if isinstance(after, t.Scripts) and isinstance(after.base, t.Group):
        bracket, power, at, derived = after.base, after.sup, after.sub, after.primes
    if not isinstance(bracket, t.Group) or bracket.open not in "([{":
        return None
    if left_out.is_value(name, bracket, scope):
        return None
    inner = bracket.inner
    arguments = inner.items if isinstance(inner, t.Items) else (inner,)
    span = factor.span.to(after.span)
    _refuse_joint(function, inner)
    value = functions.apply(function, arguments, primes, span, scope)
    if derived:
        value = calculus.prime_of_value(value, derived, scope, span)
    if at is not None:
        value = scripts.component(value, at, t.Group(span, "(", at), scope)
    return functions.powered(value, sup, power, span, scope)


def _refuse_joint(function: Function, written: t.Tree) -> None:
    """Refuse ``P(o, c)``, a joint probability, where only conditional ones are defined."""
    if not isinstance(function, Named) or not isinstance(written, t.Items):
        return
    conditional = all(one.head.separators == ("|",) for one in function.variants)
    if conditional and written.separators == (",",):
        message = f"({latex(written)}) is a joint probability; write a bar for a conditional one"
        raise Failure("undecided", "joint-probability", message, written.span)


def _refuse_ambiguous_slash(tree: t.Product, signs: list[str]) -> None:
    """Refuse ``a/bc``, which is (a/b)c or a/(bc)."""
    if "/" in signs and signs.index("/") + 1 < len(signs):
        message = f"{latex(tree)} can be read in two ways: put brackets after the slash"
        raise unread("ambiguous-division", message, tree.span)


def _times(left: Tensor, right: Tensor, sign: str) -> Tensor:
    if sign == "/":
        return divide(left, right)
    if sign in _ELEMENTWISE:
        return times(left, right) if left.is_scalar or right.is_scalar else hadamard(left, right)
    if sign == "·" and _vectors_of_one_kind(left, right):
        return dot(left, right)
    if sign == "·" and _both_columns(left, right):
        # w · x_i would be a number if these were of one length
        message = f"a {describe(left.shape)} times a {describe(right.shape)}"
        raise ShapeError(message, differing(left.shape, right.shape))
    return times(left, right)


def _outer(left: Tensor, right: Tensor, span: Span) -> Tensor:
    """Return ``u ⊗ v``, the matrix u_i v_j; some write ⊗ for products entry by entry."""
    if left.is_scalar or right.is_scalar:
        return times(left, right)
    vectors = len(left.indices) == 1 and len(right.indices) == 1
    if not vectors or left.indices[0].sort is right.indices[0].sort:
        message = "⊗ may be an outer product or one entry by entry; write u v^T or u ⊙ v"
        raise unread("unknown-notation", message, span)
    (row,), (column,) = left.indices, right.indices
    rows = Tensor((row.sort, None), (row,), left.body)
    return times(rows, Tensor((None, column.sort), (column,), right.body))


def _both_columns(left: Tensor, right: Tensor) -> bool:
    return all(len(one.indices) == 1 and one.shape[1:] == (None,) for one in (left, right))


def _vectors_of_one_kind(left: Tensor, right: Tensor) -> bool:
    return len(left.indices) == 1 and left.shape == right.shape and len(left.shape) == 2
