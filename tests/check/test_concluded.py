"""The solution of an equation is no definition: “we get $w = …$” claims something of w."""

import pytest

from tests.check.support import check, steps

RIDGE = (
    "Let $X \\in \\mathbb{R}^{n \\times d}$, $y \\in \\mathbb{R}^n$, $w \\in \\mathbb{R}^d$ and "
    "$J(w) = \\|Xw - y\\|^2$.\n$$\\nabla J(w) = 2X^\\top(Xw - y)$$\n"
)


def verdicts(text: str) -> list[str]:
    """Return the verdicts of a text's steps, in order."""
    return [one.verdict.value for one in steps(check(text, None))]


@pytest.mark.parametrize(
    "words", ["Setting the gradient to zero, we get", "Hence", "The minimizer is", ""]
)
def test_a_solution_is_proved_by_its_equation_and_a_wrong_one_is_not(words: str) -> None:
    text = f"{RIDGE}{words}\n$$w = (X^\\top X)^{{-1}}X^\\top y$$\n"
    assert verdicts(text)[1:] == ["proved", "proved"]
    # only where words set the gradient to zero the row is sure to be its solution
    wrong = "refuted" if words.startswith("Setting") else "undecided"
    assert verdicts(text.replace("^{-1}", "^{-1}2"))[1:] == ["proved", wrong]


def test_what_a_solution_depends_on_is_not_decided_behind_it() -> None:
    text = f"{RIDGE}Setting it to zero, we get\n$$w = (X^\\top X)^{{-1}}X^\\top y$$\nSo\n"
    found = verdicts(text + "$$\\frac{\\partial (w^\\top w)}{\\partial y} = 0$$\n")
    assert found[-1] == "undecided"


def test_a_gradient_above_its_solution_is_by_a_free_symbol() -> None:
    text = (
        "Let $\\mu \\in \\mathbb{R}$, $x_i \\in \\mathbb{R}$ for $i = 1, \\dots, n$ and "
        "$f = \\sum_{i=1}^n (x_i - \\mu)^2$.\n"
        "$$\\frac{\\partial f}{\\partial \\mu} = -2 \\sum_{i=1}^n (x_i - \\mu)$$\n"
        "$$\\mu = \\frac1n \\sum_{i=1}^n x_i$$\n"
    )
    assert verdicts(text) == ["given", "proved", "proved"]
    assert verdicts(text.replace("\\frac1n", "\\frac2n")) == ["given", "proved", "undecided"]
    wrong = text.replace("= -2 ", "= 2 ")
    assert "proved" not in verdicts(wrong)


@pytest.mark.parametrize("words", ["Now let", "Define", "Suppose that"])
def test_what_is_introduced_is_a_definition_still(words: str) -> None:
    text = (
        "Let $x, y \\in \\mathbb{R}^n$.\n$$x^\\top y = y^\\top x$$\n"
        f"{words} $x = y$. Then\n$$x^\\top y = \\|y\\|^2$$\n"
    )
    assert verdicts(text)[-2:] == ["given", "proved"]


def test_a_row_that_speaks_of_something_new_defines() -> None:
    text = (
        "Let $z \\in \\mathbb{R}^m$, $W \\in \\mathbb{R}^{m \\times n}$, $x \\in \\mathbb{R}^n$.\n"
        "$$\\|z\\|^2 = z^\\top z$$\n$$z = Wx$$\n$$\\frac{\\partial z}{\\partial x} = W$$\n"
    )
    assert verdicts(text) == ["proved", "given", "proved"]


UNDECLARED = (
    "Let $X \\in \\mathbb{R}^{n \\times d}$ and $y \\in \\mathbb{R}^n$. We minimise\n"
    "$$J(w) = \\|Xw - y\\|^2.$$\nThe gradient is\n$$\\nabla J(w) = 2X^\\top Xw - 2X^\\top y.$$\n"
)


