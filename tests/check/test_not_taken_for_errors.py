"""What may be meant otherwise than it was read is no error; what fails in each reading is one."""

import pytest

from tests.check.support import check, step, steps

EXP = r"\exp(u_w^\top v_c)"


@pytest.mark.parametrize(
    "formula",
    [
        r"\exp{(x) x} = \exp(x) x",
        r"\exp{(x) x} = \exp(x^2)",
        r"\log{(x) x} = 2 \log(x)",
        r"\sigma{(x) x} = \sigma(x) x",
    ],
)
def test_braces_around_more_than_a_bracket_are_not_guessed_at(formula: str) -> None:
    assert step(f"(e) $$ {formula} $$").code == "ambiguous-scope"


def test_braces_around_a_bracket_or_one_product_are_its_argument() -> None:
    assert step(r"(e) $$ \exp{(2x)} = \exp{xx} $$").verdict.value == "refuted"
    assert step(r"(e) $$ \log{xx} = 2\log{|x|} $$").verdict.value == "proved"


def test_the_probability_of_a_letter_that_nothing_binds_is_unread() -> None:
    line = rf"\frac{{\exp(u_x^\top v_c)}}{{\sum_w {EXP}}} v_c = P(x \mid c) v_c"
    assert step(f"(c) $$ {line} $$").verdict.value == "unread"
    bound = rf"\frac{{{EXP}}}{{\sum_x \exp(u_x^\top v_c)}} v_c = P(x \mid c) v_c"
    assert step(f"(c) $$ {bound} $$").verdict.value == "ill-typed"


def test_a_sum_of_zeros_is_any_zero() -> None:
    window = r"-m \leq j \leq m, j \neq 0"
    assert step(rf"(b) $$ v_c - v_c = \sum_{{{window}}} 0 $$").verdict.value == "proved"
    assert step(rf"(b) $$ v_c - v_c = \sum_{{{window}}} 1 $$").verdict.value == "ill-typed"


def test_a_bare_u_that_the_text_says_to_be_something_is_not_the_matrix() -> None:
    text = (
        rf"(b) $$ \frac{{\partial u}}{{\partial v_c}} = \sum_w u_w {EXP} $$"
        "\n\nwhere\n\n"
        rf"$$ u(v_c) = \sum_w {EXP} $$"
    )
    assert {one.verdict.value for one in steps(check(text))} == {"unread"}
    assert step(rf"(b) $$ u v_c = \sum_w {EXP} $$").verdict.value == "ill-typed"


@pytest.mark.parametrize("operator", [r"\frac{\partial}{\partial u}", r"\nabla_u"])
def test_a_transposed_one_is_no_number_that_alone_is_differentiated(operator: str) -> None:
    said = r"Let $X \in \mathbb{R}^{n \times d}$, $u \in \mathbb{R}^d$."
    text = f"{said}\n\n$$ {operator} \\mathbf{{1}}^\\top X u = %s $$\n"
    assert step(text % "X^\\top \\mathbf{1}", None).verdict.value == "proved"
    assert step(text % "2 X^\\top \\mathbf{1}", None).verdict.value == "unread"


def test_the_softmax_of_a_matrix_may_go_by_its_rows() -> None:
    text = (
        r"Let $Q, K \in \mathbb{R}^{n \times d}$ and $v \in \mathbb{R}^n$. "
        r"$$ A = \mathrm{softmax}(QK^\top) $$ $$ \mathrm{softmax}(QK^\top) v = v $$"
    )
    found = steps(check(text, None))
    assert [(one.verdict.value, one.code) for one in found] == [("unread", "unknown-notation")] * 2


@pytest.mark.parametrize(
    "words", ["for $x$ real", "for all real $x$", "for scalar $x$", ", $x$ being a real number"]
)
def test_a_vector_that_is_called_real_elsewhere_may_be_a_number_there(words: str) -> None:
    line = rf"$\frac{{d}}{{dx}} (x^2 + 3x) = 2x + 3$ {words}"
    parts = (r"Let $x \in \mathbb{R}^n$.", r"1) $\nabla_x (x^\top x) = 2x$", f"2) {line}.")
    text = "\n\n".join(parts)
    assert [one.verdict.value for one in steps(check(text, None))] == ["proved", "unread"]


def test_a_product_of_vectors_within_a_diag_may_be_entry_by_entry() -> None:
    said = r"Let $X \in \mathbb{R}^{n \times d}$ and $p \in \mathbb{R}^n$. "
    for sign in "-+":
        inner = rf"p (1 {sign} p)"
        line = rf"$$ X^\top \text{{diag}}({inner}) X = X^\top \text{{diag}}(p \circ (1 - p)) X $$"
        assert step(said + line, None).verdict.value == "unread"
        # a product that stands alone has no meaning, and so has one of other lengths
        assert step(rf"{said} $$ {inner} = p $$", None).verdict.value == "ill-typed"
    assert step(rf"{said} $$ \text{{diag}}(p X) = X $$", None).verdict.value == "ill-typed"


def test_a_bare_letter_that_also_spells_a_function_may_be_a_name_of_its_own() -> None:
    gradient = r"\frac{\partial J_{\text{naive-softmax}}}{\partial v_c}"
    for line in (r"\hat y = p", "v_c = p", rf"{gradient} = U(p - y)"):
        found = step(f"(b)\n\n$$ {line} $$")
        assert (found.verdict.value, found.code) == ("unread", "other-spelling")
    # with its arguments it is the problem's
    assert step("(b)\n\n$$ v_c = p(o \\mid c) $$").verdict.value == "ill-typed"
    assert step("(b)\n\n$$ p(o \\mid c) = \\hat y_o $$").verdict.value == "proved"


@pytest.mark.parametrize(
    ("declared", "line", "verdict"),
    [
        (r"$p \in \mathbb{R}$", r"p + \sum_{w \neq o} \hat y_w = 1", "undecided"),
        (
            r"$p \in \mathbb{R}$ denote $P(o \mid c)$",
            r"J_{\text{naive-softmax}} = -\log p",
            "undecided",
        ),
        (r"$p \in \mathbb{R}$", "(p + 1) p = p^2 + p", "proved"),
        (r"$q \in \mathbb{R}$", r"p(o \mid c) = \hat y_o", "proved"),
    ],
)
def test_a_declared_letter_that_also_spells_a_function_is_the_declared_one(
    declared: str, line: str, verdict: str
) -> None:
    assert step(f"Let {declared}.\n\n(b)\n\n$$ {line} $$").verdict.value == verdict
