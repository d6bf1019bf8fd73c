"""Data that a document speaks of without a problem file: index sets, families, their functions."""

import pytest

from derivcheck.check.judging.phrases import may_be_condition
from tests.check.support import ROOT, check, not_as_hoped, steps, verdicts

OPENING = (
    "Let $x_i \\in \\mathbb{R}^d$, $y_i \\in \\{0, 1\\}$ for $i = 1, \\dots, n$, "
    "$w \\in \\mathbb{R}^d$, $A \\in \\mathbb{R}^{d \\times d}$.\n\n"
    "Let $f(w) = \\sum_{i=1}^n (w^\\top x_i - y_i)^2$ and $g(w) = w^\\top A w$, "
    "and let $\\sigma$ be the logistic function.\n\n"
)

TRUE = [
    r"\nabla f(w) = 2 \sum_{i=1}^n (w^\top x_i - y_i) x_i",
    r"\nabla f = 2 \sum_{i=1}^n x_i x_i^\top w - 2 \sum_{i=1}^n y_i x_i",
    r"\nabla_w f = 2 \sum_i (x_i^\top w - y_i) x_i",
    r"\frac{\partial f}{\partial w} = 2 \sum_j (x_j^\top w - y_j) x_j",
    r"\frac{\partial f}{\partial y_i} = -2 (w^\top x_i - y_i)",
    r"\nabla g(w) = (A + A^\top) w",
    r"\tanh(y_i) = 2\sigma(2 y_i) - 1",
]
FALSE = [
    r"\nabla f(w) = \sum_{i=1}^n (w^\top x_i - y_i) x_i",
    r"\nabla f = 2 \sum_{i=1}^n x_i x_i^\top w + 2 \sum_{i=1}^n y_i x_i",
    r"\frac{\partial f}{\partial y_i} = 2 (w^\top x_i - y_i)",
    r"\nabla g(w) = 2 A w",
    r"\sigma(y_i) = \sigma(-y_i)",
    r"2 y_i = 2",
]
# true because an entry of y is 0 or 1, which images do not use: no point of the domain refutes it
ONLY_THERE = [r"y_i^2 = y_i", r"y_i (1 - y_i) = 0", r"2^{y_i} = 1 + y_i"]


def last(latex: str, opening: str = OPENING) -> str:
    return steps(check(f"{opening}$$ {latex} $$\n", None))[-1].verdict.value


@pytest.mark.parametrize("latex", TRUE)
def test_a_true_step_is_proved(latex: str) -> None:
    assert last(latex) == "proved"


@pytest.mark.parametrize("latex", FALSE)
def test_a_false_step_is_refuted(latex: str) -> None:
    assert last(latex) == "refuted"


def test_what_is_said_of_a_declared_entry_itself_may_describe_it() -> None:
    assert last(r"y_i = 1") == "undecided"


@pytest.mark.parametrize("latex", ONLY_THERE)
def test_a_step_that_holds_for_the_allowed_values_is_not_refuted(latex: str) -> None:
    assert last(latex) in ("undecided", "unread")


@pytest.mark.parametrize(
    "said",
    [
        "For $i = 1, 2, \\dots, n$ let $x_i \\in \\mathbb{R}^d$.",
        "For $i \\in \\{1, \\dots, n\\}$ let $x_i \\in \\mathbb{R}^d$.",
        "For $1 \\le i \\le n$ let $x_i \\in \\mathbb{R}^d$.",
        "Let $x_i \\in \\mathbb{R}^d$, $i \\in [n]$.",
        "Let $x_1, \\dots, x_n \\in \\mathbb{R}^d$.",
        "Let $x_1, x_2, \\ldots, x_n \\in \\mathbb{R}^d$.",
        "Given $\\{x_i\\}_{i=1}^n$ with $x_i \\in \\mathbb{R}^d$,",
    ],
)
def test_ways_to_speak_of_a_family(said: str) -> None:
    opening = f"{said} Let $s = \\sum_{{i=1}}^n x_i$.\n\n"
    assert last(r"\sum_{i=1}^n 2 x_i = 2 s", opening) == "proved"
    assert last(r"\sum_{i=1}^n 2 x_i = s", opening) == "refuted"


def test_a_letter_over_two_sets_counts_no_family() -> None:
    opening = "Let $x_i \\in \\mathbb{R}^d$. $\\sum_{i=1}^n 1 = n$ and $\\sum_{i=1}^m 1 = m$.\n\n"
    assert last("x_i + x_i = 2 x_i", opening) != "refuted"


def test_a_size_is_no_variable_of_the_text() -> None:
    assert last("\\sum_{i=1}^n 1 = n") == "proved"
    assert last("\\sum_{i=1}^n 1 = n + 1") == "refuted"


