"""Subscripts: which element of which sort a tree denotes."""

from derivcheck.elaborate.failure import Failure, unread
from derivcheck.elaborate.matching import match
from derivcheck.elaborate.scope import Scope
from derivcheck.problem.model import SymbolEntry
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.core import Index, IndexLiteral, IndexMap, IndexVar, Sort

# of words named by their number, which may be other words
NUMBERED = "word-by-number"
MOST_NUMBERED = 10  # elements further on are not named by numbers


def index_of(
    tree: t.Tree, scope: Scope, wanted: Sort | None, *, through_maps: bool = False
) -> Index:
    """Return the element that a tree denotes; raises `Failure`.

    Where an element of ``wanted`` is expected, ``0`` may be an alias of a declared element, and
    numerals and the sort's size name its first elements and its last one; ``through_maps`` lets
    a sample stand for its word.
    """
    if isinstance(tree, t.Group) and tree.open == "(":
        return index_of(tree.inner, scope, wanted, through_maps=through_maps)
    found = _index(tree, scope, wanted)
    if found is None and through_maps:
        found = _by_position(tree, scope)
    if found is None:
        raise _not_an_index(tree, scope, wanted)
    return fit(found, tree, scope, wanted, through_maps)


def subscript_of(
    sub: t.Tree, scope: Scope, wanted: Sort | None, *, through_maps: bool = False
) -> Index:
    """Return the element that a subscript denotes, also one that names its case, ``u_{w = o}``."""
    if (letter := _compared_letter(sub)) is not None and latex(letter) not in scope.bound:
        scope.compared[latex(sub)] = sub
        sub = letter
    return index_of(sub, scope, wanted, through_maps=through_maps)


def _compared_letter(sub: t.Tree) -> t.Tree | None:
    """Return the letter of a subscript that says which case is meant: w of ``u_{w \\neq o}``.

    It is an index under that condition, which `derivcheck.check.judging.stated` gathers.  Below
    a Σ that binds the letter it would change what is added, and stays unread.
    """
    if not isinstance(sub, t.Related) or sub.signs not in (("=",), ("≠",)):
        return None
    letter, other = sub.items
    plain = isinstance(letter, t.Name) and isinstance(other, (t.Name, t.Scripts))
    return letter if plain else None


def try_index(tree: t.Tree, scope: Scope) -> Index | None:
    """Return the element that a tree denotes whatever its sort, or None if it denotes none."""
    try:
        return _index(tree, scope, None)
    except Failure:
        return None


def fit(index: Index, tree: t.Tree, scope: Scope, wanted: Sort | None, through_maps: bool) -> Index:
    """Return the index as an element of the wanted sort, through the one map that leads there."""
    if wanted is None or index.sort is wanted:
        return index
    maps = [
        entry
        for entry in scope.signature.maps
        if [scope.signature.sort(name) for name in entry.sorts] == [index.sort, wanted]
    ]
    if len(maps) == 1 and through_maps:
        return IndexMap(maps[0].name, (index,), wanted)
    message = f"{latex(tree)} is an index of {index.sort.name}, not of {wanted.name}"
    raise Failure("unread", "wrong-index", message, tree.span, pair=(index.sort, wanted))


def _index(tree: t.Tree, scope: Scope, wanted: Sort | None) -> Index | None:
    key = latex(tree)
    if isinstance(tree, (t.Name, t.Scripts)):
        letter = scope.bound.get(key) or scope.letter(key)
        letter = letter or scope.element(key, tree.span)
        if letter is not None:
            return letter
    element = scope.signature.symbols.get(key)
    if element is not None and element.kind == "element":
        sort = scope.signature.sort(element.sorts[0])
        if not isinstance(tree, t.Numeral) or wanted is sort:
            return IndexVar(element.name, sort)
    if wanted is not None:
        named = _named_element(tree, key, scope, wanted)
        if named is not None:
            return named
    for entry in scope.signature.maps:
        found = mapped(entry, tree, scope) or _itself(entry, tree, scope)
        if found is not None:
            return found
    return None


def _itself(entry: SymbolEntry, tree: t.Tree, scope: Scope) -> Index | None:
    """Return the word j that ``w_j`` writes where j runs over words: many name words by numbers.

    Only a letter that is bound, or known as a word from elsewhere, is no sample.  Of a free one,
    “the output word $w_j$”, nobody says that it runs over words.
    """
    pattern = entry.written.tree
    if not isinstance(tree, t.Scripts) or not isinstance(pattern, t.Scripts):
        return None
    base = t.Scripts(tree.span, tree.base, pattern.sub, tree.sup, tree.primes)
    if latex(base) != latex(pattern) or not isinstance(tree.sub, t.Name):
        return None
    key = latex(tree.sub)
    letter = scope.bound.get(key) or scope.letter(key)
    if letter is None or letter.sort.name != entry.sorts[-1]:
        return None
    if key not in scope.bound:
        scope.remark(NUMBERED, f"{latex(tree)} is read as the word {key}", tree.span)
    return letter


