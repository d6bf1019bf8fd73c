"""Our scanner of TeX finds the formulas that a library for TeX documents finds.

The library (pylatexenc) knows which environments and arguments belong together; it neither
expands macros nor tells where a token of an expanded one came from: it cannot read documents here.
"""

import re
from collections.abc import Iterator, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from pylatexenc.latexwalker import LatexEnvironmentNode, LatexMathNode, LatexNode, LatexWalker

from derivcheck.document.containers.latex import scan_latex
from derivcheck.document.containers.pieces import PieceKind

FORMULAS = ("equation", "equation*", "align", "align*", "gather*", "eqnarray*", "multline")
VERBATIM = ("verbatim", "comment")

NUMBERS = st.integers(1, 99)
INLINE = st.one_of(
    NUMBERS.map(lambda n: f"$x_{{{n}}} = {n}$"), NUMBERS.map(lambda n: rf"\( x_{{{n}}} = {n} \)")
)
WORDS = st.sampled_from(
    [
        "Then we see",
        "a 5\\% rise",
        "costs \\$5",
        r"\emph{so}",
        r"\verb|$q = 1$|",
        "~",
        "``so''",
        r"\\",
    ]
)
LINES = st.lists(st.one_of(WORDS, INLINE), min_size=1, max_size=4).map(" ".join)
LEAVES = st.one_of(
    st.tuples(LINES, LINES).map(lambda t: f"{t[0]} % note $c = 1$\n{t[1]}"),
    NUMBERS.map(lambda n: f"$$y_{{{n}}} = {n}$$"),
    NUMBERS.map(lambda n: f"\\[\ny_{{{n}}} % $c$\n= {n}\n\\]"),
    st.tuples(st.sampled_from(FORMULAS), NUMBERS).map(
        lambda t: f"\\begin{{{t[0]}}}\nz &= {t[1]} \\\\\n&= \\text{{for $k$}}\n\\end{{{t[0]}}}"
    ),
    st.tuples(st.sampled_from(VERBATIM), LINES).map(
        lambda t: f"\\begin{{{t[0]}}}\n{t[1]}\n\\end{{{t[0]}}}"
    ),
    LINES.map(lambda line: f"\\section{{{line}}}".replace(r"\verb|$q = 1$|", "")),
)
BLOCKS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(
            lambda blocks: (
                "\\begin{itemize}\n\\item " + "\n\\item ".join(blocks) + "\n\\end{itemize}"
            )
        ),
        inner.map(lambda block: f"\\begin{{quote}}\n{block}\n\\end{{quote}}"),
        st.lists(inner, min_size=2, max_size=3).map("\n\n".join),
    ),
    max_leaves=5,
)
DOCUMENTS = st.lists(BLOCKS, min_size=1, max_size=4).map("\n\n".join)


def of_library(text: str) -> list[str]:
    nodes, _, _ = LatexWalker(text, tolerant_parsing=True).get_latex_nodes()
    return sorted(map(_bare, _formulas(nodes)))


def _formulas(nodes: Sequence[LatexNode]) -> Iterator[str]:
    for node in nodes:
        name = node.environmentname if isinstance(node, LatexEnvironmentNode) else None
        if isinstance(node, LatexMathNode) or name in FORMULAS:
            yield node.latex_verbatim()
        elif name not in VERBATIM:
            arguments = getattr(getattr(node, "nodeargd", None), "argnlist", None) or ()
            inner = (*(getattr(node, "nodelist", None) or ()), *arguments)
            yield from _formulas([one for one in inner if one is not None])


def ours(text: str) -> list[str]:
    found = (p.span for p in scan_latex(text).pieces if p.kind is PieceKind.MATH)
    return sorted(_bare(text[place.start : place.end]) for place in found)


def _bare(formula: str) -> str:
    return re.sub(r"(?<!\\)%[^\n]*|\s+", "", formula)


@settings(max_examples=100)
@given(DOCUMENTS)
def test_the_same_formulas_are_found(text: str) -> None:
    assert ours(text) == of_library(text)
