"""Rules about functions of which nothing is known: any g and h."""

import math
import re

import pytest

from tests.check.support import check, step, steps

RULE = "(e) We need $%s$.\n"


def last(formula: str) -> str:
    return steps(check(RULE % formula))[-1].verdict.value


@pytest.mark.parametrize(
    ("rule", "verdict"),
    [
        (r"\frac{d}{dx}(g(x) h(x)) = g'(x) h(x) + g(x) h'(x)", "proved"),
        (r"\frac{d}{dx}(g(x) h(x)) = g'(x) h(x) - g(x) h'(x)", "refuted"),
        (r"\frac{d}{dx}(g(x) h(x)) = g'(x) h'(x)", "refuted"),
        (r"\frac{d}{dx} \frac{1}{g(x)} = -\frac{g\prime(x)}{g^2(x)}", "proved"),
        (r"\frac{d}{dx} \frac{1}{g(x)} = \frac{g\prime(x)}{g^2(x)}", "refuted"),
        (r"\frac{d}{dx} e^{g(x)} = g'(x) e^{g(x)}", "proved"),
        # it may be meant of one g
        (r"g'(x) = g(x)", "undecided"),
        (r"\frac{d g(x)}{dx} = g(x) + g'(x)", "undecided"),
        (r"g'(x) h(x) = g(x) h'(x)", "undecided"),
        # no function, or another one
        (r"g'(x) + g = g + g'(x)", "unread"),
        (r"g(x) + h(x) = h(x) + g(x)", "unread"),
    ],
)
def test_a_rule_about_any_functions(rule: str, verdict: str) -> None:
    assert last(rule) == verdict


@pytest.mark.parametrize(("sign", "verdict"), [("-", "proved"), ("+", "refuted")])
def test_a_rule_with_a_name_for_what_is_differentiated(sign: str, verdict: str) -> None:
    text = (
        "(e) With $f(x) = \\frac{g(x)}{h(x)}$ we have "
        f"$f\\prime(x) = \\frac{{g\\prime(x)h(x) {sign} g(x)h\\prime(x)}}{{h^2(x)}}$.\n"
    )
    found = steps(check(text))
    assert [one.verdict.value for one in found] == ["given", verdict]
    assert any("any function" in remark.message for remark in found[-1].remarks)


def test_a_function_that_the_document_defines_is_that_one() -> None:
    text = "(e) Let $g(x) = e^x$.\n\n$$ \\frac{d}{dx}(x g(x)) = g'(x) + x g(x) $$\n"
    assert steps(check(text))[-1].verdict.value == "proved"
    behind = "(e)\n\n$$ \\frac{d}{dx}(x g(x)) = g'(x) + x g(x) $$\n\nwhere $g = \\exp$\n"
    assert steps(check(behind))[0].verdict.value in ("unread", "undecided", "proved")


def test_of_a_function_in_a_sentence_the_words_may_tell_what_it_is() -> None:
    text = (
        "(e) Let $g(x)$ be the logistic function. So $h(x) = x + g'(x)$ and\n\n"
        "$$ \\frac{d}{dx}(x g(x)) = g(x) + x g(x) (1 - g(x)) $$\n"
    )
    assert steps(check(text))[-1].verdict.value != "refuted"


@pytest.mark.parametrize(
    ("rule", "verdict"),
    [
        (r"\frac{d}{dx}(g(x) h(x)) = g'(x) h(x) + g(x) h'(x)", "proved"),
        (r"\frac{d}{dx}(g(x) h(x)) = g'(x) h'(x)", "refuted"),
        (r"\frac{d}{dx} \frac{g(x)}{h(x)} = \frac{g'(x)}{h'(x)}", "refuted"),
        (r"g'(x) = g(x)", "undecided"),
    ],
)
def test_without_a_problem_the_argument_is_a_number_that_the_document_declares(
    rule: str, verdict: str
) -> None:
    found = step(f"Let $x \\in \\mathbb{{R}}$.\n\n$$ {rule} $$\n", None)
    assert found.verdict.value == verdict
    vector = step(f"Let $x \\in \\mathbb{{R}}^n$.\n\n$$ {rule} $$\n", None)
    assert vector.verdict.value == "unread"


