"""What a document may not do: steer, redefine, hide; and that all of it is listed."""

import pytest

from derivcheck.document import read_document, read_submission
from derivcheck.grade.notices import notices_of


def found(text: str, path: str = "a.md") -> list[tuple[str, bool]]:
    return [(n.code, n.open) for n in notices_of(read_submission(path, text))]


@pytest.mark.parametrize(
    ("text", "code", "is_open"),
    [
        ("<!-- derivcheck: off -->", "directive", False),
        ("<!-- derivcheck: problem /etc/passwd -->", "directive", False),
        ("---\nderivcheck: {problem: mine.toml}\n---\n", "directive", False),
        (r"$\renewcommand{\sigma}{x}$", "redefined-macro", False),
        (r"$\def\hat#1{#1}$", "redefined-macro", False),
        (r"$\let\log\exp$", "redefined-macro", False),
        (r"$\phantom{= 0}$", "hidden-text", False),
        (r"$\color{white} = 0$", "hidden-text", True),
        (r"$\textcolor[rgb]{1,1,1}{= 0}$", "hidden-text", True),
        ('<span style="color: #fff">$a = b$</span>', "hidden-text", True),
        ('<p style="display:none">$a = b$</p>', "hidden-text", True),
        ("\\iffalse $a = b$ \\fi", "hidden-text", True),
        ("<p hidden>$a = b$</p>", "hidden-text", True),
        ("<template>$a = b$</template>", "hidden-text", True),
        ('<p style="opacity:0">$a = b$</p>', "hidden-text", True),
        ('<p style="opacity: 0.0;">$a = b$</p>', "hidden-text", True),
        ('<p style="font-size:0">$a = b$</p>', "hidden-text", True),
        ('<p style="font-size: 0px">$a = b$</p>', "hidden-text", True),
        ('<p style="color: transparent">$a = b$</p>', "hidden-text", True),
        ('<p style="text-indent:-9999px">$a = b$</p>', "hidden-text", True),
        (r"$\color{transparent} = 0$", "hidden-text", True),
        (r"$\hspace{-100em} = 0$", "hidden-text", True),
        ("~~$a = b$~~", "not-said", False),
        ("<del>$a = b$</del>", "not-said", False),
        ('[x]: # "$$a = b$$"', "not-said", False),
    ],
)
def test_it_is_listed(text: str, code: str, is_open: bool) -> None:
    assert found(text) == [(code, is_open)]


@pytest.mark.parametrize(
    "text",
    [
        "Plain words, $a = b$.",
        r"$\newcommand{\R}{\mathbb{R}}$",
        r"$\textcolor{red}{= 0}$",
        '<p style="background-color: white">$a = b$</p>',
        r"$\textcolor[rgb]{1,0,0}{= 0}$",
        '<p style="opacity: 0.9; font-size: 0.9em">$a = b$</p>',
        r"$a \hspace{-1em} = b$",
        "A <p> with a hidden assumption $a = b$",
        "[1]: https://example.org/?a=b",
    ],
)
def test_nothing_is_listed(text: str) -> None:
    assert found(text) == []


def test_directives_of_a_submission_are_not_obeyed() -> None:
    text = "<!-- derivcheck: off -->\n\n$$a = b$$\n\n<!-- derivcheck: on -->\n"
    obeyed, read = read_document("a.md", text), read_submission("a.md", text)
    assert not any(part.chains for part in obeyed.parts)
    assert [len(part.chains) for part in read.parts] == [1]
    assert read.directives == ()
    assert [d.text for d in read.set_aside] == ["off", "on"]


def test_what_tex_leaves_out_is_listed_and_for_no_one_to_look_at() -> None:
    document = read_submission("a.tex", "\\iffalse $a = b$ \\fi\n$a = c$")
    (notice,) = notices_of(document)
    assert (notice.code, notice.open) == ("hidden-text", False)
    assert "is not read" in notice.text
