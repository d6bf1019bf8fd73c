"""What a text says in passing of a symbol, “where y = x²”, that is differentiated past."""

import pytest

from tests.check.support import check, steps

DECLARED = "Let $x, y \\in \\mathbb{R}$"


def verdicts(text: str) -> list[str]:
    return [one.verdict.value for one in steps(check(text, None))]


@pytest.mark.parametrize(
    "defined",
    [
        f"{DECLARED}, $f = xy$, where $y = x^2$. ",
        f"{DECLARED}, $f = xy$ with $y = x^2$. ",
        f"{DECLARED} where $y = x^2$. $$f = xy$$ ",
        f"{DECLARED}. $$f = xy \\quad \\text{{where }} y = x^2$$ ",
    ],
)
@pytest.mark.parametrize("value", ["y", "3x^2", "x"])
def test_what_may_depend_is_neither_held_fixed_nor_not(defined: str, value: str) -> None:
    assert verdicts(f"{defined}$$\\frac{{df}}{{dx}} = {value}$$\n")[-1] == "undecided"


@pytest.mark.parametrize("said", ["where $y = 3$", "where $y > x$", "where $x$ is large"])
def test_what_depends_on_nothing_is_fixed(said: str) -> None:
    text = f"{DECLARED}, $f = xy$, {said}. $$\\frac{{df}}{{dx}} = y$$\n"
    assert verdicts(text)[-1] == "proved"


def test_what_is_defined_is_known() -> None:
    gradient = "\\frac{\\partial J}{\\partial v_c} = U(\\hat y - y)"
    said = "\\quad \\text{where } \\hat y = \\text{softmax}(U^\\top v_c)"
    assert steps(check(f"(b) $${gradient} {said}$$\n"))[0].verdict.value == "proved"


NETWORK = r"""All our vectors are rows here, and repeated indices are summed over.

$$ s = x M^{(1)} + p^{(1)} $$
$$ h = \sigma(s) $$
$$ r = h M^{(2)} + p^{(2)} $$
$$ \hat y = \text{softmax}(r) $$
$$ J = -y_i \log \hat y_i $$

"""


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        (r"\delta_{kj}", "proved"),
        (r"2 \delta_{kj}", "undecided"),
        (r"\delta_{kj} + h_i M^{(2)}_{ij}", "undecided"),
    ],
)
def test_what_an_affine_map_of_names_adds_is_fixed(value: str, verdict: str) -> None:
    gradient = r"\frac{\partial r_k}{\partial p^{(2)}_j}"
    found = steps(check(f"(c) {NETWORK}$$ {gradient} = {value} $$\n"))
    assert found[-1].verdict.value == verdict


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("Let $h = RNN(x)$.", "undecided"),
        (r"Let $h = \int V x$.", "undecided"),
        ("Let $h = g(x)$ where $g$ is some function.", "undecided"),
        ("We differentiate.", "proved"),
    ],
)
def test_what_was_defined_and_not_read_may_depend_on_anything(said: str, verdict: str) -> None:
    text = f"{said} Let $z = W h + U x$.\n\n$$\\frac{{\\partial z}}{{\\partial x}} = U$$\n"
    assert verdicts(text)[-1] == verdict


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        (" with $m$ depending on $x$.", "undecided"),
        (", where $m$ is the mean of the entries of $x$.", "undecided"),
        (". Here $m$ is the output of a network at $x$.", "undecided"),
        (". The target $m$ is computed by the same network.", "undecided"),
        (", where $m$ has been chosen to minimise the loss.", "undecided"),
        (", tied so that $m$ equals $x$.", "undecided"),
        (", where $m$ is a bias.", "proved"),
    ],
)
def test_what_words_make_of_the_variable_is_not_held_fixed(said: str, verdict: str) -> None:
    slope = r"\frac{\partial q}{\partial x} = a"
    assert verdicts(f"Set $q = a x + m${said}\n\n$${slope}$$\n")[-1] == verdict
