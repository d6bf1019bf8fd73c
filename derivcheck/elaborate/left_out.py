"""Functions whose argument is left out: the σ of ``σ'(x) = σ(1 - σ)`` is σ(x).

What it is taken of is told by its chain alone: by what the function, or its derivative, is taken
of there; by the variable after which it is differentiated; or, where only one letter stands
in the chain, or that of the function's definition, by that letter.  Two candidates tell nothing.
"""

from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from derivcheck.elaborate import formula
from derivcheck.elaborate.defined import base_symbols
from derivcheck.elaborate.failure import Failure, unread
from derivcheck.elaborate.kinds import bare_key, letters_written, names_in, only_applied
from derivcheck.elaborate.lookup import definition_scope, is_placeholder
from derivcheck.elaborate.scope import LeftOut, Scope
from derivcheck.source import Span
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.context import unfold
from derivcheck.term.core import Entry
from derivcheck.term.tensor import Tensor

# the code of the remark on a function that is read so
CODE = "argument-left-out"
# the same where nothing but its definition's letter tells; what rests on it is not refuted
SUPPOSED = "argument-supposed"


class _Uses(Struct):
    """How a chain uses functions of one letter."""

    bare: set[str] = field(default_factory=set)
    taken_of: dict[str, dict[str, t.Tree]] = field(default_factory=dict)
    letters: dict[str, t.Tree] = field(default_factory=dict)  # that stand for themselves
    alone: bool = False  # whether a letter is all of a member: x = σ tells of no argument


def arguments_left_out(trees: Sequence[t.Tree], scope: Scope) -> dict[str, LeftOut]:
    """Return what the functions are taken of that stand without an argument in a chain."""
    written = {key for tree in trees for key in letters_written(tree)}
    named = {key for key in written if _is_function(key, scope)}
    if not named or named <= only_applied(trees):
        return {}
    uses = _Uses()
    for tree in trees:
        _collect(tree, uses, scope)
        if isinstance(tree, t.Name):
            uses.letters.pop(latex(tree), None)
            uses.alone = True
    found = ((key, _argument(key, uses, scope)) for key in sorted(uses.bare))
    return {key: one for key, one in found if one is not None}


def _is_function(key: str, scope: Scope) -> bool:
    """Whether a letter is defined as a function of one thing, and as nothing else."""
    variants = scope.signature.definitions.get(key, ())
    return len(variants) == 1 and len(variants[0].head.arguments or ()) == 1


def meant(key: str, span: Span, scope: Scope) -> t.Group | None:
    """Return the bracket to be thought behind a bare function, and say so; None if none is."""
    found = scope.left_out.get(key)
    if found is None:
        return None
    shown = latex(found.argument)
    code = CODE if found.said else SUPPOSED
    scope.remark(code, f"{key} is read as {key}({shown})", span)
    return t.Group(span, "(", found.argument)


def is_value(name: t.Tree, bracket: t.Tree, scope: Scope) -> bool:
    """Whether ``σ(1 - σ)`` is a product: the function stands within its own bracket as a value."""
    key = latex(name)
    if key not in scope.left_out:
        return False
    uses = _Uses()
    _collect(bracket, uses, scope)
    return key in uses.bare


def _argument(key: str, uses: _Uses, scope: Scope) -> LeftOut | None:
    candidates = uses.taken_of.get(key, {})
    if candidates:
        (first, *others) = candidates.values()
        return None if others or not isinstance(first, t.Name) else LeftOut(first, said=True)
    own = _own_letter(key, scope)
    if own is not None and latex(own) in uses.letters:
        return LeftOut(own, said=False)
    if len(uses.letters) == 1:
        return LeftOut(next(iter(uses.letters.values())), said=False)
    known = own is not None and latex(own) in scope.signature.symbols
    if own is None or not known or uses.letters or uses.alone:
        return None
    return LeftOut(own, said=False)


def _own_letter(key: str, scope: Scope) -> t.Name | None:
    """Return the x of the one definition σ(x) = … that a name has, or None."""
    if not _is_function(key, scope) or key in scope.locals:
        return None
    (only,) = scope.signature.definitions[key]
    (letter,) = only.head.arguments or ()
    inner = definition_scope(scope, only)
    plain = isinstance(letter, t.Name) and is_placeholder(letter, inner, only)
    return letter if plain and isinstance(letter, t.Name) else None


