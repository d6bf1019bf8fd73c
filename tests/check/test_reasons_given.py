"""“Since $A = A^T$,” tells what is known of A; a rule that is false stays a claim."""

import pytest

from tests.check.support import check, steps

DECLARED = (
    r"Let $A \in \mathbb{R}^{n \times n}$, $x, y \in \mathbb{R}^n$ and $a, b \in \mathbb{R}$."
)


def verdicts(text: str) -> list[str]:
    found = steps(check(f"{DECLARED}\n\n{text}\n", None))
    return [step.verdict.value for step in found]


@pytest.mark.parametrize(
    ("reason", "step"),
    [
        (r"Since $A = A^\top$,", r"\nabla_x (x^\top A x) = 2 A x"),
        (r"Because $x^\top y = 0$,", r"\|x + y\|^2 = \|x\|^2 + \|y\|^2"),
        (r"As $\sum_i x_i = 1$,", r"\sum_i x_i y = y"),
    ],
)
def test_what_is_told_of_a_letter(reason: str, step: str) -> None:
    assert verdicts(f"{reason} $${step}$$") == ["given", "undecided"]
    assert verdicts(f"$${step}$$") == ["refuted"]


def test_a_false_rule_is_no_reason() -> None:
    assert verdicts("Since $(a + b)^2 = a^2 + b^2$, we get $$(a + b)^2 - b^2 = a^2$$") == [
        "refuted",
        "refuted",
    ]
    assert verdicts(r"Since $f(a) = a^2$, as $f'(a) = a$, $$f'(a) + a = 2a$$")[1] == "refuted"


@pytest.mark.parametrize(
    "words",
    [
        "Assuming both are on the same side of zero,",
        "Assuming nothing,",
        "Suppose they have one sign: then we have",
    ],
)
def test_what_comes_behind_an_assumption_in_words_is_claimed(words: str) -> None:
    text = f"Let $a, b \\in \\mathbb{{R}}$. {words}\n$$|a + b| = |a| + |b|$$\n"
    assert [one.verdict.value for one in steps(check(text, None))] == ["undecided"]
    assumed = "Let $a, b \\in \\mathbb{R}$. Assume that\n$$|a + b| = |a| + |b|$$\n"
    assert [one.verdict.value for one in steps(check(assumed, None))] == ["given"]


def test_a_chinese_sentence_ends_without_a_space() -> None:
    text = "设 $x \\in \\mathbb{R}$。显然\n$$(x + 1)^2 = x^2 + 1$$\n"
    (found,) = steps(check(text, None))
    assert found.code != "assumed"
