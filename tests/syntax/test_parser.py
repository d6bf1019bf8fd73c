"""LaTeX to trees: how formulas are put together, and where what cannot be read stands."""

import pytest

from derivcheck.document.tokens.token import Kind, Token
from derivcheck.source import Span
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t
from tests.syntax.support import at, errors, printed, read


@pytest.mark.parametrize(
    ("formula", "canonical"),
    [
        ("a+b c", "a + b c"),
        (r"a\,b\;c", "a b c"),
        (r"\left( a \right)", "(a)"),
        (r"\bigl( a \bigr)", "(a)"),
        (r"\mathbf{U}_0^T", "U_{0}^{T}"),
        (r"\boldsymbol{u}_w^\top v", r"u_{w}^{\top} v"),
        ("x^{2}_{i}", "x_{i}^{2}"),
        ("W^{(1)}", "W^{(1)}"),
        (r"\hat{\mathbf{y}}^{(i)}_k", r"\hat{y}^{(i)}_{k}"),
        ("W^{[2]T}_{ab}", "W^{[2]}_{a b}^{T}"),
        ("{W^{(l)}}^T", "W^{(l)}^{T}"),
        ("a^{(l-1)}", "a^{( l - 1)}"),
        ("e^{(x)}", "e^{(x)}"),
        ("q^{(n-k)}", "q^{( n - k)}"),
        (r"\hat{y}_w", r"\hat{y}_{w}"),
        (r"\hat y_w", r"\hat{y}_{w}"),
        (r"\hat{y_w}", r"\hat{y}_{w}"),
        (r"\widehat{\mathbf{y}}_w", r"\hat{y}_{w}"),
        ("σ(x)", r"\sigma (x)"),
        ("∑_k x_k", r"\sum_{k} x_{k}"),
        (r"\dfrac ab", r"\frac{a}{b}"),
        (r"\frac12", r"\frac{1}{2}"),
        (r"\frac1x", r"\frac{1}{x}"),
        (r"{x \over y}", r"\frac{x}{y}"),
        ("x''", "x''"),
        ("a ≠ b", r"a \neq b"),
        ("|a| + \\|b\\|", r"|a| + \|b\|"),
        (r"\lvert a \rvert", "|a|"),
        (r"\{1, \dots, K\}", r"\{1 , \dots , K\}"),
        (r"[a, b, \cdots, c]", r"[a , b , \dots , c]"),
        (r"P(o|c)", "P (o | c)"),
        (r"U_{:w}", "U_{: , w}"),
        (r"U_{w, :}", "U_{w , :}"),
        (r"U_{w:}", "U_{w , :}"),
        (r"U_{1:K}", "U_{1 : K}"),
        (r"u \otimes v", r"u \otimes v"),
        (r"a \cdot -b", r"a \cdot - b"),
        ("a/b/c", "a / b / c"),
        (r"\operatorname{softmax}(x)", r"\text{softmax} (x)"),
        (r"\text{softmax}(x)", r"\text{softmax} (x)"),
        ("softmax(x)", r"\text{softmax} (x)"),
        ("exp(x)", r"\exp (x)"),
        (r"\tanh^2 x", r"\tanh^{2} x"),
        (r"\sqrt{x}", r"\sqrt{x}"),
        ("w_{t+j}", "w_{ t + j}".replace("{ ", "{")),
        ("1.5 x", "1.5 x"),
        ("2x3", "2 x 3"),
        (r"\sum_{\substack{a \leq j \\ j \neq 0}} x_j", r"\sum_{a \leq j ; j \neq 0} x_{j}"),
        (
            r"\begin{cases} 1 & w=0 \\ 0 & w \neq 0 \end{cases}",
            r"\begin{cases} 1 & w = 0 \\ 0 & w \neq 0 \end{cases}",
        ),
    ],
)
def test_two_spellings_of_one_formula_print_alike(formula: str, canonical: str) -> None:
    assert printed(formula).replace("{ ", "{") == canonical
    assert errors(formula) == []


def body(formula: str) -> str:
    """Return what an operator that opens a formula applies to."""
    first = next(n for n in read(formula).walk() if isinstance(n, (t.Big, t.Derive)))
    inner = first.body if isinstance(first, t.Big) else first.operand
    assert inner is not None
    return at(formula, inner.span)


