"""What is said beside a formula is no link of its chain: the next row goes on with the formula."""

import pytest

from tests.document.reading import lines

_BESIDE = [
    # the words, and what stands beside
    (r"b \quad \text{where } p = q r", "p = q r"),
    (r"b, \text{ since } p = f(q)", "p = f(q)"),
    (r"b \text{ and because } p = q", "p = q"),
    (r"b && \text{as } g(p) = q", "g(p) = q"),
    (r"b \quad \text{by the definition, } p = q", "p = q"),
    (r"b \quad \because p = q", "p = q"),
    (r"b \quad \text{因为 } p = q", "p = q"),
    # without words: what an aligned row goes on with stands above its sign
    (r"b, \quad p = q", "p = q"),
    (r"b, g(p) = q", "g(p) = q"),
]


@pytest.mark.parametrize(("row", "beside"), _BESIDE)
def test_an_aligned_row_goes_on_with_what_the_row_above_begins_with(row: str, beside: str) -> None:
    text = rf"\begin{{align}} f(a) &= {row} \\ &= c \\ &= d \end{{align}}"
    assert lines(text) == ["f(a) = b = c = d", beside]


@pytest.mark.parametrize(("row", "beside"), [one for one in _BESIDE if "g(p) = q" not in one])
def test_the_next_display_does_so_too(row: str, beside: str) -> None:
    assert lines(f"$$f(a) = {row}$$\n\n$$= c$$") == ["f(a) = b = c", beside]


def test_several_claims_beside_one_formula() -> None:
    text = r"$$f(a) = b \quad \text{where } p = q r,\ s = t$$" + "\n\n$$= c$$"
    assert lines(text) == ["f(a) = b = c", "p = q r", "s = t"]


def test_the_row_itself_goes_on_behind_a_comma() -> None:
    text = r"$$f(a) = b \text{ and since } p = q, = c$$"
    assert lines(text) == ["f(a) = b = c", "p = q"]
    text = r"\begin{eqnarray} f(a) &=& b, \quad p = q, \\ &=& c \end{eqnarray}"
    assert lines(text) == ["f(a) = b = c", "p = q"]


@pytest.mark.parametrize(
    "between", [r"\Rightarrow", r"\text{ so }", r"\text{ and }", r"\quad \therefore"]
)
def test_what_follows_from_a_formula_is_gone_on_with(between: str) -> None:
    assert lines(rf"$$f(a) = b {between} p = q \\ = c$$") == ["f(a) = b", "p = q = c"]


def test_a_word_in_brackets_is_no_factor() -> None:
    text = r"\begin{align} a &= b && \text{(expanding)} \\ &= c \end{align}"
    assert lines(text) == ["a = b = c"]


@pytest.mark.parametrize("mark", ["*", "+", "-"])
def test_a_mark_above_a_letter_at_the_end_of_a_display_is_no_operator(mark: str) -> None:
    text = f"$$x = x^{mark}$$\n\n$$f(x) = 2$$\n\n$$y = z {mark}$$\n\n$$w$$"
    assert lines(text) == [f"x = x^{mark}", "f(x) = 2", f"y = z {mark} w"]
