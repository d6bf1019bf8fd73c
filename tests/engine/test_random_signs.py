"""Random statements about signs: none that is false at some point is proved."""

from random import Random

import pytest

from derivcheck.engine.decide import decide
from derivcheck.engine.decision import Tools, draw_fields
from tests.engine.random_signs import about_scalars, about_sums, differs_at

TOOLS = Tools(draw_fields(b"random signs"), None, None)


def count_proved(make: object, seed: str, count: int) -> int:
    """Return how many of some random statements are proved; fails if one of these is false."""
    proved = 0
    for number in range(count):
        random = Random(f"{seed} {number}")
        statement = make(random)  # type: ignore[operator]
        if decide(statement, TOOLS).equal is True:
            point = differs_at(random, statement)
            assert point is None, (seed, number, point)
            proved += 1
    return proved


def test_no_false_statement_about_scalars_is_proved() -> None:
    assert count_proved(about_scalars, "scalars", 20) >= 8


def test_no_false_statement_about_sums_is_proved() -> None:
    assert count_proved(about_sums, "sums", 15) >= 3


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_no_false_statement_is_proved_among_many(seed: int) -> None:
    assert count_proved(about_scalars, f"many scalars {seed}", 250) >= 80
    assert count_proved(about_sums, f"many sums {seed}", 120) >= 30
