"""Shapes as documents write them: numbers, 1 × n, words; what they make of steps."""

import pytest

from tests.check.support import check, steps, verdicts

FIXED = (
    "Let $x \\in \\mathbb{R}^3$, $W \\in \\mathbb{R}^{2 \\times 3}$, $b \\in \\mathbb{R}^2$, "
    "$p \\in \\mathbb{R}^n$ and $z = Wx + b$.\n\n"
)

TRUE = [
    r"\frac{\partial z}{\partial x} = W",
    r"\frac{\partial z_1}{\partial x_2} = W_{12}",
    r"z_2 = W_{21} x_1 + W_{22} x_2 + W_{23} x_3 + b_2",
    r"z^\top z = z_1^2 + z_2^2",
    r"x^\top x = \sum_{i=1}^3 x_i^2",
    r"W = \begin{bmatrix} W_{11} & W_{12} & W_{13} \\ W_{21} & W_{22} & W_{23} \end{bmatrix}",
    r"\begin{pmatrix} 1 & 2 & 0 \\ 0 & 1 & 0 \end{pmatrix} \begin{pmatrix} x_1 \\ x_2 \\ x_3 "
    r"\end{pmatrix} = \begin{pmatrix} x_1 + 2 x_2 \\ x_2 \end{pmatrix}",
    r"\frac{\partial z}{\partial x} = \begin{bmatrix} \frac{\partial z_1}{\partial x_1} & "
    r"\frac{\partial z_1}{\partial x_2} & \frac{\partial z_1}{\partial x_3} \\ "
    r"\frac{\partial z_2}{\partial x_1} & \frac{\partial z_2}{\partial x_2} & "
    r"\frac{\partial z_2}{\partial x_3} \end{bmatrix}",
    r"\begin{pmatrix} b & z \end{pmatrix} \begin{pmatrix} 2 \\ 1 \end{pmatrix} = 2b + z",
    r"\begin{pmatrix} x^\top \\ x^\top \end{pmatrix} x = \begin{pmatrix} x^\top x \\ x^\top x "
    r"\end{pmatrix}",
]

WRONG = [
    (r"\frac{\partial z}{\partial x} = 2 W", "refuted"),
    (r"\frac{\partial z_1}{\partial x_2} = W_{22}", "refuted"),
    (r"z_2 = W_{21} x_1 + W_{22} x_2 + W_{13} x_3 + b_2", "refuted"),
    (r"z^\top z = z_1^2 - z_2^2", "refuted"),
    (r"x^\top x = \sum_{i=1}^3 x_i", "refuted"),
    (r"2 W = \begin{bmatrix} W_{11} & W_{12} & W_{13} \\ W_{21} & W_{22} & W_{23} \end{bmatrix}",
     "refuted"),
    (r"\frac{\partial z}{\partial x} = \begin{bmatrix} W_{11} & W_{21} \\ W_{12} & W_{22} \\ "
     r"W_{13} & W_{23} \end{bmatrix}", "ill-typed"),
    (r"\begin{pmatrix} 1 & 2 & 0 \\ 0 & 1 & 0 \end{pmatrix} x = \begin{pmatrix} x_1 + x_2 \\ x_2 "
     r"\end{pmatrix}", "refuted"),
    (r"x^\top W = W x", "ill-typed"),
    (r"z_3 = b_1", "unread"),  # there is no third entry
    (r"\begin{pmatrix} 1 & 2 \\ 0 \end{pmatrix} b = b", "unread"),
    (r"p + x = x + p", "unread"),  # n may be 3
    (r"p = \begin{pmatrix} p_1 \\ p_2 \end{pmatrix}", "unread"),
]  # fmt: skip


@pytest.mark.parametrize("latex", TRUE)
def test_a_true_step_over_sizes_that_are_numbers_is_proved(latex: str) -> None:
    assert steps(check(f"{FIXED}$$ {latex} $$\n", None))[-1].verdict.value == "proved"


@pytest.mark.parametrize(("latex", "verdict"), WRONG)
def test_a_wrong_step_over_sizes_that_are_numbers_is_not(latex: str, verdict: str) -> None:
    assert steps(check(f"{FIXED}$$ {latex} $$\n", None))[-1].verdict.value == verdict


def test_what_holds_at_one_size_is_proved_for_that_size_only() -> None:
    text = "Let $x \\in \\mathbb{R}^2$ and $y \\in \\mathbb{R}^n$.\n\n"
    one = r"$$ x^\top x = x_1^2 + x_2^2 $$"
    other = r"$$ y^\top y = y_1^2 + y_2^2 $$"
    found = [step.verdict.value for step in steps(check(f"{text}{one}\n\n{other}\n", None))]
    assert found == ["proved", "refuted"]


