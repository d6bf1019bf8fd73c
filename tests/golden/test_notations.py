"""Ways of writing one thing: each gets the verdict that its plain spelling gets."""

from pathlib import Path

import pytest

from tests.check.support import ROOT, check, not_as_hoped, step, steps

pytestmark = pytest.mark.heavy

DOCUMENTS = sorted((ROOT / "derivations" / "notations").glob("*.md"))

TRUE = [
    ("b", r"\sum_{i=1} \hat y_i = 1"),
    ("b", r"U \hat y = \sum_{w=1} \hat y_w u_w"),
    ("b", r"P(O=o|C=c) = \hat y_o"),
    ("b", r"P(O=w \mid C=c) = \hat y_w"),
    ("b", r"p(o|c) = \frac{\exp(u_o^T v_c)}{\sum_{w \in Vocab} \exp(u_w^T v_c)}"),
    ("b", r"\sum_{w'=1}^{V} \hat y_{w'} = 1"),
    ("b", r"\sum_{w=1}^{|V|} \hat y_w u_w = U \hat y"),
    ("b", r"J_{naive-softmax}(v_c, o, U) = -\log \hat y_o"),
    ("b", r"\exp u_o^T v_c = e^{u_o^T v_c}"),
    ("b", r"u_o \cdot v_c = {u_o}^\intercal v_c"),
    ("b", r"\nabla_{v_c} (u_o^T v_c) = u_o"),
    ("b", r"\frac{\partial}{\partial v_c} u_o^T u_o = \frac12 \cdot 0"),
    ("b", r"{\hat y_o \over 2} = \frac12 \hat y_o"),
    ("b", r"\sum_k y_k \log \hat y_k = \log \hat y_o"),
    ("b", r"\frac{\partial}{\partial v_c} \frac{u_o^T v_c}{\|v_c\|}"
          r" = \frac{u_o}{\|v_c\|} - \frac{(u_o^T v_c) v_c}{\|v_c\|^3}"),
    ("c", r"\frac{\partial J}{\partial u_w} = (\hat y_w - 1) v_c, \quad w = o"),
    ("c", r"\frac{\partial J}{\partial u_w} = \hat y_w v_c \quad \text{if } w \neq o"),
    ("c", r"\frac{\partial J}{\partial u_w} = \hat y_w v_c \qquad (w \neq o)"),
    ("f", r"\frac{\partial J}{\partial u_k} = (1 - \sigma(-u_k^T v_c)) v_c"
          r" \quad \forall k = 1, \dots, K"),
    ("g", r"\frac{\partial J}{\partial u_k}"
          r" = \sum_{i \in \{1..K\}: w_i = w_k} (1 - \sigma(-u_i^T v_c)) v_c"),
    ("e", r"\sigma'(x) = \sigma(x)(1-\sigma(x))"),
    ("e", r"\frac{d}{dx}\sigma(2x) = 2\sigma(2x)(1-\sigma(2x))"),
    ("e", r"\sigma^2(x) = \sigma(x)^2"),
    ("e", r"\exp(x)^2 = \exp(2x)"),
    ("e", r"\frac{\partial}{\partial x} (x^2 + y_w) = 2x"),
    ("e", r"\frac{d}{dx} \tanh(x) = 1 - \tanh(x)^2"),
    ("h", r"\frac{\partial J_{skip-gram}(v_c, w_{t-m}, \dots w_{t+m}, U)}{\partial v_c}"
          r" = \sum_{-m \leq j \leq m, j \neq 0} \frac{\partial J(v_c, w_{t+j}, U)}{\partial v_c}"),
]  # fmt: skip

