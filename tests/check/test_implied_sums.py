"""Einstein's summation: stated or borne out, never guessed; refused where it says nothing."""

import pytest

from derivcheck.check.finding import DocumentFinding
from derivcheck.elaborate import einstein
from tests.check.support import check, display, steps, verdicts

STATED = "Repeated indices are summed over."
ABSENT = "Indices that are not on the left-hand side are summed over."
CE = r"CE(y, \hat y)"

# each holds only if a repeated index is summed over
ENTROPY = CE + r" = -y_i \log \hat y_i"
SCORE = r"u_w^\top v_c = U_{jw} V_{jc}"
MEAN = r"\sum_x \hat y_x U_{ix} = \hat y_z U_{iz}"
SLOPE = r"\frac{\partial \hat y_a}{\partial V_{ic}} = \hat y_a U_{ia} - \hat y_a \hat y_z U_{iz}"
CHAIN = (
    rf"\frac{{\partial {CE}}}{{\partial V_{{ic}}}} = "
    rf"\frac{{\partial {CE}}}{{\partial \hat y_a}} \frac{{\partial \hat y_a}}{{\partial V_{{ic}}}}"
)
TRUE = (ENTROPY, SCORE, MEAN, SLOPE, CHAIN)


def found(*rows: str, words: str = STATED) -> DocumentFinding:
    return check(f"{words}\n\n{display('b', *rows)}")


def only(row: str, words: str = STATED) -> tuple[str, str | None]:
    (step,) = steps(found(row, words=words))
    return step.verdict.value, step.code


def said(finding: DocumentFinding) -> str | None:
    return next((c.source for c in finding.conventions if c.code == "implied-sums"), None)


@pytest.mark.parametrize("row", TRUE)
def test_a_repeated_index_is_summed_over_where_it_is_said(row: str) -> None:
    assert only(row) == ("proved", None)


@pytest.mark.parametrize("row", TRUE)
def test_nothing_is_summed_over_where_nothing_is_said(row: str) -> None:
    verdict, code = only(row, "Some words.")
    assert verdict in ("unread", "undecided")
    assert code in ("unbound-index", "which-sum")


@pytest.mark.parametrize(
    "row",
    [
        CE + r" = y_i \log \hat y_i",
        CE + r" = -y_i \log \hat y_i - y_i",
        CE + r" = -\hat y_i \log y_i / 2",
        r"u_w^\top v_c = 2 U_{jw} V_{jc}",
        r"u_w^\top v_c = U_{jo} V_{jc} + y_w",
        r"\sum_x \hat y_x U_{ix} = y_z U_{iz}",
        r"\frac{\partial \hat y_a}{\partial V_{ic}} = \hat y_a U_{ia} + \hat y_a \hat y_z U_{iz}",
        r"\frac{\partial \hat y_a}{\partial V_{ic}} = \hat y_a U_{ia} - \hat y_z U_{iz}",
        r"\frac{\partial (U_{ja} V_{jc})}{\partial V_{ic}} = U_{ja} \delta_{ji} + U_{ia}",
        r"\delta_{jk} U_{jw} U_{kw} = U_{jw} V_{jw}",
    ],
)
def test_a_changed_step_is_not_proved(row: str) -> None:
    assert only(row)[0] in ("refuted", "undecided")


@pytest.mark.parametrize(
    "row",
    [
        r"\sum_i y_i \hat y_i^2 = y_i \hat y_i \hat y_i",  # three times
        CE + r" = -y_i \log \hat y_j",  # once, on this side only
        r"\hat y_w = \frac{e^{u_w^\top v_c}}{e^{U_{jx} V_{jc}}}",  # below the line, or outside?
        r"\frac{\partial CE(y, \hat y)}{\partial \hat y_a} = -y_o / \hat y_o",  # a is lost
        r"1 = y_i \hat y_i \exp(y_i \hat y_i)",  # one sum or two?
        r"1 = y_i \exp(y_i \hat y_i)",  # outside of the bracket once more
        r"1 = (y_i + 1) \hat y_i",  # multiplied out, once in one product
        r"1 = \hat y_i^2",  # a power is no product
    ],
)
def test_what_the_convention_does_not_say_is_not_read(row: str) -> None:
    assert only(row) == ("undecided", "which-sum")


@pytest.mark.parametrize(
    "row",
    [
        r"\frac{\partial CE(y, \hat y)}{\partial \hat y_a} = -\frac{y_a}{\hat y_a}",
        r"\hat y_a (1 - \hat y_a) = \hat y_a - \hat y_a \hat y_a",
    ],
)
def test_an_index_that_both_sides_have_is_free(row: str) -> None:
    (step,) = steps(found(row))
    assert "Σ" not in str(step.read_as)


def test_places_of_their_own_are_summed_in() -> None:
    row = (
        r"\hat y_w = \frac{\exp(U_{jw} V_{jc})}{\sum_x \exp(U_{jx} V_{jc})}"
        r" = \frac{e^{U_{iw} V_{ic}}}{\sum_x \exp(U_{kx} V_{kc})}"
    )
    assert set(verdicts(found(row)).values()) == {"proved"}


