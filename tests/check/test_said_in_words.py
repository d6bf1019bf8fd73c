"""What a document says in words or by use: sizes, constants, the entry at which y is one."""

import pytest

from derivcheck.check.judging.phrases import restated
from tests.check.support import check, step, steps

SHIFT = "Softmax does not change if a constant $c$ is added to each entry.\n\n$$ {} $$\n"

TRUE = [
    r"softmax(x + c) = softmax(x)",
    r"softmax(x + c)_i = \frac{e^{x_i + c}}{\sum_{j=1}^{dim(x)} e^{x_j + c}}",
    r"\frac{e^{x_i+c}}{\sum_{j=1}^{\dim(x)} e^{x_j+c}} = \frac{e^c e^{x_i}}{e^c \sum_j e^{x_j}}",
    r"\sum_{i=1}^{|x|} (x_i + c) - \sum_{j=1}^{N} x_j = \sum_{j=1}^N c",
    r"-\sum_{i=1}^{N} y_i \log \hat y_i = -\log \hat y_o",
    r"\sum_i^q \hat y_i = 1",
]

FAILS = [
    r"softmax(x + c) = 2 softmax(x)",
    r"softmax(x + c)_i = \frac{e^{x_i + c}}{\sum_{j=1}^{dim(x)} e^{x_j}}",
    r"\frac{e^{x_i + c}}{\sum_{j=1}^{\dim(x)} e^{x_j + c}} = \frac{e^c e^{x_i}}{\sum_j e^{x_j}}",
    r"\sum_{i=1}^{|x|} (x_i + c) - \sum_{j=1}^{N} x_j = c + \sum_{j=1}^N c",
    r"-\sum_{i=1}^{N} y_i \log \hat y_i = \log \hat y_o",
    r"\sum_i^q \hat y_i = 2",
]


@pytest.mark.parametrize("formula", TRUE)
def test_a_constant_and_a_size_without_declaration_are_read(formula: str) -> None:
    found = step(SHIFT.format(formula))
    assert found.verdict.value == "proved", found.message


@pytest.mark.parametrize("formula", FAILS)
def test_what_fails_for_them_is_neither_proved_nor_refuted(formula: str) -> None:
    found = step(SHIFT.format(formula))
    assert found.verdict.value == "undecided", (found.verdict, found.message)


def test_a_letter_is_the_size_of_one_set_only() -> None:
    formula = r"\sum_{w=1}^N \hat y_w = \sum_{k=1}^N \frac{1}{K}"
    assert step(f"$$ {formula} $$").verdict.value in ("unread", "undecided")


def test_an_index_is_no_size() -> None:
    formula = r"\sum_i \sum_{j=1}^i \hat y_j = 1"
    assert step(f"$$ {formula} $$").verdict.value == "unread"


MARKED = [
    "Only the $k$-th entry of $y$ is 1, so",
    "And only k-th dimension of $y$ is 1, so",
    "We have $y_k = 1$ and all other entries are zero, so",
    "Here $k$ is the index of the correct class, so",
    "其中 $y_k = 1$，所以",
]


@pytest.mark.parametrize("words", MARKED)
def test_the_text_may_say_at_which_entry_a_vector_is_one(words: str) -> None:
    found = steps(check(f"{words}\n$$ -\\sum_i y_i \\log \\hat y_i = -\\log \\hat y_k $$"))[-1]
    assert found.verdict.value == "proved", found.message
    assert "letter-by-words" in {remark.code for remark in found.remarks}
    wrong = steps(check(f"{words}\n$$ -\\sum_i y_i \\log \\hat y_i = \\log \\hat y_k $$"))[-1]
    assert wrong.verdict.value == "refuted"


@pytest.mark.parametrize(
    "words",
    [
        "Since $y_i = 1$ if and only if $i = o$, for each $y_k = 1$ we have",
        "When $y_k = 1$,",
        "For every $k$ the $k$-th entry of $U$ is 1, so",
        "",
    ],
)
def test_what_is_said_of_any_index_ties_no_letter(words: str) -> None:
    found = steps(check(f"{words}\n$$ -\\sum_i y_i \\log \\hat y_i = -\\log \\hat y_k $$"))[-1]
    assert found.verdict.value not in ("proved", "refuted"), found.verdict


