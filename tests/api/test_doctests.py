"""The examples in the docstrings of what a person uses by hand are run."""

import doctest

import pytest

import derivcheck.api
import derivcheck.objects
from derivcheck.objects import equality, expression, view


@pytest.mark.heavy
@pytest.mark.parametrize(
    "module", [derivcheck.api, expression, view, equality], ids=lambda m: m.__name__
)
def test_the_examples_in_the_docstrings(module: object) -> None:
    result = doctest.testmod(module, raise_on_error=False)  # type: ignore[arg-type]
    assert result.attempted > 0 and result.failed == 0


def test_every_public_function_has_an_example() -> None:
    objects = derivcheck.objects
    for thing in (
        derivcheck.load_problem,
        derivcheck.equal,
        objects.ProblemView,
        *(getattr(objects.ProblemView, name) for name in ("loss", "formula", "numpy")),
        *(getattr(objects.Expression, name) for name in ("sympy", "elements", "gradient", "numpy")),
    ):
        assert ">>> " in (thing.__doc__ or ""), thing
