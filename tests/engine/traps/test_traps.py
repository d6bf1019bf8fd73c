"""Statements that are false, or true only sometimes: none is proved, nearly all are refuted.

Each stands in `traps.toml` under the reason why a naive engine would prove it.  Traps about terms
that cannot be written as formulas are in `tests/engine/test_cutoff.py`.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from derivcheck.check import Options
from derivcheck.check.finding import StepFinding
from derivcheck.problem import parse_problem
from tests.identities.library import judge, problem_of

DATA = tomllib.loads((Path(__file__).parent / "traps.toml").read_text(encoding="utf-8"))
PROBLEM = parse_problem(DATA["problem"], "traps.toml", "traps")
# larger witnesses are not what anyone checks by hand
LARGEST = 8


@dataclass(frozen=True)
class Trap:
    latex: str
    part: str | None
    verdict: str
    why: str


TRAPS = [
    Trap(latex, group.get("part"), verdict, group["why"])
    for group in DATA["group"]
    for verdict in ("refuted", "undecided")
    for latex in group.get(verdict, ())
]


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.latex)
def test_a_trap_is_not_proved(trap: Trap) -> None:
    found = judge(PROBLEM, trap.latex, trap.part)
    assert found.verdict.value != "proved", trap.why
    assert found.verdict.value == trap.verdict, f"{found.code}: {found.message}"
    if trap.verdict == "refuted":
        assert_small(found)


def assert_small(found: StepFinding) -> None:
    witness = found.witness
    assert witness is not None and witness.lhs != witness.rhs
    assert all(size <= LARGEST for _, size in witness.sizes)


@pytest.mark.slow
@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.latex)
def test_no_witness_lets_a_trap_pass(trap: Trap) -> None:
    found = judge(PROBLEM, trap.latex, trap.part, Options())
    assert found.verdict.value == trap.verdict, trap.why


@pytest.mark.parametrize(
    "latex", ["\\sum_i 1 = 3", "z_1 = z_2", "p_1 = \\sigma(z_2 - z_1)", "\\|a\\|^2 = a_1^2 + a_2^2"]
)
def test_what_fails_at_the_fixed_size_is_refuted_there(latex: str) -> None:
    found = judge(problem_of("fixed"), latex, None)
    assert found.verdict.value == "refuted" and found.witness is not None
    fixed = {"Class": 2, "Dim": 3}
    assert all(size == fixed.get(sort, size) for sort, size in found.witness.sizes)


def test_there_are_enough_traps() -> None:
    assert len(TRAPS) >= 60
    assert len({(trap.latex, trap.part) for trap in TRAPS}) == len(TRAPS)
    assert all(trap.why for trap in TRAPS)
