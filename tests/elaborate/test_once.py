"""What is found out once: the same as when it is found out anew, and never that of another."""

import pytest
from msgspec.structs import replace

from derivcheck.check.conventions.document import DEFAULTS
from derivcheck.check.reading.members import Setting, setting_of
from derivcheck.document import plain_member
from derivcheck.elaborate import once as once_module
from derivcheck.elaborate.formula import elaborate
from derivcheck.elaborate.once import once
from derivcheck.problem import Problem, parse_problem
from derivcheck.syntax import parse
from derivcheck.term.tensor import Tensor
from tests.check.support import problem
from tests.elaborate.support import setting

FORMULAS = [
    (r"J_{\text{naive-softmax}}(v_c, o, U)", "b"),
    (r"J_{\text{naive-softmax}}(v_c, w_{t+j}, U)", "h"),
    (r"J_{\text{naive-softmax}}(v_c, o, U)", "h"),
    (r"\sigma'(x) + \sigma(2 x)", "e"),
    (r"\frac{\partial J_{\text{neg-sample}}(v_c, o, U)}{\partial u_o}", "f"),
    (r"J(v_c, o, U) - J(o, v_c)", "b"),
]


def read(formula: str, own: Setting) -> tuple[object, list[tuple[str, str, int]]]:
    scope = own.scope()
    scope.opens = True
    found = elaborate(parse(plain_member(formula).tokens, scope.signature.words), scope)
    said = [(one.code, one.message, one.span.start) for one in scope.remarks]
    return (found if isinstance(found, Tensor) else str(found)), said


@pytest.mark.parametrize(("formula", "part"), FORMULAS)
def test_a_formula_means_the_same_after_all_others(formula: str, part: str) -> None:
    for other, _ in FORMULAS:
        read(other, setting(part))
    again = read(formula, setting(part))
    assert isinstance(again[0], Tensor)
    assert again == read(formula, setting_of(problem(), part, DEFAULTS))


MISSPELT = r"""
[symbols]
x = { type = "real" }

[definitions]
"s_{\\text{total}}(z)" = "z^2"
"r(z)" = "s_{\\text{totl}}(z) + 1"
"q(\\bar z)" = "\\bar z + z"
"""


def misspelt() -> Problem:
    return parse_problem(MISSPELT, "problem.toml", "misspelt")


def test_what_is_said_of_a_body_is_said_at_each_place_of_use() -> None:
    own = setting_of(misspelt(), "", DEFAULTS)
    for formula in ("r(x)", "2 + r(3)", "r(x)"):
        value, said = read(formula, own)
        assert isinstance(value, Tensor)
        assert [(code, at) for code, _, at in said] == [("misspelt-name", formula.index("r"))]


def test_a_failure_is_said_at_each_place_of_use() -> None:
    own = setting_of(misspelt(), "", DEFAULTS)
    for formula in ("q(x)", "2 + q(3)"):
        scope = own.scope()
        found = elaborate(parse(plain_member(formula).tokens, scope.signature.words), scope)
        assert not isinstance(found, Tensor)
        assert found.span.start == formula.index("q")


def test_contexts_and_what_it_is_about_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    scope = replace(setting("b").scope(), signature=replace(setting("b").signature))
    other = replace(scope, context=replace(scope.context))
    made: list[int] = []

    def make() -> int:
        made.append(len(made))
        return made[-1]

    about, same = ["body"], ["body"]
    assert [once(scope, about, (), make), once(scope, about, (), make)] == [0, 0]
    assert once(other, about, (), make) == 1
    assert once(scope, same, (), make) == 2
    assert once(scope, about, ("w",), make) == 3
    monkeypatch.setattr(once_module, "MOST", 4)
    assert once(scope, about, ("t",), make) == 4  # and what was known is forgotten
    assert once(scope, about, (), make) == 5


def test_what_is_raised_is_raised_again() -> None:
    scope = replace(setting("b").scope(), signature=replace(setting("b").signature))
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            once(scope, scope, (), lambda: 1 // 0)
    assert once(scope, scope, (), lambda: 1) == 1
