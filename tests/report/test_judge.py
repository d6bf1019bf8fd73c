"""The exit status: what passes, what fails, whose fault it is."""

import pytest
from msgspec.structs import replace

from derivcheck.check.finding import Answer, StepFinding, Verdict
from derivcheck.report.judge import exit_status
from derivcheck.report.model import ErrorReport
from derivcheck.source import Diagnostic, Span
from tests.report.example import (
    DEFINITION,
    PROVED,
    REFUTED,
    UNDECIDED,
    UNREAD,
    finding,
    part,
    report,
)

GOOD = (DEFINITION, PROVED)


def status(*steps: StepFinding, diagnostics: tuple[str, ...] = (), **settings: object) -> int:
    said = tuple(Diagnostic(code, "…", Span(0, 1)) for code in diagnostics)
    made = finding((part("b", steps, Answer(None, "none")),), diagnostics=said)
    return exit_status(report(made, **settings))  # type: ignore[arg-type]


def test_proved_and_given_are_good() -> None:
    assert status(*GOOD) == 0


def test_a_proof_at_some_sizes_is_good() -> None:
    from tests.report.example import PROVED_SMALL

    assert status(PROVED_SMALL) == 0


@pytest.mark.parametrize("bad", [REFUTED, UNREAD, UNDECIDED])
def test_anything_else_fails_unless_allowed(bad: StepFinding) -> None:
    assert status(*GOOD, bad) == 1
    assert status(*GOOD, bad, allowed=frozenset({bad.verdict.value})) == 0
    assert status(*GOOD, bad, allowed=frozenset({"ill-typed"})) == 1


def test_an_expectation_decides_over_the_verdict() -> None:
    met = replace(REFUTED, expected="refuted", as_expected=True)
    unmet = replace(PROVED, expected="refuted", as_expected=False)
    assert status(met) == 0
    assert status(unmet) == 1
    assert status(replace(REFUTED, expected="unread", as_expected=False),
                  allowed=frozenset({"refuted"})) == 1  # fmt: skip


@pytest.mark.parametrize("code", ["unused-expectation", "broken-directive"])
def test_an_unused_or_unparsable_expectation_fails(code: str) -> None:
    assert status(*GOOD, diagnostics=(code,)) == 1
    assert status(*GOOD, diagnostics=("currency",)) == 0


def test_too_few_steps_fail() -> None:
    assert status(min_steps=1) == 1
    assert status() == 0
    assert status(*GOOD, min_steps=2) == 0


def test_a_file_that_cannot_be_read_outweighs_a_wrong_step() -> None:
    error = ErrorReport("x.md", "no-such-file", "no such file")
    assert status(REFUTED, errors=(error,)) == 2


def test_our_own_fault_outweighs_everything_and_cannot_be_allowed() -> None:
    disagreement = replace(UNDECIDED, code="disagreement", as_expected=True)
    assert disagreement.verdict is Verdict.UNDECIDED
    assert status(disagreement, allowed=frozenset({"undecided"})) == 3
    broken = (ErrorReport("x.md", "no-such-file", "…"), ErrorReport("y.md", "internal-error", "…"))
    assert status(*GOOD, errors=broken) == 3