@pytest.mark.parametrize("latex", [r"\nabla (w^\top w) = 2 w", r"\nabla w = 1", r"\nabla = 0"])
def test_a_gradient_of_no_function_is_unread(latex: str) -> None:
    assert last(latex) == "unread"


def test_sigma_is_logistic_only_where_the_text_says_so() -> None:
    step = r"\sigma(w^\top w) = \frac{1}{1 + e^{-w^\top w}}"
    silent = "Let $w \\in \\mathbb{R}^d$.\n\n"
    assert last(step, silent) != "proved"
    assert last(step, f"{silent}Here $\\sigma$ is the sigmoid.\n\n") == "proved"


def test_nothing_of_it_holds_beside_a_problem_file() -> None:
    text = "(b) Let $i = 1, \\dots, n$.\n\n$$ \\sum_{i=1}^n 1 = n $$\n"
    assert steps(check(text))[-1].verdict.value == "unread"


@pytest.mark.heavy
def test_the_documents_are_read_and_their_slips_are_caught() -> None:
    for path in sorted((ROOT / "derivations" / "from-the-text").iterdir()):
        found = check(path.read_text(encoding="utf-8"), None, path.suffix[1:])
        assert list(not_as_hoped(found)) == []
        assert found.diagnostics == ()
        assert len(steps(found)) >= 14


@pytest.mark.parametrize(
    "words",
    [r"x \in \mathbb{R}^n", r"$x, y \in \mathbb R^{m \times n}$", r"$x \in \mathbb{R}$", "x_i ∈ ℝ"],
)
def test_to_be_real_is_no_condition(words: str) -> None:
    assert not may_be_condition(words, before=False)


@pytest.mark.parametrize(
    "words",
    [
        r"x \in \mathbb{R}^+", r"x \in \mathbb{R}_+", r"x \in \mathbb{R}^{+}", r"x \in S",
        r"x \in \mathbb{R}_{>0}", r"x \in \mathbb{R} \setminus \{0\}", r"x \in \mathbb{R}^*",
        r"x \in \mathbb R, x > 0", r"x \in \mathbb{R}^n, w = o", r"x \in \mathbb{R}^{n}_{+}",
    ],
)  # fmt: skip
def test_to_be_positive_is_one(words: str) -> None:
    assert may_be_condition(words, before=False)


SIMPLEX = "Let $t, z \\in \\mathbb{R}^K$ with $\\sum_{k=1}^K t_k = 1$.\n\n"


def test_what_is_assumed_is_no_claim_and_keeps_from_refuting() -> None:
    found = steps(check(f"{SIMPLEX}$$ \\sum_j t_j z_1 = z_1 $$\n\n$$ t + t = 2 t $$\n", None))
    got = [(one.verdict.value, one.code) for one in found]
    assert got == [("given", "assumed"), ("undecided", "undeclared-symbol"), ("proved", None)]


@pytest.mark.parametrize(
    ("words", "latex"),
    [
        ("We get", r"\sum_{k=1}^K t_k = 1"),  # a claim
        ("where", r"\frac{\partial t_1}{\partial t_1} = 2"),
        ("with $s = \\sum_k t_k$ we have", "s = 1"),
    ],
)
def test_a_claim_is_not_taken_for_an_assumption(words: str, latex: str) -> None:
    text = f"Let $t \\in \\mathbb{{R}}^K$.\n\nNow {words} ${latex}$.\n"
    assert steps(check(text, None))[-1].verdict.value == "refuted"


def test_what_is_assumed_before_the_first_part_stands_in_all() -> None:
    text = f"{SIMPLEX}(a) We get\n\n$$ \\sum_j 2 t_j = 2 $$\n\n(b) and\n\n$$ \\sum_j 3 t_j = 3 $$\n"
    got = [one.verdict.value for one in steps(check(text, None))]
    assert got == ["given", "undecided", "undecided"]


PARTS = (
    "(a) Let $x \\in \\mathbb{{R}}^n$ and $\\sigma > 0$.\n\n$$ {} $$\n\n"
    "(b) Let $x \\in \\mathbb{{R}}^m$, and let $\\sigma$ be the sigmoid.\n\n$$ {} $$\n"
)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (r"\sum_{i=1}^n x_i + x_i = x_i + \sum_{i=1}^n x_i", "x + x = 2x", "proved proved"),
        ("x + x = 3x", r"\sum_{i=1}^m 2 x_i = \sum_{i=1}^m x_i", "refuted refuted"),
        (r"\sqrt{\sigma^2} = \sigma", r"1 - \sigma(x_1) = \sigma(-x_1)", "proved proved"),
        (r"\sqrt{\sigma^2} = -\sigma", r"1 + \sigma(x_1) = \sigma(-x_1)", "refuted refuted"),
    ],
)
def test_each_part_may_have_letters_of_its_own(first: str, second: str, expected: str) -> None:
    found = [
        one for one in steps(check(PARTS.format(first, second), None)) if one.code != "assumed"
    ]
    assert " ".join(one.verdict.value for one in found) == expected


