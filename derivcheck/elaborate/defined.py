"""Derivatives by a defined name: ∂F/∂θ with θ = Uᵀv_c, by folding F into a function of θ."""

import re
from collections.abc import Iterable

from msgspec.structs import replace

from derivcheck.constructs.differentiate import (
    NotDifferentiable,
    differentiate,
    expand_derivatives,
)
from derivcheck.elaborate.beside import beside_others
from derivcheck.elaborate.failure import Failure
from derivcheck.elaborate.scope import Scope
from derivcheck.source import Span
from derivcheck.term.context import Context, Definition, unfold
from derivcheck.term.core import Add, Derivative, Entry, Mul, Sum, Term
from derivcheck.term.folding import fold, spread

# what is added to something else and is given: the b of wx + b; a multiplier
_ADDED = frozenset({"b", "c", "k", "\\beta", "\\lambda"})
# a partition function is computed from everything
_NORMALISER = "Z"
# … and so may a mean, or a noisy copy; for hats see `estimates_among`
_ACCENTS = ("\\bar{", "\\tilde{", "\\check{", "\\overline{", "\\dot{")


def by_defined_name(operand: Term, variable: Entry, scope: Scope, span: Span) -> Term:
    """Return ∂operand/∂variable for a component of a defined name; raises `Failure`.

    The operand is written as a function of the name: other definitions unfolded, every
    occurrence of its definition folded.  Where anything of the definition is left over, the
    operand is no function of the name alone, and the derivative is undecided.  The name stays
    in the result; a statement unfolds it once nothing is differentiated by it any more.
    """
    name, context = variable.symbol, scope.context
    definition = _unfolded(context.definitions[name], context)
    left = base_symbols(name, context)
    if not left:
        message = f"{_written(name)} stands for a number; nothing can be differentiated by it"
        raise Failure("undecided", "defined-variable", message, span)
    try:
        folded = _folded(operand, name, definition, context)
        remaining = sorted(left & folded.symbols)
        if remaining and not left & scope.inferred.keys():
            beside = beside_others(operand, variable, scope)
            if beside is not None:
                others = ", ".join(map(_written, beside.held))
                message = f"{others} held fixed beside {_written(name)}: it is written by them"
                scope.remark("held-fixed", message, span)
                return beside.derivative
        if remaining:
            shown = ", ".join(map(_written, remaining))
            message = (
                f"this is not a function of {_written(name)} alone: "
                f"{shown} still occurs in it outside of {_written(name)}"
            )
            raise Failure("undecided", "defined-variable", message, span)
        _refuse_hidden_dependence(folded, name, bool(left & scope.inferred.keys()), scope, span)
        return differentiate(folded, variable)
    except NotDifferentiable as error:
        raise Failure("undecided", "not-differentiable", f"no derivative: {error}", span) from error


def _refuse_hidden_dependence(
    folded: Term, name: str, undeclared: bool, scope: Scope, span: Span
) -> None:
    """Refuse a derivative by a name where an undeclared letter may depend on it.

    A name that is itself made of undeclared letters has the others as constants beside it, as
    the W of ∂(hW + b)/∂h; but what does not mention it may depend on it all the same.
    """
    free = folded.symbols - scope.context.one_hot.keys()
    others = [key for symbol, key in scope.inferred.items() if symbol in free]
    if undeclared and folded.symbols and name not in folded.symbols:
        scope.refuse_dependence("this", _written(name), span)
    shaky = estimates_among(others) | scope.declared_half(free) | (scope.half_said & set(others))
    if not undeclared:
        shaky |= set(others) - held_fixed(folded, name, scope)
    if shaky:
        scope.refuse_dependence(min(shaky), _written(name), span)
    if others:
        message = f"{', '.join(sorted(others))} taken not to depend on {_written(name)}"
        scope.remark("inferred-symbol", message, span)


def held_fixed(operand: Term, variable: str, scope: Scope) -> frozenset[str]:
    """Return the letters of which a text says nothing, and that readers take for given.

    The y of ½‖z − y‖² is given beside the z.  The o of (t − o)² + λ‖w‖² is not where something is
    differentiated by w: its summand would vanish for no other reason.  A bias may.
    """
    computed = {key for key in scope.unspoken if key == _NORMALISER or key.startswith(_ACCENTS)}
    return scope.unspoken - doubtful_beside(operand, variable, scope) - computed


def doubtful_beside(operand: Term, variable: str, scope: Scope) -> frozenset[str]:
    """Return the letters, but for a bias or multiplier, of summands without the variable."""
    symbols = symbols_apart(operand, variable) & scope.inferred.keys()
    apart = {scope.inferred[symbol] for symbol in symbols}
    return frozenset(key for key in apart if re.split("[_^]", key)[0] not in _ADDED)


def symbols_apart(term: Term, variable: str) -> frozenset[str]:
    """Return what stands in the summands of a term that do not hold a variable."""
    if variable not in term.symbols:
        return term.symbols
    match term:
        case Add():
            return frozenset[str]().union(*(symbols_apart(arg, variable) for arg in term.args))
        case Mul():
            holding = [arg for arg in term.args if variable in arg.symbols]
            return symbols_apart(holding[0], variable) if len(holding) == 1 else frozenset()
        case Sum():
            return symbols_apart(term.body, variable)
        case _:
            return frozenset()


def symbols_with(term: Term, variable: str) -> frozenset[str]:
    """Return what stands in the summands of a term that hold a variable."""
    if variable not in term.symbols:
        return frozenset()
    match term:
        case Add():
            return frozenset[str]().union(*(symbols_with(arg, variable) for arg in term.args))
        case Mul():
            holding = [arg for arg in term.args if variable in arg.symbols]
            beside = [arg.symbols for arg in term.args if arg not in holding]
            inside = symbols_with(holding[0], variable) if len(holding) == 1 else term.symbols
            return inside.union(*beside)
        case Sum():
            return symbols_with(term.body, variable)
        case _:
            return term.symbols


def estimates_among(letters: Iterable[str]) -> frozenset[str]:
    """Return the letters with a hat: a ŷ is computed from something, whoever says nothing of it."""
    return frozenset(key for key in letters if key.startswith("\\hat{"))


def base_symbols(name: str, context: Context) -> frozenset[str]:
    """Return what a defined name depends on, definitions unfolded; nothing for other names."""
    definition = context.definitions.get(name)
    if definition is None:
        return frozenset()
    body = unfold(definition.body, context)
    return frozenset(n.symbol for n in body.walk() if isinstance(n, Entry))


def _folded(operand: Term, name: str, definition: Definition, context: Context) -> Term:
    """Return a term as a function of a name, as far as folding goes."""
    others = replace(
        context, definitions={k: v for k, v in context.definitions.items() if k != name}
    )
    term = unfold(operand, others)
    if any(isinstance(node, Derivative) for node in term.walk()):
        # what is differentiated by base variables reaches into the name too
        term = expand_derivatives(unfold(term, context))
    folded = fold(term, name, definition)
    if folded.symbols & frozenset(n.symbol for n in definition.body.walk() if isinstance(n, Entry)):
        spread_out = Definition(definition.indices, spread(definition.body))
        folded = fold(spread(folded), name, spread_out)
    return folded


def _unfolded(definition: Definition, context: Context) -> Definition:
    return Definition(definition.indices, unfold(definition.body, context))


def _written(name: str) -> str:
    return name.strip("·")
