"""A text's own loss beside words on another loss, which no formula defines."""

import pytest

from tests.check.support import check, steps

SOFTMAX = (
    "# Notes\n\n## Naive softmax\n\nThe loss is $L = -\\log \\frac{\\exp(u_o^\\top v_c)}"
    "{\\sum_{w} \\exp(u_w^\\top v_c)}$.\n\n"
    "$$ \\frac{\\partial L}{\\partial v_c} = -u_o + \\sum_w \\hat y_w u_w $$\n\n"
)
SAMPLED = (
    "$$ \\frac{\\partial L}{\\partial v_c} = -(1 - \\sigma(u_o^\\top v_c)) u_o "
    "+ \\sum_{k=1}^K (1 - \\sigma(-u_k^\\top v_c)) u_k $$\n"
)
OWN = (
    "Let $w, x \\in \\mathbb{R}^n$ and $t \\in \\mathbb{R}$. The squared error is "
    "$L = \\frac{1}{2} (w^\\top x - t)^2$.\n\n"
)


def last(text: str, name: str | None = "word2vec") -> tuple[str, str | None]:
    found = steps(check(text, name))[-1]
    return found.verdict.value, found.code


@pytest.mark.parametrize(
    "heading", ["## Negative sampling", "# Skip-gram with negative sampling", "**负采样**"]
)
def test_under_words_on_another_loss_nothing_is_refuted(heading: str) -> None:
    assert last(f"{SOFTMAX}{heading}\n\nThe gradient is\n\n{SAMPLED}") == (
        "undecided",
        "which-loss",
    )


def test_without_such_words_it_is() -> None:
    assert last(f"{SOFTMAX}## The gradient again\n\n{SAMPLED}")[0] == "refuted"
    # words that stood above the definition say nothing of what comes after it
    text = SOFTMAX.replace("# Notes", "# Notes on softmax and negative sampling")
    assert last(f"{text}## Negative sampling\n\n{SAMPLED}")[0] == "refuted"


def test_a_loss_that_is_defined_there_is_the_one_meant() -> None:
    there = OWN.replace("The squared error is", "## The hinge\n\nIt is left aside here:")
    assert last(f"{there}$$ \\nabla_w L = (w^\\top x + t) x $$\n", None)[0] == "refuted"


def test_without_a_problem_too() -> None:
    wrong = "$$ \\nabla_w L = (w^\\top x + t) x $$\n"
    assert last(f"{OWN}{wrong}", None)[0] == "refuted"
    assert last(f"{OWN}## With weight decay\n\n{wrong}", None) == ("undecided", "which-loss")


RIGHT = "$$ \\nabla_w L = (w^\\top x - t) x $$\n"


@pytest.mark.parametrize(
    "words",
    [
        "Now the loss is the hinge loss.",
        "We add weight decay.",
        "The loss is multiplied by two.",
        "If we scale the loss by $3$, we get",
        "With $L_2$ regularization the gradient is",
        "Averaged over the batch,",
        "We drop the factor $1/2$.",
        "With a minus sign in front,",
        "Take the square root of the loss.",
        "Add $\\lambda w^\\top w$ to it.",
        "Now change the sign of $L$.",
        "We use twice the loss.",
        "Here we sum the loss over all examples.",
        "## With a ridge penalty",
        "Next, replace the squared error by the absolute error.",
        "Mit Regularisierung gilt",
        "加上正则化项后，",
    ],
)
def test_under_words_that_change_a_loss_its_old_gradient_is_not_proved(words: str) -> None:
    assert last(f"{OWN}{words}\n\n{RIGHT}", None) == ("undecided", "which-loss")
    anew = "$$ L = \\frac{1}{2} (w^\\top x - t)^2 $$\n\n"
    assert last(f"{words}\n\n{OWN}{RIGHT}", None)[0] == "proved"
    assert last(f"{OWN}## Another one\n\n{words}\n\n{anew}{RIGHT}", None)[1] != "which-loss"


