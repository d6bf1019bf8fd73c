"""Rows that follow when solutions and constraints above them are put in; wrong ones do not."""

import pytest

from tests.check.support import check, steps

MACHINE = (
    "Let $x_1, \\dots, x_n \\in \\mathbb{R}^d$, $y_1, \\dots, y_n \\in \\{-1, 1\\}$, "
    "$w \\in \\mathbb{R}^d$, $b \\in \\mathbb{R}$ and $\\alpha \\in \\mathbb{R}^n$.\n"
    "$$L(w, b, \\alpha) = \\frac12 w^T w - \\sum_{i=1}^n \\alpha_i (y_i (w^T x_i + b) - 1)$$\n"
    "Setting the derivatives to zero,\n"
    "$$\\nabla_w L = w - \\sum_{i=1}^n \\alpha_i y_i x_i = 0 \\implies "
    "w = \\sum_{i=1}^n \\alpha_i y_i x_i$$\n"
)
BY_B = "$$\\frac{\\partial L}{\\partial b} = -\\sum_{i=1}^n \\alpha_i y_i = 0$$\n"
DUAL = "\\sum_{i=1}^n \\alpha_i %s \\sum_{i,j=1}^n \\alpha_i \\alpha_j y_i y_j x_i^T x_j"
VARIANCE = (
    "Let $S \\in \\mathbb{R}^{d \\times d}$ be symmetric. We maximise $u^T S u$ over "
    "$u \\in \\mathbb{R}^d$ subject to $u^T u = 1$.\n"
    "$$L(u, \\lambda) = u^T S u + \\lambda (1 - u^T u)$$\n"
    "$$\\nabla_u L = 2 S u - 2 \\lambda u = 0 \\implies S u = \\lambda u$$\n"
)
SHARES = (
    "Let $N = \\sum_{k=1}^K n_k$. We maximise $\\sum_k n_k \\log \\pi_k$ subject to "
    "$\\sum_k \\pi_k = 1$.\n"
    "$$L(\\pi, \\lambda) = \\sum_{k=1}^K n_k \\log \\pi_k + \\lambda (1 - \\sum_{k=1}^K \\pi_k)$$\n"
    "$$\\frac{\\partial L}{\\partial \\pi_k} = \\frac{n_k}{\\pi_k} - \\lambda = 0 \\implies "
    "\\pi_k = \\frac{n_k}{\\lambda}$$\n"
)
LEAST = (
    "Let $A \\in \\mathbb{R}^{m \\times n}$, $x \\in \\mathbb{R}^n$ and "
    "$b, \\nu \\in \\mathbb{R}^m$. Minimise $\\|x\\|^2$ subject to $A x = b$.\n"
    "$$L(x, \\nu) = x^T x + \\nu^T (A x - b)$$\n"
    "$$\\nabla_x L = 2 x + A^T \\nu = 0 \\implies x = -\\frac12 A^T \\nu$$\n"
)


def said(text: str) -> list[str]:
    return [one.verdict.value for one in steps(check(text, None))]


def conditions(text: str) -> tuple[str, ...]:
    return tuple(one.text for one in steps(check(text, None))[-1].conditions)


def test_a_solution_is_put_into_the_function_that_it_is_of() -> None:
    rest = "- b \\sum_{i=1}^n \\alpha_i y_i"
    row = MACHINE + "Plugging this back into $L$,\n$$L = %s %s$$\n"
    assert said(row % (DUAL % "- \\frac12", rest))[-1] == "proved"
    assert conditions(row % (DUAL % "- \\frac12", rest)) == (
        "w = \\sum_{i=1}^n \\alpha_i y_i x_i, found above",
    )
    for wrong in ("+ \\frac12", "-", "- 2"):
        assert said(row % (DUAL % wrong, rest))[-1] != "proved"
    assert said(row % (DUAL % "- \\frac12", ""))[-1] != "proved"


def test_a_solution_and_a_second_equation_are_put_in() -> None:
    row = MACHINE + BY_B + "Substituting, we find\n$$L = %s$$\n"
    assert said(row % (DUAL % "- \\frac12"))[-1] == "proved"
    for wrong in ("+ \\frac12", "-"):
        assert said(row % (DUAL % wrong))[-1] != "proved"


@pytest.mark.parametrize("words", ["", "In another notation,\n", "The loss is\n"])
def test_without_words_nothing_is_put_in(words: str) -> None:
    row = "$$L = %s$$\n" % (DUAL % "- \\frac12")
    text = MACHINE + BY_B + "Now let\n$$c = b^2 + 1.$$\n" + words + row
    assert said(text)[-1] != "proved"


