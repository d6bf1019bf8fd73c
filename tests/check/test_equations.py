"""Equations to be solved are not refuted; claims beside them are."""

import pytest

from tests.check.support import check, steps

OPENING = (
    r"Let $X \in \mathbb{R}^{n \times d}$, $b \in \mathbb{R}^n$ and $w \in \mathbb{R}^d$, and "
    r"$f(w) = \frac12 (Xw - b)^\top (Xw - b)$."
)
GRADIENT = r"$$ \nabla f(w) = X^\top X w - X^\top b $$"


def last(text: str) -> tuple[str, str | None]:
    step = steps(check(f"{OPENING}\n\n{GRADIENT}\n\n{text}\n", None))[-1]
    return step.verdict.value, step.code


EQUATIONS = [
    r"$$ \nabla f = 0 $$",
    r"$$ \nabla f(w) = X^\top X w - X^\top b = 0 $$ at the minimum",
]
SET = r"Setting the derivative to zero: $$ \nabla f = X^\top X w - X^\top b = 0 $$"
NORMAL = [
    r"Setting it to zero, $$ X^\top X w = X^\top b $$",
    r"We set the gradient equal to $0$ and get $$ X^\top X w = X^\top b $$",
    r"The minimizer fulfils the normal equations $$ X^\top X w = X^\top b. $$",
    r"Solving $$ X^\top X w = X^\top b $$",
]


@pytest.mark.parametrize("text", EQUATIONS)
def test_an_equation_to_be_solved_is_not_refuted(text: str) -> None:
    assert last(text)[0] == "undecided"


def test_a_derivative_that_words_set_to_zero_is_given() -> None:
    assert last(SET) == ("given", "assumed")
    assert last(SET.replace("- X", "+ X"))[0] != "given"


@pytest.mark.parametrize("text", NORMAL)
def test_what_says_the_same_is_proved_and_what_does_not_is_not(text: str) -> None:
    assert last(text)[0] == "proved"
    for wrong in (r"2 X^\top b", r"-X^\top b", r"X^\top b + w", r"0"):
        assert last(text.replace(r"= X^\top b", f"= {wrong}"))[0] == "undecided"
    behind = text.replace(r"= X^\top b", r"= 2 X^\top b")
    assert last(rf"{behind} So $$ w = 2 (X^\top X)^{{-1}} X^\top b $$")[0] == "undecided"


SOLUTIONS = [
    (r"\frac{a}{2} x^2 - b x", r"a x - b", r"\frac{b}{a}", "proved"),
    (r"\frac{a}{2} x^2 - b x", r"a x - b", r"\frac{a}{b}", "refuted"),
    (r"x^3 - 3 x", r"3 x^2 - 3", "1", "undecided"),  # and -1
    (r"e^x - a x", r"e^x - a", r"\log a", "undecided"),  # not linear
    (r"b x^2", r"2 b x", "0", "proved"),
]


@pytest.mark.parametrize(("function", "slope", "solution", "verdict"), SOLUTIONS)
def test_the_one_solution_of_an_equation_is_proved(
    function: str, slope: str, solution: str, verdict: str
) -> None:
    text = (
        f"Let $a > 0$ and $b, x \\in \\mathbb{{R}}$.\n\n$$f(x) = {function}$$\n\n"
        f"$$f'(x) = {slope}$$\n\nSetting the derivative to zero, we get\n\n$$x = {solution}$$\n"
    )
    found = steps(check(text, None))[-1]
    assert found.verdict.value == verdict
    if solution == "0":
        assert "b ≠ 0" in [condition.text for condition in found.conditions]


def test_an_equation_without_an_inverse_is_not_solved() -> None:
    text = (
        "Let $X \\in \\mathbb{R}^{n \\times d}$ and $w \\in \\mathbb{R}^d$.\n\n"
        "$$J(w) = \\|Xw\\|^2$$\n\n$$\\nabla J(w) = 2 X^\\top X w$$\n\n"
        "Setting it to zero, we get\n\n$$w = 0$$\n"
    )
    assert [one.verdict.value for one in steps(check(text, None))][-2:] == ["proved", "undecided"]


def test_a_ridge_regression_is_proved_down_to_its_solution() -> None:
    text = (
        "Let $X \\in \\mathbb{R}^{n \\times d}$, $y \\in \\mathbb{R}^n$, $w \\in \\mathbb{R}^d$ "
        "and $\\lambda > 0$.\n\n$$J(w) = \\frac{1}{n} \\|Xw - y\\|^2 + \\lambda \\|w\\|^2$$\n\n"
        "$$\\nabla J(w) = \\frac{2}{n} X^\\top (Xw - y) + 2 \\lambda w$$\n\nSetting it to zero:\n\n"
        "$$(X^\\top X + n \\lambda I) w = X^\\top y$$\n\nand hence\n\n"
        "$$w = (X^\\top X + n \\lambda I)^{-1} X^\\top y$$\n"
    )
    assert [one.verdict.value for one in steps(check(text, None))][-3:] == ["proved"] * 3
    wrong = text.replace("n \\lambda I)^{-1}", "\\lambda I)^{-1}")
    assert [one.verdict.value for one in steps(check(wrong, None))][-1] == "refuted"


