"""The order of sides, summands and factors and the names of bound indices change no verdict."""

import pytest

from derivcheck.check.reading.members import read_chain
from derivcheck.check.reading.relate import relate
from derivcheck.document.model import Chain, Relation
from derivcheck.engine.decide import decide
from derivcheck.engine.decision import Tools, draw_fields
from derivcheck.engine.statement import Statement
from derivcheck.objects.reading import member, setting_for_part
from derivcheck.problem import Problem
from derivcheck.source import Span
from derivcheck.term.core import Add, IndexVar, Mul, Node, Prod, Sum
from derivcheck.term.substitute import rebuild, substitute
from tests.engine.traps.test_traps import PROBLEM, TRAPS
from tests.identities.library import library, problem_of

TOOLS = Tools(draw_fields(b"invariance"), None, None)
CASES = [(one.file, one.latex, one.part) for one in library()]
CASES += [("traps", trap.latex, trap.part) for trap in TRAPS]
NOWHERE = Span(0, 0)


def statement(problem: Problem, latex: str, part: str | None) -> Statement | None:
    """Return what a formula claims, or None if it is not read."""
    left, right = split(latex)
    setting = setting_for_part(problem, part)
    chain = Chain((member(left), member(right)), (Relation("=", "=", NOWHERE, 0, 1),))
    first, second = read_chain(chain, setting.scope())
    if first.tensor is None or second.tensor is None:
        return None
    found, _ = relate(first.tensor, second.tensor, setting.context, NOWHERE)
    return found if isinstance(found, Statement) else None


def split(latex: str) -> tuple[str, str]:
    """Return the two sides: the only ``=`` outside of braces and environments."""
    depth = 0
    for at, letter in enumerate(latex):
        depth += (letter == "{") - (letter == "}")
        depth += latex.startswith("\\begin", at) - latex.startswith("\\end", at)
        if letter == "=" and depth == 0:
            return latex[:at], latex[at + 1 :]
    raise AssertionError(latex)


def rearranged(node: Node) -> Node:
    """Return the node with summands and factors in reverse order and bound indices renamed."""
    node = rebuild(node, rearranged)
    if isinstance(node, (Add, Mul)):
        return type(node)(node.args[::-1])
    if isinstance(node, (Sum, Prod)):
        new = IndexVar(f"{node.index.name}°", node.index.sort)
        swap = {node.index: new}
        return type(node)(new, substitute(node.where, swap), substitute(node.body, swap))
    return node


def verdict(claim: Statement) -> bool | None:
    return decide(claim, TOOLS).equal


def check(case: tuple[str, str, str | None]) -> None:
    file, latex, part = case
    claim = statement(PROBLEM if file == "traps" else problem_of(file), latex, part)
    if claim is None:
        return
    left, right = rearranged(claim.left), rearranged(claim.right)
    other = Statement(claim.axes, right, left, claim.context)  # type: ignore[arg-type]
    assert verdict(other) is verdict(claim)


@pytest.mark.parametrize("case", CASES[::9], ids=lambda case: case[1])
def test_rearranged_it_gets_the_same_verdict(case: tuple[str, str, str | None]) -> None:
    check(case)


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda case: case[1])
def test_all_get_the_same_verdict_rearranged(case: tuple[str, str, str | None]) -> None:
    check(case)
