"""What is struck out, or shown on no page, is not read."""

import pytest

from derivcheck.document import read_document


def lefts(text: str, format: str = "md") -> list[str]:
    document = read_document(f"text.{format}", text, format)
    return [chain.members[0].latex for part in document.parts for chain in part.chains]


@pytest.mark.parametrize(
    "struck",
    [
        "~~$a = b$~~",
        "~~we have $$a = b$$ here~~",
        "~~first,\nthen $a = b$~~",
        "<del>$a = b$</del>",
        "<s>\n\n$$a = b$$\n\n</s>",
        '<strike class="x">$a = b$</strike>',
        r"$$\cancel{a = b}$$",
        r"$\xcancel{a = b}$.",
        r"\begin{equation*}\cancel{a = b}\end{equation*}",
        r"$$ \require{cancel} \bcancel{ a = \frac{b}{c} }. $$",
        '[x]: # "$$a = b$$"',
        "[//]: # (we have $a = b$)",
        "%% we had $a = b$ %%",
        "%%\n$$a = b$$\n%%",
    ],
)
def test_what_markdown_does_not_say_is_not_read(struck: str) -> None:
    text = f"Words.\n\n$$x = y$$\n\n{struck}\n\n$$u = v$$\n"
    assert lefts(text) == ["x", "u"]
    document = read_document("text.md", text)
    (one,) = document.unsaid
    assert text[one.span.start : one.span.end].strip() == struck.rstrip(".")
    assert one.span in document.skipped


@pytest.mark.parametrize(
    "said",
    [
        r"$a ~~ = ~~ b$",
        "`~~` $a = b$ `~~`",
        "one ~~ word $a = b$ ~~ more",
        "a ~~b\n\n$$a = b$$\n\nc~~",
        "~~~~\ncode\n~~~~\n\n$a = b$",
        r"$$a = \cancel{2} \frac{b}{\cancel{2}}$$",
        r"$$\cancel{a} = b$$",
        "[^1]: a note, $a = b$",
        "[1]: $a = b$",
        "<section>$a = b$</section>",
        "%% one\n\n$$a = b$$\n\n%% two\n",
        "$$a = b %% so that\n$$\n%% and so on\n",
        "100%% of $a = b$",
    ],
)
def test_what_is_said_is_read(said: str) -> None:
    assert len(lefts(said)) == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (r"\sout{We have $a = b$.} Now $c = d$.", 1),
        (r"\st{$a = b$} Now $c = d$.", 1),
        ("\\sout{\\begin{align} a &= b \\end{align}}\nNow $c = d$.", 1),
        (r"\newcommand{\st}[1]{#1} \st{$a = b$} Now $c = d$.", 2),
        (r"$\cancel{a = b}$ Now $c = d$.", 1),
    ],
)
def test_what_tex_strikes_out_is_not_read(text: str, count: int) -> None:
    assert len(lefts(f"\\begin{{document}}\n{text}\n\\end{{document}}\n", "tex")) == count


def test_what_is_struck_out_within_a_formula_leaves_no_other_one() -> None:
    document = read_document("a.tex", r"\begin{document} $a + \sout{b} = c$ \end{document}", "tex")
    assert document.unsaid == ()


def test_struck_out_elements_of_a_page_are_not_read() -> None:
    assert lefts("<p>$x = y$ <del>$a = b$</del> <s>$c = d$</s></p>", "html") == ["x"]
