"""Names with a parameter or a word below, and functions at the vectors of a text."""

import pytest

from tests.check.support import check, steps


def found(text: str) -> list[str]:
    return [one.verdict.value for one in steps(check(text, None))]


MODEL = r"""
$$h_\theta(x) = \theta^\top x$$

$$J(\theta) = \frac12 (h_\theta(x) - y)^2$$
"""


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\nabla_\theta J(\theta) = (h_\theta(x) - y) x", "proved"),
        (r"\frac{\partial}{\partial \theta_j} J(\theta) = (h_\theta(x) - y) x_j", "proved"),
        (r"\nabla_\theta J(\theta) = (h_\theta(x) + y) x", "undecided"),
        (r"\nabla_\theta J(\theta) = (h_\theta(x) - y) \theta", "undecided"),
        (r"\nabla_\theta h_\theta(x) = 0", "undecided"),
    ],
)
def test_the_parameter_below_a_function_is_a_label(claim: str, verdict: str) -> None:
    assert found(f"{MODEL}\n$${claim}$$\n") == ["given", "given", verdict]


@pytest.mark.parametrize("x", ["x_i", "x^{(i)}"])
@pytest.mark.parametrize("f", ["h", r"h_\theta"])
def test_a_function_is_taken_of_each_vector(x: str, f: str) -> None:
    y = x.replace("x", "y")
    said = (
        f"Let ${x}, \\theta \\in \\mathbb{{R}}^n$ and ${y} \\in \\mathbb{{R}}$, "
        "$i = 1, \\dots, m$.\n\n"
        f"$${f}(x) = \\theta^\\top x$$\n\n"
        f"$$J(\\theta) = \\frac12 \\sum_{{i=1}}^m ({f}({x}) - {y})^2$$\n\n"
    )
    right = f"\\nabla_\\theta J(\\theta) = \\sum_{{i=1}}^m ({f}({x}) - {y}) {x}"
    assert found(f"{said}$${right}$$\n") == ["given", "given", "proved"]
    assert found(f"{said}$${right.replace('- y', '+ y')}$$\n")[-1] == "refuted"
    # x is a vector by its use only, so that a number in its place is no error
    assert found(f"{said}$${f}(2) = 3$$\n")[-1] == "unread"


def test_a_function_of_numbers_beside_vectors_is_one_of_numbers() -> None:
    said = r"""
Let $x_i, w \in \mathbb{R}^d$ for $i = 1, \dots, n$.

$$g(x) = \frac{1}{1 + e^{-x}}$$

$$p_i = g(w^\top x_i)$$

$$\nabla_w \sum_{i=1}^n p_i = \sum_{i=1}^n p_i (1 - p_i) x_i$$

$$\nabla_w \sum_{i=1}^n p_i = \sum_{i=1}^n p_i x_i$$
"""
    assert found(said) == ["given", "given", "proved", "refuted"]


@pytest.mark.parametrize(
    "claim",
    [
        r"\frac{d}{d\theta} (\theta f_\theta(x)) = f_\theta(x)",
        r"\frac{\partial f_\theta(x)}{\partial \theta} = 0",
        r"\frac{d}{dx} (x f_\theta(x)) = f_\theta(x)",
    ],
)
def test_a_function_that_nothing_defines_may_depend_on_its_parameter(claim: str) -> None:
    said = r"Let $\theta, x \in \mathbb{R}$."
    assert found(f"{said}\n\n$${claim}$$\n\n$$\\theta x = x \\theta$$\n") == ["unread", "proved"]


@pytest.mark.parametrize(
    "other",
    [
        r"f(x) = x",  # f_θ may be its derivative
        r"\sum_\theta x_\theta = 1",  # an index
        r"f_\theta = x",  # it stands alone, too
    ],
)
def test_what_stands_otherwise_elsewhere_is_no_label(other: str) -> None:
    text = f"$$f_\\theta(x) = \\theta x$$\n\n$$\\theta = 2 \\theta$$\n\n$${other}$$\n"
    assert found(text)[0] != "given"


