"""How far a derivative reaches: ``∇_w L^T g`` and ``∇_w L · g`` take the number L alone.

Nobody transposes a number, and by a vector hardly anybody differentiates a number times a vector.
Of ``d/dx f(x) g(x)`` both readings are in use, also in one formula, where the product rule is
written out: it is read as the derivative of the product, and no step is wrong for that alone.
In ``d/dx x e^x`` and ``∂/∂x x^T A x`` a plain letter comes first: all differentiate the product.
"""

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.elaborate import argument_named, calculus, formula, left_out
from derivcheck.elaborate.defined import base_symbols
from derivcheck.elaborate.failure import Failure, unread
from derivcheck.elaborate.kinds import TRANSPOSES
from derivcheck.elaborate.lookup import lookup
from derivcheck.elaborate.scope import Scope
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.context import unfold
from derivcheck.term.core import Entry
from derivcheck.term.tensor import Tensor

# derivatives within one another of which both readings are looked at
_MOST = 3
CODE = "ambiguous-scope"


class _Head(Struct, frozen=True):
    """The first factors of a product that hold the variable: a name, or f(x)."""

    at: int
    length: int
    tree: t.Tree
    value: Tensor
    turned: bool  # a transposed number


def nearer(tree: t.Derive, variable: Tensor, scope: Scope) -> t.Tree | None:
    """Return the tree in which a derivative takes no more than its first factor, if that is meant.

    Where both readings have a meaning, ``scope.guesses`` notes it, and ``scope.other_reading``
    chooses the one that is not read otherwise.
    """
    operand = tree.operand
    if operand is None or operand.span.start < tree.variable.span.end or tree.further:
        return None
    factors = operand.factors if isinstance(operand, t.Product) else (operand,)
    signs = operand.signs if isinstance(operand, t.Product) else ()
    if len(factors) == 1 and _turned(operand, scope) is None:
        return None  # nothing behind it: one reading only
    _refuse_deep(operand, scope)
    head = _head(factors, signs, variable, scope)
    if head is None:
        return None
    rest = signs[head.at + head.length - 1 :]
    if not head.turned and (not rest or rest[0] == "/"):
        return None
    near = _split(tree, factors, signs, head)
    if head.turned and not _is_turned_bracket(operand):
        return near
    if head.turned:
        # of “∂/∂w (…)^T” the bracket is transposed, a number, or what is derived of it
        scope.guesses.append((CODE, tree.span))
        return near if scope.other_reading else None
    alone = tree.kind == "nabla" and head.value.is_scalar and not variable.is_scalar
    wide = _read(operand, scope) if alone else None
    meant = alone and (wide is None or not wide.is_scalar) and _read(near, scope) is not None
    plain = not head.value.is_scalar or isinstance(head.value.body, Entry)
    behind = factors[head.at + head.length :]
    if not meant and (plain or not _holds_variable(behind, variable, scope)):
        return None
    scope.guesses.append((CODE, tree.span))
    return near if meant is not scope.other_reading else None


def transposed_gradient(tree: t.Gradient, scope: Scope) -> t.Tree | None:
    """Return ``(∇f(x))^T`` for ``∇f(x)^T``, as it is written; None for all else."""
    bare = _turned(tree.operand, scope)
    if bare is None:
        return None
    return _transpose_of(replace(tree, operand=bare))


def _refuse_deep(operand: t.Tree, scope: Scope) -> None:
    """Refuse what would be read anew at every depth, more and more often."""
    inner = [
        one
        for one in operand.walk()
        if isinstance(one, t.Derive)
        and one.operand is not None
        and (isinstance(one.operand, t.Product) or _turned(one.operand, scope) is not None)
        and one.operand.span.start >= one.variable.span.end
    ]
    if len(inner) > _MOST:
        message = "put brackets around what each derivative takes"
        raise unread(CODE, message, inner[0].span)


