"""A problem's symbols and definitions, ready to resolve names against.

Names are compared by the canonical LaTeX of their trees, so bold, spacing and Unicode do
not matter.
"""

from functools import cached_property
from typing import Any

from msgspec import Struct

from derivcheck.constructs import by_spelling
from derivcheck.elaborate.kinds import Letter
from derivcheck.problem.model import (
    DefinitionEntry,
    Formula,
    Problem,
    ProblemError,
    SortEntry,
    SymbolEntry,
)
from derivcheck.source.pattern import later
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.core import Sort

# |\\text{V}| is |V|
_UPRIGHT = later(r"\\text\{([A-Z])\}")


class Head(Struct, frozen=True):
    """A definition's left side, taken apart: the name and its arguments or indices."""

    key: str
    arguments: tuple[t.Tree, ...] | None  # of ``f(x, y)``
    indices: tuple[t.Tree, ...] | None  # of ``y_w``, and of ``f(x)_i``
    separators: tuple[str, ...] = ()  # between the arguments: the | of ``P(o | c)``


class Defined(Struct, frozen=True):
    """A definition whose body is elaborated when it is first used."""

    head: Head
    body: t.Tree
    latex: str
    line: int | None
    own: bool = False  # the document's, read among its own names and conventions
    letters: tuple[Letter, ...] = ()  # undeclared, as they were read where it was defined
    numbers: frozenset[str] = frozenset()  # arguments whose letters mean something else outside
    named: bool = False  # its arguments are what their names say, as the ŷ of L(ŷ)


class Signature(Struct, frozen=True, dict=True):
    """Where names are looked up."""

    sorts: tuple[SortEntry, ...]
    symbols: dict[str, SymbolEntry]  # by every spelling
    columns: dict[str, SymbolEntry]  # ``u`` of u_w
    maps: tuple[SymbolEntry, ...]
    # unknown functions by their names; the head is the one of the proper name
    losses: dict[str, tuple[SymbolEntry, Head]]
    definitions: dict[str, tuple[Defined, ...]]  # by name, the more special ones first
    aliases: dict[str, t.Tree]
    typos: dict[str, t.Tree]
    words: frozenset[str]

    def sort(self, name: str) -> Sort:
        """Return a sort by its name."""
        return self._by_name[name]

    @cached_property
    def _by_name(self) -> dict[str, Sort]:
        # of two with one name the first one counts, in this table and in those below
        return {entry.sort.name: entry.sort for entry in reversed(self.sorts)}

    def sort_of_letter(self, letter: str) -> Sort | None:
        """Return the sort that a letter runs over, or None."""
        return self._by_letter.get(letter)

    @cached_property
    def _by_letter(self) -> dict[str, Sort]:
        return {letter: entry.sort for entry in reversed(self.sorts) for letter in entry.letters}

    def sort_of_size(self, key: str) -> Sort | None:
        """Return the sort whose size is written so, or None."""
        return self._by_size.get(_UPRIGHT.sub(r"\1", key))

    @cached_property
    def _by_size(self) -> dict[str, Sort]:
        return {
            key: entry.sort
            for entry in reversed(self.sorts)
            for key in (latex(entry.size.tree), *(f"|{latex(one.tree)}|" for one in entry.ranges))
        }

    def sort_of_range(self, key: str) -> Sort | None:
        """Return the sort whose whole set is written so, or None."""
        return self._by_range.get(key)

    @cached_property
    def _by_range(self) -> dict[str, Sort]:
        return {
            latex(one.tree): entry.sort for entry in reversed(self.sorts) for one in entry.ranges
        }

    def holes_in(self, pattern: t.Tree, entry: SymbolEntry) -> dict[str, Sort] | None:
        """Return the letters in a spelling of a map that stand for its arguments, with their sorts.

        None where it has not one letter for each argument.
        """
        known = self._holes.get(id(pattern))
        if known is None:
            known = self._holes[id(pattern)] = pattern, self._find_holes(pattern, entry)
        return known[1]

    @cached_property
    def _holes(self) -> dict[int, tuple[t.Tree, dict[str, Sort] | None]]:
        return {}  # by identity; the patterns are kept, so that their ids stay theirs

    def _find_holes(self, pattern: t.Tree, entry: SymbolEntry) -> dict[str, Sort] | None:
        names = {node.text for node in pattern.walk() if isinstance(node, t.Name)}
        source = [self.sort(name) for name in entry.sorts[:-1]]
        letters = {one.sort: one.letters for one in reversed(self.sorts)}
        holes = {letter: sort for sort in source for letter in letters[sort] if letter in names}
        return holes if len(holes) == len(source) else None

    @cached_property
    def found(self) -> dict[tuple[object, ...], tuple[object, object, Any]]:
        """What `derivcheck.elaborate.once` has found out about these names."""
        return {}

    def known_names(self) -> tuple[str, ...]:
        """Return all names, to suggest the nearest of them."""
        letters = [letter for entry in self.sorts for letter in entry.letters]
        return tuple(
            sorted({*self.symbols, *self.columns, *self.definitions, *self.aliases, *letters})
        )


