"""Markdown: what is math and what is not, with exact places."""

import pytest

from tests.document.reading import codes, lines, read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("so $a = b$.", ["a = b"]),
        ("$$a = b$$", ["a = b"]),
        (r"\(a = b\) and \[c = d\]", ["a = b", "c = d"]),
        (r"\\(a = b\\) and \\[c = d\\]", ["a = b", "c = d"]),
        ("$ a = b $", ["a = b"]),
        ("so $`a = b`$, and $`c_{*} = d_{*}`$.", ["a = b", "c_{*} = d_{*}"]),
        ("$\na = b\n$", ["a = b"]),
        ("\\begin{align*}\na &= b \\\\\n&= c\n\\end{align*}", ["a = b = c"]),
        ("text \\begin{equation} a = b \\end{equation} text", ["a = b"]),
        ("```math\na = b\n```", ["a = b"]),
        ("- item\n  $$\n  a = b\n  $$\n", ["a = b"]),
        ("1. * $$\n     a = b\n     $$\n", ["a = b"]),
        ("> quote\n> $$a\n> = b$$", ["a = b"]),
        ("$$a = b$$\n> quote\n> $$\n> c = d\n> $$", ["a = b", "c = d"]),
        ("$$\na = b\n$$\n>   $$\n>   c = d\n>   $$", ["a = b", "c = d"]),
        ("## Head\n> $$\n> c = d\n> $$", ["c = d"]),
        ("$$\na\n> b\n$$\n", ["a > b"]),
        ("| x | y |\n|---|---|\n| $a = b$ | $c = d$ |", ["a = b", "c = d"]),
        ("<p>$a = b$</p><br>$c = d$", ["a = b", "c = d"]),
        ("<div>\\[ a &amp;= b \\]</div>", ["a = b"]),
        (r"$a = b \text{ if $w$ holds}$ $c$", [r"a = b"]),
        ("$$\na = b\n\n+ c\n$$", ["a = b + c"]),
        ("so $`a = b`$, and $c = d$", ["a = b", "c = d"]),
        ("$`a = b$ and $c = d$", ["`a = b", "c = d"]),
    ],
)
def test_math(text: str, expected: list[str]) -> None:
    assert lines(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "`$a = b$`",
        "``$a = b$ ` ``",
        "```python\n$a = b$\n```",
        "~~~\n$$a = b$$\n~~~",
        "<!-- $a = b$ -->",
        "<script>\n$$a = b$$\n</script>",
        "<style>$a = b$</style>",
        r"\$a = b\$",
        "---\ntitle: $a = b$\n---\n",
        "no math at all, a = b",
        "It costs $5 and then $6 = much",
    ],
)
def test_no_math(text: str) -> None:
    document = read(text)
    assert [part.id for part in document.parts] == ["main"]
    assert document.parts[0].chains == ()
    assert document.skipped == ()


def test_money_is_no_math() -> None:
    document = read("Price is $5 and $6, not $x = 1$. It was $7.")
    assert [c.members[0].latex for c in document.parts[0].chains] == ["x"]
    assert document.diagnostics == ()


@pytest.mark.parametrize("prefix", ["", "> ", "- ", "中文 ", "a\u0301 "])
def test_places_are_exact(prefix: str) -> None:
    text = f"first\n\n{prefix}so $\\hat{{y}}_w = 2.5$ end"
    document = read(text)
    chain = document.parts[0].chains[0]
    for member in chain.members:
        assert document.source.slice(member.span) == member.latex
        assert document.source.position(member.span.start).line == 3
        for token in member.tokens:
            assert document.source.slice(token.span) == token.text
    assert document.source.slice(chain.relations[0].span) == "="


def test_an_unclosed_display_ends_at_the_blank_line() -> None:
    document = read("$$a = b\n\nHere goes the text.\n\n$$c = d$$\n")
    assert codes(document) == [("unclosed-math", "$$")]
    assert document.source.position(document.diagnostics[0].span.start).line == 1
    assert lines("$$a = b\n\nHere goes the text.\n\n$$c = d$$\n") == ["a = b", "c = d"]


def test_an_unclosed_display_on_lines_of_its_own() -> None:
    text = "$$\na = b\n\n$$\nc = d\n$$\n\nText here.\n\n$$\ne = f\n$$\n"
    assert lines(text) == ["a = b", "c = d", "e = f"]
    assert codes(read(text)) == [("unclosed-math", "$$")]


def test_an_unclosed_inline_formula() -> None:
    text = "we take $a = b and\n\nthen $c = d$"
    assert lines(text) == ["c = d"]
    assert codes(read(text)) == [("unclosed-math", "$")]


def test_an_unclosed_environment() -> None:
    text = "\\begin{align}\na &= b\n\nThen $c = d$"
    assert lines(text) == ["a = b", "c = d"]
    assert codes(read(text)) == [("unclosed-environment", "\\begin{align}")]


def test_an_unclosed_fence_is_said() -> None:
    assert codes(read("$a = b$\n\n```\n$c = d$"))[0][0] == "unclosed-fence"


def test_prose_holds_words_and_formulas() -> None:
    document = read("# Losses\n\nLet **U** hold $d$ rows.\n\n$$a = b$$\n\nso it is")
    assert document.prose == "Losses Let U hold $d$ rows. $$a = b$$ so it is"
    assert document.parts[0].prose == document.prose


def test_prose_is_not_doubled() -> None:
    document = read("(b) It is $a = b$\n\n1. fast\n\n2. small\n")
    assert document.prose == document.parts[0].prose == "(b) It is $a = b$ 1. fast 2. small"
