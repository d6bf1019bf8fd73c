"""Whether the samples of a part are distinct, in words that are not among the problem's."""

import pytest

from tests.check.support import check, steps

_ONE = r"$$\frac{\partial J_{\text{neg-sample}}}{\partial u_k} = (1 - \sigma(-u_k^\top v_c)) v_c$$"
_ALL = (
    r"$$\frac{\partial J_{\text{neg-sample}}}{\partial u_k} = "
    r"\sum_{i: w_i = w_k} (1 - \sigma(-u_k^\top v_c)) v_c$$"
)
_FALSE = r"$$\frac{\partial J_{\text{neg-sample}}}{\partial u_k} = \sigma(-u_k^\top v_c) v_c$$"


def verdicts(part: str, words: str) -> list[str]:
    return [
        s.verdict.value for s in steps(check(f"## ({part})\n{words}\n{_ONE}\n{_ALL}\n{_FALSE}"))
    ]


@pytest.mark.parametrize(
    "words",
    [
        "The $K$ samples are pairwise different.",
        "No word is drawn twice.",
        "We sample without replacement.",
        "All negative samples are unique here.",
        "Each word is drawn at most once.",
        "Every draw gives another word.",
    ],
)
def test_where_samples_are_said_to_be_distinct_one_summand_is_not_refuted(words: str) -> None:
    one, every, false = verdicts("g", words)
    assert (one, every, false) == ("undecided", "proved", "refuted")
    # the other part is about distinct samples anyway
    assert verdicts("f", words) == ["proved", "proved", "refuted"]


@pytest.mark.parametrize(
    "words",
    [
        "Note that one word may well be drawn several times.",
        "We draw the samples with replacement.",
        "Some samples may coincide.",
        "The samples are i.i.d. draws from the vocabulary.",
        "The draws may collide.",
        "The negatives form a multiset.",
    ],
)
def test_where_they_may_be_alike_one_summand_is_not_proved(words: str) -> None:
    one, every, false = verdicts("f", words)
    assert (one, every, false) == ("undecided", "proved", "refuted")
    assert verdicts("g", words)[0] != "proved"


def test_words_that_say_nothing_of_it_leave_each_part_as_the_problem_has_it() -> None:
    assert verdicts("f", "We differentiate.") == ["proved", "proved", "refuted"]
    assert verdicts("g", "We differentiate.") == ["refuted", "proved", "refuted"]


def test_the_words_that_were_drawn_may_be_called_n() -> None:
    text = r"""## (f)

$$ J = -\log \sigma(u_o^T v_c) - \sum_{k=1}^K \log \sigma(-u_{n_k}^T v_c) $$
$$ \frac{\partial J}{\partial u_{n_k}} = %s\sigma(u_{n_k}^T v_c) v_c $$
"""
    assert [one.verdict.value for one in steps(check(text % ""))] == ["proved", "proved"]
    assert steps(check(text % "-"))[-1].verdict.value == "refuted"


def test_what_is_compared_with_a_sample_is_one() -> None:
    text = r"(g) $$ \frac{\partial J}{\partial u_{w_k}} = \sum_{j: w_j = w_k} %s v_c $$"
    (right,) = steps(check(text % r"\sigma(u_{w_j}^T v_c)"))
    (wrong,) = steps(check(text % r"\sigma(-u_{w_j}^T v_c)"))
    assert (right.verdict.value, wrong.verdict.value) == ("proved", "refuted")


def test_what_counts_no_samples_names_no_drawn_words() -> None:
    text = r"(f) $$ \frac{\partial}{\partial u_{%s}} u_{%s}^T v_c = v_c $$"
    assert steps(check(text % ("s_t", "s_t")))[0].verdict.value == "unread"
    assert steps(check(text % ("n_k", "n_k")))[0].verdict.value == "proved"
    # the t of another letter hinders nothing, and that letter stays
    beside = f"Let $v_{{s_t}}$ be given. {text % ('n_k', 'n_k')}"
    assert steps(check(beside))[-1].verdict.value == "proved"
    both = r"(f) $$ u_{n_k}^T v_c = u_{m_k}^T v_c $$"
    assert steps(check(both))[0].verdict.value == "unread"


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("Let $n_1, \\dots, n_K$ be the negative samples.", "proved"),
        ("Let $n_k$ be the words in the window, not the sampled ones.", "unread"),
        ("$n_k$ is the word nearest to the $k$-th.", "unread"),
        ("Let $o$ be the true word and $c$ the centre; for the negatives $n_k$", "proved"),
        ("For a positive word $o$ and negatives $n_k$", "proved"),
        ("For the positive words $o$ and $n_k$, drawn at random", "unread"),
        ("For a positive word $o$ and the words $n_k$ that are not negative", "unread"),
    ],
)
def test_what_a_text_says_otherwise_of_is_no_drawn_word(words: str, verdict: str) -> None:
    claim = r"\frac{\partial J}{\partial u_{n_k}} = \sigma(u_{n_k}^T v_c) v_c"
    (found,) = steps(check(f"(f) {words}\n\n$${claim}$$\n"))
    assert found.verdict.value == verdict
