"""A formula that was read before reads as if it were new, wherever it stands."""

from pathlib import Path

import pytest

from derivcheck.document import formulas, read_document
from derivcheck.document.containers.pieces import Piece, PieceKind
from derivcheck.document.model import Document
from derivcheck.document.tokens.macros import Macros
from derivcheck.source import Span

DERIVATIONS = Path(__file__).parent.parent.parent / "derivations"
FILES = sorted(
    path for path in DERIVATIONS.rglob("*.*") if path.suffix in (".md", ".tex", ".ipynb", ".html")
)


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formulas, "_memory", formulas._Memory())


def anew(text: str, monkeypatch: pytest.MonkeyPatch, path: str = "a.md") -> Document:
    with monkeypatch.context() as alone:
        alone.setattr(formulas, "_memory", formulas._Memory())
        return read_document(path, text)


@pytest.mark.parametrize("file", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_document_reads_the_same_again(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = file.read_text(encoding="utf-8")
    fresh = anew(text, monkeypatch, str(file))
    if file.suffix != ".ipynb":
        read_document(str(file), f"x\n\n{text}")
    for _ in range(2):
        assert read_document(str(file), text) == fresh


@pytest.mark.parametrize(
    "texts",
    [
        # under other macros, also those of a formula before
        (
            "$$\\g = 1$$",
            "\\newcommand{\\g}{x}\n\n$$\\g = 1$$",
            "\\newcommand{\\g}{y}\n\n$$\\g = 1$$",
        ),
        ("$\\def\\g{a}$ $$\\g = 1$$", "$$\\g = 1$$", "$\\def\\g{b}$ $$\\g = 1$$"),
        # a label only where one may stand, columns only in their environment
        ("$a)\\; x = 1$", "so $a)\\; x = 1$"),
        ("\\[a &= b & c &= d\\]", "\\begin{align}a &= b & c &= d\\end{align}"),
        # what is found fault with is told each time
        ("$$(x = {1$$", "$$(x = {1$$\n\n$$(x = {1$$"),
        ("$$\\text{abc = 1$$", "a\n\n$$\\text{abc = 1$$"),
    ],
)
def test_what_a_formula_says_depends_on_what_is_around(
    texts: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    for text in (*texts, *reversed(texts)):
        assert read_document("a.md", text) == anew(text, monkeypatch)


def test_an_environment_may_have_another_name(monkeypatch: pytest.MonkeyPatch) -> None:
    names = "\\newcommand{\\ba}{\\begin{align}}\\newcommand{\\ea}{\\end{align}}"
    rows = " a &= b & c &= d"
    for text in (f"{names}\\[{rows}\\]", f"{names}\\ba{rows}\\ea", f"{names}\\[{rows}\\]"):
        assert read_document("a.tex", text) == anew(text, monkeypatch, "a.tex")


def test_what_the_limit_for_macros_cut_short_is_not_remembered() -> None:
    text = "\\g = 1"
    piece = Piece(PieceKind.MATH, Span(0, len(text)), inner=Span(0, len(text)))

    def read(left: int) -> tuple[formulas.Formula, int]:
        macros = Macros(left=left)
        macros.define("\\newcommand{\\g}{xxxxxxxx}")
        return formulas.read_formula(piece, text, macros), macros.left

    short, left = read(5)
    assert len(short.tokens) < 10 and left == 0
    whole, left = read(20)
    assert len(whole.tokens) == 10 and left == 11
    assert read(20) == (whole, 11)
    assert read(5) == (short, 0)


def test_nothing_is_remembered_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formulas, "MOST", 100)
    for number in range(50):
        read_document("a.md", f"$x_{{{number}}} = 1$")
    assert 0 < formulas._memory._size <= 100
    assert formulas._memory._size == sum(len(key[0]) for key in formulas._memory._kept)
