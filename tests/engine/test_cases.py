"""Signs of real quantities: conditions, roots and logarithms, split into cases before a proof.

Each falsehood is one that an engine proves which looks at generic points only, takes roots in
a finite field, or splits logarithms of anything.
"""

import pytest

from derivcheck.check import Options, check_document
from derivcheck.check.finding import StepFinding
from derivcheck.constructs import PiecewiseFunction, constructs
from derivcheck.document import read_document
from derivcheck.engine.decide import decide
from derivcheck.engine.decision import Tools, draw_fields
from derivcheck.engine.statement import Statement
from derivcheck.problem import parse_problem
from derivcheck.term.context import Context
from derivcheck.term.core import ALWAYS, Entry, IndexVar, Sort, Sum, mul

PROBLEM = parse_problem(
    """
    [sorts]
    Dim = { size = "d", letters = ["i", "j"] }
    Word = { size = "N", letters = ["w"] }
    [symbols]
    a = { type = "real" }
    b = { type = "real" }
    n = { type = "real" }
    x = { type = "real" }
    y = { type = "real" }
    z = { type = "real" }
    p = { type = "column Dim" }
    q = { type = "column Dim" }
    r = { type = "column Word" }
    """,
    "signs.toml",
    "signs",
)


def check(formula: str, *witnesses: str) -> StepFinding:
    """Return what is said of the one step of a formula."""
    document = read_document("signs.md", f"$$ {formula} $$\n")
    options = Options(witnesses=witnesses or ("modular", "balls"))
    finding = check_document(document, PROBLEM, options)
    (step,) = (step for part in finding.parts for step in part.steps)
    return step


def cases(*rows: tuple[str, str]) -> str:
    body = "\\\\".join(f"{value} & {condition}" for value, condition in rows)
    return f"\\begin{{cases}}{body}\\end{{cases}}"


POSITIVE = cases(("1", "x > 0"), ("0", "\\text{otherwise}"))
NEGATIVE = cases(("1", "x < 0"), ("0", "\\text{otherwise}"))
NOT_POSITIVE = cases(("1", "x \\le 0"), ("0", "\\text{otherwise}"))
NULL = cases(("1", "x = 0"), ("0", "\\text{otherwise}"))