def test_an_equation_is_multiplied_and_a_constraint_is_used() -> None:
    row = VARIANCE + "Multiplying by $u^T$ and using $u^T u = 1$,\n$$%s$$\n"
    assert said(row % "u^T S u = \\lambda")[-1] == "proved"
    assert set(conditions(row % "u^T S u = \\lambda")) >= {"u^T u = 1"}
    for wrong in ("u^T S u = 2 \\lambda", "u^T S u = -\\lambda", "u^T S u = \\lambda u^T S u"):
        assert said(row % wrong)[-1] != "proved"
    # without the constraint it is another thing
    free = VARIANCE.replace(" subject to $u^T u = 1$", "") + "Multiplying by $u^T$,\n$$%s$$\n"
    assert said(free % "u^T S u = \\lambda u^T u")[-1] == "proved"
    assert said(free % "u^T S u = \\lambda")[-1] != "proved"


def test_a_multiplier_is_found_from_the_constraint() -> None:
    row = (
        SHARES + "Substituting into the constraint gives\n$$\\lambda = %s$$\nso\n$$\\pi_k = %s$$\n"
    )
    right = said(row % ("\\sum_{k=1}^K n_k", "\\frac{n_k}{N}"))
    assert right[-2:] == ["proved", "proved"]
    assert said(row % ("\\sum_{k=1}^K n_k", "\\frac{N}{n_k}"))[-1] != "proved"
    for wrong in ("-\\sum_{k=1}^K n_k", "2 N", "K"):
        assert said(row % (wrong, "\\frac{n_k}{N}"))[-2] != "proved"
    # a solution that was not found is not put in
    assert said(row % ("2 N", "\\frac{n_k}{2 N}"))[-1] != "proved"


def test_solutions_are_put_into_one_another() -> None:
    row = LEAST + (
        "Substituting into $A x = b$ gives\n$$-\\frac12 A A^T \\nu = b \\implies "
        "\\nu = -2 (A A^T)^{-1} b$$\nand hence\n$$x = %s$$\n"
    )
    assert said(row % "A^T (A A^T)^{-1} b")[-3:] == ["proved"] * 3
    for wrong in ("-A^T (A A^T)^{-1} b", "2 A^T (A A^T)^{-1} b", "A^T b"):
        assert said(row % wrong)[-1] != "proved"


def test_a_falling_function_has_one_zero() -> None:
    text = (
        "Let $p \\in \\mathbb{R}^n$ with $p_i > 0$. Maximise the entropy under $\\sum_i p_i = 1$:\n"
        "$$L(p, \\lambda) = -\\sum_{i=1}^n p_i \\log p_i + \\lambda (\\sum_{i=1}^n p_i - 1)$$\n"
        "$$\\frac{\\partial L}{\\partial p_i} = -\\log p_i - 1 + \\lambda = 0$$\n"
        "so $p_i = %s$. With the constraint,\n$$n e^{\\lambda - 1} = 1$$\n"
        "and hence $p_i = %s$.\n"
    )
    assert said(text % ("e^{\\lambda - 1}", "\\frac1n"))[-3:] == ["proved"] * 3
    assert said(text % ("e^{\\lambda + 1}", "\\frac1n"))[-3] != "proved"
    assert said(text % ("e^{\\lambda - 1}", "\\frac2n"))[-1] != "proved"
    assert said(text % ("e^{\\lambda - 1}", "n"))[-1] != "proved"


def test_a_solution_is_of_one_function() -> None:
    text = (
        "Let $f(w) = (w - a)^2$ and $h(w) = (w - c)^2$ with $a, c, w \\in \\mathbb{R}$.\n"
        "$$f'(w) = 2 (w - a) = 0 \\implies w = a$$\n%s\n$$h(w) = (a - c)^2$$\n"
    )
    assert said(text % "so")[-1] == "proved"
    assert said(text % "For the minimum of $h$ we get")[-1] != "proved"


def test_a_derivative_is_claimed_everywhere() -> None:
    text = MACHINE + "so\n$$\\nabla_w L = 2 w - 2 \\sum_{i=1}^n \\alpha_i y_i x_i$$\n"
    assert said(text)[-1] in ("refuted", "undecided")


CASES = "Let $a, b, x \\in \\mathbb{R}$. Suppose $x = 0$. Then $a x = 0$. %s $x = 1$. Then\n"


@pytest.mark.parametrize("words", ["Now suppose", "In the other case let", "Assume"])
def test_what_is_supposed_in_one_case_is_not_put_into_another(words: str) -> None:
    for wrong in ("a x = 0", "a = b", "a = 0"):
        assert said(CASES % words + f"$${wrong}$$\n")[-1] != "proved"


