"""Σ and Π: which letter is bound, over what, under which condition."""

from collections.abc import Iterator

from msgspec.structs import replace

from derivcheck.elaborate import formula, letters
from derivcheck.elaborate.conditions import columns_compared, compared_with, condition
from derivcheck.elaborate.failure import Failure, ill_typed, unread
from derivcheck.elaborate.matching import match
from derivcheck.elaborate.occurrences import binds_alone, running_letters
from derivcheck.elaborate.scope import Scope
from derivcheck.elaborate.sets import sort_of
from derivcheck.elaborate.sizes import (
    ends_a_range,
    from_to,
    is_spoken_of,
    note_size,
    written_size,
)
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.core import (
    ZERO,
    Condition,
    IndexMap,
    IndexVar,
    Prod,
    Sort,
    Sum,
    Term,
    all_of,
)
from derivcheck.term.substitute import fresh
from derivcheck.term.tensor import Tensor, describe

GUESS = "which-index"  # the code of what is said where a guessed range does not hold


def big(tree: t.Big, scope: Scope) -> Tensor:
    """Return a sum or product over a sort; raises `Failure`."""
    lower = tree.lower or _only_letter(tree, scope)
    if (nested := _one_by_one(tree)) is not None:
        return formula.value(nested, scope)
    letter, sort, rest, place = _range(lower, tree.upper, scope)
    if tree.kind == "prod":
        _refuse_loose_factor(tree.body, letter)
    if sort is not None:
        sort = _counted(tree, letter, sort, scope)
        return _over(tree, letter, sort, rest, place, scope)
    if tree.upper is not None and letter == latex(place) and ends_a_range(tree.upper, scope):
        return _up_to_size(tree, tree.upper, letter, rest, place, scope)
    return _over_what_fits(tree, letter, rest, place, scope)


def _counted(tree: t.Big, letter: str, sort: Sort, scope: Scope) -> Sort:
    """Return what ``\\sum_{k=1}^K \\hat y_k`` runs over: many write K for the number of classes.

    Where the problem's K counts another set, and nothing that is assumed here speaks of that one,
    it is the one set that the index indexes, if it is one; what rests on this is not refuted.
    """
    upper = tree.upper
    if not isinstance(upper, t.Name) or scope.signature.sort_of_size(latex(upper)) is not sort:
        return sort
    used = letters.sorts_indexed(tree.body, letter, scope)
    if len(used) != 1 or sort in used or is_spoken_of(sort, scope):
        return sort
    (meant,) = used
    if scope.only_kinds and meant in scope.fresh and sort.name == sort.size:
        return sort  # of the two sets one is known by this size alone, the other by nothing
    note_size(upper, meant, scope)
    return meant


def _one_by_one(tree: t.Big) -> t.Big | None:
    """Return ``\\sum_{i,j=1}^n``, ``\\sum_{i,j \\in S}``, ``\\sum_{i,j}`` as one sum in another.

    None for anything else.
    """
    lowers: tuple[t.Tree, ...]
    match tree.lower:
        case t.Items(items=(t.Name(), t.Name(), *_) as lowers) if tree.upper is None:
            plain = len(set(map(latex, lowers))) == len(lowers)
            plain = plain and all(isinstance(letter, t.Name) for letter in lowers)
        case t.Items(items=(*letters, t.Related(items=(t.Name(), _), signs=("=" | "∈",)) as last)):
            plain = bool(letters) and all(isinstance(letter, t.Name) for letter in letters)
            lowers = tuple(
                t.Related(letter.span, (letter, last.items[1]), last.signs)
                for letter in (*letters, last.items[0])
            )
        case _:
            return None
    if not plain or set(tree.lower.separators) != {","}:
        return None
    body = tree.body
    for lower in reversed(lowers):
        body = t.Big(tree.span, tree.kind, lower, tree.upper, body)
    assert isinstance(body, t.Big)
    return body


def _up_to_size(
    tree: t.Big, upper: t.Tree, letter: str, rest: tuple[t.Tree, ...], place: t.Tree, scope: Scope
) -> Tensor:
    """Read ``\\sum_{i=1}^N`` with an N that nobody declares as the sum over what i indexes."""
    used = letters.sorts_indexed(tree.body, letter, scope)
    own = scope.sorts.get(letter) or scope.signature.sort_of_letter(letter)
    if not used and own is None:
        raise _no_set(upper)
    if len(used) == 1:
        note_size(upper, min(used, key=lambda sort: sort.name), scope)
    elif not used and own is not None:
        note_size(upper, own, scope)
    return _over_what_fits(tree, letter, rest, place, scope)


