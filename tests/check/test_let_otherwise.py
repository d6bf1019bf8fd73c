"""Letters of the problem's vectors that a text lets be numbers: “let y = σ(x)”."""

import pytest

from tests.check.support import answers, check, steps

SUM = r"$$ \frac{\partial J}{\partial v_c} = U(\hat y - y) $$"


def verdicts(text: str) -> list[str]:
    return [one.verdict.value for one in steps(check(text))]


@pytest.mark.parametrize("letter", ["y", "u", "U", "V", "c", "J"])
def test_a_part_about_numbers_may_define_any_letter(letter: str) -> None:
    text = (
        f"## (e)\n\nLet ${letter} = \\sigma(x)$.\n\n"
        f"$$ \\frac{{d{letter}}}{{dx}} = {letter}(1 - {letter}) $$\n\n"
        f"$$ \\frac{{d{letter}}}{{dx}} = {letter}(1 + {letter}) $$\n"
    )
    assert verdicts(text) == ["given", "proved", "refuted"]


def test_the_letter_is_the_problems_in_other_parts() -> None:
    text = f"## (e)\n\nLet $y = \\sigma(x)$.\n\n## (b)\n\n{SUM}\n"
    assert verdicts(text) == ["given", "proved"]
    assert answers(check(text))["e"] == (None, "none")


@pytest.mark.parametrize(
    "before", ["## (b)\n\nLet $y = \\sigma(x)$.", "Let $y = \\sigma(x)$.\n\n## (b)"]
)
def test_a_vector_that_is_needed_as_well_is_unread_where_it_does_not_fit(before: str) -> None:
    wrong = r"$$ \frac{\partial J}{\partial v_c} = \sum_w (y_w - \hat y_w) u_w $$"
    text = f"{before}\n\n{SUM}\n\n{wrong}\n"
    assert verdicts(text)[:2] == ["unread", "proved"]
    assert verdicts(text)[2] != "proved"


def test_a_letter_that_words_let_be_a_number_is_unread() -> None:
    text = "## (e)\n\nLet $u$ be $1 + e^{-x}$.\n\n$$ \\sigma(x) = u^{-1} $$\n"
    assert verdicts(text) == ["unread"]


def test_what_a_part_claims_of_the_problems_loss_is_a_claim() -> None:
    assert verdicts("## (a)\n\n$$ J = \\sigma(x) $$\n") == ["refuted"]


def test_a_vector_put_to_a_number_is_no_definition() -> None:
    text = "## (e)\n\nLet $y = 0$.\n\n$$ y = 0 $$\n"
    assert "given" not in verdicts(text)


@pytest.mark.parametrize(
    ("opening", "verdict"),
    [
        (r"Let $t = e^x \text{ and } \sigma(t) = \frac{t}{t + 2}$.", "undecided"),
        (r"Define $t = e^x$ and $\sigma(t) = \frac{t}{t + 2}$.", "undecided"),
        (r"Let $t = e^x$, $\sigma(t) = \frac{t}{t + 2}$.", "undecided"),
        # no more of what is let be so
        (r"Let $t = e^x$. $\sigma(t) = \frac{t}{t + 2}$.", "refuted"),
        (r"Let $t = e^x$, so $\sigma(t) = \frac{t}{t + 2}$.", "refuted"),
        (r"Let $t = e^x$ and $\sigma(t) + 1 = \frac{t}{t + 2}$.", "refuted"),
    ],
)
def test_the_second_of_two_definitions_is_let_be_so_as_well(opening: str, verdict: str) -> None:
    assert verdicts(f"(e) {opening}\n") == ["given", verdict]
