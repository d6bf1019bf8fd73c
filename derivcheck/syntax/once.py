"""What is found in a formula wherever it stands: found once, and kept with it."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

from derivcheck.syntax.moved import formula_of
from derivcheck.syntax.tree import Tree

T = TypeVar("T")


def once_a_formula(find: Callable[[Tree], T]) -> Callable[[Tree], T]:
    """Keep what ``find`` returns for all trees of one formula, whichever document it stands in.

    It must depend on nothing but the formula, and who uses it must ask for no span in it.
    """
    name = f"{find.__module__}.{find.__qualname__}"

    @wraps(find)
    def found(tree: Tree) -> T:
        formula = formula_of(tree)
        kept = tree.__dict__ if formula is None else formula.found
        if name not in kept:
            kept[name] = find(tree)
        return cast(T, kept[name])

    return found
