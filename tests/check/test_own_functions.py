"""Functions that a document defines itself: of letters nobody declares, densities, their reach."""

import pytest

from tests.check.support import check, steps

LEAST_SQUARES = r"""
$$L(w) = \|Xw - y\|^2$$

so

$$%s = %s$$
"""


def said(text: str) -> list[tuple[str, str | None]]:
    return [(one.verdict.value, one.code) for one in steps(check(text, None))]


@pytest.mark.parametrize(
    "gradient",
    [r"\nabla L(w)", r"\frac{\partial L}{\partial w}", r"\frac{\partial L(w)}{\partial w}"],
)
def test_a_function_of_letters_that_are_read_by_their_use(gradient: str) -> None:
    text = LEAST_SQUARES % (gradient, "2 X^T (Xw - y)")
    assert said(text) == [("given", "definition"), ("proved", None)]
    for wrong in ("2 X^T (Xw + y)", "X^T (Xw - y)", "2 X^T Xw - y^T X"):
        assert said(LEAST_SQUARES % (gradient, wrong))[1][0] not in ("proved", "given"), wrong


def test_the_letters_of_a_function_are_those_of_its_definition() -> None:
    text = "## (a)\n\n$$f(x) = a x + a$$\n\n## (b)\n\nLet $a = 3$. Then\n\n$$f(2) = %s$$\n"
    assert said(text % "9")[-1][0] != "proved"
    text = "## (a)\n\n$$f(x) = a x + a$$\n\n$$f(2) = %s$$\n"
    assert said(text % "3 a")[-1] == ("proved", None)
    assert said(text % "2 a")[-1][0] != "proved"


def test_an_argument_shadows_a_symbol_where_nothing_else_has_a_meaning() -> None:
    text = (
        "Let $x_1, \\dots, x_n \\in \\mathbb{R}$ and $\\mu \\in \\mathbb{R}$, $\\sigma > 0$.\n\n"
        "$$ p(x \\mid \\mu, \\sigma) = \\frac{1}{\\sqrt{2\\pi\\sigma^2}}"
        " \\exp\\left(-\\frac{(x-\\mu)^2}{2\\sigma^2}\\right) $$\n\n"
        "$$ \\sum_{i=1}^n \\log p(x_i \\mid \\mu, \\sigma) = -\\frac{n}{2} \\log(2\\pi\\sigma^2)"
        " - \\frac{1}{%s\\sigma^2} \\sum_{i=1}^n (x_i - \\mu)^2 $$\n"
    )
    assert [verdict for verdict, _ in said(text % "2")[-2:]] == ["given", "proved"]
    assert said(text % "")[-1][0] == "refuted"
    # the argument alone has no value outside
    bare = text % "2" + "\n$$ \\frac{\\partial \\log p}{\\partial \\mu} = 0 $$\n"
    assert said(bare)[-1] == ("unread", "missing-argument")


def test_arguments_of_one_function_do_not_depend_on_each_other() -> None:
    text = (
        "For $\\mu \\in \\mathbb{R}$, $\\sigma > 0$, we have\n\n"
        "$$ \\mathrm{KL}(\\mu, \\sigma) = \\frac{1}{2} (\\mu^2 + \\sigma^2 - 1 - \\log \\sigma^2)"
        " $$\n\n$$ \\frac{\\partial \\mathrm{KL}}{\\partial %s} = %s $$\n"
    )
    assert said(text % (r"\mu", r"\mu"))[-1] == ("proved", None)
    assert said(text % (r"\mu", r"2 \mu"))[-1][0] == "refuted"
    assert said(text % (r"\sigma", r"\sigma - \frac{1}{\sigma}"))[-1] == ("proved", None)
    # what stands beside the arguments may depend on them
    text = "Let $\\mu \\in \\mathbb{R}$.\n\n$$ f(\\mu, s) = \\mu s + t^2 + t $$\n\n"
    text += "$$ \\frac{\\partial f}{\\partial \\mu} = s $$\n\nHere $t$ is the time.\n\n"
    text += "$$ t + 1 = 1 + t $$"
    assert said(text)[-2] == ("undecided", "undeclared-symbol")


