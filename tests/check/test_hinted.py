"""What holds under another convention is not called wrong where words may state it."""

import pytest

from tests.check.support import check, steps

LEFT = r"\frac{\partial J}{\partial v_c}"
STORED = rf"$${LEFT} = U^\top (\hat y - y)$$"
ROW = rf"$${LEFT} = (\hat y - y)^\top U^\top$$"


def verdicts(words: str, *displays: str) -> list[str]:
    text = f"{words}\n\n## (b)\n" + "\n\nNext.\n\n".join(displays)
    return [one.verdict.value for one in steps(check(text))]


@pytest.mark.parametrize(
    "words",
    [
        "In this write-up $u_w$ sits in the $w$-th row of $U$, as in the code.",
        "Think of numpy arrays: $U$ has one row for each word.",
        "We index $U$ as $U[w]$.",
        "Here $U$ is stored transposed.",
        "$U$ is $|V|$-by-$d$.",
        "The matrix $U$ stacks the outside vectors vertically.",
    ],
)
def test_words_that_may_say_how_a_matrix_is_stored(words: str) -> None:
    wrong = STORED.replace("- y", "+ y")
    assert verdicts(words, STORED, wrong) == ["undecided", "ill-typed"]
    # what is in force is still judged
    assert verdicts(words, rf"$${LEFT} = U(\hat y - y)$$") == ["proved"]


@pytest.mark.parametrize(
    "words",
    [
        "By the derivative we mean a linear form.",
        "All Jacobians, those of numbers as well, have as many rows as outputs.",
        "Derivatives of scalars are covectors.",
        "采用分子布局。",
    ],
)
def test_words_that_may_say_how_derivatives_lie(words: str) -> None:
    wrong = ROW.replace("- y", "+ y")
    assert verdicts(words, ROW, wrong) == ["undecided", "ill-typed"]


def test_where_nothing_speaks_of_it_the_convention_holds() -> None:
    assert verdicts("We differentiate by the chain rule.", STORED, ROW) == ["ill-typed"] * 2


def test_where_the_words_were_understood_they_hold() -> None:
    words = "The rows of $U$ are the outside vectors."
    columns = rf"$${LEFT} = U(\hat y - y)$$"
    assert verdicts(words, STORED, columns) == ["proved", "ill-typed"]


@pytest.mark.parametrize(
    ("written", "verdict"),
    [
        (r"$U = [u_1^\top; \dots; u_n^\top]$", "undecided"),
        (r"$U = [u_1, \dots, u_n]$", "ill-typed"),
        (r"We know $\frac{\partial J}{\partial U} = [u_o^\top; v_c^\top]$.", "ill-typed"),
    ],
)
def test_a_matrix_that_is_written_out_by_rows(written: str, verdict: str) -> None:
    assert verdicts(written, STORED)[-1] == verdict
