"""Checking a document in a process that can be ended where a library cannot be interrupted.

No signal handler of Python's runs while FLINT or a long integer power computes, so the
document is checked in a forked child with limits that the operating system keeps: of
computing time, of time, of memory.  The child says what it begins and what came of it.  When
it is ended, what it was at is over budget, and another child goes on from there.

These limits are a backstop behind the budgets that count work, which give the same answer on
every machine.  Where a process cannot be forked there is only those (`LIMITS.md`).
"""

import os
import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.cli.pipeline import Job, Outcome, check, text_of
from derivcheck.report.model import ErrorReport

if TYPE_CHECKING:
    from derivcheck.check.watch import Task
    from derivcheck.engine.decision import Decision

SECONDS = 10.0  # of computing, for one statement or the reading of one chain
PATIENCE = 6  # times that much may pass on the clock of a busy machine
LEAST_SHARE = 0.2  # of the seconds, when limits were met before
READING = 3  # times the seconds for what comes before the first chain
MEMORY = 2 << 30  # bytes of a child's own data
# A forked child of a process that has started threads may crash on macOS.
CAN_FORK = hasattr(os, "fork") and hasattr(signal, "setitimer") and sys.platform != "darwin"


class Limits(Struct, frozen=True):
    """What one task may take: seconds of computing, bytes of memory."""

    seconds: float = SECONDS
    memory: int = MEMORY


def check_guarded(job: Job, limits: Limits | None = None) -> Outcome:
    """Return what is found about a document, whatever it takes; never raises but for ^C."""
    if not CAN_FORK:
        return check(job)
    text = text_of(job)
    if isinstance(text, Outcome):
        return text
    limits = limits or Limits()
    known: dict[Task, Decision] = {}
    while True:
        # a document that meets the limits again and again is given less each time
        share = max(1 / (1 + _over(known)), LEAST_SHARE)
        allowed = replace(limits, seconds=limits.seconds * share)
        attempt = _Attempt(job, text, known, allowed).run()
        if attempt.outcome is not None:
            return attempt.outcome
        if not attempt.open or attempt.open[-1] in known:
            return _given_up(job, attempt.why)
        known[attempt.open[-1]] = _decided(attempt.why)


def warm_up(witnesses: tuple[str, ...]) -> None:
    """Import what the children of this process would each import for themselves."""
    for name in ("flint", "derivcheck.check", *({"sympy", "numpy"} & set(witnesses))):
        import_module(name)


def _over(known: "Mapping[Task, Decision]") -> int:
    return sum(decision.code == "over-budget" for decision in known.values())


def _decided(why: str) -> "Decision":
    from derivcheck.check.watch import over_budget

    return over_budget(why)


def _given_up(job: Job, why: str) -> Outcome:
    message = f"over budget {why}, before any step could be judged"
    return Outcome(error=ErrorReport(job.name, "over-budget", message))


class _Attempt:
    """One child: what it said, and how it ended."""

    def __init__(self, job: Job, text: str, known: "dict[Task, Decision]", limits: Limits) -> None:
        self._job, self._text, self._known, self._limits = job, text, known, limits
        self.open: list[Task] = []
        self.outcome: Outcome | None = None
        self.why = ""

    def run(self) -> "_Attempt":
        """Let a child check the document; add what it decides to what is known."""
        reader, writer = Pipe(duplex=False)
        child = os.fork()
        if child == 0:
            reader.close()
            _work(self._job, self._text, _Telling(writer, self._known, self._limits))
        writer.close()
        try:
            self._listen(reader)
        except BaseException:
            os.kill(child, signal.SIGKILL)
            raise
        finally:
            reader.close()
            _, status = os.waitpid(child, 0)
        self.why = _reason(os.waitstatus_to_exitcode(status), self._limits)
        return self

    def _listen(self, reader: Connection) -> None:
        with suppress(EOFError):
            while self.outcome is None:
                said, what = reader.recv()
                if said == "begin":
                    self.open.append(what)
                elif said == "end":
                    task = self.open.pop()
                    if what is not None:
                        self._known[task] = what
                else:
                    self.outcome = what


class _Telling:
    """The watch in a child: tells its parent, and sets the clocks."""

    def __init__(
        self, writer: Connection, known: "Mapping[Task, Decision]", limits: Limits
    ) -> None:
        self._writer, self._known, self.limits = writer, dict(known), limits

    def recall(self, task: "Task") -> "Decision | None":
        return self._known.get(task)

    def begin(self, task: "Task") -> None:
        self._writer.send(("begin", task))
        self.wind()

    def end(self, task: "Task", decision: "Decision | None") -> None:
        self._writer.send(("end", decision))
        self.wind()

    def wind(self, times: float = 1) -> None:
        """Set the clocks anew; one that runs down ends the process, whatever it is at."""
        seconds = self.limits.seconds * times
        signal.setitimer(signal.ITIMER_PROF, seconds)
        signal.setitimer(signal.ITIMER_REAL, seconds * PATIENCE)

    def finish(self, outcome: Outcome) -> None:
        """Hand over what was found."""
        self._writer.send(("outcome", outcome))


def _work(job: Job, text: str, telling: _Telling) -> None:
    """Check in the child, and end it."""
    status = 1
    try:
        for number in (signal.SIGINT, signal.SIGPROF, signal.SIGALRM):
            signal.signal(number, signal.SIG_DFL)
        _limit_memory(telling.limits.memory)
        telling.wind(READING)
        watched = replace(job, options=replace(job.options, watch=telling))
        telling.finish(check(watched, text))
        status = 0
    finally:
        os._exit(status)  # nothing of the parent's is to be flushed or cleaned up here


def _limit_memory(most: int) -> None:
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (most, hard))
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _reason(status: int, limits: Limits) -> str:
    """Return why a child ended before it was done; a library that gets no memory aborts."""
    if -status in (signal.SIGPROF, signal.SIGALRM):
        return f"(clock): it took more than {limits.seconds:g} seconds"
    if -status in (signal.SIGABRT, signal.SIGKILL):
        return f"(memory): it needs more than {limits.memory >> 20} MB"
    return f"(the process that was at it ended with status {status})"
