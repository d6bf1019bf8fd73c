"""Letters for the number of classes: the C of a ``ŷ = softmax(hW_2 + b_2)``.

With the problem's ŷ and an H × C matrix W_2, C is the length of ŷ.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from derivcheck.check.names.declared import Declared
from derivcheck.check.reading.implied import applied
from derivcheck.document.model import Chain, Document
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t

_SOFTMAX = "softmax"


def output_sizes(
    document: Document,
    words: frozenset[str],
    symbols: Mapping[str, Declared],
    set_of: Callable[[str], str | None],
    counted: Callable[[str], str | None],
) -> Iterator[tuple[t.Tree, str]]:
    """Yield sizes of declared matrices with the index set that they count.

    ``set_of`` says over which set a vector of the problem is, by its name; ``counted`` which
    set of the problem a size counts.
    """
    matrices = {name: one for name, one in symbols.items() if len(one.axes) == 2}
    if not matrices:
        return
    chains = [
        [parse(member.tokens, words) for member in chain.members if member.tokens]
        for chain in document.chains()
        if _only_equal(chain)
    ]
    bodies = {latex(trees[0]): trees[1:] for trees in reversed(chains) if len(trees) > 1}
    for trees in chains:
        over = set_of(latex(trees[0])) if trees else None
        if over is None:
            continue
        for argument in _of_softmax(trees[1:]):
            for map_ in (argument, *bodies.get(latex(argument), ())):
                size, other = _sides(map_, matrices)
                square = other is None or counted(latex(other)) == over
                if size is not None and not square and _stands_once(size, map_, symbols):
                    yield size, over


def _only_equal(chain: Chain) -> bool:
    return all(relation.sign == "=" for relation in chain.relations)


def _of_softmax(trees: Iterable[t.Tree]) -> Iterator[t.Tree]:
    """Yield what the softmax is taken of in a chain, ``softmax(z) = f(z) = f(xW + b)``."""
    found = [one for one in map(applied, trees) if one is not None]
    known = {latex(argument) for name, argument in found if _SOFTMAX in name}
    alike = {name for name, argument in found if latex(argument) in known}
    yield from (argument for name, argument in found if _SOFTMAX in name or name in alike)


def _stands_once(size: t.Tree, map_: t.Tree, symbols: Mapping[str, Declared]) -> bool:
    """Whether nothing but the matrix, and what is added to the product, has a length.

    What is multiplied may be written the wrong way round: then the length is another one, which
    other letters have as well, or the matrix has that of the problem's vector on its other side.
    """
    added = {latex(one) for one in map_.terms} if isinstance(map_, t.Summands) else set()
    axes = [latex(axis) for key, one in symbols.items() if key not in added for axis in one.axes]
    return axes.count(latex(size)) == 1


def _sides(
    tree: t.Tree, matrices: Mapping[str, Declared]
) -> tuple[t.Tree, t.Tree] | tuple[None, None]:
    """Return the length of ``xW + b`` or ``Wx + b`` of a declared matrix, and that of x."""
    first = tree.terms[0] if isinstance(tree, t.Summands) else tree
    if not isinstance(first, t.Product) or any(sign in "/∘⊙" for sign in first.signs if sign):
        return None, None
    left, right = (matrices.get(latex(first.factors[at])) for at in (0, -1))
    if any(latex(one) in matrices for one in first.factors[1:-1]):
        return None, None
    if (left is None) == (right is None):
        return None, None
    axes = left.axes if left is not None else right.axes[::-1] if right is not None else ()
    return (None, None) if isinstance(axes[0], t.Numeral) else (axes[0], axes[1])
