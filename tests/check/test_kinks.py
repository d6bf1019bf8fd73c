"""What holds on one side of a kink is refuted only if no words beside it may name the side."""

import pytest

from tests.check.support import check, steps


def verdicts(text: str) -> list[str]:
    found = steps(check(f"Let $x \\in \\mathbb{{R}}$ and $f(x) = \\max(0, x)$.\n\n{text}\n", None))
    return [step.verdict.value for step in found if step.code != "definition"]


@pytest.mark.parametrize(
    "text",
    [
        "Right of the origin $$|x| = x$$",
        "Active: $$f'(x) = 1$$",
        "At such points, $$\\sqrt{x^2} = x$$",
        "We get $$|x| = x$$ almost everywhere.",
    ],
)
def test_words_that_may_name_a_side(text: str) -> None:
    assert verdicts(text) == ["undecided"]
    assert verdicts(text.replace("= x$", "= 2x$").replace("= 1", "= 2")) == ["refuted"]


@pytest.mark.parametrize(
    "text", ["$$|x| = x$$", "Hence we get, by the definition of the absolute value, $$|x| = x$$"]
)
def test_plain_words_name_none(text: str) -> None:
    assert verdicts(text) == ["refuted"]


def test_a_condition_in_brackets() -> None:
    assert verdicts("For points on the right ($2x + 1 > 1$), $$|x| = x$$") == ["given", "proved"]
    assert verdicts("For points on the right ($2x + 1 > 1$), $$|x| = -x$$")[1] == "refuted"


def test_a_label_with_a_full_stop() -> None:
    text = "**$x > 0$.** $$|x| = x$$\n**$x < 0$.** $$|x| = -x$$"
    assert verdicts(text) == ["proved", "proved"]
    swapped = "**$x < 0$.** $$|x| = x$$\n**$x > 0$.** $$|x| = -x$$"
    assert "proved" not in verdicts(swapped)


def test_two_indices_are_related_by_no_claim() -> None:
    gradient = r"\frac{\partial J}{\partial u_w} = (\hat y_w - 1) v_c"
    found = steps(check(f"## (c)\nZu $w = o$ gehört $${gradient}$$"))
    assert [step.verdict.value for step in found] == ["given", "undecided"]


@pytest.mark.parametrize(("slope", "verdict"), [("-y x", "undecided"), ("y x", "refuted")])
def test_no_point_is_needed_on_the_kink_itself(slope: str, verdict: str) -> None:
    text = (
        "Let $x, w \\in \\mathbb{R}^n$ and $y, b \\in \\mathbb{R}$.\n\nActive hinge:\n\n"
        f"$$\\frac{{\\partial}}{{\\partial w}} \\max(0, 1 - y(w^\\top x + b)) = {slope}$$\n"
    )
    assert steps(check(text, None))[-1].verdict.value == verdict


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("The unit is active.", "undecided"),
        ("All units are on.", "undecided"),
        ("Assume that the pre-activation is positive.", "undecided"),
        ("We look at small errors only.", "undecided"),
        ("Points that violate the margin come first.", "undecided"),
        ("The output of a unit follows.", "refuted"),
        ("Positive examples come first.", "refuted"),
    ],
)
def test_a_sentence_above_a_definition_may_name_the_side(words: str, verdict: str) -> None:
    text = f"{words} Let $x \\in \\mathbb{{R}}$ and $h = \\max(0, x)$.\n"
    last = steps(check(f"{text}$$\\frac{{dh}}{{dx}} = 1$$\n", None))[-1]
    assert last.verdict.value == verdict


def test_a_side_that_is_named_saves_no_wrong_slope() -> None:
    text = "The unit is active. Let $x \\in \\mathbb{R}$ and $h = \\max(0, x)$.\n"
    last = steps(check(f"{text}$$\\frac{{dh}}{{dx}} = 2$$\n", None))[-1]
    assert last.verdict.value == "refuted"
