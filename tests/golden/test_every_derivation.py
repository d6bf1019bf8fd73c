"""Every document of ``derivations/`` is proved for every size, as its problem file says it."""

from pathlib import Path

import pytest

from tests.check.support import ROOT, check, not_as_hoped, steps

pytestmark = pytest.mark.heavy

# slips are part of this one; `test_derivations` says which.  Those of a folder without a
# problem file are tests of notations, with slips too
WITH_SLIPS = ("word2vec", "handwritten.md")
DOCUMENTS = [
    path
    for path in sorted((ROOT / "derivations").glob("*/*.md"))
    if path.parts[-2:] != WITH_SLIPS and (path.parent / "problem.toml").is_file()
]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_derivation_is_proved_for_every_size(path: Path) -> None:
    found = check(path.read_text(encoding="utf-8"), path.parent.name)
    assert list(not_as_hoped(found)) == []
    assert {step.verdict.value for step in steps(found)} == {"proved"}
    assert found.diagnostics == ()
    assert found.document.skipped == ()
    assert all(part.answer.reason in ("correct", "none") for part in found.parts)