def _head(
    factors: tuple[t.Tree, ...], signs: tuple[str, ...], variable: Tensor, scope: Scope
) -> _Head | None:
    at = 0
    while at < len(factors):
        after = factors[at + 1] if at + 1 < len(factors) and signs[at] == "" else None
        applied = after is not None and _is_applied(factors[at], after, scope)
        taken = factors[at : at + 1 + applied]
        span = taken[0].span.to(taken[-1].span)
        tree = taken[0] if len(taken) == 1 else t.Product(span, taken, ("",))
        bare = None if variable.is_scalar else _turned(tree, scope)
        value = _value(bare or tree, variable, scope)
        turned = bare is not None and value is not None and value.is_scalar
        if bare is not None and not turned:
            value = _value(tree, variable, scope)
        if value is None:
            return None
        if turned or _touches(value, variable, scope):
            kept = bare if turned and bare is not None else tree
            return _Head(at, len(taken), kept, value, turned)
        at += len(taken)
    return None


def _is_applied(factor: t.Tree, after: t.Tree, scope: Scope) -> bool:
    name = factor.unraised() if isinstance(factor, t.Scripts) else factor
    bracket = after.base if isinstance(after, t.Scripts) else after
    if not isinstance(bracket, t.Group):
        return False
    if lookup(name, scope) is None:
        return argument_named.is_named(factor, after, scope)
    return not left_out.is_value(name, bracket, scope)


def _turned(tree: t.Tree, scope: Scope) -> t.Tree | None:
    """Return ``L`` of ``L^T`` and ``f(x)`` of ``f(x)^T``, None for what is no transpose."""
    if isinstance(tree, t.Product) and len(tree.factors) == 2:
        bracket = _turned(tree.factors[1], scope)
        if not isinstance(bracket, t.Group):
            return None
        return replace(tree, factors=(tree.factors[0], bracket))
    if not isinstance(tree, t.Scripts) or tree.sup is None or tree.primes:
        return None
    if isinstance(tree.base, t.Numeral):
        return None  # a transposed 1 is the vector of ones
    key = latex(tree.sup)
    is_number = key in scope.signature.symbols or key in scope.locals or key in scope.bound
    if key not in TRANSPOSES or is_number:
        return None
    return tree.base if tree.sub is None else replace(tree, sup=None)


def _is_turned_bracket(operand: t.Tree) -> bool:
    """Whether an operand is ``(…)^T``, with nothing before or behind."""
    return isinstance(operand, t.Scripts) and isinstance(operand.base, t.Group)


def _transpose_of(tree: t.Tree) -> t.Tree:
    bracket = t.Group(tree.span, "(", tree)
    return t.Scripts(tree.span, bracket, None, t.Name(tree.span, "\\top"), 0)


def _split(
    tree: t.Derive, factors: tuple[t.Tree, ...], signs: tuple[str, ...], head: _Head
) -> t.Tree:
    end = head.at + head.length
    span = tree.span.to(factors[end - 1].span) if head.at else tree.span
    derived: t.Tree = replace(tree, span=span, operand=head.tree)
    if head.turned:
        derived = _transpose_of(derived)
    whole = (*factors[: head.at], derived, *factors[end:])
    if len(whole) == 1:
        return derived
    return t.Product(tree.span, whole, (*signs[: head.at], *signs[end - 1 :]))


def _value(tree: t.Tree, variable: Tensor, scope: Scope) -> Tensor | None:
    try:
        return calculus.operand_of(tree, variable, _aside(scope))
    except Failure:
        return None


def _read(tree: t.Tree, scope: Scope) -> Tensor | None:
    value = formula.elaborate(tree, _aside(scope))
    return None if isinstance(value, Failure) else value


def _aside(scope: Scope) -> Scope:
    return replace(scope, remarks=[], conditions=[], guesses=[])


def _touches(value: Tensor, variable: Tensor, scope: Scope) -> bool:
    entry = variable.body
    assert isinstance(entry, Entry)
    touched = base_symbols(entry.symbol, scope.context) | {entry.symbol}
    return bool(touched & unfold(value.body, scope.context).symbols)


def _holds_variable(factors: tuple[t.Tree, ...], variable: Tensor, scope: Scope) -> bool:
    """Whether one of the factors behind may depend on the variable."""
    span = factors[0].span.to(factors[-1].span)
    rest = factors[0] if len(factors) == 1 else t.Product(span, factors, ("",) * (len(factors) - 1))
    value = _read(rest, scope)
    return value is not None and _touches(value, variable, scope)
