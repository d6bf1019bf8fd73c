"""Surface tree to `Tensor`: one case per kind of node, the work in the modules beside this."""

from fractions import Fraction

from msgspec.structs import replace

from derivcheck.constructs import by_spelling
from derivcheck.elaborate import (
    arrays,
    big,
    branches,
    calculus,
    ellipsis,
    functions,
    kronecker,
    names,
    powers,
    products,
    scripts,
)
from derivcheck.elaborate.built_in import apply_construct
from derivcheck.elaborate.failure import Failure, ill_typed, unread
from derivcheck.elaborate.lookup import lookup
from derivcheck.elaborate.scope import Scope
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.core import Size, Term, number
from derivcheck.term.tensor import (
    ANY,
    ShapeError,
    Tensor,
    describe,
    lacks_a_size,
    negative,
    plus,
    scalar,
    sum_of_scalars,
)

# formulas of more symbols, names that the document defines written out, are of no course
MAX_WEIGHT = 50_000


def elaborate(tree: t.Tree, scope: Scope) -> Tensor | Failure:
    """Return what a formula means, or why it means nothing; never raises."""
    try:
        found = value(tree, scope)
        if found.body.weight > MAX_WEIGHT:
            message = f"written out, this formula has more than {MAX_WEIGHT:,} symbols"
            return unread("too-large", message, tree.span)
        unsized = any(one.shape == (ANY, ANY) for one in scope.locals.values())
        if unsized and lacks_a_size(found):
            return unread("unknown-size", "nothing here tells what size I is of", tree.span)
        return found
    except Failure as failure:
        return failure.with_traceback(None)  # which holds what every name stood for
    except RecursionError:
        return unread("too-deep", "this formula is nested too deeply", tree.span)


def value(tree: t.Tree, scope: Scope) -> Tensor:
    """Return what a formula means; raises `Failure`."""
    return _shaped(tree, scope) if scope.known is None else scope.known.value(tree, scope, _shaped)


def _shaped(tree: t.Tree, scope: Scope) -> Tensor:
    try:
        return _value(tree, scope)
    except ShapeError as error:
        message = f"the shapes do not fit: {error}"
        raise ill_typed("shape-mismatch", message, tree.span, error.pair) from error


def _value(tree: t.Tree, scope: Scope) -> Tensor:
    match tree:
        case t.Error():
            if tree.code == "missing-derivative-symbol":
                raise ill_typed(tree.code, tree.message, tree.span)
            raise unread(tree.code, tree.message, tree.span)
        case t.Numeral():
            if (vector := names.ones(tree, scope)) is not None:
                return vector
            return scalar(numeral(tree), numeral=True)
        case t.Name() | t.Words():
            return names.named(tree, scope)
        case t.Scripts():
            return scripts.scripted(tree, scope)
        case t.Group():
            return _group(tree, scope)
        case t.Product():
            return products.product(tree, scope)
        case t.Summands():
            return _summands(tree, scope)
        case t.Fraction_():
            _refuse_other_d(tree, scope)
            numerator, denominator = value(tree.numerator, scope), value(tree.denominator, scope)
            scope.require(tree.denominator, denominator, "≠ 0")
            return powers.quotient(numerator, denominator, tree.span, scope)
        case t.Root():
            return _root(tree, scope)
        case t.Big():
            return big.big(tree, scope)
        case t.Prefix():
            return functions.prefix(tree, scope)
        case t.Derive():
            return calculus.derivative(tree, scope)
        case t.Gradient():
            return calculus.gradient(tree, scope)
        case t.Cases():
            return branches.cases(tree, scope)
        case t.Matrix():
            return arrays.matrix(tree, scope)
        case t.Differential():
            if isinstance(tree.operand, t.Product):
                # for its remarks: a misspelt name is worth saying although nothing can be read
                lookup(tree.operand.factors[0], scope)
            raise unread(
                "missing-variable",
                "this ∂ does not say by what is differentiated",
                tree.span,
            )
        case t.Ellipsis_():
            message = "I cannot tell what these dots stand for"
            raise unread("ambiguous-ellipsis", message, tree.span)
        case t.Items() | t.Related():
            raise unread("unexpected-list", "I did not expect a list here", tree.span)
        case _:
            raise unread("unknown-notation", "I do not read this notation", tree.span)


# letters that people write for ∂
_OTHER_D = ("\\delta", "\\alpha", "\\Delta", "\\sigma")


def _refuse_other_d(tree: t.Fraction_, scope: Scope) -> None:
    """Refuse ``\\frac{δ f}{δ x}`` with what to write, where it can be no quotient by δ x."""
    heads = [_head(part) for part in (tree.numerator, tree.denominator)]
    letter = heads[0]
    if letter != heads[1] or letter not in _OTHER_D:
        return
    signature = scope.signature
    known = (scope.locals, signature.symbols, signature.definitions, signature.aliases)
    if not isinstance(tree.denominator, t.Product):
        return
    quotient = any(letter in table for table in known) and _is_scalar(tree.denominator, scope)
    if not quotient:
        message = f"is {letter} meant for ∂ here? write \\partial, or say what {letter} stands for"
        raise unread("unknown-symbol", message, tree.span)


