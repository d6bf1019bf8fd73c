"""Names of a text's own beside ones that the problem has: σ_k, p_o beside p_k, x beside x_k."""

from tests.check.support import check, steps

NAMED = r"""(f) Let $%(o)s = \sigma(u_o^\top v_c)$ and $%(k)s = \sigma(u_k^\top v_c)$.

- $\partial J/\partial v_c = (%(o)s - 1) u_o + \sum_{k=1}^K %(k)s u_k$
- $\partial J/\partial u_o = (%(o)s - 1) v_c$
- $\partial J/\partial u_k = %(k)s v_c$
- $\partial J/\partial u_k = (1 - %(k)s) v_c$
"""
RIGHT = ["given", "given", "proved", "proved", "proved", "refuted"]


def verdicts(o: str, k: str, text: str = NAMED) -> list[str]:
    return [one.verdict.value for one in steps(check(text % {"o": o, "k": k}))]


def test_a_sigma_with_an_index_is_a_name_where_the_text_says_what_it_is() -> None:
    assert verdicts(r"\sigma_o", r"\sigma_k") == RIGHT
    assert verdicts(r"\sigma_+", r"\sigma_{k}") == RIGHT


def test_a_sigma_with_an_index_is_no_name_where_nothing_is_said_of_it() -> None:
    found = steps(check(r"(f) $$ \frac{\partial J}{\partial u_k} = \sigma_k v_c $$"))
    assert [one.code for one in found] == ["missing-argument"]


def test_a_word_is_no_sample_of_a_family() -> None:
    swapped = NAMED.replace(r"$%(o)s = \sigma(u_o^\top v_c)$ and", "").replace(
        r"\sigma(u_k^\top v_c)$.", r"\sigma(u_k^\top v_c)$, $%(o)s = \sigma(u_o^\top v_c)$."
    )
    assert verdicts("p_o", "p_k", swapped) == RIGHT


def test_a_name_alone_beside_a_family_of_the_same_letter_is_no_error() -> None:
    text = r"""(f) Let $x_k = \sigma(u_k^\top v_c)$ and $x = \sigma(u_o^\top v_c)$.

$$ \frac{\partial J}{\partial u_o} = (x - 1) v_c $$
"""
    assert [one.verdict.value for one in steps(check(text))] == ["given", "unread", "unread"]


def test_a_vector_and_its_entries_are_one_thing() -> None:
    text = r"""(b) Let $\delta = \hat y - y$ and $\delta_i = \hat y_i - y_i$.

$$ \frac{\partial J}{\partial v_c} = \delta U $$
"""
    assert [one.verdict.value for one in steps(check(text))][-1] == "ill-typed"
