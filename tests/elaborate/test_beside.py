"""∂J/∂a where J is written by a and other names of the document, which are held fixed."""

import pytest

from tests.check.support import check, steps

NAMES = "(%s) Let $a = u_o^\\top v_c$ and $b = -u_k^\\top v_c$.\n\n$$ %s $$\n"
BY_A = r"\frac{\partial J_{neg-sample}}{\partial a}"
BY_B = r"\frac{\partial J_{neg-sample}}{\partial b}"


def last(text: str) -> str:
    return steps(check(text))[-1].verdict.value


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        (rf"{BY_A} = \sigma(a) - 1", "proved"),
        (rf"{BY_A} = 1 - \sigma(a)", "refuted"),
        (rf"{BY_B} = \sigma(b) - 1", "proved"),
        (rf"{BY_B} = \sigma(-u_k^\top v_c)", "refuted"),
        (
            r"\frac{\partial J_{neg-sample}}{\partial u_o} = "
            rf"{BY_A} \frac{{\partial a}}{{\partial u_o}}",
            "proved",
        ),
        (
            r"\frac{\partial J_{neg-sample}}{\partial u_k} = "
            rf"{BY_B} \frac{{\partial b}}{{\partial u_k}}",
            "proved",
        ),
        (
            r"\frac{\partial J_{neg-sample}}{\partial u_k} = "
            rf"-{BY_B} \frac{{\partial b}}{{\partial u_k}}",
            "refuted",
        ),
        # what all the b say of v_c is more than one b does
        (
            r"\frac{\partial J_{neg-sample}}{\partial v_c} = "
            rf"{BY_A} \frac{{\partial a}}{{\partial v_c}}",
            "refuted",
        ),
    ],
)
def test_the_other_names_are_held_fixed(row: str, verdict: str) -> None:
    assert last(NAMES % ("f", row)) == verdict


def test_samples_that_may_repeat_are_not_held_apart() -> None:
    found = steps(check(NAMES % ("g", rf"{BY_B} = \sigma(b) - 1")))[-1]
    assert (found.verdict.value, found.code) == ("undecided", "defined-variable")


@pytest.mark.parametrize(
    "names",
    [
        r"$a = u_o^\top v_c$",  # U and V are left over
        r"$a = u_o^\top v_c$ and $b = a^2$",
        r"$a = u_o^\top v_c$ and $b = u_w^\top v_c$",  # the u_o of J would be one of them
    ],
)
def test_what_is_not_written_by_the_names_alone_stays_open(names: str) -> None:
    found = steps(check(f"(f) Let {names}.\n\n$$ {BY_A} = \\sigma(a) - 1 $$\n"))[-1]
    assert (found.verdict.value, found.code) == ("undecided", "defined-variable")


SCORES = (
    "(%s) Let $s_o = u_o^\\top v_c$ and $s_k = u_k^\\top v_c$.\n\n"
    "$$ L = -\\log \\sigma(s_o) - \\sum_{k=1}^K \\log \\sigma(-s_k) $$\n\n$$ %s $$\n"
)


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        (r"\frac{\partial L}{\partial s_o} = \sigma(s_o) - 1", "proved"),
        (r"\frac{\partial L}{\partial s_o} = 1 - \sigma(s_o)", "refuted"),
        (r"\frac{\partial L}{\partial s_k} = \sigma(s_k)", "proved"),
        (r"\frac{\partial L}{\partial s_k} = \sigma(-s_k)", "refuted"),
        (r"\frac{\partial L}{\partial s_k} = \sum_i \sigma(s_i)", "refuted"),
        (
            r"\frac{\partial L}{\partial v_c} = \frac{\partial L}{\partial s_o} "
            r"\frac{\partial s_o}{\partial v_c} + \sum_{k=1}^K \frac{\partial L}{\partial s_k} "
            r"\frac{\partial s_k}{\partial v_c}",
            "proved",
        ),
        (
            r"\frac{\partial L}{\partial v_c} = \frac{\partial L}{\partial s_o} "
            r"\frac{\partial s_o}{\partial v_c} - \sum_{k=1}^K \frac{\partial L}{\partial s_k} "
            r"\frac{\partial s_k}{\partial v_c}",
            "refuted",
        ),
    ],
)
def test_so_are_the_scores_of_the_other_samples(row: str, verdict: str) -> None:
    assert last(SCORES % ("f", row)) == verdict
    # nor need a text without parts say that the samples are distinct; its silence refutes nothing
    silent = last((SCORES % ("f", row)).removeprefix("(f) "))
    assert silent == "proved" if verdict == "proved" else silent in ("refuted", "undecided")


@pytest.mark.parametrize("words", ["The samples may repeat.", "A word may be drawn twice."])
def test_scores_of_samples_that_may_repeat_are_not_held_apart(words: str) -> None:
    row = r"\frac{\partial L}{\partial s_k} = \sigma(s_k)"
    assert last(f"{words} {(SCORES % ('f', row)).removeprefix('(f) ')}") == "undecided"
