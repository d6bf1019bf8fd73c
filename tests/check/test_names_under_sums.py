"""A name that was defined for one k, under a Σ over k and beside it."""

import pytest

from tests.check.support import check, steps

NAMES = "(f) Let $a = u_o^\\top v_c$ and $b = -u_k^\\top v_c$.\n\n$$ %s $$\n"
J = "J_{neg-sample}(v_c, o, U)"
BY_V = rf"\frac{{\partial {J}}}{{\partial v_c}}"


@pytest.mark.parametrize(
    ("row", "verdict", "code"),
    [
        (rf"{J} = -\log \sigma(a) - \sum_{{k=1}}^K \log \sigma(b)", "proved", None),
        (rf"{J} = -\log \sigma(a) + \sum_{{k=1}}^K \log \sigma(b)", "undecided", "name-under-sum"),
        (rf"{J} = -\log \sigma(a) - \log \sigma(b)", "undecided", "which-sum"),
        (r"b = -v_c^\top u_k", "proved", None),
        (r"b = v_c^\top u_k", "refuted", "not-equal"),
        (
            rf"{BY_V} = (\sigma(a) - 1) u_o + (1 - \sigma(b)) \frac{{\partial b}}{{\partial v_c}}",
            "undecided",
            "which-sum",
        ),
        (
            rf"{BY_V} = (\sigma(a) - 1) u_o - \sum_{{k=1}}^K (1 - \sigma(b))"
            r" \frac{\partial b}{\partial v_c}",
            "proved",
            None,
        ),
    ],
)
def test_a_name_for_one_k(row: str, verdict: str, code: str | None) -> None:
    found = steps(check(NAMES % row))[-1]
    assert (found.verdict.value, found.code) == (verdict, code)
