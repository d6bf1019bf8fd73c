"""A T between two columns, in a chain that writes ``^T``, is a transpose that lost its caret."""

import pytest

from tests.check.support import check, display, step, steps


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        (r"u_wTv_c + u_o^T v_c = (u_w + u_o)^T v_c", "proved"),
        (r"u_wTv_c + u_o^T v_c = (u_w - u_o)^T v_c", "refuted"),
        (r"2 u_wTv_c = u_w^T v_c + v_c^T u_w", "proved"),
        (r"u_wTv_c = v_c^\top u_w", "unread"),  # nothing else is written as ^T
        (r"u_o^T v_c T v_c = v_c T (u_o^T v_c)", "unread"),  # T may be a number
        (r"u_w T + u_o^T v_c = u_o^T v_c + u_w T", "unread"),
    ],
)
def test_a_lost_caret(row: str, verdict: str) -> None:
    found = step(display("c", row))
    assert found.verdict.value == verdict
    told = {remark.code for remark in found.remarks}
    assert ("lost-caret" in told) is (verdict != "unread")


def test_a_t_that_the_document_defines_is_none() -> None:
    text = "(c) Let $T = 3$.\n\n$$ u_w T v_c + u_o^T v_c = (u_w + u_o)^T v_c $$\n"
    assert steps(check(text))[-1].verdict.value not in ("proved", "refuted")
