"""Networks as people write them: layers of rows, all letters the document's own."""

import pytest

from tests.check.support import check, steps, verdicts

pytestmark = pytest.mark.heavy

NETWORK = (
    "(c) We work with row vectors here.\n\n"
    "Let $h = \\sigma(z_1)$, $z_1 = x W_1 + b_1$, $\\hat y = softmax(z_2)$, $z_2 = h W_2 + b_2$ "
    "and $J = CE(y, \\hat y)$.\n\n"
    "$$ \\delta_1 = \\frac{\\partial J}{\\partial z_2} = \\hat y - y $$\n\n"
    "$$ \\delta_2 = \\frac{\\partial J}{\\partial h} = \\delta_1 W_2^\\top $$\n\n"
    "$$ \\delta_3 = \\frac{\\partial J}{\\partial z_1} = \\delta_2 \\circ \\sigma'(z_1) $$\n\n"
)

TRUE = [
    r"\frac{\partial J}{\partial x} = \delta_3 W_1^\top",
    r"\frac{\partial J}{\partial W_2} = h^\top \delta_1",
    r"\frac{\partial J}{\partial W_1} = x^\top \delta_3",
    r"\frac{\partial J}{\partial b_1} = \delta_3",
    r"\frac{\partial z_2}{\partial h} = W_2^\top",
    r"\frac{\partial J}{\partial z_1} = (\hat y - y) W_2^\top \circ h \circ (1 - h)",
    r"\frac{\partial J}{\partial x} = \frac{\partial J}{\partial \hat y}"
    r" \frac{\partial \hat y}{\partial z_2} \frac{\partial z_2}{\partial h}"
    r" \frac{\partial h}{\partial z_1} \frac{\partial z_1}{\partial x}",
]

WRONG = [
    r"\frac{\partial J}{\partial x} = -\delta_3 W_1^\top",
    r"\frac{\partial J}{\partial W_2} = -h^\top \delta_1",
    r"\frac{\partial J}{\partial W_2} = h^\top y",
    r"\frac{\partial J}{\partial W_1} = x^\top \delta_2",
    r"\frac{\partial J}{\partial b_1} = \delta_2 + \delta_3",
    r"\frac{\partial J}{\partial b_2} = \hat y + y",
    r"\frac{\partial z_2}{\partial h} = W_2",
    r"\frac{\partial J}{\partial h} = \delta_1 W_2",
    r"\frac{\partial J}{\partial z_1} = (\hat y - y) W_2^\top \circ h \circ (1 + h)",
    r"\frac{\partial J}{\partial U} = 0 U",
    r"\hat y = softmax(z_1)",
    r"J = CE(\hat y, y)",
]


def test_the_layers_are_definitions_and_their_gradients_are_proved() -> None:
    found = [one.verdict.value for one in steps(check(NETWORK))]
    assert found[:5] == ["given"] * 5
    assert found[5:] == ["given", "proved"] * 3


@pytest.mark.parametrize("latex", TRUE)
def test_a_true_step_through_a_network_is_proved(latex: str) -> None:
    assert steps(check(f"{NETWORK}$$ {latex} $$\n"))[-1].verdict.value == "proved"


@pytest.mark.parametrize("latex", WRONG)
def test_a_wrong_step_through_a_network_is_never_proved(latex: str) -> None:
    last = steps(check(f"{NETWORK}$$ {latex} $$\n"))[-1]
    assert last.verdict.value in ("undecided", "unread", "ill-typed")


def test_a_wrong_step_does_not_make_two_layers_one() -> None:
    text = f"{NETWORK}$$ \\frac{{\\partial J}}{{\\partial h}} = \\delta_1 W_2 $$\n"
    said = " ".join(r.message for one in steps(check(text)) for r in one.remarks)
    assert "|V| × |V|" not in said


def test_the_problem_s_own_meaning_is_not_defined_anew_by_its_own_symbols() -> None:
    # -U^T v_c is made of nothing new, so this is a claim, and a wrong one
    text = "(b) Let $r = -U^\\top v_c$.\n\n$$ \\hat y = \\text{softmax}(r) $$\n"
    assert list(verdicts(check(text)).values()) == ["given", "refuted"]


# what holds only where two lengths are equal that nothing but the claim itself makes equal
SQUARE_ONLY = [
    r"x \circ b_1 = b_1 \circ x",
    r"x h^\top = h x^\top",
    r"W_1 + W_1^\top = W_1^\top + W_1",
    r"b_2 \circ h = h \circ b_2",
    r"b_1 \circ \hat y = \hat y \circ b_1",
    r"\delta_3 W_1 = \frac{\partial J}{\partial z_1} W_1",
]


