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


def left_tokens(text: str, format: str) -> list[str]:
    document = read(text, format)
    chains = [chain for part in document.parts for chain in part.chains]
    return ["".join(t.text for t in chain.members[0].tokens) for chain in chains]


REDEFINED = (
    "\\newcommand{\\f}{a}\n\\begin{document}\n$\\f = 1$\n%s\n"
    "\\renewcommand{\\f}{b}\n$\\f = 2$\n%s\n$\\f = 3$\n\\end{document}\n"
)


@pytest.mark.parametrize(
    ("opened", "closed", "last"),
    [
        ("", "", "b"),
        ("{", "}", "a"),
        ("\\begingroup", "\\endgroup", "a"),
        ("\\begin{proof}", "\\end{proof}", "a"),
        ("{ {\\bf x} }", "", "b"),
    ],
)
def test_a_name_that_is_defined_anew_has_each_meaning_from_there_on(
    opened: str, closed: str, last: str
) -> None:
    assert left_tokens(REDEFINED % (opened, closed), "tex") == ["a", "b", last]


def test_what_a_formula_of_tex_redefines_holds_in_it() -> None:
    text = "\\newcommand{\\f}{a}\n\\begin{document}\n$\\def\\f{b} \\f = 1$ and $\\f = 2$, "
    assert left_tokens(text + "$\\f + {\\def\\f{c} \\f} + \\f = 3$", "tex") == ["b", "a", "a+{c}+a"]
    everywhere = text.replace("\\def", "\\gdef")
    assert left_tokens(everywhere, "tex") == ["b", "b"]


def test_in_markdown_a_redefinition_goes_on_and_one_that_comes_late_holds_before() -> None:
    text = "$\\newcommand{\\f}{a}$ $\\f = 1$\n\n\\renewcommand{\\f}{b}\n\n$$\\f = 2$$\n"
    assert left_tokens(text, "md") == ["a", "b"]
    assert left_tokens("$$\\f = 1$$\n\n\\newcommand{\\f}{a}\n", "md") == ["a"]


def test_an_old_name_kept_before_it_is_redefined() -> None:
    text = "\\let\\old\\hat\n\\renewcommand{\\hat}[1]{\\old{#1}}\n\\begin{document}\n$\\hat a = 1$"
    assert left_tokens(text, "tex") == ["\\hat{a}"]


def test_what_another_macro_defines_anew_is_not_read() -> None:
    begin = "\\newcommand{\\b}{b}\n\\newcommand{\\swap}{\\renewcommand{\\b}{c}}\n"
    assert right(begin, r"\b") == ["b"]
    (unsure,) = right(f"{begin}\\swap\n", r"\b")
    assert unsure.startswith(r"\b (defined anew")
    assert right(f"{begin}\\swap\n", r"\swap\b") == ["c"]
