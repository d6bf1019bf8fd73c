"""A value that a text solves for at its end is not what the letter is above."""

from tests.check.support import check, steps

SHEET = r"""Let $X \in \mathbb{R}^{n \times d}$, $w \in \mathbb{R}^d$ and $t \in \mathbb{R}^n$.

$$E(w) = \frac12 \|t - Xw\|^2$$
$$\nabla E(w) = -X^T (t - Xw)$$
$$\nabla E(w) = X^T (t - Xw)$$
$$w = (X^T X)^{-1} X^T t$$
"""


def test_the_optimum_below_is_not_the_variable_above() -> None:
    found = steps(check(SHEET, None))
    verdicts = [one.verdict.value for one in found]
    assert verdicts[:2] == ["given", "proved"]
    assert verdicts[2] in ("refuted", "undecided")


def test_what_words_say_behind_a_formula_holds_in_it() -> None:
    text = r"$$\frac{\partial f}{\partial z} = 2z, \quad f = z^2$$ where $z = 3x + 1$." + "\n"
    assert "refuted" not in [one.verdict.value for one in steps(check(text, None))]


def test_what_a_text_solves_for_may_have_an_index() -> None:
    text = (
        "Let $x_i \\in \\mathbb{R}$, and let $Q = -\\sum_{i=1}^n r_{ik} (x_i - m_k)^2$, so\n"
        "$$\\frac{\\partial Q}{\\partial m_k} = 2 \\sum_{i=1}^n r_{ik} (x_i - m_k)$$\n"
        "Setting it to zero gives\n$$m_k = \\sum_{i=1}^n r_{ik} x_i$$\n"
    )
    last = steps(check(text, None))[-1]
    assert (last.verdict.value, last.code) == ("undecided", "equation")
