"""What a part earns, for each way in which it can go right or wrong."""

from fractions import Fraction

import pytest
from msgspec.structs import replace

from derivcheck.check import check_document
from derivcheck.diagnose.search import diagnose
from derivcheck.document import read_document
from derivcheck.grade.marks import mark_part
from derivcheck.grade.model import PartMark
from derivcheck.grade.scheme import schemes_of
from derivcheck.problem.rubric import DEFAULT
from tests.check.support import FAST, display, problem
from tests.grade.support import CLOSED, MIDDLE, SIGMOID, codes, earned, graded, mark, scheme

WRONG = rf"-{MIDDLE}"
PLUGGED_IN = r"\frac{\partial}{\partial x} \frac{1}{1 + e^{-x}}"
STOPS = rf"{PLUGGED_IN} = -(1 + e^{{-x}})^{{-2}} \frac{{\partial}}{{\partial x}} e^{{-x}}"
CROSS_ENTROPY = r"-\sum_{w \in \text{Vocab}} y_w \log \hat y_w"


def rules(**changes: object) -> object:
    found = scheme("e")
    return replace(found, rubric=replace(found.rubric, **changes))


@pytest.mark.parametrize(
    ("why", "row", "low", "high", "answer"),
    [
        ("all is right", f"{SIGMOID} = {MIDDLE} = {CLOSED}", 4, 4, "correct"),
        ("one slip, right again", f"{SIGMOID} = {WRONG} = {CLOSED}", 3, 3, "despite-slip"),
        ("follows from a slip", f"{SIGMOID} = {WRONG} = -{CLOSED}", 3, 3, "follow-through"),
        ("the last step is wrong", f"{SIGMOID} = {MIDDLE} = -{CLOSED}", 2, 2, "wrong"),
        ("a wrong answer without a way", f"{SIGMOID} = -{CLOSED}", 0, 0, "wrong"),
        ("shapes do not fit", f"{SIGMOID} = u_o", 0, 4, "open"),
        ("the question again", f"{SIGMOID} = {SIGMOID}", 0, 0, "none"),
        ("a step is not read", rf"{SIGMOID} = \int x = {CLOSED}", 3, 4, "correct"),
        ("the answer is not read", rf"{SIGMOID} = {MIDDLE} = \int x", 0, 4, "open"),
        ("it stops on the way", f"{SIGMOID} = {STOPS}", 0, 4, "none"),
        ("it has hardly begun", f"{SIGMOID} = {PLUGGED_IN}", 0, 2, "none"),
        ("another question", "x^2 = x x = x^3 / x", 0, 4, "open"),
    ],
)  # fmt: skip
def test_what_a_part_earns(why: str, row: str, low: float, high: float, answer: str) -> None:
    found = mark("e", row)
    assert (earned(found), found.answer) == ((low, high), answer), why
    assert found.open == (low < high)


def test_the_slip_is_told_with_its_line_and_what_it_costs() -> None:
    found = mark("e", f"{SIGMOID} = {WRONG} = {CLOSED}")
    (slip,) = (reason for reason in found.reasons if reason.step)
    assert (slip.line, slip.cost, slip.formula) == (4, 1, WRONG)


def test_follow_through_is_always_said() -> None:
    assert "follow-through" in codes(mark("e", f"{SIGMOID} = {WRONG} = -{CLOSED}"))


def test_follow_through_can_be_switched_off() -> None:
    found = mark("e", f"{SIGMOID} = {WRONG} = -{CLOSED}", by=rules(follow_through=False))
    assert earned(found) == (1, 1)


def test_a_slip_that_makes_the_rest_easier_is_for_a_person() -> None:
    found = mark("e", f"{SIGMOID} = 0 = 1 - 1")
    assert earned(found) == (1, 3)
    assert "trivialised" in codes(found)


def test_after_a_step_that_was_not_read_no_answer_is_called_wrong() -> None:
    found = mark("e", rf"{SIGMOID} = \int x = -{CLOSED}")
    assert found.mark.low == 0
    assert found.mark.high >= 2
    assert found.open