@pytest.mark.parametrize(
    ("formula", "inner"),
    [
        (r"\sum_k a b + c", "a b"),
        (r"\sum_k a b - c", "a b"),
        (r"\sum_k (a + b) c + d", "(a + b) c"),
        (r"\sum_k a \cdot b = c", r"a \cdot b"),
        (r"\sum_k -a b + c", "-a b"),
        (r"\sum_k \sum_l a b + c", r"\sum_l a b"),
        (r"\sum_k \log a + c", r"\log a"),
        (r"(\sum_k a b) c", "a b"),
        (r"\frac{\sum_k a}{b}", "a"),
        (r"\prod_k a b + c", "a b"),
        (r"\frac{\partial}{\partial x} a b + c", "a b"),
        (r"\frac{\partial}{\partial x} (a + b)", "(a + b)"),
        (r"\frac{\partial}{\partial x} -a", "-a"),
        (r"\frac{\partial}{\partial x} \sum_k a b + c", r"\sum_k a b"),
        (r"\frac{\partial a b + c}{\partial x} d", "a b + c"),
        (r"\frac{\mathrm{d}}{\mathrm{d}x} [a + b] c", "[a + b] c"),
        (r"\nabla_x a b + c", "a b"),
        (r"\frac{d}{dx} a b + c", "a b"),
        (r"\partial_x a b + c", "a b"),
    ],
)
def test_operators_reach_over_products_and_end_at_a_sign(formula: str, inner: str) -> None:
    assert body(formula) == inner


@pytest.mark.parametrize(
    ("formula", "factors"),
    [
        (r"\partial_x f \partial_y g", 2),
        (r"\nabla_x f \cdot \nabla_y g", 2),
        (r"a \partial_x f b \partial_y g h", 3),
        (r"\partial_x \partial_y f", 0),
        (r"\partial_x f g", 0),
        (r"\frac{\partial}{\partial x} f \partial_y g", 0),
    ],
)
def test_what_an_operator_is_applied_to_ends_at_the_next_one(formula: str, factors: int) -> None:
    tree = read(formula)
    assert (len(tree.factors) if isinstance(tree, t.Product) else 0) == factors


@pytest.mark.parametrize(
    ("formula", "variable", "order", "kind"),
    [
        (r"\frac{\partial f}{\partial x}", "x", 1, "partial"),
        (r"\frac{\partial}{\partial u_w} f", "u_w", 1, "partial"),
        (r"\frac{\partial^2 f}{\partial x^2}", "x^2", 2, "partial"),
        (r"\frac{d f}{d x}", "x", 1, "d"),
        (r"\frac{\mathrm{d} f}{\mathrm{d} x}", "x", 1, "d"),
        (r"\nabla_{v_c} f", "v_c", 1, "nabla"),
    ],
)
def test_what_is_differentiated_by_what(formula: str, variable: str, order: int, kind: str) -> None:
    tree = read(formula)
    assert isinstance(tree, t.Derive)
    assert at(formula, tree.variable.span) in (variable, variable.removesuffix("^2"))
    assert (tree.order, tree.kind) == (order, kind)
    assert tree.operand is not None and at(formula, tree.operand.span) == "f"


@pytest.mark.parametrize(
    ("formula", "argument", "rest"),
    [
        (r"\log(x) y", "(x)", None),
        (r"\log x y", "x", "y"),
        (r"\log x + y", "x", None),
        (r"\log \sigma(x)", r"\sigma", "(x)"),
        (r"\exp u^T v", "u^T", "v"),
        (r"\log -x", "-x", None),
        (r"\log \sum_k x_k y", r"\sum_k x_k y", None),
        (r"\log \exp(x)", r"\exp(x)", None),
        (r"\log \frac{a}{b}", r"\frac{a}{b}", None),
    ],
)
def test_the_argument_of_a_function_without_brackets(
    formula: str, argument: str, rest: str | None
) -> None:
    tree = read(formula)
    tree = tree.terms[0] if isinstance(tree, t.Summands) else tree
    tree = tree.factors[0] if isinstance(tree, t.Product) else tree
    assert isinstance(tree, t.Prefix)
    assert at(formula, tree.argument.span) == argument
    assert (at(formula, tree.rest.span) if tree.rest else None) == rest


