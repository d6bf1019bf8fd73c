"""All witnesses at once on every document of ``derivations/``: none contradicts another."""

from functools import cache
from pathlib import Path

import pytest

from derivcheck.check import Options, check_document
from derivcheck.check.finding import StepFinding
from derivcheck.cli.pipeline import problem_of
from derivcheck.document import read_document
from tests.check.support import ROOT, steps

pytestmark = pytest.mark.heavy

DOCUMENTS = sorted(
    path for path in (ROOT / "derivations").glob("*/*") if path.suffix in (".md", ".tex", ".ipynb")
)
# the README's first command runs all witnesses on the others as well
FEW = ("word2vec", "attention", "matrix-factorization")
ALL = ("sympy", "modular", "numpy", "balls")


@cache
def found(path: Path) -> tuple[StepFinding, ...]:
    document = read_document(str(path), path.read_text(encoding="utf-8"), path.suffix[1:])
    return steps(check_document(document, problem_of(document, None), Options()))


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, marks=() if path.parent.name in FEW else pytest.mark.slow)
        for path in DOCUMENTS
    ],
    ids=lambda path: f"{path.parent.name}/{path.name}",
)
def test_no_witness_contradicts_another(path: Path) -> None:
    contradicted = [(step.id, step.message) for step in found(path) if step.code == "disagreement"]
    assert not contradicted


@pytest.mark.parametrize(
    "path", [p for p in DOCUMENTS if p.parent.name == "word2vec"], ids=lambda path: path.name
)
def test_every_witness_has_seen_every_proved_step(path: Path) -> None:
    proved = [step for step in found(path) if step.verdict.value == "proved"]
    assert proved and {step.id: step.method for step in proved} == dict.fromkeys(
        (step.id for step in proved), ALL
    )