def test_a_slip_costs_what_the_rubric_says_of_its_code() -> None:
    by = rules(deductions=((DEFAULT, Fraction(1, 4)), ("not-equal", Fraction(1, 2))))
    assert earned(mark("e", f"{SIGMOID} = {WRONG} = {CLOSED}")) == (3, 3)
    assert earned(mark("e", f"{SIGMOID} = {WRONG} = {CLOSED}", by=by)) == (2, 2)


def test_shapes_that_do_not_fit_may_be_a_convention() -> None:
    assert earned(mark("e", f"{SIGMOID} = u_o = {CLOSED}")) == (3, 4)


@pytest.mark.parametrize("work", ["$x$", "![scan](e.png)", "\\[ x \\]"])
def test_a_part_with_work_that_gave_no_step_is_for_a_person(work: str) -> None:
    found = {part.part: part for part in graded(f"## (e)\n\n{work}\n").parts}
    assert earned(found["e"]) == (0, 1)
    assert found["e"].open


def test_where_a_part_may_be_another_nothing_counts_as_missing() -> None:
    found = graded(display("e", "x^2 = x x = x^3 / x"))
    assert all(part.open for part in found.parts)


def test_steps_lose_no_more_than_they_are_worth() -> None:
    rows = " = ".join((SIGMOID, WRONG, f"2{MIDDLE}", f"3{MIDDLE}", f"7{MIDDLE}", CLOSED))
    found = mark("e", rows)
    assert earned(found) == (2, 2)
    assert "at-most" in codes(found)


def test_a_way_can_be_asked_for() -> None:
    by = rules(min_steps=2)
    assert earned(mark("e", f"{SIGMOID} = {CLOSED}", by=by)) == (2, 2)
    assert earned(mark("e", f"{SIGMOID} = {MIDDLE} = {CLOSED}", by=by)) == (4, 4)


@pytest.mark.parametrize(
    "restated",
    [
        r"-\sum_{x \in \text{Vocab}} y_x \log \hat y_x",
        r"-\sum_x \log(\hat y_x) y_x",
        r"\sum_{w \in \text{Vocab}} (-y_w) \log \hat y_w",
    ],
)
def test_what_is_asked_for_in_other_words_answers_nothing(restated: str) -> None:
    found = mark("a", f"{CROSS_ENTROPY} = {restated}")
    assert earned(found) == (0, 0)
    assert codes(found) & {"restated", "not-closed"}


def test_a_name_for_what_is_asked_for_answers_nothing() -> None:
    rows = (f"g = {SIGMOID}", f"{SIGMOID} = g", f"{SIGMOID} = 2g - g")
    for last in rows[1:]:
        found = mark("e", rows[0], last)
        assert found.answer in ("none", "open")
        assert found.mark.low == 0


def test_names_that_the_answer_may_not_have() -> None:
    right = r"-\log \hat y_o"
    assert earned(mark("a", f"{CROSS_ENTROPY} = {right}")) == (4, 4)
    assert mark("a", f"{CROSS_ENTROPY} = y_o ({right})").mark.low == 0


def test_what_is_not_there_earns_nothing() -> None:
    found = graded(display("e", f"{SIGMOID} = {CLOSED}"))
    marks = {part.part: (earned(part), part.answer) for part in found.parts}
    assert marks["e"] == ((1, 1), "correct")
    assert marks["a"] == ((0, 0), "missing")
    assert not found.open


GRADIENT = r"\frac{\partial J}{\partial v_c}"
MISFIT = r"U (\hat y - y)^\top"


def told(row: str, **rubric: object) -> PartMark:
    """Return what a row earns as part b, its slips named."""
    document = read_document("b.md", display("b", row))
    found = check_document(document, problem(), FAST, diagnose)
    own = scheme("b")
    by = replace(own, rubric=replace(own.rubric, **rubric))
    return mark_part(found.parts[0], by, document.source)


def test_an_answer_without_meaning_may_be_a_slip_or_a_convention() -> None:
    found = told(f"{GRADIENT} = {MISFIT}")
    assert earned(found) == (0, 4)
    assert "convention" in codes(found)


