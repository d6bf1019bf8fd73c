"""``off`` and ``on`` in books full of limits and inequalities; what lies behind an inequality."""

import pytest

from tests.check.support import check, steps

LET = "Let $x \\in \\mathbb{R}$.\n\n"
HIDDEN = "<!-- derivcheck: off -->\n$$\\le 2x + 1$$\n<!-- derivcheck: on -->\n"


def found(text: str) -> list[str]:
    return [one.verdict.value for one in steps(check(LET + text, name=None))]


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        # the left side of the second display is hidden: it is not 2x
        (f"$$x + x = 2x$$\n{HIDDEN}$$= 1 + 2x$$\n", ["proved", "unread"]),
        (f"$$x + x = 2x$$\n{HIDDEN}$$= 2x$$\n", ["proved", "unread"]),
        (f"$$x + x = 2x$$\n{HIDDEN}$$+ 1 = 1$$\n", ["proved"]),
        (f"$$x + x = 2x$$\n{HIDDEN}$$+ 1$$\n$$= 2x + 1$$\n", ["proved", "unread"]),
        (f"$$x + x =$$\n{HIDDEN}$$= 2x$$\n", ["unread"]),
        (f"{HIDDEN}$$x + x = 2x$$\n", ["proved"]),
        (f"$$x + x = 2x$$\n{HIDDEN}$$x - x = 0$$\n$$= x - x$$\n", ["proved"] * 3),
        ("<!-- derivcheck: off -->\n$$1 = 2$$\n", []),
    ],
)
def test_nothing_goes_on_across_what_is_not_checked(text: str, verdicts: list[str]) -> None:
    assert found(text) == verdicts


def test_off_inside_a_formula_is_said_to_change_nothing() -> None:
    rows = "x + x &= 2x \\\\\n% derivcheck: off\n&= 3x \\\\\n% derivcheck: on\n&= 2x"
    checked = check(f"{LET}$$\\begin{{aligned}}\n{rows}\n\\end{{aligned}}$$\n", name=None)
    assert [one.verdict.value for one in steps(checked)] == ["proved", "refuted", "refuted"]
    assert [one.code for one in checked.diagnostics] == ["unused-comment"] * 2
    assert all("inside a formula" in one.message for one in checked.diagnostics)


@pytest.mark.parametrize(
    ("chain", "answer", "told"),
    [
        ("x + x = 2x \\le 2x + 1 = 1 + 2x", "none", ""),
        ("x + x = 2x \\approx 3x = x + 2x", "none", ""),
        ("x + x = 2x \\le 2x + 1 = 2x", "despite-slip", "in spite of the slip"),
        ("x + x = 2x = 3x", "wrong", "is wrong"),
        ("x + x = 2x \\le 3x", "correct", "the last result holds"),
    ],
)
def test_an_answer_behind_an_inequality_is_not_wrong_for_being_another(
    chain: str, answer: str, told: str
) -> None:
    (part,) = check(f"{LET}$${chain}$$\n", name=None).parts
    assert part.answer.reason == answer
    assert any(told in sentence for sentence in part.story) if told else part.story == ()
