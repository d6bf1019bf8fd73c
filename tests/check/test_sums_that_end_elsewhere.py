"""A sum that ends at the problem's K, over what only words index: borne out, or a slip."""

import pytest

from tests.check.support import answers, check, steps

LEFT = r"\frac{\partial J_{\text{naive-softmax}}}{\partial v_c}"
GRADIENT = rf"{LEFT} = -u_o + \sum_{{w=1}}^{{K}} \hat y_w u_w"
TOTAL = r"\sum_{k=1}^{K} \hat y_k = 1"
LABELS = r"\sum_{x=1}^{K} y_x = 1"


def displays(*rows: str) -> str:
    return "## (b)\n\n" + "\n\n".join(f"$${row}$$" for row in rows) + "\n"


def test_one_such_sum_proves_nothing_and_answers_nothing() -> None:
    finding = check(displays(GRADIENT))
    (one,) = steps(finding)
    assert (one.verdict.value, one.code) == ("undecided", "inferred-size")
    assert answers(finding)["b"][1] != "correct"


def test_who_ends_three_sums_so_counts_classes() -> None:
    found = steps(check(displays(GRADIENT, TOTAL, LABELS)))
    assert [one.verdict.value for one in found] == ["proved", "proved", "proved"]


def test_wrong_ones_are_not_proved_either() -> None:
    found = steps(check(displays(GRADIENT.replace("= -", "= "), TOTAL, LABELS)))
    assert [one.verdict.value for one in found] == ["undecided", "proved", "proved"]


@pytest.mark.parametrize("other", [r"\sum_{w=1}^{|V|} \hat y_w = 1", r"\sum_{w \in V} y_w = 1"])
def test_beside_a_sum_over_the_whole_set_an_unknown_end_may_come_before(other: str) -> None:
    text = "## (a)\n\n$$ \\sum_{x=1}^T \\hat y_x = 1 $$\n\n"
    assert steps(check(text))[-1].verdict.value == "proved"
    assert steps(check(f"{text}Also\n\n$$ {other} $$\n"))[0].verdict.value == "undecided"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"q^\top x = \sum_{j=0}^n q_j x_j", "proved"),
        (r"q^\top x = \sum_{j=0}^n q_j x_j^2", "refuted"),
        (r"\sum_{j=0}^n a = (n + 1) a", "proved"),
        (r"\sum_{j=0}^n a = n a", "refuted"),
        (r"\sum_{j=0}^{n+1} q_j x_j = q^\top x", "unread"),
        (r"\sum_{j=0}^n j = n", "unread"),
    ],
)
def test_a_sum_from_0_runs_over_n_and_one_more(claim: str, verdict: str) -> None:
    said = r"Let $q, x \in \mathbb{R}^{n+1}$ and $a \in \mathbb{R}$."
    _, step = steps(check(f"{said}\n\n$$q^\\top x = x^\\top q$$\n\n$${claim}$$\n", None))
    assert step.verdict.value == verdict


@pytest.mark.parametrize(
    "text",
    [
        "Let $q, x \\in \\mathbb{R}^n$.\n\n$$q^\\top x = \\sum_{j=0}^n q_j x_j$$\n",
        # where a sum ends at n, too, the two sizes are not related
        "Let $q, x \\in \\mathbb{R}^{n+1}$.\n\n"
        "$$q^\\top x = \\sum_{j=0}^n q_j x_j = \\sum_{j=1}^n q_j x_j$$\n",
    ],
)
def test_a_sum_from_0_over_another_set_is_not_read(text: str) -> None:
    assert all(step.verdict.value == "unread" for step in steps(check(text, None)))
