"""Which part of the problem is answered where: shifted letters, no letters, several in one."""

from tests.check.support import display
from tests.grade.support import CLOSED, SIGMOID, codes, earned, graded

ENDS = {
    "a": (r"-\sum_{w \in \text{Vocab}} y_w \log \hat y_w", r"-\log \hat y_o"),
    "b": (r"\frac{\partial J_{\text{naive-softmax}}}{\partial v_c}", r"U(\hat y - y)"),
    "c": (r"\frac{\partial J_{\text{naive-softmax}}}{\partial u_w}", r"(\hat y_w - y_w) v_c"),
    "d": (r"\frac{\partial J_{\text{naive-softmax}}}{\partial U}", r"v_c (\hat y - y)^\top"),
    "e": (SIGMOID, CLOSED),
    "f(2)": (
        r"\frac{\partial J_{\text{neg-sample}}}{\partial u_o}",
        r"(\sigma(u_o^\top v_c) - 1) v_c",
    ),
    "k": (
        r"\frac{\partial J_{\text{neg-sample}}}{\partial u_k}",
        r"(1 - \sigma(-u_k^\top v_c)) v_c",
    ),
}


def row(name: str, sign: str = "") -> str:
    """Return what a part asks for and its answer, with a sign before it that may be wrong."""
    goal, closed = ENDS[name]
    return f"{goal} = {sign}{closed}"


def marks(*texts: str) -> dict[str, tuple[float, float]]:
    return {part.part: earned(part) for part in graded(*texts).parts}


def under(**letters: str) -> str:
    """Return a document that answers parts of the problem under letters of its own."""
    return "".join(display(letter, row(name)) for letter, name in letters.items())


def test_shifted_letters() -> None:
    found = marks(under(a="b", b="c", c="d", d="e"))
    assert {part: found[part] for part in "bcde"} == dict.fromkeys("bcde", (1, 1))


def test_no_letters() -> None:
    text = "\n\n".join(f"$$\n{row(name)}\n$$" for name in ("a", "b", "c", "d", "e", "f(2)"))
    found = marks(text)
    assert {found[name] for name in ("a", "b", "c", "d", "e", "f(2)")} == {(1, 1)}


def test_several_parts_under_one_letter_cost_nothing_of_one_another() -> None:
    found = marks(display("c", row("c"), row("d", "2 "), row("b")))
    assert (found["c"], found["d"], found["b"]) == ((1, 1), (0, 0), (1, 1))


def test_a_wrong_line_of_which_it_is_not_plain_whose_it_is_is_for_a_person() -> None:
    aside = r"\frac{\partial u_o^\top v_c}{\partial v_c} = 2 u_o"
    found = {p.part: p for p in graded(display("c", row("c"), aside, row("d"))).parts}
    assert earned(found["c"]) == (0.75, 1)
    assert "beside" in codes(found["c"])
    assert earned(found["d"]) == (1, 1)


def test_a_wrong_answer_under_another_letter_is_wrong() -> None:
    assert marks(display("a", row("b", "-")))["b"] == (0, 0)


def test_where_two_parts_ask_for_the_same_a_person_says_which_it_is() -> None:
    found = {p.part: p for p in graded(f"$$\n{row('k')}\n$$\n").parts}
    assert earned(found["f(3)"]) == (0, 1)
    assert "which-part" in codes(found["f(3)"])
    assert found["g"].open


def test_what_has_the_number_counts_where_it_answers() -> None:
    found = marks(display("b", row("b")) + display("d", row("d"), row("b", "-")))
    assert (found["b"], found["d"]) == ((1, 1), (1, 1))


def test_a_result_that_is_quoted_wrongly_elsewhere_is_for_a_person() -> None:
    found = {p.part: p for p in graded(display("a", row("b")) + display("d", row("b", "-"))).parts}
    assert earned(found["b"]) == (0, 1)
    assert "several" in codes(found["b"])


