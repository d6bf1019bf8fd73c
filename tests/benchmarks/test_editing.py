"""How long an editor waits after an edit; ``pytest tests/benchmarks -m benchmark -s``.

Computing time is measured, so that a busy machine does not count.
"""

import re
import statistics
import time
from pathlib import Path

import pytest

from derivcheck.cli.lsp.marks import marks
from derivcheck.cli.lsp.quick import Quick
from derivcheck.cli.pipeline import problem_of
from derivcheck.document import read_document
from derivcheck.report.build import Selection

pytestmark = pytest.mark.benchmark

DOCUMENT = Path(__file__).parent.parent.parent / "derivations" / "word2vec" / "corrected.md"
LIMIT = 200  # ms; the aim is 100


def test_a_document_after_an_edit() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    path = str(DOCUMENT)
    quick = Quick(problem_of(read_document(path, text), None))

    def milliseconds(edited: str) -> float:
        start = time.process_time()
        found = quick.check(read_document(path, edited))
        assert len(marks(found, Selection())) >= 50
        return 1000 * (time.process_time() - start)

    first = milliseconds(text)
    places = [found.start() for found in re.finditer("= ", text)]
    times = [milliseconds(f"{text[:at]}= 1 \\cdot {text[at + 2 :]}") for at in places]
    print(f"\ncold, the whole document      {first:6.0f} ms")
    print(
        f"after an edit, median of {len(times):3}  {statistics.median(times):6.0f} ms   aim 100 ms"
    )
    print(f"worst                         {max(times):6.0f} ms")
    assert statistics.median(times) < LIMIT