def _no_set(upper: t.Tree) -> Failure:
    return unread("unknown-range", f"I know no set of size {latex(upper)}", upper.span)


def _refuse_loose_factor(body: t.Tree, letter: str) -> None:
    """Refuse ``Π_i a_i c`` where c does not depend on i: whether it is multiplied once or n times
    is not plain.  (Of a sum both readings are equal.)
    """
    seen = False
    for factor in body.factors if isinstance(body, t.Product) else ():
        depends = _mentions(factor, letter)
        if seen and not depends:
            message = f"does the product reach over {latex(factor)}? put brackets around it"
            raise unread("ambiguous-scope", message, factor.span)
        seen = seen or depends


def _mentions(tree: t.Tree, letter: str) -> bool:
    """Whether a letter occurs in a tree outside of the sums and products that bind it again."""
    if isinstance(tree, t.Big) and tree.lower is not None:
        first = tree.lower.items[0] if isinstance(tree.lower, t.Items) else tree.lower
        bound = first.items[0] if isinstance(first, t.Related) else first
        if latex(bound) == letter:
            return tree.upper is not None and _mentions(tree.upper, letter)
    return latex(tree) == letter or any(_mentions(child, letter) for child in tree.children())


def _over(
    tree: t.Big, letter: str, sort: Sort, rest: tuple[t.Tree, ...], place: t.Tree, scope: Scope
) -> Tensor:
    with scope.binding(letter, sort, place.span) as index:
        where = all_of(*(condition(item, scope) for item in rest))
        body = formula.value(tree.body, scope)
    return _bind(tree, index, where, body)


def _named_instead(tree: t.Big, letter: str, own: Sort, scope: Scope) -> Sort | None:
    r"""Return what k stands for in ``\sum_k u_k`` where nothing at hand speaks of samples k.

    That is a guess: ``scope.guesses`` notes it, and ``scope.other_reading`` is the other one.
    """
    if tree.upper is not None or is_spoken_of(own, scope):
        return None
    named = letters.sorts_named(tree.body, letter, scope) - {own}
    if len(named) != 1:
        return None
    scope.guesses.append((GUESS, tree.span))
    # a loss without samples makes words likely, no loss at all leaves both open
    as_words = scope.other_reading if scope.loss is None else not scope.other_reading
    return next(iter(named)) if as_words else None


def _over_what_fits(
    tree: t.Big, letter: str, rest: tuple[t.Tree, ...], place: t.Tree, scope: Scope
) -> Tensor:
    """Read Σ without a range: over the letter's own sort, else over the one sort that fits."""
    plain = next((n.text for n in place.walk() if isinstance(n, t.Name)), letter)
    used = letters.sorts_indexed(tree.body, letter, scope)
    if len(used) > 1:
        first, second, *_ = sorted(used, key=lambda sort: sort.name)
        message = f"{letter} is an index of {first.name} and of {second.name} here"
        raise Failure("unread", "wrong-index", message, place.span, pair=(first, second))
    own = scope.sorts.get(letter) or scope.signature.sort_of_letter(plain)
    if not used and (counted := compared_with(rest, letter, scope)) is not None:
        return _over(tree, letter, counted, rest, place, scope)
    if used:  # under any other sort the summand means nothing
        return _over(tree, letter, min(used, key=lambda sort: sort.name), rest, place, scope)
    refusal: Failure | None = None
    if own is not None and (named := _named_instead(tree, letter, own, scope)) is not None:
        return _over(tree, letter, named, rest, place, scope)
    if own is not None:
        try:
            return _over(tree, letter, own, rest, place, scope)
        except Failure as failure:
            if failure.code != "wrong-index":
                raise
            refusal = failure
    fitting: list[Tensor] = []
    for entry in scope.signature.sorts:
        if entry.sort is not own:
            try:
                fitting.append(_over(tree, letter, entry.sort, rest, place, scope))
            except Failure as failure:
                if failure.name is not None:
                    raise  # a name without a meaning has none over any set
                refusal = refusal or failure
    # a sample would fit everywhere a word does, by the map that leads there: too generous
    plain_fits = [value for value in fitting if not _through_map(value.body, letter)]
    if len(plain_fits or fitting) == 1:
        return (plain_fits or fitting)[0]
    if not scope.signature.sorts:
        # what has no meaning over any set is told first
        _over(tree, letter, Sort(letter, letter, 1, 1), rest, place, scope)
    message = f"I do not know over what {letter} runs here"
    raise refusal or unread("unknown-range", message, place.span)