CLAIMS = [
    r"Setting it to zero, $$ \nabla f(w) = X^\top X w + X^\top b $$",
    r"Setting it to zero, $$ \nabla f(w) = X^\top X w + X^\top b = 0 $$",
    r"So we have $$ f(w) = \frac12 w^\top X^\top X w $$",
    r"It follows that $$ X^\top X w = X^\top b $$",
]


@pytest.mark.parametrize("text", CLAIMS)
def test_a_wrong_claim_is_refuted(text: str) -> None:
    found = steps(check(f"{OPENING}\n\n{GRADIENT}\n\n{text}\n", None))
    assert "refuted" in [step.verdict.value for step in found]


def one_line(text: str) -> list[tuple[str, tuple[str, ...]]]:
    found = steps(check(f"Let $a, b, w \\in \\mathbb{{R}}$ and {text}\n", None))
    return [(x.verdict.value, tuple(c.text for c in x.conditions)) for x in found]


@pytest.mark.parametrize("slope", ["2(w - b)", "3(w - b)"])
def test_where_another_derivative_was_taken_since_the_first_is_no_longer_meant(slope: str) -> None:
    first = "$f(w) = (w-a)^2$ and $g(w) = (w-b)^2$.\n\n$$ f'(w) = 2(w - a) $$"
    text = f"{first}\n\nSetting it to zero, $$ w = a $$\n\n$$ g'(w) = {slope} $$\n\nSetting this "
    assert one_line(f"{text} to zero, $$ w = a $$")[-1][0] == "undecided"
    assert one_line(f"{first}\n\n$$ g'(w) = {slope} $$\n\nSetting this to zero, $$ w = a $$")[-1][
        0
    ] == ("undecided")


def test_where_another_function_was_defined_since_the_first_is_no_longer_meant() -> None:
    text = "$f(w) = (w-a)^2$. $$ f'(w) = 2(w - a) $$ Setting it to zero, $$ w = a $$"
    assert one_line(text)[-1][0] == "proved"
    other = "For $h(w) = (w-b)^2$ the optimum is, setting its derivative to zero, $$ w = a $$"
    assert one_line(f"{text}\n\n{other}")[-1][0] == "undecided"


def test_derivatives_by_two_letters_are_set_to_zero_together() -> None:
    text = (
        r"$f = \frac12 (w - 2b - a)^2 + b^2$. $$ \frac{\partial f}{\partial w} = w - 2b - a $$ "
        r"$$ \frac{\partial f}{\partial b} = 6b - 2w + 2a $$ Setting both to zero gives "
    )
    assert one_line(f"{text} $$ w = a + 2b $$")[-1][0] == "proved"
    assert one_line(f"{text} $$ w = a - 2b $$")[-1][0] == "undecided"


def test_by_what_is_unknown_nothing_is_divided() -> None:
    text = r"$f(w) = \frac13 w^3 - \frac{a}{2} w^2$. $$ f'(w) = w^2 - a w $$ Setting it to zero, "
    assert one_line(f"{text} $$ w = a $$")[-1][0] == "undecided"  # and 0


def test_what_an_equation_was_divided_by_is_shown_further_down() -> None:
    text = r"$f(w) = \frac{a}{2} (w - b)^2$. $$ f'(w) = a w - a b $$ Setting it to zero, "
    verdict, conditions = one_line(rf"{text} $$ w - b = 0. $$ Hence $$ w = b $$")[-1]
    assert verdict == "proved" and "a ≠ 0" in conditions


@pytest.mark.parametrize(
    "words",
    [
        "The derivative by $b$ vanishes, as $f$ does not depend on it:",
        "The gradient by $b$ is zero everywhere:",
        "Setting $a$ to $0$, the derivative is",
    ],
)
def test_a_claim_that_a_derivative_is_zero_is_not_given(words: str) -> None:
    zero = r"$$ \frac{\partial f}{\partial b} = 0 $$"
    assert one_line(f"$f(w) = b w^2 + a$.\n\n{words}\n\n{zero}")[-1][0] in ("undecided", "refuted")
    assert one_line(f"$f(w) = b w^2 + a$.\n\nWe set the derivative to zero:\n\n{zero}")[-1][0] == (
        "given"
    )


TWO = (
    "Let $f(w) = (w - a)^2$ and $h(w) = (w - c)^2$.\n\n"
    "$$\\frac{df}{dw} = 2 (w - a)$$\n\nSetting this to zero and solving, $w = a$.\n\n"
)