@pytest.mark.parametrize("second", ["x = 1", "x + 1 = 0", "x = 2"])
def test_from_what_contradicts_itself_nothing_follows(second: str) -> None:
    text = (
        f"Let $a, b, x \\in \\mathbb{{R}}$, subject to $x = 0$, and subject to ${second}$. Hence\n"
    )
    assert said(text + "$$a = b$$\n")[-1] != "proved"


def test_a_name_for_a_derivative_is_claimed_everywhere() -> None:
    text = (
        "Let $z, y \\in \\mathbb{R}^n$ and $J(z) = \\frac12 \\|z - y\\|^2$.\n"
        "$$\\delta = \\frac{\\partial J}{\\partial z}$$\n"
        "Setting it to zero, $$z - y = 0,$$\nso\n$$\\delta = 2 (z - y)$$\n"
    )
    assert said(text)[-1] != "proved"


def test_the_slope_of_a_sum_leaves_a_solved_argument_as_it_is() -> None:
    text = (
        "Let $x_1, \\dots, x_n \\in \\mathbb{R}$ and $\\mu, s \\in \\mathbb{R}$.\n"
        "$$Q(\\mu, s) = \\sum_{i=1}^n (x_i - \\mu)^2 + s^2$$\n"
        "$$\\frac{\\partial Q}{\\partial \\mu} = -2 \\sum_{i=1}^n (x_i - \\mu) = 0 \\implies "
        "\\mu = \\frac1n \\sum_{i=1}^n x_i$$\n"
        "$$\\frac{\\partial}{\\partial s} (Q + 3 s%s) = 2 s + 3$$\n"
    )
    assert said(text % "")[-1] == "proved"
    # μ may depend on s where it stands beside Q
    assert said(text % " \\mu - 3 s \\mu")[-1] == "undecided"


PLAIN = "Let $f(w) = (w - a)^2$ with $a, c, w \\in \\mathbb{R}$.\n"
SOLVED = PLAIN + "$$f'(w) = 2 (w - a) = 0 \\implies w = a$$\n"


def test_a_row_of_all_values_is_none_of_the_solution() -> None:
    assert said(SOLVED + "so $$f(w) = 0$$\n")[-1] == "proved"
    for words in ("For every $w$ we get", "In general, using this,", "Using this, for any $w$,"):
        assert said(SOLVED + f"{words} $$f(w) = 0$$\n")[-1] != "proved"
    for behind in ("$$f(w) = 0$$ for every $w$.", "$$f(w) = 0 \\quad \\text{for all } w$$"):
        assert said(SOLVED + f"so {behind}\n")[-1] != "proved"
    assert said(SOLVED + "so $$f(w) = 0.$$ For every other $w$ it is larger.\n")[-1] == "proved"
    # of every class, at the solution
    row = SHARES + "Using the constraint, for every $k$\n$$\\pi_k = \\frac{n_k}{\\lambda}$$\n"
    assert said(row)[-1] == "proved"


@pytest.mark.parametrize("reason", ["$f$ is convex", "$(w - a)^2$ expands", "squares expand"])
def test_a_reason_that_puts_nothing_in(reason: str) -> None:
    assert said(SOLVED + f"Since {reason}, $$w^2 = a w$$\n")[-1] != "proved"
    assert said(SOLVED + "Since $w = a$, $$w^2 = a w$$\n")[-1] == "proved"


def test_a_row_that_says_no_more_than_that_0_is_0_is_not_proved() -> None:
    assert said(SOLVED + "Using this, $$f(w) = w - a$$\n")[-1] != "proved"
    text = PLAIN + "Let $g(w) = 2 (w - a)$.\n$$f'(w) = g(w) = 0$$\nso $$g(w) = 3 (w - a)$$\n"
    assert said(text)[-1] != "proved"


def test_a_second_derivative_is_claimed_everywhere() -> None:
    text = (
        "Let $x_1, \\dots, x_n, m \\in \\mathbb{R}$, $s > 0$ and "
        "$\\ell(m, s) = -\\frac1{2s} \\sum_i (x_i - m)^2$.\n"
        "$$\\frac{\\partial \\ell}{\\partial m} = \\frac1s \\sum_i (x_i - m) = 0 \\implies "
        "m = \\frac1n \\sum_i x_i$$\nso\n"
        "$$\\frac{\\partial^2 \\ell}{\\partial m \\partial s} = %s$$\n"
    )
    assert said(text % "0")[-1] != "proved"


def test_what_is_let_anew_is_no_solution_any_more() -> None:
    row = "Substituting, $$w^T w = \\sum_{i,j} \\alpha_i \\alpha_j y_i y_j x_i^T x_j$$\n"
    assert said(MACHINE + row)[-1] == "proved"
    for words in (
        "Now let $w = \\sum_i \\alpha_i x_i$. ",
        "In gradient descent $w$ is no optimum. ",
    ):
        assert said(MACHINE + words + row)[-1] != "proved"


