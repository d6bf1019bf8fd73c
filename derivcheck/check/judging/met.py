"""Whether a counterexample has what the words beside a symbol ask for: positive, definite."""

import re
from fractions import Fraction
from math import isqrt

from derivcheck.check.finding import Witness
from derivcheck.source.pattern import later

_DEFINITE = later(
    r"positive[- ](?:semi-?)?definite|p\.?s\.?d\.?|(?:sample )?covariance matri\w+", re.I
)
_POSITIVE = later(
    r"(?:strictly )?(?:positive|non-?negative|non-?zero)|[^<=≤]+(?:>|\\geq?|≥|\\neq?|≠)\s*0", re.I
)


def is_met(words: str, name: str, witness: Witness | None) -> bool:
    """Whether a symbol is what words say at a counterexample; False where that is not known.

    A positive definite matrix is semidefinite too, and so is a positive number not negative:
    what fails for the narrower kind fails for the wider one.
    """
    entries = _entries(name, witness)
    if not entries:
        return False
    if _DEFINITE.fullmatch(words):
        return _is_definite(entries)
    return bool(_POSITIVE.fullmatch(words)) and all(value > 0 for value in entries)


def _entries(name: str, witness: Witness | None) -> list[Fraction]:
    """Return the values of a symbol at a counterexample, nothing if one is not a fraction."""
    written = dict(witness.values).get(name, ()) if witness is not None else ()
    try:
        return [Fraction(value) for value in written]
    except ValueError:
        return []


def _is_definite(entries: list[Fraction]) -> bool:
    """Whether a symmetric matrix is positive definite: elimination meets positive pivots only."""
    size = isqrt(len(entries))
    if size * size != len(entries):
        return False
    rows = [entries[size * i : size * (i + 1)] for i in range(size)]
    if any(rows[i][j] != rows[j][i] for i in range(size) for j in range(i)):
        return False
    for i, pivot in enumerate(rows):
        if pivot[i] <= 0:
            return False
        for below in rows[i + 1 :]:
            factor = below[i] / pivot[i]
            below[:] = [x - factor * y for x, y in zip(below, pivot, strict=True)]
    return True
