"""How a formula was read, as one line: what binds what, and which component is meant."""

import pytest

from derivcheck.check.conventions.document import DEFAULTS
from derivcheck.check.reading.members import setting_of
from derivcheck.document import plain_member
from derivcheck.elaborate.formula import elaborate
from derivcheck.problem import load_problem
from derivcheck.syntax import parse
from derivcheck.term.printer import text
from derivcheck.term.tensor import Tensor

PROBLEM = load_problem("word2vec")


def shown(latex: str, part: str = "c") -> str:
    setting = setting_of(PROBLEM, part, DEFAULTS)
    value = elaborate(parse(plain_member(latex).tokens, PROBLEM.words), setting.scope())
    assert isinstance(value, Tensor), value
    return text(value)


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"\hat y_w - 1", "^y[w] − 1"),
        (r"u_o^\top v_c", "Σ_{i∈Dim} U[i, o]·V[i, c]"),
        (r"U(\hat y - y)", "[i] ↦ Σ_{j∈Vocab} U[i, j]·(^y[j] − y[j])"),
        (r"v_c (\hat y - y)^\top", "[i, j] ↦ V[i, c]·(^y[j] − y[j])"),
        (r"\frac{x^2}{3 x}", "x^2 / (3·x)"),
        (r"-x + \frac12", "−x + 1/2"),
        (r"\begin{cases} 1 & w = o \\ 0 & w \neq o \end{cases}", "{1 if w = o; 0 if w ≠ o}"),
        (r"\frac{\partial}{\partial u_w} \sum_w y_w x", "[i] ↦ ∂/∂U[i, w] (Σ_{w∈Vocab} y[w]·x)"),
    ],
)
def test_a_formula_is_told_as_it_was_read(latex: str, expected: str) -> None:
    assert shown(latex) == expected


def test_samples_are_told_by_their_words() -> None:
    sums = r"\sum_{i \in \{1, \dots, K\}: w_i = w_k} x"
    assert shown(sums, "g") == "Σ_{i∈Sample: w_k(i) = w_k(k)} x"
    assert shown("u_k^\\top v_c", "g") == "Σ_{i∈Dim} U[i, w_k(k)]·V[i, c]"
