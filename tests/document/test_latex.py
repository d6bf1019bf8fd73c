"""LaTeX files: environments, comments, verbatim text, preambles."""

import pytest

from tests.document.reading import codes, ids, lines, read


@pytest.mark.parametrize(
    "name", ["equation", "align", "gather", "multline", "eqnarray", "flalign", "displaymath"]
)
@pytest.mark.parametrize("star", ["", "*"])
def test_environments(name: str, star: str) -> None:
    text = f"Text.\n\\begin{{{name}{star}}}\na = b \\\\ = c\n\\end{{{name}{star}}}"
    assert lines(text, "tex") == ["a = b = c"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\begin{equation}\begin{aligned}[t] a &= b \\ &= c \end{aligned}\end{equation}",
         ["a = b = c"]),
        (r"\begin{equation}\begin{split} a &= b \\ & d \end{split}\end{equation}", ["a = b d"]),
        (r"\begin{alignat}{2} a &= b & \quad c &= d \end{alignat}", ["a = b", "c = d"]),
        (r"$$\begin{array}{rcl} a & = & b \\ & = & c \end{array}$$", ["a = b = c"]),
        (r"$$\left\{\begin{aligned} a &= b \\ c &= d \end{aligned}\right.$$", ["a = b", "c = d"]),
        ("$a = b$ % $c = d$\n\\% $e = f$", ["a = b", "e = f"]),
        ("$$a\n% a remark\n= b$$", ["a = b"]),
        (r"\verb|$a = b$| $c = d$", ["c = d"]),
        ("\\begin{verbatim}\n$a = b$\n\\end{verbatim}", []),
        ("\\begin{lstlisting}[language=x]\n$a = b$\n\\end{lstlisting}", []),
        (r"\lstnewenvironment{py}{}{}\begin{py}$a = b$\end{py}", []),
        (r"$p = b$ \begin{document} $a = b$ \end{document} $c = d$", ["a = b"]),
        (r"\newcommand{\be}{\begin{equation}}\newcommand{\ee}{\end{equation}} \be a = b \ee",
         ["a = b"]),
        (r"\newcommand{\eq}[1]{\begin{equation}#1\end{equation}} \eq{a = b}", ["a = b"]),
        (r"\answer{ \lines{ a_1 &= b \\ &= c } }", ["a_1 = b = c"]),
        (r"\footnote{as $a = b$ says} \emph{x_1}", ["a = b"]),
        (r"\label{a=b} \ref{a=b}", []),
    ],
)  # fmt: skip
def test_math(text: str, expected: list[str]) -> None:
    assert lines(text, "tex") == expected


def test_an_unclosed_environment_ends_at_the_blank_line() -> None:
    text = "\\begin{align}\na &= b\n\nMore text. $c = d$"
    assert lines(text, "tex") == ["a = b", "c = d"]
    assert codes(read(text, "tex")) == [("unclosed-environment", "\\begin{align}")]


def test_an_unclosed_bracket() -> None:
    text = "\\[ a = b\n\nMore text. \\[ c = d \\]"
    assert lines(text, "tex") == ["a = b", "c = d"]
    assert codes(read(text, "tex")) == [("unclosed-math", "\\[")]


def test_places_survive_comments() -> None:
    text = "% a comment with $ in it\n\\[ x % = y\n = z \\]"
    document = read(text, "tex")
    chain = document.parts[0].chains[0]
    assert [document.source.slice(m.span) for m in chain.members] == ["x", "z"]


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        (r"[label=(\alph*)]", ["a", "b"]),
        (r"[label=\alph*.]", ["a", "b"]),
        (r"[(a)]", ["a", "b"]),
        (r"[label=(\alph*), start=3]", ["c", "d"]),
        ("", ["1", "2"]),
        (r"[label=\roman*)]", ["1", "2"]),
    ],
)
def test_enumerate(option: str, expected: list[str]) -> None:
    text = rf"\begin{{enumerate}}{option} \item $a = b$ \item $c = d$ \end{{enumerate}}"
    assert list(ids(text, "tex")) == expected


def test_nested_lists_headings_and_explicit_labels() -> None:
    text = r"""
\begin{enumerate}[label=(\alph*)]
\item $a = b$
\item $c = d$
  \begin{enumerate}[label=(\roman*)] \item $e = f$ \item $g = h$ \end{enumerate}
\end{enumerate}
\subsection*{(c)} $i = j$
\subsubsection*{(i)} $m = n$
\paragraph{(d) More} $k = l$
\begin{itemize} \item[(e)] $o = p$ \end{itemize}
"""
    assert ids(text, "tex") == {
        "a": ["a = b"], "b": ["c = d"], "b(1)": ["e = f"], "b(2)": ["g = h"],
        "c": ["i = j"], "c(1)": ["m = n"], "d": ["k = l"], "e": ["o = p"],
    }  # fmt: skip


def test_exam_parts() -> None:
    text = (
        r"\begin{parts} \part[2] Show $a = b$ \part $c = d$ "
        r"\begin{subparts} \subpart $e = f$ \end{subparts}\end{parts}"
    )
    assert list(ids(text, "tex")) == ["a", "b", "b(1)"]
