"""Words that change what the problem's loss is made of: “treat ŷ as a constant”."""

import pytest

from derivcheck.check.names.losses_named import change_of_loss
from tests.check.support import check, steps

GRADIENT = "$$\\frac{\\partial J}{\\partial v_c} = U(\\hat y - y)$$"

CHANGES = """
treat $\\hat y$ as a constant
the score of a word is halved
the embeddings are tied, $U = V$
the sum is over a few words
Here the probabilities are held fixed.
The normalizer is treated as a constant.
Assume $Z$ does not depend on $v_c$.
The partition function is constant.
With $\\hat y$ fixed,
We ignore the denominator.
We drop the log-sum term.
The second term is dropped.
All scores are divided by two.
Now every score is twice as large.
The scores have been halved.
The scores get a factor of one half.
The score is $\\frac12 u_w^\\top v_c$.
Use one matrix for both words and contexts.
There is only one embedding table.
The word vectors of centre and outside words coincide.
Suppose $U = V$.
Let $u_w = v_w$ for all $w$.
With weight tying:
The sum runs only over the candidates.
Only the five most frequent words take part in the sum.
The denominator excludes the true word.
The vocabulary is truncated.
We use a sampled softmax.
No gradient flows through $\\hat y$.
We do not backpropagate through the softmax.
The softmax is replaced by a sigmoid.
The scores are cosine similarities.
A bias is added to each score.
$y$ is no longer one-hot.
The positive pair is counted twice.
Each negative sample counts half.
The scores are clipped to $[-5, 5]$.
The probabilities are not normalised.
Wir betrachten $\\hat y$ als konstant.
Die Einbettungen sind gekoppelt.
On considère $\\hat y$ comme une constante.
On néglige le dénominateur.
Tratamos $\\hat y$ como una constante.
Los vectores se comparten.
把 $\\hat y$ 视为常数。
得分减半。
词向量共享。
For CBOW,
## CBOW
We now turn to maximisation of the likelihood.
Instead, we maximise $J$.
where $U$ denotes the matrix of centre vectors
Here $v_c$ is the context vector.
where $y$ is the distribution of the centre word
We swap $U$ and $V$.
The roles of centre and outside words are exchanged.
Suppose $U$ is a function of $v_c$.
The outside vectors are computed from $v_c$.
Let the score be $u_w^\\top W v_c$.
We put a matrix $W$ between the vectors.
We pass $v_c$ through a ReLU first.
Each centre vector is first mapped by $\\tanh$.
Let $v_c$ be normalised to unit length.
For hierarchical softmax,
We consider noise contrastive estimation.
Instead of the cross-entropy we take the squared error.
The derivative is taken along the unit sphere.
We use the loss $2J$ from here on.
For the perplexity $e^J$,
We consider the loss of the whole window.
(scores halved)
with the scores halved
The score of $w$ is $u_w^\\top A v_c$.
where the scores are $U^\\top v_c / \\tau$
The logits are $z = 2 U^\\top v_c$.
Suppose that $\\hat y_w \\propto \\exp(2 u_w^\\top v_c)$.
We replace $\\hat y$ by its square root.
Each word is counted with multiplicity two.
The temperature is $\\tau = 2$.
$J$ has a penalty.
Denote by $y$ the vector of counts.
Here $J$ is the loss of the pair, with a factor of two.
The true distribution $y$ has two nonzero entries.
We use the reverse cross-entropy.
Only the first half of the data is used.
Each residual gets a weight.
Dropout is applied to $h$.
where $\\hat y$ stands for $U^\\top v_c$
A skip connection adds $x$ to $h$.
""".strip().splitlines()

PLAIN = """
We treat $U$ as a constant.
With all other parameters fixed, we differentiate.
The sum is over all words of the vocabulary.
Since $y$ is one-hot, the sum has only one term.
The first term does not depend on $v_c$, so its derivative is zero.
The scores do not depend on $y$.
The denominator is the same for all words.
We ignore terms that are constant in $v_c$.
Multiply both sides by $-1$.
The softmax is applied to the scores.
where $\\hat y$ is the vector of predictions
The vectors are stored as columns of $U$.
The matrix is divided into columns.
We remove the sum because $y$ is one-hot.
In the following we drop the index.
We sum over the negative samples.
the scores are not halved
Both skip-gram and CBOW use this loss.
We minimise the loss, that is we maximise the likelihood of the true word.
Here $U$ is the matrix of outside vectors and $V$ that of centre vectors.
$U$ and $V$ are the matrices of outside and centre vectors.
$v_c$ is the vector of the centre word $c$.
$\\hat y$ is the predicted distribution of the outside words given the centre word.
The vectors are weighted by their probabilities.
Each exponential is divided by the normaliser.
This is the error scaled by the word vectors.
Multiplying the error vector by $U$ gives
The expectation of the outside vectors under the model is subtracted from the true one.
The denominator does not depend on the true word.
The scores are $U^\\top v_c$, so $\\hat y$ depends on $v_c$.
The vectors are fed into the softmax.
The gradient of $J$ has the shape of $v_c$.
The temperature is $1$.
where $\\hat y$ stands for $\\mathrm{softmax}(U^\\top v_c)$
The logits are $z = U^\\top v_c$.
Suppose that $\\hat y_w \\propto \\exp(u_w^\\top v_c)$.
We replace $\\hat y$ by its definition.
Here $y$ has a single nonzero entry.
(scores divided by their sum after exponentiation)
The score of $w$ is $s_w = u_w^\\top v_c$.
The scores are $U^\\top v_c$.
The score of the pair is $u_w \\cdot v_c = \\sum_i u_{w,i} v_{c,i}$.
""".strip().splitlines()


@pytest.mark.parametrize("words", CHANGES)
def test_such_words_are_heard(words: str) -> None:
    assert change_of_loss(words, "", "J", replaced=False) is not None


@pytest.mark.parametrize("words", PLAIN)
def test_plain_words_change_nothing(words: str) -> None:
    assert change_of_loss(words, "", "J", replaced=False) is None


@pytest.mark.parametrize(
    "text",
    [f"We treat $\\hat y$ as a constant. {GRADIENT}", f"{GRADIENT} where the scores are halved."],
)
def test_the_gradient_of_the_loss_as_it_was_is_not_proved(text: str) -> None:
    found = steps(check(f"{text}\n"))[-1]
    assert (found.verdict.value, found.code) == ("undecided", "which-loss")


def test_a_loss_that_is_called_by_its_name_is_none_of_another_model() -> None:
    assert change_of_loss("For CBOW,", "", "J_{\\text{CBOW}}", replaced=False) is None


def test_nor_is_a_right_one_doubted() -> None:
    found = steps(check(f"We treat $U$ as a constant. {GRADIENT}\n"))[-1]
    assert found.verdict.value == "proved"
    wrong = GRADIENT.replace("hat y - y", "hat y + y")
    found = steps(check(f"We treat $\\hat y$ as a constant. {wrong}\n"))[-1]
    assert found.verdict.value != "proved"
