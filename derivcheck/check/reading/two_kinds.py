"""Which of two kinds is meant where undeclared letters may be of both, and nothing else tells."""

from collections.abc import Mapping

from derivcheck.check.reading.free_letters import Kinds, ranks, with_letters
from derivcheck.check.reading.members import Setting, read_trees
from derivcheck.document.model import Chain
from derivcheck.elaborate.kinds import FAMILY, bare_key, names_in
from derivcheck.syntax import tree as t
from derivcheck.term.core import (
    Abstraction,
    Derivative,
    Entry,
    IndexVar,
    Node,
    Prod,
    Sort,
    Sum,
    Term,
)
from derivcheck.term.tensor import Tensor

# a number and a vector; numbers y_i and vectors y_i
_WITH_ENTRIES = frozenset({(0, 1), (1, FAMILY)})


def says_the_same_of_each(
    found: list[Kinds], chain: Chain, trees: list[t.Tree], setting: Setting
) -> bool:
    """Whether a chain says of each entry of vectors what it says of numbers, and no more.

    So it is where letters, or the y_i, are numbers or vectors, all members are numbers if these
    letters are, and there is nothing else but numbers, or no vector of theirs is summed over.
    """
    first, second = map(ranks, found)
    open_names = _open(first, second)
    if any((first[key], second[key]) not in _WITH_ENTRIES for key in open_names):
        return False
    numbers, vectors = (_values(chain, trees, with_letters(setting, kinds)) for kinds in found)
    if not all(value.is_scalar for value in numbers):
        return False
    if not any(_has_axes(node) for value in numbers for node in value.body.walk()):
        return True
    over = {found[1][key].sorts[0] for key in open_names}
    if _may_be_inner({key for key, rank in first.items() if rank == 0}, trees):
        return False  # more letters than these may be vectors in a third reading
    return all(_each_for_itself(value.body, over) for value in vectors)


def _open(first: Mapping[str, int], second: Mapping[str, int]) -> set[str]:
    """Return the names that are of one kind in one reading and of another in the other."""
    return {key for key in second if first.get(key, second[key]) != second[key]}


def _values(chain: Chain, trees: list[t.Tree], setting: Setting) -> list[Tensor]:
    readings = read_trees(chain, trees, setting.scope())
    return [reading.tensor for reading in readings if reading.tensor is not None]


def _may_be_inner(letters: set[str], trees: list[t.Tree]) -> bool:
    """Whether a dot stands between what some letters are in, so that it may be an inner product."""
    return any(
        sign == "·" and letters & set(names_in(left)) and letters & set(names_in(right))
        for tree in trees
        for node in tree.walk()
        if isinstance(node, t.Product)
        for left, right, sign in zip(node.factors, node.factors[1:], node.signs, strict=False)
    )


def _each_for_itself(body: Term, over: set[Sort]) -> bool:
    """Whether each entry over some sets stands for itself: none of these sets is bound."""
    for node in body.walk():
        bound: tuple[IndexVar, ...] = ()
        if isinstance(node, (Sum, Prod)):
            bound = (node.index,)
        elif isinstance(node, Abstraction):
            bound = node.indices
        if isinstance(node, Derivative) or any(index.sort in over for index in bound):
            return False
    return len({index for index in body.free if index.sort in over}) <= 1


def is_affine_map(found: list[Kinds], trees: list[t.Tree]) -> bool:
    """Whether all that is open is if the W of ``xW + b``, x and b vectors, is a number or a matrix.

    It is a matrix: of an affine map of vectors nobody writes the special case so.
    """
    first, second = map(ranks, found)
    open_names = _open(first, second)
    maps = {
        bare_key(factor)
        for tree in trees
        for sum_ in tree.walk()
        if isinstance(sum_, t.Summands)
        for item in sum_.terms
        if isinstance(item, t.Product)
        for factor in item.factors
        if isinstance(factor, (t.Name, t.Scripts))
    }
    numbers = all(first[key] == 0 and second[key] == 2 for key in open_names)
    return bool(open_names) and numbers and open_names <= maps


def _has_axes(node: Node) -> bool:
    return isinstance(node, Entry) and bool(node.indices)