@pytest.mark.parametrize(
    "words",
    [
        "Without regularization the gradient is",
        "The gradient of the loss is",
        "We multiply the inner derivative by the outer one.",
        "Scaling $x$ by the error gives",
        "The loss changes with $w$ as follows:",
        "On the other hand, by the chain rule,",
        "We do not add weight decay.",
        "We divide the loss into two terms.",
    ],
)
def test_other_words_leave_it_proved(words: str) -> None:
    assert last(f"{OWN}{words}\n\n{RIGHT}", None)[0] == "proved"


def test_what_the_definition_speaks_of_is_in_it() -> None:
    text = (
        "Let $w, x \\in \\mathbb{R}^n$ and $t \\in \\mathbb{R}$. With weight decay the loss is "
        "$L = \\frac{1}{2} (w^\\top x - t)^2 + \\frac{1}{2} w^\\top w$.\n\n"
        "The gradient of the regularized loss is\n\n$$ \\nabla_w L = (w^\\top x - t) x + w $$\n"
    )
    assert last(text, None)[0] == "proved"


@pytest.mark.parametrize(
    "words",
    [
        "We add weight decay.",
        "The loss is doubled.",
        "Let $J$ be twice the naive softmax loss.",
        "Here $J$ is three times our cross-entropy loss.",
        "We divide by a temperature.",
        "Here $\\log$ is the base-2 logarithm.",
        "With dropout on $v_c$ we have",
        "Gradient ascent maximises $J = \\log \\hat y_o$:",
    ],
)
def test_nor_is_that_of_a_problems_loss(words: str) -> None:
    right = "$$ \\frac{\\partial J}{\\partial v_c} = U(\\hat y - y) $$\n"
    assert last(right)[0] == "proved"
    assert last(f"{words}\n\n{right}")[0] == "undecided"


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("Now replace $x$ by $\\phi(x)$.", "undecided"),
        ("If instead of $x$ we put $\\phi(x)$ there:", "undecided"),
        ("We average it over the window.", "undecided"),
        ("The scores are divided by $\\sqrt{d}$ from now on.", "undecided"),
        ("Now $w$ is normalized first.", "undecided"),
        ("Treat the factor $x$ as a function of $w$.", "undecided"),
        ("where $x$ is normalized first. Then", "proved"),
        ("Treat $y$ as a constant.", "proved"),
        ("Replacing $z$ by its definition,", "proved"),
        ("We apply the chain rule and divide the work in two.", "proved"),
    ],
)
def test_words_right_behind_a_display_may_change_the_loss(words: str, verdict: str) -> None:
    loss, slope = r"L(w) = \frac12 (wx - y)^2", r"\frac{\partial L}{\partial w} = (wx - y)x"
    assert last(f"$${loss}$$\n{words}\n$${slope}$$\n", None)[0] == verdict


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("where no gradient flows through one factor", "undecided"),
        ("where the second factor is treated as a constant", "undecided"),
        ("where $y$ is held fixed", "proved"),
        ("a product of numbers", "proved"),
    ],
)
def test_a_definition_says_behind_it_through_what_no_gradient_flows(
    words: str, verdict: str
) -> None:
    text = "Let $x, y \\in \\mathbb{R}$ and $f = x^2 y$, {}. $$\\frac{df}{dx} = 2xy$$\n"
    assert steps(check(text.replace("{}", words), None))[-1].verdict.value == verdict


