"""What a declaration says beside a set keeps from refuting, unless it is known to say nothing."""

import pytest

from tests.check.support import check, steps


def verdicts(text: str) -> list[str]:
    return [step.verdict.value for step in steps(check(text, None))]


# each says what makes the formula behind it true
LIMITED = [
    (r"Let $m \in \mathbb{R}^n$ be a dropout mask with entries in $\{0, 1\}$.", "m_i^2 = m_i"),
    (r"Let $m \in \mathbb{R}^n$ be a mask whose entries are 0 or 1.", "m_i^2 = m_i"),
    (r"Let $m \in \mathbb{R}^n$ be a Bernoulli mask.", r"m \circ m = m"),
    (r"Let $a \in \mathbb{R}$ be a label, either $0$ or $1$.", "a^2 = a"),
    (r"Let $a \in \mathbb{R}$ be $\pm 1$.", "a^2 = 1"),
    (r"Let $a \in \mathbb{R}$. Since $a$ lies between 0 and 1,", "|a| = a"),
    (r"Let $u, v \in \mathbb{R}^n$ be perpendicular.", r"(u + v)^\top v = v^\top v"),
    (r"Let $a, b \in \mathbb{R}$ be opposite numbers.", "a + b = 0"),
    (r"Let $A, B \in \mathbb{R}^{n \times n}$ be inverse to each other.", "A B u = u"),
    (r"Let $A \in \mathbb{R}^{n \times n}$ be Hermitian.", r"A^\top u = A u"),
    (r"Let $A \in \mathbb{R}^{n \times n}$ be a kernel matrix.", r"A^\top u = A u"),
    (r"Let $v \in \mathbb{R}^n$ have length one.", r"v^\top v = 1"),
    (r"Here $v \in \mathbb{R}^n$ encodes the class, so $\sum_i v_i = 1$.", r"\sum_i 2 v_i = 2"),
    (
        r"Let $A \in \mathbb{R}^{n \times n}$ with $A^2 = A$. We look at two things. Now",
        "A^3 u = A u",
    ),
    (r"We have $a > 0$ where $a \in \mathbb{R}$.", "|a| = a"),
    (r"设 $A \in \mathbb{R}^{n \times n}$ 为埃尔米特矩阵。", r"A^\top u = A u"),
    # what is computed from other symbols
    (
        r"Let $z \in \mathbb{R}^n$ and $p \in \mathbb{R}^n$ be the softmax of $z$.",
        r"\sum_i p_i = 1",
    ),
    (
        r"Let $E \in \mathbb{R}^{d \times n}$, $v \in \mathbb{R}^n$,"
        r" $e \in \mathbb{R}^d$ its image.",
        r"e^\top e = v^\top E^\top E v",
    ),
    (
        r"Let $y, f \in \mathbb{R}^n$ and $e \in \mathbb{R}^n$ the errors.",
        r"e^\top e = \|y - f\|^2",
    ),
    (
        r"Let $X \in \mathbb{R}^{n \times d}$, $w \in \mathbb{R}^d$."
        r" Let $r \in \mathbb{R}^n$ be the residual.",
        r"\nabla_w \|Xw - u\|^2 = 2 X^\top r",
    ),
    (
        r"Let $z \in \mathbb{R}^n$ be scores and $p \in \mathbb{R}^n$ the output of the softmax.",
        r"\log p_i = z_i - \log \sum_{j=1}^n e^{z_j}",
    ),
]


@pytest.mark.parametrize(("opening", "latex"), LIMITED)
def test_a_right_step_about_what_a_word_limits_is_not_refuted(opening: str, latex: str) -> None:
    text = f"Let $u \\in \\mathbb{{R}}^n$. {opening}\n\n$$ {latex} $$\n"
    assert verdicts(text)[-1] == "undecided"


@pytest.mark.parametrize(("opening", "latex"), LIMITED)
def test_nothing_is_proved_by_such_a_word(opening: str, latex: str) -> None:
    text = f"Let $u \\in \\mathbb{{R}}^n$. {opening}\n\n$$ {latex.replace('= ', '= 2 ')} $$\n"
    assert verdicts(text)[-1] in ("undecided", "refuted")


# each leaves the symbol as free as its set does
FREE = [
    r"Let $A \in \mathbb{R}^{n \times n}$ be the weight matrix of the second layer.",
    r"Let $A \in \mathbb{R}^{n \times n}$ and let $f(u) = A u$.",
    r"Given are $n$ training examples, stacked as the rows of $A \in \mathbb{R}^{n \times n}$.",
    r"For $i = 1, \dots, n$ let $A_{ij}$ be the entries of $A \in \mathbb{R}^{n \times n}$.",
    r"设 $A \in \mathbb{R}^{n \times n}$ 为权重矩阵。",
]


@pytest.mark.parametrize("opening", FREE)
def test_a_wrong_step_about_a_free_symbol_is_refuted(opening: str) -> None:
    text = f"Let $u \\in \\mathbb{{R}}^n$. {opening}\n\n$$ A^\\top u = A u $$\n"
    assert verdicts(text)[-1] == "refuted"


def test_a_let_holds_for_every_formula_of_its_part() -> None:
    opening = r"Let $A \in \mathbb{R}^{n \times n}$ with $A^2 = A$."
    text = f"{opening} Then $$ A^3 = A $$ and so $$ A^4 = A $$\n"
    assert verdicts(text) == ["undecided", "undecided"]


def test_a_counterexample_with_the_claimed_sign_refutes() -> None:
    text = "Let $a \\in \\mathbb{R}$. We know that $a > 0$.\n\n$$ |a| = a $$\n\n$$ a + 1 = a $$\n"
    assert verdicts(text)[-2:] == ["undecided", "refuted"]


@pytest.mark.parametrize("words", ["$a > 0$ or $a < 0$", "$a > 0$ be false", "$a > 0$ or not"])
def test_a_sign_that_is_taken_back_proves_nothing(words: str) -> None:
    text = f"Let $a \\in \\mathbb{{R}}$.\n\nLet {words}.\n\n$$ \\sqrt{{a^2}} = a $$\n"
    assert verdicts(text)[-1] == "undecided"


LAYER = (
    "Let $x \\in \\mathbb{R}^n$, $W \\in \\mathbb{R}^{m \\times n}$, $y \\in \\mathbb{R}^m$ "
    "and let $z \\in \\mathbb{R}^m$ be %s.\n\n$$%s$$\n"
)


@pytest.mark.parametrize(
    "said", ["the pre-activation", "the logits", "the scores", "a hidden state", "the linear form"]
)
def test_what_may_be_computed_from_others_is_spared_where_they_occur(said: str) -> None:
    for step, verdict in (
        (r"\|z\|^2 = x^\top W^\top W x", "undecided"),
        (r"z^\top y = y^\top W x", "undecided"),
        (r"\|z - y\|^2 = z^\top z - y^\top y", "refuted"),
        (r"\frac{\partial}{\partial z} \|z - y\|^2 = 2 (y - z)", "refuted"),
    ):
        assert steps(check(LAYER % (said, step), None))[-1].verdict.value == verdict
