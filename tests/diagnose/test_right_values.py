"""What a wrong line should be, where no small change puts it right."""

import pytest

from derivcheck.check import check_document
from derivcheck.check.finding import StepFinding, Verdict
from derivcheck.diagnose.search import diagnose
from derivcheck.document import read_document
from tests.check.support import FAST, problem, steps

pytestmark = pytest.mark.heavy

DECLARED = (
    "Let $x, a, b \\in \\mathbb{R}$, $w, z \\in \\mathbb{R}^n$, $A \\in \\mathbb{R}^{n \\times n}$,"
    " $X \\in \\mathbb{R}^{m \\times n}$ and $t \\in \\mathbb{R}^m$.\n\n"
)
# a left side, something far from right, and what is shown
CARRIED_OUT = [
    (r"\frac{d}{dx} \log(1 + e^x)", r"7 x^3 \tanh(a)", r"\frac{e^{x}}{ 1 + e^{x}}"),
    (r"\frac{d}{dx} \tanh(a x^2 + b)", r"\log(7) b", r"2 ( 1 - \tanh ( a x^{2} + b)^{2}) a x"),
    (r"\frac{d^2}{dx^2} e^{-x^2/2}", r"x^5 \log(2) a", None),
    (r"\frac{\partial}{\partial w} (w^\top z)^2", r"\tanh(z) \circ z", r"2 (w^{\top} z) z"),
    (r"\frac{\partial}{\partial w_i} \log \sum_j e^{w_j}", r"\tanh(z_i) - w_i", None),
    (r"\nabla_w (w^\top A w)", r"\tanh(z) \circ w", r"A w + A^{\top} w"),
    (r"\frac{d}{dx} (\frac{x}{a})^3", r"\tanh(a) \log(7)", r"\frac{3 (\frac{x}{a})^{2}}{a}"),
    (r"\frac{d}{dx} \log(\log(x))", r"\tanh(a) \log(7)", r"\frac{1}{x \log (x)}"),
    (r"\nabla_w \log(1 + e^{-w^\top z})", r"\tanh(z) \circ w", None),
    (r"\nabla_w \sum_i \log(1 + e^{w_i})", r"z \odot z", None),
    (r"\nabla_w \frac12 \|\tanh(w) - z\|^2", r"z \odot z", None),
    (r"\frac{\partial}{\partial X} \frac12 \|X w - t\|^2", r"\tanh(t) z^\top",
     r"( X w - t) w^{\top}"),
    (r"\frac{\partial (w^\top A z)}{\partial A}", r"A A A", r"w z^{\top}"),
    (r"\frac{\partial \tanh(w)}{\partial w}", r"z w^\top", None),
    (r"\frac{\partial^2}{\partial w \partial w^\top} \frac12 \|X w - t\|^2", r"z w^\top",
     r"X^{\top} X"),
]  # fmt: skip


def checked(text: str, with_problem: bool = False) -> tuple[StepFinding, ...]:
    document = read_document("text.md", text, "md")
    given = problem() if with_problem else None
    return tuple(steps(check_document(document, given, FAST, diagnose)))


@pytest.mark.parametrize(("left", "wrong", "shown"), CARRIED_OUT)
def test_derivatives_are_carried_out(left: str, wrong: str, shown: str | None) -> None:
    (step,) = checked(f"{DECLARED}$$ {left} = {wrong} $$\n")
    assert step.verdict is Verdict.REFUTED and step.slip is None
    assert step.value is not None and shown in (None, step.value)
    # it is a line that can be written in the place of the wrong one
    (again,) = checked(f"{DECLARED}$$ {left} = {step.value} $$\n")
    assert again.verdict is Verdict.PROVED
    (off,) = checked(f"{DECLARED}$$ {left} = 3 ({step.value}) $$\n")
    assert off.verdict is Verdict.REFUTED


def test_the_writers_own_later_line_is_shown_first() -> None:
    start = r"\nabla_w \log(1 + e^{-w^\top z})"
    right = r"-\frac{z}{1 + e^{w^\top z}}"
    first, *_ = checked(f"{DECLARED}$$ {start} = \\tanh(z) \\circ w $$\n\n$$ = {right} $$\n")
    assert first.value == r"- \frac{z}{ 1 + e^{w^{\top} z}}"


def test_the_problems_closed_form_is_known_whatever_the_left_side_looks_like() -> None:
    text = (
        "(b)\n\n$$ -\\frac{\\partial}{\\partial v_c} \\log \\hat y_o = "
        "\\exp(\\exp(x^7)) v_c + 5 \\log(x^2 + 3) u_o $$\n"
    )
    (step,) = checked(text, with_problem=True)
    assert step.slip is None and step.value == r"U ( \hat{y} - y)"


def test_what_a_line_that_strayed_should_be_is_what_its_chain_began_with() -> None:
    lines = [r"\frac{d}{dx} \log(1 + e^x)", r"7 x^3 \tanh(a)", r"a b \log(1 + x^2)"]
    *_, second = checked(f"{DECLARED}$$ {' = '.join(lines)} $$\n")
    assert second.verdict is Verdict.REFUTED and second.value == r"\frac{e^{x}}{ 1 + e^{x}}"


def test_a_zero_for_want_of_knowledge_is_not_shown() -> None:
    text = f"{DECLARED}$$ \\frac{{\\partial w}}{{\\partial z}} = w z $$\n\n$$ b - b = 0 $$\n"
    first, *_ = checked(text)
    assert first.verdict is not Verdict.PROVED and first.value is None


def test_a_long_formula_is_not_shown() -> None:
    inner = "x"
    for _ in range(7):
        inner = rf"\tanh({inner} + a x^2 + b)"
    (step,) = checked(f"{DECLARED}$$ \\frac{{d}}{{dx}} {inner} = e^{{7 a}} \\log(3) $$\n")
    assert step.verdict is Verdict.REFUTED and step.value is None


def test_a_value_needs_a_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    from derivcheck.diagnose.search import right_value

    monkeypatch.setattr(right_value, "carried_out", lambda value, setting: "x + 1")
    (step,) = checked(f"{DECLARED}$$ \\frac{{d}}{{dx}} \\log(1 + e^x) = 7 x^3 \\tanh(a) $$\n")
    assert step.verdict is Verdict.REFUTED and step.value is None


def test_what_was_not_read_may_be_the_value_by_another_name() -> None:
    text = r"Let $z$ be real. $$ \frac{d}{dz} \frac{1}{1 + e^{-z}} = \sigma(z)(1 - \sigma(z)) $$"
    (found,) = checked(text)
    assert found.verdict is Verdict.UNREAD and found.slip is None and found.value is None
