"""Chains: side claims, steps that compensate, answers, the story, conditions in words."""

import pytest

from derivcheck.check.finding import Verdict
from tests.check.support import answers, check, display, steps

LOSS = r"\frac{\partial J_{\text{naive-softmax}}}{\partial v_c}"


def rows(text: str) -> list[tuple[str, bool | None, str | None]]:
    """Return (verdict, equal to the start, what it undoes) of each step."""
    return [
        (one.verdict.value, one.equals_start, one.slip.compensates if one.slip else None)
        for one in steps(check(text))
    ]


def test_a_member_without_a_value_leaves_the_next_step_undecided() -> None:
    found = check(display("b", rf"{LOSS} = U \hat y - Q y = U(\hat y - y) = U \hat y - u_o"))
    assert [(one.verdict.value, one.code) for one in steps(found)] == [
        ("unread", "unknown-symbol"),
        ("undecided", "no-left-value"),
        ("proved", None),
    ]
    assert [one.equals_start for one in steps(found)] == [None, True, True]
    assert steps(found)[1].slip is not None and steps(found)[1].slip.code == "compensates"


def test_a_step_out_of_nothing_that_does_not_return_is_no_return() -> None:
    text = display("b", rf"{LOSS} = Q y = U(y - \hat y) = U(\hat y - y)")
    assert rows(text) == [
        ("unread", None, None),
        ("undecided", False, None),
        ("refuted", True, "b.1"),
    ]


def test_a_slip_and_the_step_that_undoes_it() -> None:
    text = display("b", rf"{LOSS} = U(y - \hat y) = u_o - U \hat y = U(\hat y - y)")
    assert rows(text) == [
        ("refuted", False, None),
        ("proved", False, None),
        ("refuted", True, "b.1"),
    ]


def test_two_slips_are_undone_one_after_the_other() -> None:
    text = display("b", "1 = 2 = 1 = 3 = 1")
    assert rows(text) == [
        ("refuted", False, None),
        ("refuted", True, "b.1"),
        ("refuted", False, None),
        ("refuted", True, "b.3"),
    ]


def test_a_second_slip_on_the_way_is_undone_together_with_the_first() -> None:
    assert rows(display("b", "1 = 2 = 3 = 1")) == [
        ("refuted", False, None),
        ("refuted", False, None),
        ("refuted", True, "b.1"),
    ]


@pytest.mark.parametrize(
    ("claim", "verdict", "code"),
    [
        (r"e^x \neq 0", "proved", None),
        (r"1 \neq 2", "proved", None),
        (r"x \neq x", "refuted", "always-equal"),
        (r"U y \neq u_o", "refuted", "always-equal"),
        (r"v_c \neq 0", "undecided", "differs-in-general"),
        (r"v_c \neq u_o", "undecided", "differs-in-general"),
        (r"v_c \neq U", "ill-typed", "shape-mismatch"),
        (r"v_c \neq q", "unread", "unknown-symbol"),
    ],
)
def test_a_side_claim(claim: str, verdict: str, code: str | None) -> None:
    (one,) = steps(check(display("e", claim)))
    assert (one.relation.sign, one.verdict.value, one.code) == ("≠", verdict, code)
    assert one.equals_start is None


def test_a_side_claim_that_can_fail_says_where() -> None:
    (one,) = steps(check(display("b", r"v_c \neq 0")))
    assert one.message is not None and one.message.endswith("equal at v_c = 0")


def test_a_side_claim_does_not_end_its_chain() -> None:
    text = display("b", rf"{LOSS} = U \hat y - u_o \neq 0", r"= U(\hat y - y)")
    text = text.replace("Some words.\n\n", "")
    found = check(text)
    assert [(one.relation.sign, one.verdict.value) for one in steps(found)] == [
        ("=", "proved"),
        ("≠", "undecided"),
        ("=", "proved"),
    ]
    assert answers(found)["b"] == ("proved", "correct")


