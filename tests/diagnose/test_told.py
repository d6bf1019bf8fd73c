"""Slips in whole documents: which steps get one, what is told, and that nothing unproved is."""

from typing import Any

import pytest
from msgspec.structs import replace

from derivcheck.check import Options, check_document
from derivcheck.check.finding import DocumentFinding, Slip
from derivcheck.check.judging.judge import Judge
from derivcheck.diagnose.search import diagnose, documents
from derivcheck.diagnose.search.case import Side
from derivcheck.document import read_document
from derivcheck.engine.decision import Decision
from tests.check.support import FAST, SEED, WORD2VEC, check, problem, steps, verdicts

pytestmark = pytest.mark.heavy

# the slips of the handwritten derivation, each with a piece of the text that it is put right with
HANDWRITTEN = {
    "b.3": ("missing-derivative", r"\frac{\partial}{\partial V_c} \log \sum_{w"),
    "c.2": ("flipped-sign", r"-\frac{\partial \mathbf{U}_0^T}{\partial U_w}"),
    "c.6": ("captured-index", r"-y_w V_c + \frac{\exp(\mathbf{U}_w^T V_c)}{\sum_{w"),
    "f(1).3": ("complement", r"u_k (1 - \sigma(-u_k^T v_c))"),
    "f(2).6": ("mistyped-symbol", r"v_c (\sigma(u_0^T v_c) - 1)"),
    "f(3).2": ("flipped-sign", r"\frac{v_c \sigma(-u_k^T v_c)"),
    "g.6": ("flipped-sign", r"\sum_{i \in \{1, \dots, K\}: w_i = w_k} V_c"),
}


def found(text: str, format: str = "md", options: Options = FAST) -> DocumentFinding:
    document = read_document(f"text.{format}", text, format)
    return check_document(document, problem(), options, diagnose)


def slips(finding: DocumentFinding) -> dict[str, Slip]:
    return {step.id: step.slip for step in steps(finding) if step.slip is not None}


def pointed(finding: DocumentFinding, slip: Slip) -> str:
    assert slip.span is not None
    return finding.document.source.slice(slip.span)


@pytest.mark.parametrize("path", [WORD2VEC / "handwritten.md", SEED], ids=["ours", "theirs"])
def test_the_handwritten_derivation_has_these_slips(path: Any) -> None:
    if not path.is_file():
        pytest.skip("the founding document is not here")
    finding = found(path.read_text(encoding="utf-8"))
    told = slips(finding)
    for step, (code, text) in HANDWRITTEN.items():
        assert told[step].code == code, step
        assert text in (told[step].repair or ""), step
    assert told["c.2"].also == ("captured-index",)
    assert "H" in pointed(finding, told["f(2).6"])
    assert pointed(finding, told["f(1).3"]) == r"\sigma(-u_k^T v_c)"
    assert all(step.as_expected is not False for step in steps(finding))
    again = [step for step, slip in told.items() if slip.code == "compensates"]
    assert {told[step].compensates for step in again} >= {"b.3", "f(1).3", "f(3).2"}
    assert all(told[step].repair is None for step in again)


def test_every_repair_that_is_shown_holds_in_its_document() -> None:
    text = (WORD2VEC / "handwritten.md").read_text(encoding="utf-8")
    waiting = {step: slip for step, slip in slips(found(text)).items() if slip.repair is not None}
    assert waiting
    while waiting:
        # one repair a part, so that each is judged beside the lines as they were
        chosen = {step.partition(".")[0]: step for step in reversed(waiting)}.values()
        changed = text
        edits = [edit for step in chosen for edit in waiting[step].changes]
        for span, new in sorted(edits, reverse=True):
            changed = changed[: span.start] + new + changed[span.end :]
        again = verdicts(check(changed))
        assert {step: again[step] for step in chosen} == dict.fromkeys(chosen, "proved")
        waiting = {step: slip for step, slip in waiting.items() if step not in chosen}


def test_what_is_not_proved_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "$$ x (1 - x) = x + x^2 $$\n"
    assert slips(found(text))["main.1"].code == "flipped-sign"
    decide = Judge.decide

    def unsure(judge: Judge, statement: Any) -> Decision:
        decision = decide(judge, statement)
        return replace(decision, equal=None) if decision.equal else decision

    monkeypatch.setattr(Judge, "decide", unsure)
    assert slips(found(text)) == {}


def test_a_repair_that_holds_at_some_sizes_only_is_not_shown() -> None:
    # Σ_k x = 3x at K = 3, which is a size that is looked at
    finding = found("$$ \\sum_{k=1}^K x = 2 x $$\n")
    assert all("3" not in (slip.repair or "") for slip in slips(finding).values())


