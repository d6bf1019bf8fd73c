"""Each verdict from a small document: its code and the very text that it points at."""

import pytest

from derivcheck.check.finding import Verdict
from tests.check.support import check, display, pointed, step, steps


def said(part: str, *rows: str) -> list[tuple[str, str | None, str | None]]:
    """Return (verdict, code, pointed text) of the steps in a part's displays."""
    found = check(display(part, *rows))
    return [(one.verdict.value, one.code, pointed(found, one.span)) for one in steps(found)]


@pytest.mark.parametrize(
    ("part", "latex"),
    [
        ("a", r"\sum_{w \in \text{Vocab}} y_w = 1"),
        ("b", r"\frac{\partial}{\partial v_c} u_o^\top v_c = u_o"),
        ("b", r"\sum_{w \in \text{Vocab}} 1 = |V|"),
        ("b", r"\frac{\partial (U^\top v_c)}{\partial v_c} = U^\top"),
        ("b", r"\nabla_{v_c} J = U(\hat y - y)"),
        ("b", r"U y = u_o"),
        ("c", r"y_w^2 = y_w"),
        ("c", r"\frac{\partial (u_w^\top u_w)}{\partial u_w} = 2 u_w"),
        ("c", r"\frac{\partial}{\partial u_w} \sum_{x \in \text{Vocab}} u_x^\top v_c = v_c"),
        ("e", r"\sigma'(x) = \sigma(x) \sigma(-x)"),
        ("e", r"\log \sigma(x) = x - \log(1 + e^x)"),
        ("f(3)", r"\frac{\partial}{\partial u_k} \sum_{i=1}^K u_i^\top v_c = v_c"),
        ("h(3)", r"\frac{\partial J_{\text{skip-gram}}}{\partial v_w} = 0"),
    ],
)
def test_proved_for_every_size(part: str, latex: str) -> None:
    one = step(display(part, latex))
    assert (one.verdict, one.code, one.span, one.message) == (Verdict.PROVED, None, None, None)
    assert one.scope is not None and one.scope.all_sizes
    assert one.equals_start is True
    assert {"modular", "balls"} <= set(one.method)


@pytest.mark.parametrize(
    ("part", "latex"),
    [
        ("a", r"\sum_{w \in \text{Vocab}} y_w = |V|"),
        ("b", r"\frac{\partial J}{\partial v_c} = U(y - \hat y)"),
        ("b", r"\sum_{w \in \text{Vocab}} \hat y_w u_w = u_o"),
        ("b", r"|V| = 5"),
        ("b", r"(|V| - 5)(|V| - 4)(|V| - 3)(|V| - 2)(|V| - 1) = 0"),
        ("c", r"\frac{\partial (u_o^\top u_w)}{\partial u_w} = u_o"),
        ("c", r"\frac{\partial (u_o^\top v_c)}{\partial u_w} = v_c"),
        ("e", r"\sigma(x) = \sigma(-x)"),
        ("e", r"1.0000000001 x = x"),
        ("f(3)", r"\frac{\partial}{\partial u_k} \sum_{i=1}^K u_i^\top v_c = K v_c"),
        ("g", r"\frac{\partial}{\partial u_k} \sum_{i=1}^K u_i^\top v_c = v_c"),
    ],
)
def test_refuted_with_a_witness(part: str, latex: str) -> None:
    one = step(display(part, latex))
    assert (one.verdict, one.code) == (Verdict.REFUTED, "not-equal")
    assert one.scope is None and one.equals_start is False
    assert one.witness is not None and one.witness.lhs != one.witness.rhs


ILL_TYPED = [
    ("b", r"U(\hat y - y) = \hat y - y", "shape-mismatch", r"\hat y - y"),
    ("b", r"U(\hat y - y) = u_o^\top", "shape-mismatch", r"u_o^\top"),
    ("e", r"u_o = u_o + x", "shape-mismatch", "u_o + x"),
    ("e", r"x = 1 + u_o v_c", "shape-mismatch", "u_o v_c"),
    ("e", r"u_o = \sum_{w \in \text{Vocab}} (U y + x)", "shape-mismatch", "U y + x"),
    ("b", r"U = U + 1", "shape-mismatch", "U + 1"),
    ("e", r"x = \frac{1}{u_o}", "shape-mismatch", r"\frac{1}{u_o}"),
    ("e", r"x = \prod_{w} u_w", "shape-mismatch", r"\prod_{w} u_w"),
    ("e", r"x = \begin{cases} u_o & o = c \\ 1 & o \neq c \end{cases}", "shape-mismatch", "1"),
]