def test_what_nobody_declares_is_free_above_its_solution() -> None:
    ends = "Setting this to zero, $w = (X^\\top X)^{-1}X^\\top y$.\n"
    (_, gradient, solution) = steps(check(UNDECLARED + ends, None))
    assert gradient.verdict.value == "proved"
    assert solution.verdict.value == "proved"
    wrong = UNDECLARED.replace("- 2X^\\top y", "+ 2X^\\top y")
    assert verdicts(wrong + ends)[1] != "proved"
    behind = "Then\n$$\\frac{\\partial (w^\\top w)}{\\partial y} = 0$$\n"
    assert verdicts(UNDECLARED + ends + behind)[-1] == "undecided"


@pytest.mark.parametrize("words", ["where", "Now let", "The scores are", "We compute"])
def test_what_no_optimum_concludes_is_a_definition(words: str) -> None:
    text = (
        "Let $x \\in \\mathbb{R}^n$, $a \\in \\mathbb{R}^n$ and $L(z) = \\log(1 + e^{-z})$.\n"
        f"$$\\frac{{dL}}{{dz}} = -\\frac{{1}}{{1 + e^z}}$$\n{words} $z = a^\\top x$.\n"
        "$$\\frac{\\partial z}{\\partial x} = a$$\n"
    )
    assert verdicts(text)[-2:] == ["given", "proved"]


def test_a_second_solution_defines_nothing_either() -> None:
    text = (
        "Let $a, b \\in \\mathbb{R}$. $$J = \\frac{a}{2} w^2 - b w$$\n"
        "$$\\frac{\\partial J}{\\partial w} = a w - b$$\nAt the minimum we get\n"
        "$$w = \\frac{b}{a}$$\n$$w = \\frac{2b}{a}$$\n$$a w = 2b$$\n"
    )
    assert verdicts(text) == ["given", "proved", "proved", "refuted", "undecided"]


@pytest.mark.parametrize("name", [r"\hat w", "w^*", r"\bar w"])
def test_a_solution_with_a_name_of_its_own_is_no_definition(name: str) -> None:
    solution = r"(X^\top X)^{-1} X^\top y"
    text = (
        "Let $X \\in \\mathbb{R}^{n \\times d}$, $w \\in \\mathbb{R}^d$, "
        "$y \\in \\mathbb{R}^n$.\n\n$$\\nabla_w \\|X w - y\\|^2 = 2 X^\\top (X w - y)$$\n\n%s\n\n"
        f"$${name} = {solution}$$\n\n$$X {name} = X {solution}$$\n"
    )
    said = [one.verdict.value for one in steps(check(text % "Setting this to zero, we get", None))]
    assert said == ["proved", "proved", "proved"]
    wrong = text.replace(f"= {solution}", f"= 2 {solution}")
    found = steps(check(wrong % "Setting this to zero, we get", None))[1]
    assert (found.verdict.value, found.code) == ("refuted", "not-equal")
    plain = [one.verdict.value for one in steps(check(text % "Now let", None))]
    assert plain == ["proved", "given", "proved"]


def test_a_solution_without_words_behind_its_equation_is_no_definition() -> None:
    declared = (
        "Let $A \\in \\mathbb{R}^{m \\times n}$, $q \\in \\mathbb{R}^m$, $w \\in \\mathbb{R}^n$, "
        "$r \\in \\mathbb{R}$. The optimality condition is\n\n$$ A^T A w + r w = A^T q $$\n\n"
    )
    found = steps(check(f"{declared}$$ w = (A^T A + r I)^{{-1}} A^T q $$\n", None))[-1]
    assert found.verdict.value in ("proved", "undecided")
    undeclared = (
        "The minimum of $f(w) = (w - a)^2$:\n\n$$ f'(w) = 2(w - a) = 0 $$\n\n$$ w = 2a $$\n"
    )
    assert steps(check(undeclared, None))[-1].verdict.value == "undecided"


@pytest.mark.parametrize(
    "text",
    [
        "$$e^x = y \\iff x = -\\log y$$\n",
        "$$e^x = y \\Rightarrow x = -\\log y$$\n",
        "We have $e^x = y$, therefore $x = -\\log y$.\n",
        "$$\\begin{aligned} 2 x &= 4 \\\\ \\Leftrightarrow\\quad x &= 3 \\end{aligned}$$\n",
        "$$2 x = 4$$\n\nHence\n\n$$x = 3$$\n",
        "$$x^2 = 1 \\iff x = 1$$\n",
    ],
)
def test_what_is_said_to_follow_and_speaks_of_nothing_new_defines_nothing(text: str) -> None:
    found = steps(check(text, None))
    assert all(one.verdict.value == "undecided" for one in found)


