"""Rounded numbers are not refuted in the places that they show."""

import pytest

from tests.check.support import step


@pytest.mark.parametrize(
    "claim",
    [
        r"\sqrt 2 = 1.414",
        r"1.41 = \sqrt 2",
        r"\log 2 = 0.69",
        r"\log(0.5) = -0.69",
        r"\frac{22}{7} = 3.142857",
        r"\frac23 = 0.667",
        r"\frac23 = 0.666",
        r"\frac{1}{1 + e^{-2}} = 0.9",
    ],
)
def test_a_number_rounded_or_cut_off(claim: str) -> None:
    found = step(f"$${claim}$$", None)
    assert (found.verdict.value, found.code) == ("undecided", "rounded")


@pytest.mark.parametrize(
    "claim",
    [
        r"\sqrt 2 = 1.5",
        r"\sqrt 2 = 1.413",
        r"\log(0.5) = 0.69",
        r"\frac23 = 0.665",
        r"\frac12 = 0.6",
        r"0.1 + 0.2 = 0.31",
        r"\frac{1}{1 + e^{-2}} = 1",
        r"\frac{22}{7} = \frac{31}{10}",
    ],
)
def test_a_number_that_is_wrong_in_a_place_that_it_shows(claim: str) -> None:
    assert step(f"$${claim}$$", None).verdict.value == "refuted"


@pytest.mark.parametrize(("claim", "verdict"), [("= 0.5", "proved"), (r"\neq 0.5", "refuted")])
def test_an_exact_number_is_decided(claim: str, verdict: str) -> None:
    assert step(rf"$$\frac12 {claim}$$", None).verdict.value == verdict