def test_a_goal_that_is_only_restated_elsewhere_is_no_answer_and_no_fault() -> None:
    goal = ENDS["e"][0]
    assert marks(display("b", row("b"), f"{goal} = {goal}"))["e"] == (0, 1)


def test_nothing_is_missing_while_a_derivative_is_not_placed() -> None:
    alone = display("e", row("e"))
    assert marks(alone)["b"] == (0, 0)
    aside = r"\frac{\partial u_o^\top v_c}{\partial v_c} = u_o"
    for more in (r"\frac{\partial Z}{\partial q} = 2", aside):
        assert marks(display("e", row("e"), more))["b"] == (0, 1)


def test_nothing_is_missing_beside_a_picture() -> None:
    text = under(b="b")
    assert marks(text)["c"] == (0, 0)
    assert marks(f"{text}\n![page two](scan.png)\n")["c"] == (0, 1)


def test_a_part_with_its_number_and_no_work_earns_nothing() -> None:
    assert marks(under(b="b") + "\n## (c)\n\nNo time.\n")["c"] == (0, 0)


UNREAD = r"\frac{\partial Z}{\partial q} = 2"


def test_lines_under_a_label_answer_nothing_behind_the_next_one() -> None:
    labelled = display("a", row("a")) + display("b", row("b"), UNREAD) + display("c", row("c"))
    found = marks(labelled + display("e", row("e")))
    assert (found["d"], found["f(2)"]) == ((0, 0), (0, 0))


def test_lines_under_a_label_may_answer_what_has_none_beside_it() -> None:
    found = marks(display("a", row("a"), UNREAD) + display("c", row("c")))
    assert (found["b"], found["d"]) == ((0, 1), (0, 0))
    last = marks(display("a", row("a")) + display("c", row("c"), UNREAD))
    assert (last["d"], last["e"], last["b"]) == ((0, 1), (0, 1), (0, 1))


def test_labels_out_of_order_or_not_borne_out_tell_nothing() -> None:
    turned = display("c", row("c")) + display("b", row("b"), UNREAD) + display("a", row("a"))
    assert marks(turned)["e"] == (0, 1)
    others = display("a", row("a")) + display("b", UNREAD) + display("c", row("c"))
    assert marks(others)["e"] == (0, 1)


SLIP = ENDS["b"][0] + r" = (\hat y_w - y_w) v_c"  # the ∂u_w of (c) became ∂v_c


def test_formulas_under_a_letter_that_were_taken_for_another_part_are_not_missing() -> None:
    text = display("b", row("b", "2 ")) + display("c", SLIP) + display("d", row("d"))
    found = {part.part: part for part in graded(text).parts}
    assert earned(found["c"]) == (0, 1)
    assert "not-found" in codes(found["c"])


def test_formulas_that_answer_another_part_do_not_keep_theirs_from_missing() -> None:
    text = display("b", row("b")) + display("c", row("d")) + display("d", row("d"))
    found = {part.part: part for part in graded(text).parts}
    assert earned(found["c"]) == (0, 0)
    assert codes(found["c"]) == {"missing"}


def test_a_letter_above_counts_as_well() -> None:
    wrong = ENDS["b"][0] + r" = 2 (\sigma(u_o^\top v_c) - 1) v_c"
    text = display("b", row("b", "2 ")) + display("f", wrong)
    found = {part.part: part for part in graded(text).parts}
    assert earned(found["f(2)"])[1] == 1
    assert "not-found" in codes(found["f(2)"])


def test_a_case_that_is_wrong_is_said_to_be_wrong() -> None:
    cases = (("w = o", "\\hat y_w"), ("w \\neq o", "(\\hat y_w - 1)"))
    rows = "".join(
        f"When ${when}$: $$\\frac{{\\partial J}}{{\\partial u_w}} = {factor} v_c$$\n\n"
        for when, factor in cases
    )
    found = {part.part: part for part in graded("## (c)\n\n" + rows).parts}["c"]
    assert "wrong-case" in codes(found)
    assert earned(found)[1] <= 0.5