OF_PROBLEMS = {
    "linear-regression": "(a) {} $$\\frac{\\partial L}{\\partial w} = X(X^\\top w - t)$$\n",
    "matrix-factorization": (
        "(a) {} $$\\frac{\\partial L}{\\partial p_i} = -2 \\sum_j (R_{ij} - p_i^\\top q_j) q_j$$\n"
    ),
    "softmax-regression": "(b) {} $$\\frac{\\partial \\ell}{\\partial z} = p - t$$\n",
    "two-layer-network": (
        "(b) {} $$\\frac{\\partial E}{\\partial b_j} = "
        "(f - t) a_j \\sigma(z_j)(1 - \\sigma(z_j))$$\n"
    ),
    "attention": (
        "(e) {} $$\\frac{\\partial \\log \\alpha_i}{\\partial q} = \\frac{1}{\\tau} "
        "(k_i - K\\alpha)$$\n"
    ),
}


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        ("linear-regression", "We add weight decay."),
        ("linear-regression", "We drop the factor $\\frac12$ in front."),
        ("linear-regression", "The loss is averaged over the batch."),
        ("linear-regression", "Now we use the absolute error."),
        ("linear-regression", "Instead of $x_k$ we use $\\phi(x_k)$."),
        ("matrix-factorization", "The sum is only over the observed ratings."),
        ("matrix-factorization", "Missing ratings are left out of the loss."),
        ("softmax-regression", "We use label smoothing."),
        ("softmax-regression", "The softmax has a temperature of $2$."),
        ("softmax-regression", "We treat $p$ as a constant."),
        ("softmax-regression", "$t$ is no longer one-hot."),
        ("two-layer-network", "Now we use ReLU as the activation."),
        ("two-layer-network", "The hidden layer is frozen."),
        ("two-layer-network", "With dropout on the hidden layer,"),
        ("two-layer-network", "The weights are shared."),
        ("attention", "We leave out the temperature."),
    ],
)
def test_words_change_what_any_problem_defines(problem: str, words: str) -> None:
    last = steps(check(OF_PROBLEMS[problem].replace("{}", words), problem))[-1]
    assert (last.verdict.value, last.code) == ("undecided", "which-loss")


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        ("linear-regression", "The loss is the sum of the squared errors, divided by two."),
        ("linear-regression", "The factor $\\frac12$ cancels with the exponent."),
        ("matrix-factorization", "All terms of other users are constant."),
        ("two-layer-network", "The outer weights are held fixed."),
        ("softmax-regression", "The labels $t$ are constant."),
    ],
)
def test_other_words_change_nothing_that_a_problem_defines(problem: str, words: str) -> None:
    last = steps(check(OF_PROBLEMS[problem].replace("{}", words), problem))[-1]
    assert last.verdict.value == "proved"


def test_what_is_added_in_words_may_be_written() -> None:
    text = (
        "(b) With a penalty, $$\\frac{\\partial}{\\partial w} "
        "\\left(L + \\frac{\\lambda}{2} w^\\top w\\right) = X(X^\\top w - t) + \\lambda w$$\n"
    )
    assert steps(check(text, "linear-regression"))[-1].verdict.value == "proved"


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        (" plus an L1 penalty.", "undecided"),
        (" times the learning rate.", "undecided"),
        (", where $w_1$ is not penalised.", "undecided"),
        (", multiplied by $w_1$.", "undecided"),
        (" times $w_1$.", "undecided"),
        (", which we clip at one.", "undecided"),
        (" composed with itself.", "undecided"),
        (", where the first entry is missing.", "undecided"),
        (", where the residuals are weighted.", "undecided"),
        (", but with a minus sign.", "undecided"),
        (" up to a factor of two.", "undecided"),
        (" and add $w_1$.", "undecided"),
        (" up to an additive constant.", "proved"),
        (", and we are done.", "proved"),
        (" plus a constant.", "proved"),
        (" and $2 + 2 = 4$.", "proved"),
    ],
)
def test_what_a_definition_lacks_in_letters_is_heard(words: str, verdict: str) -> None:
    text = f"Let $w \\in \\mathbb{{R}}^n$. The objective is $f(w) = w^\\top w${words}\n"
    assert steps(check(f"{text}$$\\nabla f = 2w$$\n", None))[-1].verdict.value == verdict


@pytest.mark.parametrize("slope", ["g'(x)", "\\frac{dg}{dx}"])
@pytest.mark.parametrize("words", ["(rounded to integers)", "where the exponent should be 3"])
def test_words_behind_a_definition_are_heard_of_every_slope(words: str, slope: str) -> None:
    text = f"Let $x \\in \\mathbb{{R}}$ and $g(x) = x^2$ {words}.\n$${slope} = 2x$$\n"
    assert steps(check(text, None))[-1].verdict.value == "undecided"
    plain = f"Let $x \\in \\mathbb{{R}}$ and $g(x) = x^2$.\n$${slope} = 2x$$\n"
    assert steps(check(plain, None))[-1].verdict.value == "proved"
