"""Losses of which a text says only what they are differentiated by: ∂L/∂x = Wᵀ ∂L/∂z of z = Wx."""

import pytest

from tests.check.support import check, steps

LAYER = (
    "Let $x \\in \\mathbb{R}^n$, $W \\in \\mathbb{R}^{m \\times n}$, $b \\in \\mathbb{R}^m$ and "
    "$z = Wx + b$.\n\n"
)
SQUARE = "Let $x \\in \\mathbb{R}^n$ and $W \\in \\mathbb{R}^{n \\times n}$.\n\n"


def verdicts(text: str) -> list[str]:
    return [one.verdict.value for one in steps(check(text, None))]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial L}{\partial x} = W^\top \frac{\partial L}{\partial z}", "proved"),
        (r"\frac{\partial L}{\partial x} = -W^\top \frac{\partial L}{\partial z}", "undecided"),
        (r"\nabla_W \mathcal{L} = (\nabla_z \mathcal{L}) x^\top", "proved"),
        (r"\nabla_W \mathcal{L} = 2 (\nabla_z \mathcal{L}) x^\top", "undecided"),
        (r"\frac{\partial J}{\partial b} = \frac{\partial J}{\partial z}", "proved"),
        (r"\frac{\partial J}{\partial b} = b \circ \frac{\partial J}{\partial z}", "undecided"),
        (r"\frac{\partial L}{\partial x_i} = \sum_j \frac{\partial L}{\partial z_j} W_{ji}",
         "proved"),
        (r"\frac{\partial L}{\partial x_i} = \sum_j \frac{\partial L}{\partial z_j} z_j",
         "undecided"),
    ],
)  # fmt: skip
def test_a_loss_is_any_function_of_what_lies_above_the_rest(claim: str, verdict: str) -> None:
    assert verdicts(f"{LAYER}$$ {claim} $$")[-1] == verdict


def test_the_proof_says_what_it_supposes() -> None:
    claim = r"$$\frac{\partial L}{\partial x} = W^\top \frac{\partial L}{\partial z}$$"
    found = steps(check(LAYER + claim, None))[-1]
    assert [one.text for one in found.conditions] == ["L is a real function of z"]


def test_what_its_gradient_is_would_have_to_be_said() -> None:
    claims = r"$$\frac{\partial L}{\partial b} = \frac{\partial L}{\partial z}$$"
    claims += "\n\n" + r"$$\frac{\partial L}{\partial z} = 2z$$"
    assert verdicts(LAYER + claims)[-2:] == ["proved", "undecided"]


def test_attention_backwards() -> None:
    text = """Let $Q, K, V \\in \\mathbb{R}^{n \\times d}$.

$$S = \\frac{1}{\\sqrt{d}} QK^\\top$$ $$A_{ij} = \\frac{e^{S_{ij}}}{\\sum_k e^{S_{ik}}}$$ $$O = AV$$

$$\\frac{\\partial L}{\\partial V} = A^\\top \\frac{\\partial L}{\\partial O}$$

$$\\frac{\\partial L}{\\partial A} = \\frac{\\partial L}{\\partial O} V^\\top$$

$$\\frac{\\partial L}{\\partial Q} = \\frac{1}{\\sqrt{d}} \\frac{\\partial L}{\\partial S} K$$

$$\\frac{\\partial L}{\\partial Q} = \\frac{1}{\\sqrt{d}} \\frac{\\partial L}{\\partial S} V$$
"""
    assert verdicts(text)[-4:] == ["proved", "proved", "proved", "undecided"]


def test_a_name_that_rests_on_the_variable_in_another_way_may_be_a_second_path() -> None:
    claim = r"$$\frac{\partial L}{\partial x} = W^\top \frac{\partial L}{\partial F}$$"
    assert verdicts(f"{SQUARE}$$F = Wx$$\n\n{claim}") == ["given", "proved"]
    for other in ("y = F + x", "r = x^\\top x"):
        assert verdicts(f"{SQUARE}$$F = Wx$$\n\n$${other}$$\n\n{claim}")[-1] == "undecided"


def test_both_paths_of_a_residual_block() -> None:
    block = SQUARE + "$$F = Wx$$\n\n$$y = F + x$$\n\n"
    upstream = r"\frac{\partial L}{\partial y}"
    for right, verdict in (
        (rf"W^\top {upstream} + {upstream}", "proved"),
        (rf"W^\top {upstream}", "undecided"),
    ):
        claim = rf"$$\frac{{\partial L}}{{\partial x}} = {right}$$"
        assert verdicts(block + claim)[-1] == verdict


@pytest.mark.parametrize(
    "said",
    [r"The loss is $L = \|z\|^2 + \|W\|_F^2$.", r"$$L(z, W) = \ell(z) + \|W\|_F^2$$", "$L > 0$"],
)
def test_a_loss_of_which_more_is_said_is_not_any_one(said: str) -> None:
    claim = r"$$\frac{\partial L}{\partial W} = \frac{\partial L}{\partial z} x^\top$$"
    assert "proved" not in verdicts(f"{LAYER}{claim}\n\n{said}\n")


def test_what_is_made_of_its_gradient_has_no_derivative() -> None:
    text = (
        LAYER
        + r"""Let $\delta = \frac{\partial L}{\partial z}$.

$$\frac{\partial L}{\partial W} = \delta x^\top$$

$$\frac{\partial \delta}{\partial z} = 0$$

$$\frac{\partial}{\partial z} (\delta^\top z) = \delta$$
"""
    )
    assert verdicts(text) == ["given", "given", "proved", "undecided", "undecided"]


@pytest.mark.parametrize(
    "said",
    [
        "The loss has a weight penalty on $W$ added to it.",
        "The output is $z + x$, and the loss is taken of it.",
        "$L$ is a function of $z$ and $x$.",
        "The loss $L$ is the squared norm of $x$ and $W$.",
        "The loss compares $W$ with $x$.",
        "$L$ depends on $W$ and $x$ explicitly.",
        "The weights $W$ are tied with those of the decoder.",
        "The input $x$ also enters the next layer directly.",
        "$$q = \\operatorname{LayerNorm}_{\\gamma}[z + x + W]$$",
        "Moreover there is $v = x^\\top W x$.",
    ],
)
def test_a_loss_that_may_depend_in_another_way_is_not_read_so(said: str) -> None:
    claims = (
        r"$$\frac{\partial L}{\partial x} = W^\top \frac{\partial L}{\partial z}$$" + "\n\n"
        r"$$\frac{\partial L}{\partial W} = \frac{\partial L}{\partial z} x^\top$$"
    )
    assert "proved" not in verdicts(f"{LAYER}{said}\n\n{claims}")
    assert "proved" not in verdicts(f"{LAYER}{claims}\n\n{said}")


@pytest.mark.parametrize(
    "said",
    ["Let $L$ be some loss.", "We want the gradient of the loss $L$.", "$L$ is a function of $z$."],
)
def test_that_there_is_a_loss_says_nothing_of_it(said: str) -> None:
    claim = r"$$\frac{\partial L}{\partial x} = W^\top \frac{\partial L}{\partial z}$$"
    assert verdicts(f"{LAYER}{said}\n\n{claim}")[-1] == "proved"


def test_that_it_depends_through_one_name_only_may_be_said() -> None:
    claim = r"$$\frac{\partial L}{\partial x} = W^\top \frac{\partial L}{\partial z}$$"
    said = "Here $L$ depends on $x$ only through $z$, and $h = \\tanh(z)$ is the output.\n\n"
    assert verdicts(LAYER + said + claim)[-1] == "proved"
