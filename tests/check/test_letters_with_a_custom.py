"""Letters that custom has taken, e, π and T of ^T, where a text calls something else so."""

import pytest

from tests.check.support import check, steps


def said(text: str, name: str | None = None) -> list[str]:
    return [one.verdict.value for one in steps(check(text, name))]


@pytest.mark.parametrize(
    ("let", "error", "right", "wrong"),
    [
        (r"y, \hat y \in \mathbb{R}", r"e = y - \hat y", r"e^2 = (y - \hat y)^2", r"e^2 = y"),
        (
            r"y, \hat y \in \mathbb{R}^n",
            r"e = y - \hat y",
            r"e^\top e = \|y - \hat y\|^2",
            r"e^\top e = \|y + \hat y\|^2",
        ),
        (
            r"y, \hat y \in \mathbb{R}^n",
            r"e_i = y_i - \hat y_i",
            r"\frac{\partial}{\partial \hat y} \frac12 \|e\|^2 = -e",
            r"\frac{\partial}{\partial \hat y} \frac12 \|e\|^2 = e",
        ),
    ],
)
def test_e_may_be_an_error(let: str, error: str, right: str, wrong: str) -> None:
    text = f"Let ${let}$.\n\n$${error}$$\n\n"
    assert said(f"{text}$${right}$$\n\n$${wrong}$$") == ["given", "proved", "refuted"]


def test_e_stays_euler_s_number_where_it_is_raised_to_more_than_a_number() -> None:
    text = "Let $y, z, x \\in \\mathbb{R}$.\n\n$$e = y - x$$\n\n$$e^{-z} e^{2z} = \\exp(z)$$\n\n"
    assert said(f"{text}$$e^z = \\exp(z)$$") == ["given", "proved", "unread"]


@pytest.mark.parametrize("claim", ["e = 3", r"e = \frac{19}{7}", r"\pi = 3", "e_o = u_o"])
def test_claims_about_the_constants_are_no_definitions(claim: str) -> None:
    assert said(f"## (b)\n$${claim}$$", "word2vec")[0] in ("refuted", "ill-typed")


def test_a_policy_and_the_number_of_that_name() -> None:
    text = "Let $\\theta \\in \\mathbb{R}^n$.\n\n$$\\pi = \\mathrm{softmax}(\\theta)$$\n\n"
    claims = r"\frac{\partial \log \pi_i}{\partial \theta_j} = %s \pi_j"
    text = f"{text}$${claims}$$\n\n$$\\|\\theta\\| + \\log 2\\pi = \\log 2\\pi + \\|\\theta\\|$$"
    assert said(text % r"\delta_{ij} -") == ["given", "proved", "unread"]
    assert said(text % r"\delta_{ij} +") == ["given", "refuted", "unread"]


@pytest.mark.parametrize(
    "temperature", ["Let $T > 0$ be the temperature, ", r"Let $T \in \mathbb{R}^n$, "]
)
def test_a_vector_has_a_transpose_whatever_T_is(temperature: str) -> None:
    text = temperature + r"$w, x \in \mathbb{R}^n$. $$w^T x = %sx^T w$$"
    assert said(text % "")[-1] == "proved"
    assert said(text % "-")[-1] in ("refuted", "undecided")


@pytest.mark.parametrize("power", ["1 + r", "1 + 2r + r^2"])
def test_a_number_to_a_T_that_counts_is_not_guessed(power: str) -> None:
    text = f"Let $r \\in \\mathbb{{R}}$, $T = 2$.\n\n$$(1 + r)^T = {power}$$"
    assert said(text)[-1] == "unread"


@pytest.mark.parametrize(
    ("family", "right", "wrong"),
    [
        (r"h_i = \tanh(x_i)", r"h_1 = \tanh(x_1)", r"h_1 = \tanh(x_2)"),
        (r"h = \tanh(x)", r"h_2 = \tanh(x_2)", r"h_2 = \tanh(x_1)"),
        (r"p_i = \frac{e^{x_i}}{\sum_j e^{x_j}}", r"p_1 > 0", r"p_1 = \frac{e^{x_1}}{e^{x_2}}"),
    ],
)
def test_an_entry_of_what_is_defined_is_a_claim(family: str, right: str, wrong: str) -> None:
    text = f"Let $x \\in \\mathbb{{R}}^n$.\n\n$${family}$$\n\n"
    assert said(f"{text}$${right}$$")[-1] in ("proved", "undecided")
    assert said(f"{text}$${wrong}$$")[-1] == "refuted"


def test_vectors_with_numbers_beside_a_vector_are_names() -> None:
    text = (
        "Let $x \\in \\mathbb{R}^n$, $W_1 \\in \\mathbb{R}^{m \\times n}$ and $h = \\tanh(x)$.\n\n"
        "$$h_1 = \\tanh(W_1 x)$$"
    )
    assert said(text)[-1] == "given"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("f(0) = 0", "f(0) = 1"),
        (r"f(\mathbf{0}) = 0", r"f(\mathbf{0}) = c^\top c"),
        (r"f(\mathbf{1}) = \sum_i \sum_j A_{ij}", r"f(\mathbf{1}) = 0"),
        ("f(-x) = f(x)", "f(-x) = -f(x)"),
        ("f(2x) = 4 f(x)", "f(2x) = 2 f(x)"),
        (r"f(x + c) = f(x) + x^\top A c + c^\top A x + f(c)", "f(x + c) = f(x) + f(c)"),
        (r"f(Ax) = x^\top A^\top A A x", r"f(Ax) = x^\top A A A x"),
    ],
)
def test_a_function_of_a_vector_at_another_one(right: str, wrong: str) -> None:
    text = (
        "Let $x, c \\in \\mathbb{R}^n$, $A \\in \\mathbb{R}^{n \\times n}$ and"
        " $f(x) = x^\\top A x$.\n\n"
    )
    assert said(f"{text}$${right}$$\n\n$${wrong}$$") == ["given", "proved", "refuted"]


def test_a_function_of_what_is_limited_stays_at_it() -> None:
    text = "Let $p \\in \\mathbb{R}^n$ be a probability vector and $f(p) = \\sum_i p_i$.\n\n"
    assert said(f"{text}$$f(2p) = 1$$")[-1] not in ("proved", "refuted")
