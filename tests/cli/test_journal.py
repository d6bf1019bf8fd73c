"""What a child writes down is there for its parent, however the child ends."""

import os
import signal

import pytest

from derivcheck.cli.child import CAN_FORK, Child, Limits
from derivcheck.cli.journal import Journal

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="needs processes that are forked")
LIMITS = Limits(seconds=60)


def test_entries_are_read_as_they_were_written() -> None:
    journal = Journal()
    entries = [("begin", ("chain", 1, b"x")), ("end", None), ("begin", ("statement", 2, b""))]
    for entry in entries:
        journal.write(entry)
    assert list(journal.entries()) == entries
    journal.clear()
    assert list(journal.entries()) == []


def _fill_and_die(long, watch):  # type: ignore[no-untyped-def]
    for number in range(3):
        task = ("chain", number, b"x" * long)
        watch.begin(task)
        if number == 1:
            watch.begin(("statement", 9, b""))
            os.kill(os.getpid(), signal.SIGKILL)
        watch.end(task, None)


@pytest.mark.parametrize("long", [10, 1 << 20], ids=["short", "long"])
def test_an_ended_child_leaves_what_it_was_at(long: int) -> None:
    child = Child()
    found = child.attempt(_fill_and_die, long, {}, LIMITS)
    assert found is not None and not found.done
    assert [task[:2] for task in found.open] == [("chain", 1), ("statement", 9)]


def _idle(item, watch):  # type: ignore[no-untyped-def]
    watch.begin(("chain", item, b""))
    watch.end(("chain", item, b""), None)
    if item == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return item


def test_nothing_of_an_earlier_errand_is_taken_for_the_last() -> None:
    child = Child()
    first, last = (child.attempt(_idle, item, {}, LIMITS) for item in (1, 2))
    assert first is not None and first.outcome == 1
    assert last is not None and not last.done and last.open == []
