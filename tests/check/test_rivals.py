"""A second reading of a formula keeps a step from being called wrong, and proves nothing."""

import pytest

from tests.check.support import check, steps

VECTORS = (
    r"Let $x, a, g \in \mathbb{R}^n$, $A \in \mathbb{R}^{n \times n}$, "
    r"$f(x) = \frac{1}{2}\|x\|^2$ and $L = \|x\|^2$."
)
FUNCTIONS = r"Let $x \in \mathbb{R}$, $f(x) = x^2$ and $g(x) = \sin x$."
NUMBERS = r"Let $a, b \in \mathbb{R}$."


def verdicts(preamble: str, *formulas: str) -> list[str]:
    text = "\n\n".join((preamble, *(f"$${one}$$" for one in formulas)))
    found = [step for step in steps(check(text, None)) if step.code != "definition"]
    return [step.verdict.value for step in found]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (r"\nabla f(x)^\top a", r"x^\top a"),
        (r"\nabla_x f(x)^\top a", r"x^\top a"),
        (r"\nabla f^\top a", r"x^\top a"),
        (r"\nabla f(x)^\top \nabla f(x)", "2 f(x)"),
        (r"\nabla f(x) \nabla f(x)^\top", r"x x^\top"),
        (r"\nabla_x L^\top A x", r"2 x^\top A x"),
        (r"\nabla_x L^T \nabla_x L", "4 L"),
        (r"\nabla_x L \cdot g", r"2 x^\top g"),
        (r"\nabla_x L\, g^\top", r"2 x g^\top"),
        (r"\nabla^2_x L\, g", "2 g"),
        (r"x^\top \nabla_x^2 L\, x", "2 L"),
    ],
)
def test_the_gradient_of_a_number_takes_the_number_alone(left: str, right: str) -> None:
    assert verdicts(VECTORS, f"{left} = {right}") == ["proved"]
    assert verdicts(VECTORS, f"{left} = 3 {right}") == ["refuted"]


def test_what_a_gradient_takes_otherwise() -> None:
    held = (
        r"\nabla_x x^\top a = a",
        r"\nabla_x L^2 = 4 L x",
        r"\nabla_x a^\top x L = L a + 2 a^\top x x",
    )
    assert verdicts(VECTORS, *held) == ["proved"] * 3


def test_the_product_rule_as_it_is_written() -> None:
    rule = r"\frac{d}{dx} (f(x) g(x)) = \frac{d}{dx} f(x) g(x) + f(x) \frac{d}{dx} g(x)"
    assert verdicts(FUNCTIONS, rule) == ["unread"]
    assert verdicts(FUNCTIONS, rule.replace("+", "-")) == ["refuted"]
    whole = r"\frac{d}{dx} f(x) g(x) = 2 x \sin x + x^2 \cos x"
    assert verdicts(FUNCTIONS, whole) == ["proved"]
    assert verdicts(FUNCTIONS, whole.replace("+", "-")) == ["refuted"]


def test_the_gradient_of_a_logarithm() -> None:
    said = r"Let $x, a \in \mathbb{R}^n$ and $p(x) = \exp(a^\top x)$."
    step = r"\nabla_x \log p(x) \cdot p(x) = \nabla_x p(x)"
    assert verdicts(said, step, step.replace("= ", "= 2 ")) == ["unread", "refuted"]


def test_a_bracket_of_functions_with_a_prime() -> None:
    rule = "(f g)'(x) = f'(x) g(x) + f(x) g'(x)"
    assert verdicts(FUNCTIONS, rule, rule.replace("+", "-")) == ["proved", "refuted"]
    over = r"\left(\frac{f}{g}\right)'(x) = \frac{f'(x) g(x) - f(x) g'(x)}{g(x)^2}"
    assert verdicts(FUNCTIONS, over, over.replace(" - ", " + ")) == ["proved", "refuted"]
    assert verdicts(FUNCTIONS, "(f(x) g)'(x) = 0") == ["unread"]


def test_the_number_of_an_equation() -> None:
    right, wrong = "(a+b)^2 = a^2 + 2ab + b^2 (11)", "(a+b)^2 = a^2 + ab + b^2 (11)"
    assert verdicts(NUMBERS, right, wrong) == ["unread", "refuted"]
    rows = r"(a+b)^2 &= a^2 + 2ab + b^2 (1)\\ &= a(a + 2b) + b^2 (2)\\ &= a(a + b) + b^2 (3)"
    found = verdicts(NUMBERS, rf"\begin{{aligned}}{rows}\end{{aligned}}")
    assert found == ["proved", "unread", "refuted"]


def test_a_number_in_brackets_that_is_one() -> None:
    assert verdicts(NUMBERS, r"\frac{d}{da} (3a + 1)^2 = 2 (3a + 1) (3)") == ["proved"]
    assert verdicts(NUMBERS, "2 (3) (4) = 25") == ["refuted"]


def test_what_holds_only_if_the_number_is_a_factor_is_not_proved() -> None:
    assert verdicts(NUMBERS, "a + b + b = a + b (2)", "a + b = a + b (1)") == ["unread", "proved"]
    # in its own row no number of an equation stands before a sign
    assert verdicts(NUMBERS, "a + b (2) = a + 2b") == ["proved"]


def test_a_definition_that_may_end_in_a_number_defines_nothing() -> None:
    found = verdicts(NUMBERS, "f = a + b (2)", "f - a = b", "f = a + 3b")
    assert {"refuted", "proved"}.isdisjoint(found)
    factor = verdicts(NUMBERS, "f = 2b (a + b)", "f - 2b^2 = 2ab", "f = 2ab")
    assert factor[-2:] == ["proved", "refuted"]


