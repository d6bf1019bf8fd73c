"""``||`` is ‖ where it opens and closes a norm; the bars of |a||b| stay two."""

import pytest

from derivcheck.document import plain_member
from derivcheck.syntax import latex, parse


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("||x||", r"\|x\|"),
        ("||x||_2^2", r"\|x\|_2^2"),
        ("|| x ||", r"\|x\|"),
        (r"\frac{x}{||x||}", r"\frac{x}{\|x\|}"),
        (r"\frac{d||x||}{dx}", r"\frac{d\|x\|}{dx}"),
        ("2 + ||x|| ||y||", r"2 + \|x\|\|y\|"),
        ("a(||x|| - ||y||)", r"a(\|x\| - \|y\|)"),
        ("|a||b|", "|a| |b|"),
        ("|a||b||c|", "|a| |b| |c|"),
        ("2|a||b|", "2 |a| |b|"),
    ],
)
def test_bars_in_a_row(written: str, same: str) -> None:
    one, other = (latex(parse(plain_member(text).tokens)) for text in (written, same))
    assert one == other


@pytest.mark.parametrize("written", ["||x|", "|x||", "||x| - |x||", "a||b||"])
def test_what_closes_nothing_is_no_norm(written: str) -> None:
    assert r"\|x\|" not in latex(parse(plain_member(written).tokens))
