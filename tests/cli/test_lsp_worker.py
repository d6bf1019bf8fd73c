"""The process that checks for an editor: it looks for garbage when nobody waits."""

import gc
import sys

import pytest

from derivcheck.cli import COLLECT_AFTER
from derivcheck.cli.lsp import worker


class Line:
    """A connection without requests, whose other end is closed after a while."""

    def __init__(self, idle: int) -> None:
        self.idle = idle
        self.thresholds: list[int] = []

    def poll(self, seconds: float) -> bool:
        self.thresholds.append(gc.get_threshold()[0])
        self.idle -= 1
        return self.idle < 0

    def recv(self) -> worker.Request:
        if self.idle < 0:
            raise EOFError
        return worker.Request("quick", "nowhere/text.md", "$x = x$")

    def send(self, answer: object) -> None:
        assert answer


def test_garbage_is_looked_for_while_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", sys.stdout)  # put back what the process takes away
    before = gc.get_threshold()
    searches: list[int] = []
    monkeypatch.setattr(worker.gc, "collect", lambda: searches.append(1))
    line = Line(idle=2)
    gc.set_threshold(700, *before[1:])
    try:
        worker._work(line)  # type: ignore[arg-type]
    finally:
        gc.set_threshold(*before)
    assert set(line.thresholds) == {COLLECT_AFTER}
    assert len(searches) == 2
