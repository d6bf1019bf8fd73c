"""Exact certificates of six gradient families against SymPy's ``diff`` and ``cancel``.

Both build each loss, differentiate it and compare every component with its closed form, exactly,
in one world, one after the other in one process: seconds of processor time, best of some rounds
for ours and one round for SymPy (with its cache cleared).  SymPy gets its exponentials replaced
by symbols first, without which ``cancel`` takes far longer; the time of ``cancel`` alone, on
differences that stand ready, is shown as well.  The first ratio is asserted at the largest size.

``pytest tests/benchmarks/test_exact_speed.py -m benchmark -s -n 0``
"""

from dataclasses import dataclass
from time import process_time

import pytest

from derivcheck.engine.exact import certificate as exact
from derivcheck.engine.outcome import Outcome
from tests.benchmarks.families import FAMILIES, SIZES, Family, Sizes, Variant, without_exp

pytestmark = pytest.mark.benchmark

ROUNDS = 5
GOAL = 20  # times faster than ``diff`` and ``cancel`` at the largest size


@dataclass(frozen=True)
class Theirs:
    """Seconds of the whole and of ``cancel`` alone."""

    whole: float
    cancel: float


def ours(family: Family, sizes: Sizes, variant: Variant) -> float:
    """Return the seconds of build + differentiate + decide, the best of some rounds."""
    expected = Outcome.EQUAL if variant == "right" else Outcome.DIFFERENT
    times = []
    for _ in range(ROUNDS):
        start = process_time()
        outcome, why = exact.certify(family.statement(variant), [family.world(sizes)])
        times.append(process_time() - start)
        assert outcome is expected, why
    return min(times)


def theirs(family: Family, sizes: Sizes, variant: Variant) -> Theirs:
    """Return the seconds SymPy takes; it stops at the first component that differs."""
    import sympy
    from sympy.core.cache import clear_cache

    clear_cache()
    start = process_time()
    form = family.sympy(variant, sizes)
    equal, cancelling = True, 0.0
    for by, closed in form.components:
        difference = without_exp(sympy.diff(form.loss, by) - closed)
        before = process_time()
        equal = sympy.cancel(difference) == 0
        cancelling += process_time() - before
        if not equal:
            break
    assert equal is (variant == "right")
    return Theirs(process_time() - start, cancelling)


@pytest.mark.parametrize("variant", ["right", "wrong"])
def test_exact_against_cancel(variant: Variant) -> None:
    for family in FAMILIES:  # imports and first uses are not what is measured
        ours(family, SIZES[0], variant)
        theirs(family, SIZES[0], variant)
    head = f"{variant} forms"
    print(f"\n{head:<32} {'ours':>9} {'SymPy':>9} {'ratio':>6} {'cancel':>9} {'ratio':>6}")
    ratios = []
    for sizes in SIZES:
        total, whole, cancelling = 0.0, 0.0, 0.0
        for family in FAMILIES:
            mine, other = ours(family, sizes, variant), theirs(family, sizes, variant)
            total, whole = total + mine, whole + other.whole
            cancelling += other.cancel
            _row(f"{sizes} {family.name}", mine, other.whole, other.cancel)
        _row(f"{sizes} all six", total, whole, cancelling)
        ratios.append(whole / total)
    # on wrong forms SymPy stops early, as we do; nothing is asserted of them
    if variant == "right":
        assert ratios[-1] >= GOAL


def _row(name: str, ours: float, whole: float, cancel: float) -> None:
    print(
        f"{name:<32} {1000 * ours:6.1f} ms {1000 * whole:6.0f} ms {whole / ours:6.0f} "
        f"{1000 * cancel:6.0f} ms {cancel / ours:6.0f}"
    )