@pytest.mark.parametrize(
    ("formula", "code", "text"),
    [
        ("(a + b", "unbalanced-bracket", "("),
        ("a + b)", "unbalanced-bracket", ")"),
        ("(a + b]", "unbalanced-bracket", None),
        ("[a, b", "unbalanced-bracket", "["),
        (r"\left( a", "unbalanced-bracket", None),
        ("x^23", "ambiguous-script", "23"),
        ("x_12", "ambiguous-script", "12"),
        ("x^{a}^{b}", "ambiguous-script", "x^{a}^{b}"),
        ("x!", "unexpected-token", "!"),
        ("a - - -b", "unexpected-token", "-"),
        (r"a - \quad -b", "unexpected-token", "-"),
        ("a +", "incomplete-formula", ""),
        ("+", "incomplete-formula", ""),
        (r"\frac{a}{}", "incomplete-formula", "{}"),
        (r"\sum_k", "incomplete-formula", ""),
        (r"\log", "incomplete-formula", ""),
        (r"\foo x", "unknown-command", r"\foo"),
        (r"\int x", "unknown-command", r"\int"),
        (r"\log_2 x", "unknown-notation", "_"),
        (r"\frac{\partial f}{\partial}", "missing-variable", r"\frac{\partial f}{\partial}"),
        (r"\frac{f}{\partial x}", "missing-derivative-symbol", r"\frac{f}{\partial x}"),
        (r"\frac{\partial f}{d x}", "unknown-notation", r"\frac{\partial f}{d x}"),
        (
            r"\frac{\partial^2 f}{\partial x}",
            "unknown-notation",
            r"\frac{\partial^2 f}{\partial x}",
        ),
        (
            r"\frac{\partial f - g + \partial h}{\partial x}",
            "ambiguous-scope",
            "g",
        ),
        (r"\nabla", "missing-variable", r"\nabla"),
    ],
)
def test_what_cannot_be_parsed_is_an_error_at_its_place(
    formula: str, code: str, text: str | None
) -> None:
    found = errors(formula)
    assert code in [one for one, _ in found]
    if text is not None:
        assert (code, text) in found


@pytest.mark.parametrize(
    ("formula", "meant"),
    [("a - -b", "a+b"), ("a--b - c", "a+b-c"), ("- -b", "+b"), ("a+-b", "a-b")],
)
def test_two_signs_in_one_row_are_read_as_they_stand(formula: str, meant: str) -> None:
    assert printed(formula) == printed(meant)


@pytest.mark.parametrize("formula", [r"f^{\prime}(x)", r"f^\prime(x)"])
def test_a_prime_may_be_a_superscript(formula: str) -> None:
    assert printed(formula) == "f' (x)"


def test_an_empty_formula_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one token"):
        parse(())


@pytest.mark.parametrize("depth", [50, 500, 5000])
def test_deep_nesting_ends_in_an_error_node(depth: int) -> None:
    for opening, closing in (("{", "}"), ("(", ")"), (r"\frac{1}{", "}"), ("x^{", "}")):
        tree = read(opening * depth + "x" + closing * depth)
        too_deep = any(isinstance(node, t.Error) for node in tree.walk())
        assert too_deep or depth < 500 or opening == "{"


def test_a_long_formula_is_parsed_in_a_flat_tree() -> None:
    tree = read(" + ".join(["x y"] * 3000))
    assert isinstance(tree, t.Summands) and len(tree.terms) == 3000


def test_a_tree_is_walked_from_left_to_right() -> None:
    names = [node.text for node in read(r"a_b + \frac{c}{d} e").walk() if isinstance(node, t.Name)]
    assert names == list("abcde")


def test_words_are_joined_only_where_they_are_known() -> None:
    letters = tuple(
        Token(Kind.LETTER, letter, Span(n, n + 1), n > 0) for n, letter in enumerate("foo")
    )
    assert latex(parse(letters)) == "f o o"
    assert latex(parse(letters, frozenset({"foo"}))) == r"\text{foo}"


@pytest.mark.parametrize(
    "formula",
    [r"\frac{\partial^2 f}{\partial x^{2.5}}", r"\frac{\partial\begin{cases}{}{}}{\partial x}"],
)
def test_a_broken_derivative_is_an_error_node(formula: str) -> None:
    assert errors(formula) != []


def test_the_order_of_a_derivative_is_a_small_number() -> None:
    assert errors(r"\frac{\partial^{23} f}{\partial x^{23}}") != []


@pytest.mark.parametrize("formula", ["W^{(1)}", "x^{(i)}_j", "b^{[2]}", "z^{(l+1)T}"])
def test_what_stands_in_a_bracket_above_a_letter_is_an_index(formula: str) -> None:
    tree = read(formula)
    names = [node for node in tree.walk() if isinstance(node, t.Name) and node.raised]
    assert isinstance(tree, t.Scripts) and len(names) == 1
    assert read(latex(tree)) is not None and latex(read(latex(tree))) == latex(tree)


@pytest.mark.parametrize(
    "formula", ["e^{(i)}", "2^{(n)}", "(a + b)^{(2)}", "q^{(n-k)}", "x^{(2y)}"]
)
def test_what_else_stands_in_a_bracket_above_is_an_exponent(formula: str) -> None:
    tree = read(formula)
    assert isinstance(tree, t.Scripts) and isinstance(tree.sup, t.Group)
