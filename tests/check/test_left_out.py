"""What a text leaves out: the argument of a function, the meaning of a letter further above."""

import pytest

from tests.check.support import check, steps

OF_SIGMA = (
    "The sigmoid function.\n\n"
    "$$ (1 + e^{-x})^{-1} = \\frac{1}{1 + e^{-x}} $$\n\n"
    "$$ \\tanh(z) = \\frac{\\sinh(z)}{\\cosh(z)} $$\n\n"
)


def said(text: str, name: str | None = "word2vec") -> list[tuple[str, str | None]]:
    return [(one.verdict.value, one.code) for one in steps(check(text, name))]


def last(latex: str, name: str | None = "word2vec", before: str = "") -> tuple[str, str | None]:
    return said(f"{before}$$ {latex} $$\n", name)[-1]


@pytest.mark.parametrize("name", ["word2vec", None])
@pytest.mark.parametrize(
    "latex",
    [
        r"\sigma = \frac{1}{1 + e^{-x}}",
        r"\frac{d\sigma}{dx} = \sigma(1 - \sigma)",
        r"\sigma'(x) = \sigma(1 - \sigma)",
        r"\sigma'(z) = \sigma(z)(1 - \sigma)",
        r"\frac{e^{-x}}{(1 + e^{-x})^2} = \sigma(1 - \sigma)",
        r"\sigma'(z) = \sigma - \sigma^2",
    ],
)
def test_a_function_is_taken_of_what_its_chain_says(latex: str, name: str | None) -> None:
    assert last(latex, name, OF_SIGMA)[0] == "proved"


@pytest.mark.parametrize(
    ("latex", "verdict"),
    [
        (r"\sigma'(x) = \sigma(1 + \sigma)", "refuted"),
        (r"\frac{d\sigma}{dx} = \sigma(\sigma - 1)", "refuted"),
        # nothing but the letter of its definition tells, so that σ may be no function
        (r"\sigma = \frac{1}{1 + e^{x}}", "undecided"),
        (r"\sigma' = \sigma(1 + \sigma)", "undecided"),
        # of which of the two?
        (r"\sigma(x) + \sigma(2x) = \sigma + \sigma(2x)", "unread"),
        (r"x = \sigma", "unread"),
    ],
)
def test_what_a_chain_does_not_tell_is_not_supposed(latex: str, verdict: str) -> None:
    assert last(latex, before=OF_SIGMA)[0] == verdict


NETWORK = (
    "(c)\n\n$$ h = \\sigma(z_1) = \\sigma(x W_1 + b_1) $$\n\n"
    "$$ \\hat y = softmax(z_2) = f(z_2) = f(h W_2 + b_2) $$\n\n$$ J = CE(y, \\hat y) $$\n\n"
)


def test_a_known_function_gets_a_new_name() -> None:
    found = said(NETWORK + "$$ \\frac{\\partial J}{\\partial z_2} = f(z_2) - y $$\n")
    assert found[3] == ("given", "definition")
    assert found[-1] == ("proved", None)
    assert last(r"\frac{\partial J}{\partial z_2} = f(z_2) + y", before=NETWORK)[0] != "proved"
    # another argument names nothing, nor does a function that is known already
    assert last(r"softmax(\theta) = f(2\theta)")[0] == "unread"
    assert last(r"\sigma(x) = \tanh(x)")[0] == "refuted"


UNREAD_DEFINITION = "(b)\n\n$$ z = \\int_0^1 g(t) dt $$\n\n"


def test_a_letter_behind_a_definition_that_was_not_read_is_any_value() -> None:
    found = said(UNREAD_DEFINITION + "$$ (z + q)^2 = z^2 + 2 z q + q^2 $$\n")
    assert [verdict for verdict, _ in found] == ["unread", "proved"]
    # it is never refuted, whatever the chain begins with
    assert last(r"\sigma(z) = 1 - \sigma(z)", before=UNREAD_DEFINITION)[0] == "undecided"