def test_what_a_question_defines_holds_in_its_parts() -> None:
    question = (
        "## Problem 2\n\nWe have $x_i \\in \\mathbb{R}^D$, $i = 1, \\dots, N$. The loss is\n\n"
        "$$ \\ell(w) = \\sum_{i=1}^N (w^T x_i)^2 $$\n\n"
    )
    part = "(a) Its gradient:\n\n$$ \\frac{\\partial \\ell}{\\partial w} = %s $$\n"
    right, wrong = r"2 \sum_i x_i x_i^T w", r"\sum_i x_i x_i^T w"
    assert said(question + part % right) == [("given", "definition"), ("proved", None)]
    assert said(question + part % wrong)[-1][0] != "proved"


def test_a_name_holds_in_the_parts_of_its_question_only() -> None:
    question = (
        "## Problem 2\n\nWe have $x_i \\in \\mathbb{R}^D$, $i = 1, \\dots, N$. Let\n\n"
        "$$ q_i = (w^T x_i)^2 + w^T x_i $$\n\n"
    )
    part = "(a) Twice that:\n\n$$ q_i + q_i = 2 (w^T x_i)^2 + 2 w^T x_i $$\n"
    assert said(question + part)[-1] == ("proved", None)
    assert said(question + "## Problem 3\n\nNothing.\n\n" + part)[-1][0] != "proved"


def test_a_function_of_one_question_is_not_the_value_of_another() -> None:
    text = (
        "## Problem 1\n\n$$ p(t) = t^2 + t $$\n\n(a) So:\n\n$$ p(2) = 6 $$\n\n"
        "## Problem 2\n\nLet $x_i \\in \\mathbb{R}$, $i = 1, \\dots, N$, and\n\n"
        "$$ p_i = x_i^2 $$\n\n(a) So:\n\n$$ 2 p_i = %s $$\n"
    )
    right = ["given", "proved", "given", "proved"]
    assert [verdict for verdict, _ in said(text % "p_i + x_i^2")] == right
    assert said(text % "p_i + x_i")[-1][0] == "refuted"


def test_a_prime_keeps_the_domain_of_its_function() -> None:
    """f'(x) is defined where f is: at x < 0 neither log x nor √x has a derivative."""
    opening = "Let $x \\in \\mathbb{R}$ and $w \\in \\mathbb{R}^n$. Let\n$$f(t) = \\log t$$\n"
    for argument in ("x", "w_i"):
        true = f"f'({argument}) = \\frac{{1}}{{|{argument}|}}"
        assert steps(check(f"{opening}$${true}$$", None))[-1].verdict.value == "proved"
        false = steps(check(f"{opening}$${true.replace('=', '= -')}$$", None))[-1]
        assert false.verdict.value == "refuted"


def test_a_prime_is_by_the_argument_only() -> None:
    opening = (
        "Let $x \\in \\mathbb{R}$.\n\n$$\\theta = 2 x$$\n\n$$f(t) = \\theta t$$\n\n"
        "$$g(t) = x t^2$$\n\n"
    )
    for true, false in (("f'(x) = \\theta", "f'(x) = 4 x"), ("g'(x) = 2 x^2", "g'(x) = 3 x^2")):
        assert steps(check(f"{opening}$${true}$$", None))[-1].verdict.value == "proved"
        assert steps(check(f"{opening}$${false}$$", None))[-1].verdict.value == "refuted"


def test_a_prime_at_a_name_that_is_defined() -> None:
    text = (
        "Let $W \\in \\mathbb{R}^{m \\times n}$, $x \\in \\mathbb{R}^n$ and $f(t) = t^2$.\n\n"
        "$$z = W x$$\n\n$$f'(z_i) = 2 z_i$$\n\n$$f'(z_i) = z_i$$\n"
    )
    assert [one.verdict.value for one in steps(check(text, None))][-2:] == ["proved", "refuted"]