@pytest.mark.parametrize(
    "words",
    [
        "The minimum of $h$ solves",
        "Minimizing $h$ gives",
        "$h'(w) = 0$ gives the optimum",
        "The second function instead has its optimum at",
    ],
)
def test_an_equation_is_of_the_function_that_words_speak_of(words: str) -> None:
    found = steps(check(f"{TWO}{words}\n\n$$w = a$$\n", None))
    assert found[-1].verdict.value not in ("proved", "given")
    alone = TWO.replace(" and $h(w) = (w - c)^2$", "")
    assert steps(check(alone, None))[-1].verdict.value == "proved"


def test_words_on_the_same_function_leave_its_equation() -> None:
    text = TWO.replace("Setting this to zero and solving", "So the minimum of $f$ is at")
    found = steps(check(text, None))
    assert found[-1].verdict.value == "proved"


def test_nor_of_a_function_that_words_change() -> None:
    alone = TWO.replace(" and $h(w) = (w - c)^2$", "")
    decay = alone.replace("Setting this", "We add weight decay. Setting this")
    assert steps(check(decay, None))[-1].verdict.value == "undecided"


SET_TO_ZERO = [
    r"$$ \nabla f(w) = X^\top (X w - b) = 0 $$",
    r"$$ \nabla f(w) = 0 $$",
]


@pytest.mark.parametrize("text", SET_TO_ZERO)
def test_a_derivative_that_a_formula_sets_to_zero_is_an_equation_for_the_rows_below(
    text: str,
) -> None:
    row = r"$$ X^\top X w = X^\top b $$"
    assert last(f"{text}\n\n{row}")[0] == "proved"
    assert last(f"{text}\n\nso\n\n{row}")[0] == "proved"
    assert last(f"{text}\n\n{row.replace('= X', '= 2X')}") == ("undecided", "equation")
    # without an equation it is a claim about any w
    assert last(row)[0] == "refuted"


def test_what_stands_apart_from_an_equation_in_a_formula_is_a_claim() -> None:
    text = (
        "Let $a, b \\in \\mathbb{R}$ and $f(a) = a^2$.\n\n$$\\frac{d f(a)}{d a} = 2 a = 0$$\n\n"
        "%s$$(a + b)^2 = a^2 + b^2$$\n"
    )
    apart = steps(check(text % "$$a + b = b + a$$\n\n", None))[-1]
    assert apart.verdict.value != "proved"


def test_a_row_that_speaks_of_more_than_the_equation_is_not_of_it() -> None:
    text = "Let $f = a^2$.\n\n$$\\frac{df}{da} = 2a = 0$$\n\n"
    assert steps(check(f"{text}$$(a + b)^2 = a^2 + b^2$$\n", None))[-1].verdict.value == "undecided"
    assert steps(check(f"{text}$$2a + 1 = 1$$\n", None))[-1].verdict.value == "proved"


INFLECTION = r"""
Let $x \in \mathbb{R}$ and $f(x) = x^3 - 6 x^2$. Setting the second derivative to zero,

$$ SECOND = 6 x - 12 = 0 $$
"""


@pytest.mark.parametrize("second", [r"f''(x)", r"\frac{d^2 f}{dx^2}"])
def test_a_second_derivative_that_is_set_to_zero_is_not_refuted(second: str) -> None:
    text = INFLECTION.replace("SECOND", second)
    assert [step.verdict.value for step in steps(check(text, None))][1:] == ["proved", "undecided"]
    wrong = [step.verdict.value for step in steps(check(text.replace("12", "6"), None))]
    assert wrong[1] == "refuted"


_LEAST_SQUARES = (
    "Let $X \\in \\mathbb{R}^{n \\times d}$, $y \\in \\mathbb{R}^n$ and $w \\in \\mathbb{R}^d$.\n\n"
    "$$J = (Xw-y)^\\top (Xw-y)$$\n\nSetting the gradient to zero,\n"
    "$$\\nabla_w J = 2X^\\top(Xw-y) = 0$$\n\nHence\n"
)
_FITTED = "X(X^\\top X)^{-1}X^\\top y"


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        (_FITTED, "Xw", "undecided"),
        ("Xw", _FITTED, "undecided"),
        (_FITTED, "3y", "refuted"),
        ("Xw", "2Xw", "refuted"),
    ],
)
def test_a_name_for_a_value_at_the_solution_is_no_slip(
    first: str, second: str, verdict: str
) -> None:
    rows = f"$$\\hat y = {first}$$\n$$\\hat y = {second}$$\n"
    found = [one.verdict.value for one in steps(check(_LEAST_SQUARES + rows, None))]
    assert found[-2:] == ["given", verdict]
