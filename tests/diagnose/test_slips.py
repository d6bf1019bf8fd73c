"""Each kind of slip: its examples, and that a repair that is shown is proved."""

import pytest

import derivcheck
from derivcheck.diagnose.pages import Example
from derivcheck.diagnose.slips import Slip, slips
from derivcheck.report.model import StepReport

FAST = ("modular", "balls")
SLIPS = list(slips().values())


def steps(text: str, problem: str | None = "word2vec") -> list[StepReport]:
    report = derivcheck.verify_text(text, problem=problem, witnesses=FAST)
    return [step for document in report.documents for part in document.parts for step in part.steps]


def text_of(example: Example) -> str:
    if example.document:
        return example.text
    heading = ""
    if example.part:
        letter, _, number = example.part.partition("(")
        heading = f"({letter})\n\n" + (f"({number}\n\n" if number else "")
    return f"{heading}$$ {example.text} $$\n"


@pytest.mark.heavy
@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.code)
def test_a_slip_is_told_with_a_repair_that_holds(slip: Slip) -> None:
    text = text_of(slip.rejected)
    (found,) = [step for step in steps(text) if step.slip and step.slip.code == slip.code]
    assert found.slip is not None and found.slip.repair is not None
    assert found.slip.line is not None and found.slip.end_column is not None
    wrong = found.lhs if found.place and found.place.side == "lhs" else found.rhs
    assert wrong is not None and text.count(wrong) >= 1
    at = text.rindex(wrong)
    repaired = text[:at] + found.slip.repair + text[at + len(wrong) :]
    (again,) = [step for step in steps(repaired) if step.id == found.id]
    assert again.verdict == "proved" and again.slip is None


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.code)
def test_words_for_readers_are_short(slip: Slip) -> None:
    assert len(slip.says) <= 70 and not slip.says.endswith(".")
    for word in ("surface tree", "node", "operand", "elaborat", "subterm"):
        assert word not in (slip.says + slip.means + slip.advice)


def test_a_true_step_has_no_slip() -> None:
    (step,) = steps("$$ x (1 - x) = x - x^2 $$")
    assert step.verdict == "proved" and step.slip is None


def test_what_no_small_edit_puts_right_has_no_slip() -> None:
    (step,) = steps("$$ x = \\exp(\\exp(\\exp(x))) + \\log(x^2 + 7) - 3 $$")
    assert step.verdict == "refuted" and step.slip is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"\frac{\partial J_{\text{naive-softmax}}}{v_c}", r"\frac{\partial J@}{\partial v_c}"),
        (r"\frac{J_{\text{naive-softmax}}}{\partial v_c}", r"\frac{\partial J@}{\partial v_c}"),
        (r"\frac{\partial}{v_c} J_{\text{naive-softmax}}", r"\frac{\partial}{\partial v_c} J@"),
    ],
)
def test_a_derivative_with_one_sign_for_it_has_no_meaning(written: str, meant: str) -> None:
    (step,) = steps(f"(b)\n\n$$ {written} = U(\\hat y - y) $$\n")
    assert step.verdict == "ill-typed" and step.slip is not None
    assert step.slip.code == "missing-d"
    assert step.slip.repair == meant.replace("@", r"_{\text{naive-softmax}}")
    (false,) = steps(f"(b)\n\n$$ {written} = U(\\hat y + y) $$\n")
    assert false.verdict == "ill-typed"
    assert false.slip is None or false.slip.code != "missing-d"


@pytest.mark.parametrize("written", [r"\frac{\partial J}{2}", r"\frac{\partial J}{v_c + x}"])
def test_where_a_variable_would_stand_is_none(written: str) -> None:
    (step,) = steps(f"(b)\n\n$$ {written} = U(\\hat y - y) $$\n")
    assert step.verdict == "unread"