def _through_map(term: Term, letter: str) -> bool:
    """Whether the index of a sum stands for another's element somewhere: u_k for u_{w_k}."""
    return any(
        isinstance(node, IndexMap)
        and any(isinstance(arg, IndexVar) and arg.name == letter for arg in node.args)
        for node in term.walk()
    )


def _only_letter(tree: t.Big, scope: Scope) -> t.Tree:
    """Return the letter that a Σ without an index binds: the only one it can be.

    That is the one index letter in a subscript below it that no inner Σ binds; where the problem
    has no such letter, the only one there that means nothing else.
    """
    what = "sum" if tree.kind == "sum" else "product"
    letters = {latex(node): node for node in _loose_letters(tree.body, scope)}
    if not letters and (alone := binds_alone(tree, scope)) is not None:
        letters[latex(alone)] = alone
    if tree.upper is not None or len(letters) != 1:
        raise unread("missing-range", f"this {what} does not say over what", tree.span)
    ((key, letter),) = letters.items()
    scope.remark(
        "sum-without-index", f"this {what} has no index; it is read as one over {key}", tree.span
    )
    return letter


def _loose_letters(tree: t.Tree, scope: Scope) -> Iterator[t.Tree]:
    """Yield the index letters in subscripts that no Σ inside of the tree binds."""
    if isinstance(tree, t.Big):
        bound = running_letters(tree)
        yield from (node for node in _loose_letters(tree.body, scope) if latex(node) not in bound)
        return
    if isinstance(tree, t.Scripts) and tree.sub is not None:
        for node in tree.sub.walk():
            if isinstance(node, t.Name) and _may_run(node.text, scope):
                yield node
    for child in tree.children():
        yield from _loose_letters(child, scope)


def _may_run(letter: str, scope: Scope) -> bool:
    signature = scope.signature
    return signature.sort_of_letter(letter) is not None and letter not in signature.symbols


def _bind(tree: t.Big, index: IndexVar, where: Condition, body: Tensor) -> Tensor:
    if tree.kind == "prod":
        if not body.is_scalar:
            message = f"a product of {describe(body.shape)}s"
            raise ill_typed("shape-mismatch", message, tree.span)
        return replace(body, body=Prod(index, where, body.body), numeral=False)
    if body.numeral and body.body is ZERO:
        return body  # the zero vector too, as a mere 0 is
    axes = tuple(fresh(axis, frozenset((index,)) | where.free) for axis in body.indices)
    return Tensor(body.shape, axes, Sum(index, where, body.at(*axes)))


def _range(
    lower: t.Tree, upper: t.Tree | None, scope: Scope
) -> tuple[str, Sort | None, tuple[t.Tree, ...], t.Tree]:
    """Return the bound letter, its sort if it is written, the conditions, the letter's place."""
    items = _listed(lower)
    if isinstance(upper, t.Related) and upper.signs == ("=",):
        # ``\\sum_{s=1}^{s=K}``
        first = items[0].items[0] if isinstance(items[0], t.Related) else items[0]
        if latex(first) == latex(upper.items[0]):
            upper = upper.items[1]
    written = _written_range(items, scope) or _written_range(_between(items, upper), scope)
    if written is not None:
        name, written_sort, used = written
        return name.text, written_sort, items[used:], name
    first = items[0]
    if _is_letter(first):
        return _bare(first, items[1:], upper, scope)
    if upper is None and (equal := _equal_columns(first, scope)) is not None:
        letter, sort = equal
        return latex(letter), sort, items, letter
    if not isinstance(first, t.Related) or not _is_letter(first.items[0]):
        raise unread("unknown-range", f"I cannot read {latex(lower)} as a range", lower.span)
    letter, sign, bound = first.items[0], first.signs[0], first.items[1]
    if sign == "∈":
        sort = sort_of(bound, scope)
        return latex(letter), sort, _more(first, items), letter
    if sign == "=" and upper is not None:
        return latex(letter), from_to(letter, bound, upper, scope), _more(first, items), letter
    if sign == "=" and upper is None and latex(bound) == "1":
        # “\\sum_{i=1} y_i”: to the end of what i runs over
        return latex(letter), None, _more(first, items), letter
    if sign == "≠" and upper is None:
        return latex(letter), None, items, letter
    raise unread("unknown-range", f"I cannot read {latex(lower)} as a range", lower.span)


