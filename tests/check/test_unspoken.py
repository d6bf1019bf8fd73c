"""Letters of which a text says nothing are taken for given; estimates and what is spoken of not."""

import pytest

from tests.check.support import check, steps

LAYER = (
    "Let $x \\in \\mathbb{R}^n$, $W \\in \\mathbb{R}^{m \\times n}$, $b \\in \\mathbb{R}^m$,\n"
    "$$z = Wx + b, \\qquad L = \\frac12 \\|z - y\\|^2.$$\n"
)
GRADIENT = "$$\\frac{\\partial L}{\\partial z} = z - y$$\n"


def verdicts(text: str) -> list[str]:
    return [one.verdict.value for one in steps(check(text, None))]


def test_a_letter_of_which_nothing_is_said_is_held_fixed() -> None:
    weights = "$$\\frac{\\partial L}{\\partial W} = (z - y) x^\\top$$\n"
    assert verdicts(LAYER + GRADIENT + weights)[2:] == ["proved", "proved"]
    for true, false in (("= z - y", "= y - z"), ("(z - y)", "(z + y)"), ("x^\\top", "x x^\\top x")):
        text = LAYER + (GRADIENT + weights).replace(true, false)
        assert sorted(verdicts(text)[2:]) != ["proved", "proved"]


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("Here $y$ is the label.\n", "proved"),
        ("where the target $y$ is given\n", "proved"),
        ("where $y$ is the output of the next layer\n", "undecided"),
        ("We compute $y$ from $z$ below.\n", "undecided"),
        ("The label $y$ is copied from $x$; $y$ changes with it.\n", "undecided"),
        ("We know that $$y(t) = q(t)$$ holds.\n", "undecided"),
    ],
)
def test_what_words_say_of_a_letter_may_be_anything(said: str, verdict: str) -> None:
    assert verdicts(LAYER + said + GRADIENT)[-1] == verdict


@pytest.mark.parametrize("declared", ["", "Let $w \\in \\mathbb{R}^n$.\n"])
def test_an_estimate_depends_on_what_nobody_tells(declared: str) -> None:
    text = (
        f"{declared}$$L = (\\hat y - y)^2 + \\lambda w^\\top w$$\n"
        "$$\\frac{\\partial L}{\\partial w} = 2 \\lambda w$$\n"
    )
    assert verdicts(text) == ["given", "undecided"]
    assert verdicts(text.replace("\\hat y - ", "")) != ["given", "refuted"]


@pytest.mark.parametrize(
    ("loss", "gradient"),
    [
        (r"\frac12 (t - o)^2 + \frac{\lambda}{2} \|w\|^2", r"\lambda w"),
        (r"\frac12 ((t - o)^2 + \lambda \|w\|^2)", r"\lambda w"),
        (r"-y \log p - (1 - y) \log(1 - p) + \lambda w^\top w", r"2 \lambda w"),
        (r"C_0 + \lambda w^\top w", r"2 \lambda w"),
        (r"\|w - \bar w\|^2", r"2 (w - \bar w)"),
        (r"\frac{1}{Z} w^\top w", r"\frac{2}{Z} w"),
    ],
)
def test_what_is_added_beside_the_variable_may_depend_on_it(loss: str, gradient: str) -> None:
    text = f"Let $w \\in \\mathbb{{R}}^n$.\n$$L = {loss}$$\n"
    text += f"$$\\frac{{\\partial L}}{{\\partial w}} = {gradient}$$\n"
    assert verdicts(text) == ["given", "undecided"]


@pytest.mark.parametrize(
    ("loss", "gradient", "verdict"),
    [
        (r"\frac12 (t - o)^2 + \lambda w^\top w", r"2 \lambda w", "undecided"),
        (r"C + \lambda w^\top w", r"2 \lambda w", "undecided"),
        (r"(t - y)^2 + \lambda \|w\|^2", r"2 \lambda w", "undecided"),
        (r"p w^\top w", r"2 p w", "undecided"),
        (r"\gamma w^\top w", r"2 \gamma w", "proved"),
        (r"\|X w - y\|^2 + \lambda w^\top w", r"2 X^\top (X w - y) + 2 \lambda w", "proved"),
        (r"\|M w + a\|^2 + \lambda (w^\top w - 1)", r"2 M^\top (M w + a) + 2 \lambda w", "proved"),
    ],
)
def test_beside_an_undeclared_variable_too(loss: str, gradient: str, verdict: str) -> None:
    text = f"$$L = {loss}$$\n$$\\frac{{\\partial L}}{{\\partial w}} = {gradient}$$\n"
    assert verdicts(text) == ["given", verdict]
    assert verdicts(text.replace(f"= {gradient}", f"= w + {gradient}"))[-1] != "proved"


@pytest.mark.parametrize(
    ("head", "by", "slope"),
    [("z = x^2 + y^2", "x", "2x"), ("s = M q + a", "q", "M"), ("s = M q + a", "a", "I")],
)
def test_coordinates_and_what_an_affine_map_adds_are_fixed(head: str, by: str, slope: str) -> None:
    text = f"$${head}$$\n$$\\frac{{\\partial {head[0]}}}{{\\partial {by}}} = {slope}$$\n"
    assert verdicts(text) == ["given", "proved"]
    assert verdicts(text.replace(f"}} = {slope}", f"}} = -{slope}"))[1] != "proved"


