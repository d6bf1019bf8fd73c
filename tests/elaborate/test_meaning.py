"""What formulas mean: shapes, equal meanings of different spellings, scope, remarks."""

import pytest

from derivcheck.term.core import Entry, IndexMap, Sum
from derivcheck.term.tensor import Tensor, same_shape
from tests.check.support import check, display, steps
from tests.elaborate.support import meaning, remarks, shape

SCALAR, COLUMN, ROW = "scalar", "column of length d", "row of length d"


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("1", SCALAR),
        ("x", SCALAR),
        ("|V|", SCALAR),
        ("v_c", COLUMN),
        (r"v_c^\top", ROW),
        (r"v_c^T", ROW),
        ("U_o", COLUMN),
        (r"\mathbf{u}_o", COLUMN),
        ("U", "d × |V| matrix"),
        (r"U^\top", "|V| × d matrix"),
        ("y", "column of length |V|"),
        (r"\hat y", "column of length |V|"),
        ("y_o", SCALAR),
        (r"\hat y_w", SCALAR),
        (r"u_o^\top v_c", SCALAR),
        (r"u_o v_c^\top", "d × d matrix"),
        (r"U y", COLUMN),
        (r"U^\top v_c", "column of length |V|"),
        (r"v_c (\hat y - y)^\top", "d × |V| matrix"),
        (r"U(\hat y - y)", COLUMN),
        (r"(\hat y_o - 1) v_c", COLUMN),
        (r"\sigma(U^\top v_c)", "column of length |V|"),
        (r"1 - \sigma(U^\top v_c)", "column of length |V|"),
        (r"\exp(U^\top v_c)", "column of length |V|"),
        (r"e^{u_o^\top v_c}", SCALAR),
        (r"\frac{u_o}{x}", COLUMN),
        (r"\sum_{w \in \text{Vocab}} u_w", COLUMN),
        (r"\sum_{w \in \text{Vocab}} \hat y_w", SCALAR),
        (r"\begin{cases} u_o & w = o \\ 0 & w \neq o \end{cases}", COLUMN),
        (r"[u_1, u_2, \dots, u_{|V|}]", "d × |V| matrix"),
        (r"[y_1, \dots, y_{|V|}]", "row of length |V|"),
        (r"\frac{\partial x^2}{\partial v_c}", COLUMN),
        (r"\frac{\partial}{\partial U} u_o^\top v_c", "d × |V| matrix"),
        (r"\frac{\partial (U^\top v_c)}{\partial v_c}", "|V| × d matrix"),
        (r"\frac{\partial v_c}{\partial x}", COLUMN),
        (r"J_{\text{naive-softmax}}(v_c, o, U)", SCALAR),
        (r"J_{\text{naive-softmax}}", SCALAR),
        (r"J(v_c, o, U)", SCALAR),
        (r"\text{softmax}(U^\top v_c)", "column of length |V|"),
        (r"\sqrt{x}", SCALAR),
        (r"u_o \odot v_c", COLUMN),
    ],
)
def test_the_shape_of_a_formula(formula: str, expected: str) -> None:
    assert shape(formula) == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [("v_c", ROW), ("y", "row of length |V|"), ("U", "d × |V| matrix"),
     (r"v_c U", "row of length |V|"), (r"(\hat y - y) U^\top", ROW),
     (r"\frac{\partial x^2}{\partial v_c}", ROW), (r"\sigma(v_c U)", "row of length |V|")],
)  # fmt: skip
def test_the_shape_of_a_formula_with_row_vectors(formula: str, expected: str) -> None:
    assert shape(formula, vectors="rows") == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (r"u_o^\top v_c", r"\mathbf{U}_0^T V_c"),
        (r"u_o^\top v_c", "u_o^T v_c"),
        (r"u_o \cdot v_c", r"u_o^\top v_c"),
        ("e^{x}", r"\exp(x)"),
        (r"\exp x", r"\exp(x)"),
        (r"\ln x", r"\log x"),
        ("x/2", r"\frac{x}{2}"),
        (r"\sum_{w \in \text{Vocab}} y_w", r"\sum_{w} y_w"),
        (r"\sum_{w \in V} y_w", r"\sum_{w} y_w"),
        (r"\sum_{w=1}^{|V|} y_w", r"\sum_{w} y_w"),
        (r"y_1 + y_2 + \dots + y_{|V|}", r"\sum_{w} y_w"),
        (r"0 + 0 + \dots - x + 0 + \dots + 0", r"-x"),
        (r"0 \times y_1 + \dots + y_o + \dots + 0 \times y_{|V|}", r"y_o"),
        (r"\frac{\partial x^2}{\partial v_c}", r"\nabla_{v_c} x^2"),
        (r"\frac{\partial x^2}{\partial v_c}", r"\frac{\partial}{\partial v_c} x^2"),
        (r"\frac{\partial x^2}{\partial v_c}", r"\partial x^2 / \partial v_c"),
        (r"\partial_{v_c} x^2", r"\frac{\partial}{\partial v_c} x^2"),
        (r"\frac{d}{dx} x^2", r"\frac{\partial x^2}{\partial x}"),
        (r"\sigma'(x)", r"\frac{d}{dx} \sigma(x)"),
        (r"\sigma^2(x)", r"\sigma(x)^2"),
        (r"\log^2 x", r"(\log x)^2"),
        (r"\text{Neg-sample}(v_c; 0, U)", r"J_{\text{neg-sample}}(v_c, o, U)"),
        (r"\log \sigma(x) + 1", r"(\log(\sigma(x))) + 1"),
        (r"\log \exp(x) - 1", r"\log(\exp(x)) - 1"),
        (r"\exp u_o^\top v_c", r"\exp(u_o^\top v_c)"),
        (r"-\sum_w y_w x + x", r"x - \sum_w (y_w x)"),
        (r"\sum_w y_w \sum_x y_x", r"(\sum_w y_w)(\sum_x y_x)"),
        (r"\frac{1}{2} x", "0.5 x"),
        (r"U^{\top} v_c", r"U^{\mathsf{T}} v_c"),
    ],
)
def test_two_spellings_mean_the_same(one: str, other: str) -> None:
    a, b = meaning(one), meaning(other)
    assert isinstance(a, Tensor) and isinstance(b, Tensor), (a, b)
    assert same_shape(a, b)
    (step,) = steps(check(display("e", f"{one} = {other}")))
    assert step.verdict.value == "proved", step.message


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (r"\sum_w y_w + 1", r"\sum_w (y_w + 1)"),
        (r"\frac{\partial}{\partial x} x + x^2", r"\frac{\partial}{\partial x} (x + x^2)"),
        (r"-x^2", "(-x)^2"),
        (r"2 x^2", "(2x)^2"),
        (r"e^x x", "e^{x x}"),
        ("x - x - x", "x - (x - x)"),
        (r"\sigma(x)^2", r"\sigma(x^2)"),
        (r"\log x + x", r"\log(x + x)"),
    ],
)
def test_two_scopes_do_not_mean_the_same(one: str, other: str) -> None:
    (step,) = steps(check(display("e", f"{one} = {other}")))
    assert step.verdict.value == "refuted"


