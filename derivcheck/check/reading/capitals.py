"""Capitals before small letters: the W of “y = Wx” is a matrix, unless the text speaks of numbers.

Read as numbers, “∂L/∂x = W ∂L/∂y” would be proved, a transpose that is missing being none of a
number.  So a part is read with matrices where all of it means something so; where some claim does
not, the capital is not read in it: either the claim is wrong or W is a number after all.  It is one
where no claim with it fits, and some side of these means nothing with a matrix: (Wx − y)².
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise

from msgspec.structs import replace

from derivcheck.check.reading.free_letters import Kinds
from derivcheck.check.reading.part_kinds import Typed, kinds_of
from derivcheck.check.reading.typing import Budget, Written, solutions
from derivcheck.elaborate.kinds import (
    TRANSPOSES,
    Kind,
    Usage,
    bare_key,
    fresh_kind,
    is_capital,
)
from derivcheck.source.pattern import later
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t

_MATRICES = frozenset({"A", "M", "Q", "U", "V", "W", "X"})
_VECTORS = frozenset({"b", "u", "v", "w", "x", "y", "z"})  # behind a matrix, by custom
_NAMES = (t.Name, t.Scripts)
_NUMBER = Kind(())
_GREEK = frozenset({"\\alpha", "\\beta", "\\theta", "\\delta", "\\mu", "\\phi"})
_SCALARS = later(
    r"\b(?:scalars?|univariate|one[- ]dimensional|1-?d|single (?:neuron|weight|input|feature|unit)"
    r"|real numbers?|numbers)\b|标量",
    re.IGNORECASE,
)


@lru_cache(maxsize=64)  # all parts have the text in common
def speaks_of_scalars(prose: str) -> bool:
    """Whether a text says of anything that it is a number."""
    return _SCALARS.search(prose) is not None


def without_either_order(written: Sequence[Written | None], typed: Typed) -> Typed:
    """Return the kinds of a part without the A_k of chains with A_k B and B A_k.

    Only numbers of a capital's are read by their use, and of matrices the order matters.
    """
    at, unsure = list(typed.at), list(typed.unsure)
    for place, one in enumerate(written):
        pairs = list(_pairs_in(one)) if one is not None else []
        shown = {_shown(*pair) for pair in pairs}
        swapped = (
            name
            for first, second in pairs
            if latex(first) != latex(second) and _shown(second, first) in shown
            for name in (first, second)
        )
        doubted = frozenset(
            bare_key(name)
            for name in swapped
            if is_capital(_letter(name)) and len(at[place].get(bare_key(name), _NUMBER).sorts) == 1
        )
        if doubted:
            at[place], unsure[place] = {}, unsure[place] | doubted
    return replace(typed, at=tuple(at), unsure=tuple(unsure))


def _shown(first: t.Tree, second: t.Tree) -> tuple[str, str]:
    return latex(first), latex(second)


def _pairs_in(written: Written) -> Iterator[tuple[t.Tree, t.Tree]]:
    """Yield the names that stand beside each other in products, each with its index.

    Of two capitals in one product the order is seen whatever stands between them.
    """
    for tree in written.trees:
        for node in tree.walk():
            factors = node.factors if isinstance(node, t.Product) else ()
            for first, second in pairwise(factors):
                if isinstance(first, _NAMES) and isinstance(second, _NAMES):
                    yield first, second
            yield from combinations((one for one in factors if is_capital(_letter(one))), 2)


def with_matrices(
    written: Sequence[Written | None], typed: Typed, used: Usage, before: Kinds
) -> Typed:
    """Return the kinds of a part with such capitals as matrices, or left unread."""
    products = [
        product
        for one, kinds in zip(written, typed.at, strict=True)
        if one is not None
        for product in _maps_in(one)
        if product.keys() <= kinds.keys() - before.keys()
        and (
            all(len(kinds[key].sorts) < rank or rank == 1 for key, rank in product.items())
            or any(not kinds[key].sorts for key in _VECTORS & product.keys())
        )
    ]
    maps = {key: rank for product in products for key, rank in product.items()}
    capitals = frozenset(key for key, rank in maps.items() if rank == 2)
    beside = _VECTORS & maps.keys()
    doubtful = capitals | beside
    if not capitals or capitals & used.numbers:
        return typed
    seed = {**before, **{key: fresh_kind(key, rank) for key, rank in sorted(maps.items())}}
    found = kinds_of(written, used, Budget(), seed)
    places = [at for at, one in enumerate(written) if one is not None and typed.at[at]]
    fitting = {at for at in places if found.at[at] and not _as_numbers(found.at[at], doubtful)}
    mapping = [one for one in written if one is not None and _has_map(one, capitals)]
    fits = any(_has_map(written[at], capitals) for at in fitting)
    if not fits and not all(_reads(one, used, seed) for one in mapping):
        # numbers after all, but XW is no product of numbers in any case
        among = frozenset(key for one in products if list(one.values()) == [2, 2] for key in one)
        doubtful = among | (beside if not capitals - _matrices_of(typed) else frozenset())
        fitting = set()
    elif fitting.issuperset(places):
        return found
    at = list(typed.at)
    unsure = list(typed.unsure)
    for place in places:
        doubted = _as_numbers(at[place], doubtful)
        if place in fitting:
            at[place] = found.at[place]
        elif doubted:
            at[place], unsure[place] = {}, unsure[place] | doubted
    return Typed(tuple(at), tuple(unsure))


def _matrices_of(typed: Typed) -> frozenset[str]:
    """Return what is read as a matrix wherever it stands, by its use alone."""
    ranks = [(key, len(kind.sorts)) for kinds in typed.at for key, kind in kinds.items()]
    return frozenset(key for key, _ in ranks) - {key for key, rank in ranks if rank != 2}


def _maps_in(written: Written) -> Iterator[dict[str, int]]:
    """Yield the letters of each product Wx, XW or V tanh(z), with how many axes they have."""
    for tree in written.trees:
        for node in tree.walk():
            for first, second in pairwise(node.factors if isinstance(node, t.Product) else ()):
                if _letter(_untransposed(first)) not in _MATRICES:
                    continue
                if _letter(second) in _MATRICES:
                    yield {bare_key(_untransposed(first)): 2, bare_key(second): 2}
                elif _is_small(_letter(second)):
                    yield {bare_key(_untransposed(first)): 2, bare_key(second): 1}
                elif isinstance(second, t.Prefix):
                    yield {bare_key(_untransposed(first)): 2}


def _letter(tree: t.Tree) -> str:
    base = tree.base if isinstance(tree, t.Scripts) and tree.sup is None else tree
    return base.text if isinstance(base, t.Name) else ""


def _untransposed(tree: t.Tree) -> t.Tree:
    """Return the X of ``X^\\top``; other factors as they are."""
    if isinstance(tree, t.Scripts) and tree.sup is not None and latex(tree.sup) in TRANSPOSES:
        return replace(tree, sup=None) if tree.sub is not None else tree.base
    return tree


def _is_small(letter: str) -> bool:
    return letter in _GREEK or (len(letter) == 1 and letter.islower())


def _has_map(written: Written | None, capitals: frozenset[str]) -> bool:
    return written is not None and any(capitals & one.keys() for one in _maps_in(written))


def _reads(written: Written, used: Usage, seed: Kinds) -> bool:
    """Whether each member of a chain means something for itself, whatever is claimed of it."""
    chain = written.chain
    first = replace(chain.relations[0], sign="=", left=0, right=0)
    return all(
        solutions(
            replace(
                written,
                chain=replace(chain, members=(member,), relations=(first,)),
                trees=[tree],
                defines=False,
            ),
            used,
            seed,
            Budget(),
        )
        for member, tree in zip(chain.members, written.trees, strict=True)
    )


def _as_numbers(kinds: Kinds, capitals: frozenset[str]) -> frozenset[str]:
    return frozenset(key for key in capitals if key in kinds and not kinds[key].sorts)