TRUE = [
    # conditions
    f"{POSITIVE} + {NOT_POSITIVE} = 1",
    f"{POSITIVE} + {NEGATIVE} + {NULL} = 1",
    f"{POSITIVE} - {NEGATIVE} = \\text{{sign}}(x)",
    "\\max(x, y) = \\max(y, x)",
    "\\max(x, -x) = |x|",
    "\\max(x, y)\\min(x, y) = x y",
    "\\max(x + a, y + a) = \\max(x, y) + a",
    "|x - y| = |y - x|",
    "|x^3| = |x|^3",
    "\\frac{x}{|x|} = \\text{sign}(x)",
    "\\text{ReLU}(q^\\top p) = \\max(0, p^\\top q)",
    "\\text{ReLU}(p) - \\text{ReLU}(-p) = p",
    # their derivatives
    "\\frac{d}{dx}\\text{ReLU}(x) = " + POSITIVE,
    "\\frac{d}{dx}\\text{ReLU}(x)^2 = 2\\,\\text{ReLU}(x)",
    "\\frac{d}{dx}\\text{sign}(x) = 0",
    "\\frac{d}{dx}\\log|x| = \\frac{1}{x}",
    "\\frac{\\partial}{\\partial p} |q^\\top p| = \\text{sign}(q^\\top p) q",
    # roots
    "\\sqrt{x^2} = |x|",
    "\\sqrt{4x} = 2\\sqrt{x}",
    "\\sqrt{12} = 2\\sqrt{3}",
    "\\sqrt{a}\\sqrt{b} = \\sqrt{ab}",
    "\\sqrt{x}\\sqrt{x} = |x|",
    "\\|x p\\| = |x| \\|p\\|",
    "\\|2p\\| = 2\\|p\\|",
    # logarithms
    "\\log(x y) = \\log x + \\log y",
    "\\log(x / y) = \\log x - \\log y",
    "\\log(x^2) = 2\\log x",
    "\\log(x^2) = 2\\log|x|",
    "\\log\\frac{x}{1-x} = \\log x - \\log(1-x)",
    "\\log\\sqrt{x} = \\frac{1}{2}\\log x",
    "\\sum_w \\log(r_w^2) = 2\\sum_w \\log r_w",
    "\\log\\prod_w r_w = \\sum_w \\log r_w",
    "\\log(1-x^2) = \\log(1-x) + \\log(1+x)",
    "\\frac{1}{2}\\log(x^2+2x+1) = \\log|1+x|",
    # conditions that depend on the index of a sum
    "\\sum_i |p_i| = \\sum_i \\sqrt{p_i^2}",
    "\\sum_i |p_i q_i| = \\sum_i |p_i| |q_i|",
    "\\sum_i \\text{ReLU}(p_i) = \\frac{1}{2}\\sum_i (p_i + |p_i|)",
    "(\\sum_i |p_i|)^2 = \\sum_i \\sum_j |p_i| |p_j|",
    "\\frac{\\sum_i |p_i|}{d} = \\frac{1}{d}\\sum_i \\max(p_i, -p_i)",
    "\\frac{\\partial}{\\partial p} \\sum_i |p_i| = \\text{sign}(p)",
    "\\sum_w |q^\\top p - r_w| = \\sum_w |r_w - q^\\top p|",
    # roots as generators
    "(1+\\sqrt{2})^2 = 3 + 2\\sqrt{2}",
    "\\frac{1}{\\sqrt{x}+\\sqrt{y}} = \\frac{\\sqrt{x}-\\sqrt{y}}{x-y}",
    "\\frac{1}{1+\\|p\\|} = \\frac{1-\\|p\\|}{1-\\|p\\|^2}",
    "\\left\\|\\frac{p}{\\|p\\|}\\right\\| = 1",
    "\\sqrt{x^2+2xy+y^2} = |x+y|",
    "\\sqrt{x}\\sqrt{1-x} = \\sqrt{x-x^2}",
    # arguments that are equal for every size
    "\\log\\sum_w e^{|r_w|} = \\log\\sum_w e^{\\max(r_w, -r_w)}",
    "\\log\\sum_w (e^{r_w} + 1)^2 = \\log\\sum_w (e^{2r_w} + 2e^{r_w} + 1)",
    # slopes
    "\\sin^2(x) + \\cos^2(x) = 1",
    "\\log(e^{2x} + 2e^x + 1) = 2\\log(1+e^x)",
    "\\log\\cosh(x) = \\log(1+e^{2x}) - x - \\log 2",
]
# what a naive engine proves, and the like; each has a counterexample
FALSE = [
    f"{POSITIVE} + {NEGATIVE} = 1",
    f"{NULL} = 0",
    "\\text{sign}(x)^2 = 1",
    "\\max(x, y) = x",
    "|x| - |y| = |x - y|",
    "\\text{ReLU}(x) - \\text{ReLU}(-x) = |x|",
    "\\text{ReLU}(p) + \\text{ReLU}(-p) = p",
    "\\frac{d}{dx}|x| = 1",
    "\\frac{d}{dx}\\text{ReLU}(x) = 1",
    "\\sqrt{x^2} = x",
    "\\sqrt{x^2} = -x",
    "\\sqrt{a^2 b} = a\\sqrt{b}",
    "\\|x p\\| = x \\|p\\|",
    "\\sqrt{x + y} = \\sqrt{x} + \\sqrt{y}",
    "\\log(x + y) = \\log x + \\log y",
    "\\log(x^2) = \\log x",
    "e = 4",
    "e^{1152921504606846976 x} = 1",
    "1152921504606846976 x = 0",
    "\\sum_i |p_i| = \\sum_i p_i",
    "\\sum_i |p_i + q_i| = \\sum_i |p_i| + \\sum_i |q_i|",
    "(\\sum_i |p_i|)^2 = \\sum_i p_i^2",
    "\\sum_w \\text{sign}(r_w)^2 = N",
    "\\sum_w "
    + cases(("r_w", "r_w > x"), ("0", "r_w \\le x"))
    + "+ \\sum_w "
    + cases(("r_w", "r_w < x"), ("0", "r_w \\ge x"))
    + " = \\sum_w r_w",
    "\\log\\sum_w e^{|r_w|} = \\log\\sum_w e^{r_w}",
    "\\log\\sum_w (e^{r_w} + 1)^2 = \\log\\sum_w (e^{2r_w} + e^{r_w} + 1)",
    "\\sqrt{x^2 y} = x\\sqrt{y}",
    "(1+\\sqrt{2})^2 = 3 - 2\\sqrt{2}",
    "\\frac{1}{1+\\|p\\|} = \\frac{1+\\|p\\|}{1-\\|p\\|^2}",
    "\\sin^2(x) - \\cos^2(x) = 1",
    "\\log(e^{2x} + 3e^x + 1) = 2\\log(1+e^x)",
    "\\log\\cosh(x) = \\log(1+e^{2x}) - x",
    "\\log n = \\log n^2",
    "(e^{n-1}-1)(e^{n-2}-1)(e^{n-3}-1) = 0",
]
# the sides are defined nowhere together: nothing is proved of nothing
EMPTY = [
    "\\log(1-x) = \\log(x-1)",
    "\\log x = \\log(-x)",
    "\\sqrt{x - 1} = \\log(-x)",
    "\\sqrt{-1-x^2} = x",
]
# a sign that cannot be established, and a region that might matter elsewhere
UNSURE = [
    cases(("1", "\\sin x > 2"), ("0", "\\text{otherwise}")) + " = 0",
    "\\frac{\\sum_i |p_i|}{\\sum_i p_i} = \\frac{\\sum_i p_i\\,\\text{sign}(p_i)}{\\sum_i p_i}",
    "\\sqrt{3+2\\sqrt{2}} = 1+\\sqrt{2}",
]


