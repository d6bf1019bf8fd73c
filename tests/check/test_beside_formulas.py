"""What stands in a row beside its formula: where a value lies, room between blocks or equations."""

from tests.check.support import check, steps
from tests.document.reading import lines

MATRICES = (
    "Let $Q, K \\in \\mathbb{R}^{n\\times d}$ and $w, x_i \\in \\mathbb{R}^d$, "
    "$i = 1, \\ldots, m$.\n\n"
)


def verdicts(*formulas: str) -> list[str]:
    text = MATRICES + "".join(f"$$ {formula} $$\n\n" for formula in formulas)
    return [one.verdict.value for one in steps(check(text, None))]


def test_where_a_value_lies_is_no_part_of_it() -> None:
    found = verdicts(
        r"W = \frac{QK^T}{2} \in \mathbb{R}^{n \times n}",
        r"W^T = \frac{KQ^T}{2} \in \R^{n \times n}",
        r"W^T = \frac{QK^T}{2} \in \mathbb{R}^{n \times n}",
    )
    assert found == ["given", "proved", "refuted"]


def test_names_and_members_of_families_are_declared_side_by_side() -> None:
    assert verdicts(r"\frac{\partial (w^T x_i)}{\partial w} = x_i") == ["proved"]
    assert verdicts(r"\frac{\partial (w^T x_i)}{\partial w} = w") == ["refuted"]


def test_room_between_blocks_is_a_comma() -> None:
    assert verdicts(r"\theta = [Q \quad K]") == ["unread"]
    assert verdicts(r"Q [ \quad 2] = 2Q", r"[2 + \quad 3] w = 5w") == ["proved", "proved"]


def test_two_equations_with_room_between_them_are_no_product() -> None:
    assert verdicts(r"a = Q w\ \ b = K w")[0] == "unread"
    assert lines("$$ x\\ \\ (x + 1) = x x + x $$\n") == ["x\\ \\ (x + 1) = x x + x"]
