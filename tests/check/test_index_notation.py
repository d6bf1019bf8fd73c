"""Indicators, basis vectors, slices and places: each spelling read, each changed one not proved."""

import pytest

from tests.check.support import check, display, step, steps

SLOPE = r"\frac{\partial \hat y_i}{\partial \theta_j} = \hat y_i (%s - \hat y_j)"
GRADIENT = r"\frac{\partial J}{\partial u_w} = (\hat y_w - %s) v_c"


def only(row: str, part: str = "c") -> tuple[str, str | None]:
    one = step(display(part, row))
    return one.verdict.value, one.code


@pytest.mark.heavy
@pytest.mark.parametrize(
    "delta",
    [
        r"\delta_{ij}",
        r"\delta_{i,j}",
        r"\delta^i_j",
        r"\delta(i, j)",
        r"\delta[i, j]",
        r"\delta{ij}",
        r"\delta_{i = j}",
        r"1\{i = j\}",
        r"1_{i = j}",
        r"1_{\{i = j\}}",
        r"\mathbf{1}\{i = j\}",
        r"\mathbf 1_{[i = j]}",
        r"\mathbb{1}(i = j)",
        r"\mathbb{1}_{i = j}",
        r"\mathbbm{1}\{i = j\}",
        r"\mathds{1}_{i = j}",
        r"\mathbb{I}[i = j]",
        r"\mathbf{I}\{i = j\}",
        r"I(i = j)",
        r"\chi_{\{i = j\}}",
        r"[i = j]",
    ],
)
def test_spellings_of_one_where_two_indices_agree(delta: str) -> None:
    assert only(SLOPE % delta) == ("proved", None)
    assert only(SLOPE % f"2 {delta}") == ("refuted", "not-equal")
    assert only((SLOPE % delta).replace(r"\hat y_i (", r"\hat y_j (")) == ("refuted", "not-equal")
    if "=" in delta:
        assert only(SLOPE % delta.replace("=", r"\neq"))[0] == "refuted"


@pytest.mark.parametrize("one", [r"1\{w = o\}", r"[w = o]", r"\mathbb{1}_{w = o}", r"\delta_{wo}"])
def test_an_indicator_of_a_word(one: str) -> None:
    assert only(GRADIENT % one) == ("proved", None)
    assert only(GRADIENT % f"(1 - {one})") == ("refuted", "not-equal")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (r"x = 1\{\text{sometimes}\}", "unknown-symbol"),
        (r"x = \mathbf{1} x", "unknown-notation"),
        (r"x = \delta x", "unknown-symbol"),
        (r"x = \{i = j\}", "unexpected-list"),
        (r"x = e_z", "unknown-symbol"),
        (r"u_o \otimes v_c = u_o v_c^\top", "unknown-notation"),  # or entry by entry
        (r"u_w = y_1 + \dots + y_w", "unknown-range"),  # w is free here
        (r"x = y_1 + \dots + y_N", "unknown-range"),
        (r"x = U_{:)}", "unexpected-token"),
        (r"\sum_{j=-m}^{m} u_{t+j} = v_c", "unknown-range"),  # 0 is not left out
        (r"x = \hat y_{t+j}", "unknown-index"),  # a word's entry, or a vector?
    ],
)
def test_what_is_not_plain_is_not_read(row: str, code: str) -> None:
    assert only(row) == ("unread", code)


def test_the_unit_vector_of_a_sample_is_not_read() -> None:
    assert only("U e_k = u_k", "f") == ("unread", "unknown-symbol")  # a sample, or its word
    assert only("U e_k = u_k", "c") == ("proved", None)  # there are no samples


def test_a_real_condition_under_an_indicator() -> None:
    relu = r"\frac{\partial \max(x, 0)}{\partial x} = 1\{x > 0\}"
    assert only(relu, "e")[0] == "proved"
    assert only(relu.replace("x > 0", "x < 0"), "e")[0] == "refuted"


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        (
            r"\frac{\partial \hat y}{\partial \theta} = \text{diag}(\hat y) - \hat y \hat y^\top",
            "proved",
        ),
        (
            r"\frac{\partial \hat y}{\partial \theta} = \text{diag}(\hat y) - \hat y y^\top",
            "refuted",
        ),
        (r"diag(y) = y y^\top", "proved"),  # as y is one-hot
        (r"diag(\hat y) = \hat y \hat y^\top", "refuted"),
        (r"diag(\hat y \hat y^\top) = \hat y \odot \hat y", "proved"),
        (r"diag(\sigma'(x)) = y", "unread"),  # their x may be a vector
        (r"U e_o = u_o", "proved"),
        (r"U e_o = v_o", "refuted"),
        (r"e_o^\top e_w = \delta_{ow}", "proved"),
        (r"\sum_w e_w = 1 - y + e_o", "proved"),
        (r"U_{:w} = u_w", "proved"),
        (r"U_{:,w} = u_o", "refuted"),
        (r"U_{i:} y = U_{io}", "proved"),
        (r"U_{i,:} \hat y = U_{io}", "refuted"),
        (r"U_{w:} = u_w", "unread"),  # w is no row of U here
        (r"U_{iw} = u_w", "ill-typed"),
        (r"\frac{\partial J}{\partial U_{iw}} = (\hat y_w - y_w) V_{ic}", "proved"),
        (r"\frac{\partial J}{\partial U_{iw}} = (\hat y_w - y_w) V_{iw}", "refuted"),
        (r"u_o \otimes \hat y = u_o \hat y^\top", "proved"),
        (r"\hat y \otimes u_o = u_o \hat y^\top", "ill-typed"),
    ],
)
def test_vectors_from_indices_and_back(row: str, verdict: str) -> None:
    assert only(row)[0] == verdict


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        (r"\sum_{j=-m, j \neq 0}^{m} u_{t+j} = \sum_j u_{w_{t+j}}", "proved"),
        (r"\sum_{j=-m, j \neq 0}^{m} u_{c+j} = \sum_j u_{w_{t+j}}", "proved"),
        (r"\sum_{j=-m, j \neq 0}^{m} u_{c+j} = \sum_j v_{w_{t+j}}", "refuted"),
        (r"\sum_{j=-m, j \neq 0}^{m} 1 = 2m", "proved"),
        (r"\sum_{j=-m, j \neq 0}^{m} 1 = m", "refuted"),
        (r"\frac{1}{m} \sum_{j=-m, j \neq 0}^{m} x = 2x", "proved"),
    ],
)
def test_words_of_the_window(row: str, verdict: str) -> None:
    assert only(row, "h")[0] == verdict


def test_the_end_of_dots_by_the_letter_of_the_set() -> None:
    row = r"\sum_w y_w \hat y_w = y_1 \hat y_1 + \dots + y_o \hat y_o + \dots + y_w \hat y_w"
    (one,) = steps(check(display("a", row)))
    assert one.verdict.value == "proved"
    assert [remark.code for remark in one.remarks] == ["last-by-letter"]
    assert only(r"U = [u_1, \dots, u_W]", "d")[0] == "proved"
    assert only(r"U = [v_1, \dots, v_W]", "d")[0] == "refuted"
    assert only(row.replace(r"y_w \hat y_w =", r"\hat y_w ="), "a")[0] == "refuted"