def test_a_written_sum_stays_as_it_is() -> None:
    row = rf"{CE} = -\sum_i y_i \log \hat y_i = -y_i \log \hat y_i = -\sum_k y_k \log \hat y_k"
    assert set(verdicts(found(row)).values()) == {"proved"}


def test_each_product_has_its_own_sum() -> None:
    row = r"\frac{\partial CE(y, \hat y)}{\partial V_{ic}} = \hat y_a U_{ia} - y_a U_{ia}"
    assert only(row) == ("proved", None)
    bracket = r"\frac{\partial CE(y, \hat y)}{\partial V_{ic}} = (\hat y_a - y_a) U_{ia}"
    assert only(bracket) == ("proved", None)


def test_an_index_that_the_left_side_lacks_is_summed_over_where_that_is_said() -> None:
    row = (
        r"\frac{\partial CE(y, \hat y)}{\partial V_{ic}}"
        r" = -\frac{y_a}{\hat y_a} (\hat y_a U_{ia} - \hat y_a \hat y_z U_{iz})"
        r" = -y_a (U_{ia} - \hat y_z U_{iz})"
    )
    assert set(verdicts(found(row, words=ABSENT)).values()) == {"proved"}
    assert {s.code for s in steps(found(row))} == {"which-sum"}
    wrong = row.replace(r"-y_a (U", r"-y_a (2 U")
    assert list(verdicts(found(wrong, words=ABSENT)).values()) == ["proved", "refuted"]


def test_a_sum_that_may_be_one_over_samples_is_not_refuted() -> None:
    row = r"\frac{\partial J_{\text{neg-sample}}}{\partial V_{ic}} = U_{ik} \delta_{ko}"
    assert only(row) == ("undecided", "which-sum")


@pytest.mark.parametrize(
    "words",
    [
        "We use Einstein notation.",
        "We use the Einstein summation convention throughout.",
        "Here the sum is implied by the repeated index.",
        "Summation over repeated indices is implied.",
        "Note: repeated indices are summed.",
        "这里使用爱因斯坦求和约定。",
        "重复的下标表示求和。",
    ],
)
def test_ways_to_state_it(words: str) -> None:
    finding = found(ENTROPY, words=words)
    assert said(finding) == "stated"
    assert list(verdicts(finding).values()) == ["proved"]


@pytest.mark.parametrize(
    "words",
    [
        "We do not use Einstein notation.",
        "One could use Einstein notation.",
        "Repeated indices are not summed.",
        "Without Einstein summation this is longer.",
        "We use Einstein notation. In part (b) we do not use Einstein notation.",
        "Einstein was a physicist.",
        "The sum over the words is one.",
        "不使用爱因斯坦求和约定。",
    ],
)
def test_words_that_do_not_state_it(words: str) -> None:
    assert said(found(ENTROPY, words=words)) is None


def test_three_steps_bear_it_out() -> None:
    finding = found(ENTROPY, MEAN, SLOPE, words="")
    assert said(finding) == "inferred"
    assert set(verdicts(finding).values()) == {"proved"}


def test_two_steps_are_not_enough_for_each_other() -> None:
    finding = found(ENTROPY, MEAN, words="")
    assert said(finding) is None
    assert set(verdicts(finding).values()) == {"unread"}


def test_a_wrong_step_is_refuted_under_what_others_bear_out() -> None:
    finding = found(ENTROPY, MEAN, SLOPE, CE + r" = y_i \log \hat y_i", words="")
    assert list(verdicts(finding).values()) == ["proved"] * 3 + ["refuted"]


def test_a_step_that_holds_only_for_a_free_index_stands_against_it() -> None:
    free = r"\frac{\partial (u_w^\top v_c)}{\partial u_w} = v_c"
    finding = found(ENTROPY, MEAN, SLOPE, free, words="")
    assert said(finding) is None


def test_what_fails_for_a_free_index_only_is_not_refuted() -> None:
    row = r"\frac{\partial (U_{ja} V_{jc})}{\partial V_{ic}} = U_{ia}"
    assert only(row, "Some words.") == ("undecided", "which-sum")
    assert only(row.replace("= U", "= 2U"), "Some words.") == ("refuted", "not-equal")


def test_the_hint_names_the_letter() -> None:
    (step,) = steps(found(ENTROPY, words=""))
    assert "write Σ_i, or say that repeated indices are summed" in str(step.message)


@pytest.mark.parametrize("delta", [r"\delta{ik}", r"\delta(i, k)", r"1\{i = k\}", r"[i = k]"])
def test_the_indices_of_deltas_and_indicators_count(delta: str) -> None:
    assert only(rf"\hat y_k = \hat y_i {delta}") == ("proved", None)
    assert only(rf"\hat y_k = 2 \hat y_i {delta}") == ("refuted", "not-equal")


@pytest.mark.parametrize("row", [r"\hat y_w = 2 \hat y_w", r"\sum_x \hat y_x = 2"])
def test_letters_are_counted_only_where_a_side_lacks_one(
    row: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> None:
        raise AssertionError("no side lacks a letter of the other")

    monkeypatch.setattr(einstein, "repeated_indices", none)
    assert only(row, "Some words.") == ("refuted", "not-equal")
