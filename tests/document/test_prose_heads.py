"""Names and signs in the words right before a formula."""

import pytest

from tests.document.reading import lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Let $a = x$ and b = $-u^T v$.", ["a = x", "b = -u^T v"]),
        ("where z_1 = $Wx + b$", ["z_1 = Wx + b"]),
        ("with q := $x^2 = y$", ["q = x^2 = y"]),
        ("so the loss = $x^2$ is small", []),  # a word, no letter
        ("in Python, lr=$0.1$ and x.y = $2$", []),
        ("a = b = $2$", []),
        ("we get x =\n\n$$ 2 $$", []),
        ("x = and $2$", []),
    ],
)
def test_a_name_before_a_formula(text: str, expected: list[str]) -> None:
    assert lines(text) == expected
