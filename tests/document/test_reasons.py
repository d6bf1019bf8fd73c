"""Lines with a reason in words behind each are one chain."""

import pytest

from derivcheck.document import Chain
from tests.document.reading import read

FIRST = r"$(a+b)^2 = a^2 + 2ab + b^2$"
NEXT = r"$= a^2 + b^2$ so"


def chains_of(text: str) -> list[Chain]:
    return [chain for part in read(text).parts for chain in part.chains]


def joined(text: str) -> bool:
    (chain, *rest) = chains_of(text)
    assert not rest
    return chain.members[-1].latex == "a^2 + b^2"


@pytest.mark.parametrize(
    "reason",
    [
        "(binomial)",
        "by the binomial theorem",
        "[binomial]",
        "--- binomial",
        "// binomial",
        "← binomial",
        "*(binomial)*",
        "(1)",
        "(二项式定理)",
        ", using the binomial theorem",
        "since these are numbers",
    ],
)
@pytest.mark.parametrize("label", ["", "(b) ", "> ", "Then "])
def test_the_next_line_goes_on_behind_a_reason(reason: str, label: str) -> None:
    assert joined(f"{label}{FIRST} {reason}\n{'> ' * (label == '> ')}{NEXT}")


def test_items_of_a_list() -> None:
    assert joined(f"- {FIRST} (binomial)\n- {NEXT}")


def test_a_bracket_in_one_line() -> None:
    assert joined(f"$(a+b)^2$ $= a^2 + 2ab + b^2$ (binomial) {NEXT}")


def test_rows_of_a_table() -> None:
    assert joined(f"| 1 | {FIRST} | binomial |\n|---|---|---|\n| 2 | {NEXT} | so |\n")


def test_a_line_behind_a_reason_goes_on_from_its_own_line_not_from_the_display_above() -> None:
    first, second = chains_of(f"$$c = d$$\nThen\n{FIRST} (binomial)\n{NEXT}")
    assert (len(first.members), len(second.members)) == (2, 3)


@pytest.mark.parametrize(
    "text",
    [
        f"The derivative of {FIRST} (see above)\n{NEXT}",
        f"The derivative of {FIRST} (see above) {NEXT}",
        f"{FIRST} and so the derivative\n{NEXT}",
        f"{FIRST} (binomial)\n\n{NEXT}",
        f"{FIRST} (where $c$ is a number)\n{NEXT}",
        f"{FIRST} (binomial). The norm\n{NEXT}",
        f"| 1 | {FIRST} | binomial |\n|---|---|---|\n| the norm is | 2 | {NEXT} |\n",
    ],
)
def test_what_words_may_name_is_not_gone_on_with(text: str) -> None:
    assert [len(c.members) for c in chains_of(text)] == [2]


@pytest.mark.parametrize(
    "words",
    [
        r"\intertext{expanding} ",
        r"\text{expanding} ",
        r"& \text{distributing} \\ ",
        r"\text{Again} ",
    ],
)
def test_a_word_on_what_is_done_is_no_name(words: str) -> None:
    text = (
        f"$$\\begin{{aligned}} (a+b)^2 &= (a+b)(a+b) \\\\ {words} &= a^2 + b^2 \\end{{aligned}}$$"
    )
    (chain,) = read(text).parts[0].chains
    assert [one.latex for one in chain.members] == ["(a+b)^2", "(a+b)(a+b)", "a^2 + b^2"]
