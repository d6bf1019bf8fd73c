"""Our scanner of Markdown finds the formulas that a CommonMark library finds.

The library (markdown-it-py with its dollarmath plugin) knows the language's blocks better than we
could; it keeps no exact places, which is why it does not read documents here.  Left out is what is
read otherwise on purpose: a block that is code by its indentation alone is read, since people
indent formulas; amounts of money are not formulas; `\\[…\\]` and bare environments are.
"""

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

from derivcheck.document.containers.markdown import scan_markdown
from derivcheck.document.containers.pieces import PieceKind

LIBRARY = MarkdownIt("commonmark").enable("table").use(dollarmath_plugin, double_inline=True)

WORDS = st.sampled_from(
    [
        "Then we see", "(b) so", "*so*", "**note**", "`code`", "a_b", "see [1](x)", "<b>x</b>",
        r"\\$5 or \\$6", "`` a ` $q=1$ ``", "<span title='x'>t</span>", "&lt;", r"a\\b", "1. one",
    ]
)  # fmt: skip
NUMBERS = st.integers(1, 99)
INLINE = NUMBERS.map(lambda n: f"$x_{{{n}}} = {n}$")
CODE = NUMBERS.map(lambda n: f"`$c_{{{n}}} = 1$`")
LINES = st.lists(st.one_of(WORDS, INLINE, CODE), min_size=1, max_size=4).map(" ".join)
LEAVES = st.one_of(
    st.lists(LINES, min_size=1, max_size=3).map("\n".join),
    NUMBERS.map(lambda n: f"$$y_{{{n}}} = {n}$$"),
    NUMBERS.map(lambda n: f"$$\ny_{{{n}}}\n= {n}\n$$"),
    st.tuples(st.sampled_from(["```", "~~~", "```python"]), LINES).map(
        lambda t: f"{t[0]}\n{t[1]}\n$$z = 1$$\n{t[0][:3]}"
    ),
    LINES.map(lambda line: f"````\n```\n{line}\n````"),
    LINES.map(lambda line: f"<!-- {line} -->"),
    LINES.map(lambda line: f"<pre>\n{line}\n</pre>"),
    LINES.map(lambda line: f"## {line}"),
    LINES.map(lambda line: f"{line}\n==="),
    st.tuples(INLINE, INLINE).map(lambda t: f"| a | b |\n|---|---|\n| {t[0]} | {t[1]} |"),
)


def quoted(block: str) -> str:
    return re.sub(r"^", "> ", block, flags=re.M)


def listed(block: str, mark: str) -> str:
    return mark + re.sub(r"\n(?=.)", "\n" + " " * len(mark), block)


BLOCKS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        inner.map(quoted),
        st.tuples(inner, st.sampled_from(["- ", "* ", "1. ", "12) "])).map(lambda t: listed(*t)),
        st.lists(inner, min_size=2, max_size=3).map("\n\n".join),
    ),
    max_leaves=5,
)
DOCUMENTS = st.lists(BLOCKS, min_size=1, max_size=4).map("\n\n".join)


def of_library(text: str) -> list[str]:
    tokens = [one for token in LIBRARY.parse(text) for one in (token, *(token.children or ()))]
    return sorted(_bare(one.content) for one in tokens if one.type.startswith("math_"))


def ours(text: str) -> list[str]:
    found = (p.inner for p in scan_markdown(text).pieces if p.kind is PieceKind.MATH)
    return sorted(_bare(text[place.start : place.end]) for place in found)


def _bare(formula: str) -> str:
    """A formula without layout: quote marks stand in the places that the scanner gives."""
    return re.sub(r"[\s>]+", "", formula)


@settings(max_examples=150)
@given(DOCUMENTS)
def test_the_same_formulas_are_found(text: str) -> None:
    assert ours(text) == of_library(text)


def test_a_fence_behind_a_number_hides_nothing_after_it() -> None:
    text = "1. ~~~\n   $a = 1$\n   ~~~\n\nThen $b = 2$.\n\n~~~\ncode\n~~~\n"
    assert ours(text) == of_library(text) == ["b=2"]
