"""What is a chain, a member, a relation sign: semantics.md, section 1."""

import pytest

from tests.document.reading import lines, read


@pytest.mark.parametrize(
    ("spelling", "sign"),
    [
        ("=", "="), (":=", "="), ("==", "="), (r"\coloneqq", "="), (r"\equiv", "="),
        (r"\triangleq", "="),
        (r"\stackrel{?}{=}", "="), (r"\overset{(a)}{=}", "="), (r"\overset{(a)}=", "="),
        (r"\stackrel{\text{def}}{\approx}", "≈"), (r"\xlongequal{x}", "="), (r"\mathrel{=}", "="),
        (r"\neq", "≠"), (r"\ne", "≠"), ("≠", "≠"), (r"\not=", "≠"), (r"\not =", "≠"), ("!=", "≠"),
        ("<", "<"), (">", ">"), (r"\le", "≤"), (r"\leqslant", "≤"), ("≤", "≤"), ("<=", "≤"),
        (r"\geq", "≥"), ("≥", "≥"), (r"\approx", "≈"), ("≈", "≈"), (r"\propto", "∝"),
        (r"\sim", "∼"),
        (r"\to", "→"), (r"\rightarrow", "→"), (r"\leftarrow", "←"), (r"\gets", "←"),
    ],
)  # fmt: skip
def test_spellings(spelling: str, sign: str) -> None:
    document = read(f"$$f(x) {spelling} g(x)$$")
    relation = document.parts[0].chains[0].relations[0]
    assert relation.sign == sign
    assert relation.written == spelling
    assert document.source.slice(relation.span) == spelling