def test_the_function_of_a_counterexample_is_one_that_a_reader_can_put_in() -> None:
    rule = r"\frac{d}{dx}(g(x) h(x)) = g'(x) h'(x)"
    witness = step(f"Let $x \\in \\mathbb{{R}}$.\n\n$$ {rule} $$\n", None).witness
    assert witness is not None
    (value,) = (float(values[0]) for name, values in witness.values if name == "x")
    phases = []
    for _, text in witness.functions:
        found = re.fullmatch(r"t ↦ sin\((-?\d+) ([+-]) (\d*)t\)", text)
        assert found is not None, text
        slope = float(found[3] or 1) * (-1 if found[2] == "-" else 1)
        phases.append((float(found[1]) + slope * value, slope))
    (g, a), (h, b) = phases
    left = a * math.cos(g) * math.sin(h) + b * math.sin(g) * math.cos(h)
    assert float(witness.lhs) == pytest.approx(left, rel=1e-6)
    assert float(witness.rhs) == pytest.approx(a * b * math.cos(g) * math.cos(h), rel=1e-6)


LAYER = r"Let $a = f(z)$. $$ \frac{\partial L}{\partial z} = \frac{\partial L}{\partial a} %s $$"
NETWORK = """We use $z_1 = W_1 x + b_1$, $h = \\phi(z_1)$ and $z_2 = W_2 h + b_2$ with any
activation function $\\phi$.

$$ %s $$
"""


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (LAYER % r"\odot f'(z)", "proved"),
        (LAYER % r"\odot f'(z)^2", "undecided"),
        (
            NETWORK % r"\frac{\partial L}{\partial z_1} = W_2^\top \frac{\partial L}{\partial z_2}"
            r" \odot \phi'(z_1)",
            "proved",
        ),
        (
            NETWORK % r"\frac{\partial L}{\partial z_1} = W_2^\top \frac{\partial L}{\partial z_2}"
            r" \odot \phi'(z_1) \odot \phi'(z_1)",
            "undecided",
        ),
        # which one it is, the reader may know
        (r"Let $z \in \mathbb{R}^n$. $$ 1 \odot g'(z) = g(z) \odot (1 - g(z)) $$", "undecided"),
        (r"Let $z, c \in \mathbb{R}^n$. $$ c \odot g'(z) = g'(z) \odot c $$", "proved"),
        # in one of them it may be a Jacobian
        (r"Let $z, c \in \mathbb{R}^n$. $$ c \odot g'(z) = g'(z)^\top c $$", "unread"),
        (r"Let $z, c \in \mathbb{R}^n$. $$ c \odot g'(z) = c^\top \odot g'(z) $$", "ill-typed"),
        (
            r"$g$ maps $z \in \mathbb{R}^n$ to vectors. $$ z \odot g'(z) = g'(z) \odot z $$",
            "unread",
        ),
        # the gradient of a number, or a function of all entries
        (r"Let $z, c \in \mathbb{R}^n$. $$ c^\top g'(z) = g'(z)^\top c $$", "unread"),
        (
            r"Let $z, c \in \mathbb{R}^n$, $g$ the softmax. $$ c \odot g'(z) = g'(z) \odot c $$",
            "unread",
        ),
    ],
)
def test_an_activation_function_of_which_nothing_is_known(text: str, verdict: str) -> None:
    found = steps(check(text, None))[-1].verdict.value
    assert found == verdict


def test_a_function_of_which_words_tell_what_it_is_is_that_one() -> None:
    text = r"""Let $\sigma$ be the sigmoid and $f$ an activation, $z, c \in \mathbb{R}^n$.

$$ \frac{\partial}{\partial z} c^\top \sigma(f(z)) = c \odot \sigma(f(z)) \odot (1 - \sigma(f(z)))
\odot f'(z) $$
"""
    assert step(text, None).verdict.value == "proved"
    false = text.replace("(1 - ", "(2 - ")
    assert step(false, None).verdict.value != "proved"
