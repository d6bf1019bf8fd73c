"""Hostile and broken files: a clear diagnostic, linear time, never an exception."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.document.reading import codes, lines, read

pytestmark = pytest.mark.heavy


@pytest.mark.parametrize("format", ["md", "tex"])
@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\x00", "\ufeff", "no math", "$", "$$", "\\"])
def test_blank_files_have_one_empty_part(text: str, format: str) -> None:
    document = read(text, format)
    assert [(p.id, p.chains) for p in document.parts] == [("main", ())]


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        (r"$$\frac{a}{b = c$$", "unclosed-brace", "{"),
        (r"$$a} = b$$", "unopened-brace", "}"),
        (r"$$\left( a = b$$", "unclosed-left", r"\left"),
        (r"$$a \right) = b$$", "unopened-left", r"\right"),
        (r"$$\begin{cases} a = b$$", "unclosed-environment", r"\begin{cases}"),
        (r"$$a \end{cases} = b$$", "unopened-environment", r"\end{cases}"),
        (r"$$\begin{array{c} a = b$$", "unclosed-brace", r"\begin{array"),
        (r"$$a = \phantom{b} c$$", "phantom", r"\phantom"),
    ],
)
def test_what_is_unbalanced_is_said_where_it_stands(text: str, code: str, at: str) -> None:
    document = read(text)
    assert (code, at) in codes(document)
    assert sum(len(c.relations) for p in document.parts for c in p.chains) == 1


def test_too_deep() -> None:
    text = "$$" + "{" * 5000 + "a = b" + "}" * 5000 + "$$\n\n$$c = d$$"
    assert [code for code, _ in codes(read(text))] == ["too-deep"]
    assert lines(text) == ["c = d"]


def test_deep_but_not_too_deep() -> None:
    assert len(lines("$$a = " + "{" * 190 + "b" + "}" * 190 + "$$")) == 1


def test_too_large() -> None:
    text = "$$a = b$$\n\n$$" + "x" * 2_000_001 + "$$\n\n$$c = d$$"
    document = read(text)
    assert [code for code, _ in codes(document)] == ["too-large"]
    assert len(document.parts[0].chains) == 1


def test_like_diagnostics_are_limited() -> None:
    document = read("$$" + r"\right) " * 5000 + "$$")
    assert len(document.diagnostics) == 100
    assert document.diagnostics[-1].message.endswith("not listed")


HOSTILE = {
    "dollars": "$" * 20_000,
    "open displays": "$$\na = b\n\n" * 1500,
    "open texts": "$\\text{ " * 1500,
    "open comments": "<!-- " * 30_000,
    "open scripts": "<script>" * 20_000,
    "tags": "<a " * 50_000,
    "tags in one line": "<p>$a$" * 3000,
    "ticks": "`a ``b " * 10_000,
    "backslashes": "\\" * 100_000,
    "brackets": "\\\\[" * 20_000,
    "environments": "\\begin{align}a=b\n" * 3000,
    "braces": "$$" + "{" * 50_000 + "$$",
    "lefts": "$$" + r"\left(" * 50_000 + "$$",
    "parentheses": "$$" + "(" * 50_000 + "$$",
    "definitions": r"\newcommand{\a}{" * 5000 + "\n\n$$x = \\a$$",
    "definitions in math": "$" + r"\newcommand{\a}{" * 5000 + "$",
    "labels": "$$" + r"\label{" * 20_000 + "$$",
    "side claims": "$$a" + r"\\ \neq 0 \\ = b" * 1500 + "$$",
    "items": r"\item " * 20_000,
    "blank lines": "\n" * 300_000,
}


@pytest.mark.parametrize("format", ["md", "tex"])
@pytest.mark.parametrize("name", HOSTILE)
def test_time_is_linear(name: str, format: str) -> None:
    start = time.perf_counter()
    read(HOSTILE[name], format)
    assert time.perf_counter() - start < 8  # quadratic time would take minutes


def test_ten_megabytes_of_text() -> None:
    start = time.perf_counter()
    assert lines("hello world, this is prose. " * 350_000 + "\n\n$a = b$") == ["a = b"]
    assert time.perf_counter() - start < 20


SNIPPETS = r"""
    $ $$ \[ \] \( \) { } ( ) [ ] & \\ = \neq + - , . \quad \left \right \text{ \begin{align}
    \end{align} \begin{cases} \end{cases} \frac \sum _ ^ % ` ``` <!-- --> \newcommand \def \a #1
    \item \begin{enumerate} \end{enumerate} (a) b. 1. # > | - 原式 当 时 if \therefore \boxed
    \tag x 12 \section{ \part <p> <script> \end{document} \begin{document} \left\{ \right. ~"""
PIECES = st.sampled_from([*SNIPPETS.split(), " ", "\n", "\n\n", "\x00", "\u200b", "𝔸", "e\u0301"])
FUZZ = settings(max_examples=120, deadline=None)


@FUZZ
@given(st.lists(PIECES, max_size=40), st.sampled_from(["md", "tex", "ipynb"]))
def test_reading_never_raises_and_spans_stay_inside(pieces: list[str], format: str) -> None:
    text = "".join(pieces)
    document = read(text, format)
    size = len(document.source.text)
    assert document.parts
    for part in document.parts:
        assert 0 <= part.span.start <= part.span.end <= size
        for chain in part.chains:
            assert len(chain.members) > 1 and chain.relations
            for relation in chain.relations:
                assert 0 <= relation.left < relation.right < len(chain.members)
            for member in chain.members:
                assert 0 <= member.span.start <= member.span.end <= size
                for token in member.tokens:
                    assert (
                        member.span.start <= token.span.start <= token.span.end <= member.span.end
                    )
    for diagnostic in document.diagnostics:
        assert 0 <= diagnostic.span.start <= diagnostic.span.end <= size


@FUZZ
@given(st.text(max_size=200), st.sampled_from(["md", "tex", "ipynb", None]))
def test_any_text_can_be_read(text: str, format: str | None) -> None:
    from derivcheck.document import read_document

    assert read_document("x", text, format).parts
