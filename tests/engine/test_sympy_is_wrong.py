"""Where SymPy itself gives a wrong answer, and what we say of the same statement.

Each test shows SymPy's answer on the plain SymPy expression first; a SymPy that has it right
skips the test with that reason, so that the reason for our own calculus is seen to go.
"""

import pytest
import sympy as sp

from derivcheck.check import Options, check_document
from derivcheck.check.finding import StepFinding
from derivcheck.document import read_document
from derivcheck.problem import load_problem
from derivcheck.problem.load import parse_problem
from tests.check.support import display, steps

pytestmark = pytest.mark.filterwarnings("ignore")

VECTORS = parse_problem(
    r"""
title = "vectors and matrices"
[sorts]
Row = { size = "n", letters = ["w"] }
Col = { size = "m", letters = ["i"] }
[symbols]
x = { type = "column Row" }
E = { type = "matrix Row × Row" }
a = { type = "real" }
""",
    "vectors.toml",
    "vectors",
)


def ours(formula: str, problem: str | None = "word2vec", part: str = "e") -> StepFinding:
    """Return what all witnesses together say of one statement."""
    known = load_problem(problem) if problem else VECTORS
    document = read_document("text.md", display(part, formula), "md")
    (only,) = steps(check_document(document, known, Options()))
    return only


def proved(step: StepFinding) -> bool:
    return step.verdict.value == "proved" and step.scope is not None and step.scope.all_sizes


def vanishes(expression: sp.Basic) -> bool:
    return expression == 0 or isinstance(expression, sp.ZeroMatrix)


def fixed() -> None:
    pytest.skip(f"SymPy {sp.__version__} has it right")


def test_the_bound_index_of_a_sum_is_captured_by_its_derivative() -> None:
    """Issue 21891: d/du_w of Σ_w e^{u_w} is e^{u_w}, not Σ_w e^{u_w}."""
    w, n = sp.symbols("w n", integer=True, positive=True)
    u = sp.IndexedBase("u")
    theirs = sp.Sum(sp.exp(u[w]), (w, 1, n)).diff(u[w])
    if not isinstance(theirs, sp.Sum):
        fixed()
    at = theirs.subs(n, 3).doit().subs({u[1]: 0, u[2]: 0, u[3]: 0})
    assert at == 3  # the truth is 1
    derivative = r"\frac{\partial}{\partial x_w} \sum_w e^{x_w}"
    assert proved(ours(f"{derivative} = e^{{x_w}}", None))
    assert ours(rf"{derivative} = \sum_w e^{{x_w}}", None).verdict.value == "refuted"


def test_the_derivative_of_a_trace_plus_one_is_not_zero() -> None:
    """(Trace(E) + 1).diff(E) is the identity matrix."""
    n = sp.Symbol("n", integer=True, positive=True)
    matrix = sp.MatrixSymbol("E", n, n)
    if not vanishes((sp.Trace(matrix) + 1).diff(matrix)):
        fixed()
    assert sp.Trace(matrix).diff(matrix) == sp.Identity(n)  # without the one it is right
    derivative = r"\frac{\partial}{\partial E} \left(\sum_w E_{ww} + 1\right)"
    assert proved(ours(f"{derivative} = 1", None))  # 1 stands for the identity
    assert ours(f"{derivative} = 0", None).verdict.value == "refuted"


def test_the_gradient_of_log_sum_exp_is_not_zero() -> None:
    """Through matrix expressions SymPy's gradient of log Σ e^{x_w} vanishes silently."""
    n = sp.Symbol("n", integer=True, positive=True)
    x = sp.MatrixSymbol("x", n, 1)
    loss = sp.log((sp.OneMatrix(n, 1).T * x.applyfunc(sp.exp))[0, 0])
    if not vanishes(loss.diff(x)):
        fixed()
    gradient = r"\frac{\partial}{\partial x} \log \sum_w e^{x_w}"
    assert proved(ours(rf"{gradient} = \frac{{e^x}}{{\sum_w e^{{x_w}}}}", None))
    assert ours(f"{gradient} = 0", None).verdict.value == "refuted"


def test_equals_denies_a_true_identity() -> None:
    """Log-sum-exp, a constant drawn out: log(e^c + e^x) = c + log(1 + e^{x−c})."""
    x = sp.Symbol("x", real=True)
    left, right = sp.log(sp.E + sp.exp(x)), 1 + sp.log(1 + sp.exp(x - 1))
    difference = (left - right).subs(x, sp.Rational(7, 3)).evalf(50)
    assert abs(difference) < sp.Float(10) ** -45
    if left.equals(right) is not False:
        fixed()
    found = ours(r"\log(e + e^x) = 1 + \log(1 + e^{x - 1})")
    assert found.verdict.value == "proved" and "sympy" in found.method  # by its parts, not equals
    assert ours(r"\log(e + e^x) = 1 + \log(1 + e^{x - 2})").verdict.value == "refuted"
