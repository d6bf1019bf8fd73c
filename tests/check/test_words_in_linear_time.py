"""Words that repeat what a pattern looks for cost no more than they are long."""

import time

import pytest

from tests.check.support import check, steps

CLAIM = "\n\n$$ \\sum_w \\hat y_w = 2 $$\n"


@pytest.mark.parametrize("piece", ["equals to ", "set ", "if ", "for all other "])
def test_time_is_linear(piece: str) -> None:
    start = time.perf_counter()
    assert steps(check(f"## (a)\n\n{piece * 300}{CLAIM}"))
    assert time.perf_counter() - start < 4  # cubic time takes ten seconds and more
