"""A text that says what σ² is says of σ that it is no free letter."""

import pytest

from tests.check.support import check, steps

VARIANCE = r"$$\sigma^2 = \frac{1}{n} \sum_{i=1}^n (x_i - \mu)^2$$"
SCALED = r"$$z = \frac{\mu}{\sigma}$$"
PARTIAL = r"$$\frac{\partial z}{\partial \mu} = \frac{1}{\sigma}$$"
DECLARED = "Let $x \\in \\mathbb{R}^n$, $\\mu \\in \\mathbb{R}$ and $\\sigma > 0$.\n\n"


def verdicts(*chains: str) -> list[str]:
    return [one.verdict.value for one in steps(check("\n\n".join(chains), None))]


@pytest.mark.parametrize("before", [DECLARED, ""])
def test_it_may_depend_on_what_is_differentiated_by(before: str) -> None:
    assert verdicts(before, SCALED, PARTIAL)[-1] == "proved"
    assert "proved" not in verdicts(before, VARIANCE, SCALED, PARTIAL)
    behind = "$$\\frac{\\partial}{\\partial \\mu} \\sigma^2 \\mu = \\sigma^2$$\n\nwhere "
    assert "proved" not in verdicts(before, behind + VARIANCE.replace("$$", "$") + ".")


def test_what_is_said_later_did_not_hold_before() -> None:
    assert verdicts(DECLARED, SCALED, PARTIAL, "So we find", VARIANCE)[-2] == "proved"


@pytest.mark.parametrize("before", [DECLARED, ""])
def test_saying_so_is_no_error(before: str) -> None:
    assert "refuted" not in verdicts(before, VARIANCE)


def test_a_square_that_is_a_number_depends_on_nothing() -> None:
    assert verdicts("Let $\\sigma > 0$, $\\sigma^2 = 1$.", SCALED, PARTIAL)[-1] == "proved"


def test_it_is_not_held_fixed_beside_a_defined_name() -> None:
    text = (
        "Let $x, w \\in \\mathbb{R}^n$.\n\n$$a = w^\\top x$$\n\n$$s^2 = a + 1$$\n\n"
        "$$\\frac{\\partial s^2 a}{\\partial a} = s^2$$"
    )
    assert "proved" not in verdicts(text)