@pytest.mark.parametrize("name", ["word2vec", None])
def test_such_a_letter_may_depend_on_anything(name: str | None) -> None:
    row = r"\frac{\partial}{\partial q} (q z) = z"
    assert last(row, name, UNREAD_DEFINITION)[0] != "proved"
    assert last(row, name)[0] == "proved"
    # what rests on it does so too, in the next part as well
    text = f"{UNREAD_DEFINITION}$$ s = z^2 + q $$\n\n(c)\n\n"
    assert last(r"\frac{\partial}{\partial q} (s + q) = 2", name, text)[0] != "proved"


SQUARES = "The loss is\n\n$$ L = \\sum_{i=1}^n (y_i - w^\\top x_i)^2 $$\n\n"
PAIR = "$$ J = -u_o^\\top v_c + \\log \\sum_{w=1}^W \\exp(u_w^\\top v_c) $$\n\n"
SOFTMAX = r"\frac{\exp(u_w^\top v_c)}{\sum_{x=1}^W \exp(u_x^\top v_c)}"


def test_vectors_of_a_family_that_nobody_declares() -> None:
    row = r"\frac{\partial L}{\partial w} = -2 \sum_{i=1}^n (y_i - w^\top x_i) x_i"
    assert last(row, None, SQUARES) == ("proved", None)
    assert last(row.replace("-2", "2"), None, SQUARES)[0] == "undecided"
    assert last(row.replace(") x_i", ")"), None, SQUARES)[0] != "proved"
    row = r"\frac{\partial J}{\partial v_c} = -u_o + \sum_{w=1}^W " + f"{SOFTMAX} u_w"
    assert last(row, None, PAIR) == ("proved", None)
    assert last(row.replace(" u_w", " u_o"), None, PAIR)[0] != "proved"
    assert last(row.replace("-u_o", "-v_c"), None, PAIR)[0] != "proved"


def test_a_family_over_the_samples_of_a_problem() -> None:
    loss = r"-\log \sigma(u_o^\top v_c) - \sum_{k=1}^K \log \sigma(-\bar u_k^\top v_c)"
    row = r"\frac{\partial J}{\partial \bar u_k} = (1 - \sigma(-\bar u_k^\top v_c)) v_c"
    assert said(f"$$ J = {loss} $$\n\n$$ {row} $$\n") == [("given", "definition"), ("proved", None)]
    wrong = row.replace("1 - ", "")
    assert said(f"$$ J = {loss} $$\n\n$$ {wrong} $$\n")[-1][0] == "undecided"


def test_a_family_has_no_value_without_an_index() -> None:
    assert last(r"x^\top w = w^\top x", None, SQUARES)[0] in ("proved", "unread")
    assert last(r"\sum_{i=1}^n (w^\top x_i + x) = 0", None)[0] == "unread"


LISTED = r"\begin{bmatrix} e^{\theta_1} / \sum_j e^{\theta_j} \\ \vdots \\ %s \end{bmatrix}"


def test_a_letter_that_counts_ends_a_list() -> None:
    row = r"\hat y = " + LISTED % r"e^{\theta_q} / \sum_j e^{\theta_j}"
    assert last(row)[0] == "unread"
    assert last(row, before="There are $q$ classes.\n\n")[0] == "proved"
    wrong = row.replace("e^{\\theta_1}", "e^{-\\theta_1}").replace(
        "e^{\\theta_q}", "e^{-\\theta_q}"
    )
    assert last(wrong, before="There are $q$ classes.\n\n") == ("undecided", "customary-name")
    # a sum may end before its set does
    assert last(r"1 = y_1 + \dots + y_q", before="There are $q$ classes.\n\n")[0] == "unread"


def test_a_list_downwards_is_a_vector_among_rows() -> None:
    rows = "All vectors are row vectors. There are $q$ classes.\n\n"
    row = r"\hat y = " + LISTED % r"e^{\theta_q} / \sum_j e^{\theta_j}"
    assert last(row, before=rows)[0] == "proved"
    assert last(r"U \begin{bmatrix} y_1 \\ \vdots \\ y_q \end{bmatrix} = u_o", before=rows) == (
        "unread",
        "listed-downwards",
    )


