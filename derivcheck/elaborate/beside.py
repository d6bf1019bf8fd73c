"""∂J/∂a where J is a function of a and of other names of the document: these are held fixed.

With a = u_oᵀv_c and b = −u_kᵀv_c, J = f(a) + Σ_k f(b) is written by a and by all the b, and by
nothing else.  So ∂J/∂a is f'(a), and ∂J/∂b, by the one b of a free k, is f'(b).  So it is where the
text writes b_k.
"""

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.constructs.differentiate import differentiate, expand_derivatives
from derivcheck.elaborate.scope import Scope
from derivcheck.term.context import Context, Definition, unfold
from derivcheck.term.core import Derivative, Entry, Index, IndexMap, Same, Term
from derivcheck.term.folding import fold

# more names of a part are not tried together
MOST = 6


class Beside(Struct, frozen=True):
    """A derivative by a name, and the names that were held fixed."""

    derivative: Term
    held: tuple[str, ...]


class _Family(Struct, frozen=True):
    """A name with what it stands for at every value of its free indices."""

    name: str
    entry: Entry  # at the free indices themselves
    definition: Definition


def beside_others(operand: Term, variable: Entry, scope: Scope) -> Beside | None:
    """Return ∂operand/∂variable where the operand is written by defined names alone.

    None where it is not, where names are written by one another, and where it may be written by
    them in two ways.  Raises `NotDifferentiable`.
    """
    context = scope.context
    if not _drawn(variable.symbol, context):
        return None
    own = _family(variable.symbol, scope, variable.indices)
    others = [_family(symbol, scope) for symbol in _siblings(variable.symbol, scope)]
    if own is None or not 0 < len(others) <= MOST:
        return None
    term = unfold(operand, context)
    if any(isinstance(node, Derivative) for node in term.walk()):
        term = expand_derivatives(term)
    every = [own, *(one for one in others if one is not None)]
    folded = _all_folded(term, every)
    bodies = (one.definition.body for one in every)
    base = frozenset(n.symbol for body in bodies for n in body.walk() if isinstance(n, Entry))
    if folded.symbols & base or folded is not _all_folded(term, every[::-1]):
        return None
    held = tuple(one.name for one in every[1:] if one.entry.symbol in folded.symbols)
    if not held or own.entry.symbol not in folded.symbols:
        return None
    derivative = differentiate(folded, own.entry)
    back = replace(context, definitions={one.entry.symbol: one.definition for one in every})
    return Beside(unfold(derivative, back), held)


def _all_folded(term: Term, families: list[_Family]) -> Term:
    for one in families:
        term = fold(term, one.entry.symbol, one.definition)
    return term


def _siblings(name: str, scope: Scope) -> list[str]:
    """Return the other numbers that the document has defined, none of them by the name."""
    found = []
    for key, value in sorted(scope.locals.items()):
        entry = value.body
        if not isinstance(entry, Entry) or key in scope.customary:
            continue
        symbol = entry.symbol
        if symbol == name or not _drawn(symbol, scope.context):
            continue
        if name not in _symbols(symbol, scope.context) | {symbol}:
            found.append(symbol)
    own = _symbols(name, scope.context)
    return [] if own & set(found) else found


def _symbols(name: str, context: Context) -> frozenset[str]:
    """Return what the definition of a name is written with, as it stands."""
    return context.definitions[name].body.symbols


def _drawn(name: str, context: Context) -> bool:
    """Whether a name stands for a number, or b_k for one of each thing that was drawn."""
    definition = context.definitions.get(name)
    if definition is None:
        return False
    body = unfold(definition.body, context)
    drawn = {i for node in body.walk() if isinstance(node, IndexMap) for i in node.free}
    return drawn.issuperset(definition.indices)


def _family(name: str, scope: Scope, at: tuple[Index, ...] = ()) -> _Family | None:
    """Return a name with its free indices as holes: b of b = −u_kᵀv_c for each k.

    ``at`` are the indices at which b_k is meant.  None where two of the names may be one thing, as
    those of samples that may repeat.
    """
    context = scope.context
    definition = context.definitions[name]
    body = unfold(definition.body, context)
    elements = scope.signature.symbols.keys()
    holes = (i for i in body.free - set(definition.indices) if i.name not in elements)
    free = tuple(sorted(holes, key=lambda index: index.name))
    indices = (*definition.indices, *free)
    maps = {n.map for n in body.walk() if isinstance(n, IndexMap) and n.free & set(indices)}
    if not all(_tells_apart(one, context) for one in maps):
        return None
    entry = Entry(f"{name}·", (*(at or definition.indices), *free))
    return _Family(name, entry, Definition(indices, body))


def _tells_apart(name: str, context: Context) -> bool:
    """Whether it is assumed that a map has another value for each argument."""
    return any(
        isinstance(node, Same)
        and isinstance(node.left, IndexMap)
        and isinstance(node.right, IndexMap)
        and node.left.map == node.right.map == name
        for assumption in context.assumptions
        for node in assumption.condition.walk()
    )
