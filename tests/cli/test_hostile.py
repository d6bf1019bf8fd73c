"""Statements that would hang a naive checker: refused or decided by counting work beforehand."""

from pathlib import Path

import pytest

from derivcheck.check import Options
from derivcheck.cli.guard import check_guarded
from derivcheck.cli.pipeline import Job

pytestmark = pytest.mark.heavy


def tower(base: str, levels: int) -> str:
    return base if levels == 1 else f"{base}^{{{tower(base, levels - 1)}}}"


HOSTILE = {
    "a factorial": r"(10^9)! = 1",
    "a high power": r"(x + 1)^{100000} = (1 + x)^{100000}",
    "a tower of numbers": f"{tower('2', 6)} = 1",
    "a tower of letters": f"{tower('x', 30)} = {tower('x', 29)}",
    "nested exponentials": "e^{" * 12 + "x" + "}" * 12 + " = 1",
    "a long number": "9" * 100_000 + " = 1",
    "twelve derivatives": r"\frac{\partial}{\partial x} " * 12 + r"(x e^{x^2} \sin(x^3)) = 0",
    "a long formula": " + ".join(["x"] * 13_000) + " = 13000 x",
}
NEIGHBOUR = "$$x + x = 2x$$\n\nand\n\n"


def check(tmp_path: Path, text: str) -> list[tuple[str, str | None, str]]:
    path = tmp_path / "a.md"
    path.write_text(text, encoding="utf-8")
    options = Options(witnesses=("modular", "balls"))
    outcome = check_guarded(Job(str(path), "a.md", "word2vec", options))
    assert outcome.finding is not None, outcome.error
    steps = [step for part in outcome.finding.parts for step in part.steps]
    return [(step.verdict.value, step.code, step.message or "") for step in steps]


def test_none_is_decided_wrongly_and_the_others_are_judged(tmp_path: Path) -> None:
    text = "".join(f"$${statement}$$\n\nand\n\n{NEIGHBOUR}" for statement in HOSTILE.values())
    said = check(tmp_path, text)
    assert [verdict for verdict, _, _ in said[1::2]] == ["proved"] * len(HOSTILE)
    for name, (verdict, code, message) in zip(HOSTILE, said[::2], strict=True):
        # a tower of letters differs from a shorter one
        right = ("refuted",) if name == "a tower of letters" else ("unread", "undecided")
        assert verdict in right and code and message, name
        assert "(clock)" not in message and "(memory)" not in message, name


@pytest.mark.parametrize("sign", ["+", r"\cdot"])
def test_names_that_double_each_other_end(tmp_path: Path, sign: str) -> None:
    names = [f"$$a_{{{n}}} = a_{{{n - 1}}} {sign} a_{{{n - 1}}}$$\n\nand\n\n" for n in range(1, 40)]
    said = check(tmp_path, f"$$a_{{0}} = x {sign} x$$\n\nand\n\n{''.join(names)}{NEIGHBOUR}")
    codes = [code for _, code, _ in said[:-1]]
    assert codes[:5] == ["definition"] * 5
    assert {*codes} <= {"definition", "too-large", "unknown-symbol"}
    assert said[-1][0] == "proved"
