"""What free letters run over, told by what they index: the i of ŷ_i and θ_i is a word."""

from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from derivcheck.elaborate import formula
from derivcheck.elaborate.failure import Failure
from derivcheck.elaborate.kinds import TRANSPOSES
from derivcheck.elaborate.kronecker import applied_indices, delta_indices
from derivcheck.elaborate.occurrences import lone_index
from derivcheck.elaborate.scope import Scope
from derivcheck.elaborate.sizes import is_spoken_of
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.core import Sort


class _Uses(Struct):
    """Where letters stand that nothing binds."""

    indexing: dict[str, set[Sort]] = field(default_factory=dict)  # in ŷ_i
    naming: dict[str, set[Sort]] = field(default_factory=dict)  # in u_i, or through a map
    alike: list[tuple[str, str]] = field(default_factory=list)  # compared: i = j, δ_ij
    values: set[str] = field(default_factory=set)  # names that stand for themselves
    axes: dict[str, tuple[Sort, ...]] = field(default_factory=dict)  # of known vectors, matrices


def sorts_by_use(
    trees: Sequence[t.Tree], scope: Scope, *, defining: bool = False
) -> dict[str, Sort]:
    """Return the sorts of free letters where these differ from what the problem declares.

    A letter has the sort of what it indexes, or of the letters that it is compared with.  One
    that indexes things of two sorts keeps its declared sort, if it has one.  ``defining`` is
    whether a name is introduced for what all of a set have.
    """
    uses = _Uses()
    for tree in trees:
        _collect(tree, frozenset(), uses, scope)
    out: dict[str, Sort] = {}
    letters = {*uses.indexing, *uses.naming, *(a for pair in uses.alike for a in pair)}
    for letter in sorted(letters):
        sort = _sort(letter, uses, scope, defining)
        declared = scope.signature.sort_of_letter(letter)
        if sort is not None and (declared is not sort or letter in scope.signature.symbols):
            out[letter] = sort
    return out


def sorts_indexed(tree: t.Tree, letter: str, scope: Scope) -> frozenset[Sort]:
    """Return the sorts of what a letter, or one that a δ ties to it, indexes in a formula."""
    uses = _Uses()
    _collect(tree, frozenset(), uses, scope)
    return frozenset(s for one in _alike(letter, uses) for s in uses.indexing.get(one, ()))


def sorts_named(tree: t.Tree, letter: str, scope: Scope) -> frozenset[Sort]:
    """Return the sorts of what a letter stands for in names, as the k of a column u_k."""
    uses = _Uses()
    _collect(tree, frozenset(), uses, scope)
    return frozenset(uses.naming.get(letter, ()))


def _sort(letter: str, uses: _Uses, scope: Scope, defining: bool) -> Sort | None:
    symbol = scope.signature.symbols.get(letter)
    # an undeclared vector b may have an entry b_b
    known_here = letter in scope.locals and letter not in scope.letters
    is_symbol = symbol is not None and letter not in scope.taken
    if known_here or (is_symbol and symbol is not None and symbol.kind != "real"):
        return None
    if is_symbol and letter in uses.values:
        return None
    group = _alike(letter, uses)
    found = {sort for one in group for sort in uses.indexing.get(one, ())}
    if not found and scope.signature.sort_of_letter(letter) is None:
        declared = {scope.signature.sort_of_letter(one) for one in group} - {None}
        found = {sort for sort in declared if sort is not None}
        found = found or {sort for one in group for sort in uses.naming.get(one, ())}
    elif not found and uses.naming.get(letter):
        # the u_k of a loss in which there are no samples is that of any word k
        declared_sort = scope.signature.sort_of_letter(letter)
        if scope.loss is None and not (defining and _counts_places(declared_sort, scope)):
            declared_sort = None
        if declared_sort is not None and not is_spoken_of(declared_sort, scope):
            found = set(uses.naming[letter])
    size = scope.signature.sort_of_size(letter)
    if size is not None and (size in found or not found):
        return None  # the last element of its set
    known = found - scope.fresh
    if found and not known:
        # index sets of undeclared letters, which will turn out to be one
        return min(found, key=lambda sort: sort.name)
    return next(iter(known)) if len(known) == 1 else None


def _counts_places(sort: Sort | None, scope: Scope) -> bool:
    """Whether what is at an element of a set is written by its place only, u_{t+j}, not u_j."""
    written = [
        entry.written.tree
        for entry in scope.signature.maps
        if sort is not None and entry.sorts[:-1] == (sort.name,)
    ]
    return bool(written) and all(
        isinstance(one, t.Scripts) and isinstance(one.sub, t.Summands) for one in written
    )


def _alike(letter: str, uses: _Uses) -> set[str]:
    group = {letter}
    for _ in uses.alike:
        group |= {b for a, b in uses.alike if a in group} | {a for a, b in uses.alike if b in group}
    return group


