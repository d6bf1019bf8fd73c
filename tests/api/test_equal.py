"""One equality judged by hand gets what a step of a document gets."""

import pytest

import derivcheck
from derivcheck.check import Options
from derivcheck.problem import parse_problem

GRADIENT = r"\frac{\partial J_{\text{naive-softmax}}}{\partial v_c}"
OF_SAMPLE = r"\frac{\partial J_{\text{neg-sample}}}{\partial u_k}"


def test_a_proof_is_true_and_says_at_which_sizes() -> None:
    found = derivcheck.equal(GRADIENT, r"U(\hat y - y)", "word2vec")
    assert found and found.verdict == "proved" and found.witness is None
    assert found.all_sizes or found.sizes


def test_a_refutation_is_false_and_shows_a_point() -> None:
    found = derivcheck.equal(GRADIENT, r"U(y - \hat y)", "word2vec")
    assert not found and found.verdict == "refuted" and found.code == "not-equal"
    assert found.witness is not None and found.witness.lhs != found.witness.rhs


def test_a_part_brings_its_assumptions() -> None:
    closed = r"(1 - \sigma(-u_k^\top v_c)) v_c"
    verdicts = [derivcheck.equal(OF_SAMPLE, closed, "word2vec", part).verdict for part in "fg"]
    assert verdicts == ["proved", "refuted"]
    (first, *_) = derivcheck.equal(OF_SAMPLE, closed, "word2vec", "f").conditions
    assert first == r"w_k \neq o"


@pytest.mark.parametrize(
    ("lhs", "rhs", "verdict", "code"),
    [
        ("x", "x + H", "unread", "unknown-symbol"),
        ("x", "v_c", "ill-typed", "shape-mismatch"),
        ("x", "(x", "unread", "unbalanced-bracket"),
        (r"\log(-1 - x^2)", "x", "undecided", "no-point"),
        (r"\sin(x + 1)", r"\sin x \cos 1 + \cos x \sin 1", "undecided", "no-proof"),
    ],
)
def test_what_is_neither_is_false_and_says_why(lhs: str, rhs: str, verdict: str, code: str) -> None:
    found = derivcheck.equal(lhs, rhs, "word2vec")
    assert (found.verdict, found.code, bool(found)) == (verdict, code, False)
    assert found.message


def test_remarks_come_along() -> None:
    shadowed = r"\frac{\exp(u_w^\top v_c)}{\sum_w \exp(u_w^\top v_c)}"
    (remark,) = derivcheck.equal(shadowed, r"\hat y_w", "word2vec", "c").remarks
    assert "w is already in use outside" in remark


def test_a_problem_may_be_a_name_a_view_or_a_problem() -> None:
    view = derivcheck.load_problem("word2vec")
    for problem in ("word2vec", view, view.problem):
        assert derivcheck.equal("x + x", "2x", problem)


def test_numbers_need_no_problem() -> None:
    assert derivcheck.equal(r"\frac{1}{2} + \frac{1}{3}", r"\frac{5}{6}")
    assert derivcheck.equal("1 + 1", "3").verdict == "refuted"
    assert derivcheck.equal("x + x", "2x").verdict == "unread"


def test_another_problem_gives_other_meanings() -> None:
    text = """
[sorts]
N = { size = "n", letters = ["i"] }
[symbols]
a = { type = "column N" }
B = { type = "matrix N × N" }
"""
    problem = parse_problem(text, "problem.toml", "own")
    quadratic = r"\frac{\partial a^\top B a}{\partial a}"
    assert derivcheck.equal(quadratic, r"(B + B^\top) a", problem)
    assert derivcheck.equal(quadratic, "2 B a", problem).verdict == "refuted"


def test_options_are_those_of_the_command() -> None:
    assert derivcheck.equal("1 + 1", "2").verdict == "proved"
    bare = derivcheck.equal("1 + 1", "2", options=Options(witnesses=()))
    assert (bare.verdict, bare.code) == ("undecided", "no-proof")


def test_what_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="there is no problem"):
        derivcheck.equal("x", "x", "word3vec")
    with pytest.raises(ValueError, match="there is no part “z”"):
        derivcheck.equal("x", "x", "word2vec", "z")