ANSWERS = [
    ("b", rf"{LOSS} = U(\hat y - y)", ("proved", "correct")),
    ("b", rf"{LOSS} = U(\hat y - y) = \sum_{{w \in \text{{Vocab}}}} (\hat y_w - y_w) u_w",
     ("proved", "correct")),
    ("b", rf"{LOSS} = U(y - \hat y) = U(\hat y - y)", ("proved", "despite-slip")),
    ("b", rf"{LOSS} = u_o + d = U(\hat y - y)", ("proved", "despite-slip")),
    ("b", rf"{LOSS} = U(y - \hat y)", ("refuted", "wrong")),
    ("b", rf"{LOSS} = U(\hat y - y) = U(y - \hat y)", ("refuted", "wrong")),
    # what follows rightly from a slip is still a wrong answer
    ("b", rf"{LOSS} = U(y - \hat y) = u_o - U \hat y", ("refuted", "carried")),
    ("b", rf"{LOSS} = U \hat y - Q", (None, "none")),
    # a derivative, a loss or a chain about something else answers nothing
    ("b", rf"{LOSS} = \frac{{\partial}}{{\partial v_c}} (-\log \hat y_o)", (None, "none")),
    ("b", rf"{LOSS} = {LOSS}", (None, "none")),
    ("b", r"U y = u_o", (None, "none")),
    ("b", r"\alpha = U(\hat y - y)", (None, "none")),
    ("e", r"\sigma'(x) = \sigma(x) (1 - \sigma(x))", ("proved", "correct")),
    ("f(2)", r"\frac{\partial J}{\partial u_o} = (\sigma(u_o^\top v_c) - 1) v_c",
     ("proved", "correct")),
    ("h(2)", r"\frac{\partial J_{\text{skip-gram}}}{\partial v_c} = "
     r"\sum_{-m \leq j \leq m, j \neq 0} \frac{\partial J(v_c, w_{t+j}, U)}{\partial v_c}",
     ("proved", "correct")),
]  # fmt: skip


@pytest.mark.parametrize(("part", "latex", "answer"), ANSWERS)
def test_the_answer_of_a_part(part: str, latex: str, answer: tuple[str | None, str]) -> None:
    assert answers(check(display(part, latex)))[part] == answer


def test_the_last_chain_that_starts_from_the_goal_answers() -> None:
    right, wrong = rf"{LOSS} = U(\hat y - y)", rf"{LOSS} = U(y - \hat y)"
    assert answers(check(display("b", wrong, right)))["b"] == ("proved", "correct")
    assert answers(check(display("b", right, wrong)))["b"] == ("refuted", "wrong")
    assert answers(check(display("b", right, "1 = 2")))["b"] == ("proved", "correct")


def test_a_tautology_answers_nothing() -> None:
    assert answers(check(display("f", "x = x")))["f"] == (None, "none")


def test_the_story_is_told_with_lines() -> None:
    (part,) = check(display("b", "\n".join((LOSS, r"= U(y - \hat y)", r"= U(\hat y - y)")))).parts
    assert part.story == (
        "b.1 (line 5) is wrong; b.2 (line 6) is right again",
        "the answer is correct in spite of the slip (line 6)",
    )


# the claim holds for w = o only
ONLY = r"\frac{\partial J}{\partial u_w} = (\hat y_w - 1) v_c"
CONDITIONAL = [
    f"$$\n{ONLY} \\quad \\text{{when }} w = o\n$$\n",
    f"$$\n{ONLY} \\quad \\text{{if }} w = o\n$$\n",
    f"$$\n{ONLY} \\qquad (w = o)\n$$\n",
    f"$$\n{ONLY}, \\quad w = o\n$$\n",
    f"$$\n{ONLY}\n$$\nif $w = o$.\n",
    f"$$\n{ONLY}\n$$\nfor the outside word.\n",
    f"When $w = o$ we get\n\n$$\n{ONLY}\n$$\n",
    f"$$\n{ONLY}, \\quad \\text{{当 }} w = o\n$$\n",
]


@pytest.mark.parametrize("body", CONDITIONAL)
def test_a_condition_in_words_keeps_from_refuting(body: str) -> None:
    found = steps(check(f"## (c) Part\n\n{body}"))
    assert found, "the claim was not found at all"
    assert {one.verdict.value for one in found} <= {"undecided", "unread", "proved"}
    assert all(one.witness is None for one in found)


def test_a_condition_that_is_read_is_listed_and_used() -> None:
    (one,) = steps(check(f"## (c) Part\n\n{CONDITIONAL[0]}"))
    assert one.verdict.value == "proved"
    assert [(c.text, c.source) for c in one.conditions] == [("w = o", "stated")]
    wrong = CONDITIONAL[0].replace(r"(\hat y_w - 1)", r"\hat y_w")
    (one,) = steps(check(f"## (c) Part\n\n{wrong}"))
    assert one.verdict.value == "refuted"
    assert one.witness is not None
    indices = dict(one.witness.indices)
    assert indices["w"] == indices["o"]


def test_words_that_may_be_a_condition_are_quoted() -> None:
    body = f"$$\n{ONLY}\n$$\nfor the outside word.\n"
    (one,) = steps(check(f"## (c) Part\n\n{body}"))
    assert one.code == "unread-condition"
    assert one.message is not None and "“for the outside word”" in one.message


def test_an_answer_for_one_case_is_not_the_answer() -> None:
    assert answers(check(f"## (c) Part\n\n{CONDITIONAL[0]}"))["c"][1] != "correct"


