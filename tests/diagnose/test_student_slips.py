"""Slips that students make, and that what is told of them is what a teacher would say."""

import pytest

from derivcheck.check import check_document
from derivcheck.check.finding import Slip
from derivcheck.diagnose.search import diagnose
from derivcheck.document import read_document
from tests.check.support import FAST, steps
from tests.diagnose.test_told import found, slips

SYMMETRIC = "Let $A \\in \\mathbb{R}^{n \\times n}$ be symmetric and $x, b \\in \\mathbb{R}^n$.\n\n"
SOFTMAX = "Let $z \\in \\mathbb{R}^n$ and $p_i = \\frac{e^{z_i}}{\\sum_{j=1}^n e^{z_j}}$.\n\n"


def told(text: str) -> Slip | None:
    document = read_document("text.md", text, "md")
    finding = check_document(document, None, FAST, diagnose)
    wrong = [step.slip for step in steps(finding) if step.slip is not None]
    return wrong[0] if wrong else None


@pytest.mark.parametrize(
    ("formula", "code", "repaired"),
    [
        # it holds for symmetric matrices only
        ("\\nabla_x (\\frac{1}{2} x^\\top A x) = \\frac{1}{2} A x", "extra-factor", "A x"),
        ("x^\\top A b = b A x", "missing-transpose", "b^\\top A x"),
        # the derivative of the inside was lost; that both sides are one thing helps nobody
        (
            "\\frac{\\partial}{\\partial x} \\exp(b^\\top x) = \\exp(b^\\top x)",
            "missing-factor",
            "b \\exp(b^\\top x)",
        ),
    ],
)
def test_slips_about_vectors(formula: str, code: str, repaired: str) -> None:
    slip = told(f"{SYMMETRIC}$$ {formula} $$\n")
    assert slip is not None and (slip.code, slip.repair) == (code, repaired)


def test_no_repair_is_shown_that_needs_a_matrix_to_be_symmetric_which_is_not() -> None:
    free = SYMMETRIC.replace(" be symmetric", "")
    slip = told(f"{free}$$ x^\\top A b = b A x $$\n")
    assert slip is not None and slip.repair != "b^\\top A x"


def test_a_sum_is_not_summed_again_over_its_letter() -> None:
    slip = told(f"{SOFTMAX}$$ \\sum_{{i=1}}^n p_i = n $$\n")
    assert slip is None or "\\sum_{i=1}^n \\sum" not in (slip.repair or "")


def test_an_equals_sign_is_not_stray_where_the_line_behind_it_is_right_again() -> None:
    start = "\\frac{\\partial J_{\\text{naive-softmax}}}{\\partial v_c}"
    wrong = "-u_o + \\sum_w \\frac{\\exp(u_w^\\top v_c)}{\\exp(u_w^\\top v_c)} u_w"
    line = "-u_o + \\sum_w \\hat y_w u_o"
    text = f"(b)\n\n$$ {start} = {wrong} = {line} = U (\\hat y - y) $$\n"
    slip = slips(found(text))["b.2"]
    assert (slip.code, slip.repair) == ("wrong-subscript", "-u_o + \\sum_w \\hat y_w u_w")


def test_two_changes_are_told_in_the_order_of_the_line() -> None:
    start = "\\frac{\\partial J_{\\text{neg-sample}}}{\\partial v_c}"
    line = "-\\sigma(u_o^\\top v_c) u_o + \\sum_{k=1}^K (1 - \\sigma(u_k^\\top v_c)) u_k"
    slip = slips(found(f"(f)\n\n$$ {start} = {line} $$\n"))["f.1"]
    first, second = slip.message.split("; further on, ")
    assert first == "one minus this belongs here" and "“1 −”" in second
    # no brackets are left around what needs none
    assert slip.repair == (
        "-(1 - \\sigma(u_o^\\top v_c)) u_o + \\sum_{k=1}^K \\sigma(u_k^\\top v_c) u_k"
    )


def test_what_cannot_fail_is_no_condition() -> None:
    text = "Let $x, y \\in \\mathbb{R}$.\n\n$$ \\frac{x}{(1 + x^2)^2} = \\sqrt{x^2 + y^2} $$\n"
    document = read_document("text.md", text, "md")
    (step,) = steps(check_document(document, None, FAST, diagnose))
    assert [one.text for one in step.conditions] == []


