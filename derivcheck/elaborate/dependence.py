"""Whether what is differentiated may depend on the variable in a way that nobody has said."""

from collections.abc import Iterable, Iterator, Sequence

from derivcheck.elaborate.defined import (
    base_symbols,
    doubtful_beside,
    estimates_among,
    held_fixed,
    symbols_with,
)
from derivcheck.elaborate.failure import Failure
from derivcheck.elaborate.lookup import Named, lookup
from derivcheck.elaborate.scope import Scope
from derivcheck.elaborate.signature import Defined
from derivcheck.source import Span
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.context import Context, unfold
from derivcheck.term.core import Add, Entry, Mul, Number, Sum, Term
from derivcheck.term.tensor import Tensor

_COORDINATES = frozenset({"x", "y", "z"})
_WEIGHTS = frozenset({"w", "W", "\\theta", "\\beta"})
# a probability, an output: what weights are there to make
_OUTPUTS = frozenset({"p", "o"})


def refuse_hidden_dependence(
    operand: Tensor, variable: Tensor, scope: Scope, tree: t.Derive
) -> None:
    """Refuse the derivative of a letter that may depend on the variable.

    So may one that is only declared, the output ŷ ∈ ℝ of a network with weights w: a derivative
    that vanishes because nobody says how would make every chain rule read 0 = 0.

    Where the variable is such a letter too, and occurs, the others are constants beside it, as
    the A of ∂(x^T A x)/∂x.  By a defined name `by_defined_name` looks at what is left.  A one-hot
    vector depends on nothing in a way that has another derivative than 0.
    """
    entry = variable.body
    assert isinstance(entry, Entry)
    body = unfold(operand.body, scope.context)
    symbols = body.symbols
    _refuse_all_but_losses(symbols, tree, scope)
    if entry.symbol in scope.context.definitions:
        return
    symbols -= scope.context.one_hot.keys()
    _refuse_mere_declarations(symbols, entry.symbol, scope, tree)
    apart = symbols - {entry.symbol}
    shown = latex(tree.variable)
    if scope.half_said and (half := scope.declared_half(apart) - _arguments_beside(tree, scope)):
        scope.refuse_dependence(min(half), shown, tree.span)
    if not scope.inferred:
        return
    inferred = {key for symbol, key in scope.inferred.items() if symbol in apart}
    others = sorted(inferred - _arguments_beside(tree, scope))
    missing = entry.symbol in scope.inferred and entry.symbol not in symbols
    if missing and symbols:
        # what is differentiated may depend on it by what was said elsewhere: ∂J/∂h
        scope.refuse_dependence(latex(tree.operand or tree.variable), shown, tree.span)
    shaky = (scope.half_said & set(others)) | estimates_among(others)
    if entry.symbol not in scope.inferred:
        # what is differentiated by stands there: the rest is taken for given, as readers do
        given = held_fixed(body, entry.symbol, scope) if entry.symbol in symbols else set[str]()
        shaky |= set(others) - given
    else:
        affine = _is_affine(operand.body, entry.symbol, scope.context)
        shaky |= set() if affine else set(others) & _beside_all(body, entry.symbol, scope, tree)
    if shown.partition("_")[0] in _WEIGHTS:
        shaky |= set(others) & _OUTPUTS
    if shaky:
        scope.refuse_dependence(min(shaky), shown, tree.span)
    if not others or missing:
        return
    message = f"{', '.join(others)} taken not to depend on {shown}"
    scope.remark("inferred-symbol", message, tree.span)


def _beside_all(body: Term, variable: str, scope: Scope, tree: t.Derive) -> frozenset[str]:
    """Return the letters that may depend on a variable, beside each argument of a function.

    Of L(w, b) = Σ_i (w^T x_i + b)^2 x is what w is multiplied by: it does not depend on b either.
    """
    arguments = _arguments_beside(tree, scope)
    symbols = {symbol for symbol, key in scope.inferred.items() if key in arguments}
    found = _beside_undeclared(body, variable, scope)
    for other in sorted(symbols & body.symbols - {variable}) if found else ():
        found &= _beside_undeclared(body, other, scope)
    return found


def _beside_undeclared(body: Term, variable: str, scope: Scope) -> frozenset[str]:
    """Return the letters that may depend on a variable that nobody declares either.

    The o of (t − o)² + λ‖w‖² may.  The other coordinates of x² + y² do not, nor does what w is
    multiplied by elsewhere, nor what an affine map adds, the a of Mq + a.
    """
    name = scope.inferred[variable]
    beside = symbols_with(body, variable) | frozenset(_added_vectors(body, variable))
    with_it = {scope.inferred.get(symbol) for symbol in beside}
    doubtful = doubtful_beside(body, variable, scope) - with_it
    return frozenset(key for key in doubtful if not _are_coordinates(key, name))


