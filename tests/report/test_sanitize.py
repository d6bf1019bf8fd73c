"""A document cannot steer the terminal, the log or the reader that shows it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from derivcheck.check.finding import Answer, Convention, Slip, Verdict, Witness
from derivcheck.report.model import Report
from derivcheck.report.sanitize import clean, clean_line
from derivcheck.report.style import Detail, Style
from derivcheck.report.writers import formats, writer
from derivcheck.source import Diagnostic, Span
from tests.report.example import finding, part, report, step

HOSTILE = (
    "\x1b[31mred\x1b]0;title\x07",  # colours, the window's title
    "\x1b[2J\x9b2J\x08\x08",  # clears the screen, also with the one-character C1 form
    "a\u202eb\u2066c\u200f",  # text that reads backwards
    "line\u2028other\u2029\x85",  # line ends that are none
    "[bold red]markup[/]",  # rich's markup
    "::error file=x::command",  # a command of a CI log
    "\ud800 lone surrogate",
    "tag\U000e0041\U000e007f zero\u200bwidth\ufeff",
)


def hostile_report(text: str) -> Report:
    document = f"$$x = {text}$$\n"
    made = step("a.1", None, text, Verdict.REFUTED, text=document)
    at = Span(4, 5)
    witness = Witness(((text, 2),), ((text, 1),), ((text, (text,)),), ((text, text),), *(text,) * 5)
    bad = replace(
        made,
        id=text,
        lhs=made.rhs,
        lhs_source=text,
        message=text,
        span=at,
        method=(text,),
        error_bound=text,
        remarks=(Diagnostic("shape", text, at, (text,)),),
        witness=witness,
        slip=Slip("typo", text, text, text, at),
        value=text,
        read_as=(text, text),
        expected=text,
        as_expected=False,
    )
    whole = part(text, (bad, made), Answer(None, "none"), title=text, story=(text,))
    return report(
        finding(
            (whole,),
            document,
            path=text,
            problem=text,
            conventions=(Convention("x", text, text, (text,)),),
            diagnostics=(Diagnostic("x", text, at, (text,)),),
        )
    )


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", formats())
@pytest.mark.parametrize("detail", Detail)
def test_no_writer_lets_anything_dangerous_through(text: str, name: str, detail: Detail) -> None:
    written = writer(name)(hostile_report(text), Style(detail=detail))
    assert clean(written) == written
    written.encode("utf-8")


@pytest.mark.parametrize("name", ["full", "concise"])
def test_a_document_cannot_begin_a_line(name: str) -> None:
    written = writer(name)(hostile_report("x\n::error::boo\n"), Style())
    assert not [line for line in written.splitlines() if line.startswith("::")]


def test_markup_is_shown_not_obeyed() -> None:
    written = writer("full")(hostile_report("[bold red]x[/]"), Style())
    assert "[bold red]x[/]" in written


@given(st.text())
def test_cleaning_keeps_the_length_and_is_final(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    assert clean(cleaned) == cleaned
    unwanted = {unicodedata.category(char) for char in cleaned} & {"Cs", "Zl", "Zp"}
    controls = {char for char in cleaned if unicodedata.category(char) == "Cc"} - {"\n", "\t"}
    assert not unwanted and not controls
    assert "\n" not in clean_line(text) and "\t" not in clean_line(text)


def test_mathematics_is_left_alone() -> None:
    for text in ("ŷ − ∂J/∂v_c 原式 𝑥 é", "a\u0301", "\\frac{1}{2}", "עברית 👩\u200d🔬"):
        assert clean(text) == text
