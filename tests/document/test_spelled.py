"""A document's macros, written out for whatever typesets its formulas."""

import pytest

from derivcheck.document import read_document


@pytest.mark.parametrize(
    ("definition", "wanted"),
    [
        (r"\newcommand{\R}{\mathbb{R}}", {r"\R": r"\mathbb {R}"}),
        (r"\newcommand{\pd}[2]{\frac{\partial #1}{\partial #2}}",
         {r"\pd": r"\frac {\partial #1}{\partial #2}"}),
        (r"\DeclareMathOperator{\CE}{CE}", {r"\CE": r"\operatorname {CE}"}),
        (r"\def\half{\frac12}", {r"\half": r"\frac 12"}),
        (r"\newcommand{\s}{\text{so} x}", {r"\s": r"\text{so}x"}),
        (r"\newcommand{\d}[2][1]{#1 #2}", {}),  # an argument that may be left out
        (r"\def\pair(#1,#2){#1 #2}", {}),  # delimiters
    ],
)  # fmt: skip
def test_plain_macros_are_written_out(definition: str, wanted: dict[str, str]) -> None:
    document = read_document("a.tex", f"{definition}\n$x = 1$\n", "tex")
    assert dict(document.macros) == wanted
