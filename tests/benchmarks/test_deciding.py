"""Deciding the gradients of word2vec against SymPy's own ``diff`` and ``simplify``.

The same gradients and closed forms in the same process.  The two do not do the same: SymPy
looks at one choice of elements at one size and says what `simplify` makes of it; derivcheck
proves the step for every size and every way in which the indices can coincide.  ``simplify`` is
stopped after `CAP` seconds.  Nothing but our answers is asserted.
"""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest

import derivcheck
from derivcheck.objects import Expression, ProblemView

pytestmark = pytest.mark.benchmark

CAP = 20  # seconds
SIZES = {"Vocab": 5, "Dim": 2, "Sample": 3}

# loss, part, variable, closed form
FAMILIES = (
    ("naive-softmax", "b", "v_c", r"U(\hat y - y)"),
    ("naive-softmax", "c", "u_w", r"(\hat y_w - y_w) v_c"),
    ("naive-softmax", "d", "U", r"v_c(\hat y - y)^\top"),
    (
        "neg-sample",
        "f(1)",
        "v_c",
        r"(\sigma(u_o^\top v_c) - 1) u_o + \sum_{k=1}^K (1 - \sigma(-u_k^\top v_c)) u_k",
    ),
    ("neg-sample", "f(2)", "u_o", r"(\sigma(u_o^\top v_c) - 1) v_c"),
    ("neg-sample", "f(3)", "u_k", r"(1 - \sigma(-u_k^\top v_c)) v_c"),
)


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


def by_sympy(gradient: Expression, closed: Expression) -> bool | None:
    """Return whether SymPy simplifies every component of the difference to zero, or None."""
    import sympy

    try:
        with stopped_after(CAP):
            difference = gradient.sympy(SIZES) - closed.sympy(SIZES)
            return all(sympy.simplify(entry) == 0 for entry in difference)
    except TookTooLong:
        return None


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="needs SIGALRM")
def test_the_gradient_families() -> None:
    word2vec: ProblemView = derivcheck.load_problem("word2vec")
    derivcheck.equal("x + x", "2x", word2vec)  # imports are not what is measured
    print(f"\n{'gradient':<28} {'decide':>9} {'SymPy':>9}  {'ratio':>6}")
    for loss, part, by, closed in FAMILIES:
        left, right = word2vec.loss(loss, part).gradient(by), word2vec.formula(closed, part)
        start = time.perf_counter()
        ours = derivcheck.equal(left.latex, right.latex, word2vec, part)
        middle = time.perf_counter()
        theirs = by_sympy(left, right)
        end = time.perf_counter()
        took, theirs_took = middle - start, end - middle
        sign = {True: " ", False: "≠", None: ">"}[theirs]
        name = f"{part:<5} {loss} by {by}"
        print(f"{name:<28} {took:7.2f} s {sign}{theirs_took:7.2f} s  {theirs_took / took:6.1f}")
        assert ours.verdict == "proved"
