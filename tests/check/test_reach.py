"""How far it holds what is said of a symbol: to the end of its lemma, until it is free again."""

import pytest

from tests.check.support import check, steps

GRADIENT = "$$\\nabla_x(x^\\top Ax) = 2Ax$$"
SAID = r"Let $A \in \mathbb{R}^{n \times n}$ be symmetric and $x \in \mathbb{R}^n$. Then"
FREE = r"Let $A \in \mathbb{R}^{n \times n}$. Then"


def verdicts(text: str, format: str = "md") -> list[str]:
    """Return the verdicts of a text's steps, in order."""
    return [one.verdict.value for one in steps(check(text, None, format))]


# each says in its own way that the second formula is about other matrices
ENDS = [
    f"**Lemma 1.** {SAID}\n{GRADIENT}\n**Lemma 2.** {FREE}\n{GRADIENT}\n",
    f"## Symmetric matrices\n{SAID}\n{GRADIENT}\n## Other matrices\n{GRADIENT}\n",
    f"{SAID}\n{GRADIENT}\n{FREE}\n{GRADIENT}\n",
    f"{SAID}\n{GRADIENT}\nFor general $A$,\n{GRADIENT}\n",
    f"{SAID}\n{GRADIENT}\nThe same is true for arbitrary $A$:\n{GRADIENT}\n",
    f"{SAID}\n{GRADIENT}\nIn general,\n{GRADIENT}\n",
    f"{SAID}\n{GRADIENT}\nBut $A$ may be any matrix:\n{GRADIENT}\n",
    f"{SAID}\n{GRADIENT}\nFor every $A \\in \\mathbb{{R}}^{{n \\times n}}$,\n{GRADIENT}\n",
    f"- {SAID} $\\nabla_x(x^\\top Ax) = 2Ax$.\n- Also $\\nabla_x(x^\\top Ax) = 2Ax$.\n",
]


@pytest.mark.parametrize("text", ENDS)
def test_no_proof_rests_on_what_no_longer_holds(text: str) -> None:
    assert verdicts(text) == ["proved", "undecided"]
    both = text.replace("= 2Ax", "= (A + A^\\top)x")
    assert verdicts(both) == ["proved", "proved"]


HOLDS = [
    f"## Setup\n{SAID}\n{GRADIENT}\n## Gradient\n{GRADIENT}\n",
    f"**Lemma 1.** {SAID}\n{GRADIENT}\n**Proof.** Expand the product.\n{GRADIENT}\n",
    f"# Quadratic forms\n{SAID}\n{GRADIENT}\n## Once more\n{GRADIENT}\n",
    f"{SAID}\n{GRADIENT}\nFor any $x$,\n{GRADIENT}\n",
    f"- {SAID}\n\n{GRADIENT}\n\nSo\n{GRADIENT}\n",
    f"{SAID}\n{GRADIENT}\nFor every symmetric $A$ and any $x$,\n{GRADIENT}\n",
]


@pytest.mark.parametrize("text", HOLDS)
def test_what_is_said_holds_on_where_nothing_ends_it(text: str) -> None:
    assert verdicts(text) == ["proved", "proved"]
    assert verdicts(text.replace("2Ax", "3Ax")) == ["refuted", "refuted"]


def test_a_lemma_of_tex_ends_with_its_proof() -> None:
    lemma = f"\\begin{{lemma}}{SAID}\n{GRADIENT}\n\\end{{lemma}}\n"
    proof = f"\\begin{{proof}}Indeed,\n{GRADIENT}\n\\end{{proof}}\n"
    assert verdicts(f"{lemma}{proof}{GRADIENT}\n", "tex") == ["proved", "proved", "undecided"]
    other = f"\\begin{{theorem}}Then\n{GRADIENT}\n\\end{{theorem}}\n"
    assert verdicts(f"{lemma}{other}", "tex") == ["proved", "undecided"]


def test_what_is_said_later_did_not_hold_before() -> None:
    free = r"Let $A \in \mathbb{R}^{n \times n}$ and $x \in \mathbb{R}^n$. Then"
    later = f"{free}\n{GRADIENT}\nNow suppose that $A$ is symmetric. Then\n{GRADIENT}\n"
    assert verdicts(later) == ["undecided", "proved"]
    behind = f"{free}\n{GRADIENT}\nwhere $A$ is symmetric.\n"
    assert verdicts(behind) == ["proved"]


def test_other_properties_and_signs_end_as_well() -> None:
    unit = r"Let $v \in \mathbb{R}^n$ be a unit vector. Then"
    anew = r"Let $v \in \mathbb{R}^n$ be any vector. Then"
    assert verdicts(f"{unit}\n$$v^\\top v = 1$$\n{anew}\n$$v^\\top v = 1$$\n") == [
        "proved",
        "undecided",
    ]
    claim = "$$|\\lambda| = \\lambda$$\n"
    sign = f"Let $\\lambda > 0$.\n{claim}Also for negative $\\lambda$:\n{claim}"
    assert verdicts(sign)[-2:] == ["proved", "undecided"]


@pytest.mark.parametrize(
    "words",
    [
        "We rescale $v$ by $2$.",
        "Multiply $v$ by $2$.",
        "$$v \\leftarrow 2 v$$",
        "Then we perturb the vector $v$.",
    ],
)
def test_what_is_changed_is_no_longer_what_it_was(words: str) -> None:
    unit = "Let $v \\in \\mathbb{R}^n$ be a unit vector."
    claim = "$$v^\\top v = 1$$\n"
    assert steps(check(f"{unit}\n\n{claim}", None))[-1].verdict.value == "proved"
    assert steps(check(f"{unit}\n\n{words}\n\n{claim}", None))[-1].verdict.value == "undecided"
    above = steps(check(f"{unit}\n\n{claim}\n{words}\n", None))
    assert above[0].verdict.value == "proved"


@pytest.mark.parametrize("more", [", scaled by $2$", "; later it is doubled", ", but for its sign"])
def test_what_a_comma_takes_back_is_not_said(more: str) -> None:
    text = f"Let $v \\in \\mathbb{{R}}^n$ be a unit vector{more}.\n\n$$v^\\top v = 1$$\n"
    assert steps(check(text, None))[-1].verdict.value == "undecided"
