"""How long an editor waits after an edit; ``pytest tests/benchmarks -m benchmark -s``.

Computing time is measured, so that a busy machine does not count.
"""

import gc
import re
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from derivcheck.cli import COLLECT_AFTER
from derivcheck.cli.lsp.marks import marks
from derivcheck.cli.lsp.quick import Quick
from derivcheck.cli.pipeline import problem_of
from derivcheck.document import read_document
from derivcheck.report.build import Selection

pytestmark = pytest.mark.benchmark

DOCUMENT = Path(__file__).parent.parent.parent / "derivations" / "word2vec" / "corrected.md"
AIM, WORST = 50, 100  # ms


@pytest.fixture(autouse=True)
def as_seldom_as_the_server() -> Iterator[None]:
    """Look for garbage as seldom as the server does, and else while it waits (`cli.lsp.worker`)."""
    known = gc.get_threshold()
    gc.set_threshold(COLLECT_AFTER, *known[1:])
    yield
    gc.set_threshold(*known)


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
    gc.collect()  # before the first edit it has waited
    places = [found.start() for found in re.finditer("= ", text)]
    times = [milliseconds(f"{text[:at]}= 1 \\cdot {text[at + 2 :]}") for at in places]
    print(f"\ncold, the whole document      {first:6.0f} ms")
    median = statistics.median(times)
    print(f"after an edit, median of {len(times):3}  {median:6.0f} ms   aim {AIM} ms")
    print(f"worst                         {max(times):6.0f} ms   aim {WORST} ms")
    assert median < WORST