def _added_vectors(body: Term, variable: str) -> Iterator[str]:
    """Yield the vectors that stand alone beside the variable: the a of M tanh(q) + a."""
    for node in body.walk():
        if isinstance(node, Add) and variable in node.symbols:
            yield from (x.symbol for x in node.args if isinstance(x, Entry) and x.indices)


def _is_affine(term: Term, variable: str, context: Context) -> bool:
    """Whether a term is an affine map of a variable and of names, as the text writes it.

    The h of hW + b is a name, whatever it is defined to be, if b does not occur in it.
    """
    match term:
        case Entry(symbol=name) if variable in base_symbols(name, context):
            return _is_affine(context.definitions[name].body, variable, context)
        case Entry() | Number():
            return True
        case Add():
            return all(_is_affine(arg, variable, context) for arg in term.args)
        case Mul():
            holding = [arg for arg in term.args if _holds(arg, variable, context)]
            return len(holding) < 2 and all(_is_affine(x, variable, context) for x in term.args)
        case Sum():
            return _is_affine(term.body, variable, context)
        case _:
            return False


def _holds(term: Term, variable: str, context: Context) -> bool:
    return any(x == variable or variable in base_symbols(x, context) for x in term.symbols)


def _are_coordinates(first: str, second: str) -> bool:
    letters = {first.partition("_")[0], second.partition("_")[0]}
    return letters <= _COORDINATES or (len(letters) == 1 and letters <= _WEIGHTS)


def _refuse_all_but_losses(symbols: frozenset[str], tree: t.Derive, scope: Scope) -> None:
    """Refuse the derivative of what is made of the gradient of a loss that nobody writes down.

    The loss itself, and only once, is differentiated with that gradient held fixed.
    """
    losses = {scope.upstream[symbol] for symbol in symbols & scope.upstream.keys()}
    once = tree.operand is not None and tree.order == 1 and not tree.further
    if not once or losses != {latex(tree.operand or tree)}:
        refuse_gradients(symbols, tree.variable, tree.span, scope)


def refuse_gradients(
    symbols: frozenset[str], variable: t.Tree | None, span: Span, scope: Scope
) -> None:
    """Refuse any derivative of what is made of such a gradient: that changes with everything."""
    for symbol in sorted(symbols & scope.upstream.keys()):
        by = "what it is differentiated by" if variable is None else latex(variable)
        scope.refuse_dependence(symbol, by, span)


def _refuse_mere_declarations(
    symbols: frozenset[str], variable: str, scope: Scope, tree: t.Derive
) -> None:
    """Refuse ``∂ŷ/∂w`` of letters that a text has declared, and of nothing that holds w."""
    if variable in symbols or base_symbols(variable, scope.context) & symbols:
        return
    stated = {one.name: key for key, one in scope.signature.symbols.items() if one.stated}
    if variable in stated and (mere := sorted(stated.keys() & symbols)):
        message = f"nothing says whether {stated[mere[0]]} depends on {latex(tree.variable)}"
        if not scope.only_kinds:
            raise Failure("undecided", "unknown-dependence", message, tree.span)


def _arguments_beside(tree: t.Derive, scope: Scope) -> frozenset[str]:
    """Return the arguments beside the variable of functions in what is differentiated.

    Those of ``f(μ, σ)`` are varied each for itself.
    """
    keys: set[str] = set()
    for node in tree.operand.walk() if tree.operand is not None else ():
        function = lookup(node, scope)
        if isinstance(function, Named):
            for letter in {latex(tree.variable), _whole(tree.variable)}:
                keys.update(*_taken_with(letter, function.variants))
    return frozenset(keys)


def _taken_with(variable: str, variants: Iterable[Defined]) -> Iterator[frozenset[str]]:
    for one in variants:
        keys = frozenset(map(_letter, one.head.arguments or ()))
        if variable in keys:
            yield keys


def _whole(variable: t.Tree) -> str:
    """Return the p whose entry p_i is differentiated by."""
    entry = isinstance(variable, t.Scripts) and variable.sub is not None and variable.sup is None
    return latex(variable.base if isinstance(variable, t.Scripts) and entry else variable)


def _letter(argument: t.Tree) -> str:
    """Return the letter that a function's argument is, the σ of ``ℓ(μ, σ^2)`` too."""
    square = isinstance(argument, t.Scripts) and isinstance(argument.sup, t.Numeral)
    return latex(argument.base if isinstance(argument, t.Scripts) and square else argument)


def refuse_silent_parameter(
    variant: Defined,
    body: Tensor,
    parameters: Sequence[Entry],
    span: Span,
    scope: Scope,
) -> None:
    """Refuse ``f'(x)`` or ``f(2)`` after ``f(x) = \\sin u`` where nobody says what u is."""
    symbols = unfold(body.body, scope.context).symbols
    inferred = sorted(key for symbol, key in scope.inferred.items() if symbol in symbols)
    if inferred and parameters and not any(entry.symbol in symbols for entry in parameters):
        (first, *_) = variant.head.arguments or ()
        scope.refuse_dependence(inferred[0], latex(first), span)