_known: dict[int, tuple[Problem | None, Signature]] = {}  # by ids, which are kept with it
MOST = 16  # problems; each document makes one or two of its own


def signature_of(problem: Problem | None) -> Signature:
    """Return the signature of a problem for those who look names up in it, made once."""
    held = _known.get(id(problem))
    if held is None:
        if len(_known) >= MOST:
            _known.clear()
        held = _known[id(problem)] = problem, build(problem)
    return held[1]


def build(problem: Problem | None, part: tuple[DefinitionEntry, ...] = ()) -> Signature:
    """Return the signature of a problem, with the definitions of one part put first."""
    if problem is None:
        words = frozenset(word for word in by_spelling() if not word.startswith("\\"))
        return Signature((), {}, {}, (), {}, {}, {}, {}, words)
    symbols: dict[str, SymbolEntry] = {}
    columns: dict[str, SymbolEntry] = {}
    losses: dict[str, tuple[SymbolEntry, Head]] = {}
    for entry in problem.symbols:
        if entry.kind == "loss":
            head = take_apart(entry.written.tree)
            losses[head.key] = (entry, head)
            for alias in entry.aliases:
                losses.setdefault(take_apart(alias.tree).key, (entry, head))
        elif entry.kind != "map":
            for spelling in (entry.written, *entry.aliases):
                _put(symbols, latex(spelling.tree), entry, problem)
        for letter in entry.columns:
            _put(columns, letter, entry, problem)
    return Signature(
        sorts=problem.sorts,
        symbols=symbols,
        columns=columns,
        maps=tuple(entry for entry in problem.symbols if entry.kind == "map"),
        losses=losses,
        definitions=_by_name((*part, *problem.definitions)),
        aliases=_spellings(problem.aliases),
        typos=_spellings(problem.typos),
        words=problem.words,
    )


def _put(table: dict[str, SymbolEntry], key: str, entry: SymbolEntry, problem: Problem) -> None:
    other = table.setdefault(key, entry)
    if other is not entry:
        message = f"“{key}” stands for {other.name} and for {entry.name}"
        raise ProblemError(message, problem.path, entry.line)


def _by_name(entries: tuple[DefinitionEntry, ...]) -> dict[str, tuple[Defined, ...]]:
    out: dict[str, tuple[Defined, ...]] = {}
    for entry in entries:
        head = take_apart(entry.head.tree)
        shown = f"{entry.head.latex} = {entry.body.latex}"
        defined = Defined(head, entry.body.tree, shown, entry.head.line)
        out[head.key] = (*out.get(head.key, ()), defined)
    return out


def _spellings(pairs: tuple[tuple[Formula, Formula], ...]) -> dict[str, t.Tree]:
    table = {latex(left.tree): right.tree for left, right in pairs}
    # a spelling of itself means nothing
    return {key: tree for key, tree in table.items() if key not in _behind(tree, table)}


def _behind(tree: t.Tree, table: dict[str, t.Tree]) -> set[str]:
    """Return all that a spelling stands for, by other spellings too."""
    found: set[str] = set()
    waiting = [tree]
    while waiting:
        new = {latex(node) for node in waiting.pop().walk()} - found
        found |= new
        waiting += [table[key] for key in new & table.keys()]
    return found


def take_apart(tree: t.Tree) -> Head:
    """Return the name and the arguments of a definition's left side."""
    match tree:
        case t.Product(factors=(name, t.Group(open="(", inner=inner)), signs=("",)):
            if isinstance(inner, t.Items):
                return Head(latex(name), inner.items, None, inner.separators)
            return Head(latex(name), (inner,), None)
        case t.Product(
            factors=(name, t.Scripts(base=t.Group(open="(", inner=inner), sub=t.Name() as index)
            as applied), signs=("",),
        ) if applied.sup is None and not applied.primes:  # fmt: skip
            arguments = inner.items if isinstance(inner, t.Items) else (inner,)
            return Head(latex(name), arguments, (index,))
        case t.Scripts(base=base, sub=sub, sup=None, primes=0) if sub is not None and not _is_label(
            sub
        ):
            indices = sub.items if isinstance(sub, t.Items) else (sub,)
            return Head(latex(base), None, indices)
        case _:
            return Head(latex(tree), None, None)


def _is_label(tree: t.Tree) -> bool:
    return any(isinstance(node, t.Words) for node in tree.walk())