def test_a_slip_made_again_is_carried_and_counts_once() -> None:
    told = slips(found("$$ x + x = 3x $$\n\nand so\n\n$$ 2x = 3x $$\n"))
    assert told["main.1"].repair is not None
    assert (told["main.2"].code, told["main.2"].compensates) == ("carried", "main.1")


def test_an_equals_sign_typed_by_mistake_is_one_slip() -> None:
    told = slips(found("$$ x (x - \\log x) = x^2 = x \\log x $$\n"))
    assert [slip.code for slip in told.values()] == ["stray-equals", "carried"]
    assert told["main.1"].repair == "x^2 - x \\log x"


def test_the_repair_is_written_as_the_writer_writes() -> None:
    text = "\\newcommand{\\vc}{v_c}\n$$ \\log(\\exp(u_o^\\top \\vc)) + x = u_o^T \\vc - x $$\n"
    told = slips(found(text, "tex"))
    assert told["main.1"].repair == "u_o^T \\vc + x"


def test_styles_of_letters_are_not_cut_in_two() -> None:
    text = "$$ x + \\mathbf{u}_o^\\top \\mathbf{v}_c = x + \\mathbf{u}_c^\\top \\mathbf{v}_c $$\n"
    repair = slips(found(text))["main.1"].repair or ""
    assert repair.count("\\mathbf") == 2 and repair.count("{") == repair.count("}")


def test_a_gradient_that_is_written_as_a_row_is_told_so() -> None:
    start = "\\frac{\\partial J_{\\text{naive-softmax}}}{\\partial v_c}"
    rows = "-u_o^\\top + \\sum_{w=1}^{|V|} \\hat y_w u_w^\\top"
    slip = slips(found(f"(b)\n\n$$ {start} = {rows} $$\n"))["b.1"]
    assert slip.code == "missing-transpose" and "the other way round" in slip.message
    assert slip.repair == f"\\left({rows}\\right)^\\top"
    # the opposite sign is no matter of rows and columns
    wrong = slips(found(f"(b)\n\n$$ {start} = {rows.replace('-', '', 1)} $$\n")).get("b.1")
    assert wrong is None or "the other way round" not in wrong.message


def test_a_member_over_two_displays_is_repaired() -> None:
    text = "$$ x^2 (1 - x) = x^2 $$\n\n$$ + x^3 $$\n"
    assert slips(found(text))["main.1"].repair == "x^2 - x^3"


def test_the_same_text_has_the_same_slips() -> None:
    text = (WORD2VEC / "handwritten.md").read_text(encoding="utf-8")
    one, two = found(text), found(text)
    assert slips(one) == slips(two)


def test_only_the_parts_asked_for_are_diagnosed() -> None:
    text = "(b)\n\n$$ x = 2x $$\n\n(c)\n\n$$ x = 3x $$\n"
    options = replace(FAST, parts=("c",))
    assert set(slips(found(text, options=options))) == {"c.1"}


def test_the_correct_value_is_known_where_no_repair_is_found() -> None:
    text = (
        "(b)\n\n$$ \\frac{\\partial J_{\\text{naive-softmax}}}{\\partial v_c} = "
        "\\exp(\\exp(x^7)) v_c + 5 \\log(x^2 + 3) u_o $$\n"
    )
    (step,) = steps(found(text))
    assert step.slip is None and step.value is not None and "U" in step.value


def test_a_right_answer_carried_along_is_told_from_a_wrong_one() -> None:
    start = "\\frac{\\partial J_{\\text{naive-softmax}}}{\\partial v_c}"
    text = f"(b)\n\n$$ {start} = U (y - \\hat y) $$\n\n$$ = U y - U \\hat y $$\n"
    (part,) = [one for one in found(text).parts if one.steps]
    assert part.answer.reason == "carried"


def test_no_repair_takes_a_term_away_from_itself() -> None:
    start = "\\frac{\\partial J_{\\text{naive-softmax}}}{\\partial u_w}"
    lines = "\\sum_{w \\in \\text{Vocab}} (\\hat y_w - y_w) v_c = (\\hat y - y) v_c"
    told = slips(found(f"(c)\n\n$$ {start} = {lines} $$\n"))
    # the sum is 0, and so is (x − x) v_c
    assert told["c.2"].repair == "(\\hat y_w - y_w) v_c"
    assert told["c.2"].code == "missing-index" and "chain's start" in told["c.2"].message


