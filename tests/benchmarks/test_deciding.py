"""Deciding gradients against SymPy's own ``diff``, ``cancel`` and ``simplify``.

The same gradients and closed forms, at the same sizes, in the same process; what is measured
is build + differentiate + decide.  SymPy is stopped after `CAP` seconds a family (``>``).
On wrong forms ``simplify`` would measure its cap only, so right ones are compared; wrong ones
are timed for us alone.  Asserted are answers and, at the largest size that SymPy reaches, ratios.

    pytest tests/benchmarks/test_deciding.py -m benchmark -n 0 -s
"""

import signal
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest

import derivcheck
from derivcheck.engine import decide, decision
from derivcheck.engine.cases.proof import CaseProof
from derivcheck.engine.modular import images as modular
from derivcheck.engine.modular.primes import Field
from derivcheck.engine.outcome import Outcome
from derivcheck.engine.statement import Statement
from tests.benchmarks.families import FAMILIES, LARGE, SIZES, Family, Sizes, Variant, without_exp

pytestmark = pytest.mark.benchmark

CAP = 20  # seconds
REPEATS = 5
FIELDS = decision.draw_fields(b"benchmarks")
WORD2VEC = Path(__file__).resolve().parent.parent.parent / "derivations" / "word2vec"

# how many times as fast as SymPy we must be at the largest of SIZES
LEAST_RATIO = {"cancel": 100, "simplify": 1000}


class TookTooLong(Exception):
    """SymPy was stopped."""


@contextmanager
def stopped_after(limit: int) -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        raise TookTooLong

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(limit)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def ours(family: Family, variant: Variant, sizes: Sizes) -> float:
    """Return the seconds of processor time it takes us; the answer must be right."""
    start = time.process_time()
    outcome, _ = modular.compare(family.statement(variant), family.world(sizes), FIELDS)
    took = time.process_time() - start
    assert outcome is (Outcome.EQUAL if variant == "right" else Outcome.DIFFERENT)
    return took


def best(family: Family, variant: Variant, sizes: Sizes) -> float:
    return min(ours(family, variant, sizes) for _ in range(REPEATS))


def theirs(family: Family, sizes: Sizes, vanishes: Callable[[object], bool]) -> tuple[float, bool]:
    """Return SymPy's seconds for all components, and whether it was stopped."""
    import sympy

    start = time.process_time()
    try:
        with stopped_after(CAP):
            form = family.sympy("right", sizes)
            for by, closed in form.components:
                assert vanishes(sympy.diff(form.loss, by) - closed)
    except TookTooLong:
        return time.process_time() - start, True
    return time.process_time() - start, False


def by_cancel(difference: object) -> bool:
    import sympy

    return bool(sympy.cancel(without_exp(difference)) == 0)


def by_simplify(difference: object) -> bool:
    import sympy

    return bool(sympy.simplify(difference) == 0)


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="needs SIGALRM")
def test_the_gradient_families() -> None:
    import sympy

    sympy.simplify(sympy.exp(sympy.Symbol("x")))  # imports are not what is measured
    print(f"\n{'(|V|, d, K)':<14} {'right':>9} {'wrong':>9} {'cancel':>18} {'simplify':>18}")
    for sizes in SIZES:
        right, wrong = (
            sum(best(family, variant, sizes) for family in FAMILIES)
            for variant in ("right", "wrong")
        )
        row = f"{sizes!s:<14} {1000 * right:6.1f} ms {1000 * wrong:6.1f} ms"
        for name, vanishes in (("cancel", by_cancel), ("simplify", by_simplify)):
            answers = [theirs(family, sizes, vanishes) for family in FAMILIES]
            took = sum(seconds for seconds, _ in answers)
            sign = ">" if any(stopped for _, stopped in answers) else " "
            row += f" {sign}{took:6.2f} s {took / right:6.0f} ×"
            assert sizes != SIZES[-1] or took / right >= LEAST_RATIO[name]
        print(row)
    print_growth()


def print_growth() -> None:
    """Print what a scalar entry of the variable costs at two sizes; it must not grow."""
    small, large = SIZES[-1], LARGE
    print(f"\n{'family':<20} {small!s:>14} {large!s:>16}  growth of time / of entries")
    for family in FAMILIES:
        few, many = (best(family, "right", sizes) for sizes in (small, large))
        entries = [words * rows for words, rows, _ in (small, large)]
        ratio = (many / few) / (entries[1] / entries[0])
        print(f"{family.name:<20} {1000 * few:11.1f} ms {1000 * many:13.1f} ms  {ratio:6.2f}")


def test_proofs_for_every_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """Measure each proof on a document that is read for the first time, code warm."""
    times: list[float] = []
    prove = decide.prove_in_cases

    def timed(
        statement: Statement,
        fields: tuple[Field, ...],
        budget: int,
        refuted: Callable[[], bool],
    ) -> CaseProof:
        start = time.process_time()
        answer = prove(statement, fields, budget, refuted=refuted)
        if answer.general.proved:
            times.append(time.process_time() - start)
        return answer

    monkeypatch.setattr(decide, "prove_in_cases", timed)
    derivcheck.verify(WORD2VEC / "rows.md")
    times.clear()
    for name in ("corrected.md", "handwritten.md"):
        derivcheck.verify(WORD2VEC / name)
    assert times
    print(f"\nproofs for every size         {len(times):6}")
    print(f"median                        {1000 * statistics.median(times):6.1f} ms   aim 5 ms")
    print(f"worst                         {1000 * max(times):6.1f} ms   aim 1000 ms")
