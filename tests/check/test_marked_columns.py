"""Vectors with a mark, of words that were drawn, and with the place of their word above."""

import pytest

from tests.check.support import check, steps

# @ is the vector of a sample
SAID = "## (f) Negative sampling\n\nThe $K$ negative samples have the vectors @:\n\n"
LOSS = r"$$J = -\log \sigma(u_o^T v_c) %s \sum_{k=1}^K \log \sigma(-@^T v_c)$$" "\n\n"
SLOPE = r"$$\frac{\partial J}{\partial v_c} = (\sigma(u_o^T v_c) - 1) u_o %s "
SLOPE += r"\sum_{k=1}^K (1 - \sigma(-@^T v_c)) @$$"


def _verdicts(text: str, name: str) -> list[str]:
    return [one.verdict.value for one in steps(check(text.replace("@", name)))]


@pytest.mark.parametrize("name", [r"\tilde u_k", r"\bar{\mathrm{u}}_k", r"\widetilde{u}_{k}"])
def test_a_marked_vector_of_a_sample_is_that_of_its_word(name: str) -> None:
    assert _verdicts(SAID + LOSS % "-" + SLOPE % "+", name) == ["proved", "proved"]
    assert _verdicts(SAID + LOSS % "-" + SLOPE % "-", name) == ["proved", "refuted"]
    assert _verdicts(SAID + LOSS % "+", name) == ["refuted"]


@pytest.mark.parametrize(
    "text",
    [
        # nothing says that these are drawn; the text says itself what they are
        LOSS % "-",
        SAID + "$$@ = 2 u_{w_k}$$\n\n" + LOSS % "-",
        # the mark means something else as well
        SAID + "$$\\tilde u_w = 2 u_w$$\n\n" + LOSS % "-",
    ],
)
def test_a_mark_that_may_say_more_is_not_read_so(text: str) -> None:
    assert _verdicts(text, r"\tilde u_k")[-1] != "proved"


def test_a_place_above_a_vector_is_that_of_its_word() -> None:
    right = r"v^{(c-m)} + \dots + v^{(c-1)} + v^{(c+1)} + \dots + v^{(c+m)}"
    left = r"$$\sum_{-m \le j \le m, j \neq 0} v_{c+j} = "
    assert steps(check(f"{left}{right}$$"))[-1].verdict.value == "proved"
    assert steps(check(f"{left}2({right})$$"))[-1].verdict.value == "refuted"
