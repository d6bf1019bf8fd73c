"""A name that a section defines anew is the section's; of others it tells nothing."""

import pytest

from tests.check.support import check, steps

LETTERS = r"Let $w, x \in \mathbb{R}^n$ and $y \in \mathbb{R}$."
SQUARED = "\n\n## Squared loss\n$$L = (w^\\top x - y)^2$$\n$$\\nabla_w L = 2(w^\\top x - y)x$$\n\n"
NEW = "$$L = e^{-yw^\\top x}$$\n"
OLD_GRADIENT = "$$\\nabla_w L = 2(w^\\top x - y)x$$\n"
NEW_GRADIENT = "$$\\nabla_w L = -yxe^{-yw^\\top x}$$\n"
WRONG_GRADIENT = "$$\\nabla_w L = yxe^{-yw^\\top x}$$\n"


def told(text: str) -> list[str]:
    """Return the verdicts behind the first section."""
    found = steps(check(LETTERS + SQUARED + text, None))
    assert [one.verdict.value for one in found[:2]] == ["given", "proved"]
    return [one.verdict.value for one in found[2:]]


@pytest.mark.parametrize(
    "head",
    [
        "## Exponential loss\n",
        "## 2. The exponential loss\nThe loss of one sample is\n",
        "## Boosting\nWe define\n",
        "## Exponential loss\nThe loss is\n",
        "## Exponential loss\n\n### Loss function\n",
    ],
)
def test_what_a_section_defines_anew_is_judged_by_the_new_meaning(head: str) -> None:
    text = head + NEW + NEW_GRADIENT + WRONG_GRADIENT
    assert told(text) == ["given", "proved", "refuted"]
    found = steps(check(LETTERS + SQUARED + text, None))[2]
    assert [one.code for one in found.remarks] == ["redefined"]


def test_what_holds_of_the_old_meaning_only_is_neither_proved_nor_refuted() -> None:
    assert told("## Exponential loss\n" + NEW + OLD_GRADIENT) == ["given", "undecided"]


@pytest.mark.parametrize(
    "head",
    [
        "## Matrix form\n",
        "## The simplified loss\n",
        "## Discussion\n",
        "## Squared loss\n",
        "## Exponential loss\nAs before,\n",
        "## Exponential loss\nThe squared loss is\n",
        "- The loss is\n\n  ",
    ],
)
def test_what_may_be_the_first_meaning_in_other_words_defines_nothing(head: str) -> None:
    assert told(head + NEW + NEW_GRADIENT) == ["undecided", "undecided"]


@pytest.mark.parametrize(
    "words",
    [
        "Compare this with",
        "In section 1 we had",
        "For the squared loss,",
        "The gradient of the first $L$ is",
    ],
)
@pytest.mark.parametrize("gradient", [OLD_GRADIENT, NEW_GRADIENT, WRONG_GRADIENT])
def test_words_may_speak_of_the_old_meaning(words: str, gradient: str) -> None:
    assert told(f"## Exponential loss\n{NEW}{words}\n{gradient}") == ["given", "undecided"]


def test_above_the_definition_and_behind_the_section_either_may_be_meant() -> None:
    text = f"## Exponential loss\n{OLD_GRADIENT}{NEW}\n## Discussion\n{OLD_GRADIENT}{NEW_GRADIENT}"
    assert told(text) == ["undecided", "given", "undecided", "undecided"]


def test_a_third_section_has_its_own() -> None:
    text = (
        f"## Exponential loss\n{NEW}\n## Cubic loss\n$$L = (w^\\top x)^3$$\n"
        "$$\\nabla_w L = 3(w^\\top x)^2 x$$\n$$\\nabla_w L = 2(w^\\top x)^2 x$$\n"
    )
    assert told(text) == ["given", "given", "proved", "refuted"]


def test_what_rests_on_the_old_meaning_is_in_doubt() -> None:
    text = "Let $C = 3L$.\n\n"
    more = "$$\\nabla_w C = -3yxe^{-yw^\\top x}$$\n$$\\nabla_w C = 6(w^\\top x - y)x$$\n"
    found = told(text + "## Exponential loss\n" + NEW + more)
    assert found == ["given", "given", "undecided", "undecided"]


def test_other_parts_take_neither_meaning() -> None:
    text = f"{LETTERS}{SQUARED}## Exponential loss\n{NEW}\n# (a)\n{NEW_GRADIENT}{OLD_GRADIENT}"
    found = [one.verdict.value for one in steps(check(text, None))]
    assert found[:3] == ["given", "proved", "given"]
    assert not {"proved", "refuted"} & set(found[3:])


@pytest.mark.parametrize("titles", [("Model", "Other model"), ("Linear model", "Cubic model")])
def test_of_two_models_none_holds_on_in_the_other(titles: tuple[str, str]) -> None:
    one, other = titles
    text = (
        f"Let $w \\in \\mathbb{{R}}$.\n## {one}\n$$J = w^2$$\n## {other}\n$$J = w^4$$\n"
        "$$\\frac{dJ}{dw} = %s$$\n"
    )
    for slope in ("4w^3", "2w"):
        found = [one.verdict.value for one in steps(check(text % slope, None))]
        assert "refuted" not in found
    assert found[-1] != "proved"
