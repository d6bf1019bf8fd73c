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


_ENTRIES = "Let $x \\in \\mathbb{R}^n$.\n\n"


@pytest.mark.parametrize(
    "said",
    [
        "For $i>1$ we set\n$$s_i = x_i^2$$\n\n",
        "$$s_i = x_i^2, \\quad i \\ge 2$$\n\n",
        "Let $s_i = x_i^2$ for $i \\neq 1$.\n\n",
        "Let $s_i = x_i^2$ for $1 < i \\le n$.\n\n",
        "Let $s_i = x_i^2$ for $i \\le n - 1$.\n\n",
        "Let $s_i = x_i^2$ for even $i$.\n\n",
        "Let $s_i = x_i^2$ for $i = 2, \\dots, n$.\n\n",
    ],
)
@pytest.mark.parametrize(
    "claim", ["\\sum_i s_i = x^\\top x", "s_1 = x_1^2", "s^\\top s = \\sum_i x_i^4", "s_1 = 2 x_1"]
)
def test_where_entries_are_not_said_nothing_is_decided(said: str, claim: str) -> None:
    found = verdicts(f"{_ENTRIES}{said}Then $${claim}$$\n")
    assert (found[0], found[-1]) == ("given", "undecided")


@pytest.mark.parametrize(
    "said",
    [
        "Let $s_i = x_i^2$ for $i = 1, \\dots, n$.\n\n",
        "Let $s_i = x_i^2$ for $1 \\le i \\le n$.\n\n",
        "Let $s_i = x_i^2$ for $i \\ge 1$.\n\n",
        "Let $s_i = x_i \\sum_{j \\neq i} x_j + x_i^2 - x_i \\sum_{j \\neq i} x_j$.\n\n",
        "For every $i$ we set $$s_i = x_i^2$$\n\n",
    ],
)
def test_where_all_entries_are_said_they_are(said: str) -> None:
    claim = "Then $$\\sum_i s_i = x^\\top x$$\n"
    assert verdicts(_ENTRIES + said + claim) == ["given", "proved"]
    assert verdicts(_ENTRIES + said + claim.replace("x^\\top", "2 x^\\top"))[1] == "refuted"


def test_entries_that_are_said_to_be_so_are_so() -> None:
    said = "Let $s_i = x_i^2$ for $i \\neq 1$.\n\n"
    assert verdicts(_ENTRIES + said + "Then $$s_i = (-x_i)^2$$\n") == ["given", "proved"]
    limited = "Then $$\\sum_{i \\neq 1} s_i = \\sum_{i \\neq 1} (-x_i)^2$$\n"
    assert verdicts(_ENTRIES + said + limited) == ["given", "proved"]
