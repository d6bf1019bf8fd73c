"""Functions that are said for some arguments only, and positive numbers that are so no longer."""

import pytest

from tests.check.support import check, steps


def verdicts(text: str) -> list[str]:
    return [one.verdict.value for one in steps(check(text, None))]


@pytest.mark.parametrize(
    "text",
    [
        "Let $f(x) = x^2, x > 0$. Then $f(-1) = 1$.\n",
        "Let $f(x) = x^2$ for $x > 0$. Then $f(-1) = 1$.\n",
        "For $x \\ge 1$ let $f(x) = \\log x$. $f(1/2) = -\\log 2$.\n",
        "Let $f(x) = x^2$ for positive $x$. Then $f(-1) = 1$.\n",
        "Let $f(x) = x^2$ for $x > 0$. Then $f(-1) = 2$.\n",
        "Define $f(x) = x^2$ on $[0, 1]$. Then $f(2) = 4$.\n",
        "Let $f(x) = x^2$ when $x$ is at least zero. Then $f(-1) = 1$.\n",
    ],
)
def test_where_a_function_is_not_said_nothing_is_decided(text: str) -> None:
    assert verdicts(text) == ["given", "undecided"]


@pytest.mark.parametrize(
    "text",
    [
        "Let $f(x) = x^2$ for $x \\in \\mathbb{R}$. Then $f(-1) = 1$.\n",
        "Let $f(x) = x^2$. Then $f(-1) = 1$.\n",
        "Let $f(x) = x^2$. On $[0, 1]$ it grows, and $f(2) = 4$.\n",
        "Let $f(x) = x^2$ for $x > 0$. Then $f(2) = 4$.\n",
        "Let $f(x) = x^2$ for $x > 0$. Then $f'(x) = 2x$.\n",
    ],
)
def test_where_it_is_said_it_is(text: str) -> None:
    assert verdicts(text) == ["given", "proved"]


@pytest.mark.parametrize(
    "words",
    [
        "Let $a > 0$ and, in what follows, $a$ arbitrary again.",
        "Let $a > 0$. We drop the assumption $a > 0$.",
        "Let $a > 0$. We now remove the positivity assumption.",
        "Let $a > 0$. Forget about $a > 0$.",
    ],
)
def test_what_is_taken_back_proves_nothing(words: str) -> None:
    assert verdicts(f"{words} Then $|a| = a$.\n")[-1] == "undecided"


@pytest.mark.parametrize(
    "words", ["Let $a > 0$.", "Let $a > 0$. We no longer need the index.", "Let $a > 0$. Again,"]
)
def test_what_stands_proves(words: str) -> None:
    assert verdicts(f"{words} Then $|a| = a$.\n")[-1] == "proved"


def test_a_logarithm_is_said_where_it_is_defined() -> None:
    text = "Let $f(x) = \\log x$ for $x > 0$. Then $f(ab) = f(a) + f(b)$.\n"
    assert verdicts(text) == ["given", "proved"]
    assert verdicts(text.replace("x > 0", "x > 1")) == ["given", "undecided"]
    assert verdicts(text.replace("log x", "log x^2")) == ["given", "undecided"]
    assert verdicts(text.replace("+ f(b)", "- f(b)")) == ["given", "undecided"]
