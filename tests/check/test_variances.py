"""``σ^2 = …`` says what a variance is, where σ was not written before."""

import pytest

from tests.check.support import check, steps

MEAN = r"$$\mu = \frac{1}{n} \sum_{i=1}^n x_i$$"
VARIANCE = r"$$\sigma^2 = \frac{1}{n} \sum_{i=1}^n (x_i - \mu)^2$$"
DECLARED = r"Let $x \in \mathbb{R}^n$."


def verdicts(*chains: str) -> list[str]:
    return [one.verdict.value for one in steps(check("\n\n".join(chains), None))]


@pytest.mark.parametrize("before", [DECLARED, "", r"We need the variance $\sigma^2$ first."])
@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (
            r"\frac{\partial \sigma^2}{\partial x_i} = \frac{2}{n}(x_i - \mu)",
            r"\frac{\partial \sigma^2}{\partial x_i} = \frac{1}{n}(x_i - \mu)",
        ),
        (
            r"\frac{\partial \sigma}{\partial x_i} = \frac{x_i - \mu}{n\sigma}",
            r"\frac{\partial \sigma}{\partial x_i} = \frac{x_i - \mu}{n\sigma^2}",
        ),
        (
            r"\sigma^2 = \frac{1}{n} \sum_{i=1}^n x_i^2 - \mu^2",
            r"\sigma^2 = \frac{1}{n} \sum_{i=1}^n x_i^2 + \mu^2",
        ),
    ],
)
def test_what_follows_is_judged_by_it(before: str, right: str, wrong: str) -> None:
    assert verdicts(before, MEAN, VARIANCE, f"$${right}$$") == ["given", "given", "proved"]
    assert "proved" not in verdicts(before, MEAN, VARIANCE, f"$${wrong}$$")


def test_a_name_of_many_letters_has_a_variance_too() -> None:
    rows = (
        r"$$\sigma_B^2 = \frac{1}{n} \sum_{i=1}^n (x_i - c)^2$$",
        r"$$\frac{\partial \sigma_B^2}{\partial x_i} = \frac{2}{n} (x_i - c)$$",
    )
    assert verdicts(*rows) == ["given", "proved"]


def test_in_a_likelihood_it_is_no_definition() -> None:
    squares = r"\sum_{i=1}^n (x_i - \mu)^2"
    likelihood = rf"$$\ell(\mu, \sigma^2) = -n \log \sigma^2 - \frac{{1}}{{\sigma^2}} {squares}$$"
    slope = r"$$\frac{\partial \ell}{\partial \mu} = \frac{2}{\sigma^2} \sum_{i=1}^n (x_i - \mu)$$"
    found = verdicts(DECLARED, likelihood, slope, "So we find", VARIANCE)
    assert found[1] == "proved"
    assert found[2] not in ("given", "refuted")


def test_said_in_another_formula_before_it_is_none() -> None:
    assert "given" not in verdicts(DECLARED, r"With $z = 2\sigma + 1$:", VARIANCE)[1:]


@pytest.mark.parametrize("name", ["v", r"\sigma^2"])
def test_a_variance_may_be_held_fixed_where_its_own_derivative_is_taken(name: str) -> None:
    text = (
        "Let $x \\in \\mathbb{R}^m$ and $\\mu, \\epsilon \\in \\mathbb{R}$.\n\n"
        f"$${name} = \\frac{{1}}{{m}} \\sum_{{j=1}}^m (x_j - \\mu)^2$$\n\n"
        f"$$z_i = (x_i - \\mu)({name} + \\epsilon)^{{-1/2}}$$\n\n"
    )
    direct = f"$$\\frac{{\\partial z_i}}{{\\partial \\mu}} = -({name} + \\epsilon)^{{-1/2}}$$\n\n"
    slope = r"-\frac{2}{m} \sum_{j=1}^m (x_j - \mu)"
    through = f"$$\\frac{{\\partial {name}}}{{\\partial \\mu}} = {slope}$$"
    assert verdicts(text, direct, through)[-2:] == ["undecided", "proved"]
    assert verdicts(text, direct)[-1] == "refuted"
    assert verdicts(text, direct.replace("= -", "= 2"), through)[-2] == "refuted"
    assert verdicts(text, through.replace("= -", "= "))[-1] == "refuted"


@pytest.mark.parametrize(
    ("deviation", "verdict"),
    [(r"\sqrt{a^2 + b^2}", "proved"), ("a + b", "refuted"), (r"-\sqrt{a^2 + b^2}", "refuted")],
)
def test_what_the_root_of_a_variance_is_said_to_be_is_a_claim(deviation: str, verdict: str) -> None:
    text = rf"Let $a, b \in \mathbb{{R}}$. $$ \sigma^2 = a^2 + b^2 $$ so $$ \sigma = {deviation} $$"
    assert [one.verdict.value for one in steps(check(text, None))] == ["given", verdict]


def test_the_letter_s_has_a_variance_too() -> None:
    variance = VARIANCE.replace("\\sigma", "s")
    slope = r"$$\frac{\partial s}{\partial x_i} = \frac{x_i - \mu}{%s s}$$"
    assert verdicts(DECLARED, MEAN, variance, slope % "n") == ["given", "given", "proved"]
    assert "proved" not in verdicts(DECLARED, MEAN, variance, slope % "2n")
    # written before, it is what it was
    free = r"$$L = s^2 + \mu s$$"
    assert verdicts(DECLARED, MEAN, free, variance)[-1] != "given"


def test_an_s_that_is_no_deviation_may_be_negative() -> None:
    text = "Let $a, b \\in \\mathbb{R}$ and $s^2 = a^2 + b^2$.\n$$%s$$\n"
    for row in ("|s| = s", "s = -\\sqrt{a^2 + b^2}"):
        assert steps(check(text % row, None))[-1].verdict.value == "undecided"
