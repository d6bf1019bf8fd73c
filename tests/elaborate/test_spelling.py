"""Which labels of a loss are read as known ones, and which stay unknown."""

import pytest

from derivcheck.elaborate.spelling import nearest
from tests.check.support import step

KNOWN = [
    r"J_{\text{naive-softmax}}",
    r"J_{\text{neg-sample}}",
    r"J_{\text{skip-gram}}",
    r"\hat{y}",
    r"L_{\text{total}}",
]


@pytest.mark.parametrize(
    ("label", "meant"),
    [
        ("navie-softmax", "naive-softmax"),
        ("naive-sofmax", "naive-softmax"),
        ("naivesoftmax", "naive-softmax"),
        ("Naive-Softmax", "naive-softmax"),
        ("naive", "naive-softmax"),
        ("negseample", "neg-sample"),
        ("negative-sampling", "neg-sample"),
        ("neg", "neg-sample"),
        ("neg-samples", "neg-sample"),
        ("skipgram", "skip-gram"),
        ("skip", "skip-gram"),
    ],
)
def test_near_labels(label: str, meant: str) -> None:
    assert nearest(rf"J_{{\text{{{label}}}}}", KNOWN) == rf"J_{{\text{{{meant}}}}}"


@pytest.mark.parametrize(
    "key",
    [
        r"J_{\text{sample}}",  # one sample's loss, perhaps
        r"J_{\text{reg-softmax}}",
        r"J_{\text{softmax-sample}}",
        r"J_{\text{total}}",
        r"J_{\text{ne}}",
        r"J_{\text{batch}}",
        r"J_{\text{neg2}}",
        r"L_{\text{neg}}",
        r"K_{\text{neg-sample}}",
        r"J_{o}",
        "J",
    ],
)
def test_labels_that_are_near_none(key: str) -> None:
    assert nearest(key, KNOWN) is None


def test_a_label_as_near_to_two_is_not_guessed() -> None:
    two = [r"J_{\text{train-set}}", r"J_{\text{train-sum}}"]
    assert nearest(r"J_{\text{train}}", two) is None
    assert nearest(r"J_{\text{train-sut}}", two) is None


def test_a_gradient_of_a_misspelt_loss_is_judged_and_a_claim_about_it_not_refuted() -> None:
    right = step(
        r"(f) $$ \frac{\partial J_{negseample}}{\partial u_o} = (\sigma(u_o^T v_c) - 1) v_c $$"
    )
    assert (right.verdict.value, right.remarks[0].code) == ("proved", "misspelt-name")
    wrong = step(
        r"(f) $$ \frac{\partial J_{negseample}}{\partial u_o} = (\sigma(u_o^T v_c) + 1) v_c $$"
    )
    assert wrong.verdict.value == "refuted"
    own = step(r"(f) $$ J_{negseample} = \log \sigma(u_o^T v_c) $$")
    assert (own.verdict.value, own.code) == ("undecided", "which-loss")