def _collect(tree: t.Tree, uses: _Uses, scope: Scope) -> None:
    name = _named(tree)
    if name is not None:
        key = latex(name)
        if _own_letter(key, scope) is not None:
            uses.bare.add(key)
        elif isinstance(tree, t.Name) and key not in ("e", "\\pi"):
            uses.letters[key] = tree
        return
    if isinstance(tree, t.Derive) and tree.operand is not None:
        key = latex(tree.operand)
        own = _own_letter(key, scope)
        if own is not None:
            for one in _beside(key, own, tree.variable, scope):
                uses.taken_of.setdefault(key, {})[latex(one)] = one
            _collect(tree.variable, uses, scope)
            return
    if isinstance(tree, t.Product):
        _collect_factors(tree, uses, scope)
        return
    for child in tree.children():
        _collect(child, uses, scope)


def _beside(key: str, own: t.Name, variable: t.Tree, scope: Scope) -> tuple[t.Tree, ...]:
    """Return what a bare function may be taken of in a derivative by a variable."""
    by_name = bare_key(variable)
    if by_name != latex(own) and by_name in names_in(scope.signature.definitions[key][0].body):
        return (own,)  # ∂f/∂a of f(x) = ax²
    aside = replace(scope, remarks=[], conditions=[], free=dict(scope.free), opens=False)
    try:
        by = formula.value(variable, aside)
    except Failure:
        return (variable,)
    found = _derived_of(own, by, aside)
    if found is None:
        return (own, variable)
    return (variable,) if found is by else (own,)


def _collect_factors(tree: t.Product, uses: _Uses, scope: Scope) -> None:
    at = 0
    while at < len(tree.factors):
        factor, after = tree.factors[at], tree.factors[at + 1 : at + 2]
        name = _named(factor)
        applied = (
            name is not None
            and bool(after)
            and tree.signs[at] == ""
            and _own_letter(latex(name), scope) is not None
            and _takes(latex(name), after[0], uses, scope)
        )
        if not applied:
            _collect(factor, uses, scope)
        at += 1


def _takes(key: str, bracket: t.Tree, uses: _Uses, scope: Scope) -> bool:
    """Whether a function is taken of the bracket behind it; what it is taken of is noted."""
    if isinstance(bracket, t.Scripts):
        bracket = bracket.base
    if not isinstance(bracket, t.Group) or bracket.open not in "([{":
        return False
    within = _Uses()
    _collect(bracket.inner, within, scope)
    if key in within.bare:
        return False
    uses.taken_of.setdefault(key, {})[latex(bracket.inner)] = bracket.inner
    return True


def _named(tree: t.Tree) -> t.Tree | None:
    """Return the letter of ``σ``, ``σ'`` or ``σ^2``, None for anything else."""
    if isinstance(tree, t.Scripts) and tree.sub is None:
        plain = tree.sup is None or isinstance(tree.sup, t.Numeral)
        return tree.base if plain and isinstance(tree.base, t.Name) else None
    return tree if isinstance(tree, t.Name) else None


def beside_derivative(
    own: t.Tree, body: Tensor, tree: t.Tree, variable: Tensor, scope: Scope
) -> Tensor:
    """Return what the σ of ``∂σ/∂w`` is taken of; raises `Failure` where that is not plain."""
    by = variable.body
    if isinstance(by, Entry) and by.symbol in unfold(body.body, scope.context).symbols:
        found = _at_its_own(own, scope)
    else:
        found = _derived_of(own, variable, scope)
    if found is None:
        message = f"{latex(tree)} is a function; I cannot tell of what it is taken here"
        raise unread("missing-argument", message, tree.span)
    if found is not variable:
        scope.remark(CODE, f"{latex(tree)} is read as {latex(tree)}({latex(own)})", tree.span)
    return found


def _at_its_own(own: t.Tree, scope: Scope) -> Tensor | None:
    """Return the x of f(x) = ax²: by a, which stands in f, not f(a) is differentiated but f(x)."""
    try:
        return formula.value(own, scope)
    except Failure:
        return None


def _derived_of(own: t.Tree, variable: Tensor, scope: Scope) -> Tensor | None:
    """Return what a bare function is taken of that is differentiated: the variable, or the z of its
    own definition.

    That is z where σ(z) and z = w^T x + b are both defined.  By a name that is itself made of
    the definition's letter, dσ/dt with t = e^x, either may be meant, and it is None.
    """
    try:
        value = formula.value(own, scope)
    except Failure:
        return variable
    entry, by = value.body, variable.body
    if not value.is_scalar or not isinstance(entry, Entry) or entry == by:
        return variable
    if entry.symbol in scope.context.definitions:
        return value
    made_of = base_symbols(by.symbol, scope.context) if isinstance(by, Entry) else frozenset()
    return None if entry.symbol in made_of else variable
