"""Affine maps of letters that no problem knows: ``xW + b`` is of a row, ``Wx + b`` of a column."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from derivcheck.elaborate.kinds import bare_key, names_in
from derivcheck.problem.model import Problem
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.syntax.once import once_a_formula


class Affine(Struct, frozen=True):
    """A vector times a matrix and a vector added, as written; ``rows`` if the vector is a row."""

    latex: str
    rows: bool


@once_a_formula
def affine_maps(tree: t.Tree) -> tuple[Affine, ...]:
    """Return the affine maps in a formula."""
    return tuple(one for node in tree.walk() if (one := _affine(node)) is not None)


def speak_of_columns(trees: Iterable[t.Tree], problem: Problem | None, own: frozenset[str]) -> bool:
    """Whether formulas speak of the problem's columns, or of the matrices that have them.

    ``own`` are letters of such columns that stand for other things here.
    """
    columns = _columns(problem) - own
    return any(name in columns for tree in trees for name in _bases(tree))


def _columns(problem: Problem | None) -> frozenset[str]:
    symbols = problem.symbols if problem is not None else ()
    matrices = [one for one in symbols if one.columns]
    return frozenset(key for one in matrices for key in (one.name, *one.columns))


def _bases(tree: t.Tree) -> Iterator[str]:
    for name in names_in(tree):
        yield name.split("_{")[0]


def _affine(tree: t.Tree) -> Affine | None:
    match tree:
        case t.Summands(terms=(t.Product(factors=(one, other), signs=("" | "·",)), added)):
            if tree.signs != ("", "+") or not _is_vector(added):
                return None
            if _is_vector(one) and _is_matrix(other):
                return Affine(latex(tree), rows=True)
            if _is_matrix(one) and _is_vector(other):
                return Affine(latex(tree), rows=False)
    return None


def _letter(tree: t.Tree) -> str:
    """Return the letter of a name with at most a number beside it, else nothing."""
    if isinstance(tree, t.Scripts):
        plain = tree.sup is None and not tree.primes and isinstance(tree.sub, t.Numeral)
        return _letter(tree.base) if plain else ""
    return tree.text if isinstance(tree, t.Name) and bare_key(tree) else ""


def _is_matrix(tree: t.Tree) -> bool:
    return _letter(tree).isupper() and len(_letter(tree)) == 1


def _is_vector(tree: t.Tree) -> bool:
    return _letter(tree).islower() and len(_letter(tree)) == 1
