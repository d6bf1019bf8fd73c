"""What J is by ``J = U = R``, U not read: it proves as far as that is so, and refutes nothing."""

from typing import Any

import pytest

from derivcheck.check import parts
from derivcheck.check.asked import Asked
from derivcheck.check.finding import StepFinding
from derivcheck.check.judging.chains import Judged
from derivcheck.check.reading.members import Setting
from derivcheck.document.model import Part
from tests.check.support import check, steps

OPENING = (
    "Let $X \\in \\mathbb{R}^{m \\times n}$, $w \\in \\mathbb{R}^n$ and $y \\in \\mathbb{R}^m$.\n\n"
)
UNREAD = r"\mathrm{Risk}[w]"
VALUE = r"\frac12 \|Xw - y\|^2"
GRADIENT = r"X^\top (Xw - y)"


def found(text: str) -> list[StepFinding]:
    return list(steps(check(OPENING + text, None)))


def conditions(step: StepFinding) -> list[str]:
    return [one.text for one in step.conditions]


@pytest.mark.parametrize("name", ["J(w)", "J"])
def test_a_later_member_tells_under_a_condition(name: str) -> None:
    chain = f"$${name} = {UNREAD} = {VALUE}$$\n\nThen\n\n"
    *own, right = found(chain + rf"$$\nabla_w {name} = {GRADIENT}$$")
    assert [one.verdict.value for one in own] == ["unread", "undecided"]
    assert right.verdict.value == "proved"
    assert any("is \\frac{1}{2}" in text for text in conditions(right))
    wrong = found(chain + rf"$$\nabla_w {name} = 2 {GRADIENT}$$")[-1]
    assert (wrong.verdict.value, wrong.equals_start) == ("undecided", None)


def test_what_rests_on_such_a_name_does_so_too() -> None:
    chain = f"$$J = {UNREAD} = {VALUE}$$\n\nand\n\n$$H = 2 J$$\n\nThen\n\n"
    right = found(chain + rf"$$\frac{{\partial H}}{{\partial w}} = 2 {GRADIENT}$$")[-1]
    assert right.verdict.value == "proved" and conditions(right)
    wrong = found(chain + rf"$$\frac{{\partial H}}{{\partial w}} = {GRADIENT}$$")[-1]
    assert wrong.verdict.value == "undecided"


def test_a_chain_is_no_witness_of_its_own_claim() -> None:
    steps_ = found(f"$$J = {UNREAD} = {VALUE} = 2 J - {VALUE}$$")
    assert "proved" not in [one.verdict.value for one in steps_]
    assert True not in [one.equals_start for one in steps_]


def test_a_definition_that_was_read_takes_its_place() -> None:
    chain = f"$$J = {UNREAD} = {VALUE}$$\n\nThat is,\n\n$$J = \\|Xw - y\\|^2$$\n\nThen\n\n"
    given, slope = found(chain + rf"$$\frac{{\partial J}}{{\partial w}} = 2 {GRADIENT}$$")[-2:]
    assert given.code == "definition"
    assert slope.verdict.value == "proved" and not conditions(slope)


@pytest.mark.parametrize(
    "chain",
    [
        rf"J = {UNREAD} \approx {VALUE}",
        rf"J = {UNREAD} \le {VALUE}",
        rf"J = Xw + 1 = {VALUE}",  # an error of the writer's
        rf"\text{{some books use }} J = {UNREAD} = 3",
    ],
)
def test_other_chains_tell_nothing(chain: str) -> None:
    text = f"$${chain}$$\n\nThen\n\n" + rf"$$\frac{{\partial J}}{{\partial w}} = {GRADIENT}$$"
    assert found(text)[-1].verdict.value != "proved"


def test_a_solution_says_what_its_equation_rests_on() -> None:
    text = (
        f"$$J(w) = {UNREAD} = {VALUE}$$\n\n$$\\nabla J(w) = {GRADIENT}$$\n\n"
        "Setting it to zero,\n\n$$X^\\top X w = X^\\top y$$\n"
    )
    last = found(text)[-1]
    assert last.verdict.value == "proved"
    assert any(text.startswith("J (w) is") for text in conditions(last))


def test_shapes_that_a_claim_alone_makes_are_not_held_against_a_row() -> None:
    text = (
        f"$$g = {UNREAD} = {GRADIENT}$$\n\nThen\n\n"
        f"$$\\frac{{\\partial J}}{{\\partial w}} = {UNREAD} = g + y$$\n"
    )
    last = found(text)[-1]
    assert (last.verdict.value, last.code) == ("undecided", "no-left-value")


def test_what_a_part_answers_is_asked_without_what_it_only_claims(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # the chain that claims J is read without the claim, and J may be of another shape there
    settings: list[Setting] = []
    asked_in = parts.asked_in

    def recorded(part: Part, judged: tuple[Judged, ...], own: Setting, *rest: Any) -> Asked:
        settings.append(own)
        return asked_in(part, judged, own, *rest)

    monkeypatch.setattr(parts, "asked_in", recorded)
    found(rf"$$J = {UNREAD} = {VALUE}$$")
    assert [one.claimed for one in settings] == [{}]
