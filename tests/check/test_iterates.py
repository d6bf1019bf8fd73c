"""Iterates of a declared vector, x_{t+1} = x_t − η∇f(x_t), are vectors and no entries."""

import pytest

from tests.check.support import check, steps

DECLARED = "Let $x \\in \\mathbb{R}^n$, $\\eta \\in \\mathbb{R}$ and $f(x) = x^\\top x$.\n"


def said(text: str) -> list[str]:
    return [one.verdict.value for one in steps(check(DECLARED + text, None))][1:]


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("x_1", "x_0"),
        ("x_2", "x_1"),
        ("x_{12}", "x_{11}"),
        ("x_{t+1}", "x_t"),
        ("x_{k}", "x_{k-1}"),
        ("x^{(t+1)}", "x^{(t)}"),
        ("x^{[1]}", "x^{[0]}"),
        ("\\mathbf{x}_{t+1}", "\\mathbf{x}_t"),
    ],
)
def test_an_iterate_is_what_its_first_row_says(new: str, old: str) -> None:
    row = f"$${new} = {old} - \\eta \\nabla f({old}) = (1 - %s \\eta) {old}$$\n"
    declared = "" if "mathbf" not in new else "Let $\\mathbf{x} \\in \\mathbb{R}^n$.\n"
    assert said(declared + row % "2") == ["given", "proved"]
    assert said(declared + row % "3") == ["given", "refuted"]
    again = f"$${new} = (1 - %s \\eta) {old}$$\n"
    assert said(declared + row % "2" + again % "2") == ["given", "proved", "proved"]
    assert said(declared + row % "2" + again % "3") == ["given", "proved", "refuted"]


def test_other_rows_of_a_sequence_are_claims() -> None:
    general = "$$x_{t+1} = x_t - \\eta \\nabla f(x_t)$$\n"
    for sign in "+-":
        one = f"$$x_1 = x_0 {sign} \\eta \\nabla f(x_0)$$\n"
        assert said(general + one) == ["given", "undecided"]
        assert said(f"(a) {general}\n(b) {one}") == ["given", "undecided"]
    start = "(a) $$x_0 = 0$$\n\n(b) $$x_1 = x_0 - \\eta \\nabla f(x_0)$$\n$$\\nabla f(x_0) = 0$$\n"
    assert said(start)[1:] == ["given", "undecided"]
    assert said(f"(a) {general}\n(b) $$x_{{t+1}}^\\top x_t = 0$$\n") == ["given", "undecided"]


@pytest.mark.parametrize(
    "text",
    [
        "$$x_{k+1} = x_k - \\eta x_k$$\n$$\\sum_i x_i^2 = x^\\top x$$\n",
        "$$x_{k+1} = x_k - \\eta x_k$$\n$$\\sum_{k} x_k^2 = x^\\top x$$\n",
        "$$x_{k+1} = x_k - \\eta x_k$$\n$$\\frac{\\partial f}{\\partial x_1} = 2 x_1$$\n",
        "Let $x = (x_1, \\dots, x_n)$.\n$$x_2 = x_1 + 1$$\n$$f(x) = \\sum_i x_i^2$$\n",
    ],
)
def test_where_entries_are_meant_nothing_changes(text: str) -> None:
    assert said(text)[-1] == "proved"


def test_an_argument_with_a_number_may_be_one_of_several_vectors() -> None:
    assert said("$$\\nabla f(x_1) = 2 x_1$$\n") == ["unread"]


def test_what_an_iterate_is_elsewhere_is_not_held_against_it() -> None:
    text = (
        "We iterate $x_{t+1} = x_t - \\eta \\nabla f(x_t)$ from $x_0 = b$:\n"
        "$$x_1 = b - 2\\eta b$$\n"
    )
    assert "refuted" not in said(f"Let $b \\in \\mathbb{{R}}^n$.\n{text}")
    # beside entries of the same letter
    entries = "$$x_{k+1} = x_k - \\eta x_k$$\n$$\\frac{\\partial f}{\\partial x_1} = %s x_1$$\n"
    assert [said(entries % two)[-1] for two in "23"] == ["proved", "refuted"]


@pytest.mark.parametrize(
    "text",
    [
        "Let $s \\in \\mathbb{R}^n$.\n$$s_k = s_{k-1} + x_k$$\n$$s_2 = s_1 + x_2$$\n",
        "Let $a_1, \\dots, a_n \\in \\mathbb{R}$.\n$$x_{k+1} = x_k + a_k$$\n",
        "Let $d \\in \\mathbb{R}$.\n$$x_{i+1} = x_i + d$$\n$$x_{i+1} - x_i = d$$\n",
    ],
)
def test_a_recurrence_of_entries_is_called_wrong_nowhere(text: str) -> None:
    assert not {"refuted", "ill-typed"} & set(said(text))


def test_an_iterate_of_another_shape_is_ill_typed() -> None:
    data = "Let $X \\in \\mathbb{R}^{m \\times n}$, $y \\in \\mathbb{R}^m$.\n"
    assert said(data + "$$x_{t+1} = x_t - \\eta X^\\top(X x_t - y)$$\n") == ["given"]
    assert said(data + "$$x_{t+1} = x_t - \\eta (X x_t - y)$$\n") == ["ill-typed"]


def test_a_vector_at_a_time_is_no_entry() -> None:
    text = "Let $c, f, i, g \\in \\mathbb{R}^d$.\n"
    row = "$$c_%s = f \\odot c + i \\odot g$$\n"
    assert [x.verdict.value for x in steps(check(text + row % "t", None))] == ["unread"]
    # an entry is no vector
    assert [x.verdict.value for x in steps(check(text + row % "k", None))] == ["ill-typed"]
    bound = "$$\\sum_{t=1}^d c_t c = f^\\top f$$\n"
    assert [x.verdict.value for x in steps(check(text + bound, None))] == ["ill-typed"]


def test_another_method_goes_on_otherwise() -> None:
    rows = (
        "$$x_{t+1} = x_t - \\eta \\nabla f(x_t)$$\n%s $$x_{t+1} = x_t - \\frac12 \\nabla f(x_t)$$\n"
    )
    assert said(rows % "so") == ["given", "refuted"]
    for words in ("Newton's method:", "For Newton's method,", "Instead,"):
        assert said(rows % words + "so $$x_{t+1} = 0$$\n") == ["given", "undecided", "undecided"]