def test_a_step_out_of_a_wrong_line_is_compared_with_the_start_where_nothing_else_is_found() -> (
    None
):
    told = slips(
        found(
            "$$ \\frac{\\partial \\sigma(x)}{\\partial x} = \\frac{e^{-x}}{1 + e^{-x}}"
            " = \\sigma(x) \\sigma(x) $$\n"
        )
    )
    assert told["main.1"].code == "wrong-power" and "start" not in told["main.1"].message
    assert told["main.2"].repair in ("\\sigma(-x) \\sigma(x)", "(1 - \\sigma(x)) \\sigma(x)")
    assert "compared with the chain's start" in told["main.2"].message


@pytest.mark.parametrize(
    ("formula", "repaired"),
    [
        # in a world in which no two indices coincide both sides are 0
        (
            "\\frac{\\partial (u_o^\\top v_c)}{\\partial u_w} = \\frac{\\partial (u_c^\\top v_o)}"
            "{\\partial u_w}",
            "\\frac{\\partial (u_o^\\top v_c)}{\\partial u_w}",
        ),
        ("(x - 1) x^2 = x - 1 x^2", "(x - 1) x^2"),
        ("2 (x^2 - x + 3)^2 = 2 x^2 - x + 3^2", "2 (x^2 - x + 3)^2"),
        ("x (u_o^\\top v_c - x) = x u_o^\\top v_c", "x u_o^\\top v_c - x x"),
        ("x (1 - \\hat y_w) \\hat y_w = x \\hat y_w (\\hat y_w)", "x \\hat y_w (1 - \\hat y_w)"),
    ],
)
def test_what_is_repaired_how(formula: str, repaired: str) -> None:
    assert slips(found(f"$$ {formula} $$\n"))["main.1"].repair == repaired


LAYOUT = (
    "We use denominator layout throughout.\n\n(b)\n\nLet $\\theta = U^\\top v_c$.\n\n"
    "$$ \\frac{\\partial J_{\\text{naive-softmax}}}{\\partial v_c} = "
    "\\frac{\\partial J_{\\text{naive-softmax}}}{\\partial \\theta}"
    "\\frac{\\partial \\theta}{\\partial v_c} $$\n"
)


def test_a_chain_rule_in_the_other_layout_is_told_in_words_and_put_in_order() -> None:
    finding = found(LAYOUT)
    slip = slips(finding)["b.2"]
    assert slip.code == "swapped-factors"
    assert (slip.repair or "").startswith("\\frac{\\partial \\theta}{\\partial v_c}")
    (step,) = [one for one in steps(finding) if one.id == "b.2"]
    (remark,) = [one for one in step.remarks if one.code == "other-convention"]
    assert remark.message.startswith("it would hold in numerator layout")
    # where numerator layout is what is in force it holds
    (other,) = [one for one in steps(found(LAYOUT.replace("denominator", "numerator")))
                if one.id == "b.2"]  # fmt: skip
    assert other.verdict.value == "proved"


def test_no_more_is_read_than_the_budget_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "$$ x^2 (1 - \\sigma(x)) - \\log x = x^7 \\exp(\\sigma(x)) - 5 \\log(x^2 + 3) $$\n"
    tried = 0
    value = Side.value

    def counted(side: Side, *arguments: Any, **named: Any) -> Any:
        nonlocal tried
        tried += 1
        return value(side, *arguments, **named)

    monkeypatch.setattr(Side, "value", counted)
    found(text)
    every, tried = tried, 0
    monkeypatch.setattr(documents, "MOST_WORK", 60)
    found(text)
    assert 0 < tried < every / 2


@pytest.mark.parametrize("middle", [r"U v_c", r"v_c \hat y + y U U"])
def test_a_chain_that_ends_as_it_began_began_right(middle: str) -> None:
    """∂J/∂U is not to be ∂(y_o J)/∂U, which is the same, because a line in between is wrong."""
    text = rf"(c) $$ \frac{{\partial J}}{{\partial U}} = {middle} = v_c (\hat y - y)^T $$"
    told = slips(found(text))
    assert {key: slip.code for key, slip in told.items()} == {"c.2": "compensates"}


def test_a_derivative_by_itself_repairs_nothing() -> None:
    chained = (
        r"\left(\frac{\partial \theta}{\partial v_c}\right)^T \frac{\partial J}{\partial \theta}"
    )
    told = slips(found(rf"(c) $$ \frac{{\partial J}}{{\partial \theta}} = {chained} $$"))
    assert told["c.1"].repair == r"\frac{\partial J}{\partial v_c}"
