"""What follows from a true step by doing the same to both sides: true statements of new forms.

Nothing is taken on trust: the oracle judges them as it judges mutants.
"""

import re
from collections.abc import Callable, Iterator
from itertools import combinations

from tests.mutation.documents import Step, written_steps
from tests.mutation.outline import TOKEN

Statement = tuple[str, str]
WORDS = re.compile(r"\\(?:text|begin|end|mathbf)\{[^{}]*\}")


def doubled(step: Step) -> Iterator[Statement]:
    yield rf"2 \left({step.left}\right)", rf"2 \left({step.right}\right)"


def added(step: Step) -> Iterator[Statement]:
    yield rf"{step.left} + \left({step.right}\right)", rf"2 \left({step.left}\right)"


def brought_over(step: Step) -> Iterator[Statement]:
    yield rf"{step.left} - \left({step.right}\right)", "0"


def transposed(step: Step) -> Iterator[Statement]:
    yield rf"\left({step.left}\right)^\top", rf"\left({step.right}\right)^\top"


def _has_cases(step: Step) -> bool:
    """Whether a bare 0 among cases may be a zero of any shape: the judge knows it alone only."""
    return r"\begin{cases}" in step.left + step.right


def exponentiated(step: Step) -> Iterator[Statement]:
    if _has_cases(step):
        return
    yield rf"\exp\left({step.left}\right)", rf"\exp\left({step.right}\right)"


def squared(step: Step) -> Iterator[Statement]:
    yield rf"\left({step.left}\right)^2", rf"\left({step.right}\right)^2"


def differentiated(step: Step) -> Iterator[Statement]:
    for variable in () if _has_cases(step) else step.words.variables[:2]:
        operator = rf"\frac{{\partial}}{{\partial {variable}}}"
        yield rf"{operator} \left({step.left}\right)", rf"{operator} \left({step.right}\right)"


def summed(step: Step) -> Iterator[Statement]:
    """Sum over a letter that is free in the step."""
    for written in () if _has_cases(step) else step.words.sums:
        letter = re.search(r"_\{?(\w)", written)
        if letter and letter[1] in dict(step.context.free):
            yield rf"{written} \left({step.left}\right)", rf"{written} \left({step.right}\right)"


def specialised(step: Step) -> Iterator[Statement]:
    """Put one element for a free letter: what holds for every w holds for o."""
    for letter, sort in step.context.free:
        for other in step.words.indices:
            for new in other[:2] if letter in other else ():
                if new != letter and _sort(step, new) == sort and not _is_bound(step, new):
                    yield _put(step.left, letter, new), _put(step.right, letter, new)


def _sort(step: Step, letter: str) -> str | None:
    notation = step.context.universe.notation
    return notation.elements.get(letter) or notation.letters.get(letter)


def _is_bound(step: Step, letter: str) -> bool:
    """Whether a sum of the step binds a letter, which would catch what is put in."""
    return any(re.search(rf"\\sum_\{{?{letter}\b", side) for side in (step.left, step.right))


def _put(latex: str, letter: str, new: str) -> str:
    """Exchange a letter, but not where it is the name of something with a subscript."""
    out, at = "", 0
    for found in re.finditer(rf"{WORDS.pattern}|{TOKEN.pattern}", latex):
        named = latex[found.end() :].lstrip().startswith("_")
        if found[0] == letter and not named:
            out += latex[at : found.start()] + new
            at = found.end()
    return out + latex[at:]


CONSEQUENCES: dict[str, Callable[[Step], Iterator[Statement]]] = {
    function.__name__.replace("_", "-"): function
    for function in (
        doubled,
        added,
        brought_over,
        transposed,
        exponentiated,
        squared,
        differentiated,
        summed,
        specialised,
    )
}


def distant() -> Iterator[tuple[Step, Statement]]:
    """Yield pairs of members of one chain that are no neighbours."""
    runs: list[list[Step]] = []
    for step in written_steps():
        last = runs[-1][-1] if runs else None
        goes_on = last is not None and (last.folder, last.document, last.part, last.right) == (
            step.folder,
            step.document,
            step.part,
            step.left,
        )
        if goes_on:
            runs[-1].append(step)
        else:
            runs.append([step])
    for run in runs:
        for one, two in combinations(range(len(run)), 2):
            yield run[one], (run[one].left, run[two].right)