def test_a_prime_at_a_vector_is_taken_of_each_entry() -> None:
    """The axis of f'(x) got a name of its own, so that σ'(x) = σ(x) ⊙ (1 − σ(x)) was refuted."""
    opening = "Let $x \\in \\mathbb{R}^n$. Let\n$$f(t) = \\frac{1}{1 + e^{-t}}$$\n"
    for left, right in (("f'(x)", "%s"), ("\\text{diag}(f'(x))", "\\text{diag}(%s)")):
        for inner, verdict in (("1 - f(x)", "proved"), ("1 + f(x)", "refuted")):
            claim = f"{left} = " + right % f"f(x) \\odot ({inner})"
            assert steps(check(f"{opening}$${claim}$$", None))[-1].verdict.value == verdict
    last = steps(check(f"{opening}$$f'(x)_i = f(x_i) (1 - f(x_i))$$", None))[-1]
    assert last.verdict.value == "proved"


@pytest.mark.parametrize("inner", ["w x + b", r"\tanh(w x + b)"])
def test_a_bare_loss_is_taken_at_the_names_of_its_definition(inner: str) -> None:
    text = (
        f"$$\\hat y = {inner}$$\n\n$$L(y, \\hat y) = \\frac{{1}}{{2}}(y - \\hat y)^2$$\n\n"
        "$$\\frac{\\partial L}{\\partial b} = %s \\frac{\\partial \\hat y}{\\partial b}$$\n"
    )
    assert said(text % r"(\hat y - y)")[-1] == ("proved", None)
    assert said(text % r"(y - \hat y)")[-1][0] not in ("proved", "given")


@pytest.mark.parametrize("name", [r"L_{\text{MSE}}", "L_1", r"\mathcal{L}_{\rm sq}"])
def test_a_function_may_have_a_label(name: str) -> None:
    text = (
        "Let $w, x \\in \\mathbb{R}^n$ and $y \\in \\mathbb{R}$.\n\n"
        f"$${name}(w) = (w^\\top x - y)^2$$\n\n$$\\nabla_w {name}(w) = %s (w^\\top x - y) x$$\n"
    )
    assert said(text % "2") == [("given", "definition"), ("proved", None)]
    assert said(text % "-2")[-1][0] == "refuted"


def test_an_entry_of_a_known_vector_is_no_function() -> None:
    text = "Let $x \\in \\mathbb{R}^n$ and $t \\in \\mathbb{R}$.\n\n$$x_1(t) = 3t$$\n"
    assert ("given", "definition") not in said(text)


@pytest.mark.parametrize("left", [r"\ell", r"\ell(\mu, \sigma^2)"])
def test_a_likelihood_of_a_mean_and_a_variance(left: str) -> None:
    text = (
        "$$\\ell(\\mu, \\sigma^2) = -\\frac{n}{2} \\log(2 \\pi \\sigma^2) "
        "- \\frac{1}{2\\sigma^2} \\sum_{i=1}^n (x_i - \\mu)^2$$\n\n"
        f"$$\\frac{{\\partial {left}}}{{\\partial \\mu}} = "
        "%s \\sum_{i=1}^n (x_i - \\mu)$$\n"
    )
    assert said(text % r"\frac{1}{\sigma^2}") == [("given", "definition"), ("proved", None)]
    assert said(text % r"\frac{1}{\sigma}")[-1][0] not in ("proved", "given")


