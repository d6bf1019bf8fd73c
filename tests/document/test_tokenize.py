"""Characters to tokens: kinds, texts, exact places."""

import pickle

import pytest

from derivcheck.document import Kind, plain_member, tokenize
from derivcheck.document.tokens.token import Token


def brief(text: str) -> list[tuple[str, str]]:
    return [(t.kind.value, t.text) for t in tokenize(text)[0]]


def bold(kind: str, text: str) -> list[tuple[str, str]]:
    return [("command", r"\mathbf"), ("open", "{"), (kind, text), ("close", "}")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\alpha_12", [("command", r"\alpha"), ("symbol", "_"), ("number", "12")]),
        ("0.5x", [("number", "0.5"), ("letter", "x")]),
        ("1...K", [("number", "1"), ("command", r"\ldots"), ("letter", "K")]),
        ("1..5", [("number", "1"), ("command", r"\ldots"), ("number", "5")]),
        ("x . . . y", [("letter", "x"), ("command", r"\ldots"), ("letter", "y")]),
        ("x. y", [("letter", "x"), ("symbol", "."), ("letter", "y")]),
        (r"\text{ if $w$  }", [("text", "if $w$")]),
        (r"\mbox{a{b}c}d", [("text", "a{b}c"), ("letter", "d")]),
        (r"\begin{align*}", [("begin", "align")]),
        (r"\end {cases}", [("end", "cases")]),
        (r"a\\[2pt]b", [("letter", "a"), ("break", r"\\"), ("letter", "b")]),
        (r"\\[x]", [("break", r"\\"), ("symbol", "["), ("letter", "x"), ("symbol", "]")]),
        ("a % b\n& c", [("letter", "a"), ("align", "&"), ("letter", "c")]),
        (r"5\%", [("number", "5"), ("command", r"\%")]),
        (
            "−∂Σ≠·",
            [("symbol", "−"), ("symbol", "∂"), ("letter", "Σ"), *[("symbol", c) for c in "≠·"]],
        ),
        ("原式=x", [("text", "原式"), ("symbol", "="), ("letter", "x")]),
        ("a &amp;&lt; b", [("letter", "a"), ("align", "&"), ("symbol", "<"), ("letter", "b")]),
        (
            r"\sum\_{k}",
            [("command", r"\sum"), ("symbol", "_"), ("open", "{"), ("letter", "k"), ("close", "}")],
        ),
        (
            "x⁻¹²ᵢ",
            [
                ("letter", "x"),
                ("symbol", "^"),
                ("open", "{"),
                ("symbol", "−"),
                ("number", "12"),
                ("close", "}"),
                ("symbol", "_"),
                ("open", "{"),
                ("letter", "i"),
                ("close", "}"),
            ],
        ),
        ("𝑥𝜕𝟐", [("letter", "x"), ("symbol", "∂"), *bold("number", "2")]),
        ("𝐱", bold("letter", "x")),
        ("ℒ", [("command", r"\mathcal"), ("open", "{"), ("letter", "L"), ("close", "}")]),
        ("a\u200bb", [("letter", "a"), ("letter", "b")]),
        ("\\", [("command", "\\")]),
        ("", []),
    ],
)
def test_kinds(text: str, expected: list[tuple[str, str]]) -> None:
    assert brief(text) == expected


def test_spans_are_exact_and_offset() -> None:
    text = "  \\frac{ŷ_w}{12} \\text{原式}"
    tokens, problems = tokenize(text, 100)
    assert not problems
    written = [text[t.span.start - 100 : t.span.end - 100] for t in tokens]
    assert written == ["\\frac", "{", "ŷ", "_", "w", "}", "{", "12", "}", "\\text{原式}"]


def test_a_character_that_holds_a_script_gives_tokens_that_stand_where_it_does() -> None:
    tokens, _ = tokenize("2 x²")
    assert [(t.span.start, t.span.end) for t in tokens] == [(0, 1), (2, 3), *[(3, 4)] * 4]
    assert [t.glued for t in tokens] == [False, False, True, True, True, True]


def test_every_styled_character_is_read_or_kept() -> None:
    for char in map(chr, range(0x1D400, 0x1D800)):
        tokens, problems = tokenize(char)
        assert tokens and not problems and all(t.text for t in tokens), hex(ord(char))


def test_glued_means_no_white_space_before() -> None:
    tokens, _ = tokenize("ab c")
    assert [t.glued for t in tokens] == [False, True, False]


def test_unclosed_text_runs_to_the_end() -> None:
    tokens, problems = tokenize(r"a \text{if b")
    assert tokens[-1].kind is Kind.TEXT and tokens[-1].text == "if b"
    assert [(p.code, p.span.start) for p in problems] == [("unclosed-brace", 7)]


def test_plain_member_drops_layout() -> None:
    member = plain_member(r"\displaystyle \bigl( a \, \quad b \bigr) \label{x}")
    assert [t.text for t in member.tokens] == ["(", "a", "b", ")"]
    assert all(isinstance(t, Token) for t in member.tokens)


def test_plain_member_keeps_left_and_right() -> None:
    assert [t.text for t in plain_member(r"\left( a \right.").tokens] == [
        r"\left", "(", "a", r"\right", ".",
    ]  # fmt: skip


def test_a_kind_is_one_object_in_every_process() -> None:
    tokens, _ = tokenize(r"\frac{a}{2} & + \text{b} \\ \begin{cases} \end{cases}")
    there_and_back = pickle.loads(pickle.dumps(tokens))
    assert there_and_back == tokens
    pairs = zip(there_and_back, tokens, strict=True)
    assert all(one.kind is other.kind for one, other in pairs)
