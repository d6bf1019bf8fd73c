"""Wide formulas on one line, the wrong place in view and underlined."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from derivcheck.report.excerpt import changed, changes, excerpt, folded

FORMULA = r"-u_0 (1 - \sigma(u_0^T v_c)) + \sum_{k=1}^K u_k (\sigma(-u_k^T v_c)) + \frac{1}{2} v_c"


def underlined(text: str, width: int, piece: str) -> tuple[str, str]:
    """Return the line and what stands above the carets (one cell per character here)."""
    start = text.index(piece)
    cut = excerpt(text, width, (start, start + len(piece)))
    return cut.text, cut.text[cut.start : cut.end]


@pytest.mark.parametrize("piece", ["-u_0", r"\sigma(-u_k^T v_c)", "v_c)) +", r"\frac{1}{2} v_c"])
@pytest.mark.parametrize("width", [30, 40, 60, 100])
def test_the_marked_place_is_in_view(piece: str, width: int) -> None:
    line, above = underlined(FORMULA, width, piece)
    assert above == piece
    assert cell_len(line) <= width


def test_what_fits_is_left_alone() -> None:
    assert excerpt("a + b", 5).text == "a + b"
    assert excerpt(" a\n  + b ", 5).text == "a + b"


def test_the_cut_does_not_split_a_command_and_is_visible() -> None:
    line = excerpt(FORMULA, 40).text
    assert line.endswith(" …")
    assert FORMULA.startswith(line.removesuffix(" …"))
    assert not line.removesuffix(" …").endswith(("\\", "\\s", "\\su"))


def test_a_mark_wider_than_the_line_is_shown_from_its_beginning() -> None:
    cut = excerpt("x + " + "y" * 200, 40, (4, 204))
    assert cell_len(cut.text) <= 40 and cut.text[cut.start :].startswith("yyy")


def test_wide_characters_are_two_cells() -> None:
    cut = excerpt("原式 = H", 40, (5, 6))
    assert cut.underline == " " * 7 + "^"


def test_carets_keep_their_place_when_white_space_collapses() -> None:
    text = "  a\n   +\t b"
    cut = excerpt(text, 40, (len(text) - 1, len(text)))
    assert (cut.text, cut.start, cut.end) == ("a + b", 4, 5)


@settings(deadline=None)
@given(st.text(max_size=120), st.integers(12, 90), st.integers(0, 120), st.integers(0, 120))
def test_never_wider_than_asked(text: str, width: int, start: int, length: int) -> None:
    cut = excerpt(text, width, (min(start, len(text)), min(start + length, len(text))))
    assert cell_len(cut.text) <= width
    assert 0 <= cut.start <= cut.end <= max(width, cut.start)
    assert "\n" not in cut.text


@pytest.mark.parametrize(
    ("old", "new", "piece"),
    [
        ("1 - x", "x", ""),
        (r"u_k (\sigma(z))", r"u_k (1 - \sigma(z))", "1 - "),
        ("a + b", "a - b", "-"),
        ("a + b", "a + b", ""),
        (r"\alpha b", r"\beta b", r"\beta "),
    ],
)
def test_what_a_repair_changed(old: str, new: str, piece: str) -> None:
    assert new[slice(*changed(old, new))] == piece


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("a + b", "a - b", ["-"]),
        (r"\sum_w a_w + (b) c d e f", r"a_w + (b) c d e g", ["g"]),
        (r"a - x y z u v + b", r"-a - x y z u v - b", ["-", "-"]),
        ("a + b c", "d - b c", ["d -"]),  # one token between two changes keeps them together
        ("1 - x", "x", []),
    ],
)
def test_each_place_that_a_repair_changed_is_marked(old: str, new: str, pieces: list[str]) -> None:
    assert [new[start:end].strip() for start, end in changes(old, new)] == pieces


@pytest.mark.parametrize("width", [12, 20, 33, 60])
def test_a_formula_is_shown_whole_in_lines_with_the_changes_marked(width: int) -> None:
    end = len(FORMULA)
    marks = ((0, 3), (end - 4, end))
    lines = folded(FORMULA, width, marks)
    assert all(cell_len(piece) <= width for piece, _ in lines)
    assert "".join("".join(piece.split()) for piece, _ in lines) == "".join(FORMULA.split())
    signs = [(a, b) for one, two in lines for a, b in zip(one, two, strict=False) if a != " "]
    assert "".join(a for a, b in signs if b == "^") == "".join((FORMULA[:3] + FORMULA[-4:]).split())
    assert lines[0][1] == "^^^"