DOUBTED = [
    "Note that $y_k = 1$ only if $k = o$.",
    "Either $y_k = 1$ or $y_k = 0$.",
    "The $k$-th entry of $y$ is one of its entries.",
    "The $k$-th entry of $y$ is one or zero.",
    "We have $y_k = 1$ exactly at the true word.",
    "It is not true that $y_k = 1$.",
    "We have $y_k = 1$ or $0$.",
    "Some people think that $k$ is the correct class, which is wrong.",
    "It is unknown whether $k$ is the true class.",
    "The predicted class is $k$, and it need not be that the true class is $k$.",
    "$k$ is the true class plus one.",
    "$k$ is the correct class only by luck.",
    "The true class is $k$ in the first example.",
    "Is $k$ the true class? The true class is $k$?",
    "One may guess that the true class is $k$. This is wrong.",
    "The true class is $k$. This is not so.",
    "$$ y_k = 1 $$",
    "So we have\n$$ y_k = 1 $$",
    "Then\n$$ y_k = 1, $$\n\nNow the loss:",
]


@pytest.mark.parametrize("words", DOUBTED)
def test_what_is_denied_doubted_or_only_claimed_ties_no_letter(words: str) -> None:
    found = steps(check(f"{words}\n$$ -\\sum_i y_i \\log \\hat y_i = -\\log \\hat y_k $$"))[-1]
    assert found.verdict.value not in ("proved", "refuted"), found.verdict


@pytest.mark.parametrize(
    "words",
    [
        "The true class is $k$.",
        "Denote the true class by $k$.",
        "Let $k$ be the correct class.",
        "$k$ is the target word, while all other entries of $y$ are zero.",
        "The $k$-th entry of $y$ is 1; the others are zero.",
    ],
)
def test_what_is_plainly_stated_ties_it(words: str) -> None:
    found = steps(check(f"{words}\n$$ -\\sum_i y_i \\log \\hat y_i = -\\log \\hat y_k $$"))[-1]
    assert found.verdict.value == "proved", found.message
    wrong = steps(check(f"{words}\n$$ -\\sum_i y_i \\log \\hat y_i = \\log \\hat y_k $$"))[-1]
    assert wrong.verdict.value == "refuted"


def test_a_bound_letter_is_not_the_marked_entry() -> None:
    text = "Only the $k$-th entry of $y$ is 1.\n$$ \\sum_k \\hat y_k = {} $$"
    assert step(text.format("1")).verdict.value == "proved"
    assert step(text.format(r"\hat y_o")).verdict.value == "refuted"


def test_an_indicator_of_the_marked_entry_is_one_of_its_index() -> None:
    assert step(r"$$ \sum_w 1\{y_w = 1\} u_w = u_o $$").verdict.value == "proved"
    assert step(r"$$ \sum_w 1\{y_w = 0\} \hat y_w = 1 - \hat y_o $$").verdict.value == "proved"
    assert step(r"$$ \sum_w 1\{y_w = 0\} \hat y_w = \hat y_o $$").verdict.value == "refuted"


def test_a_letter_that_an_indicator_picks_out_may_stand_free() -> None:
    row = r"\hat y_o = 1\{y_i = 1\} \hat y_i = \hat y_i 1\{y_i = 1\} = -1\{y_i = 1\} \hat y_i"
    first, second, third = steps(check(f"$$ {row} $$"))
    # under “for each i” it fails, under “the i with y_i = 1” it holds
    assert first.verdict.value == "undecided"
    assert second.verdict.value == "proved"
    assert third.verdict.value == "refuted"