def test_a_positive_number_is_that_of_its_part() -> None:
    text = "(a) Let $s > 0$.\n\n$$ \\sqrt{s^2} = s $$\n\n(b) Here\n\n$$ \\sqrt{s^2} = s $$\n"
    got = [one.verdict.value for one in steps(check(text, None))]
    assert got[1] == "proved" and got[2] != "proved"


def test_what_is_declared_before_the_first_part_holds_in_all() -> None:
    text = (
        "Let $s > 0$.\n\n(a) Here\n\n$$ \\sqrt{s^2} = s $$\n\n(b) and\n\n$$ \\sqrt{s^2} = -s $$\n"
    )
    assert [one.verdict.value for one in steps(check(text, None))] == ["given", "proved", "refuted"]


def test_a_number_that_is_declared_anew_is_no_longer_positive() -> None:
    root = "$$ \\sqrt{s^2} = s $$\n\n"
    real = "Let $s \\in \\mathbb{R}$."
    text = f"Let $s > 0$.\n\n(a) Here\n\n{root}(b) {real}\n\n{root}(c) Now\n\n{root}"
    found = verdicts(check(text, None))
    assert found == {"main.1": "given", "a.1": "proved", "b.1": "refuted", "c.1": "proved"}


def test_a_real_number_may_be_said_to_be_positive_as_well() -> None:
    text = "Let $s \\in \\mathbb{R}$ and $s > 0$.\n\n(a) Here\n\n$$ \\sqrt{s^2} = s $$\n"
    assert steps(check(text, None))[-1].verdict.value == "proved"


@pytest.mark.parametrize(
    ("right", "verdict"),
    [
        (r"\sum_{i=1}^n x_i - n \mu", "proved"),
        (r"\sum_{i=1}^n x_i - \mu", "undecided"),
        (r"\sum_{i=1}^n x_i - (n - 1) \mu", "undecided"),
        # m ends no sum of these
        (r"\sum_{i=1}^n x_i - m \mu", "unread"),
    ],
)
def test_what_ends_a_sum_counts_what_is_summed(right: str, verdict: str) -> None:
    found = steps(check(rf"$$\sum_{{i=1}}^n (x_i - \mu) = {right}$$", None))
    assert [one.verdict.value for one in found] == [verdict]


def test_the_mean_of_undeclared_samples() -> None:
    mean = "$$\\bar x = \\frac{1}{n} \\sum_{i=1}^n x_i$$\n\n"
    claim = "$$\\sum_{i=1}^n (x_i - \\bar x)^2 = \\sum_{i=1}^n x_i^2 - %s \\bar x^2$$\n"
    for factor, verdict in (("n", "proved"), ("2n", "undecided"), ("", "undecided")):
        assert steps(check(mean + claim % factor, None))[-1].verdict.value == verdict


SAMPLES = r"""
$$\hat y^{(i)} = \sigma(w^T x^{(i)} + b)$$

where $\sigma$ is the logistic function.

$$J(w, b) = -\frac{1}{m} \sum_{i=1}^m \left[y^{(i)} \log \hat y^{(i)}
+ (1 - y^{(i)}) \log (1 - \hat y^{(i)})\right]$$

$$\frac{\partial J}{\partial %s} = %s \sum_{i=1}^m (\hat y^{(i)} - y^{(i)}) %s$$
"""


@pytest.mark.parametrize(
    ("by", "factor", "last", "verdict"),
    [
        ("w", r"\frac{1}{m}", "x^{(i)}", "proved"),
        ("b", r"\frac{1}{m}", "", "proved"),
        ("w_j", r"\frac{1}{m}", "x^{(i)}_j", "proved"),
        ("w_j", r"\frac{1}{m}", "x_j^{(i)}", "proved"),
        ("w", r"\frac{2}{m}", "x^{(i)}", "undecided"),
        ("w", "", "x^{(i)}", "undecided"),
        ("b", r"-\frac{1}{m}", "", "undecided"),
        ("w_j", r"\frac{1}{m}", "x^{(i)}", "undecided"),
    ],
)
def test_samples_with_their_number_above_that_nobody_declares(
    by: str, factor: str, last: str, verdict: str
) -> None:
    found = steps(check(SAMPLES % (by, factor, last), None))
    assert [one.verdict.value for one in found] == ["given", "given", verdict]


def test_a_sum_over_entries_that_a_definition_rests_on_already() -> None:
    text = (
        "$$s_i = \\frac{e^{z_i}}{\\sum_j e^{z_j}}$$\n\n"
        "$$\\log s_i = z_i - \\log \\sum_{j=1}^K e^{z_j}$$\n"
    )
    assert steps(check(text, None))[-1].verdict.value == "proved"
    assert steps(check(text.replace("z_i - ", "z_i + "), None))[-1].verdict.value != "proved"
