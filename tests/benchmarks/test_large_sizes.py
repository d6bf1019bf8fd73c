"""NumPy at the sizes of a real vocabulary; ``pytest tests/benchmarks -m benchmark -s``.

Every gradient step of the word2vec documents that is proved is looked at for |V| = 10,000,
d = 300, K = 10: eight components drawn at random (all where there are fewer), and one
directional derivative, which speaks of all components at once.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pytest
from numpy.typing import NDArray

from derivcheck.check import Options, check_document
from derivcheck.check.judging import judge
from derivcheck.document import read_document
from derivcheck.engine.decision import Decision, Tools
from derivcheck.engine.numeric import compare as numpy_compare
from derivcheck.engine.numeric.compare import NumpyWitness, random_point
from derivcheck.engine.numeric.form import NumpyForm, constrained, evaluate
from derivcheck.engine.numeric.functions import COMPLEX_STEP, is_analytic
from derivcheck.engine.numeric.labelled import Labelled
from derivcheck.engine.outcome import Outcome, Unsupported
from derivcheck.engine.statement import Statement, World
from derivcheck.engine.worlds.patterns import spread_world
from derivcheck.problem import load_problem
from derivcheck.term.core import Add, Condition, Derivative, Mul, Sum, Term
from tests.check.support import WORD2VEC

pytestmark = pytest.mark.benchmark

Array = NDArray[np.float64]

SIZES = (10_000, 300, 10, 6)  # of Vocab, Dim, Sample, Window
MEMORY_LIMIT = 2500  # MB
DOCUMENTS = ("handwritten.md", "corrected.md", "rows.md")
FEW = 20  # summands that are looked at one by one: samples, words of a window
STEP = 1e-4  # of central differences of fourth order, where the complex step is not exact


def statements(name: str) -> list[Statement]:
    """Return the proved statements of a document in which a derivative stands, each once."""
    found: list[Statement] = []
    real = judge.decide

    def decide(statement: Statement, tools: Tools) -> Decision:
        decision = real(statement, tools)
        derived = any(isinstance(n, Derivative) for side in statement.sides for n in side.walk())
        if decision.equal and derived:
            found.append(statement)
        return decision

    judge.decide = decide
    try:
        text = (WORD2VEC / name).read_text(encoding="utf-8")
        document = read_document(name, text, "md")
        check_document(document, load_problem("word2vec"), Options(witnesses=("modular", "balls")))
    finally:
        judge.decide = real
    return found


@dataclass
class Directional:
    """``Σ_axes d · side`` at one point; a gradient by free entries needs no component for it."""

    statement: Statement
    world: World
    values: dict[str, Array]
    direction: Array
    scale: float = 1e-100  # of what is added up

    def of(self, side: Term) -> float:
        """Return the value; raises `Unsupported` where it would take every component."""
        axes = frozenset(self.statement.axes)
        if isinstance(side, Add):
            return sum(self.of(arg) for arg in side.args)
        if isinstance(side, Mul):
            dependent = [arg for arg in side.args if axes & arg.free]
            if len(dependent) == 1:
                rest = [self._scalar(arg) for arg in side.args if arg is not dependent[0]]
                return float(np.prod(rest)) * self.of(dependent[0])
        if isinstance(side, Sum) and self.world.sizes[side.index.sort] <= FEW:
            return sum(self._at(side, element) for element in self._range(side))
        if isinstance(side, Derivative) and not axes & side.body.free:
            value = self._slope(side)
        elif any(isinstance(node, Derivative) for node in side.walk()):
            raise Unsupported("a derivative for every component")
        else:
            context, components = self.statement.context, self.statement.axes
            found = evaluate(side, self.world, self.values, context, components)
            value = float((self.direction * found).sum())
        self.scale = max(self.scale, abs(value))
        return value

    def _range(self, side: Sum) -> list[int]:
        size = self.world.sizes[side.index.sort]
        return [at for at in range(size) if self._within(side, at)._holds(side.where)]

    def _within(self, side: Sum, element: int) -> Directional:
        indices = {**self.world.indices, side.index: element}
        return replace(self, world=World(self.world.sizes, indices, self.world.maps))

    def _holds(self, condition: Condition) -> bool:
        return bool(NumpyForm(self.world, {}, self.world.indices).holds(condition).data)

    def _at(self, side: Sum, element: int) -> float:
        inner = self._within(side, element)
        value = inner.of(side.body)
        self.scale = max(self.scale, inner.scale)
        return value

    def _scalar(self, term: Term) -> float:
        return float(evaluate(term, self.world, self.values, self.statement.context))

    def _slope(self, derivative: Derivative) -> float:
        """Return the derivative of a body as the entries of its variable move along."""
        symbol, indices = derivative.variable.symbol, derivative.variable.indices
        if not all(axis in indices for axis in self.statement.axes):
            raise Unsupported("an axis that is no index of the variable itself")
        arrays = {**constrained(self.world, self.statement.context), **self.values}
        point = {name: Labelled((), np.asarray(value)) for name, value in arrays.items()}
        form = NumpyForm(self.world, point, dict(self.world.indices))
        axes = self.statement.axes
        at = tuple(slice(None) if i in axes else int(form.element(i).data) for i in indices)
        along = np.zeros_like(self.values[symbol])
        along[at] = np.transpose(self.direction, [axes.index(i) for i in indices if i in axes])

        def moved(step: complex) -> complex:
            array = Labelled((), self.values[symbol] + step * along)
            return complex(form.moved(symbol, array).value(derivative.body).data)

        if is_analytic(derivative.body):
            return moved(COMPLEX_STEP * 1j).imag / COMPLEX_STEP
        near, far = (moved(h).real - moved(-h).real for h in (STEP, 2 * STEP))
        return (8 * near - far) / (12 * STEP)


def along(statement: Statement, world: World) -> tuple[Outcome, float]:
    """Compare both sides in one random direction; the number is how far they are apart."""
    rng = np.random.default_rng(int.from_bytes(statement.digest, "big"))
    values = random_point(statement.context, statement.symbols, world, rng)
    d = rng.standard_normal([world.sizes[axis.sort] for axis in statement.axes])
    directional = Directional(statement, world, values, d)
    try:
        left, right = (directional.of(side) for side in statement.sides)
    except Unsupported:
        return Outcome.NO_ANSWER, 0.0
    distance = abs(left - right) / directional.scale
    return (Outcome.EQUAL if distance < 1e-9 else Outcome.DIFFERENT), distance


def rows() -> Iterator[tuple[str, Statement]]:
    seen: set[bytes] = set()
    for name in DOCUMENTS:
        for number, statement in enumerate(statements(name), 1):
            if statement.fingerprint not in seen:
                seen.add(statement.fingerprint)
                yield f"{name} {number}", statement


def test_every_gradient_step_at_large_sizes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numpy_compare, "POINTS", 1)
    directions = 0
    print(f"\n{'statement':<20} {'components':<12} {'direction':<12} {'apart':>8}  seconds")
    for name, statement in rows():
        world = spread_world(statement, SIZES)
        assert world is not None
        began = time.perf_counter()
        drawn = NumpyWitness(statement.context, b"large").compare(statement, world)
        whole, distance = along(statement, world)
        took = time.perf_counter() - began
        directions += whole is Outcome.EQUAL
        print(f"{name:<20} {drawn.name:<12} {whole.name:<12} {distance:8.0e}  {took:7.2f}")
        assert drawn is Outcome.EQUAL, name
        assert whole is not Outcome.DIFFERENT, name
    assert directions > 30
    scale = 1 if sys.platform == "darwin" else 1024  # bytes there, kilobytes here
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale / 1e6
    print(f"peak memory          {used:6.0f} MB limit {MEMORY_LIMIT}")
    assert used < MEMORY_LIMIT
