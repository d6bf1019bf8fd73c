"""Pages of what is wrong with a document outside its formulas."""

from derivcheck.diagnose.page import Example, Page

_CLOSED = "put the closing sign where it belongs."


def _page(code: str, means: str, advice: str, accepted: str, rejected: str) -> Page:
    good, bad = (Example(text, document=True) for text in (accepted, rejected))
    return Page(code, "document", means, advice, good, bad)


PAGES = (
    _page(
        "unclosed-math",
        "Math is opened and not closed. What follows up to the next blank line or the end is "
        "read as if it had been, or left out; nothing is silently passed.",
        _CLOSED,
        "$$ x + x = 2x $$",
        "$$ x + x = 2x",
    ),
    _page(
        "unclosed-environment",
        "An environment is begun and not ended.",
        "write the \\end{…}.",
        r"\begin{align} x + x = 2x \end{align}",
        r"\begin{align} x + x = 2x",
    ),
    _page(
        "unopened-environment",
        "An environment is ended that was not begun.",
        "write the \\begin{…}, or take the \\end{…} away.",
        "$$ x + x = 2x $$",
        r"$$ x + x = 2x \end{cases} $$",
    ),
    _page(
        "unclosed-brace",
        "A brace is opened and not closed.",
        _CLOSED,
        "$$ x^{2} = x x $$",
        "$$ x^{2 = x x $$",
    ),
    _page(
        "unopened-brace",
        "A brace is closed that was not opened.",
        "take it away, or open it.",
        "$$ x^{2} = x x $$",
        "$$ x^2} = x x $$",
    ),
    _page(
        "unclosed-left",
        "A \\left has no \\right.",
        "write the \\right; \\right. closes without a bracket.",
        r"$$ 2 \left( x + 1 \right) = 2x + 2 $$",
        r"$$ 2 \left( x + 1 = 2x + 2 $$",
    ),
    _page(
        "unopened-left",
        "A \\right has no \\left.",
        "write the \\left, or take the \\right away.",
        r"$$ 2 \left( x + 1 \right) = 2x + 2 $$",
        r"$$ 2 ( x + 1 \right) = 2x + 2 $$",
    ),
    _page(
        "unclosed-fence",
        "A code fence is opened and not closed; all that follows is code and is not read.",
        "close the fence with as many ` or ~ as opened it.",
        "```\ncode\n```\n$$ x + x = 2x $$",
        "```\ncode\n$$ x + x = 2x $$",
    ),
    _page(
        "macro-too-deep",
        "A macro calls itself, or macros call one another too many levels deep. It is left "
        "unexpanded.",
        "correct the definition of the macro.",
        "\\newcommand{\\a}{x}\n$$ \\a + \\a = 2x $$",
        "\\newcommand{\\a}{\\a}\n$$ \\a = x $$",
    ),
    _page(
        "macro-too-long",
        "Macros of the document expand to more text than is read. They are left unexpanded.",
        "correct the definition of the macro.",
        "\\newcommand{\\a}{x}\n$$ \\a + \\a = 2x $$",
        "\\newcommand{\\a}{\\a\\a}\n$$ \\a = x $$",
    ),
    _page(
        "invisible-braces",
        "Braces group for TeX and do not show: {x + 1} x prints as x + 1 x, \\exp{(x}) as "
        "exp (x). Where what is printed reads otherwise than what they group, it is read as it is "
        "printed.",
        "write brackets where a group is meant, and take the braces away where it is not.",
        "$$ (x + 1) x = x^2 + x $$",
        "$$ {x + 1} x = 2x + 1 - 1 x + 1 - 1 $$",
    ),
    _page(
        "unknown-macro",
        "A macro is defined in no file that derivcheck read, and its name says what it is for: "
        "\\bu or \\vv for a bold letter that the problem knows, \\T or \\txt for words. It is read "
        "as that letter or as these words.",
        "give the file that defines it with --macros FILE.",
        "\\newcommand{\\bx}{x}\n$$ \\bx + \\bx = 2x $$",
        "$$ \\bx + \\bx = 2x $$",
    ),
    _page(
        "phantom",
        "What \\phantom hides is invisible in the printed document and is not read.",
        "take it away if it was meant to be seen.",
        r"$$ x + 0 = x $$",
        r"$$ x + 0 \phantom{+ 1} = x $$",
    ),
    _page(
        "hidden-text",
        "The document hides text, in white, by a style such as display: none, or off the page. "
        "Whoever reads it may not see it; derivcheck reads it as if it were shown.",
        "show it, or take it away.",
        "<span>$x + 0 = x$</span>",
        '<span style="display: none">$x + 0 = x$</span>',
    ),
    Page(
        "broken-notebook",
        "document",
        "The file has the name of a notebook but is none: it is no JSON, or has no list of cells.",
        "save it again from Jupyter.",
        Example('{"cells": [], "nbformat": 4}', shown_only="a notebook"),
        Example('{"cells": 1}', shown_only="a notebook"),
    ),
    Page(
        "rendered-math",
        "document",
        "The web page holds a formula as it was drawn, by MathJax say, and not its TeX. It is "
        "not read, nor counted.",
        "save the page before its formulas are drawn, or check the source that it was made of.",
        Example("<p>\\(x + x = 2x\\)</p>", document=True, format="html"),
        Example("<mjx-container>x = x</mjx-container>", document=True, format="html"),
    ),
    Page(
        "unclosed-element",
        "document",
        "An element of a web page that is not text, such as a code block, is never closed. What "
        "follows it is not read.",
        "close the element.",
        Example("<pre>code</pre><p>$x + x = 2x$</p>", document=True, format="html"),
        Example("<pre>code<p>$x + x = 2x$</p>", document=True, format="html"),
    ),
    _page(
        "broken-directive",
        "A derivcheck comment was not understood: an unknown word, or an expectation that names "
        "no verdicts. It makes the exit status 1, so that a test cannot be lost by a typo.",
        "write expect VERDICT …, problem NAME, off, on or ignore CODE.",
        "<!-- derivcheck: expect proved -->\n$$ x + x = 2x $$",
        "<!-- derivcheck: expect right -->\n$$ x + x = 2x $$",
    ),
    _page(
        "unused-comment",
        "A derivcheck comment changes nothing: it ignores a code under which nothing is told, "
        "switches off or on what is so already or a row inside a formula, or names a second "
        "problem.",
        "take it away, or correct it.",
        "$$ x + x = 2x $$",
        "<!-- derivcheck: ignore shadowed-index -->\n$$ x + x = 2x $$",
    ),
    _page(
        "unused-expectation",
        "An expectation met no step, or names more or fewer verdicts than the next line with "
        "steps has relation signs. It makes the exit status 1.",
        "name one verdict for each relation sign whose right side begins on the next such line.",
        "<!-- derivcheck: expect proved -->\n$$ x + x = 2x $$",
        "<!-- derivcheck: expect proved proved -->\n$$ x + x = 2x $$",
    ),
)
