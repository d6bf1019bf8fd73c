"""Every proof in the project's documents, certified by exact rational functions."""

from pathlib import Path

import pytest

import derivcheck

pytestmark = pytest.mark.heavy

FOLDER = Path(__file__).resolve().parent.parent.parent / "derivations"
DOCUMENTS = sorted(
    path for kind in ("md", "tex", "ipynb") for path in FOLDER.glob(f"*/*.{kind}")
)  # fmt: skip
FEW = ("word2vec", "softmax-regression", "two-layer-network")


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, marks=() if path.parent.name in FEW else pytest.mark.slow)
        for path in DOCUMENTS
    ],
    ids=lambda path: f"{path.parent.name}/{path.stem}",
)
def test_every_proof_is_certified(path: Path) -> None:
    report = derivcheck.verify(path, exact=True, witnesses=("modular", "balls"))
    steps = [
        step for document in report.documents for part in document.parts for step in part.steps
    ]
    proved = [step for step in steps if step.verdict == "proved" and "modular" in step.method]
    assert proved
    for step in proved:
        assert "exact" in step.method, step.id
        assert step.error_bound is None
    assert not any(step.code == "disagreement" for step in steps)
    # what is not proved has no certificate
    others = {step.verdict for step in steps if "exact" in step.method} - {"proved", "given"}
    assert not others