def _collect(tree: t.Tree, bound: frozenset[str], uses: _Uses, scope: Scope) -> None:
    match tree:
        case t.Big():
            inner = bound | _bound_by(tree)
            for child in tree.children():
                _collect(child, inner, uses, scope)
        case t.Scripts() if tree.sub is not None and latex(tree) not in scope.locals:
            _subscripted(tree, bound, uses, scope)
        case t.Related():
            _compared(tree, bound, uses, scope)
            for child in tree.children():
                _collect(child, bound, uses, scope)
        case t.Product():
            for left, right in zip(tree.factors, tree.factors[1:], strict=False):
                _alike_in(applied_indices(left, right), bound, uses, scope)
            for child in tree.children():
                _collect(child, bound, uses, scope)
        case t.Name() if latex(tree) not in bound:
            uses.values.add(latex(tree))
        case _:
            for child in tree.children():
                _collect(child, bound, uses, scope)


def _bound_by(tree: t.Big) -> frozenset[str]:
    """Return the letters that may be bound by a Σ: all single names below it but the elements."""
    if tree.lower is None:
        alone = lone_index(tree)
        return frozenset() if alone is None else frozenset({latex(alone)})
    first = tree.lower.items[0] if isinstance(tree.lower, (t.Items, t.Related)) else tree.lower
    return frozenset(latex(n) for n in first.walk() if isinstance(n, (t.Name, t.Scripts)))


def _subscripted(tree: t.Scripts, bound: frozenset[str], uses: _Uses, scope: Scope) -> None:
    assert tree.sub is not None
    subs = _parts(tree.sub)
    if tree.sup is not None:
        _collect(tree.sup, bound, uses, scope)
    for node in subs:
        if isinstance(node, (t.Related, t.Group)):
            _collect(node, bound, uses, scope)
    if latex(tree.base) == "\\delta" and "\\delta" not in scope.locals:
        _alike_in(delta_indices(tree), bound, uses, scope)
        return
    column = scope.column(latex(tree.base))
    if column is not None and len(subs) == 1:
        if _free(subs[0], bound, scope):
            sort = scope.signature.sort(column.sorts[1])
            uses.naming.setdefault(latex(subs[0]), set()).add(sort)
        return
    family = scope.letters.get(latex(tree.base))
    if family is not None and family.kind.members and len(subs) <= 2:
        for sub, sort in zip(subs, family.kind.sorts[::-1], strict=False):
            if _free(sub, bound, scope):
                uses.indexing.setdefault(latex(sub), set()).add(sort)
        return
    axes = _axes(tree.base, len(subs), uses, scope)
    if len(axes) == 2 and tree.sup is not None and latex(tree.sup) in TRANSPOSES:
        axes = axes[::-1]  # A_{ij}^T is an entry of the transpose
    for sub, sort in zip(subs, axes, strict=False):
        if _free(sub, bound, scope):
            uses.indexing.setdefault(latex(sub), set()).add(sort)


def _alike_in(
    pair: tuple[t.Tree, t.Tree] | None, bound: frozenset[str], uses: _Uses, scope: Scope
) -> None:
    """Note that two indices of one δ run over the same set."""
    letters = [latex(sub) for sub in pair or () if _free(sub, bound, scope)]
    if len(letters) == 2:
        uses.alike.append((letters[0], letters[1]))


def _parts(sub: t.Tree) -> tuple[t.Tree, ...]:
    if isinstance(sub, t.Items):
        return sub.items
    return sub.factors if isinstance(sub, t.Product) else (sub,)


def _axes(base: t.Tree, count: int, uses: _Uses, scope: Scope) -> tuple[Sort, ...]:
    """Return the sorts of a known vector's or matrix' axes, nothing where the name is not known."""
    if not isinstance(base, (t.Name, t.Words, t.Group, t.Scripts)):
        return ()
    key = latex(base)
    if key not in uses.axes:
        uses.axes[key] = _sorts_of(base, scope)
    sorts = uses.axes[key]
    return sorts if len(sorts) == count else ()


def _sorts_of(tree: t.Tree, scope: Scope) -> tuple[Sort, ...]:
    """Return the sorts of a value's axes, nothing where it has no value."""
    trial = replace(scope, remarks=[], conditions=[], free=dict(scope.free), opens=False)
    try:
        return tuple(index.sort for index in formula.value(tree, trial).indices)
    except Failure:
        return ()


def _free(tree: t.Tree, bound: frozenset[str], scope: Scope) -> bool:
    key = latex(tree)
    return (
        isinstance(tree, t.Name) and not tree.accent and key not in bound and key not in scope.bound
    )


def _compared(tree: t.Related, bound: frozenset[str], uses: _Uses, scope: Scope) -> None:
    for left, right, sign in zip(tree.items, tree.items[1:], tree.signs, strict=False):
        if sign not in ("=", "≠"):
            continue
        left, right = _last(left), _first(right)
        if _free(left, bound, scope) and _free(right, bound, scope):
            uses.alike.append((latex(left), latex(right)))
            for one, other in ((left, right), (right, left)):
                symbol = scope.signature.symbols.get(latex(one))
                if symbol is not None and symbol.kind == "element":
                    sort = scope.signature.sort(symbol.sorts[0])
                    uses.indexing.setdefault(latex(other), set()).add(sort)


def _last(tree: t.Tree) -> t.Tree:
    """Return what stands right before a relation sign: the i of “if i”."""
    return tree.factors[-1] if isinstance(tree, t.Product) else tree


def _first(tree: t.Tree) -> t.Tree:
    return tree.factors[0] if isinstance(tree, t.Product) else tree