@pytest.mark.parametrize(("part", "latex", "code", "text"), ILL_TYPED)
def test_ill_typed_at_the_place(part: str, latex: str, code: str, text: str) -> None:
    assert said(part, latex) == [("ill-typed", code, text)]


@pytest.mark.parametrize(
    ("part", "latex", "code", "text"),
    [
        ("e", r"x = x + q", "unknown-symbol", "q"),
        ("e", r"\foo x = x", "unknown-command", r"\foo"),
        ("e", r"x = \sqrt[3]{x}", "unknown-notation", r"\sqrt[3]{x}"),
        ("e", r"(x + 1 = x", "unbalanced-bracket", "("),
        ("e", r"x + 1) = x", "unbalanced-bracket", ")"),
        ("e", r"x = x +", "incomplete-formula", None),
        ("e", r"x = x^23", "ambiguous-script", "23"),
        ("e", r"x = \log x y_o", "ambiguous-scope", "x y_o"),
        ("e", r"x = \frac{\partial \sigma(x)}{}", None, None),
        ("e", r"\partial \sigma(x) = x", "missing-variable", r"\partial \sigma(x)"),
        ("e", r"x = \frac{\partial x^2}{\partial q}", "unknown-symbol", "q"),
        ("e", r"x = \frac{\partial x^2}{\partial (x + x)}", "unknown-variable", None),
        ("b", r"u_o = \hat y_w u_w", "unbound-index", "w"),
        ("e", r"x = o + 1", "index-as-value", "o"),
        ("e", r"x = e^{x}^{x}", "ambiguous-script", "e^{x}^{x}"),
        ("e", r"x = \sum_{w = 1}^{N + 3} y_w", "unknown-range", "1}^{N + 3"),
        ("e", r"x = \sum 2", "missing-range", r"\sum 2"),
        ("e", r"x = \sum y_w \hat y_k", "missing-range", r"\sum y_w \hat y_k"),
        ("e", r"x = y_1 + \dots", "ambiguous-ellipsis", None),
        ("b", r"1 = J_{\text{naive-softmax}}(v_c, o, U, x)", "wrong-arity", None),
        ("e", r"x = \sigma", "missing-argument", r"\sigma"),
        ("e", r"x = \exp^{-1}(x)", "ambiguous-script", "-1"),
        ("e", r"x = 9^{99999999999999999999999999999999999999999999}", "too-large", "9" * 44),
    ],
)
def test_unread_at_the_token(part: str, latex: str, code: str | None, text: str | None) -> None:
    (found,) = said(part, latex)
    assert found[0] == "unread"
    if code is not None:
        assert found[1] == code
    if text is not None:
        assert found[2] == text


def test_a_near_name_is_suggested() -> None:
    one = step(display("e", r"x = J_{\text{nave-sofmx}}(v_c, o, U)"))
    assert one.verdict is Verdict.UNREAD
    assert r"did you mean J_{\text{naive-softmax}}" in (one.message or "")


def test_what_is_unread_on_both_sides_is_said_of_both() -> None:
    found = check(display("e", r"x + q = \foo"))
    (one,) = steps(found)
    assert (one.code, pointed(found, one.span)) == ("unknown-symbol", "q")
    assert [(r.code, pointed(found, r.span)) for r in one.remarks] == [("unknown-command", r"\foo")]


@pytest.mark.parametrize(
    ("part", "latex", "code"),
    [
        (
            "b",
            r"\sum_w \prod_{x \neq w} 2 \hat y_x = \sum_w \prod_{x \neq w} (\hat y_x + \hat y_x)",
            "some-sizes",
        ),
        ("e", r"x \approx x", "relation"),
        ("main", r"J = J", "which-loss"),
    ],
)
def test_undecided_with_its_reason(part: str, latex: str, code: str) -> None:
    one = step(display(part, latex) if part != "main" else f"$$\n{latex}\n$$\n")
    assert (one.verdict, one.code) == (Verdict.UNDECIDED, code)
    assert one.message and one.scope is None and one.witness is None


