"""Parts whose labels stand in headings that a macro of the document's own sets."""

import pytest

from tests.document.reading import ids

TITLE = (
    r"\newcommand{\worktitle}[3]{\begin{center}{\large\bf Sheet #1, Problem {#2}}\\ {\it #3}"
    r"\end{center}}"
)
SECTION = r"\newcommand{\task}[1]{\bigskip\subsection*{\color{blue} #1}}"
DEF = r"\def\aufgabe#1{\noindent{\bf Exercise~#1}}"
# macros with a number that head nothing
RUNNING = r"\newcommand{\running}[2]{\markboth{#1}{#2}}"


def _document(macro: str, first: str, second: str) -> str:
    return (
        f"{macro}\n\\begin{{document}}\n{first}\n\n\\[ a = b \\]\n\n{second}\n\n\\[ c = d \\]\n"
        "\\end{document}"
    )


@pytest.mark.parametrize(
    ("macro", "calls"),
    [
        (TITLE, (r"\worktitle{1}{2(a)}{Jo}", r"\worktitle{1}{2(b)}{Jo}")),
        (TITLE, (r"\worktitle{1} {2a} {Jo}", "\\worktitle{1}\n{2b}{Jo}")),
        (SECTION, (r"\task{(a)}", r"\task{(b)}")),
        (DEF, (r"\aufgabe{a}", r"\aufgabe{b}")),
    ],
)
def test_a_macro_that_sets_a_heading_opens_a_part(macro: str, calls: tuple[str, str]) -> None:
    assert ids(_document(macro, *calls), "tex") == {"a": ["a = b"], "b": ["c = d"]}


@pytest.mark.parametrize(
    ("macro", "calls"),
    [
        (RUNNING, (r"\running{1}{2(a)}", r"\running{1}{2(b)}")),
        (TITLE, (r"\worktitle{1}{2(a) to 2(c)}{Jo}", r"\worktitle{1}{Networks}{Jo}")),
        (TITLE, (r"\worktitle{1}", r"\worktitle")),
    ],
)
def test_other_macros_open_none(macro: str, calls: tuple[str, str]) -> None:
    found = ids(_document(macro, *calls), "tex")
    assert [chain for chains in found.values() for chain in chains] == ["a = b", "c = d"]
    assert list(found) == ["main"]