@pytest.mark.parametrize("latex", SQUARE_ONLY)
def test_a_claim_does_not_make_lengths_agree(latex: str) -> None:
    last = steps(check(f"{NETWORK}$$ {latex} $$\n"))[-1]
    assert last.verdict.value in ("undecided", "unread", "ill-typed")


def test_of_a_chain_only_the_definition_makes_lengths_agree() -> None:
    text = (
        "(c) Let $z = W x + b$. Then\n\n"
        "$$ r = z^\\top b + b^\\top z = z^\\top x \\circ b - x^\\top z \\circ b + 2 b^\\top z $$\n"
    )
    assert [one.verdict.value for one in steps(check(text))][-1] in ("undecided", "unread")


def test_a_wrong_claim_in_one_place_does_not_make_lengths_agree_in_another() -> None:
    text = (
        "(c) Let $z = W x + b$.\n\n$$ W^\\top b = W b $$\n\n$$ x \\circ b = b \\circ x $$\n\n"
        "$$ W^\\top z = W^\\top (W x + b) $$\n"
    )
    found = list(verdicts(check(text)).values())
    assert found[0] == "given"
    assert found[1] != "proved"
    assert found[2] != "proved"
    assert found[3] == "proved"


def test_a_network_needs_no_problem() -> None:
    text = (
        "Let $z = W x + b$ and $h = \\tanh(z)$.\n\n"
        "$$ h^\\top z = b^\\top h + h^\\top W x $$\n\n$$ h^\\top z = b^\\top h + x^\\top W h $$\n"
    )
    found = list(verdicts(check(text, None)).values())
    assert found[:3] == ["given", "given", "proved"]
    assert found[3] in ("undecided", "unread", "ill-typed")


LAYERS = (
    "Let $z^{(1)} = W^{(1)} x + b^{(1)}$, $a^{(1)} = \\tanh(z^{(1)})$ and "
    "$z^{(2)} = W^{(2)} a^{(1)} + b^{(2)}$.\n\n"
)


@pytest.mark.parametrize("bracket", ["()", "[]"])
@pytest.mark.parametrize(
    ("latex", "proved"),
    [
        (r"\frac{\partial z^{(2)}}{\partial a^{(1)}} = W^{(2)}", True),
        (r"\frac{\partial z^{(2)}}{\partial a^{(1)}} = W^{(2)T}", False),
        (r"\frac{\partial z^{(2)}}{\partial a^{(1)}} = W^{(1)}", False),
        (r"z^{(2)T} z^{(2)} = b^{(2)T} z^{(2)} + a^{(1)T} W^{(2)T} z^{(2)}", True),
        (r"z^{(2)T} z^{(2)} = b^{(2)T} z^{(2)} + a^{(1)T} W^{(1)T} z^{(2)}", False),
        (r"b^{(2)T} b^{(2)} = b^{(1)T} b^{(1)}", False),
        (r"a^{(2)} = a a", False),  # no power
        (r"x^{(2)} = x \circ x", False),
    ],
)
def test_numbers_in_a_bracket_above_tell_layers_apart(
    latex: str, proved: bool, bracket: str
) -> None:
    text = f"{LAYERS}$$ {latex} $$\n".replace("^{(", "^{" + bracket[0])
    last = steps(
        check(text.replace(")}", bracket[1] + "}").replace(")T}", bracket[1] + "T}"), None)
    )[-1]
    assert (last.verdict.value == "proved") is proved
    assert last.verdict.value != "refuted"


def test_the_entry_of_a_transpose() -> None:
    text = r"Let $A \in \mathbb{R}^{n \times n}$. $$ A_{ij}^T = A_{ji} $$ $$ A_{ij}^T = A_{ij} $$"
    assert list(verdicts(check(text, None)).values()) == ["proved", "refuted"]


CROSS_ENTROPY = (
    "Let $p = \\text{softmax}(z)$ and $L = -\\sum_k y_k \\log p_k$. WORDS\n\n$$ ROW $$\n"
)