def _between(items: tuple[t.Tree, ...], upper: t.Tree | None) -> tuple[t.Tree, ...]:
    """Return ``j = -m`` with ``m`` above the sign as the condition ``-m ≤ j ≤ m``."""
    first = items[0]
    if upper is None or not isinstance(first, t.Related) or first.signs != ("=",):
        return ()
    letter, lower = first.items
    return (t.Related(first.span, (lower, letter, upper), ("≤", "≤")), *items[1:])


def _equal_columns(first: t.Tree, scope: Scope) -> tuple[t.Tree, Sort] | None:
    """Read the range ``u_t = u_k``: t runs over the sort of k, the letter that is known."""
    if not isinstance(first, t.Related) or first.signs not in (("=",), ("≠",)):
        return None
    compared = columns_compared(first.items[0], first.items[1], scope)
    if compared is None or not all(_is_letter(sub) for sub in compared[1]):
        return None
    subs = compared[1]
    known = [scope.letter(latex(sub)) for sub in subs]
    if (known[0] is None) == (known[1] is None):
        return None
    new, other = (subs[1], known[0]) if known[0] else (subs[0], known[1])
    assert other is not None
    return new, other.sort


def _listed(lower: t.Tree) -> tuple[t.Tree, ...]:
    """Return a range and its conditions one by one, also where an array lays them out."""
    if isinstance(lower, t.Matrix) and all(len(row) == 1 for row in lower.rows):
        return tuple(part for row in lower.rows for part in _listed(row[0]))
    return lower.items if isinstance(lower, t.Items) else (lower,)


def _is_letter(tree: t.Tree) -> bool:
    """Whether a tree is a letter that may be bound: w, w', ŵ."""
    if isinstance(tree, t.Scripts) and tree.sub is None and tree.sup is None:
        tree = tree.base
    return isinstance(tree, t.Name)


def _more(first: t.Related, items: tuple[t.Tree, ...]) -> tuple[t.Tree, ...]:
    """Return the conditions behind ``i ∈ S``; ``i ∈ S ≠ k`` has none that we read."""
    if len(first.items) > 2:
        raise unread("unknown-range", f"I cannot read {latex(first)} as a range", first.span)
    return items[1:]


def _bare(
    letter: t.Tree, rest: tuple[t.Tree, ...], upper: t.Tree | None, scope: Scope
) -> tuple[str, Sort | None, tuple[t.Tree, ...], t.Tree]:
    if upper is not None:
        sort = written_size(upper, scope)
        if sort is None and not ends_a_range(upper, scope):
            raise _no_set(upper)
        return latex(letter), sort, rest, letter
    return latex(letter), None, rest, letter


def _written_range(items: tuple[t.Tree, ...], scope: Scope) -> tuple[t.Name, Sort, int] | None:
    """Match a range that the problem writes as conditions, ``-m ≤ j ≤ m, j ≠ 0``."""
    for entry in scope.signature.sorts:
        if entry.range is None:
            continue
        pattern = entry.range.tree
        parts = pattern.items if isinstance(pattern, t.Items) else (pattern,)
        if len(items) < len(parts):
            continue
        found: dict[str, t.Tree] = {}
        holes = frozenset(entry.letters)
        for part, item in zip(parts, items, strict=False):
            bindings = match(part, item, holes)
            if bindings is None:
                break
            for hole, tree in bindings.items():
                if latex(found.setdefault(hole, tree)) != latex(tree):
                    break
        else:
            (letter,) = found.values() if len(found) == 1 else (None,)
            if isinstance(letter, t.Name):
                return letter, entry.sort, len(parts)
    return None