ROWS = (
    "(c) We have $x \\in \\mathbb{R}^{1 \\times D}$, $W \\in \\mathbb{R}^{D \\times H}$, "
    "$b, a, h \\in \\mathbb{R}^{1 \\times H}$, $a = xW + b$ and $h = \\sigma(a)$, "
    "where $\\sigma$ is the sigmoid.\n\n"
)


@pytest.mark.parametrize("name", ["word2vec", None])
@pytest.mark.parametrize(
    ("latex", "verdict"),
    [
        (r"\frac{\partial a}{\partial x} = W^\top", "proved"),
        (r"\frac{\partial h h^\top}{\partial x} = 2 (h \circ h \circ (1 - h)) W^\top", "proved"),
        (r"\frac{\partial h b^\top}{\partial W} = x^\top (b \circ h \circ (1 - h))", "proved"),
        (r"\frac{\partial a}{\partial x} = W", "ill-typed"),
        (r"\frac{\partial h h^\top}{\partial x} = (h \circ h \circ (1 - h)) W^\top", "refuted"),
        (r"\frac{\partial h b^\top}{\partial W} = x^\top (b \circ h \circ (1 + h))", "refuted"),
        (r"x^\top W = a", "ill-typed"),
    ],
)
def test_rows_are_known_by_their_shape(name: str | None, latex: str, verdict: str) -> None:
    assert steps(check(f"{ROWS}$$ {latex} $$\n", name))[-1].verdict.value == verdict


@pytest.mark.parametrize(
    "said",
    [
        "The shapes are $x : 1 \\times D$, $W : D \\times H$ and $b : 1 \\times H$.",
        "$x$ is of shape $(1, D)$, $W$ has shape $[D, H]$, $b$ has size $1 \\times H$.",
        "$W$ is a $D \\times H$ matrix, $x$ is a $1 \\times D$ row vector, $b$: $1 \\times H$.",
        "Take the $D \\times H$ matrix $W$, the $1 \\times D$ vector $x$, the $1 \\times H$ "
        "vector $b$.",
        "Here\n\n$$\nx : 1 * D \\\\\nW : D * H \\\\\nb : 1 * H\n$$\n\n",
    ],
)
def test_shapes_are_noted_in_words_and_signs(said: str) -> None:
    text = f"(c) {said}\n\nLet $a = xW + b$.\n\n"
    true = r"$$ \frac{\partial a a^\top}{\partial x} = 2 a W^\top $$"
    wrong = r"$$ \frac{\partial a a^\top}{\partial x} = a W^\top $$"
    bent = r"$$ \frac{\partial a a^\top}{\partial x} = 2 W a $$"
    found = [one.verdict.value for one in steps(check(f"{text}{true}\n\n{wrong}\n\n{bent}\n"))]
    # what is only noted is no ground to call a step an error of shapes
    assert found == ["given", "proved", "refuted", "unread"]


def test_a_size_is_that_of_the_problem_s_own_vector() -> None:
    text = "(b) With $y \\in \\mathbb{R}^C$ and $q \\in \\mathbb{R}^C$:\n\n"
    true = r"$$ q^\top y = \sum_w q_w y_w $$"
    assert steps(check(f"{text}{true}\n"))[-1].verdict.value == "proved"


def test_a_number_of_the_problem_is_another_thing_only_where_it_is_declared() -> None:
    text = (
        "(e)\n\n$$ \\frac{d}{dx} \\sigma(x) = \\sigma(x)(1 - \\sigma(x)) $$\n\n"
        "(c) Let $x \\in \\mathbb{R}^n$.\n\n"
        "$$ \\frac{\\partial x^\\top x}{\\partial x} = 2 x $$\n\n"
        "$$ 1 - \\sigma(x) = \\sigma(-x) $$\n\n(d)\n\n$$ x^2 - 1 = (x - 1)(x + 1) $$\n"
    )
    assert list(verdicts(check(text)).values()) == ["proved"] * 4


def test_one_part_may_be_in_rows_and_the_others_in_columns() -> None:
    text = (
        "(b)\n\n$$ \\frac{\\partial J}{\\partial v_c} = U(\\hat y - y) $$\n\n"
        "(c) We regard $q$ as a row vector.\n\n$$ q q^\\top = \\sum_i q_i^2 $$\n\n"
        "(d)\n\n$$ \\frac{\\partial J}{\\partial U} = v_c (\\hat y - y)^\\top $$\n"
    )
    found = check(text)
    assert list(verdicts(found).values()) == ["proved"] * 3
    assert any("in c vectors are rows" in one.text for one in found.conventions)


