"""What a rubric asks of the way, and what it accepts beside the closed form."""

from fractions import Fraction

import pytest

from derivcheck.check import check_document
from derivcheck.diagnose.search import diagnose
from derivcheck.document import read_document
from derivcheck.grade.marks import mark_part
from derivcheck.grade.model import PartMark
from derivcheck.grade.scheme import schemes_of
from derivcheck.problem import Problem, ProblemError
from derivcheck.problem.load import parse_problem
from tests.check.support import FAST, display
from tests.grade.support import CLOSED, MIDDLE, SIGMOID, codes, earned

HEAD = r"""
title = "Small"
[sorts]
Vocab = { size = "|V|", ranges = ["V"], letters = ["w", "x"] }
Dim = { size = "d" }
[symbols]
x = { type = "real" }
U = { type = "matrix Dim × Vocab", columns = ["u"] }
o = { type = "element Vocab" }
v = { type = "column Dim" }
[definitions]
"\\sigma(x)" = "\\frac{1}{1 + e^{-x}}"
"Z" = "\\sum_{w \\in V} \\exp(u_w^\\top v)"
"L" = "-\\log \\frac{\\exp(u_o^\\top v)}{Z}"
[[part]]
id = "e"
points = 4
goal = "\\frac{\\partial \\sigma(x)}{\\partial x}"
closed_form = "\\sigma(x) (1 - \\sigma(x))"
"""
LOSS = r"""
[[part]]
id = "l"
points = 4
goal = "\\frac{\\partial L}{\\partial v}"
closed_form = "-u_o + \\sum_{w \\in V} \\frac{\\exp(u_w^\\top v)}{Z} u_w"
"""
LOG_SUM = r"\log \sum_{x \in V} \exp(u_x^\top v)"
START = r"\frac{\partial L}{\partial v}"
END = r"-u_o + \frac{\sum_{x \in V} u_x \exp(u_x^\top v)}{\sum_{x \in V} \exp(u_x^\top v)}"


def asked(**rubric: str) -> Problem:
    rules = "\n".join(f"{key} = {value}" for key, value in rubric.items())
    text = f"{HEAD}\n[part.rubric]\n{rules}\n{LOSS}\n[part.rubric]\n{rules}\n"
    return parse_problem(text, "p.toml", "p")


def marked(part: str, row: str, problem: Problem) -> PartMark:
    document = read_document("a.md", display(part, row))
    found = check_document(document, problem, FAST, diagnose)
    (own,) = (one for one in schemes_of(problem) if one.part == part)
    (at,) = (one for one in found.parts if one.part.id == part)
    return mark_part(at, own, document.source)


def method(latex: str) -> str:
    return f"['{latex}']"


@pytest.mark.parametrize(
    ("why", "row", "mark", "missing"),
    [
        ("as it stands", rf"\frac{{\partial}}{{\partial v}} ({LOG_SUM} - u_o^\top v)", 4, False),
        ("turned", r"\nabla_v [\log \sum_{w \in V} e^{v^\top u_w} - v^\top u_o]", 4, False),
        ("by a name", r"-u_o + \frac{\partial \log Z}{\partial v}", 4, False),
        ("a minus outside", r"-\frac{\partial}{\partial v} (u_o^\top v - \log Z)", 4, False),
        ("not there", f"-(-({END}))", 3, True),
    ],
)  # fmt: skip
def test_a_method_is_found_in_any_notation(why: str, row: str, mark: int, missing: bool) -> None:
    found = marked("l", f"{START} = {row} = {END}", asked(methods=method(LOG_SUM)))
    assert earned(found) == (mark, mark), why
    assert ("missing-method" in codes(found)) is missing, why


def test_what_every_right_line_is_equal_to_has_to_be_written() -> None:
    problem = asked(methods=method(MIDDLE))
    assert earned(marked("e", f"{SIGMOID} = {CLOSED}", problem)) == (3, 3)
    turned = r"\frac{e^{-x}}{(e^{-x} + 1)^2}"
    assert earned(marked("e", f"{SIGMOID} = {turned} = {CLOSED}", problem)) == (4, 4)


def test_what_was_not_read_may_have_the_method() -> None:
    problem = asked(methods=method(LOG_SUM))
    found = marked("l", rf"{START} = \int x = {END}", problem)
    assert found.open
    assert found.mark.high == 4


def test_a_method_costs_what_the_rubric_says() -> None:
    problem = asked(methods=method(LOG_SUM), deductions="{ missing-method = 0.5 }")
    assert earned(marked("l", f"{START} = {END}", problem)) == (2, 2)


def test_a_method_without_meaning_is_an_error_of_the_problem() -> None:
    with pytest.raises(ProblemError, match="of the rubric"):
        marked("l", f"{START} = {END}", asked(methods=method("v v v")))


def test_an_alternative_counts_as_right_and_nothing_else_does() -> None:
    problem = asked(alternatives=method(f"2 {CLOSED}"))
    twice, thrice = (f"{SIGMOID} = {MIDDLE} = {n} {CLOSED}" for n in (2, 3))
    right = marked("e", twice, problem)
    assert (earned(right), right.answer) == ((4, 4), "correct")
    assert earned(marked("e", thrice, problem)) == (2, 2)
    assert earned(marked("e", twice, asked())) == (2, 2)


def test_an_alternative_may_have_another_shape() -> None:
    rows = rf"\left({END}\right)^\top"
    problem = asked(alternatives=method(rows))
    assert earned(marked("l", f"{START} = {END} = {rows}", problem)) == (4, 4)
    assert marked("l", f"{START} = {END} = 2 {rows}", problem).mark.low < 4


def test_a_slip_before_an_alternative_still_costs() -> None:
    problem = asked(alternatives=method(f"2 {CLOSED}"))
    found = marked("e", f"{SIGMOID} = 5 {MIDDLE} = 2 {CLOSED}", problem)
    assert (earned(found), found.answer) == ((3, 3), "despite-slip")


@pytest.mark.parametrize(
    ("why", "row", "mark"),
    [
        ("a sign", f"{SIGMOID} = -{CLOSED}", 1),
        ("a factor", f"{SIGMOID} = 3 {CLOSED}", 1),
        ("at the end of a right way", f"{SIGMOID} = {MIDDLE} = -{CLOSED}", 2),
        ("nothing that one edit puts right", f"{SIGMOID} = x^7 + 13 x", 0),
    ],
)  # fmt: skip
def test_a_wrong_line_with_one_slip_is_not_worth_nothing(why: str, row: str, mark: int) -> None:
    assert earned(marked("e", row, asked())) == (mark, mark), why


def test_where_a_way_is_asked_for_a_wrong_line_earns_nothing() -> None:
    assert earned(marked("e", f"{SIGMOID} = -{CLOSED}", asked(min_steps="2"))) == (0, 0)


def test_a_slip_in_one_line_costs_what_its_kind_costs() -> None:
    problem = asked(deductions=f"{{ flipped-sign = {float(Fraction(1, 8))}, default = 0.25 }}")
    assert earned(marked("e", f"{SIGMOID} = -{CLOSED}", problem)) == (1.5, 1.5)
