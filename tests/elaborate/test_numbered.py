"""Words that are called w_j where j runs over all words, and the set of them written 𝒱."""

import pytest

from tests.check.support import check, steps

MEAN = r"\sum_{x \in V} P(x \mid c) u_x"


@pytest.mark.parametrize(
    ("written", "verdict"),
    [
        (r"\sum_{j \in V} P(w_j \mid w_c) u_j", "proved"),
        (r"\sum_{j \in \mathcal{V}} P(w_j \mid w_c) u_{w_j}", "proved"),
        (r"\sum_{j \in \mathcal{V}} P(w_j \mid w_c) u_o", "refuted"),
        # a sum over samples, and a letter that nothing binds: not the j-th of all words
        (r"\sum_{k=1}^K P(w_k \mid w_c) u_k", "undecided"),
        (r"\sum_{j \in V} P(w_i \mid w_c) u_j", "unread"),
    ],
)
def test_the_word_of_a_sum_over_words(written: str, verdict: str) -> None:
    (found,) = steps(check(f"## (b)\n\n$$ {MEAN} = {written} $$\n"))
    assert found.verdict.value == verdict, found.message
