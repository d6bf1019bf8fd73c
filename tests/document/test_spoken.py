"""Left sides in words: taken where they are plain, and never otherwise."""

import pytest

from tests.check.support import check, steps
from tests.document.reading import read

BEFORE = r"We have $J$ and $\frac{\partial J}{\partial U}$." "\n\n"
FORMULA = "\n\n$$ U(\\hat y - y) $$\n"


def spoken(text: str) -> list[tuple[str | None, str]]:
    """Return the words each left side was taken from, and the tokens it was read as."""
    document = read(BEFORE + text)
    return [
        (chain.spoken, "".join(token.text for token in chain.members[0].tokens))
        for part in document.parts
        for chain in part.chains
    ]


@pytest.mark.parametrize(
    "words",
    [
        "The derivative for $v_c$ is",
        "The gradient with respect to $v_c$:",
        "The partial derivative of $J$ w.r.t. $v_c$ is",
        "So. Hence the gradient of the loss by $v_c$ equals",
        "对 $v_c$ 的偏导为",
        "Gradient with respect to the center vector $v_c$ is:",
    ],
)
def test_a_sentence_says_by_what_is_differentiated(words: str) -> None:
    (found,) = spoken(words + FORMULA)
    assert found[0] is not None and "$v_c$" in found[0]
    assert found[1] == r"\frac{\partialJ}{\partialv_c}"


@pytest.mark.parametrize("caption", ["$v_c$:", "v_c:", "#### $v_c$", "#### To $v_c$"])
def test_a_caption_counts_where_derivatives_are_spoken_of(caption: str) -> None:
    assert [s for s, _ in spoken(f"Now the gradients.\n\n{caption}{FORMULA}")] != []


def test_a_sentence_names_the_function() -> None:
    ((_, left),) = spoken(r"The derivative of $\sigma(x)$ with respect to $x$ is $$ 1 $$")
    assert left == r"\frac{\partial\sigma(x)}{\partialx}"


def test_a_display_that_begins_with_a_sign_goes_on_from_the_words() -> None:
    text = BEFORE + "The derivative for $v_c$:\n\n$$ = U(\\hat y - y) $$\n\n$$ = U\\hat y - Uy $$"
    (chain,) = read(text).parts[0].chains
    assert chain.spoken == "The derivative for $v_c$:" and len(chain.members) == 3


def test_a_sentence_goes_on_with_another_variable() -> None:
    text = "The gradient for $v_c$ is $$ 3x $$ and for $u_o$ is $$ 2x $$"
    assert [left for _, left in spoken(text)] == [
        r"\frac{\partialJ}{\partialv_c}",
        r"\frac{\partialJ}{\partialu_o}",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Some formula is" + FORMULA,
        "The derivative is" + FORMULA,
        "The derivative of $v_c$ is" + FORMULA,  # of it, or by it?
        "The derivative for $v_c$ and $u_o$ is" + FORMULA,
        "The derivative for $v_c$ is not hard. We see that" + FORMULA,
        "The derivative for $v_c$ is $$ v_c $$",  # a name is no result
        "The derivative for $v_c$ is $$ f = g $$",  # it has a left side of its own
        "The derivative for $v_c = 0$ is" + FORMULA,
        "a:" + FORMULA,
        "The derivative for $v_c$ is\n\n$$ f = g $$\n\nand" + FORMULA,
    ],
)
def test_what_is_not_plain_is_not_taken(text: str) -> None:
    assert [said for said, _ in spoken(text) if said is not None] == []


def test_no_loss_no_left_side() -> None:
    assert read("The derivative for $v_c$ is" + FORMULA).parts[0].chains == ()


def test_the_step_says_where_its_left_side_is_from_and_is_judged() -> None:
    text = "(b) We ask for the gradient of $J$. The derivative for $v_c$ is $$ U({}) $$"
    right, wrong = (steps(check(text.format(x)))[0] for x in (r"\hat y - y", r"y - \hat y"))
    assert right.lhs is None and right.lhs_source == "The derivative for $v_c$ is"
    assert (right.verdict.value, wrong.verdict.value) == ("proved", "refuted")
