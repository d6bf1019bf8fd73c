"""A child that does one errand after another, and is replaced where one takes it down."""

import gc
import os
import signal
import time
from typing import Any

import pytest

from derivcheck.cli.child import CAN_FORK, Child, Limits
from derivcheck.cli.guard import Children, GivenUp, children, guarded

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.skipif(not CAN_FORK, reason="no process can be forked here"),
]
LIMITS = Limits(seconds=60, memory=500 << 20)  # no test here is about the clock running out


def own_id(item: object, watch: Any) -> tuple[object, int]:
    return item, os.getpid()


def hold(megabytes: int, watch: Any) -> int:
    """Keep some memory, which stays the child's."""
    held.append(bytearray(megabytes << 20))
    return os.getpid()


held: list[bytearray] = []


def begin_and_leave(item: object, watch: Any) -> str:
    """Leave in the middle of a task, until it is known that it cannot be done."""
    task = ("statement", 0, b"")
    done = watch.recall(task)
    if done is None:
        watch.begin(task)
        os._exit(7)
    return done.reason or ""


def leave(item: object, watch: Any) -> None:
    os._exit(7)


def idle(item: object, watch: Any) -> int:
    return os.getpid()


def test_errands_share_a_child_and_another_one_comes_after_it() -> None:
    with children() as own:
        first, second = (guarded(own_id, n, LIMITS, own) for n in range(2))
        assert (first[0], second[0]) == (0, 1)
        assert first[1] == second[1] != os.getpid()
        assert "status 7" in guarded(begin_and_leave, None, LIMITS, own)
        assert guarded(own_id, 2, LIMITS, own)[1] != first[1]


def test_a_child_does_no_more_than_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("derivcheck.cli.guard.MOST_ERRANDS", 2)
    with children() as own:
        ids = [guarded(own_id, n, LIMITS, own)[1] for n in range(5)]
    assert ids[0] == ids[1] != ids[2] == ids[3] != ids[4]


def test_what_takes_down_every_child_is_given_up() -> None:
    with children() as own:
        with pytest.raises(GivenUp, match="status 7"):
            guarded(leave, None, LIMITS, own)
        assert guarded(own_id, 1, LIMITS, own)[0] == 1


def test_a_child_that_is_killed_while_it_waits_is_replaced() -> None:
    with children() as own:
        pid = guarded(idle, None, LIMITS, own)
        os.kill(pid, signal.SIGKILL)
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)  # the end of a process takes a moment
        assert guarded(idle, None, LIMITS, own) != pid


def test_the_clocks_stand_still_while_it_waits() -> None:
    with children() as own:
        pid = guarded(idle, None, Limits(seconds=0.05), own)
        time.sleep(1)  # more than all of its clocks
        assert guarded(idle, None, LIMITS, own) == pid


def test_what_earlier_errands_keep_does_not_count() -> None:
    with children() as own:
        pids = {guarded(hold, 150, LIMITS, own) for _ in range(3)}
        assert len(pids) == 1
        with pytest.raises(GivenUp):
            guarded(hold, 600, LIMITS, own)


def test_nothing_is_left_when_the_children_end() -> None:
    own = Children()
    pid = guarded(idle, None, LIMITS, own)
    own.end()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_child_ends_when_its_parent_does() -> None:
    reader, writer = os.pipe()
    middle = os.fork()
    if middle == 0:
        child = Child()
        found = child.attempt(idle, None, {}, LIMITS)
        os.write(writer, str(found.outcome if found else 0).encode())
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(middle, 0)
    pid = int(os.read(reader, 20))
    os.close(reader)
    os.close(writer)
    for _ in range(1000):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.02)
    pytest.fail("it is still there")


def kept_aside(item: object, watch: Any) -> int:
    return gc.get_freeze_count()


def test_what_an_errand_leaves_is_not_gone_through_again() -> None:
    with children() as own:
        first, second = (guarded(kept_aside, n, LIMITS, own) for n in range(2))
    assert second > first
