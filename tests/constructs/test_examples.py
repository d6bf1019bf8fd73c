"""The examples that stand in the constructs' own files get the verdicts that stand there."""

import pytest

from derivcheck.check import Options, check_document
from derivcheck.constructs import Example, constructs
from derivcheck.document import read_document
from derivcheck.problem import parse_problem

PROBLEM = parse_problem(
    """
    [sorts]
    Dim = { size = "d", letters = ["i"] }
    [symbols]
    a = { type = "real" }
    b = { type = "real" }
    x = { type = "real" }
    y = { type = "real" }
    z = { type = "real" }
    p = { type = "column Dim" }
    q = { type = "column Dim" }
    """,
    "examples.toml",
    "examples",
)
EXAMPLES = [
    pytest.param(example, id=f"{name}: {example.latex}")
    for name, construct in constructs().items()
    for example in (*construct.accepted, *construct.rejected)
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_gets_its_verdict(example: Example) -> None:
    document = read_document("example.md", f"$$ {example.latex} $$\n")
    finding = check_document(document, PROBLEM, Options(witnesses=("sympy", "modular", "balls")))
    (step,) = (step for part in finding.parts for step in part.steps)
    assert step.verdict.value == example.verdict, (step.code, step.message)
    if example.points_at is not None:
        assert step.span is not None
        assert document.source.slice(step.span) == example.points_at


@pytest.mark.parametrize("name", sorted(constructs()))
def test_a_construct_has_examples_of_both_kinds(name: str) -> None:
    construct = constructs()[name]
    assert construct.accepted
    assert construct.rejected
    assert any(example.verdict == "proved" for example in construct.accepted)