@pytest.mark.parametrize(
    ("words", "row", "verdict"),
    [
        ("The label $y$ is one-hot.", r"\frac{\partial L}{\partial z} = p - y", "proved"),
        ("The label $y$ is one-hot.", r"\frac{\partial L}{\partial z} = y - p", "undecided"),
        ("The label $y$ is one-hot.", r"\frac{\partial L}{\partial z} = p \circ y", "undecided"),
        ("The label $y$ is one-hot.", r"\sum_k y_k = 1", "proved"),
        ("The label $y$ is one-hot.", r"\sum_k y_k = 2", "undecided"),
        ("The label $y$ is known.", r"\frac{\partial L}{\partial z} = p - y", "undecided"),
        ("Nothing else is one-hot.", r"\frac{\partial L}{\partial z} = p - y", "undecided"),
    ],
)
def test_words_make_a_letter_that_nobody_declares_one_hot(
    words: str, row: str, verdict: str
) -> None:
    text = CROSS_ENTROPY.replace("WORDS", words).replace("ROW", row)
    assert steps(check(text, None))[-1].verdict.value == verdict


@pytest.mark.parametrize(
    ("row", "proved"),
    [
        (r"\frac{\partial J}{\partial v_c} = U(p - y)", True),
        (r"\frac{\partial J}{\partial v_c} = U(y - p)", False),
        (r"p_o = P(o|c)", True),
        (r"p_w = P(o|c)", False),
    ],
)
def test_a_document_may_call_a_vector_as_the_problem_calls_a_function(
    row: str, proved: bool
) -> None:
    text = f"(b) Let $p = \\text{{softmax}}(U^\\top v_c)$.\n\n$$ {row} $$\n"
    found = [one.verdict.value for one in steps(check(text))]
    assert found[0] == "given"
    assert (found[1] == "proved") is proved


WITHIN = (
    "## (c)\n\n$$ h = sigmoid(z_1) = sigmoid(x W_1 + b_1) $$\n\n"
    "$$ \\hat y = softmax(z_2) = softmax(h W_2 + b_2) $$\n\n$$ J = CE(y, \\hat y) $$\n\n"
    "$$ \\frac{\\partial J}{\\partial h} = (\\hat y - y) W_2^T $$\n\n"
)


@pytest.mark.parametrize(
    ("latex", "proved"),
    [
        (r"\frac{\partial J}{\partial z_2} = \hat y - y", True),
        (r"\frac{\partial J}{\partial z_2} = y - \hat y", False),
        (r"\frac{\partial J}{\partial h} = (\hat y - y) W_2^T", True),
        (r"\frac{\partial J}{\partial h} = (\hat y - y) W_2", False),
        (r"\frac{\partial J}{\partial z_1} = (\hat y - y) W_2^T \circ \sigma'(z_1)", True),
        (r"\frac{\partial J}{\partial z_1} = (\hat y - y) W_2^T \circ \sigma'(h)", False),
        (r"\frac{\partial J}{\partial W_2} = h^T (\hat y - y)", True),
        (r"\frac{\partial J}{\partial W_2} = x^T (\hat y - y)", False),
        (r"\frac{\partial z_1}{\partial x} = W_1^T", True),
        (r"z_1 = x W_1 - b_1", False),
    ],
)
def test_a_name_is_what_stands_in_its_place_one_sign_later(latex: str, proved: bool) -> None:
    found = steps(check(f"{WITHIN}$$ {latex} $$\n"))
    assert [one.verdict.value for one in found[:6]] == ["given"] * 5 + ["proved"]
    assert (found[6].verdict.value == "proved") is proved
    assert found[6].verdict.value != "refuted"


@pytest.mark.parametrize(
    "row",
    [
        r"h = \sigma(x) = \sigma(2 a)",  # the problem's x is any number
        r"h = \sigma(z) = \sigma(z + 1)",
        r"h = \sigma(z) = \tanh(a + b)",
        r"\sigma(z) = \sigma(a + b)",  # a claim, or the beginning of one
    ],
)
def test_a_name_is_nothing_that_it_cannot_be(row: str) -> None:
    found = steps(check(f"(e) Some words.\n\n$$ {row} $$\n"))
    assert found[-1].verdict.value not in ("given", "proved")


def test_a_name_that_is_known_is_not_said_anew_within_functions() -> None:
    text = "(e) Let $z = a - b$.\n\n$$ h = \\sigma(z) = \\sigma(a + b) $$\n"
    found = [one.verdict.value for one in steps(check(text))]
    assert found[:2] == ["given", "given"] and found[2] not in ("given", "proved")


ROWS = "## (c)\n\nLet $z = x W + b$ and $h = \\tanh(z)$.\n\n$$ ROW $$\n\n## (d)\n\n$$ OTHER $$\n"