@pytest.mark.parametrize(
    "formula",
    [r"x \in A", r"a \mid b", r"\{i : w_i = w_k\}", r"P(O=o|C=c)", r"\sum_{k=1}^{K} x_k", "x_{i=j}",
     r"\left[ a = b \right]", r"\begin{cases} 1 & w = 0 \\ 0 & w \neq 0 \end{cases}",
     r"\begin{bmatrix} a = b \end{bmatrix}", r"\sum_{\substack{j \neq 0 \\ k = 1}} x", r"a \cdot b",
     r"\text{a = b}", r"\frac{a = b}{c}"],
)  # fmt: skip
def test_no_relation_at_the_top(formula: str) -> None:
    document = read(f"$${formula}$$")
    assert document.parts[0].chains == ()
    assert document.skipped == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # rows
        (r"$$a = b \\ = c$$", ["a = b = c"]),
        (r"$$a = b \\ c = d$$", ["a = b", "c = d"]),
        (r"$$a = \\ b = \\ c$$", ["a = b = c"]),
        (r"$$a = \\ = b$$", ["a = b"]),
        (r"\begin{align} a &= b \\ &\quad + c \\ &= d \end{align}", ["a = b + c = d"]),
        (r"\begin{align} a &= b \\ &- c \\ &= d \end{align}", ["a = b - c = d"]),
        (r"\begin{align} a &= b - \\ & (c) \\ &= d \end{align}", ["a = b - (c) = d"]),
        (r"\begin{align} a =& b \\ =& c \end{align}", ["a = b = c"]),
        (r"\begin{align} a &= b & c &= d \\ &= e & &= f \end{align}", ["a = b = e", "c = d = f"]),
        (r"\begin{eqnarray} a & = & b \\ & = & c \end{eqnarray}", ["a = b = c"]),
        (r"$$a = (b \\ + c) = d$$", ["a = (b + c) = d"]),
        # displays
        ("$$a = b$$\n\n$$= c$$", ["a = b = c"]),
        ("$$a = b$$\n\n$$c = d$$", ["a = b", "c = d"]),
        ("$$a = b$$\n\nhence\n\n$$= c$$", ["a = b = c"]),
        ("$$a = b$$\n\n$$- c_1$$\n\n$$= d$$", ["a = b - c_1 = d"]),
        ("$$a = b$$\n\n$$+ c = d$$", ["a = b + c = d"]),
        ("$$a = b$$\n\n$$\\cdot c$$", [r"a = b \cdot c"]),
        ("$$a = b$$\n\n$$-c = d$$", ["a = b", "-c = d"]),
        ("$$a = b$$\n\nNow\n\n$$-c$$\n\n$$= d$$", ["a = b", "-c = d"]),
        ("$$a =$$\n\n$$b$$", ["a = b"]),
        ("$$\\frac{a}{b}$$\n\n$$= c$$", [r"\frac{a}{b} = c"]),
        ("$a = b$\n\n$$= c$$", ["a = b = c"]),
        ("The gradient $g$\n\n$$= c$$", ["g = c"]),
        ("$$a = b$$\n\nas $x_1$ is $y = 1$\n\n$$= c$$", ["a = b = c", "y = 1"]),
        ("$$a = b$$\n\nand $f(x)$\n\n$$= c$$", ["a = b", "f(x) = c"]),
        ("$$= c$$", [" = c"]),
        # side claims
        ("$$a = b \\neq 0$$\n\n$$= c$$", ["a = b ≠ 0 =[1] c"]),
        (r"$$a = b > 0 \\ = c$$", ["a = b > 0 =[1] c"]),
        (r"$$a \le b \\ = c$$", ["a ≤ b = c"]),
        (r"$$a = b \ne 0, \quad = c$$", ["a = b ≠ 0 =[1] c"]),
        # several formulas in a row
        (r"$$x = 1, \quad y = 2$$", ["x = 1", "y = 2"]),
        (r"$$x = 1, y = 2$$", ["x = 1", "y = 2"]),
        (r"$$a_1, b_1 = f(x)$$", ["a_1, b_1 = f(x)"]),
        (r"$$a = b \quad \therefore c = d$$", ["a = b", "c = d"]),
        (r"$$a = b \Rightarrow c = d \iff e = f$$", ["a = b", "c = d", "e = f"]),
        (r"$$\therefore a = b$$", ["a = b"]),
        (r"$$\therefore \text{原式} = b$$", [r"\text{原式} = b"]),
        (r"$$\text{LHS} = b$$", [r"\text{LHS} = b"]),
        (r"$$\text{the original expression} = b$$", [r"\text{the original expression} = b"]),
        (r"$$f(a) = b \text{ and } f(c) = d$$", ["f(a) = b", "f(c) = d"]),
        (r"$$\text{CE}(y) = \text{const}$$", [r"\text{CE}(y) = \text{const}"]),
        # ends and layout
        ("$$a = b.$$", ["a = b"]),
        ("$$a = b，$$", ["a = b"]),
        (r"$$a = b \tag{1} \label{e} \nonumber$$", ["a = b"]),
        (r"$$a = \boxed{b = c}$$", ["a = b = c"]),
        (r"$$a = \boxed{= b}$$", ["a = b"]),
        (r"$$a = \underbrace{b}_{\text{first}} + c \quad \square$$", ["a = {b} + c"]),
        (r"$$a = \left. b \right|_{x=0}$$", [r"a = \left. b \right|_{x=0}"]),
        (r"$$a = \left< b \right> = c$$", [r"a = \left< b \right> = c"]),
        # a bracket left open nests nothing
        (r"$$f(a = b$$", ["f(a = b"]),
        (r"$$a = f(b + g(c) = d$$", ["a = f(b + g(c) = d"]),
        (r"$$a = f(b \\ = g(c))$$", ["a = f(b = g(c))"]),
    ],
)  # fmt: skip
def test_chains(text: str, expected: list[str]) -> None:
    assert lines(text) == expected


def test_a_continued_member_spans_both_displays() -> None:
    text = "$$a = b$$\n\n$$+ c$$"
    document = read(text)
    member = document.parts[0].chains[0].members[1]
    assert member.latex == "b + c"
    assert document.source.slice(member.span) == "b$$\n\n$$+ c"
    assert [t.text for t in member.tokens] == ["b", "+", "c"]


def test_skipped_counts_formulas_that_gave_no_step() -> None:
    document = read("so $= c$ it is, for $k = 1, \\dots, K$; $a = b$")
    assert [document.source.slice(s) for s in document.skipped] == ["$= c$", "$k = 1, \\dots, K$"]
    assert read("$$a =$$\n\n$$b$$").skipped == ()
    assert len(read("$f : X \\to Y$ and $x \\to y$").skipped) == 1
    assert read("a $\\to$ b").skipped == ()


def test_a_row_that_goes_on_with_a_sum_over_a_set_is_no_remark_on_its_range() -> None:
    """The ∈ under a Σ once made such a row a condition, and the member was cut short."""
    rows = r"a &= -b \\ &+ \sum_{w \in V} c_w \\ &= d"
    assert lines(rf"\begin{{align}} {rows} \end{{align}}") == [r"a = -b + \sum_{w \in V} c_w = d"]
    assert lines(r"$$ a = b, \quad w \in V $$") == ["a = b"]
