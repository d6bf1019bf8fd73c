"""A proof of A = B from B to A answers what asks for it; what is to be found stands at the end."""

import pytest

from tests.check.support import check

ENTROPY, LOSS = r"-\sum_w y_w \log \hat y_w", r"-\log \hat y_o"
MIDDLE = r"-y_o \log \hat y_o - \sum_{w \neq o} y_w \log \hat y_w"


def answer(part: str, *members: str) -> tuple[str | None, str]:
    (found,) = check(f"({part})\n\n$$ {' = '.join(members)} $$\n").parts
    verdict = found.answer.verdict
    return verdict.value if verdict is not None else None, found.answer.reason


@pytest.mark.parametrize("way", [(), (MIDDLE,), (rf"{LOSS} \cdot 1", MIDDLE)])
def test_a_proof_from_right_to_left(way: tuple[str, ...]) -> None:
    assert answer("a", LOSS, *way, ENTROPY) == ("proved", "correct")
    assert answer("a", ENTROPY, *way[::-1], LOSS) == ("proved", "correct")


def test_a_slip_on_the_way_is_seen() -> None:
    assert answer("a", LOSS, f"2 {MIDDLE[1:]}", ENTROPY) == ("proved", "despite-slip")


def test_what_does_not_lead_from_the_other_side() -> None:
    assert answer("a", LOSS, r"\sum_w y_w \log \hat y_w")[0] == "refuted"
    assert answer("a", MIDDLE, ENTROPY)[0] is None
    assert answer("a", ENTROPY, ENTROPY)[0] is None


def test_what_is_to_be_found_stands_at_the_end() -> None:
    gradient = r"\frac{\partial J_{\text{naive-softmax}}}{\partial v_c}"
    assert answer("b", r"U(\hat y - y)", gradient)[0] is None
    assert answer("b", gradient, r"U(\hat y - y)")[0] == "proved"
