"""A new name for what is not known further is defined, once; a row plus a column fits nowhere."""

import pytest

from tests.check.support import check, steps

PART = "(c) Let $z = h W + b$.\n\n"


def found(text: str) -> list[tuple[str, str | None]]:
    return [(step.verdict.value, step.code) for step in steps(check(PART + text))[1:]]


def test_a_new_name_claims_nothing() -> None:
    assert found(r"$$ \delta = \frac{\partial CE}{\partial h} $$") == [("given", "definition")]


@pytest.mark.parametrize(
    "text",
    [
        "$$ \\delta = \\frac{\\partial CE}{\\partial h} $$\n\n"
        "$$ \\delta = 2 \\frac{\\partial CE}{\\partial h} $$",
        "$$ \\delta + 1 = 2 $$\n\n$$ \\frac{\\partial CE}{\\partial h} = \\delta $$",
        "$$ u_o = \\frac{\\partial CE}{\\partial h} $$",
        "$$ \\frac{\\partial CE}{\\partial h} = \\frac{\\partial CE}{\\partial h} + 1 $$",
    ],
)
def test_what_is_known_or_was_said_is_no_new_name(text: str) -> None:
    assert found(text)[-1][0] != "given"


ROW = (
    r"$$ \frac{\partial J_{neg-sample}}{\partial v_c} = (\sigma(u_o^\top v_c) - 1) %s"
    r" - \sigma(u_k^\top v_c) %s $$"
)


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        (r"u_o^\top", "u_k", "ill-typed"),
        ("u_o", r"u_k^\top", "ill-typed"),
        ("u_o", "u_k", "unread"),  # which k?
        (r"u_o^\top", r"u_k^\top", "unread"),
        ("u_o", "", "unread"),
    ],
)
def test_a_row_plus_a_column_fits_for_no_index(first: str, second: str, verdict: str) -> None:
    assert steps(check("(f)\n\n" + ROW % (first, second)))[-1].verdict.value == verdict
