"""p(x) and p(y) in a text on probabilities: the densities of x and of y, and not one function p.

Statistics writes all its densities with one letter and tells them apart by their arguments; so
what holds of p(y) by what the text says of p(x) is not proved there.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from derivcheck.check.finding import StepFinding, Verdict, undecided
from derivcheck.check.judging.chains import Judged
from derivcheck.check.reading.own_names import Names
from derivcheck.elaborate.kinds import indices_in
from derivcheck.source.pattern import later
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t

CODE = "ambiguous-name"
_LETTERS = frozenset({"p", "P", "q", "\\pi", "\\Pr"})
_PROBABILITY = later(
    r"\b(?:probabilit|densit|distribut|(?:log-?)?likelihood|prior\b|posterior|random|Bayes)"
    r"|概率|密度|分布",
    re.IGNORECASE,
)


def spare_densities(prose: str, judged: Iterable[Judged], known: Sequence[Names]) -> list[Judged]:
    """Return the chains of a part, nothing proved of a density by that of another letter."""
    judged = list(judged)
    if not any(_LETTERS & names.functions.keys() for names in known):
        return judged
    if not _PROBABILITY.search(prose):
        return judged
    return [
        replace(one, steps=tuple(_spare(step, one, names) for step in one.steps))
        for one, names in zip(judged, known, strict=True)
    ]


def _spare(step: StepFinding, one: Judged, names: Names) -> StepFinding:
    if step.verdict is not Verdict.PROVED:
        return step
    sides = (side.tree for side in one.sides(step))
    found = next((pair for side in sides for pair in _others(side, names)), None)
    if found is None:
        return step
    written, said = found
    message = f"{written} may be another density than {said}; give one of them another name"
    return replace(undecided(step, CODE, message), scope=None, equals_start=None)


def _others(tree: t.Tree, names: Names) -> Iterator[tuple[str, str]]:
    """Yield each density of a letter that it was not defined for, and what was defined."""
    for node in tree.walk():
        for head, group in pairwise(_beside(node)):
            key = latex(head)
            if key not in _LETTERS or key not in names.functions:
                continue
            if not isinstance(group, t.Group) or group.open != "(":
                continue
            defined = names.functions[key]
            parameters = defined.head.arguments or ()
            if len(parameters) != 1 or _letter(parameters[0]) in indices_in([defined.body]):
                continue  # p(i) and p(j) are of one distribution
            if _letter(group.inner) not in (None, _letter(parameters[0])):
                yield f"{key}({latex(group.inner)})", f"{key}({latex(parameters[0])})"


def _beside(node: t.Tree) -> tuple[t.Tree, ...]:
    """Return what stands side by side in a product, or behind a function's name."""
    match node:
        case t.Product(factors=factors):
            return factors
        case t.Prefix(argument=argument, rest=rest) if rest is not None:
            return argument, rest
        case _:
            return ()


def _letter(tree: t.Tree) -> str | None:
    """Return a letter without what stands below it: the points x_i are of one density."""
    base = tree.base if isinstance(tree, t.Scripts) and tree.sup is None else tree
    return latex(base) if isinstance(base, t.Name) else None
