"""A statement written otherwise gets the same verdict, right or wrong."""

import hashlib

import pytest

from tests.mutation.documents import Step, said, written_steps
from tests.mutation.variants import renamed, reordered

pytestmark = pytest.mark.heavy

# 原式 stands for a member that is not in the small document
STEPS = [step for step in written_steps() if "原式" not in step.left]
EVERY_TIME = 16


def variants(step: Step) -> dict[str, tuple[str, str]]:
    """Return other ways to write a step, by what was done."""
    both = step.left + " " + step.right
    out = {"sides swapped": (step.right, step.left)}
    for name, changed in (
        ("terms reordered, right", _tried(lambda: list(reordered(step.right)))),
        ("index renamed, right", _tried(lambda: list(renamed(step.right, both, step.words)))),
    ):
        out.update({f"{name} {n}": (step.left, text) for n, text in enumerate(changed)})
    for name, changed in (
        ("terms reordered, left", _tried(lambda: list(reordered(step.left)))),
        ("index renamed, left", _tried(lambda: list(renamed(step.left, both, step.words)))),
    ):
        out.update({f"{name} {n}": (text, step.right) for n, text in enumerate(changed)})
    return out


def _tried(make: object) -> list[str]:
    assert callable(make)
    try:
        return list(make())
    except ValueError:  # no outline
        return []


def verdict(step: Step, left: str, right: str) -> str:
    found = said(step, left, right).verdict.value
    # a definition is one from left to right only
    return "proved" if found == "given" else found


def _hash(step: Step) -> str:
    return hashlib.sha256(step.id.encode()).hexdigest()


def check(step: Step, most: int | None = None) -> None:
    expected = verdict(step, step.left, step.right)
    for name, (left, right) in list(variants(step).items())[:most]:
        assert verdict(step, left, right) == expected, f"{name}: {left} = {right}"


@pytest.mark.parametrize("step", sorted(STEPS, key=_hash)[:EVERY_TIME], ids=lambda step: step.id)
def test_a_statement_written_otherwise(step: Step) -> None:
    check(step, 3)


@pytest.mark.slow
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.id)
def test_a_statement_written_otherwise_in_every_way(step: Step) -> None:
    check(step)


def test_what_is_done_to_a_statement() -> None:
    assert list(reordered("-u_o + v_c")) == ["v_c - u_o"]
    assert r"(1 - x) \sigma(-y + x)" in set(reordered(r"(1 - x) \sigma(x - y)"))
    words = STEPS[-1].words
    latex = r"\sum_{w \in \text{Vocab}} u_w + u_w w_w"
    assert list(renamed(latex, "", words)) == [r"\sum_{x \in \text{Vocab}} u_x + u_w w_w"]


def test_there_are_variants_of_every_kind() -> None:
    names = [name.rsplit(",")[0] for step in STEPS for name in variants(step)]
    assert names.count("terms reordered") >= 150
    assert names.count("index renamed") >= 100
