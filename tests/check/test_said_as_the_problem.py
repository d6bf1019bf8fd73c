"""What a part says of ŷ as the problem does: then it has no ŷ of its own."""

import pytest

from tests.check.support import check, steps

TEXT = (
    "## (b)\n\n%s\n\n$$ CE(y, \\hat y) = J(y, \\hat y) $$\n\n"
    "Then\n\n$$ \\sum_i \\hat y_i \\frac{\\partial \\log \\hat y_i}{\\partial \\theta_j} = %s $$\n"
)
SAME = r"$$ \hat y = \text{softmax}(\theta) $$"


@pytest.mark.parametrize(
    ("said", "right", "verdict"),
    [
        (SAME, "0", "proved"),
        (SAME, r"\hat y_j", "refuted"),
        ("We have:", r"\hat y_j", "undecided"),
        (r"$$ \hat y = \text{softmax}(2\theta) $$", r"\hat y_j", "undecided"),
        (r"$$ \hat y = \text{hardmax}(\theta) $$", r"\hat y_j", "undecided"),
    ],
)
def test_a_name_that_is_said_to_mean_the_same(said: str, right: str, verdict: str) -> None:
    assert steps(check(TEXT % (said, right)))[-1].verdict.value == verdict