@pytest.mark.parametrize("formula", TRUE)
def test_a_true_step_is_proved(formula: str) -> None:
    step = check(formula)
    assert step.verdict.value == "proved", (step.code, step.message)
    assert step.scope is not None
    assert step.scope.all_sizes


@pytest.mark.parametrize("formula", FALSE)
def test_a_false_step_is_refuted(formula: str) -> None:
    step = check(formula)
    assert step.verdict.value == "refuted", (step.code, step.message)


@pytest.mark.parametrize("formula", EMPTY)
def test_nothing_is_proved_where_nothing_is_defined(formula: str) -> None:
    step = check(formula)
    assert step.verdict.value == "undecided", (step.code, step.message)


@pytest.mark.parametrize("formula", UNSURE)
def test_what_is_not_sure_is_undecided(formula: str) -> None:
    step = check(formula)
    assert step.verdict.value == "undecided", (step.code, step.message)


@pytest.mark.parametrize(
    ("formula", "conditions"),
    [
        ("\\frac{d}{dx}|x| = \\text{sign}(x)", {"x ≠ 0"}),
        ("\\frac{d}{dx}\\max(x, y) = " + cases(("1", "x > y"), ("0", "x < y")), {"x ≠ y"}),
        ("\\log(x y) = \\log x + \\log y", {"x y > 0", "x > 0", "y > 0"}),
        ("\\sqrt{a}\\sqrt{b} = \\sqrt{ab}", {"a b ≥ 0", "a ≥ 0", "b ≥ 0"}),
    ],
)
def test_a_proof_lists_its_conditions(formula: str, conditions: set[str]) -> None:
    step = check(formula)
    assert step.verdict.value == "proved", (step.code, step.message)
    assert {condition.text for condition in step.conditions} == conditions


@pytest.mark.parametrize("formula", [*TRUE[::4], "\\frac{d}{dx}|x| = \\frac{x}{|x|}"])
def test_the_other_witnesses_do_not_disagree(formula: str) -> None:
    step = check(formula, "sympy", "numpy", "modular", "balls")
    assert step.verdict.value == "proved", (step.code, step.message)


def test_no_name_of_an_axis_is_that_of_a_bound_index() -> None:
    # the axis of a sort called 0 was taken for an index bound by a sum
    sort = Sort("0", "m", 1, 1)
    axis, bound = IndexVar("·0", sort), IndexVar("j", sort)
    entry, other = Entry("p", (axis,)), Entry("p", (bound,))
    absolute = constructs()["absolute value"]
    assert isinstance(absolute, PiecewiseFunction)
    left = Sum(bound, ALWAYS, mul(entry, absolute.value(other)))
    right = Sum(bound, ALWAYS, mul(other, absolute.value(other)))
    context = Context(sorts=(sort,), variables={"p": (sort,)})
    tools = Tools(draw_fields(b"names"), None, None)
    assert decide(Statement((axis,), left, right, context), tools).equal is False