def test_words_below_a_loss_are_labels() -> None:
    said = r"""
Let $w, x \in \mathbb{R}^n$ and $y, \lambda \in \mathbb{R}$.

$$L_{MSE} = \frac12 (w^\top x - y)^2$$

$$L_{reg} = L_{MSE} + \frac{\lambda}{2} \|w\|^2$$

$$\nabla_w L_{reg} = \nabla_w L_{MSE} + \lambda w = (w^\top x - y) x + \lambda w$$

$$\nabla_w L_{reg} = \nabla_w L_{MSE} - \lambda w$$
"""
    assert found(said) == ["given", "given", "proved", "proved", "refuted"]


@pytest.mark.parametrize(("f", "label"), [(r"h_\theta", r"\theta"), ("h_w", "w")])
def test_a_label_is_shown_as_it_is_written(f: str, label: str) -> None:
    said = f"$${f}(x) = \\int {label} x$$\n\n$${f}(x) + {label} = {f}(x)$$\n"
    shown = " ".join(f"{one.message}" for one in steps(check(said, None)))
    assert f"h_{{{label}}}" in shown
    assert "text" not in shown


@pytest.mark.parametrize(
    ("claim", "right"),
    [
        (r"f(x) = w^\top x + b", True),
        (r"f(x) = w^\top x - b", False),
        (r"\nabla_x f(x) = w", True),
        (r"\nabla_x f(x) = 2 w", False),
        (r"f(x) + f(x_t) = w^\top (x + x_t) + 2 b", True),
        (r"f(x) + f(x_t) = w^\top (x + x_t) + b", False),
    ],
)
def test_a_function_of_any_vector_is_named_again(claim: str, right: bool) -> None:
    said = r"""
Let $x_t \in \mathbb{R}^m$ for $t = 1, \dots, T$, $w \in \mathbb{R}^m$ and $b \in \mathbb{R}$.

$$f(x) = w^\top x + b$$
"""
    assert found(f"{said}\n$${claim}$$\n") == ["given", "proved" if right else "undecided"]


ATTENTION = r"""
Let $X \in \mathbb{R}^{n \times d}$ and $%s, %s \in \mathbb{R}^{d \times k}$.

$$ Q = X %s, \quad K = X %s $$

$$ Q K^T = %s $$
"""


@pytest.mark.parametrize(("q", "k"), [("W_Q", "W_K"), ("W^Q", "W^K"), ("W^{(Q)}", "W^{(K)}")])
def test_a_weight_is_named_for_what_it_gives(q: str, k: str) -> None:
    right = ATTENTION % (q, k, q, k, rf"X {q} ({k})^T X^T")
    assert found(right) == ["given", "given", "proved"]
    for wrong, verdict in ((rf"X {q} {k} X^T", "ill-typed"), (rf"X {k} ({q})^T X^T", "refuted")):
        assert found(ATTENTION % (q, k, q, k, wrong))[-1] == verdict


def test_weights_of_gates() -> None:
    gates = r"$$f = \tanh(W_f x + b_f)$$" + "\n\n" + r"$$i = \tanh(W_i x + b_i)$$" + "\n\n"
    slope = r"$$\frac{\partial f_j}{\partial x_k} = (1 - f_j^2) (%s)_{jk}$$" + "\n"
    assert found(gates + slope % "W_f") == ["given", "given", "proved"]
    assert found(gates + slope % "W_i")[-1] not in ("proved", "given")


def test_a_letter_that_runs_somewhere_is_no_label() -> None:
    text = "$$k = W_k x$$\n\n$$\\sum_k W_k x = \\sum_{k=1}^n W_k x$$\n"
    assert found(text)[0] != "given"
    assert found("$$P = A^P$$\n\n$$P / A^P = 1$$\n")[0] != "given"


PENALISED = r"""
Let $\lambda > 0$ and $w \in \mathbb{R}^d$.

$$L(w) = \sum_j w_j^4$$

$$L_\lambda(w) = L(w) + \frac{\lambda}{2} \|w\|^2$$

$$\nabla_w L_\lambda(w) = \nabla_w L(w) + %s$$
"""


@pytest.mark.parametrize(
    ("more", "verdict"), [(r"\lambda w", "proved"), ("0", "refuted"), (r"2 \lambda w", "refuted")]
)
def test_a_penalty_below_a_loss_is_a_label_beside_the_bare_loss(more: str, verdict: str) -> None:
    assert found(PENALISED % more) == ["given", "given", "given", verdict]


def test_a_number_below_a_loss_is_none() -> None:
    other = PENALISED % r"\lambda w" + "\n$$L_1(w) = L(w)$$\n"
    assert found(other)[2] == "unread"