def test_a_bias_and_a_factor_are_fixed() -> None:
    text = "Let $w, x \\in \\mathbb{R}^n$.\n$$a = \\gamma w^\\top x + b$$\n"
    text += "$$\\frac{\\partial a}{\\partial w} = \\gamma x$$\n"
    assert verdicts(text) == ["given", "proved"]


def test_by_an_estimate_itself_the_rest_is_fixed() -> None:
    text = "$$L = (\\hat y - y)^2$$\n$$\\frac{\\partial L}{\\partial \\hat y} = 2(\\hat y - y)$$\n"
    assert verdicts(text) == ["given", "proved"]


def test_what_does_not_hold_the_variable_is_not_decided() -> None:
    text = LAYER + "$$\\frac{\\partial y}{\\partial x} = 0$$\n"
    assert verdicts(text)[-1] == "undecided"


@pytest.mark.parametrize(
    "said",
    [
        "Here y is computed from z by the next layer.",
        "| symbol | meaning |\n|---|---|\n| y | softmax of z |",
        "![y as function of z](figure.png)",
        "We set `y = 2 * z`.",
        "<!-- y follows z -->",
        "where $z \\mapsto y$ is the next layer",
        "The pair $(y, z)$ moves on a curve.",
        "where $y \\propto z$",
        "where $y^{(i)}$ depends on $z^{(i)}$",
        "where $y(z)$ is the softmax",
        "where $2z = y$",
        "$$\\frac{\\partial y}{\\partial z} \\neq 0$$",
        "The target $y$ is produced by the network from $z$.",
        "All variables depend on $z$.",
        "The weights are recurrent.",
        "The teacher signal varies with the activation.",
        "Here comes the predicted probability.",
        "where $\\dot y = z$",
        "$$z = g(y)$$",
        "$$y \\leftarrow 2z$$",
        "Everything but $x$ is a function of $z$.",
    ],
)
def test_whatever_is_said_of_a_letter_anywhere_it_is_not_held_fixed(said: str) -> None:
    for text in (f"{LAYER}\n{said}\n\n{GRADIENT}", f"{said}\n\n{LAYER}\n{GRADIENT}"):
        assert verdicts(text)[-1] == "undecided"


@pytest.mark.parametrize(
    "said",
    [
        "We do as in (y) above.",
        "$$W \\leftarrow W - (z - y) x^\\top$$",
        "Let us take a step, e.g. by $z$.",
    ],
)
def test_words_and_labels_speak_of_no_letter(said: str) -> None:
    assert verdicts(f"{LAYER}\n{said}\n\n{GRADIENT}")[-1] == "proved"


def test_where_something_is_taken_to_has_any_shape() -> None:
    text = "Let $x \\in \\mathbb{R}^n$, $z \\in \\mathbb{R}^m$. We have $x \\to z$ and $x = z$.\n"
    assert verdicts(text) == ["undecided", "ill-typed"]


DEPENDENT = (
    "Let $z \\in \\mathbb{R}^m$.\n\n$$L = \\frac12 \\|z - y\\|^2,$$\n"
    "where $y \\in \\mathbb{R}^m$ %s.\n"
    "$$\\frac{\\partial L}{\\partial z} = z - y$$\n"
)


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("depends on $z$", "undecided"),
        ("is a function of the inputs", "undecided"),
        ("also varies with $z$", "undecided"),
        ("is computed from $z$", "undecided"),
        ("is computed from the data", "proved"),
        ("is a vector", "proved"),
    ],
)
def test_what_a_sentence_calls_dependent_is_not_held_fixed(said: str, verdict: str) -> None:
    assert verdicts(DEPENDENT % said)[-1] == verdict


def test_a_coefficient_before_a_sum_is_no_function() -> None:
    text = (
        "Let $R \\in \\mathbb{R}^{m \\times n}$, $U \\in \\mathbb{R}^{m \\times k}$, "
        "$V \\in \\mathbb{R}^{n \\times k}$.\n"
        "$$J = \\|R - U V^T\\|_F^2 + %s(\\|U\\|_F^2 + \\|V\\|_F^2)$$\n"
        "$$\\frac{\\partial J}{\\partial U} = -2 (R - U V^T) V + %s U$$\n"
    )
    assert verdicts(text % ("\\lambda", "2\\lambda")) == ["given", "proved"]
    assert verdicts(text % ("\\lambda", "\\lambda"))[-1] != "proved"
    # of another letter nothing is known
    assert verdicts(text % ("y", "2y"))[-1] != "refuted"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("$$z = Wx + b$$\n$$\\frac{\\partial z}{\\partial x} = W$$\n", "proved"),
        ("$$z = Wx + b$$\n$$\\frac{\\partial z}{\\partial x} = 2W$$\n", "undecided"),
        # here it may say what W is
        ("$$\\frac{\\partial z}{\\partial x} = W$$\n$$z = Wx + b$$\n", "undecided"),
        (
            "Here $W$ is computed.\n$$z = Wx + b$$\n$$\\frac{\\partial z}{\\partial x} = W$$",
            "undecided",
        ),
        ("$$z = Wh + Ux$$\n$$\\frac{\\partial z}{\\partial x} = U$$\n", "undecided"),
    ],
)
def test_a_slope_says_nothing_of_a_letter_that_stood_before(text: str, verdict: str) -> None:
    found = steps(check(f"Let $x \\in \\mathbb{{R}}^n$.\n{text}", None))
    at = 0 if text.startswith("$$\\frac") else -1
    assert found[at].verdict.value == verdict
