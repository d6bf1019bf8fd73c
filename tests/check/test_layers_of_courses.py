"""The gradients that courses take of normalised layers and of attention, of an L of any kind."""

import pytest

from tests.check.support import check, steps

NORMALISED = (
    "Let $x_1, \\dots, x_m \\in \\mathbb{R}$, $\\gamma, \\beta \\in \\mathbb{R}$ and "
    "$\\epsilon > 0$.\n"
    "$$\\mu = \\frac1m \\sum_{i=1}^m x_i, \\quad v = \\frac1m \\sum_{i=1}^m (x_i - \\mu)^2, \\quad "
    "\\hat x_i = \\frac{x_i - \\mu}{\\sqrt{v + \\epsilon}}, "
    "\\quad y_i = \\gamma \\hat x_i + \\beta$$\n"
    "Let $L$ be a function of $y_1, \\dots, y_m$ with $g_i = \\frac{\\partial L}{\\partial y_i}$.\n"
)
ATTENTION = (
    "Let $S \\in \\mathbb{R}^{n \\times n}$, $V \\in \\mathbb{R}^{n \\times m}$, "
    "$P = \\text{softmax}(S)$ and $O = P V$. The softmax is applied row-wise. "
    "Let $L$ be a loss of $O$ with $\\frac{\\partial L}{\\partial O} = G$. Then\n"
)


def said(text: str) -> list[str]:
    return [one.verdict.value for one in steps(check(text, None))]


@pytest.mark.parametrize(
    ("by", "right", "wrong"),
    [
        ("\\gamma", "\\sum_{i=1}^m g_i \\hat x_i", "\\sum_{i=1}^m g_i"),
        ("\\beta", "\\sum_{i=1}^m g_i", "m \\sum_{i=1}^m g_i"),
        ("\\hat x_i", "\\gamma g_i", "g_i"),
        (
            "x_i",
            "\\frac{\\gamma}{\\sqrt{v + \\epsilon}} (g_i - \\frac1m \\sum_{j=1}^m g_j "
            "- \\frac{\\hat x_i}{m} \\sum_{j=1}^m g_j \\hat x_j)",
            "\\frac{\\gamma}{\\sqrt{v + \\epsilon}} (g_i - \\frac1m \\sum_{j=1}^m g_j)",
        ),
    ],
)
def test_batch_normalisation(by: str, right: str, wrong: str) -> None:
    row = "$$\\frac{\\partial L}{\\partial %s} = %s$$\n"
    assert said(NORMALISED + row % (by, right))[-1] == "proved"
    assert said(NORMALISED + row % (by, wrong))[-1] != "proved"


def test_a_derivative_may_be_taken_by_several_entries_of_one_name() -> None:
    text = NORMALISED.partition(", \\quad y_i")[0] + "$$\n"
    slope = "\\frac{\\partial L}{\\partial \\hat x_%s}"
    row = (
        "$$\\frac{\\partial L}{\\partial x_i} = \\frac1{\\sqrt{v + \\epsilon}} "
        f"({slope % 'i'}"
        f" %s \\frac1m \\sum_{{j=1}}^m {slope % 'j'}"
        f" - \\frac{{\\hat x_i}}{{m}} \\sum_{{j=1}}^m {slope % 'j'} \\hat x_j)$$\n"
    )
    assert said(text + row % "-")[-1] == "proved"
    assert said(text + row % "+")[-1] != "proved"


def test_a_loss_of_several_things_is_none_of_one() -> None:
    text = NORMALISED.replace("y_1, \\dots, y_m$", "y_1, \\dots, y_m$ and of $x_1$")
    row = "$$\\frac{\\partial L}{\\partial \\beta} = \\sum_{i=1}^m g_i$$\n"
    assert said(text + row)[-1] != "proved"


@pytest.mark.parametrize(
    ("by", "right", "wrong"),
    [
        ("V", "P^\\top G", "P G"),
        ("P", "G V^\\top", "V G^\\top"),
        (
            "S_{ij}",
            "P_{ij} (\\frac{\\partial L}{\\partial P_{ij}} "
            "- \\sum_k P_{ik} \\frac{\\partial L}{\\partial P_{ik}})",
            "P_{ij} (\\frac{\\partial L}{\\partial P_{ij}} "
            "- \\sum_k P_{kj} \\frac{\\partial L}{\\partial P_{kj}})",
        ),
    ],
)
def test_attention(by: str, right: str, wrong: str) -> None:
    row = "$$\\frac{\\partial L}{\\partial %s} = %s$$\n"
    assert said(ATTENTION + row % (by, right))[-2:] == ["given", "proved"]
    assert said(ATTENTION + row % (by, wrong))[-1] != "proved"


def test_a_derivative_is_named_once() -> None:
    # of a G that is said to be something it is a claim
    text = ATTENTION.replace("Let $L$", "Let $G = 2 O$. Let $L$")
    assert "given" not in said(text)[-1:]
    # and without “with” too
    claim = ATTENTION.replace("with $\\frac", "so that $\\frac")
    assert said(claim)[-1] != "given"


def test_the_squared_hinge() -> None:
    text = (
        "Let $w \\in \\mathbb{R}^d$, $x_1, \\dots, x_n \\in \\mathbb{R}^d$ and "
        "$y_1, \\dots, y_n \\in \\mathbb{R}$.\n"
        "$$L(w) = \\sum_{i=1}^n \\max(0, 1 - y_i w^\\top x_i)^2$$\n"
        "$$\\nabla L(w) = %s \\sum_{i=1}^n y_i x_i \\max(0, 1 - y_i w^\\top x_i)$$\n"
    )
    assert said(text % "-2")[-1] == "proved"
    assert said(text % "2")[-1] == "refuted"