def test_an_assumption_of_the_problem_is_no_new_condition() -> None:
    apart = (r"w_k \neq o", r"i \neq k \Rightarrow w_i \neq w_k")
    assert restated(r"Assume $k \in \{1, \dots, K\}$ and $o \notin \{1, \dots, K\}$", apart)
    assert not restated(r"Assume $o \notin \{1, \dots, K\}$", ())
    assert not restated(r"Assume $k \in \{1, \dots, K\}$ and $x = 0$", apart)
    assert not restated(r"assume a \dots b", apart)
    assert not restated(r"Assume $c \notin \{1, \dots, K\}$", apart)


OLD = r"\sum_{-m \leq j \leq m, j \neq 0}"


@pytest.mark.parametrize(
    "true",
    [
        rf"J_{{skip-gram}}(word_{{c-m}}, \dots, word_{{c+m}}) = {OLD} F(w_{{c+j}}, v_c)",
        rf"J_{{skip-gram}}(word_{{c-m \dots c+m}}) = {OLD} F(w_{{c+j}}, v_c)",
        rf"\frac{{\partial J_{{skip-gram}}}}{{\partial U}} = {OLD}"
        r"\frac{\partial F(w_{c+j}, v_c)}{\partial U}",
        r"J_{CBOW}(word_{c-m \dots c+m}) = F(w_c, \hat v)",
        r"\frac{\partial J_{CBOW}}{\partial U} = \frac{\partial F(w_c, \hat v)}{\partial U}",
        r"\frac{\partial J_{CBOW}}{\partial v_{c+j}}"
        r" = \frac{\partial F(w_c, \hat v)}{\partial \hat v}",
    ],
)
def test_the_losses_of_older_editions_are_read(true: str) -> None:
    found = step(f"## (h)\n\n$$ {true} $$")
    assert found.verdict.value == "proved", found.message


@pytest.mark.parametrize(
    "false",
    [
        rf"J_{{skip-gram}}(word_{{c-m}}, \dots, word_{{c+m}}) = -{OLD} F(w_{{c+j}}, v_c)",
        rf"\frac{{\partial J_{{skip-gram}}}}{{\partial U}} = {OLD}"
        r"\frac{\partial F(w_{c+j}, v_c)}{\partial v_c}",
        r"\frac{\partial J_{CBOW}}{\partial v_{c+j}}"
        r" = 2\frac{\partial F(w_c, \hat v)}{\partial \hat v}",
    ],
)
def test_a_wrong_step_between_them_is_found(false: str) -> None:
    assert step(f"## (h)\n\n$$ {false} $$").verdict.value in ("refuted", "ill-typed")


def test_a_bare_name_of_any_loss_does_not_say_which() -> None:
    found = step("## (b)\n\n" r"$$ \frac{\partial F}{\partial v_c} = U(\hat y - y) $$")
    assert (found.verdict.value, found.code) == ("undecided", "which-loss")


def test_a_documents_own_f_is_its_own() -> None:
    found = steps(check("$$ F(t) = t^2 $$\n\nso\n\n$$ F(3) = 9 $$"))
    assert [one.verdict.value for one in found] == ["given", "proved"]


def test_a_bar_that_only_opens_may_divide() -> None:
    assert step(r"$$ P(w_o \lvert w_c) = \hat y_o $$").verdict.value == "proved"
    assert step(r"$$ \lvert -2 \rvert = 2 $$").verdict.value == "proved"
    assert step(r"$$ (\lvert x) = 2 $$").verdict.value == "unread"


def test_what_rests_on_custom_alone_does_not_contradict_a_defined_name() -> None:
    found = step(r"$$ \hat y = softmax(2\theta) $$")
    assert (found.verdict.value, found.code) == ("undecided", "customary-name")
    text = r"Let $\theta = U^\top v_c$." "\n\n" r"$$ \hat y = softmax(2\theta) $$"
    assert steps(check(text))[-1].verdict.value == "refuted"