def test_what_speaks_of_something_new_does() -> None:
    text = "$$y = 2 x \\Rightarrow z = 3 x$$\n\n$$z = x + 2 x$$\n"
    assert steps(check(text, None))[-1].verdict.value == "proved"
    assert steps(check("$$x = 1 \\Rightarrow x^2 = 1$$\n", None))[-1].verdict.value == "proved"


@pytest.mark.parametrize(
    "text",
    [
        "Let $x_0 = 1$ and $x_{n+1} = 2 x_n$.\n\n$$x_1 = 3$$\n",
        "Let $x_{n+1} = 2 x_n$ with $x_0 = 1$. Then\n\n$$x_3 = 9$$\n",
        "Let $m_0 = 0$ and $m_t = \\beta m_{t-1} + (1-\\beta) g_t$.\n\n$$m_1 = \\beta g_1$$\n",
    ],
)
def test_a_number_in_a_sequence_that_is_known_is_no_definition(text: str) -> None:
    assert verdicts(text)[-1] in ("undecided", "unread")


def test_its_first_number_and_a_step_written_out_are() -> None:
    assert verdicts("Let $x_{n+1} = 2 x_n$ and\n\n$$x_0 = 1$$\n\n$$x_1 = 2 x_0$$\n")[1:] == [
        "given",
        "given",
    ]


FREE = "$$f(x) = \\frac{a}{2} x^2 + b x$$\n\n%s\n\n$$x = %s$$\n"
BELOW = [
    r"$$f'(x) = a x + b = 0$$",
    r"$$\frac{d f}{d x} = a x + b = 0$$",
    "$$f'(x) = a x + b = 0$$\n\nso\n\n$$a x = -b$$\n\nand",
]


@pytest.mark.parametrize("text", BELOW)
def test_a_solution_below_a_derivative_that_is_zero_is_no_definition(text: str) -> None:
    right, wrong = (steps(check(FREE % (text, x), None)) for x in (r"-\frac{b}{a}", r"\frac{b}{a}"))
    assert right[-1].verdict.value == "proved"
    assert (wrong[-1].verdict.value, wrong[-1].code) == ("undecided", "equation")


def test_what_is_chosen_below_it_is_a_definition() -> None:
    text = FREE % (r"$$f'(x) = a x + b = 0$$" + "\n\nNow let", r"3 c^2")
    assert steps(check(text, None))[-1].code == "definition"


@pytest.mark.parametrize("words", ["\n\n", "\n\nand\n\n", "\n\nso that\n\n"])
def test_what_solves_an_equation_above_is_no_definition(words: str) -> None:
    text = f"$$a w + b = c$${words}$$w = \\frac{{c - b}}{{2a}}$$\n\n$$2w = \\frac{{c - b}}{{a}}$$\n"
    found = steps(check(text, None))
    assert [one.verdict.value for one in found] == ["undecided"] * 3
    assert found[1].code == "equation"


@pytest.mark.parametrize(
    "text",
    [
        "$$a w + b = c$$\n\nNow let\n\n$$w = c - b$$\n",
        "$$a w + b = c$$\n\n$$w = k - b$$\n",  # of something new
        "$$\\frac{\\partial L}{\\partial W} = \\delta x$$\n\n$$\\delta = 2x$$\n",
        "$$L = 2r$$\n\n$$r = a + L_{old}$$\n",
    ],
)
def test_what_is_no_solution_is_a_definition_still(text: str) -> None:
    assert steps(check(text, None))[-1].code == "definition"


def test_a_solution_with_a_mark_below_a_derivative_that_is_zero_is_no_definition() -> None:
    text = "$$f(x) = a x^2 + b x$$\n\n$$f'(x) = 2 a x + b %s$$\n\n$$\\hat x = \\frac{b}{a}$$\n"
    below, apart = (steps(check(text % zero, None))[-1] for zero in ("= 0", ""))
    assert (below.verdict.value, below.code) == ("undecided", "equation")
    assert apart.code == "definition"
