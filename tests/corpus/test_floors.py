"""How the tool does on real solutions, where they and their scorer are beside the repository.

The figures are floors: what was reached may not be lost.  Slow: every document is checked by
a command of its own, with all witnesses.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCORER = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "score.py"

# of 995 labelled steps, 571 of them true and 101 false without a doubt
FLOORS = {"read": 931, "true ok": 543, "caught": 93}
# what may never be: a false step accepted, a true one refused, a document that ends in an error
NEVER = ("false accept", "false alarm", "failed")


@pytest.mark.slow
@pytest.mark.skipif(not SCORER.exists(), reason="the real solutions are not here")
def test_the_figures_on_real_solutions_are_kept(tmp_path: Path) -> None:
    out = tmp_path / "score.json"
    command = f"{sys.executable} -m derivcheck verify"
    subprocess.run(
        [sys.executable, str(SCORER), "--command", command, "--json", str(out)],
        check=False,
        capture_output=True,
        timeout=1200,
    )
    total = json.loads(out.read_text(encoding="utf-8"))["total"]
    assert {name: total.get(name, 0) for name in NEVER} == dict.fromkeys(NEVER, 0)
    assert {name: total[name] for name in FLOORS if total[name] < FLOORS[name]} == {}
