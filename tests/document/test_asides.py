"""Brackets beside a formula: conditions and reasons leave it, arguments and factors stay."""

import pytest

from derivcheck.document import read_document
from derivcheck.document.model import Chain


def chains(text: str) -> tuple[Chain, ...]:
    document = read_document("text.md", text)
    return tuple(chain for part in document.parts for chain in part.chains)


def members(text: str) -> list[list[str]]:
    return [[member.latex for member in chain.members] for chain in chains(text)]


@pytest.mark.parametrize(
    ("latex", "left", "remarks"),
    [
        (r"\frac{\partial J}{\partial u_w} (w \ne o) = 0", r"\frac{\partial J}{\partial u_w}",
         (r"w \ne o",)),
        (r"\frac{\partial J}{\partial u_w} \left(w = o\right) = 0",
         r"\frac{\partial J}{\partial u_w}", ("w = o",)),
        (r"\partial J / \partial v_w (w \ne c) = 0", r"\partial J / \partial v_w", (r"w \ne c",)),
        (r"\frac{\partial}{\partial \theta} P(O = o) = 0",
         r"\frac{\partial}{\partial \theta} P(O = o)", ()),
        (r"\nabla_\theta P_\theta(O = o) = 0", r"\nabla_\theta P_\theta(O = o)", ()),
        ("P(A \\ne B) = 0", "P(A \\ne B)", ()),
        ("f(x) (x - y) = 0", "f(x) (x - y)", ()),
    ],
)  # fmt: skip
def test_a_condition_behind_a_left_side(latex: str, left: str, remarks: tuple[str, ...]) -> None:
    (chain,) = chains(f"$$ {latex} $$")
    assert chain.members[0].latex == left
    assert chain.remarks == remarks


def test_a_reason_is_a_chain_of_its_own_and_the_next_row_goes_on() -> None:
    text = r"""$$\begin{aligned}
    a &= b \quad \left(\because c = d = e\right) \\
    &= f \quad (\text{since } g = h) \\
    &= i
    \end{aligned}$$

    $$ = j $$"""
    assert members(text.replace("\n    ", "\n")) == [
        ["a", "b", "f", "i", "j"], ["c", "d", "e"], ["g", "h"]
    ]  # fmt: skip


@pytest.mark.parametrize(
    "latex", [r"a = b (\because \text{chain rule})", r"a = b \quad (\because c)"]
)
def test_a_reason_that_claims_nothing_is_no_chain(latex: str) -> None:
    assert len(chains(f"$$ {latex} $$")) == 1


def test_a_box_around_a_formula_and_its_range() -> None:
    (chain,) = chains(r"$$ a = \boxed{b c, \forall k \in [1, K]} $$")
    assert [member.latex for member in chain.members] == ["a", "b c"]


def test_an_aside_whose_words_hold_a_formula_leaves_the_row() -> None:
    row = r"f(x) = (x + 1)^2 \quad \text{(all but } \frac{2}{m} \text{ of it)}"
    assert len(chains(f"$$ {row} $$\n\n$$ = x^2 + 2x + 1 $$")) == 1


def test_a_claim_in_an_aside_is_one_beside_the_formula() -> None:
    row = r"f(x) = (x + 1)^2 \quad \text{(here } a = b \text{ holds)}"
    found = members(f"$$ {row} $$\n\n$$ = x^2 + 2x + 1 $$")
    assert found[0] == ["f(x)", "(x + 1)^2", "x^2 + 2x + 1"]
    assert len(found) == 2