def test_a_customary_function_gives_way_to_the_documents_own_name() -> None:
    row = r"$$ \frac{\partial J_{neg-sample}}{\partial u_o} = (s(u_o^\top v_c) - 1) "
    assert step(f"## (f)\n\n{row} v_c $$").verdict.value == "proved"
    assert step(f"## (f)\n\n{row} v_o $$").verdict.value == "refuted"
    assert step(f"## (f)\n\n{row} v_c - s $$").verdict.value != "proved"
    own = steps(check(f"## (f)\n\n$$ s(x) = x^2 $$\n\n{row} v_c $$"))
    assert [one.verdict.value for one in own] == ["given", "refuted"]


def test_a_family_without_its_index_is_a_name() -> None:
    text = (
        "## (b)\n\nLet\n"
        r"$$ f_i = e^{\theta_i} $$" "\n" r"$$ g_i = \sum_{k=1}^{|V|} e^{\theta_k} $$" "\n"
        r"$$ S_i = \frac{f_i}{g_i} $$" "\n\n"
        r"$$ \frac{\partial S_i}{\partial \theta_j} = SIGN S_i S_j \quad (i \neq j) $$"
    )  # fmt: skip
    found = [one.verdict.value for one in steps(check(text.replace("SIGN", "-")))]
    assert found == ["given", "given", "given", "proved"]
    assert steps(check(text.replace("SIGN", "")))[-1].verdict.value == "refuted"
    other = text + "\n\n$$ g_j = 2 g_j $$"
    assert steps(check(other.replace("SIGN", "-")))[-1].verdict.value not in ("proved", "refuted")


def test_how_many_there_are_is_no_condition() -> None:
    words = "Suppose there are $q$ classes, i.e. $\\hat y$ is a $q$-dimensional vector."
    assert step(f"{words}\n\n$$ \\hat y_o = 2 \\hat y_o $$").verdict.value == "refuted"
    words = "Suppose there are $q$ classes and the vector vanishes."
    assert step(f"{words}\n\n$$ \\hat y_o = 2 \\hat y_o $$").verdict.value == "undecided"


def test_behind_a_member_that_could_not_be_parsed_letters_may_be_free() -> None:
    row = (
        r"\frac{\partial \log(\sum_j{e^{\theta_j}}}{\partial \theta_i}"
        r" = \frac{e^{\theta_i}}{\sum_j e^{\theta_j}}"
    )
    first, second = steps(check(f"## (b)\n\n$$ {row} = \\hat y_i $$"))
    assert (first.verdict.value, second.verdict.value) == ("unread", "proved")
    first, second = steps(check(f"## (b)\n\n$$ {row} = -\\hat y_i $$"))
    assert (second.verdict.value, second.code) == ("undecided", "which-index")


def test_others_is_a_condition_however_it_is_set() -> None:
    row = (
        r"\frac{\partial J}{\partial v_i}"
        r" = \begin{cases} U(\hat y - y) & i = c \\ RIGHT & i = others \end{cases}"
    )
    assert step(f"## (b)\n\n$$ {row} $$".replace("RIGHT", "0")).verdict.value == "proved"
    assert step(f"## (b)\n\n$$ {row} $$".replace("RIGHT", "v_i")).verdict.value == "refuted"


@pytest.mark.heavy
def test_the_other_chains_of_a_part_tell_which_loss_is_meant() -> None:
    loss = r"$$ J = -\log \sigma(u_o^\top v_c) - \sum_{k=1}^K \log \sigma(-u_k^\top v_c) $$"
    row = r"$$ \frac{\partial J}{\partial v_w} = RIGHT \quad (w \neq c) $$"
    for part in ("b", "e"):
        text = f"## ({part})\n\n{loss}\n\n{row}"
        found = [one.verdict.value for one in steps(check(text.replace("RIGHT", "0")))]
        assert found == ["proved", "proved"]
        assert steps(check(text.replace("RIGHT", "v_w")))[-1].verdict.value == "refuted"
    both = f"{loss}\n\n$$ J = -\\log \\hat y_o $$\n\n{row}".replace("RIGHT", "v_w")
    last = steps(check(f"## (e)\n\n{both}"))[-1]
    assert (last.verdict.value, last.code) == ("undecided", "which-loss")