# --- declared, then defined ---------------------------------------------------------------

DEFINED = (
    "Let $x \\in \\mathbb{R}^n$, $W \\in \\mathbb{R}^{m \\times n}$ and $z \\in \\mathbb{R}^m$.\n\n"
)


@pytest.mark.parametrize("meaning", ["$z = W x$", "$z_i = \\sum_{j=1}^n W_{ij} x_j$"])
def test_a_declared_symbol_may_be_defined(meaning: str) -> None:
    rest = (
        "$$ \\frac{\\partial z}{\\partial x} = W $$\n\n$$ z^\\top z = x^\\top W^\\top W x $$\n\n"
        "$$ z^\\top z = x^\\top W^\\top x $$\n\n$$ z^\\top z = 2 x^\\top W^\\top W x $$\n"
    )
    found = verdicts(check(f"{DEFINED}Let {meaning}.\n\n{rest}", None))
    assert list(found.values()) == ["given", "proved", "proved", "ill-typed", "refuted"]


def test_before_it_is_defined_nothing_is_refuted_of_it() -> None:
    text = f"{DEFINED}$$ z^\\top z = x^\\top W^\\top W x $$\n\nFor that we take $z = W x$.\n"
    assert list(verdicts(check(text, None)).values()) == ["undecided", "given"]


def test_a_meaning_of_another_shape_is_a_claim() -> None:
    assert list(verdicts(check(f"{DEFINED}Let $z = x$.\n", None)).values()) == ["ill-typed"]


# --- cross-entropies ----------------------------------------------------------------------

SOFTMAX = (
    "Let $y, z \\in \\mathbb{R}^n$, $\\hat y = \\text{softmax}(z)$ and $J = CE(y, \\hat y)$.\n\n"
)
GRADIENT = r"$$ \frac{\partial J}{\partial z} = \hat y - y $$"
WRONG_GRADIENT = r"$$ \frac{\partial J}{\partial z} = y - \hat y $$"


def test_of_a_target_it_is_not_refuted_that_it_adds_up_to_one() -> None:
    found = verdicts(check(f"{SOFTMAX}{GRADIENT}\n", None))
    assert list(found.values()) == ["given", "given", "undecided"]


@pytest.mark.parametrize("said", ["The label $y$ is one-hot.", "Here $y$ is a one hot vector."])
def test_a_target_that_is_one_hot(said: str) -> None:
    found = verdicts(check(f"{SOFTMAX}{said}\n\n{GRADIENT}\n\n{WRONG_GRADIENT}\n", None))
    assert list(found.values()) == ["given", "given", "proved", "refuted"]


def test_another_vector_that_is_one_hot_says_nothing_of_the_target() -> None:
    found = verdicts(check(f"{SOFTMAX}The input $x$ is one-hot.\n\n{GRADIENT}\n", None))
    assert list(found.values()) == ["given", "given", "undecided"]


# --- a document's own ŷ and J -------------------------------------------------------------


def test_what_was_not_understood_of_the_own_meaning_keeps_from_refuting() -> None:
    text = (
        "(c) Let $\\hat y = g(q W)$ with the output function $g$.\n\n"
        "$$ \\hat y_o = \\hat y_o + 1 $$\n"
    )
    assert list(verdicts(check(text)).values())[-1] == "undecided"


# --- a ∘ BC -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("latex", "verdict"),
    [
        (r"b \circ W x = (W x) \circ b", "proved"),
        (r"b \circ W x = (W x) \circ b + b", "refuted"),
        (r"W x \circ b = b \circ (W x)", "proved"),
        (r"b \circ A b = b \circ (A b)", "proved"),
        (r"A \circ A A = A \circ (A A)", "unread"),  # or (A ∘ A)A
        (r"2 b \circ b = b \circ b \cdot 2", "proved"),
    ],
)
def test_a_product_entry_by_entry_before_a_matrix_product(latex: str, verdict: str) -> None:
    opening = (
        "Let $x \\in \\mathbb{R}^n$, $b \\in \\mathbb{R}^m$, $W \\in \\mathbb{R}^{m \\times n}$, "
        "$A \\in \\mathbb{R}^{m \\times m}$.\n\n"
    )
    assert steps(check(f"{opening}$$ {latex} $$\n", None))[-1].verdict.value == verdict


def test_what_fails_for_one_hot_targets_too_is_refuted() -> None:
    found = verdicts(check(f"{SOFTMAX}{WRONG_GRADIENT}\n", None))
    assert list(found.values()) == ["given", "given", "refuted"]


