"""Letters of the problem that a part takes for things of its own: a vector v, entries h_c."""

import pytest

from derivcheck.check.names.taken import taken_by_parts
from derivcheck.check.names.whole_text import Text
from derivcheck.document import read_document
from tests.check.support import check, problem, steps

LAYER = "(b)\n\n$$ v = W h + b $$\n\n$$ \\hat y = softmax(v) $$\n\n"


def taken(text: str) -> dict[str, frozenset[str]]:
    document = read_document("text.md", text, "md")
    asked = problem("word2vec")
    return dict(taken_by_parts(Text(document, asked.words), asked))


def verdict(text: str) -> str:
    return steps(check(text))[-1].verdict.value


def test_a_vector_that_a_part_defines_is_its_own() -> None:
    assert taken(LAYER) == {"b": frozenset("v")}
    found = steps(check(LAYER + "$$ \\frac{\\partial v}{\\partial h} = W $$\n"))
    assert [one.verdict.value for one in found] == ["given", "given", "proved"]


@pytest.mark.parametrize(
    "formula",
    [
        r"v_c = v_c",  # a column of the problem's
        r"v_{w_k} = v_{w_k}",
        r"v = U \hat y",
        r"v = u_o",
        r"J(v_c, o, U) = J",
    ],
)
def test_where_columns_are_spoken_of_the_letter_is_the_problems(formula: str) -> None:
    assert taken(f"(b)\n\n$$ v = W h + b $$\n\n$$ {formula} $$\n") == {}


def test_it_stays_the_documents_own_in_parts_behind_until_columns_are_spoken_of() -> None:
    behind = LAYER + "(c)\n\n$$ v_a = v_a $$\n\n(d)\n\n$$ v_c = v_c $$\n"
    assert taken(behind) == {"b": frozenset("v"), "c": frozenset("v")}


def test_an_element_below_own_letters_only_is_a_plain_index() -> None:
    text = "(b)\n\n$$ h_c = \\sigma(t_c) $$\n"
    assert taken(text) == {"b": frozenset("c")}
    derived = text + "$$ \\frac{\\partial h_c}{\\partial t_d} = h_c (1 - h_c) 1\\{c = d\\} $$\n"
    assert taken(derived + "$$ u_c = u_c $$\n") == {}


@pytest.mark.parametrize("formula", [r"h_o = t_o", r"\hat y_c = y_c", r"h_c = t_c \\ c = w_t"])
def test_an_element_that_means_something_stays_what_it_is(formula: str) -> None:
    assert taken(f"(b)\n\n$$ {formula} $$\n") == {}


def test_a_size_is_a_letter_below_vectors_of_another_length() -> None:
    layer = "(b)\n\n$$ s = M q + a $$\n\n$$ g = \\tanh(s) $$\n\n"
    claim = "$$ \\frac{\\partial g_j}{\\partial s_d} = (1 - g_j^2) \\delta_{jd} $$\n"
    assert verdict(layer + claim) == "proved"
    assert verdict(layer + claim.replace("1 -", "1 +")) == "undecided"


def test_an_entry_of_a_transpose_is_read_by_its_indices() -> None:
    layer = "(b)\n\n$$ s = M q + a $$\n\n"
    right = "$$ \\frac{\\partial s_e}{\\partial q_f} = M^T_{fe} $$\n"
    assert verdict(layer + right) == "proved"
    assert verdict(layer + right.replace("M^T_{fe}", "-M^T_{fe}")) == "undecided"
    assert verdict(layer + right.replace("M^T_{fe}", "M^T_{ef}")) == "unread"


def test_a_vector_and_an_index_may_have_one_letter() -> None:
    layer = "(b)\n\n$$ s = M q + b $$\n\n"
    right = "$$ \\frac{\\partial s_b}{\\partial q_f} = M_{bf} $$\n"
    entries = "$$ s_b = \\sum_f M_{bf} q_f + b_b $$\n"
    assert verdict(layer + right) == verdict(layer + entries) == "proved"
    assert verdict(layer + entries.replace("+ b_b", "- b_b")) == "undecided"
