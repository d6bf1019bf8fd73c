"""What is told of a whole chain: which lines leave the value, which come back, what that counts."""

from typing import Any

import pytest

from derivcheck.check.finding import PartFinding
from derivcheck.report.build import build
from tests.check.support import steps
from tests.diagnose.test_told import found
from tests.report.example import TOOL

LOSS = r"\frac{\partial J_{\text{naive-softmax}}}{\partial v_c}"
RIGHT = r"-u_o + \sum_w \hat y_w u_w"
ANSWER = r"U(\hat y - y)"

Said = tuple[str, str | None]


def told(*members: str) -> tuple[PartFinding, int, dict[str, Said]]:
    """Return a chain's part, how many slips are counted, and each step's slip."""
    document = found(f"(b)\n\n$$ {' = '.join((LOSS, *members))} $$\n")
    said = {
        one.id: (one.slip.code, one.slip.repair or one.slip.compensates)
        for one in steps(document)
        if one.slip is not None
    }
    return document.parts[0], build((document,), TOOL).summary.slips, said


CASES: dict[str, tuple[tuple[str, ...], str, int, dict[str, Said]]] = {
    "the answer is right": ((RIGHT, ANSWER), "correct", 0, {}),
    "a lost sign is put back": (
        (RIGHT.removeprefix("-"), ANSWER),
        "despite-slip",
        1,
        {"b.1": ("flipped-sign", RIGHT), "b.2": ("compensates", "b.1")},
    ),
    "the last line is wrong": (
        (RIGHT, r"U(\hat y + y)"),
        "wrong",
        1,
        {"b.2": ("flipped-sign", ANSWER)},
    ),
    "a slip is carried to the answer": (
        (RIGHT.removeprefix("-"), r"U(\hat y + y)"),
        "carried",
        1,
        {"b.1": ("flipped-sign", RIGHT)},
    ),
    "shapes that do not fit, then right": (
        (RIGHT.replace("u_o", r"u_o^\top", 1), ANSWER),
        "despite-slip",
        1,
        {"b.1": ("extra-transpose", RIGHT), "b.2": ("compensates", "b.1")},
    ),
    "a letter that nothing explains, then right": (
        (RIGHT.replace("u_o", "u_o H", 1), ANSWER),
        "correct",
        1,
        {"b.1": ("mistyped-symbol", RIGHT), "b.2": ("compensates", "b.1")},
    ),
    "put right, and then wrong in the same way": (
        (RIGHT.removeprefix("-"), RIGHT, r"U(\hat y + y)"),
        "wrong",
        2,
        {
            "b.1": ("flipped-sign", RIGHT),
            "b.2": ("compensates", "b.1"),
            "b.3": ("flipped-sign", ANSWER),
        },
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_story_of_a_chain(name: str) -> None:
    members, reason, count, wanted = CASES[name]
    part, slips, said = told(*members)
    assert part.answer.reason == reason
    assert {id_: (code, (text or "").strip()) for id_, (code, text) in said.items()} == wanted
    assert slips == count


def test_the_same_wrong_claim_in_another_chain_is_the_same_slip() -> None:
    document: Any = found("(b)\n\n$$ x + x = 3x $$\n\n$$ 2x = 3x $$\n")
    codes = [one.slip.code for one in steps(document) if one.slip]
    assert codes[1:] == ["carried"] and build((document,), TOOL).summary.slips == 1