@pytest.mark.parametrize(
    ("row", "proved"),
    [
        (r"\frac{\partial z}{\partial x} = W^T", True),
        (r"z z^T = x W z^T + b z^T", True),
        (r"z z^T = x W^T z^T + b z^T", False),
        (r"z^T z = x W z^T + b z^T", False),
    ],
)
def test_a_part_that_writes_vectors_before_matrices_has_rows(row: str, proved: bool) -> None:
    text = ROWS.replace("ROW", row)
    found = steps(check(text.replace("OTHER", r"\frac{\partial J}{\partial v_c} = U(\hat y - y)")))
    assert (found[2].verdict.value == "proved") is proved
    assert found[3].verdict.value == "proved"  # and in the next part they are columns again
    other = r"\frac{\partial J}{\partial v_c} = (\hat y - y)^T U^T"
    assert steps(check(text.replace("OTHER", other)))[3].verdict.value == "ill-typed"


@pytest.mark.parametrize(
    "words",
    [
        "Let $z = W x + b$.",
        "Let $z = x W + b$ and $q = A x + b$.",
        "Consider $x$ as a column vector and let $z = x W + b$.",
        "Let $z = x W + b$ and $s = u_o^\\top v_c$.",
    ],
)
def test_one_affine_map_does_not_make_rows_of_what_stands_otherwise(words: str) -> None:
    text = f"## (c)\n\n{words}\n\n$$ x x^T = x^T x $$\n\n## (d)\n\n$$ \\hat y_o = \\hat y_o $$\n"
    shown = [one.code for one in check(text).conventions]
    assert "row-vectors" not in shown


def test_a_shape_noted_in_words_is_not_held_against_a_transpose() -> None:
    text = (
        "## (c)\n\nSo $W_2$ is of shape $q_1 \\times q_2$.\n\n"
        "$$ \\frac{\\partial J}{\\partial h} = (\\hat y - y)^T W_2^T $$\n"
    )
    assert steps(check(text))[-1].verdict.value != "ill-typed"


LOSS = (
    "# A network with cross-entropy\n\n## (c)\n\nLet $z_1 = x W_1 + b_1$, $h = \\sigma(z_1)$, "
    "$z_2 = h W_2 + b_2$ and $\\hat y = \\text{softmax}(z_2)$.\n\n"
)


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        (r"\frac{\partial J}{\partial z_2} = \hat y - y", "proved"),
        (r"\frac{\partial J}{\partial z_2} = y - \hat y", "undecided"),
        (r"\frac{\partial J}{\partial x} = (\hat y - y) W_2^T \circ \sigma'(z_1) W_1^T", "proved"),
        (r"\frac{\partial J}{\partial b_2} = \hat y + y", "undecided"),
    ],
)
def test_a_bare_loss_is_the_cross_entropy_of_the_document_s_own_distribution(
    row: str, verdict: str
) -> None:
    last = steps(check(f"{LOSS}$$ {row} $$\n"))[-1]
    assert last.verdict.value == verdict
    silent = LOSS.replace("cross-entropy", "a loss")
    assert steps(check(f"{silent}$$ {row} $$\n"))[-1].verdict.value != "proved"


@pytest.mark.parametrize(
    "words",
    [
        "the squared error, not the cross-entropy",
        "the hinge loss instead of cross-entropy",
        "no cross-entropy",
        "hinge; the cross-entropy isn't used",
    ],
)
def test_a_loss_that_is_said_not_to_be_it_is_not_the_customary_one(words: str) -> None:
    text = LOSS.replace("cross-entropy", words)
    last = steps(check(f"{text}$$ \\frac{{\\partial J}}{{\\partial z_2}} = \\hat y - y $$\n"))[-1]
    assert last.verdict.value not in ("proved", "refuted")


def test_a_loss_that_the_part_writes_down_is_that_one() -> None:
    text = f"{LOSS}$$ J = \\sum_k (y_k - \\hat y_k)^2 $$\n\n"
    last = steps(check(f"{text}$$ \\frac{{\\partial J}}{{\\partial z_2}} = \\hat y - y $$\n"))[-1]
    assert last.verdict.value != "proved"


def test_what_fails_for_the_customary_loss_is_not_refuted() -> None:
    declared = LOSS.replace("Let", "Let $x \\in \\mathbb{R}^{1 \\times D}$, and let")
    row = r"$$ \frac{\partial J}{\partial z_2} = 2 (\hat y - y) $$"
    assert steps(check(f"{declared}{row}\n"))[-1].verdict.value in ("undecided", "unread")
