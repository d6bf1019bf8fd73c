"""Witnesses, recomputed by hand: both sides of refuted steps in plain NumPy, nothing else."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from derivcheck.check.finding import StepFinding
from tests.check.support import WORD2VEC, check, steps

pytestmark = pytest.mark.heavy

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Point:
    """A witness's point as a reader takes it down; elements count from 0."""

    u: Array  # column w is u_w
    v: Array  # v_c
    o: int
    w: int
    k: int
    samples: tuple[int, ...]

    def hat(self) -> Array:
        scores = np.exp(self.u.T @ self.v)
        return np.asarray(scores / scores.sum())

    def y(self) -> Array:
        return np.eye(self.u.shape[1])[self.o]


def sigmoid(x: float) -> float:
    return float(1 / (1 + np.exp(-x)))


def point(step: StepFinding) -> Point:
    """Return the point of a step's witness; what it leaves out does not matter and is 0.7."""
    assert step.witness is not None
    sizes, indices = dict(step.witness.sizes), dict(step.witness.indices)
    u = np.full((sizes.get("Dim", 1), sizes["Vocab"]), 0.7)
    v = np.full(sizes.get("Dim", 1), 0.7)
    for name, entries in step.witness.values:
        letter, number = name.split("_")
        column = np.array([_fraction(entry) for entry in entries])
        if letter == "u":
            u[:, int(number) - 1] = column
        else:
            assert letter == "v" and int(number) == indices["c"]
            v = column
    words = indices.get("w_{k}", ())
    return Point(
        u,
        v,
        o=_element(indices.get("o", 1)),
        w=_element(indices.get("w", 1)),
        k=_element(indices.get("k", 1)),
        samples=tuple(word - 1 for word in words) if isinstance(words, tuple) else (),
    )


def _element(index: int | tuple[int, ...]) -> int:
    assert isinstance(index, int)
    return index - 1


def _fraction(text: str) -> float:
    above, _, below = text.partition("/")
    return float(above) / float(below or 1)


def f1_fraction(p: Point) -> Array:
    """The second line of f(1), as it stands."""
    s = sigmoid(p.u[:, p.o] @ p.v)
    out = (-1 / s) * (p.u[:, p.o] * s * (1 - s))
    for word in p.samples:
        t = sigmoid(-p.u[:, word] @ p.v)
        out = out - (-p.u[:, word] * t * (1 - t)) / t
    return np.asarray(out)


def f1_slip(p: Point) -> Array:
    """The third line of f(1): σ(−u_k·v_c) for 1 − σ(−u_k·v_c)."""
    out = -p.u[:, p.o] * (1 - sigmoid(p.u[:, p.o] @ p.v))
    for word in p.samples:
        out = out + p.u[:, word] * sigmoid(-p.u[:, word] @ p.v)
    return np.asarray(out)


def f1_end(p: Point) -> Array:
    out = p.u[:, p.o] * (sigmoid(p.u[:, p.o] @ p.v) - 1)
    for word in p.samples:
        out = out - p.u[:, word] * (sigmoid(-p.u[:, word] @ p.v) - 1)
    return np.asarray(out)


def f3_start(p: Point) -> Array:
    """0 − ∂/∂u_k Σ log σ(−u_i·v_c): one summand, as the samples differ."""
    return p.v * (1 - sigmoid(-p.u[:, p.samples[p.k]] @ p.v))


def f3_slip(p: Point) -> Array:
    t = sigmoid(-p.u[:, p.samples[p.k]] @ p.v)
    return np.asarray(-p.v * t * (1 - t) / t)


def g_true(p: Point) -> Array:
    """−Σ ∂/∂u_k log σ(−u_i·v_c) over the samples that drew the same word."""
    times = sum(word == p.samples[p.k] for word in p.samples)
    return times * f3_start(p)


def c_start(p: Point) -> Array:
    return np.asarray((p.hat()[p.w] - p.y()[p.w]) * p.v)


def c_line_2(p: Point) -> Array:
    """∂u_o^T/∂u_w · v_c + Σ_w exp(u_w·v_c) v_c / Σ_w exp(u_w·v_c)."""
    scores = np.exp(p.u.T @ p.v)
    return np.asarray(float(p.w == p.o) * p.v + (scores[:, None] * p.v).sum(0) / scores.sum())


def c_sum(p: Point) -> Array:
    hat, y = p.hat(), p.y()
    return np.asarray(sum(-y[w] * p.v + hat[w] * p.v for w in range(len(y))))


def c_cases(p: Point) -> Array:
    hat = p.hat()
    return p.v * (hat[p.o] - 1) if p.w == p.o else p.v * hat[p.w]


Side = Callable[[Point], Array]
REFUTED: dict[str, tuple[Side, Side]] = {
    "c.2": (c_start, c_line_2),
    "c.5": (lambda p: p.y()[[p.w]], lambda p: p.y().sum(keepdims=True)),
    "c.6": (c_start, c_sum),
    "c.8": (c_sum, c_cases),
    "f(1).3": (f1_fraction, f1_slip),
    "f(1).4": (f1_slip, f1_end),
    "f(3).2": (f3_start, f3_slip),
    "f(3).3": (f3_slip, f3_start),
    "g.6": (g_true, lambda p: -g_true(p)),
}


@pytest.fixture(scope="module")
def refuted() -> dict[str, StepFinding]:
    text = (WORD2VEC / "handwritten.md").read_text(encoding="utf-8")
    return {step.id: step for step in steps(check(text)) if step.verdict.value == "refuted"}


def test_every_refuted_step_is_recomputed(refuted: dict[str, StepFinding]) -> None:
    assert set(refuted) == set(REFUTED)


@pytest.mark.parametrize("id", REFUTED)
def test_both_sides_are_what_the_witness_says(id: str, refuted: dict[str, StepFinding]) -> None:
    witness = refuted[id].witness
    assert witness is not None
    at = point(refuted[id])
    component = int(witness.component or "1") - 1
    left, right = (float(side(at)[component]) for side in REFUTED[id])
    assert float(witness.lhs) == pytest.approx(left, rel=1e-8, abs=1e-9)
    assert float(witness.rhs) == pytest.approx(right, rel=1e-8, abs=1e-9)
    assert abs(left - right) > 1e-3
    assert float(witness.radius) < 1e-12


@pytest.mark.parametrize("id", REFUTED)
def test_the_point_meets_the_assumptions(id: str, refuted: dict[str, StepFinding]) -> None:
    at = point(refuted[id])
    if id.startswith(("f", "g")):
        assert at.samples and at.o not in at.samples
    if id.startswith("f"):
        assert len(set(at.samples)) == len(at.samples)


def test_witnesses_are_small_and_simple(refuted: dict[str, StepFinding]) -> None:
    for step in refuted.values():
        assert step.witness is not None
        assert all(size <= 3 for _, size in step.witness.sizes)
        entries = [entry for _, values in step.witness.values for entry in values]
        assert all(abs(_fraction(entry)) <= 5 for entry in entries)
