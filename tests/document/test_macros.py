"""User macros: what they stand for, where their tokens stand, and when expansion stops."""

import pytest

from tests.document.reading import codes, lines, read


def right(definitions: str, body: str) -> list[str]:
    """Return the tokens of the right side of ``x = body``."""
    document = read(f"{definitions}\n\n$$x = {body}$$", "tex")
    return [t.text for t in document.parts[0].chains[0].members[1].tokens]


@pytest.mark.parametrize(
    ("definitions", "body", "expected"),
    [
        (r"\newcommand{\R}{\mathbb{R}}", r"\R", [r"\mathbb", "{", "R", "}"]),
        (r"\newcommand\R{r}", r"\R", ["r"]),
        (r"\newcommand{\f}[2]{#2-#1}", r"\f{a}{b}", ["b", "-", "a"]),
        (r"\newcommand{\f}[2][z]{#1+#2}", r"\f{a}", ["z", "+", "a"]),
        (r"\newcommand{\f}[2][z]{#1+#2}", r"\f[y]{a}", ["y", "+", "a"]),
        (r"\def\f#1#2{#1/#2}", r"\f ab", ["a", "/", "b"]),
        (r"\def\f#1#2{#1/#2}", r"\f12", ["1", "/", "2"]),
        (r"\def\f(#1,#2){#2 #1}", r"\f(a,b)", ["b", "a"]),
        (r"\DeclareMathOperator{\sm}{sm}", r"\sm", [r"\operatorname", "{", "s", "m", "}"]),
        (r"\let\a=\beta", r"\a", [r"\beta"]),
        (r"\newcommand{\a}{1}\renewcommand{\a}{2}", r"\a", ["2"]),
        (r"\newcommand{\a}{1}\providecommand{\a}{2}", r"\a", ["1"]),
        (r"\newcommand{\a}{\b}\newcommand{\b}{c}", r"\a", ["c"]),
        (r"\newcommand{\w}[1]{\text{#1}}", r"\w{ab}", ["ab"]),
    ],
)
def test_expansion(definitions: str, body: str, expected: list[str]) -> None:
    assert right(definitions, body) == expected


def test_spans_of_body_and_arguments() -> None:
    text = r"\newcommand{\dd}[2]{\frac{\partial #1}{\partial #2}}" + "\n\n" + r"$$g = \dd{J}{x}$$"
    document = read(text, "tex")
    member = document.parts[0].chains[0].members[1]
    written = {t.text: document.source.slice(t.span) for t in member.tokens}
    assert written["J"] == "J" and written["x"] == "x"
    assert written[r"\frac"] == r"\dd{J}{x}"
    assert member.latex == r"\dd{J}{x}"


def test_argument_first_in_the_body() -> None:
    text = r"\newcommand{\g}[1]{#1_c}" + "\n\n" + r"$$x = \g{v} + 1$$"
    assert lines(text, "tex") == [r"x = \g{v} + 1"]


def test_definitions_inside_math_and_from_outside() -> None:
    assert lines(r"$$\newcommand{\a}{A = B} \a$$") == [r"\a = \a"]
    document = read(r"$$x = \q$$", macros=r"\newcommand{\q}{y}")
    assert [t.text for t in document.parts[0].chains[0].members[1].tokens] == ["y"]


@pytest.mark.heavy
@pytest.mark.parametrize(
    ("definition", "code"),
    [
        (r"\newcommand{\a}{\a}", "macro-too-deep"),
        (r"\newcommand{\a}{\b\b\b\b}\newcommand{\b}{\c\c\c\c}\newcommand{\c}{\d\d\d\d}"
         r"\newcommand{\d}{\e\e\e\e}\newcommand{\e}{\f\f\f\f}\newcommand{\f}{\g\g\g\g}"
         r"\newcommand{\g}{\h\h\h\h}\newcommand{\h}{\i\i\i\i}\newcommand{\i}{xxxx}",
         "macro-too-long"),
    ],
)  # fmt: skip
def test_bombs_are_stopped(definition: str, code: str) -> None:
    document = read(definition + "\n\n$$x = \\a$$\n\n$$y = z$$", "tex")
    assert [c for c, _ in codes(document)] == [code]
    assert document.parts[0].chains[-1].members[1].latex == "z"