def test_a_whole_number_before_a_fraction_may_be_a_mixed_number() -> None:
    found = verdicts(NUMBERS, r"1\frac{1}{2} = \frac{3}{2}", r"1\frac{1}{2} = \frac{1}{2}")
    assert found == ["unread", "unread"]
    assert verdicts(NUMBERS, r"1\frac{1}{2} = 2", r"2\frac{1}{2} a = a") == ["refuted", "proved"]


def test_a_joint_probability_is_no_conditional_one() -> None:
    found = steps(check("$$P(O=o, C=c) = \\hat y_o$$ $$P(o, c) = 2 \\hat y_o$$"))
    assert [one.code for one in found] == ["joint-probability", "joint-probability"]
    (given,) = steps(check("$$P(O=o \\mid C=c) = \\hat y_o$$"))
    assert given.verdict.value == "proved"


def test_an_equation_by_its_number() -> None:
    assert verdicts(NUMBERS, "(1) - b^2 = a^2 + 2ab") == ["unread"]


def test_many_gradients_within_one_another() -> None:
    deep = r"\nabla_x L \cdot (g + " * 12 + "g" + ")" * 12
    assert verdicts(VECTORS, f"{deep} = g") == ["unread"]


def test_a_plain_letter_first_is_no_second_reading() -> None:
    assert verdicts(VECTORS, r"\frac{\partial}{\partial x} x^\top A a = a") == ["refuted"]
    assert verdicts(FUNCTIONS, r"\frac{d}{dx} x e^x = e^x") == ["refuted"]


PLAIN_SUMS = (
    r"-u_o + \sum_k \frac{\exp(u_k^\top v_c)}{\sum_j \exp(u_j^\top v_c)} u_k",
    r"-u_o + \sum_s \frac{\exp(u_s^\top v_c)}{\sum_w \exp(u_w^\top v_c)} u_s",
)


@pytest.mark.parametrize("right", PLAIN_SUMS)
def test_sums_without_a_range_where_there_are_no_samples(right: str) -> None:
    def verdict(value: str) -> str:
        (found,) = steps(check(f"(b)\n$$\\frac{{\\partial J}}{{\\partial v_c}} = {value}$$"))
        return found.verdict.value

    assert verdict(right) == "proved"
    assert verdict(right.replace("-u_o", "u_o")) == "refuted"


def test_sums_without_a_range_over_samples_that_are_spoken_of() -> None:
    value = r"(\sigma(u_o^\top v_c) - 1) u_o + \sum_k (1 - \sigma(-u_k^\top v_c)) u_k"
    found = steps(check(f"(f)\n$$\\frac{{\\partial J}}{{\\partial v_c}} = {value}$$"))
    assert [step.verdict.value for step in found] == ["proved"]


def test_a_bracket_that_is_transposed_is_a_number_or_what_is_derived_of_it() -> None:
    turned = r"\frac{\partial}{\partial x} (2 a^\top x)^\top"
    said = r"Let $x, a \in \mathbb{R}^n$."
    assert verdicts(said, f"{turned} = 2 a") == ["proved"]
    assert verdicts(said, f"{turned} = 2 a^\\top") == ["unread"]
    assert verdicts(said, f"{turned} = 3 a") == ["refuted"]


def test_derivatives_within_one_another_are_read_once_each() -> None:
    # each was read twice, so that forty would never come to an end
    said = r"Let $x, a \in \mathbb{R}$."
    deep = r"\frac{d}{dx} " * 40
    assert verdicts(said, rf"{deep} (a x) = 0") == ["proved"]
    turned = "a x"
    for _ in range(40):
        turned = rf"\frac{{d}}{{dx}} \left({turned}\right)^\top"
    assert len(verdicts(said, f"{turned} = 0")) == 1
    vectors = r"Let $x, a \in \mathbb{R}^n$."
    turned = r"a^\top x"
    for _ in range(40):
        turned = rf"\frac{{\partial}}{{\partial x}} \left({turned}\right)^\top"
    assert verdicts(vectors, f"{turned} = 0") == ["unread"]


def said_with_sizes(*formulas: str) -> list[str]:
    text = "## (e)\n\n" + "\n\n".join(f"$${one}$$" for one in formulas)
    return [step.verdict.value for step in steps(check(text))]


def test_a_size_d_may_be_the_sign_of_a_differential() -> None:
    slope = r"\sigma(x) (1 - \sigma(x))"
    right = (
        rf"(d \sigma(x))/(dx) = {slope}",
        rf"d \sigma(x) = {slope} dx",
        rf"\frac{{2 d \sigma(x)}}{{dx}} = 2 {slope}",
    )
    assert said_with_sizes(*right) == ["unread"] * 3
    # as products with a size they would hold
    wrong = (r"d x^2 = x \, d x", r"(d x^2)/(d x) = x", r"\frac{2 d x^2}{d x} = 2x")
    assert said_with_sizes(*wrong) == ["unread"] * 3


def test_d_over_d_is_a_derivative_however_it_is_written() -> None:
    assert (
        said_with_sizes(
            r"{d x^2 \over d x} = 2 x",
            r"\frac{(d x^2)}{(d x)} = 2 x",
            r"\frac{{d x^2}}{{d x}} = 2 x",
        )
        == ["proved"] * 3
    )
    assert said_with_sizes(r"{d x^2 \over d x} = x", r"\frac{(d x^2)}{(d x)} = x") == (
        ["refuted"] * 2
    )


def test_one_thing_d_times_is_proved_of_sizes() -> None:
    assert said_with_sizes("x^2 d = d x^2", r"\sum_{w \in V} (d x - x d) = 0") == ["proved"] * 2
    assert said_with_sizes("x d + 1 = 2 x d") == ["refuted"]
    # of one x alone d is no differential
    assert said_with_sizes("d x = x + 1", "d x^2 = 3") == ["refuted"] * 2
