"""Letters and signs to which a text gives another meaning than they are read with."""

import pytest

from tests.check.support import check, steps


def last(text: str, name: str | None = None) -> str:
    return steps(check(f"{text}\n", name))[-1].verdict.value


@pytest.mark.parametrize(
    "text",
    [
        "Let $q, r$ be quaternions. $q r = r q$.",
        "Let $a, b$ be operators that do not commute. $(a+b)^2 = a^2+2ab+b^2$.",
        "For permutations $s$ and $t$ we have $s t = t s$.",
        "Let $f$ and $g$ be linear maps. $f g = g f$.",
        "Let $z$ be complex. $|z|^2 = z^2$.",
        "Let $\\|x\\|$ be the 1-norm of $x \\in \\mathbb{R}^n$. $\\|x\\|^2 = x^\\top x$",
        "Let $x \\in \\mathbb{R}^n$ with the maximum norm $\\|\\cdot\\|$. $\\|x\\|^2 = x^\\top x$",
        "Let $A \\in \\mathbb{R}^{n\\times n}$. Write $A^2$ for the entrywise square. $A^2 = AA$",
        "Let $\\exp(x)$ stand for $2^x$. $\\frac{d}{dx}\\exp(x) = \\exp(x)$",
        "All computations are modulo 2. Let $a, b \\in \\mathbb{R}$. $a + b = b + a$",
    ],
)
def test_what_is_written_otherwise_is_not_decided(text: str) -> None:
    assert last(text) in ("undecided", "unread")


@pytest.mark.parametrize(
    "text",
    [
        "Here $\\sigma$ denotes the hyperbolic tangent. $\\sigma'(x) = \\sigma(x)(1-\\sigma(x))$",
        "Here $\\hat y$ are the logits. $\\sum_w \\hat y_w = 1$",
        "Now let $y$ be any real vector. $\\sum_w y_w = 1$",
        "We write $\\sum$ for the average. $\\sum_w \\hat y_w = 1$",
        "Let $\\log$ denote the logarithm to base 10. $J = -\\log \\hat y_o$",
    ],
)
def test_nor_is_it_where_a_problem_says_what_it_is(text: str) -> None:
    assert last(text, "word2vec") in ("undecided", "unread")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Let $q, r$ be numbers. $q r = r q$.", None),
        ("Let $a, b \\in \\mathbb{R}$, from the set of $a$. $a b = b a$.", None),
        ("Let $A \\in \\mathbb{R}^{n \\times n}$ be a linear map. $A + A = 2A$", None),
        (
            "Let $x \\in \\mathbb{R}^n$; $\\|x\\|_1$ is the 1-norm. $\\|x\\|^2 = x^\\top x$",
            None,
        ),
        ("Here $\\hat y$ is the softmax of the scores. $\\sum_w \\hat y_w = 1$", "word2vec"),
        ("Here $\\hat y$ is computed from the logits. $\\sum_w \\hat y_w = 1$", "word2vec"),
        ("Let $x \\in \\mathbb{R}^n$ with the norm $\\|x\\|$. $\\|x\\|^2 = x^\\top x$", None),
        (
            "Here $\\sigma$ denotes the sigmoid. $\\sigma'(x) = \\sigma(x)(1-\\sigma(x))$",
            "word2vec",
        ),
        ("Here $y$ is one-hot, $\\hat y$ the prediction. $\\sum_w \\hat y_w = 1$", "word2vec"),
    ],
)
def test_plain_words_leave_it_proved(text: str, name: str | None) -> None:
    assert last(text, name) == "proved"


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("Angles are measured in degrees.", "undecided"),
        ("All is in degrees or radians.", "proved"),
        ("This is a polynomial of degree 2.", "proved"),
    ],
)
def test_degrees(words: str, verdict: str) -> None:
    text = f"Let $x \\in \\mathbb{{R}}$. {words} $$\\frac{{d}}{{dx}} \\sin x = \\cos x$$"
    assert last(text) == verdict


def test_logarithms_in_bits() -> None:
    text = "Let $x > 0$. We measure entropy in {}. $$\\frac{d}{dx} \\log x = \\frac1x$$"
    assert last(text.replace("{}", "bits")) == "undecided"
    assert last(text.replace("{}", "nats")) == "proved"


@pytest.mark.parametrize(
    ("words", "right", "wrong"),
    [
        ("Let $y$ be the prediction.", "undecided", "undecided"),
        ("Here $y_o$ is the network's output.", "undecided", "undecided"),
        ("With targets $\\mathbf{t}$:", "undecided", "undecided"),
        ("The prediction is $\\hat{y}$ and $y$ is the label.", "proved", "refuted"),
        ("Here $y$ is the prediction target, at position $t$.", "proved", "refuted"),
    ],
)
def test_y_may_be_the_prediction(words: str, right: str, wrong: str) -> None:
    softmax = "\\frac{\\exp(u_o^\\top v_c)}{\\sum_k \\exp(u_k^\\top v_c)}"
    claim = f"{words} $$p(o \\mid c) = y_o = {softmax}$$"
    found = [one.verdict.value for one in steps(check(claim))]
    assert found == [wrong, wrong]
    gradient = f"{words} $$\\frac{{\\partial J}}{{\\partial v_c}} = U(\\hat y - y)$$"
    assert last(gradient, "word2vec") == right