def test_a_rubric_that_names_the_slip_settles_it() -> None:
    row = f"{GRADIENT} = {MISFIT}"
    (code,) = codes(told(row)) - {"convention"}
    costs = ((DEFAULT, Fraction(1, 4)), (code, Fraction(1, 8)))
    assert earned(told(row, deductions=costs)) == (3.5, 3.5)


def test_shapes_that_do_not_fit_cost_once_in_a_chain() -> None:
    found = told(rf"{GRADIENT} = {MISFIT} = (\hat y - y) U = U (\hat y - y)")
    assert [reason.cost for reason in found.reasons if reason.cost] == [1]
    assert earned(found) == (2, 3)


def test_a_part_that_is_handed_in_twice_is_for_a_person() -> None:
    right, wrong = (display("e", f"{SIGMOID} = {end}") for end in (CLOSED, f"-{CLOSED}"))
    found = {part.part: part for part in graded(right, wrong).parts}
    assert earned(found["e"]) == (0, 1)
    assert "several" in codes(found["e"])
    assert earned({p.part: p for p in graded(right, right).parts}["e"]) == (1, 1)


def test_a_problem_without_points_is_graded_evenly() -> None:
    assert {scheme.points for scheme in schemes_of(problem())} == {1}
    assert "f" not in {scheme.part for scheme in schemes_of(problem())}


U_W = r"\frac{\partial J_{\text{naive-softmax}}}{\partial u_w}"
BY_CASES = r"\begin{cases} (\hat y_o - 1) v_c & w = o \\ \hat y_w v_c & w \neq o \end{cases}"


def test_an_answer_by_cases_has_not_lost_what_is_one_there() -> None:
    way = rf"{U_W} = -2 (y_w - \hat y_w) v_c = 2 \left({BY_CASES}\right)"
    found = mark("c", way)
    assert (earned(found), found.answer) == ((3, 3), "follow-through")


def test_a_slip_says_what_it_speaks_of() -> None:
    document = read_document("e.md", display("e", f"{SIGMOID} = 7 {MIDDLE} = {CLOSED}"))
    found = check_document(document, problem(), FAST, diagnose).parts[0]
    (slip,) = (r for r in mark_part(found, scheme("e"), document.source).reasons if r.step)
    assert slip.place == "7"


def test_a_part_without_a_formula_loses_its_points_once() -> None:
    found = {part.part: part for part in graded("## (e)\n\nI did not get to this.\n").parts}
    assert [reason.cost for reason in found["e"].reasons] == [1]


EQUAL = r"-\sum_w y_w \log \hat y_w = -\log \hat y_o"


@pytest.mark.parametrize("words", ["Show that", "> (a) Prove that", "Please derive, in words:"])
def test_a_question_that_is_copied_is_for_a_person(words: str) -> None:
    (found, *_) = graded(f"## (a)\n{words} $${EQUAL}$$\n\nI do not know.\n").parts
    assert (found.answer, found.open) == ("open", True)
    assert "question" in codes(found)


@pytest.mark.parametrize("words", ["", "As y is one-hot,", "Show that it holds. We have"])
def test_an_answer_in_one_line_is_none(words: str) -> None:
    (found, *_) = graded(f"## (a)\n{words} $${EQUAL}$$\n").parts
    assert (found.answer, found.open) == ("correct", False)


@pytest.mark.parametrize(
    ("behind", "open_"),
    [
        ("It follows that this is $= 2 x$ then.", True),
        ("By the way, the bound is $< 1$ then.", False),
        ("This is the derivative of $f$ then.", False),
    ],
)
def test_a_formula_behind_the_answer_that_goes_on_unread_is_for_a_person(
    behind: str, open_: bool
) -> None:
    found = graded(f"# (e)\n\n$${SIGMOID} = {MIDDLE} = {CLOSED}$$\n\n{behind}")
    (part,) = (p for p in found.parts if p.part == "e")
    assert ("not-read" in codes(part), part.open) == (open_, open_)


def test_a_wrong_line_behind_a_reason_is_the_answer() -> None:
    lines = f"${SIGMOID} = {MIDDLE}$ [quotient rule]\n$= -{CLOSED}$ [simplify]"
    (part,) = (p for p in graded(f"# (e)\n\n{lines}\n").parts if p.part == "e")
    assert (part.answer, part.open) == ("wrong", False)