@pytest.mark.parametrize(
    ("density", "right", "wrong"),
    [
        (
            r"\log p(x \mid \mu, s) = -\log s - \frac{(x - \mu)^2}{2 s^2}",
            r"\frac{\partial \log p(x \mid \mu, s)}{\partial \mu} = \frac{x - \mu}{s^2}",
            r"\frac{\partial \log p(x \mid \mu, s)}{\partial \mu} = -\frac{x - \mu}{s^2}",
        ),
        (
            r"\ln L(p) = k \log p + m \log(1 - p)",
            r"\frac{d \ln L}{dp} = \frac{k}{p} - \frac{m}{1 - p}",
            r"\frac{d \ln L}{dp} = \frac{k}{p} + \frac{m}{1 - p}",
        ),
        (r"\log(f(x)) = -x^2", r"f'(x) = -2x f(x)", r"f'(x) = -2x"),
        (r"\log{f(x)} = -x^2", r"f(x) = e^{-x^2}", r"f(x) = -x^2"),
    ],
)
def test_the_logarithm_of_a_function_says_what_it_is(density: str, right: str, wrong: str) -> None:
    def verdicts(step: str) -> list[str]:
        return [one.verdict.value for one in steps(check(f"$${density}$$\n\n$${step}$$\n", None))]

    assert verdicts(right) == ["given", "proved"]
    assert verdicts(wrong)[0] == "given"
    assert verdicts(wrong)[1] in ("refuted", "undecided")


def test_the_logarithm_of_a_known_function_is_a_claim() -> None:
    text = "$$f(x) = e^{2x}$$\n\n$$\\log f(x) = 2x$$\n\n$$\\log f(x) = 3x$$\n"
    assert [one.verdict.value for one in steps(check(text, None))] == ["given", "proved", "refuted"]
    product = "Let $a, b > 0$.\n\n$$\\log a(b) = \\log a + \\log b$$\n"
    assert "given" not in [one.verdict.value for one in steps(check(product, None))][1:]


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (2, 1, 0), (1, 2, 0)])
def test_a_function_keeps_the_argument_that_it_was_defined_with(order: tuple[int, ...]) -> None:
    rows = (r"\sigma(z) = \frac{1}{1 + e^{-z}}", r"z_i = w^\top x_i + b", r"p_i = \sigma(z_i)")
    text = "".join(f"$${rows[at]}$$\n\n" for at in order)
    text += r"$$L = -\sum_{i=1}^N [y_i \log p_i + (1 - y_i) \log(1 - p_i)]$$"
    text += "\n\n$$\\frac{\\partial L}{\\partial w} = \\sum_{i=1}^N (p_i %s y_i) x_i$$\n"
    assert [x for x, _ in said(text % "-")] == ["given"] * 4 + ["proved"]
    assert said(text % "+")[-1][0] not in ("proved", "given")


@pytest.mark.parametrize("loss", ["J", "J(w)"])
def test_a_loss_is_a_function_of_what_its_names_are_made_of(loss: str) -> None:
    text = (
        "Let $x_1, \\dots, x_n \\in \\mathbb{R}^d$.\n\n"
        "$$\\hat{y}_i = g(w^\\top x_i), \\quad g(t) = \\frac{1}{1 + e^{-t}}$$\n\n"
        "$$J(w) = -\\sum_{i=1}^n [y_i \\log \\hat{y}_i + (1 - y_i) \\log(1 - \\hat{y}_i)]$$\n\n"
        f"$$\\nabla_w {loss} = \\sum_{{i=1}}^n (\\hat{{y}}_i %s y_i) x_i$$\n"
    )
    assert said(text % "-")[-1] == ("proved", None)
    assert said(text % "+")[-1][0] not in ("proved", "given", "unread")


def test_the_argument_of_a_function_over_any_set_is_no_error() -> None:
    text = (
        "Define $\\text{LSE}(z) = \\log \\sum_i e^{z_i}$.\n\n"
        "$$ -\\log \\hat y_o = -u_o^T v_c + \\text{LSE}(U^T v_c) $$\n"
    )
    found = steps(check(text))
    assert found[-1].verdict.value in ("unread", "proved")
