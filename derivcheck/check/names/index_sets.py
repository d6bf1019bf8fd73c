"""The index sets that a document speaks of: ``i = 1, …, n``, ``Σ_{i=1}^n``, ``x_1, …, x_n``.

Only sets that begin at 1 and end at a letter are found, or begin at 0 and end one before it or at
it where nothing is counted otherwise: the names of its elements are all that differs.  A letter
that runs over two of them belongs to neither.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from derivcheck.elaborate.sizes import plus_one
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.syntax.once import once_a_formula


class IndexSet(Struct, frozen=True):
    """A set 1 … size, or 0 … size − 1, and the letters that run over it and over no other."""

    size: t.Tree
    letters: tuple[str, ...]
    from_zero: bool = False


def index_sets(
    trees: Iterable[t.Tree], from_zero: frozenset[str] = frozenset()
) -> dict[str, IndexSet]:
    """Return the index sets that formulas speak of, by their size as written.

    ``from_zero`` are the sizes of those whose elements are counted from 0 on.
    """
    sizes: dict[str, t.Tree] = {}
    letters: dict[str, set[str]] = {}
    for tree in trees:
        for node in tree.walk():
            shifted = (run for run in _runs_from_zero(node) if latex(run[1]) in from_zero)
            for letter, size in (*_runs(node), *shifted):
                sizes.setdefault(latex(size), size)
                letters.setdefault(letter, set()).add(latex(size))
            sizes.update({latex(size): size for size in _listed(node) if latex(size) not in sizes})
    # i = 1, …, n makes a number of n, and none of what counts another
    return {
        key: IndexSet(
            size,
            tuple(sorted(x for x, over in letters.items() if over == {key})),
            key in from_zero,
        )
        for key, size in sizes.items()
        if key not in letters
    }


@once_a_formula
def speaks_of_index_sets(tree: t.Tree) -> bool:
    """Whether a formula says over what a letter runs."""
    return any(
        True for node in tree.walk() for _ in (*_runs(node), *_runs_from_zero(node), *_listed(node))
    )


def counted_from_zero(trees: Iterable[t.Tree]) -> frozenset[str]:
    """Return the sizes of index sets that begin at 0 wherever a text says where they begin.

    Of those that end at n - 1 none does where an element is numbered, x_0 beside x_i: which one x_1
    is depends on it.
    """
    sizes: dict[str, t.Tree] = {}
    others, listed, letters = set[str](), set[str](), set[str]()
    scripts: list[t.Scripts] = []
    for node in (node for tree in trees for node in tree.walk()):
        others.update(latex(size) for _, size in _runs(node))
        for letter, size in _runs_from_zero(node):
            letters.add(letter)
            sizes[latex(size)] = size
        listed.update(map(latex, _listed(node)))
        if isinstance(node, t.Scripts):
            scripts.append(node)
    running, numbered = set[str](), set[str]()
    for node in scripts:
        raised = (node.sup,) if isinstance(node.sup, t.Group) else ()
        marks = [mark for one in (node.sub, *raised) if one is not None for mark in one.walk()]
        if any(isinstance(mark, t.Numeral) for mark in marks):
            numbered.add(latex(node.base))
        if any(isinstance(mark, t.Name) and mark.text in letters for mark in marks):
            running.add(latex(node.base))
    counted = sizes.keys() | others | listed
    # n + 1 where Σ_{i=0}^n is all that is said of n: else the two sizes are not related
    longer = {key: latex(less) for key, size in sizes.items() if (less := one_less(size))}
    related = {key for key, letter in longer.items() if letter in counted}
    doubted = sizes.keys() - longer.keys() if running & numbered else frozenset[str]()
    return frozenset(sizes.keys() - others - related - doubted)


def is_size(tree: t.Tree) -> bool:
    """Whether a tree may be the size of an index set: ``n``, ``d_h``, ``|V|``."""
    if isinstance(tree, t.Group):
        return tree.open == "|" and isinstance(tree.inner, t.Name)
    if isinstance(tree, t.Scripts):
        plain = tree.sup is None and not tree.primes and isinstance(tree.base, t.Name)
        return plain and isinstance(tree.sub, (t.Name, t.Numeral))
    return isinstance(tree, t.Name) and tree.accent != "bb"


def one_less(tree: t.Tree) -> t.Name | None:
    """Return the n of the size ``n+1``, a length with one for the bias; None for other trees."""
    match tree:
        case t.Summands(terms=(t.Name() as letter, t.Numeral(text="1")), signs=("", "+")):
            return letter if is_size(letter) else None
        case _:
            return None


def _runs(node: t.Tree) -> Iterator[tuple[str, t.Tree]]:
    """Yield the letter and the size if a node says over what a letter runs."""
    match node:
        case t.Big(lower=t.Related() as lower, upper=t.Tree() as upper):
            yield from _from_one(lower, upper)
        case t.Scripts(sub=t.Related() as lower, sup=t.Tree() as upper):
            yield from _from_one(lower, upper)
        case t.Items(items=(t.Related() as first, *rest)) if rest:
            if any(isinstance(item, t.Ellipsis_) for item in rest[:-1]):
                yield from _from_one(first, rest[-1])
        case t.Related(items=(t.Name() as letter, t.Group(open="{", inner=t.Items() as inner))):
            if node.signs == ("∈",) and _counts(inner) and is_size(inner.items[-1]):
                yield letter.text, inner.items[-1]
        case t.Related(items=(t.Name() as letter, t.Group(open="[", inner=size))):
            if node.signs == ("∈",) and is_size(size):
                yield letter.text, size
        case t.Related(items=(first, t.Name() as letter, size), signs=("≤", "≤")):
            if latex(first) == "1" and is_size(size):
                yield letter.text, size


def _listed(node: t.Tree) -> Iterator[t.Tree]:
    """Yield the size if a node lists what is counted: ``x_1, …, x_n``, ``(x_1, y_1), …``."""
    if not isinstance(node, t.Items):
        return
    for at, item in enumerate(node.items[:-1]):
        if isinstance(item, t.Ellipsis_):
            # of x_1, …, x_n, w too, and of w, x_1, x_2, …, x_n
            for first in node.items[max(0, at - 2) : at]:
                yield from _last_of(first, node.items[at + 1])


def _last_of(first: t.Tree, last: t.Tree) -> Iterator[t.Tree]:
    """Yield the n of x_n behind x_1, of pairs the first one's."""
    last = last.items[0] if isinstance(last, t.Related) else last  # x_1, …, x_n ∈ ℝ
    match first, last:
        case t.Group(inner=t.Items() as ones), t.Group(inner=t.Items() as ends):
            yield from _last_of(ones.items[0], ends.items[0])
        case t.Scripts(sub=t.Numeral(text="1")), t.Scripts(sub=t.Name() as size):
            if latex(first.base) == latex(last.base) and is_size(size):
                yield size