def test_a_domain_that_is_hard_to_hit_is_no_error() -> None:
    right = r"\sum_{w \in \text{Vocab}} \frac{u_w}{u_w^\top v_c}"
    left = r"\frac{\partial}{\partial v_c} \sum_{w \in \text{Vocab}} \log(u_w^\top v_c)"
    assert step(display("b", f"{left} = {right}")).verdict is Verdict.PROVED
    assert said("e", r"\sqrt{x - 9000} = \sqrt{x - 9000} + 1")[0][0] in ("refuted", "undecided")


def test_a_name_that_is_defined_is_given_and_then_known() -> None:
    found = check(display("e", r"\alpha = 3 x", r"\alpha + x = 4 x", r"\alpha = 4 x"))
    assert [(one.verdict.value, one.code) for one in steps(found)] == [
        ("given", "definition"),
        ("proved", None),
        ("refuted", "not-equal"),
    ]


def test_a_definition_holds_to_the_end_of_its_part() -> None:
    text = display("a", r"\alpha = 3") + display("e", r"x + \alpha = x + 3")
    assert [one.verdict.value for one in steps(check(text))] == ["given", "unread"]


def test_a_definition_can_be_made_anew_in_another_part() -> None:
    text = display("a", r"\alpha = 3") + display("e", r"\alpha = 4", r"\alpha + 1 = 5")
    assert [one.verdict.value for one in steps(check(text))] == ["given", "given", "proved"]


def test_a_constraint_restated_is_given_and_misstated_refuted() -> None:
    right, wrong = (
        rf"y_w = \begin{{cases}} {a} & w = o \\ {b} & w \neq o \end{{cases}}"
        for a, b in ((1, 0), (0, 1))
    )
    assert [row[:2] for row in said("a", right, wrong)] == [
        ("given", "definition"),
        ("refuted", "not-equal"),
    ]


@pytest.mark.parametrize("formula", ["x = x - \\sigma(x)", "x := x - \\sigma(x)"])
def test_an_update_is_given(formula: str) -> None:
    assert [row[:2] for row in said("e", formula)] == [("given", "update")]


@pytest.mark.parametrize("sign", ["=", r"\leftarrow"])
def test_an_update_of_a_name_of_the_document_is_given(sign: str) -> None:
    found = check(display("e", r"\theta = 3 x", rf"\theta {sign} \theta - \sigma(x)"))
    assert [one.verdict.value for one in steps(found)] == ["given", "given"]


@pytest.mark.parametrize(
    ("part", "latex"),
    [("b", r"\hat y = 2 \hat y"), ("b", "U = 2 U"), ("b", r"U \neq U"), ("b", r"y = y + y")],
)
def test_a_false_claim_is_no_update(part: str, latex: str) -> None:
    assert said(part, latex)[0][0] == "refuted"


def test_an_equation_to_be_solved_is_not_refuted() -> None:
    assert said("e", "0 = x - 3")[0][0] != "refuted"


def test_a_side_that_is_nowhere_defined_is_ill_typed() -> None:
    assert said("e", r"x = \frac{x}{0}")[0][:2] == ("ill-typed", "undefined")


def test_an_inverse_is_not_taken_for_a_reciprocal() -> None:
    assert said("e", r"\sigma^{-1}(x) = \log \frac{x}{1 - x}")[0][0] != "refuted"


def test_without_a_problem_numbers_and_free_letters_are_judged() -> None:
    found = check("$$1 + 1 = 2 = 3$$\n\nand\n\n$$a + 1 = 1 + a$$\n\nand $$a = a + b$$\n", None)
    expected = ["proved", "refuted", "proved", "unread"]
    assert [one.verdict.value for one in steps(found)] == expected


def test_the_norm_of_a_matrix_is_not_read() -> None:
    found = step("$$ \\|U\\| = \\|U\\| + 0 $$\n")
    assert (found.verdict.value, found.span is not None) == ("unread", True)


def test_nothing_is_said_of_the_values_of_a_formula_that_was_not_read() -> None:
    """That 1 was taken for a vector of ones helps nobody where the line was not read."""
    text = "$$ 1 - \\sigma(U^T v_c) = 1 + H - \\sigma(U^T v_c) $$\n"
    (step,) = steps(check(text))
    assert step.verdict is Verdict.UNREAD
    assert "numeral-as-vector" not in {remark.code for remark in step.remarks}
    (right,) = steps(check("$$ 1 - \\sigma(U^T v_c) = \\sigma(-U^T v_c) $$\n"))
    (remark,) = [one for one in right.remarks if one.code == "numeral-as-vector"]
    assert remark.message == "1 beside a vector is read as a vector with 1 in each entry"
