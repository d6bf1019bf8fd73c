"""The same statement written otherwise: terms in another order, bound indices renamed."""

import re
from collections.abc import Iterator

from tests.mutation.edits import Edit
from tests.mutation.kinds.vocabulary import Vocabulary
from tests.mutation.outline import TOKEN, Region, Term, outline

WORDS = re.compile(r"\\(?:text|begin|end)\{[^{}]*\}")


def reordered(latex: str) -> Iterator[str]:
    """Yield the formula with the terms of one bracket from the last to the first."""
    if r"\dots" in latex:
        return  # items of a list look alike, or its dots stand for nothing
    for region in outline(latex).regions():
        written = latex[region.start : region.end]
        if len(region.terms) > 1 and not re.search("[,;&]", written):
            yield Edit(region.start, region.end, _reversed(latex, region.terms)).apply(latex)


def _reversed(latex: str, terms: tuple[Term, ...]) -> str:
    signed = [(term.sign or "+", latex[term.start : term.end]) for term in reversed(terms)]
    first = signed[0][1] if signed[0][0] == "+" else f"-{signed[0][1]}"
    return " ".join([first, *(f"{sign} {term}" for sign, term in signed[1:])])


def renamed(latex: str, taken: str, words: Vocabulary) -> Iterator[str]:
    """Yield the formula with one bound index called otherwise, by a letter not in ``taken``."""
    for region in outline(latex).regions():
        for term in region.terms:
            yield from _renamed_in(latex, region, term, taken, words)


def _renamed_in(
    latex: str, region: Region, term: Term, taken: str, words: Vocabulary
) -> Iterator[str]:
    for at, node in enumerate(term.factors):
        if node.kind != "sum" or node.sub is None:
            continue
        letter = latex[node.sub[0]]
        start = node.sub[0]
        end = term.factors[-1].end
        scope = latex[start:end]
        again = re.search(rf"\\sum_\{{?{letter}\b", latex[node.end : end])
        new = _fresh(letter, taken + latex, words)
        if new is not None and again is None and at + 1 < len(term.factors):
            yield Edit(start, end, _with_letter(scope, letter, new)).apply(latex)


def _fresh(letter: str, taken: str, words: Vocabulary) -> str | None:
    """Return another letter of the same sort that stands nowhere."""
    used = {found[0] for found in TOKEN.finditer(WORDS.sub(" ", taken))}
    for sort in words.indices:
        if letter in sort:
            for other in sort:
                if len(other) == 1 and other not in used and other not in ELEMENTS:
                    return other
    return None


# letters that stand for one element; no sum binds them
ELEMENTS = frozenset("oc")


def _with_letter(scope: str, letter: str, new: str) -> str:
    """Exchange a letter, but not where it is the name of something with a subscript."""
    out, at = "", 0
    for found in re.finditer(rf"{WORDS.pattern}|{TOKEN.pattern}", scope):
        named = scope[found.end() :].lstrip().startswith("_")
        if found[0] == letter and not named:
            out += scope[at : found.start()] + new
            at = found.end()
    return out + scope[at:]