SUBJECT = "Let $a, b \\in \\mathbb{R}$. %s we get $$a^2 = a b$$\n"


def test_a_constraint_defines_nothing_and_may_be_left() -> None:
    assert said(SUBJECT % "Maximise $ab$ subject to $a = b$. Hence")[-2:] == ["given", "proved"]
    for words in (
        "Earlier we worked subject to $a = b$. Relaxing this,",
        "We are not subject to $a = b$. Hence",
        "If we work subject to $a = b$, $a^2 = b^2$. Otherwise",
        "Maximise $ab$ subject to $a = b$. Next maximise it over all $a$ and $b$. Hence",
        "Maximise $ab$ subject to $a = b$. We drop the constraint. Hence",
    ):
        assert said(SUBJECT % words)[-1] != "proved"


RESIDUAL = (
    "Let $X \\in \\mathbb{R}^{n \\times d}$, $y \\in \\mathbb{R}^n$, $w \\in \\mathbb{R}^d$ and "
    "$J(w) = \\frac12 \\|Xw - y\\|^2$.\n$$\\nabla J = X^T(Xw - y) = 0$$\n"
)


@pytest.mark.parametrize(
    "words", ["Let $r = y - Xw$. Then", "The residual is $r = y - Xw$, and so"]
)
def test_what_is_named_below_an_equation_is_put_into_it(words: str) -> None:
    assert said(RESIDUAL + f"{words} $$X^T r = 0$$\n")[-1] == "proved"
    assert said(RESIDUAL + f"{words} $$X^T r = X^T y$$\n")[-1] != "proved"


@pytest.mark.parametrize(
    "words",
    ["For the smallest index $i$,", "Only for support vectors $i$:", "In coordinate descent"],
)
def test_what_holds_of_some_index_is_no_solution_for_all(words: str) -> None:
    text = (
        "Let $\\alpha, c \\in \\mathbb{R}^n$ and $f(\\alpha) = \\sum_i (\\alpha_i - c_i)^2$.\n%s\n"
        "$$\\frac{\\partial f}{\\partial \\alpha_i} = 2 (\\alpha_i - c_i) = 0$$\nso\n"
        "$$\\alpha_i = c_i$$\nSubstituting,\n$$\\sum_i \\alpha_i = \\sum_i c_i$$\n"
    )
    assert said(text % "For every $i$,")[-1] == "proved"
    assert said(text % words)[-1] != "proved"


@pytest.mark.parametrize(
    "words", ["Now replace $b$ by $2b$.", "We rescale $x$.", "Initially this does not hold."]
)
def test_what_is_altered_since_is_no_solution_any_more(words: str) -> None:
    text = (
        "Let $A \\in \\mathbb{R}^{n \\times n}$ be symmetric, $x, b \\in \\mathbb{R}^n$ and "
        "$f(x) = \\frac12 x^T A x - b^T x$.\n$$\\nabla f(x) = A x - b = 0$$\nso\n$$A x = b$$\n%s "
        "Using this,\n$$x^T A x = x^T b$$\n"
    )
    assert said(text % "")[-1] == "proved"
    assert said(text % words)[-1] != "proved"


def test_where_the_gradient_is_said_not_to_be_zero_nothing_is_proved_by_it() -> None:
    text = PLAIN + "$$f'(w) = 2 (w - a)$$\n%s Using the gradient,\n$$w = a$$\n"
    assert said(text % "The gradient is not zero at $w$.")[-1] != "proved"


@pytest.mark.parametrize(
    "words",
    [
        "For any $\\lambda > 0$",
        "The matrix is always invertible, and",
        "With the identity matrix $I$,",
        "No gradient descent is needed:",
    ],
)
def test_other_words_of_all_leave_the_solution_as_it_is(words: str) -> None:
    text = (
        "Let $X \\in \\mathbb{R}^{n \\times d}$, $y \\in \\mathbb{R}^n$, $\\lambda > 0$, "
        "$w \\in \\mathbb{R}^d$ and $J(w) = \\|Xw - y\\|^2 + \\lambda \\|w\\|^2$.\n"
        "$$\\nabla_w J = 2 X^T(X w - y) + 2 \\lambda w$$\n%s setting it to zero gives\n"
        "$$w = (X^T X %s \\lambda I)^{-1} X^T y$$\n"
    )
    assert said(text % (words, "+"))[-1] == "proved"
    assert said(text % (words, "-"))[-1] != "proved"