def _runs_from_zero(node: t.Tree) -> Iterator[tuple[str, t.Tree]]:
    """Yield the letter and the size if a node says that a letter runs from 0 to size − 1."""
    match node:
        case (
            t.Big(lower=t.Related() as lower, upper=t.Tree() as last)
            | t.Scripts(sub=t.Related() as lower, sup=t.Tree() as last)
        ):
            pass
        case t.Items(items=(t.Related() as lower, *middle, last)) if any(
            isinstance(item, t.Ellipsis_) for item in middle
        ):
            pass
        case _:
            return
    letter, first = lower.items[:2]
    size = one_more(last) or (
        plus_one(last) if isinstance(last, t.Name) and is_size(last) else None
    )
    if lower.signs == ("=",) and latex(first) == "0" and isinstance(letter, t.Name) and size:
        yield letter.text, size


def one_more(tree: t.Tree) -> t.Tree | None:
    """Return the n of ``n-1``, at which a range from 0 on ends; None for other trees."""
    match tree:
        case t.Summands(terms=(size, t.Numeral(text="1")), signs=("", "-")):
            return size if is_size(size) else None
        case _:
            return None


def _from_one(first: t.Related, last: t.Tree) -> Iterator[tuple[str, t.Tree]]:
    if isinstance(last, t.Related) and last.signs == ("=",):
        last = last.items[1]  # Σ_{i=1}^{i=n}
    letter, *rest = first.items
    starts = first.signs == ("=",) and latex(rest[0]) == "1"
    if starts and isinstance(letter, t.Name) and is_size(last):
        yield letter.text, last


def _counts(items: t.Items) -> bool:
    """Whether a list is 1, 2, …, n with dots."""
    first, *middle, _ = items.items
    return latex(first) == "1" and any(isinstance(item, t.Ellipsis_) for item in middle)