def _named_element(tree: t.Tree, key: str, scope: Scope, wanted: Sort) -> Index | None:
    sorts = [wanted]
    sorts.extend(
        scope.signature.sort(entry.sorts[0])
        for entry in scope.signature.maps
        if len(entry.sorts) == 2 and scope.signature.sort(entry.sorts[1]) is wanted
    )
    for sort in sorts:
        named = not isinstance(tree, t.Words) and scope.signature.sort_of_range(key) is sort
        if named or scope.signature.sort_of_size(key) is sort:
            return IndexLiteral(-1, sort)
    if isinstance(tree, t.Numeral) and tree.text.isdigit():
        return _numbered(tree, scope, wanted)
    return None


def _numbered(tree: t.Numeral, scope: Scope, wanted: Sort) -> Index | None:
    """Return the element that a number names, the first one by 1 or, counted so, by 0."""
    from_zero = any(one.sort is wanted and one.from_zero for one in scope.signature.sorts)
    number = int(tree.text[:3]) + from_zero
    if 0 < number < MOST_NUMBERED:
        if wanted.fixed is not None and number > wanted.fixed:
            message = f"there are {wanted.fixed} entries, so no entry {tree.text}"
            raise unread("unknown-index", message, tree.span)
        return IndexLiteral(number, wanted)
    return None


def _by_position(tree: t.Tree, scope: Scope) -> Index | None:
    """Return the word at a place, ``t+j`` for ``w_{t+j}``: columns are named so, u_{t+j}."""
    if isinstance(tree, t.Name):
        return None
    for entry in scope.signature.maps:
        written = entry.written.tree
        if isinstance(written, t.Scripts):
            found = mapped(entry, t.Scripts(tree.span, written.base, tree, None, 0), scope)
            if found is not None:
                return found
    return None


def mapped(entry: SymbolEntry, tree: t.Tree, scope: Scope) -> Index | None:
    """Return the value of a map between sorts if the tree is written like one, else None."""
    for written in (entry.written, *entry.aliases):
        found = _mapped(entry, written.tree, tree, scope)
        if found is not None:
            return found
    return None


def _mapped(entry: SymbolEntry, pattern: t.Tree, tree: t.Tree, scope: Scope) -> Index | None:
    holes = scope.signature.holes_in(pattern, entry)
    if holes is None:
        return None
    found = match(pattern, tree, frozenset(holes))
    if found is None:
        return None
    args: list[Index] = []
    for letter, sort in holes.items():
        inner = _index(found[letter], scope, sort)
        if inner is None and latex(pattern).endswith(f"_{{{letter}}}"):
            inner = _new_letter(found[letter], scope, sort)
        if inner is None and len(latex(pattern)) > len(f"w_{{{letter}}}"):
            inner = _new_position(found[letter], scope, sort)
        if inner is None or inner.sort is not sort:
            return None
        args.append(inner)
    return IndexMap(entry.name, tuple(args), scope.signature.sort(entry.sorts[-1]))


def _new_letter(tree: t.Tree, scope: Scope, sort: Sort) -> Index | None:
    """Return the free index that an unused letter in a map's place stands for: s of ``w_s``."""
    signature = scope.signature
    if not isinstance(tree, t.Name) or not scope.opens or not tree.text.isalpha():
        return None
    if latex(tree) in signature.symbols or signature.sort_of_letter(tree.text) is not None:
        return None
    if any(latex(tree) in entry.sort.size for entry in signature.sorts):
        return None
    scope.sorts[tree.text] = sort
    return scope.letter(latex(tree))


def _new_position(tree: t.Tree, scope: Scope, sort: Sort) -> Index | None:
    """Return the one place in a window that the j of ``w_{t+j}`` stands for where no Σ binds it.

    A later member that brings it in speaks of some j, which need not be any j: it is a late one.
    """
    key = latex(tree)
    plain = isinstance(tree, t.Name) and key not in scope.once_bound | scope.locals.keys()
    if not plain or key in scope.signature.symbols:
        return None
    if (scope.sorts.get(key) or scope.signature.sort_of_letter(key)) is not sort:
        return None
    scope.late |= {key}
    return scope.free.setdefault(key, IndexVar(key, sort))


def _not_an_index(tree: t.Tree, scope: Scope, wanted: Sort | None) -> Failure:
    key = latex(tree)
    letter = isinstance(tree, t.Name) and (
        key in scope.sorts or scope.signature.sort_of_letter(tree.text) is not None
    )
    if letter:
        return scope.unbound(key, tree.span)
    if isinstance(tree, t.Name):
        message = f"I do not know what {key} stands for here"
        if wanted is not None:
            message += f"; an index of {wanted.name} is needed"
        return unread("unknown-symbol", message, tree.span)
    what = f"an index of {wanted.name}" if wanted else "an index"
    return unread("unknown-index", f"I cannot read {key} as {what}", tree.span)
