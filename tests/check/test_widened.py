"""A claim under a condition, of which the words behind it say that it holds without as well."""

import pytest

from tests.check.support import check, steps

CASE = "For $w \\neq o$: $$\\frac{\\partial J}{\\partial u_w} = \\hat y_w v_c$$"

OTHER = "$$\\frac{\\partial J}{\\partial u_o} = (\\hat y_o - 1) v_c$$"


def first(text: str, name: str | None = "word2vec") -> tuple[str, str | None]:
    found = steps(check(text, name))[0]
    return found.verdict.value, found.code


@pytest.mark.parametrize(
    "words",
    [
        "and the same for $w = o$.",
        "This holds also for $w = o$.",
        "The case $w = o$ is identical.",
        "and similarly for $o$.",
        "The true word has the same gradient.",
        "In fact this holds for every word.",
        "It is no different if $w = o$.",
        "当 $w=o$ 时同样成立。",
        "Für $w = o$ gilt das gleiche.",
        "The condition $w \\neq o$ is not even needed when $w = o$.",
        "Note that $w = o$ is allowed, too.",
        "It is true for $w$ in general.",
        "And the same for w = o.",
        "The true word is no exception.",
    ],
)
def test_what_is_said_of_the_other_case_too_is_not_proved(words: str) -> None:
    assert first(f"{CASE} {words}\n") == ("undecided", "wider-claim")


def test_so_is_what_is_said_before_the_formula_or_within_its_sentence() -> None:
    claim = "$$\\frac{\\partial J}{\\partial u_w} = \\hat y_w v_c,$$"
    undecided = ("undecided", "wider-claim")
    assert first(f"For $w \\neq o$, and likewise for the true word: {claim}\n") == undecided
    assert first(f"For $w \\neq o$ {claim} which is also true of $w = o$.\n") == undecided
    assert first(f"For $w \\neq o$ we have {claim}\n")[0] == "proved"


@pytest.mark.parametrize(
    "words",
    [
        "",
        "We use the same notation as above.",
        "This also agrees with intuition.",
        "The case $w = o$ was treated above.",
        "The case $w = o$ is different.",
        "It is also proportional to $v_c$.",
        "This also holds for $K = 5$.",
        "This holds for all words other than $o$.",
        "This holds for the other words, as well.",
        "The true word is treated below as well.",
        f"In the same way, for $w = o$: {OTHER}",
    ],
)
def test_what_says_nothing_of_it_or_has_its_own_formula_leaves_it_proved(words: str) -> None:
    assert first(f"{CASE} {words}\n")[0] == "proved"


def test_a_sign_as_well() -> None:
    assert first("For $a > 0$, $|a| = a$. For negative $a$ it is the same.\n", None) == (
        "undecided",
        "wider-claim",
    )
    assert first("For $a > 0$, $|a| = a$.\n", None)[0] == "proved"


REALS = "Let $x, y \\in \\mathbb{R}$."
QUOTIENT = "$\\frac{x}{y} \\cdot y = x$"


@pytest.mark.parametrize(
    "text",
    [
        f"Then {QUOTIENT} for $y = 0$.",
        f"For $y=0$ we have {QUOTIENT}.",
        f"Then {QUOTIENT}, also at $y = 0$.",
        "$$\\frac{x}{y} \\cdot y = x \\quad \\text{for } y = 0$$",
        "Then $e^{\\log y} = y$ even for $y = 0$.",
    ],
)
def test_what_is_said_of_values_at_which_it_means_nothing_is_not_proved(text: str) -> None:
    assert first(f"{REALS} {text}\n", None) == ("undecided", "wider-claim")


@pytest.mark.parametrize(
    "text",
    [
        f"Then {QUOTIENT}.",
        f"Then {QUOTIENT}, which is undefined for $y = 0$.",
        f"Then {QUOTIENT} unless $y = 0$.",
        f"For $y = 0$ there is nothing to show, and for $y \\neq 0$ {QUOTIENT}.",
        f"Then {QUOTIENT} for $x = 0$.",
    ],
)
def test_what_is_left_out_is_left_out(text: str) -> None:
    assert first(f"{REALS} {text}\n", None)[0] == "proved"
