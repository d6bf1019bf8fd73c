"""Conventions found in a document's steps: enough others, none against, never the step at hand."""

import pytest

from derivcheck.check import Options, check_document
from derivcheck.check.finding import DocumentFinding
from derivcheck.document import read_document
from tests.check.support import FAST, check, display, problem, steps, verdicts

# each holds only if the gradient by a column is a row
BY_CENTRE = r"\frac{\partial J_{\text{naive-softmax}}}{\partial v_c} = (\hat y - y)^\top U^\top"
BY_WORD = r"\frac{\partial J_{\text{naive-softmax}}}{\partial u_w} = (\hat y_w - y_w) v_c^\top"
PLAIN = r"\frac{\partial (u_o^\top v_c)}{\partial v_c} = u_o^\top"
WRONG_ROW = r"\frac{\partial (u_o^\top v_c)}{\partial u_o} = - v_c^\top"
COLUMN = r"\frac{\partial (u_o^\top v_c)}{\partial u_o} = v_c"
# each holds only if u_w is row w of U
SCORES = r"\hat y = \text{softmax}(U v_c)"
CENTRE_BY_ROWS = r"\frac{\partial J_{\text{naive-softmax}}}{\partial v_c} = U^\top (\hat y - y)"
ALL_BY_ROWS = r"\frac{\partial J_{\text{naive-softmax}}}{\partial U} = (\hat y - y) v_c^\top"


def found(*rows: str, words: str = "") -> DocumentFinding:
    return check(f"{words}\n\n{display('b', *rows)}")


def said(finding: DocumentFinding) -> dict[str, str]:
    return {one.code: one.source for one in finding.conventions}


def test_three_rows_bear_out_that_gradients_are_rows() -> None:
    finding = found(BY_CENTRE, BY_WORD, PLAIN)
    assert set(verdicts(finding).values()) == {"proved"}
    convention = next(one for one in finding.conventions if one.code == "row-gradients")
    assert (convention.source, convention.evidence) == ("inferred", ("b.1", "b.2", "b.3"))


def test_three_steps_bear_out_that_u_is_stored_by_rows() -> None:
    finding = found(SCORES, CENTRE_BY_ROWS, ALL_BY_ROWS)
    assert set(verdicts(finding).values()) == {"proved"}
    assert said(finding)["u-rows"] == "inferred"
    assert said(finding)["v-columns"] == "problem"


def test_two_steps_are_not_enough_for_each_other() -> None:
    finding = found(BY_CENTRE, PLAIN)
    assert set(verdicts(finding).values()) == {"ill-typed"}
    assert "inferred" not in said(finding).values()


def test_the_same_step_written_three_times_is_one_step() -> None:
    assert set(verdicts(found(PLAIN, PLAIN, PLAIN, PLAIN)).values()) == {"ill-typed"}


def test_a_step_that_holds_only_under_the_default_keeps_it() -> None:
    finding = found(BY_CENTRE, BY_WORD, PLAIN, COLUMN)
    assert list(verdicts(finding).values()) == ["ill-typed"] * 3 + ["proved"]
    assert "row-gradients" not in said(finding)


def test_a_wrong_step_bears_out_nothing_and_is_refuted_under_what_others_bear_out() -> None:
    assert list(verdicts(found(BY_CENTRE, PLAIN, WRONG_ROW)).values()) == ["ill-typed"] * 3
    finding = found(BY_CENTRE, BY_WORD, PLAIN, WRONG_ROW)
    assert list(verdicts(finding).values()) == ["proved"] * 3 + ["refuted"]


@pytest.mark.parametrize("words", ["We use the shape convention.", ""])
def test_what_is_stated_or_set_is_not_overruled(words: str) -> None:
    document = read_document("t.md", f"{words}\n\n{display('b', BY_CENTRE, BY_WORD, PLAIN)}", "md")
    set_ = () if words else (("gradients", "shape"),)
    finding = check_document(
        document, problem(), Options(witnesses=FAST.witnesses, conventions=set_)
    )
    assert {one.verdict.value for one in steps(finding)} == {"ill-typed"}


def test_a_step_that_fails_says_under_which_convention_it_would_hold() -> None:
    messages = [
        [remark.message for remark in one.remarks if remark.code == "other-convention"]
        for one in steps(found(BY_CENTRE, CENTRE_BY_ROWS, WRONG_ROW))
    ]
    assert messages == [
        ["it would hold if gradients were rows"],
        ["it would hold if U held its vectors as rows"],
        [],
    ]


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        ("Here $u_o$ is the $o$-th row of $U$.", True),
        ("The rows of $U$ are the outside vectors $u_w$.", True),
        (r"Let $U \in \mathbb{R}^{|V| \times d}$.", True),
        (r"Let $U \in \mathbb{R}^{d \times |V|}$.", False),
        ("Here $u_o$ is the $o$-th column of $U$.", False),
        ("The rows of the table are long.", False),
    ],
)
def test_storage_is_taken_from_words_and_shapes(words: str, rows: bool) -> None:
    by_rows, by_columns = (
        found(CENTRE_BY_ROWS, words=words),
        found(
            r"\frac{\partial J_{\text{naive-softmax}}}{\partial v_c} = U(\hat y - y)", words=words
        ),
    )
    expected = ["proved", "ill-typed"] if rows else ["ill-typed", "proved"]
    assert [*verdicts(by_rows).values(), *verdicts(by_columns).values()] == expected


def test_storage_that_is_said_in_two_ways_is_not_held_against_a_row() -> None:
    words = r"Here $u_o$ is a row of $U$, and $U \in R^{d \times |V|}$."
    assert list(verdicts(found(CENTRE_BY_ROWS, words=words)).values()) == ["undecided"]


def test_under_rows_of_u_a_loss_takes_u_as_it_is() -> None:
    words = "Here $u_o$ is the $o$-th row of $U$."
    finding = found(
        r"J(v_c, o, U) = J_{\text{naive-softmax}}(v_c, o, U) = -\log \hat y_o", words=words
    )
    assert set(verdicts(finding).values()) == {"proved"}
    assert set(verdicts(found(r"J(v_c, o, U^\top) = -\log \hat y_o", words=words)).values()) == {
        "ill-typed"
    }


def test_the_command_line_knows_the_conventions_of_problem_files() -> None:
    from derivcheck.cli.values import CONVENTIONS
    from derivcheck.problem import load

    assert load.CONVENTIONS == CONVENTIONS


LOST = [
    r"\frac{\partial J_{\text{naive-softmax}}}{\partial v_c} = -u_o + \sum_x \hat y_x u_x",
    r"= -u_o + \hat y_w u_w",
    r"\frac{\partial J_{\text{naive-softmax}}}{\partial v_c} = (\hat y_w - y_w) u_w",
    r"\frac{\partial J_{\text{naive-softmax}}}{\partial v_c} = \hat y_w u_w - u_o",
]


def test_lines_that_lost_a_sum_bear_no_convention_out() -> None:
    finding = found(LOST[0] + LOST[1], *LOST[2:])
    assert "implied-sums" not in said(finding)
    first, *others = verdicts(finding).values()
    assert first == "proved" and "proved" not in others