FALSE = [
    ("b", r"U \hat y = \sum_{w=1} y_w u_w"),
    ("b", r"\exp(x)^2 = \exp(x^2)"),
    (
        "b",
        r"\frac{\partial}{\partial v_c} \frac{u_o^T v_c}{\|v_c\|}"
        r" = \frac{u_o}{\|v_c\|} - \frac{(u_o^T v_c) v_c}{\|v_c\|^2}",
    ),
    ("b", r"P(O=c|C=o) = \hat y_c"),  # the words have changed places
    ("b", r"\sum_{w'=1}^{V} \hat y_{w'} = \hat y_o"),
    ("b", r"\sum_k y_k \log \hat y_k = -\log \hat y_o"),
    ("c", r"\frac{\partial J}{\partial u_w} = \hat y_w v_c, \quad w = o"),
    ("c", r"\frac{\partial J}{\partial u_w} = (\hat y_w - 1) v_c \quad \text{if } w \neq o"),
    ("e", r"\exp(x)^2 = \exp(x^2)"),
    (
        "f(3)",
        r"\frac{\partial J}{\partial u_k} = (\sigma(-u_k^T v_c) - 1) v_c, \ \forall k \in [1, K]",
    ),
    ("f(3)", r"\frac{\partial J}{\partial u_k} = -\sigma(u_k^T v_c) v_c, \text{ for all } k"),
    ("e", r"\sigma'(2x) = 2\sigma(2x)(1-\sigma(2x))"),  # σ′ at 2x, not the derivative by x
]


def verdict(part: str, latex: str) -> str:
    return step(f"({part})\n\n$$ {latex} $$\n").verdict.value


@pytest.mark.parametrize(("part", "latex"), TRUE)
def test_a_true_step_is_proved_however_it_is_written(part: str, latex: str) -> None:
    assert verdict(part, latex) == "proved"


@pytest.mark.parametrize(("part", "latex"), FALSE)
def test_a_false_step_is_refuted_however_it_is_written(part: str, latex: str) -> None:
    assert verdict(part, latex) == "refuted"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_document_of_notations_is_read_and_its_slips_are_caught(path: Path) -> None:
    found = check(path.read_text(encoding="utf-8"))
    assert list(not_as_hoped(found)) == []
    assert found.diagnostics == ()
    assert found.document.skipped == ()
    # what is wrong of letters that nobody declares is asked about, never proved
    asked = {"undecided", "unread"}
    wrong = [one for one in steps(found) if one.expected not in {None, *asked}]
    assert len(wrong) >= 4 and {one.verdict.value for one in wrong} <= {"refuted", "ill-typed"}
    assert all(one.verdict.value in asked for one in steps(found) if one.expected in asked)


def test_a_derivative_before_a_bracket_and_more_is_ambiguous() -> None:
    assert verdict("e", r"\frac{\partial}{\partial x} (x) x = x") == "unread"
    assert verdict("e", r"\frac{\partial}{\partial x} (x) \frac12 = \frac12") == "proved"


def test_a_power_behind_the_bracket_of_a_logarithm_is_ambiguous() -> None:
    assert verdict("e", r"\log(1 + x)^2 = 2 \log(1 + x)") == "unread"
    assert verdict("e", r"\left(\log \sigma(x)\right)^2 = (\log \sigma(x))^2") == "proved"


def test_another_letter_for_the_sign_of_a_derivative_is_refused_in_words() -> None:
    one = step(r"(b) $$ \frac{\Delta J}{\Delta v_c} = U(\hat y - y) $$")
    assert (one.verdict.value, one.code) == ("unread", "unknown-symbol")
    assert one.message is not None and "write \\partial" in one.message


def test_what_is_differentiated_under_a_sum_must_be_defined_as_well() -> None:
    # σ − 1 is negative, so the left side is defined nowhere; the derivative alone would be right
    left = r"\sum_{k=1}^K \frac{\partial}{\partial x} \log(\sigma(x) - 1 - u_k^T u_k)"
    right = r"\sum_{k=1}^K \frac{\sigma(x) (1 - \sigma(x))}{\sigma(x) - 1 - u_k^T u_k}"
    assert verdict("e", f"{left} = {right}") not in ("proved", "refuted")


@pytest.mark.parametrize(
    "dotted",
    [
        r"y_1 + \dots + y_{|V|} + y_{|V|}",
        r"y_1 + \dots + y_2 + y_{|V|}",
        r"y_1 + \dots + y_2 + \dots + y_{|V|}",
        r"y_1 + \dots + y_o + y_{|V|}",
    ],
)
def test_dots_with_an_item_too_many_stand_for_nothing(dotted: str) -> None:
    assert verdict("a", rf"{dotted} = 1") == "unread"


@pytest.mark.parametrize("middle", ["", r"y_2 + ", r"y_2 + \dots + y_o + "])
def test_dots_with_a_plain_pattern_are_a_sum(middle: str) -> None:
    assert verdict("a", rf"y_1 + {middle}\dots + y_{{|V|}} = 1") == "proved"
