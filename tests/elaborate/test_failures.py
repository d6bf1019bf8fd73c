"""What has no meaning: code and place; whatever is edited, nothing crashes."""

import random

import pytest

from derivcheck.elaborate.failure import Failure
from derivcheck.term.tensor import Tensor
from tests.elaborate.support import failure, meaning
from tests.syntax.support import formulas
from tests.syntax.test_all_tokens import edits

UNREAD, ILL = "unread", "ill-typed"


@pytest.mark.parametrize(
    ("formula", "verdict", "code", "text"),
    [
        ("q", UNREAD, "unknown-symbol", "q"),
        (r"\theta + 1", UNREAD, "unknown-symbol", r"\theta"),
        ("x + q y_o", UNREAD, "unknown-symbol", "q"),
        (r"\log x y_o", UNREAD, "ambiguous-scope", "x y_o"),
        (r"\log x x", UNREAD, "ambiguous-scope", "x x"),
        (r"\frac{\partial^3 y_o}{\partial x \partial x}", UNREAD, "unknown-notation", None),
        (r"\frac{\partial^2 y}{\partial x \partial v_c}", UNREAD, "unknown-notation", "v_c"),
        (r"\frac{\partial^2}{\partial y_o \partial x} (x) y_o", UNREAD, "ambiguous-scope", "y_o"),
        (r"\prod_w y_w x", UNREAD, "ambiguous-scope", "x"),
        (r"\prod_w y_w \prod_w \hat y_w", UNREAD, "ambiguous-scope", r"\prod_w \hat y_w"),
        ("x/2 x", UNREAD, "ambiguous-division", "x/2 x"),
        (r"\exp^{-1}(x)", UNREAD, "ambiguous-script", "-1"),
        (r"\sigma^{-1}(x)", UNREAD, "ambiguous-script", None),
        (r"\sigma", UNREAD, "missing-argument", r"\sigma"),
        (r"\sigma(x, x)", UNREAD, "wrong-arity", None),
        (r"J(o, c)", UNREAD, "wrong-arity", None),
        (r"\partial x", UNREAD, "missing-variable", r"\partial x"),
        (r"\frac{\partial x}{\partial q}", UNREAD, None, "q"),
        (r"\frac{\partial x}{\partial V_w w_{t-c}}", UNREAD, "unknown-variable", "w_{t-c}"),
        (r"\sum x", UNREAD, "missing-range", r"\sum x"),
        (r"\sum_{q} x", UNREAD, "unknown-range", "q"),
        (r"\sum_{w \in Q} x", UNREAD, "unknown-range", "Q"),
        (r"\sum_{k=2}^K x", UNREAD, "unknown-range", "2}^K"),
        (r"\sum_{k=1}^{K-1} x", UNREAD, "unknown-range", "1}^{K-1"),
        (r"\sum_{-m \leq j \leq m} x", UNREAD, "unknown-range", None),
        (r"y_1 + \dots", UNREAD, "ambiguous-ellipsis", None),
        (r"0 + \dots + y_o", UNREAD, "ambiguous-ellipsis", None),
        (r"0 + \dots + y_o + \dots + y_c + 0", UNREAD, "ambiguous-ellipsis", None),
        (r"y_1 + \dots + y_5", UNREAD, "unknown-range", "5"),
        (r"\langle u_o, v_c \rangle", UNREAD, "unexpected-list", r"\langle u_o, v_c \rangle"),
        ("x/2/2", UNREAD, "ambiguous-division", "x/2/2"),
        (r"y_1 + \dots + \hat y_{|V|}", UNREAD, "ambiguous-ellipsis", None),
        (r"[u_1, u_2]", UNREAD, None, None),
        ("x, x", UNREAD, "unexpected-list", "x, x"),
        ("x = x", UNREAD, "unexpected-list", "x = x"),
        ("9" * 60, UNREAD, "too-large", "9" * 60),
        (r"0 \times U + \dots + x + \dots + 0", ILL, "shape-mismatch", None),
        (r"u_o + x", ILL, "shape-mismatch", "u_o + x"),
        (r"x (u_o + x)", ILL, "shape-mismatch", "u_o + x"),
        (r"U + 1", ILL, "shape-mismatch", "U + 1"),
        (r"u_o v_c", ILL, "shape-mismatch", "u_o v_c"),
        (r"U v_c", ILL, "shape-mismatch", "U v_c"),
        (r"\frac{J(v_c, o, U)}{u_o}", ILL, "shape-mismatch", None),
        (r"\frac{U}{u_o}", ILL, "shape-mismatch", r"\frac{U}{u_o}"),
        (r"\frac{u_o}{v_c^\top}", ILL, "shape-mismatch", r"\frac{u_o}{v_c^\top}"),
        (r"u_o^2", UNREAD, "power-of-vector", "u_o^2"),
        (r"U^2", UNREAD, "power-of-vector", "U^2"),
        (r"(U^\top U)^5", UNREAD, "unknown-notation", r"(U^\top U)^5"),
        (r"2^{v_c}", UNREAD, "unknown-notation", "2^{v_c}"),
        (r"1^\top y", UNREAD, "unknown-notation", r"1^\top"),
        (r"\max(u_o, y)", ILL, "shape-mismatch", None),
        (r"1\{u_o > y\}", ILL, "shape-mismatch", None),
        (r"1\{u_o = v_c\}", UNREAD, "unknown-condition", None),
        (r"u_o \odot y", ILL, "shape-mismatch", r"u_o \odot y"),
        (r"J(u_o^\top, o, U)", ILL, "shape-mismatch", None),
        (r"J_{\text{naive-softmax}}(v_c, o, U^\top)", ILL, "shape-mismatch", None),
        (r"U_{o,o,o}", None, None, None),
    ],
)
def test_a_formula_without_a_meaning(
    formula: str, verdict: str | None, code: str | None, text: str | None
) -> None:
    found = failure(formula)
    expected = (verdict or found[0], code or found[1], found[2] if text is None else text)
    assert found == expected


def test_edited_formulas_have_a_meaning_or_a_reason() -> None:
    read = unread = 0
    for part, formula, tokens in edits(700):
        value = meaning(tokens, part)
        assert isinstance(value, (Tensor, Failure)), formula
        read += isinstance(value, Tensor)
        unread += isinstance(value, Failure)
    assert min(read, unread) > 15


def test_a_reason_points_into_its_formula() -> None:
    for part, formula, tokens in edits(300):
        value = meaning(tokens, part)
        if isinstance(value, Failure):
            first = min(token.span.start for token in tokens)
            last = max(token.span.end for token in tokens)
            assert first <= value.span.start <= value.span.end <= last, formula
            assert value.message and value.code == value.code.lower()


@pytest.mark.slow
def test_many_edited_formulas_have_a_meaning_or_a_reason() -> None:
    for part, formula, tokens in edits(20_000):
        assert isinstance(meaning(tokens, part), (Tensor, Failure)), formula


def test_formulas_read_in_the_wrong_part_do_not_crash() -> None:
    chance = random.Random(5)
    parts = sorted({part for part, _, _ in formulas()})
    for _, formula, tokens in formulas():
        value = meaning(tokens, chance.choice(parts))
        assert isinstance(value, (Tensor, Failure)), formula