def test_a_size_in_upright_letters_is_the_same_size() -> None:
    assert step(r"$$ \sum_{w=1}^{|\text{V}|} \hat y_w = 1 $$").verdict.value == "proved"
    assert step(r"$$ \sum_{w=1}^{|\textrm{V}|} \hat y_w = 2 $$").verdict.value == "refuted"


def _assert_tells_the_class(words: str, known: bool) -> None:
    """Words that tell that k is the true class prove CE = −log ŷ_k, and none prove log ŷ_k."""
    text = f"## (b)\n\n{words}\n\n$$ CE(y, \\hat y) = RIGHT $$"
    right = step(text.replace("RIGHT", r"-\log \hat y_k")).verdict.value
    assert (right == "proved") is known
    assert step(text.replace("RIGHT", r"\log \hat y_k")).verdict.value != "proved"


@pytest.mark.parametrize(
    ("words", "known"),
    [
        ("Assume that only the $k$-th dimension of $y$ is one.", True),
        ("Suppose only the k-th element of $y$ is 1.", True),
        ("Assume that the $k$-th dimension of $y$ is one.", False),
        ("If only the $k$-th dimension of $y$ is one, then it is so.", False),
    ],
)
def test_only_one_entry_is_one_whatever_is_assumed(words: str, known: bool) -> None:
    _assert_tells_the_class(words, known)


@pytest.mark.parametrize(
    ("words", "known"),
    [
        ("Assume the true class is $k$.", True),
        ("The correct word is $k$.", True),
        ("Denote the correct class by $k$.", True),
        ("Let $k$ be the correct class.", True),
        ("Let $k$ be the other class.", False),
        ("If the true class is $k$, this is so.", False),
        ("The wrong class is $k$.", False),
    ],
)
def test_words_before_a_letter_tell_that_it_is_the_class(words: str, known: bool) -> None:
    _assert_tells_the_class(words, known)


@pytest.mark.parametrize(("window", "verdict"), [("-m<=j<=m, j!=0", "proved"), ("m>=j", "unread")])
def test_a_range_spelled_as_in_code(window: str, verdict: str) -> None:
    left = "\\frac{\\partial J_{\\text{skip-gram}}}{\\partial U}"
    right = f"\\sum_{{{window}}} \\frac{{\\partial J(v_c, w_{{t+j}}, U)}}{{\\partial U}}"
    assert steps(check(f"## (h)\n\n$$ {left} = {right} $$"))[0].verdict.value == verdict
    assert steps(check(f"## (h)\n\n$$ {left} = -{right} $$"))[0].verdict.value != "proved"


@pytest.mark.parametrize(("same", "other"), [("i == j", "i != j"), ("i = j", "i ≠ j")])
def test_cases_spelled_as_in_code_go_on_over_the_formulas_below(same: str, other: str) -> None:
    text = (
        "## (b)\n\nWhen {}:\n\n$$ y_i + y_j = y_j + y_i $$\n\n"
        "$$ \\frac{{\\partial \\hat y_i}}{{\\partial \\theta_j}} = {} $$"
    )
    true, false = "\\hat y_i (1 - \\hat y_i)", "-\\hat y_i \\hat y_j"
    found = [
        [one.verdict.value for one in steps(check(text.format(case, value)))][-1]
        for case, value in ((same, true), (same, false), (other, false), (other, true))
    ]
    assert found == ["proved", "refuted", "proved", "refuted"]


def test_a_name_that_rests_on_a_letter_taken_for_a_size_refutes_nothing() -> None:
    text = "## (b)\n\n$$ Z = \\sum_{k=1}^N e^{\\theta_k} $$\n\n"
    text += "$$ q_i = \\frac{e^{\\theta_i}}{Z} $$\n\n"
    for claim, verdict in (("q_i Z = e^{\\theta_i}", "proved"), ("q_i Z = Z", "undecided")):
        last = steps(check(f"{text}$$ {claim} $$"))[-1]
        assert last.verdict.value == verdict
    text = text.replace("_{k=1}^N", "_k")
    assert steps(check(f"{text}$$ q_i Z = Z $$"))[-1].verdict.value == "refuted"
