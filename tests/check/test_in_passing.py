"""Numbers that words name in passing: they say what a case is, not what a letter stands for."""

import pytest

from tests.check.support import check, steps


def last(words: str, step: str) -> str:
    """Return the verdict on a display below a sentence, for letters that nobody declares."""
    *_, found = steps(check(f"{words}\n\n$${step}$$\n", None))
    return found.verdict.value


@pytest.mark.parametrize(
    "words",
    [
        "Here $p$ is the probability that $t = 1$.",
        "The network says how likely it is that $t = 1$ for this pair.",
        "The label $t = 1$ means that the pair was seen.",
        "The event $t = 1$ is rare.",
        "We predict $t = 1$ where $s > 0$.",
        "A pair that was seen has $t = 1$, any other one has not.",
        "- $t = 1$: the pair was seen",
        "| sign | meaning |\n| --- | --- |\n| $p$ | the probability that $t = 1$ |",
        "标签 $t = 1$ 的概率。",
    ],
)
def test_a_case_in_words_does_not_say_what_a_letter_is(words: str) -> None:
    assert last(words, r"t \log p + (1 - t) \log(1 - p) = \log p") == "undecided"
    assert last(words, "t q = q") == "undecided"


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("Let $t = s$.", "proved"),
        ("The second layer $t = s$ comes next.", "proved"),
        ("Here $p$ is the probability that $t = s$.", "undecided"),
        ("Ideally, $t = s$.", "undecided"),
        ("Suppose for contradiction that $t = s$.", "undecided"),
        ("On the boundary $t = s$ the loss jumps.", "undecided"),
        ("Roughly $t = s$.", "undecided"),
    ],
)
def test_what_is_wished_for_or_rare_says_of_no_letter_what_it_is(words: str, verdict: str) -> None:
    assert last(f"Let $s, q \\in \\mathbb{{R}}$. {words}", "t q = s q") == verdict


@pytest.mark.parametrize(
    "words",
    ["Let $t = 2$.", "We set $t = 2$ in this line.", "$t = 2$.", "$$t = 2$$", "令 $t = 2$。"],
)
def test_a_number_that_is_said_of_a_letter_is_its_value(words: str) -> None:
    assert last(words, "t q = 2 q") == "proved"
    assert last(words, "t q = 3 q") != "proved"


def test_a_case_in_words_keeps_no_definition_from_being_read() -> None:
    text = r"""Here $y_i$ is a label and $p_i$ the probability that $y_i = 1$.

$$L = -\sum_{i=1}^n (y_i \log p_i + (1 - y_i) \log(1 - p_i))$$

$$\sum_{i=1}^n y_i = n$$
"""
    _, loss, total = steps(check(text, None))
    assert (loss.verdict.value, loss.code) == ("given", "definition")
    assert total.verdict.value == "undecided"


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("Some books use $a = bc$.", "undecided"),
        ("In other conventions $a = bc$.", "undecided"),
        ("A student wrote $a = bc$.", "undecided"),
        ("The authors of the note claim $a = bc$.", "undecided"),
        ("By the manual $a = bc$, which we doubt.", "undecided"),
        ("Is $a = bc$?", "undecided"),
        ("Why is $a = bc$ wrong?", "undecided"),
        ("Show that $a = bc$.", "undecided"),
        ("We want to prove $a = bc$.", "undecided"),
        ("It would be nice if $a = bc$.", "undecided"),
        ("We know $a = bc$ is wrong.", "undecided"),
        ("有的书用 $a = bc$。", "undecided"),
        ("Unlike some books, we set $a = bc$.", "proved"),
        ("The book defines $a = bc$.", "proved"),
        ("To prove it, let $a = bc$.", "proved"),
        ("Let $a = bc$, which does not change the minimum.", "proved"),
    ],
)
def test_what_is_asked_or_said_by_others_says_of_no_letter_what_it_is(
    words: str, verdict: str
) -> None:
    assert last(words, "a + 1 = bc + 1") == verdict
    assert last(words, "a + 1 = bc") != "proved"


@pytest.mark.parametrize("words", ["Show that $f(x) = x^2$ is convex.", "Is $f(x) = x^2$ convex?"])
def test_what_is_asked_of_a_function_still_defines_it(words: str) -> None:
    assert last(words, "f'(x) = 2x") == "proved"


def test_what_others_write_of_declared_symbols_is_not_refuted() -> None:
    declared = r"Let $x \in \mathbb{R}^n$, $y \in \mathbb{R}^m$, $W \in \mathbb{R}^{m \times n}$."
    text = f"{declared} Some books use $y = Wx$.\n\n$$2y = 2Wx$$\n"
    assert {one.verdict.value for one in steps(check(text, None))} == {"undecided"}
