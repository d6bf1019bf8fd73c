"""Which item of a list a formula stands in, and where the item ends."""

import pytest

from tests.document.reading import read


def items(text: str, format: str = "md") -> list[int]:
    return [chain.item for part in read(text, format).parts for chain in part.chains]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$$a = b$$", [0]),
        ("- If so: $$a = b$$\n- Else $$c = d$$\n\n$$e = f$$", [1, 2, 0]),
        ("* If so:\n\n  $$a = b$$\n\n  and $$c = d$$\n\nThus $$e = f$$", [1, 1, 0]),
        ("- If so, $f(x) = b$\n  and $g(x) = d$\n\nThus $$e = f$$", [1, 1, 0]),
        ("- If so, $f(x) = b$\nand $g(x) = d$", [1, 1]),
        ("1) If so: $$a = b$$\n$$e = f$$", [1, 0]),
        ("+ If so\n\n$$\na = b\n- c\n$$\n\n$$d = e$$", [0, 0]),
    ],
)
def test_markdown(text: str, expected: list[int]) -> None:
    assert items(text) == expected


def test_tex_and_html_say_where_a_list_ends() -> None:
    rows = r"\begin{itemize}\item If so, $a = b x$ \item Else $$c = d$$\end{itemize} So $$e = f$$"
    assert items(rows, "tex") == [1, 2, 0]
    rows = "<ul><li>If so, $a = b x$</li><li>Else $$c = d$$</li></ul><p>So $$e = f$$</p>"
    assert items(rows) == [1, 2, 0]


def test_a_long_text_takes_linear_time() -> None:
    assert len(items("- If so: $$a = b$$\n" * 2000)) == 2000