def test_a_place_in_the_window_that_no_sum_binds() -> None:
    rows = "(h)\n\n"
    assert last(r"J = J + u_{t+j}^\top v_c - v_c^\top u_{t+j}", before=rows)[0] != "refuted"
    row = r"\frac{\partial J}{\partial v_c} = -u_{t+j} + \sum_w \hat y_w u_w"
    assert last(row, before="(b)\n\n")[0] == "undecided"


def test_two_letters_below_one_sum() -> None:
    assert last(r"\sum_{i,j \in V} y_i y_j = 1")[0] in ("proved", "unread")
    row = r"\sum_{i,j=1}^n a_i b_j = \sum_{i=1}^n a_i \sum_{j=1}^n b_j"
    assert last(row, None) == ("proved", None)
    assert last(row.replace("= ", "= n "), None)[0] == "undecided"


def test_a_letter_that_the_words_name_is_no_slip() -> None:
    row = "$$ c = \\sum_{i=1}^n \\alpha_i v_i $$\n"
    above = "$$ \\sum_{i=1}^n \\alpha_i = 1 $$\n\n"
    assert said(above + row, None)[-1][0] == "unread"
    assert said("The values are $v_i$.\n\n" + above + row, None)[-1] == ("given", "definition")


BY_A_PARAMETER = [
    (r"a x^2", r"\frac{\partial f}{\partial a} = x^2", "proved"),
    (r"a x^2", r"\frac{\partial f}{\partial a} = 3 a^2", "refuted"),
    (r"a + x^2", r"\frac{\partial f}{\partial a} = 1", "proved"),
    (r"e^{a x}", r"\frac{\partial f}{\partial a} = x f", "proved"),
    (r"e^{a x}", r"\frac{\partial f}{\partial a} = a f", "refuted"),
    (r"e^{a x}", r"\frac{\partial f}{\partial t} = a e^{a t}", "proved"),
]


@pytest.mark.parametrize(("body", "row", "verdict"), BY_A_PARAMETER)
def test_by_what_stands_in_it_a_function_is_differentiated_at_its_own_letter(
    body: str, row: str, verdict: str
) -> None:
    text = f"Let $a, x, t \\in \\mathbb{{R}}$ and $f(x) = {body}$.\n\n$$ {row} $$\n"
    assert steps(check(text, None))[-1].verdict.value == verdict


def test_where_its_letter_is_not_declared_such_a_derivative_is_not_read() -> None:
    text = "Let $a \\in \\mathbb{R}$ and $f(x) = a + x^2$.\n\n"
    for value in ("1", "1 + 2a"):
        row = f"$$ \\frac{{\\partial f}}{{\\partial a}} = {value} $$\n"
        assert steps(check(text + row, None))[-1].verdict.value == "unread"


MATRIX = (
    "Let $A \\in \\mathbb{R}^{m \\times n}$, $x \\in \\mathbb{R}^m$, $y \\in \\mathbb{R}^n$.\n\n"
)


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        (r"x^T A y = \sum_{i,j} A_{ij} x_i y_j", "proved"),
        (r"x^T A y = 2\sum_{i,j} A_{ij} x_i y_j", "refuted"),
        (r"\frac{\partial}{\partial A_{kl}} \sum_{i,j} A_{ij}^2 = 2 A_{kl}", "proved"),
        (r"\frac{\partial}{\partial A_{kl}} \sum_{i,j} A_{ij}^2 = A_{kl}", "refuted"),
        (r"\sum_{i,j} x_i = \sum_i x_i", "unread"),  # how often?
    ],
)
def test_a_sum_over_several_letters_runs_over_each(row: str, verdict: str) -> None:
    assert steps(check(f"{MATRIX}$${row}$$\n", None))[-1].verdict.value == verdict
