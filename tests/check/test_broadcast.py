"""XW + b of a batch: what programs add to each row is no error of the writer."""

import pytest

from tests.check.support import check, steps

BATCH = (
    "Let $X \\in \\mathbb{R}^{m \\times n}$, $W \\in \\mathbb{R}^{n \\times k}$ and "
    "$b \\in \\mathbb{R}^k$.\n\n$$Z = XW {} b$$\n"
)


@pytest.mark.parametrize("sign", ["+", "-"])
def test_a_matrix_and_a_vector_are_not_called_wrong(sign: str) -> None:
    (only,) = steps(check(BATCH.replace("{}", sign), None))
    assert (only.verdict.value, only.code) == ("unread", "shape-mismatch")


@pytest.mark.parametrize(("words", "verdict"), [("As in numpy,", "unread"), ("Hence", "ill-typed")])
def test_of_the_symbols_of_a_problem_the_text_has_to_say_so(words: str, verdict: str) -> None:
    (only,) = steps(check(f"(b) {words} $$U + v_c = v_c + U$$\n"))
    assert only.verdict.value == verdict


@pytest.mark.parametrize(
    ("words", "verdict"), [("Broadcasting is used.", "unread"), ("As usual.", "ill-typed")]
)
def test_a_number_is_added_to_each_entry_where_the_text_says_so(words: str, verdict: str) -> None:
    text = f"Let $a \\in \\mathbb{{R}}$ and $x \\in \\mathbb{{R}}^n$. {words}\n"
    row = "$$(x + a)^\\top (x + a) = x^\\top x + 2a \\sum_i x_i + na^2$$\n"
    assert steps(check(text + row, None))[-1].verdict.value == verdict
