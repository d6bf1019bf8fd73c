"""The arguments of a loss in another order, with some left out, or by their columns.

``J(o, v_c, U)``, ``J(v_c, o)`` and ``J(v_c, u_o, U)`` are all ``J(v_c, o, U)``: its parameters
are symbols of the problem, not placeholders, and no two of them are of one kind, so that types
tell which is which.  ``J(v_c, w_{t-m}, …, w_{t+m}, U)`` takes what only the skip-gram loss takes.
"""

from msgspec.structs import replace

from derivcheck.elaborate import formula
from derivcheck.elaborate.failure import Failure
from derivcheck.elaborate.indices import try_index
from derivcheck.elaborate.lookup import Loss, Named, definition_scope, is_placeholder
from derivcheck.elaborate.once import once
from derivcheck.elaborate.scope import Scope
from derivcheck.source import Span
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.core import Abstraction, Unknown
from derivcheck.term.tensor import Tensor

Kind = tuple[object, ...]


def arranged(
    formal: tuple[t.Tree, ...], written: tuple[t.Tree, ...], scope: Scope
) -> tuple[t.Tree, ...] | None:
    """Return the written arguments in the order of a head's, those left out filled in, or None.

    None where the head has placeholders, where two of its parameters are of one kind, or where
    an argument is of no kind that the head takes.
    """
    if any(isinstance(one, t.Related) or is_placeholder(one, scope) for one in formal):
        return None
    kinds = once(scope, formal, (), lambda: _kinds_of(formal, scope))
    if len(set(kinds)) < len(kinds):
        return None
    given: dict[Kind, t.Tree] = {}
    for one in dots_apart(tuple(window_end(one, scope) for one in written)):
        argument = _as_word(one, formal, scope)
        kind = _kind(argument, scope)
        if kind not in kinds or kind in given:
            return None
        given[kind] = argument
    if not written:
        return None
    return tuple(given.get(kind, one) for kind, one in zip(kinds, formal, strict=True))


def _kinds_of(formal: tuple[t.Tree, ...], scope: Scope) -> list[Kind]:
    """Return what a head's parameters are, read as the problem's definitions are."""
    definition = definition_scope(scope)
    definition.opens = True
    return [_kind(one, definition) for one in formal]


def said_of(
    key: str, written: tuple[t.Tree, ...], meant: tuple[t.Tree, ...], span: Span, scope: Scope
) -> None:
    """Remark in which way arguments were read."""
    shown, read = (", ".join(map(latex, trees)) for trees in (written, meant))
    scope.remark("arguments-arranged", f"{key}({shown}) is read as {key}({read})", span)


def _kind(tree: t.Tree, scope: Scope) -> Kind:
    """Return what an argument is: an element of a sort, a value of some shape, dots."""
    if isinstance(tree, t.Ellipsis_):
        return ("dots",)
    index = try_index(tree, scope)
    if index is not None:
        return ("index", index.sort)
    trial = replace(scope, remarks=[], conditions=[], free=dict(scope.free), opens=False)
    try:
        value = formula.value(tree, trial)
    except Failure:
        return ("words", latex(tree))
    shape = frozenset(sort for sort in value.shape if sort is not None)
    return ("value", shape, len(value.indices))


def window_end(tree: t.Tree, scope: Scope) -> t.Tree:
    """Return an end of a window in the problem's words: w_{t-m} for w_{c-m}, dots for all of it.

    ``word_{c-m \\dots c+m}`` names the window as a whole.
    """
    if not isinstance(tree, t.Scripts) or tree.sub is None or tree.sup or tree.primes:
        return tree
    for entry in scope.signature.maps:
        for spelling in (entry.written, *entry.aliases):
            pattern, written = spelling.tree, entry.written.tree
            if not isinstance(pattern, t.Scripts) or latex(pattern.base) != latex(tree.base):
                continue
            match (tree.sub, pattern.sub, written):
                case (
                    t.Summands(terms=(first, last)) as place,
                    t.Summands(terms=(start, _)),
                    t.Scripts(sub=t.Summands(terms=(origin, _))),
                ) if latex(first) == latex(start):
                    return replace(
                        written, span=tree.span, sub=replace(place, terms=(origin, last))
                    )
            dots = next((x for x in tree.sub.walk() if isinstance(x, t.Ellipsis_)), None)
            if dots is not None and isinstance(pattern.sub, t.Summands):
                return dots
    return tree


def _as_word(tree: t.Tree, formal: tuple[t.Tree, ...], scope: Scope) -> t.Tree:
    """Return the o of u_o where the matrix of the u is an argument of its own."""
    if not isinstance(tree, t.Scripts) or tree.sub is None or tree.sup or tree.primes:
        return tree
    symbol = scope.signature.columns.get(latex(tree.base))
    if symbol is None or latex(symbol.written.tree) not in map(latex, formal):
        return tree
    return tree.sub


def loss_with(key: str, written: tuple[t.Tree, ...], scope: Scope) -> Named | Loss | None:
    """Return the one loss of the name J, or J_…, that takes the arguments of another, or None."""
    bare = next(
        (name for name in scope.signature.losses if key == name or key.startswith(f"{name}_{{")),
        None,
    )
    if bare is None:
        return None
    found: list[Named | Loss] = []
    if key != bare and _takes(scope.signature.losses[bare][1].arguments, written, scope):
        found.append(Loss(*scope.signature.losses[bare]))
    for name, variants in scope.signature.definitions.items():
        named = name.startswith(f"{bare}_{{") and name != key
        if key == bare and named and _takes(variants[-1].head.arguments, written, scope):
            found.append(Named(variants))
    return found[0] if len(found) == 1 else None


def _takes(formal: tuple[t.Tree, ...] | None, written: tuple[t.Tree, ...], scope: Scope) -> bool:
    """Whether a head takes all of these arguments and at least one that is no mere symbol."""
    if not formal or arranged(formal, written, scope) is None:
        return False
    written = dots_apart(written)
    return len(written) == len(formal) or any(isinstance(one, t.Ellipsis_) for one in written)


def dots_apart(arguments: tuple[t.Tree, ...]) -> tuple[t.Tree, ...]:
    """Return the arguments with dots as one of their own: ``\\dots w_{t+m}`` lacks a comma."""
    out: list[t.Tree] = []
    for argument in arguments:
        factors = argument.factors if isinstance(argument, t.Product) else (argument,)
        dotted = any(isinstance(factor, t.Ellipsis_) for factor in factors)
        out.extend(factors if dotted else (argument,))
    return tuple(out)


# of a function of which the document says nothing
ANY = "is read as any function: nobody says what it is"
# and of one that goes entry by entry, whose readers may know it
ACTIVATION = "is read as any function, entry by entry: nobody says what it is"
ENTRYWISE = "entrywise"  # the domain of such a function


def note_any(key: str, span: Span, scope: Scope) -> None:
    """Say that a function may be any."""
    scope.remark("inferred-symbol", f"{key} {ANY}", span)


def entry_by_entry(key: str, value: Tensor, span: Span, scope: Scope) -> Tensor:
    """Return an unknown function of each entry of a value."""
    scope.remark("inferred-symbol", f"{key} {ACTIVATION}", span)
    return replace(value, body=Unknown(key, (Abstraction((), value.body),), ()), numeral=False)