def _is_scalar(tree: t.Tree, scope: Scope) -> bool:
    try:
        return value(tree, scope).is_scalar
    except Failure:
        return False


def _head(tree: t.Tree) -> str | None:
    first = tree.factors[0] if isinstance(tree, t.Product) else tree
    return first.text if isinstance(first, t.Name) and not first.accent else None


def numeral(tree: t.Numeral) -> Term:
    """Return the exact value of a numeral."""
    return number(Fraction(tree.text))


def _group(tree: t.Group, scope: Scope) -> Tensor:
    if tree.open in ("|", "‖"):
        return _bars(tree, scope)
    truth = kronecker.iverson(tree, scope)
    if truth is not None:
        return truth
    if isinstance(tree.inner, t.Items):
        if tree.open in ("[", "("):
            row = ellipsis.row_of(tree, tree.inner, scope)
            return replace(row, listed=tree.open) if len(row.indices) == 1 else row
        raise unread("unexpected-list", "I do not read a set as a value", tree.span)
    return value(tree.inner, scope)


def _bars(tree: t.Group, scope: Scope) -> Tensor:
    sort = scope.signature.sort_of_size(latex(tree))
    if sort is not None:
        return scalar(Size(sort))
    inner = value(tree.inner, scope)
    if tree.open == "‖":
        if len(inner.indices) > 1:
            message = f"I read the norm of a vector only, not of a {describe(inner.shape)}"
            raise unread("unknown-notation", message, tree.span)
        norm = by_spelling()["norm"]
        return apply_construct(norm, (inner,), tree.span)
    if inner.is_scalar:
        return apply_construct(by_spelling()["\\abs"], (inner,), tree.span)
    message = f"I do not read |…| of a {describe(inner.shape)} yet"
    raise unread("unknown-notation", message, tree.span)


def argument(tree: t.Tree, scope: Scope) -> Tensor:
    """Return what a function is taken of: ``x + c`` adds a number c to each entry of a vector.

    Only a name of a number is added so, and only here, where the sum stands for a shifted vector.
    """
    inner = tree
    while isinstance(inner, t.Group) and inner.open in ("(", "[", "{"):
        inner = inner.inner
    if isinstance(inner, t.Summands) and any(_names_number(term, scope) for term in inner.terms):
        try:
            return _summands(inner, scope, shifts=True)
        except ShapeError as error:
            message = f"the shapes do not fit: {error}"
            raise ill_typed("shape-mismatch", message, tree.span, error.pair) from error
    return value(tree, scope)


def _names_number(term: t.Tree, scope: Scope) -> bool:
    """Whether a term is a name that the problem or the document has given to a number."""
    key = latex(term)
    if not isinstance(term, (t.Name, t.Scripts)) or key in scope.letters:
        return False
    own, symbol = scope.locals.get(key), scope.signature.symbols.get(key)
    return own.is_scalar if own is not None else symbol is not None and symbol.kind == "real"


def _summands(tree: t.Summands, scope: Scope, *, shifts: bool = False) -> Tensor:
    if any(isinstance(term, t.Ellipsis_) for term in tree.terms):
        return ellipsis.sum_with_dots(tree, scope)
    total: Tensor | None = None
    scalars: list[Tensor] = []  # that the sum begins with: added up in one go
    for sign, term in zip(tree.signs, tree.terms, strict=True):
        part = value(term, scope)
        if sign == "-":
            part = negative(part)
        if shifts and part.is_scalar and _names_number(term, scope):
            part = replace(part, numeral=True)
        if total is None and not part.shape:
            scalars.append(part)
            continue
        if total is None:
            if not scalars:
                total = part
                continue
            total = sum_of_scalars(scalars)
        if not total.is_scalar and _is_spread(term, scope):
            part = replace(part, numeral=True)
        if not total.is_scalar and part.is_scalar and part.numeral and len(total.indices) == 1:
            _remark_ones(scope, term)
        elif total.is_scalar and total.numeral and len(part.indices) == 1:
            _remark_ones(scope, tree.terms[0])
        total = plus(total, part)
    if total is not None:
        return total
    return replace(sum_of_scalars(scalars), numeral=False) if shifts else sum_of_scalars(scalars)


def _is_spread(term: t.Tree, scope: Scope) -> bool:
    """Whether a term is an undeclared number that is added to each entry of a vector."""
    found = scope.letters.get(latex(term)) if isinstance(term, t.Name) else None
    return found is not None and found.kind.spread


def _remark_ones(scope: Scope, term: t.Tree) -> None:
    if isinstance(term, t.Numeral) and not term.text.strip("0."):
        return
    message = f"{latex(term)} beside a vector is read as a vector with {latex(term)} in each entry"
    scope.remark("numeral-as-vector", message, term.span)


def _root(tree: t.Root, scope: Scope) -> Tensor:
    radicand = value(tree.radicand, scope)
    if tree.degree is not None and not (
        isinstance(tree.degree, t.Numeral) and tree.degree.text == "2"
    ):
        raise unread("unknown-notation", "I read square roots only", tree.span)
    scope.require(tree.radicand, radicand, "≥ 0")
    return apply_construct(by_spelling()["\\sqrt"], (radicand,), tree.span)