def test_a_part_without_steps_is_no_problem() -> None:
    text = "(a) Words.\n\n(b) $x = x$\n"
    assert list(verdicts(check(text)).values()) == ["proved"]


def test_what_says_nothing_of_a_symbol_does_not_keep_from_refuting() -> None:
    text = f"{DEFINED}$$ z = z $$\n\n$$ z^\\top z = 2 z^\\top z $$\n"
    assert list(verdicts(check(text, None)).values()) == ["proved", "refuted"]


LONG = (
    "Here $a$ is an $n$-dimensional vector, $B$ is an $n \\times m$ matrix and "
    "$g$ is an $m$-dimensional column vector.\n\n"
    "$$ \\frac{\\partial}{\\partial a} a^\\top B g = %s $$\n"
)


@pytest.mark.parametrize(
    ("right", "verdict"), [("B g", "proved"), ("B^\\top g", "unread"), ("-B g", "refuted")]
)
def test_words_on_how_long_a_vector_is(right: str, verdict: str) -> None:
    assert [one.verdict.value for one in steps(check(LONG % right, None))] == [verdict]


def test_a_long_vector_may_be_named_behind_its_length() -> None:
    text = "Take the $n$-dimensional vector $a$.\n\n$$ a^\\top a = \\sum_{i=1}^n %s $$\n"
    found = [steps(check(text % one, None))[-1].verdict.value for one in ("a_i^2", "a_i")]
    assert found == ["proved", "refuted"]


def test_the_length_may_have_another_name_in_a_problem() -> None:
    text = "Take the $n$-dimensional vector $a$.\n\n$$ u_o^\\top (a + v_c) = %s $$\n"
    found = [
        steps(check(text % one))[-1].verdict.value
        for one in ("u_o^\\top a + u_o^\\top v_c", "u_o^\\top a - u_o^\\top v_c")
    ]
    assert found == ["proved", "undecided"]


COUNTED = "Let $\\hat y$ be known. %s\n\n$$ \\sum_{i=1}^q \\hat y_i = %s $$\n"


@pytest.mark.parametrize(
    ("words", "right", "verdict"),
    [
        ("So $\\hat y$ is a $q$-dimensional vector.", "1", "proved"),
        ("So $\\hat y$ is a $q$-dimensional vector.", "2", "refuted"),
        ("There are $q$ things.", "2", "undecided"),
        ("So $\\hat y$ is a $q$-dimensional vector, and $y$ has $r$ entries.", "2", "refuted"),
    ],
)
def test_how_long_the_problems_vector_is_says_what_a_size_counts(
    words: str, right: str, verdict: str
) -> None:
    found = steps(check(COUNTED % (words, right)))[-1]
    assert found.verdict.value == verdict


WITH_BIAS = (
    "Let $X \\in \\mathbb{R}^{m \\times (n+1)}$, $w \\in \\mathbb{R}^{n+1}$, "
    "$y \\in \\mathbb{R}^m$ and $J(w) = \\|Xw - y\\|^2$.\n\n"
)


@pytest.mark.parametrize(
    ("latex", "verdict"),
    [
        (r"\nabla J(w) = 2 X^\top (Xw - y)", "proved"),
        (r"\nabla J(w) = X^\top (Xw - y)", "refuted"),
        (r"\text{tr}(X^\top X (X^\top X)^{-1}) = n + 1", "proved"),
        (r"\text{tr}(X^\top X (X^\top X)^{-1}) = n", "refuted"),
        (r"\frac{1}{n} J(w) = \frac{1}{n} (Xw - y)^\top (Xw - y)", "proved"),
        (r"\nabla J(w) = 2 X (Xw - y)", "unread"),  # whether m is n + 1 is not said
    ],
)
def test_a_length_with_one_more_for_the_bias(latex: str, verdict: str) -> None:
    found = steps(check(f"{WITH_BIAS}$$ {latex} $$\n", None))
    assert found[-1].verdict.value == verdict


@pytest.mark.parametrize(
    "more", [r"Let $v \in \mathbb{R}^n$.", r"We have $\sum_{j=1}^n 1 = n$.", "Let $n = 2$."]
)
def test_beside_a_length_of_its_own_one_more_is_no_length(more: str) -> None:
    text = f"{WITH_BIAS}{more}\n\n$$ \\text{{tr}}(X^\\top X (X^\\top X)^{{-1}}) = n + 1 $$\n"
    assert steps(check(text, None))[-1].verdict.value in ("unread", "undecided", "proved")
    wrong = text.replace("= n + 1 $$", "= n $$")
    assert steps(check(wrong, None))[-1].verdict.value in ("unread", "undecided", "refuted")
