"""Misspelt and shortened labels of a loss: ``J_{navie-softmax}``, ``J_{neg}``.

A label is read as the one known label of the same letter that it is nearest to; where two are
as near, or none is near, it stays unknown.
"""

import re
from collections.abc import Iterable

from derivcheck.source.pattern import later

_LABELLED = later(r"(.+?)_\{\\text\{([A-Za-z][A-Za-z -]*)\}\}")
# letters that may be wrong, missing, too many or swapped, for each so many letters
MISTAKES = 2
PER_LETTERS = 5
# a word may be cut short to so many letters, or end in another way behind them
SHORTEST_STEM = 3
STEM = 4
LONGEST_ENDING = 3


def nearest(key: str, names: Iterable[str]) -> str | None:
    """Return the one of some names that a labelled one stands for, or None."""
    found = _LABELLED.fullmatch(key)
    if found is None:
        return None
    base, label = found.group(1), found.group(2)
    known = _labels(base, names)
    for near in (_shortened, _misspelt):
        meant = {known[other] for other in known if near(label.lower(), other.lower())}
        if meant:
            return meant.pop() if len(meant) == 1 else None
    return None


def _labels(base: str, names: Iterable[str]) -> dict[str, str]:
    """Return the labels of a letter, each with the name that it is the label of."""
    out: dict[str, str] = {}
    for key in names:
        found = _LABELLED.fullmatch(key)
        if found is not None and found.group(1) == base:
            out[found.group(2)] = key
    return out


def _shortened(label: str, known: str) -> bool:
    """Whether a label's words are the first words of the known one, perhaps with other ends."""
    words, whole = re.findall("[a-z]+", label), re.findall("[a-z]+", known)
    return len(words) <= len(whole) and all(map(_alike, words, whole))


def _alike(word: str, other: str) -> bool:
    if other.startswith(word) or word.startswith(other):
        return min(len(word), len(other)) >= SHORTEST_STEM
    stem = next((n for n, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), 0)
    same = stem >= STEM and max(len(word), len(other)) - stem <= LONGEST_ENDING
    return same or _misspelt(word, other)


def _misspelt(label: str, known: str) -> bool:
    a, b = (re.sub("[^a-z]", "", text) for text in (label, known))
    allowed = min(MISTAKES, len(b) // PER_LETTERS)
    return abs(len(a) - len(b)) <= allowed and _distance(a, b) <= allowed


def _distance(a: str, b: str) -> int:
    """Return how many letters are to be put in, taken out, changed or swapped with the next."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        older, before, row = before, row, [i]
        for j, y in enumerate(b, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and (a[i - 2], x) == (y, b[j - 2]):
                best = min(best, older[j - 2] + 1)
            row.append(best)
    return row[-1]
