"""Claims with “for all”, captions within a formula, and relations joined by “if and only if”."""

import pytest

from tests.check.support import check, steps

_GRADIENT = r"\frac{\partial J}{\partial u_w} = "
_OTHERS = rf"{_GRADIENT}\hat y_w v_c"
_MARKED = rf"{_GRADIENT}(\hat y_w - 1) v_c"
_ALL = rf"{_GRADIENT}(\hat y_w - y_w) v_c"


def verdicts(text: str, part: str = "c") -> list[str]:
    return [step.verdict.value for step in steps(check(f"## ({part})\n{text}"))]


@pytest.mark.parametrize(
    "words",
    [
        r"\forall w:",
        r"\Rightarrow \forall w \in V:",
        r"\forall w, \;",
        r"\forall w: \quad",
        r"\text{for all } w:",
    ],
)
def test_what_is_said_of_all_is_a_claim(words: str) -> None:
    assert verdicts(f"$${words} {_ALL}$$") == ["proved"]
    assert verdicts(f"$${words} {_OTHERS}$$") == ["refuted"]


@pytest.mark.parametrize("words", ["{}:", r"\forall {}:", r"\text{{if }} {}:", r"{}: &&"])
def test_a_condition_before_a_colon(words: str) -> None:
    apart, same = words.format(r"w \neq o"), words.format("w = o")
    rows = rf"$$\begin{{aligned}} {apart} {_OTHERS} \\ {same} {_MARKED} \end{{aligned}}$$"
    assert verdicts(rows) == ["proved", "proved"]
    rows = rf"$$\begin{{aligned}} {same} {_OTHERS} \\ {apart} {_MARKED} \end{{aligned}}$$"
    assert verdicts(rows) == ["refuted", "refuted"]


def test_a_condition_in_a_row_of_its_own() -> None:
    rows = rf"& w = o: \\ & {_MARKED} \\ & w \neq o: \\ & {_OTHERS}"
    assert verdicts(rf"$$\begin{{aligned}} {rows} \end{{aligned}}$$") == ["proved", "proved"]


def test_without_a_colon_it_is_not_guessed() -> None:
    assert verdicts(rf"$$\forall w {_OTHERS}$$") == ["unread"]


@pytest.mark.parametrize(
    "row", [rf"\Rightarrow {_OTHERS} \text{{ for all }} w", rf"\forall w: {_OTHERS}"]
)
def test_what_is_said_of_all_ends_a_case(row: str) -> None:
    assert verdicts(f"when $w \\neq o$:\n$${_OTHERS}$$\n$${row}$$") == ["proved", "refuted"]


@pytest.mark.parametrize("rule", ["***", "---", "- - -", "<hr>"])
def test_a_rule_ends_a_case(rule: str) -> None:
    text = f"when $w \\neq o$:\n$${_OTHERS}$$\n\n{rule}\n\n$${_OTHERS}$$"
    assert verdicts(text) == ["proved", "undecided"]


@pytest.mark.parametrize("sign", [r"\iff", r"\Leftrightarrow", "$$ if and only if $$", "⇔"])
def test_one_side_of_an_equivalence_claims_nothing(sign: str) -> None:
    derivative = r"\frac{\partial J}{\partial v_c} = 0"
    for text in (rf"{derivative} {sign} \hat y = y", rf"U \hat y = U y {sign} {derivative}"):
        assert not {"refuted", "proved", "ill-typed"} & set(verdicts(f"$${text}$$", "b"))
    wrong = r"\frac{\partial J}{\partial v_c} = U(y - \hat y)"
    assert verdicts(rf"$${wrong} \Rightarrow {wrong}$$", "b") == ["refuted", "refuted"]


def test_that_is_says_a_condition_once_more() -> None:
    words = "When $w = o$, i.e. for the outside word,"
    assert verdicts(f"{words} $${_MARKED}$$") == ["proved"]
    assert verdicts(f"{words} $${_OTHERS}$$") == ["refuted"]