@pytest.mark.parametrize(
    ("formula", "code", "repaired"),
    [
        (r"(x^2 e^x) = 2x e^x", "product-rule", r"2x e^x + x^{2} e^{x}"),
        (r"(a x^2 \cos x) = -2 a x \sin x", "product-rule", r"a 2 x \cos x - a x^{2} \sin x"),
        (
            r"(x \log(1 + x^2)) = \frac{2x}{1 + x^2}",
            "product-rule",
            r"\log ( 1 + x^{2}) + x \frac{d \log ( 1 + x^{2})}{d x}",
        ),
        (
            r"\frac{x^2}{e^x} = \frac{2x}{e^x}",
            "quotient-rule",
            r"\frac{2 x e^{x} - x^{2} e^{x}}{(e^{x})^2}",
        ),
        (r"(g(x) h(x)) = g'(x) h'(x)", "product-rule", "g'(x) h(x) + g(x) h'(x)"),
        (
            r"\frac{g(x)}{h(x)} = \frac{g'(x)}{h'(x)}",
            "quotient-rule",
            r"\frac{g'(x) h(x) - g(x) h'(x)}{(h(x))^2}",
        ),
        # the smallest change goes first
        (
            r"\frac{x}{1 + x^2} = \frac{1}{1 + x^2} + \frac{2x^2}{(1 + x^2)^2}",
            "flipped-sign",
            r"\frac{1}{1 + x^2} - \frac{2x^2}{(1 + x^2)^2}",
        ),
    ],
)
def test_the_rules_for_products_and_quotients(formula: str, code: str, repaired: str) -> None:
    slip = told(f"Let $a, x \\in \\mathbb{{R}}$.\n\n$$ \\frac{{d}}{{dx}} {formula} $$\n")
    assert slip is not None and (slip.code, slip.repair) == (code, repaired)


@pytest.mark.parametrize(
    ("claim", "code", "repaired"),
    [
        (r"(x + a)^2 = x^2 + a^2", "missing-term", "x^2 + a^2 + 2 x a"),
        (r"\frac{a}{b} + \frac{x}{s} = \frac{a + x}{b + s}", "added-fractions", None),
        (r"\log(a b) = \log a \log b", "sum-for-product", r"\log a + \log b"),
        (r"e^{x + a} = e^x + e^a", "sum-for-product", "e^x e^a"),
        (r"\log \frac{a}{b} = \frac{\log a}{\log b}", "sum-for-product", r"\log a - \log b"),
        (r"\frac{d}{dx} \tanh(x) = 1 - \tanh(x)", "wrong-power", r"1 - \tanh^2(x)"),
        (
            r"\frac{d}{dx} \log(1 + e^{-x}) = \frac{1}{1 + e^{-x}}",
            "missing-inner-derivative",
            r"\frac{-e^{- x}}{1 + e^{-x}}",
        ),
    ],
)
def test_slips_of_every_day(claim: str, code: str, repaired: str | None) -> None:
    slip = told(f"Let $a, b, s, x \\in \\mathbb{{R}}$.\n\n$$ {claim} $$\n")
    assert slip is not None and slip.code == code
    assert repaired in (None, slip.repair)


def test_a_matrix_that_is_taken_for_symmetric() -> None:
    free = SYMMETRIC.replace(" be symmetric", "")
    slip = told(f"{free}$$ \\nabla_x(x^\\top A x) = 2 A x $$\n")
    assert slip is not None and (slip.code, slip.repair) == ("not-symmetric", "(A + A^\\top) x")
    assert told(f"{SYMMETRIC}$$ \\nabla_x(x^\\top A x) = 2 A x $$\n") is None


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("p_i (1 - p_k)", "p_i (1\\{i = k\\} - p_k)"),
        (
            "p_i \\left(1 - \\frac{e^{z_k}}{\\sum_j e^{z_j}}\\right)",
            "p_i \\left(1\\{i = k\\} - \\frac{e^{z_k}}{\\sum_j e^{z_j}}\\right)",
        ),
    ],
)
def test_a_one_that_belongs_to_equal_indices_only(wrong: str, right: str) -> None:
    slip = told(f"{SOFTMAX}$$ \\frac{{\\partial p_i}}{{\\partial z_k}} = {wrong} $$\n")
    assert slip is not None and (slip.code, slip.repair) == ("one-for-indicator", right)


def test_a_one_of_one_index_is_no_indicator() -> None:
    slip = told(f"{SOFTMAX}$$ \\frac{{\\partial p_i}}{{\\partial z_i}} = p_i (1 + p_i) $$\n")
    assert slip is not None and slip.code == "flipped-sign"


@pytest.mark.parametrize(
    ("formula", "code", "repaired"),
    [
        ("3 \\cdot 4 + 2 = 15", "wrong-number", "14"),
        ("(x + 2)(x + 3) = x^2 + 5x + 5", "wrong-number", "x^2 + 5x + 6"),
        # what was to be computed is not what is wrong
        (
            "\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}\\begin{pmatrix}1\\\\1\\end{pmatrix}"
            " = \\begin{pmatrix}3\\\\8\\end{pmatrix}",
            "wrong-number",
            "\\begin{pmatrix}3\\\\7\\end{pmatrix}",
        ),
        (
            "\\frac{1}{2} + \\frac{1}{3} = \\frac{2}{5}",
            "added-fractions",
            "\\frac{1 \\cdot 3 + 1 \\cdot 2}{2 \\cdot 3}",
        ),
    ],
)
def test_slips_in_sums_with_numbers(formula: str, code: str, repaired: str) -> None:
    slip = told(f"Let $x \\in \\mathbb{{R}}$.\n\n$$ {formula} $$\n")
    assert slip is not None and (slip.code, slip.repair) == (code, repaired)