@pytest.mark.parametrize(
    "body",
    [
        f"$$\n{ONLY}\n$$\n",
        f"$$\n{ONLY} \\quad \\text{{by the chain rule}}\n$$\n",
        f"Hence\n\n$$\n{ONLY}\n$$\n\nWe are done.\n",
        f"We have shown this for all words if they differ. Now the other one.\n\n$$\n{ONLY}\n$$\n",
    ],
)
def test_words_that_are_no_condition_spare_nothing(body: str) -> None:
    (one,) = steps(check(f"## (c) Part\n\n{body}"))
    assert one.verdict.value == "refuted"


@pytest.mark.parametrize("body", CONDITIONAL[:2])
def test_an_answer_under_a_condition_is_not_called_wrong(body: str) -> None:
    assert answers(check(f"## (c) Part\n\n{body}"))["c"][1] != "wrong"


def test_what_follows_from_a_stated_assumption_is_not_refuted() -> None:
    text = "## (b) Part\n\nAssume $|V| = 1$. Then\n\n$$\nU(\\hat y - y) = 0\n$$\n"
    assert [one.verdict.value for one in steps(check(text))][-1] != "refuted"


def test_the_first_member_stands_for_itself_later() -> None:
    text = display("b", rf"{LOSS} = U \hat y - u_o", r"\text{原式} = U(\hat y - y)")
    found = check(text)
    assert [one.verdict.value for one in steps(found)] == ["proved", "proved"]
    assert steps(found)[1].lhs is not None and steps(found)[1].lhs.latex == r"\text{原式}"


def test_a_first_member_cannot_stand_for_itself() -> None:
    (one,) = steps(check(display("e", r"\text{原式} = x")))
    assert (one.verdict.value, one.code) == ("unread", "no-referent")


def test_free_letters_come_from_the_first_member_only() -> None:
    verdicts = [one.verdict.value for one in steps(check(display("b", r"u_w = u_w = u_x")))]
    assert verdicts[0] == "proved" and verdicts[1] in ("unread", "ill-typed")


def test_a_second_part_of_the_same_name_is_told_apart() -> None:
    found = check(display("e", "x = x") + display("e", "x = 2 x"))
    assert [one.id for one in steps(found)] == ["e.1", "e~2.1"]


def test_what_was_not_read_is_not_called_wrong() -> None:
    (part,) = check(display("b", "\n".join((LOSS, r"= U \qux", r"= U(\hat y - y)")))).parts
    assert [one.verdict.value for one in part.steps] == ["unread", "undecided"]
    assert part.story == (
        "b.1 (line 5) could not be read; b.2 (line 6) is equal to the start",
        "the answer is correct (line 6)",
    )


def test_no_answer_is_correct_whose_loss_words_leave_open() -> None:
    gradient = (
        "$$\\frac{\\partial J}{\\partial v_c} = -u_o + \\sum_w \\hat y_w u_w = U(\\hat y - y)$$\n"
    )
    (plain,) = check(f"(b)\n{gradient}").parts
    (doubted,) = check(f"(b)\nThe loss is halved.\n\n{gradient}").parts
    assert plain.answer is not None and plain.answer.reason == "correct"
    assert doubted.answer is not None and doubted.answer.verdict is Verdict.UNDECIDED
    assert not any("correct" in line for line in doubted.story)


def test_below_an_answer_a_row_that_was_not_read_may_be_another() -> None:
    text = "(b)\n$$\\frac{\\partial J}{\\partial v_c} = U(\\hat y - y)$$\n$$\\unknown = 2 U y$$\n"
    (part,) = check(text).parts
    assert part.story == ("as far as it was read, the answer is correct (line 2)",)


REAL = "Let $x \\in \\mathbb{R}$.\n\n"
SQUARE = "$$\\frac{d}{dx} x^2 = 2x$$\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SQUARE, "the answer is correct (line 3)"),
        (f"$$\\frac{{d}}{{dx}} x^3 = \\star$$\n\n{SQUARE}", "the last result holds (line 5)"),
        (
            f"$$\\frac{{d}}{{dx}} x^3 = 2x^2$$\n\n{SQUARE}",
            "the last result holds (line 5); a step above does not (line 3)",
        ),
        (
            "$$\\frac{d}{dx} x^2 = 3x = 2x$$\n",
            "the last result holds in spite of the slip (line 3)",
        ),
    ],
)
def test_where_nothing_is_asked_for_a_last_result_makes_nothing_above_it_right(
    text: str, said: str
) -> None:
    (part,) = check(REAL + text, None).parts
    assert part.story[-1] == said
    assert part.answer.verdict is Verdict.PROVED and not part.answer.asked


def test_what_a_problem_asks_for_is_answered_whatever_stands_above_it() -> None:
    (part,) = check(display("b", "1 = 2", rf"{LOSS} = U(\hat y - y)")).parts
    assert part.story == ("the answer is correct (line 10)",) and part.answer.asked
