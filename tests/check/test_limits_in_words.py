"""“If $A$ is symmetric, …” holds for the chain that it introduces, and nowhere else."""

import pytest

from tests.check.support import check, steps

HEAD = "Let $A \\in \\mathbb{R}^{n \\times n}$ and $x \\in \\mathbb{R}^n$.\n\n"
CLAIM = r"\nabla_x (x^\top A x) = 2 A x"


def verdicts(text: str) -> list[str]:
    return [step.verdict.value for step in steps(check(HEAD + text, None))]


@pytest.mark.parametrize(
    "text",
    [
        f"If $A$ is symmetric, ${CLAIM}$.",
        f"Now if $A$ is a symmetric matrix, then we have\n\n$$ {CLAIM} $$",
        f"In particular, when the matrix $A$ is symmetric this becomes ${CLAIM}$.",
        f"$$ {CLAIM} $$\nif $A$ is symmetric.",
        "If $A$ is diagonal, $A^\\top x = A x$.",
        f"若 $A$ 对称，则 ${CLAIM}$。",
    ],
)
def test_the_chain_that_is_introduced_is_proved(text: str) -> None:
    assert verdicts(text) == ["proved"]


def test_a_chain_has_it_for_all_of_its_members() -> None:
    text = f"If $A$ is symmetric,\n\n$$ {CLAIM} $$\n\n$$ = 2 A^\\top x $$"
    assert verdicts(text) == ["proved", "proved"]


@pytest.mark.parametrize(
    "behind", [f"$$ {CLAIM} $$", "$$ A x = A^\\top x $$", "Thus $A^\\top = A$."]
)
def test_no_other_chain_has_it(behind: str) -> None:
    assert verdicts(f"If $A$ is symmetric, ${CLAIM}$.\n\n{behind}") == ["proved", "undecided"]
    assert verdicts(f"{behind}\n\nIf $A$ is symmetric, ${CLAIM}$.") == ["undecided", "proved"]


@pytest.mark.parametrize(
    "text",
    [
        f"If $A$ is not symmetric, ${CLAIM}$.",
        f"If $A$ is symmetric or diagonal, ${CLAIM}$.",
        f"If $A$ is nearly symmetric, ${CLAIM}$.",
        f"If $A$ is skew-symmetric, ${CLAIM}$.",
        f"Whether $A$ is symmetric or not, ${CLAIM}$.",
        f"If $x$ is symmetric, ${CLAIM}$.",
        "If $A$ is symmetric, $\\nabla_x (x^\\top A x) = 3 A x$.",
        # by a symmetric matrix: which entries are free is a convention
        r"If $A$ is symmetric, $\frac{\partial (x^\top A x)}{\partial A} = xx^\top + A - A^\top$.",
    ],
)
def test_nothing_else_is_proved_by_it(text: str) -> None:
    assert "proved" not in verdicts(text)
