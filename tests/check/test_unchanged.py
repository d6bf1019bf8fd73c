"""Words that sound as if a loss were changed and change nothing, each beside one that does."""

import pytest

from tests.check.support import check, steps

GRADIENT = "$$\\frac{\\partial J}{\\partial v_c} = U(\\hat y - y)$$"

PLAIN = """
The scores are divided by the normalising constant after exponentiation.
The exponentials are normalised by their sum.
The exponentiated scores are divided by their sum.
The scores are normalised by a softmax.
Elsewhere we limit the vocabulary, but not here.
We could truncate the sum, but we do not do so.
We replace the sum by an expectation.
The sum is replaced by a matrix product.
Mind the minus sign in front of the logarithm.
Do not forget the minus sign in front.
$\\hat y$ is in general not a one-hot vector.
The predictions are not one-hot.
The second term is the expectation of the outside vectors.
The expectation is taken under the predicted distribution.
The columns of $U$ are averaged with the weights $\\hat y_w$.
The error $\\hat y - y$ is multiplied by $U$.
We multiply the loss gradient by the Jacobian.
The factor $2$ appears twice.
$u_o$ appears twice: in the numerator and in the denominator.
The denominator does not depend on $w$.
Shifting the scores by a constant does not change the softmax.
Multiply numerator and denominator by the same number.
The vectors are shared among all positions.
The loss of a whole batch is the sum of such losses.
The loss is summed over all windows in the last part.
If the logarithm had base 2, a constant would appear.
The hinge loss would give another gradient.
The result has a simpler form than the squared error has.
Unlike the squared error, this loss is convex in the scores.
Compare this with the squared error.
"""
CHANGED = """
The scores are divided by their sum.
The scores are normalised.
We limit the vocabulary, but not the window.
We halve all scores, but we do not halve the vectors.
We replace the sum by an expectation over a noise distribution.
There is no minus sign in front, but a factor 2 in front.
The label is not one-hot.
$J$ is the expectation of the loss.
The vectors are averaged over the window.
The error and the scores are multiplied by two.
Each word appears twice.
Each word occurs twice in the vocabulary.
The words are repeated in the vocabulary.
The vocabulary lists the true word twice.
The denominator does not depend on $v_c$.
Shifting the scores by a bias, we change them.
The vectors are shared between centre and outside words.
The loss of a whole batch is averaged.
Rather than the cross-entropy we use the squared error.
Not the cross-entropy but the squared error is used.
Compare this with the squared error, whose gradient is
"""


def _verdict(words: str) -> str:
    return [one.verdict.value for one in steps(check(f"(b) {words}\n\n{GRADIENT}\n"))][-1]


@pytest.mark.parametrize("words", PLAIN.strip().splitlines())
def test_what_changes_nothing_costs_no_proof(words: str) -> None:
    assert _verdict(words) == "proved"


@pytest.mark.parametrize("words", CHANGED.strip().splitlines())
def test_what_changes_the_loss_is_still_heard(words: str) -> None:
    assert _verdict(words) == "undecided"


def test_another_loss_that_is_only_mentioned_does_not_refute() -> None:
    assert _verdict("Negative sampling would not need this, and is faster.") == "proved"
    assert _verdict("For negative sampling we get") == "refuted"
    assert _verdict("Negative sampling:") == "refuted"