def test_a_sample_stands_for_its_word() -> None:
    value = meaning("u_k", "f(3)")
    assert isinstance(value, Tensor) and isinstance(value.body, Entry)
    assert isinstance(value.body.indices[1], IndexMap)
    for spelling in ("u_{w_k}", "U_k", r"\mathbf{u}_{k}", "u_{k, w_k}"):
        assert meaning(spelling, "f(3)") == value, spelling


def test_a_bound_letter_is_another_than_the_free_one() -> None:
    value = meaning(r"\sum_w \hat y_w", "c")
    assert isinstance(value, Tensor) and isinstance(value.body, Sum)
    assert value.body.free == frozenset()
    mixed = meaning(r"\hat y_w \sum_w \hat y_w", "c")
    assert isinstance(mixed, Tensor) and {index.name for index in mixed.body.free} == {"w"}


@pytest.mark.parametrize(
    ("formula", "part", "expected"),
    [
        (r"\frac{u_w}{\sum_w y_w}", "c", [("shadowed-index", "w")]),
        (r"\frac{u_w}{\sum_x y_x}", "c", []),
        (r"\frac{\partial}{\partial u_k} \sum_{k=1}^K u_k", "f(3)", [("shadowed-index", "k")]),
        (r"\sum_{k=1}^K u_k", "f(1)", []),
        (r"\sum_{k=1}^K \sum_{k=1}^K u_k", "f(1)", [("shadowed-index", "k")]),
        (r"u_{i, w_i}", "g", [("odd-subscript", "i, w_i")]),
        (r"1 - \sigma(U^\top v_c)", "b", [("numeral-as-vector", "1")]),
        (
            r"J_{\text{naive-sfomax}}(v_c, o, U)",
            "b",
            [("misspelt-name", r"J_{\text{naive-sfomax}}")],
        ),
    ],
)
def test_remarks(formula: str, part: str, expected: list[tuple[str, str]]) -> None:
    assert remarks(formula, part) == expected
