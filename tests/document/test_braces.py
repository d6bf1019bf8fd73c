"""Braces that do not show: what is printed is read, and nothing else is touched."""

import pytest

from derivcheck.document.tokens.token import Token
from tests.check.support import step
from tests.document.reading import codes, read

AS_PRINTED = [
    (r"{x + 1} x", r"x + 1 x"),
    (r"-{x + 1}", r"- x + 1"),
    (r"2{x - 1}", r"2 x - 1"),
    (r"\frac12{x + 1}", r"\frac12 x + 1"),
    (r"\exp{(x}) y", r"\exp (x) y"),
    (r"\log(\frac{\exp{(x})}{y})", r"\log(\frac{\exp (x)}{y})"),
    (r"{(a + b}) c", r"(a + b) c"),
    (r"\log(\sum_j{x_j)} + 1", r"\log(\sum_j x_j) + 1"),
    (r"\frac{\partial{\log(\sum_j{x_j)}}}{y}", r"\frac{\partial{\log(\sum_j x_j)}}{y}"),
    (r"{\sum_j x_j} z_j", r"\sum_j x_j z_j"),
    (
        r"\frac{1}{\sum_j x_j}\cdot{\sum_{j=1}^n x_j}\cdot z_j",
        r"\frac{1}{\sum_j x_j}\cdot\sum_{j=1}^n x_j\cdot z_j",
    ),
]

UNTOUCHED = [
    r"\frac{x + 1}{x} x",
    r"x^{a + b} x",
    r"\log{x + 1}",
    r"{x + 1}^2",
    r"2{x y}",
    r"{x + 1}",
    r"y + {x + 1}",
    r"{\sum_j x_j} y",
    r"{\sum_j x_j} + z_j",
    r"{\sum_j x_j}^2 z_j",
    r"\sum_j {\sum_j x_j} z_j",
    r"\hat{y - z} x",
    r"\foo{x}{y + 1} z",
    r"{a + b \over c} x",
    r"J{neg-sample}(x)",
    r"\sum_j{x_j + 1} y",
    r"\sum_j{(x_j} + 1",
    r"\partial{x + 1} y",
    r"\exp{(x}",  # the bracket is closed nowhere: the braces are not what is wrong
    r"\left({x + 1}\right) x",
]


def tokens(formula: str) -> list[str]:
    chain = read(f"$$ {formula} = 0 $$").parts[0].chains[0]
    return [_text(t) for t in chain.members[0].tokens]


def _text(token: Token) -> str:
    return token.text


@pytest.mark.parametrize(("written", "printed"), AS_PRINTED)
def test_braces_that_do_not_show_are_read_as_printed(written: str, printed: str) -> None:
    assert tokens(written) == tokens(printed)
    found = codes(read(f"$$ {written} = 0 $$"))
    assert found[0] == ("invisible-braces", "{")


@pytest.mark.parametrize("formula", UNTOUCHED)
def test_other_braces_stay(formula: str) -> None:
    found = codes(read(f"$$ {formula} = 0 $$"))
    assert "invisible-braces" not in [code for code, _ in found]
    assert tokens(formula).count("{") == formula.count("{")


def test_what_is_printed_is_judged() -> None:
    assert step("$$ 2{x + 1} = 2x + 1 $$").verdict.value == "proved"
    assert step("$$ 2{x + 1} = 2x + 2 $$").verdict.value == "refuted"
    assert step(r"$$ \exp{(x}) = e^x $$").verdict.value == "proved"
    assert step(r"$$ \exp{(x}+1) = e^x + 1 $$").verdict.value == "refuted"
    total = r"\frac{\partial}{\partial v_c} \sum_w \exp(u_w^T v_c)"
    assert step(rf"$$ {total} = {{\sum_x \exp(u_x^T v_c)}} u_x $$").verdict.value == "proved"
    assert step(rf"$$ {total} = {{\sum_x \exp(u_x^T v_c)}} v_x $$").verdict.value == "refuted"
    bracket = step(rf"$$ {total} = (\sum_x \exp(u_x^T v_c)) u_x $$")
    assert (bracket.verdict.value, bracket.code) == ("ill-typed", "unbound-index")


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        (r"\exp{(x) - 1}", r"\exp(x) - 1"),
        (r"\exp{\left(x\right) - 1}", r"\exp(x) - 1"),
        (r"2 (\sigma{(-x) - 1})", r"2 (\sigma(-x) - 1)"),
        (r"\log{(x) (1 - x)}", r"\log((x) (1 - x))"),
        (r"\exp{x - 1}", r"\exp(x - 1)"),
        (r"\exp{(x - 1)}", r"\exp(x - 1)"),
    ],
)
def test_a_bracket_ends_the_argument_as_it_does_in_print(written: str, printed: str) -> None:
    one = step(f"(e) $$ {written} = {printed} $$")
    assert one.verdict.value == "proved"
