"""Other conventions are tried with no more work than they ask for."""

import pytest

from derivcheck.check.conventions.document import DEFAULTS
from derivcheck.check.judging import judge
from derivcheck.check.names.settings import Settings
from derivcheck.check.reading.families import Families
from derivcheck.check.reading.members import Reading, part_entry, read_chain
from derivcheck.check.reading.own_names import Names
from derivcheck.document import read_document
from tests.check.support import check, display, problem

NO_FAMILIES = Families({}, 0)
# the first step adds a number to a vector, and no trial asks for what comes behind it
CHAIN = (
    r"\frac{\partial J}{\partial v_c} = \sum_w \hat y_w u_w + \log \hat y_o"
    r" = \sum_w \hat y_w u_w = \sum_k \hat y_k u_k = U \hat y"
)


def test_a_chain_is_read_as_far_as_a_trial_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int | None] = []
    real = judge.read_chain

    def counted(chain, scope, most):  # type: ignore[no-untyped-def]
        asked.append(most)
        return real(chain, scope, most)

    monkeypatch.setattr(judge, "read_chain", counted)
    check(display("b", CHAIN))
    assert None in asked and set(asked) == {None, 2}


def said(reading: Reading) -> tuple[object, ...]:
    return reading.tensor, reading.failure and reading.failure.code, reading.remarks


@pytest.mark.parametrize("sums", ["written", "repeated", "absent"])
def test_no_later_member_changes_what_those_before_it_mean(sums: str) -> None:
    (part,) = read_document("notes.md", display("b", CHAIN)).parts
    (chain,) = part.chains
    found = Settings(problem(), {**DEFAULTS, "sums": sums}, NO_FAMILIES)
    setting = found.of(part_entry(problem(), "b"), Names())
    whole = [said(one) for one in read_chain(chain, setting.scope())]
    for most in range(1, len(whole) + 1):
        assert [said(one) for one in read_chain(chain, setting.scope(), most)] == whole[:most]


def test_what_a_problem_declares_is_one_for_all_conventions() -> None:
    entry = part_entry(problem(), "b")
    first, other = (
        Settings(problem(), {**DEFAULTS, "vectors": one}, NO_FAMILIES).of(entry, Names())
        for one in ("columns", "rows")
    )
    assert first.context is other.context and first.signature is other.signature
    assert first.goal is not None and other.goal is not None
    assert first.goal.shape == other.goal.shape[::-1]
