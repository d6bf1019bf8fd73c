"""What the shapes of quantities say of an edit before it is read."""

import pytest

from derivcheck.diagnose.edits import Formula
from derivcheck.diagnose.edits.fitting import NOTHING, NUMBER, Fitting, Kind, Needs
from derivcheck.document.tokens.tokenize import tokenize
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t
from derivcheck.term.core import Sort

D, V = Sort("Dim", "d", 1, 1), Sort("Vocab", "|V|", 1, 1)
KINDS: dict[str, Kind] = {
    "u": (D, None),
    "v": (D, None),
    "y": (V, None),
    "U": (D, V),
    "S": (D, D),
    "x": NUMBER,
    "o": NOTHING,
    "c": NOTHING,
}


def formula(text: str) -> Formula:
    tokens = tokenize(text)[0]
    return Formula(parse(tokens), tuple(tokens))


def node(name: str) -> t.Tree:
    return formula(name).tree


def fitting(needs: Needs) -> Fitting:
    return Fitting(needs, lambda tree: KINDS.get(latex(tree)))


@pytest.mark.parametrize(
    ("old", "new", "same", "other", "unread"),
    [
        ("u", "v", True, False, True),  # another name cannot put shapes right that do not fit
        ("u", "y", False, True, True),
        ("u", "o", False, False, False),  # an index has no value
        ("o", "c", True, True, True),
        ("u", "k", True, True, True),  # nothing is known of k
    ],
)
def test_a_name_may_be_right_where_another_one_stands(
    old: str, new: str, same: bool, other: bool, unread: bool
) -> None:
    whole = formula(f"{old} + x")
    first = whole.tree.terms[0]  # type: ignore[attr-defined]
    for needs, may in ((Needs.SAME, same), (Needs.OTHER, other), (Needs.ANY, unread)):
        assert fitting(needs).instead(first, node(new), whole) is may, needs


def test_within_a_norm_a_name_of_another_shape_may_be_right() -> None:
    whole = formula(r"\|u\|")
    inside = next(one for one in whole.nodes if latex(one) == "u")
    assert fitting(Needs.SAME).instead(inside, node("y"), whole)


@pytest.mark.parametrize(
    ("name", "may"), [("x", True), ("S", True), ("u", False), ("U", False), ("o", False)]
)
def test_a_factor_of_a_product_whose_shape_is_right_is_a_number_or_square(
    name: str, may: bool
) -> None:
    assert fitting(Needs.SAME).as_factor(node(name)) is may
    assert fitting(Needs.OTHER).as_factor(node(name)) is (name != "o")


def test_a_term_has_the_shape_of_those_beside_it() -> None:
    fit = fitting(Needs.SAME)
    assert fit.as_term(node("u"), node("v"))
    assert not fit.as_term(node("u"), node("y"))
    assert not fit.as_term(node("u"), node("o"))
    assert fit.as_term(node("0"), node("v"))  # 0 may stand for a vector
    assert fit.as_number(node("x")) and not fit.as_number(node("u"))
