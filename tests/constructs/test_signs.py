"""Which terms count as positive: no condition is asked for where none is needed."""

import pytest

from tests.check.support import step


@pytest.mark.parametrize(
    ("argument", "needs"),
    [
        (r"\frac{1}{\sqrt{x}} e^{x}", False),
        (r"\frac{1}{x^2}", False),
        (r"\sqrt{\exp(x)}", False),
        (r"\sqrt{x}", True),  # zero at 0
        (r"x^2", True),
        (r"\frac{1}{x}", True),
        (r"\frac{1}{x^3}", True),
    ],
)
def test_a_logarithm_needs_a_condition_unless_its_argument_is_positive(
    argument: str, needs: bool
) -> None:
    found = step(f"$$ \\log({argument}) = \\log({argument}) + x - x $$")
    assert any("> 0" in one.text for one in found.conditions) is needs
