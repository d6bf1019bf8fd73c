"""``\\iffalse … \fi`` in TeX: what nobody sees is no step, and is listed."""

import pytest

from derivcheck.document import read_document
from derivcheck.document.containers.conditionals import left_out

SHOWN = "\n\\[ a = b \\]\n"
HIDDEN = "\\[ x = y \\]"


def chains(text: str) -> list[str]:
    document = read_document("a.tex", text)
    return [chain.members[0].latex for part in document.parts for chain in part.chains]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (rf"\iffalse {HIDDEN} \fi{SHOWN}", ["a"]),
        (rf"{SHOWN}\iffalse {HIDDEN}", ["a"]),
        (rf"\iffalse {HIDDEN} \else {SHOWN} \fi", ["a"]),
        (rf"\iffalse \ifnum 1=2 {HIDDEN} \else {HIDDEN} \fi {HIDDEN} \fi{SHOWN}", ["a"]),
        (rf"\iffalse {HIDDEN} % \fi" + f"\n{HIDDEN} \\fi{SHOWN}", ["a"]),
        (r"\[ a = b \iffalse = c \fi = d \]", ["a"]),
        (rf"\iftrue {HIDDEN} \fi{SHOWN}", ["x", "a"]),
        (r"% \iffalse" + f"\n{HIDDEN} \\fi{SHOWN}", ["x", "a"]),
        (rf"\ifthenelse{{\iffalse}}{{{HIDDEN}}}{{}}\fi{SHOWN}", ["a"]),
        (r"\let\iffalse\iftrue" + f"\n\n\\iffalse {HIDDEN} \\fi{SHOWN}", ["x", "a"]),
    ],
)
def test_what_is_left_out_gives_no_step(text: str, left: list[str]) -> None:
    assert chains(text) == left


def test_a_member_that_is_left_out() -> None:
    (part,) = read_document("a.tex", r"\[ a = b \iffalse = c \fi = d \]").parts
    assert [member.latex.split()[0] for member in part.chains[0].members] == ["a", "b", "d"]


def test_claims_that_are_left_out_are_listed() -> None:
    text = f"\\iffalse {HIDDEN} \\fi{SHOWN}"
    (span,) = read_document("a.tex", text).skipped
    assert text[span.start : span.end] == f"\\iffalse {HIDDEN} \\fi"
    assert read_document("a.tex", rf"\iffalse words \fi{SHOWN}").skipped == ()


def test_in_markdown_it_is_no_command() -> None:
    document = read_document("a.md", "\\iffalse\n\n$$x = y$$\n\n\\fi\n")
    assert [len(part.chains) for part in document.parts] == [1]


def test_many_of_them_take_no_longer_than_their_text() -> None:
    assert len(left_out("\\iffalse \\if " * 50_000)) == 1


OWN = "\\newif\\ifnotes\n{}\n\\begin{{document}}\n\\ifnotes $a = b$ \\else $c = d$ \\fi $u = v$"


@pytest.mark.parametrize(
    ("setting", "shown"),
    [
        ("", ["c", "u"]),
        (r"\notestrue", ["a", "u"]),
        (r"\notestrue \notesfalse", ["c", "u"]),
        # nobody knows whether it is set
        (r"\ifodd\year \notestrue \fi", ["a", "c", "u"]),
        (r"% \notestrue", ["c", "u"]),
    ],
)
def test_a_conditional_of_ones_own_shows_one_branch(setting: str, shown: list[str]) -> None:
    assert chains(OWN.format(setting)) == shown


def test_one_that_is_declared_elsewhere_shows_both() -> None:
    assert chains(r"\ifnotes $a = b$ \else $c = d$ \fi $u = v$") == ["a", "c", "u"]


def test_the_other_branch_of_iftrue_is_left_out() -> None:
    assert chains(r"\iftrue $a = b$ \else $c = d$ \fi $u = v$") == ["a", "u"]
    text = r"\iftrue \ifnum1=2 $a = b$ \else $c = d$ \fi \else $e = f$ \fi $u = v$"
    assert chains(text) == ["a", "c", "u"]
