"""A forked process that does one errand after another and can be ended in the middle of one.

No signal handler of Python's runs while FLINT or a long integer power computes, so errands are
done in a child with limits that the operating system keeps: of computing time, of time, of
memory.  The child writes down what it begins and what came of it (`derivcheck.cli.journal`), and
its parent says what is known already.
"""

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from derivcheck.cli.journal import Journal

if TYPE_CHECKING:
    from derivcheck.check.judging.watch import Task, Watch
    from derivcheck.engine.decision import Decision

SECONDS = 10.0  # of computing, for one statement or the reading of one chain
PATIENCE = 6  # times that much may pass on the clock of a busy machine
GARBAGE = 200_000  # new objects after which it is worth looking which of them are garbage
READING = 3  # times the seconds for what comes before the first chain
MEMORY = 2 << 30  # bytes of a child's own data, beside what earlier errands have left there
# A forked child of a process that has started threads may crash on macOS.
CAN_FORK = hasattr(os, "fork") and hasattr(signal, "setitimer") and sys.platform != "darwin"


class Limits(Struct, frozen=True):
    """What one task may take: seconds of computing, bytes of memory."""

    seconds: float = SECONDS
    memory: int = MEMORY


# “begin” with a task, or “end” with what was decided of the task begun last
Entry = tuple[str, Any]
# what is done with an item; a module's function, as its name is sent to the child
Errand = Callable[[Any, "Watch"], Any]


class Attempt(Struct):
    """How an errand went: what came of it, or at what the child was when it ended, and why."""

    open: "list[Task]"
    outcome: Any = None
    done: bool = False
    why: str = ""


class Child:
    """A child of this process, which ends with it."""

    def __init__(self) -> None:
        there, self._errands = Pipe(duplex=False)
        self._said, back = Pipe(duplex=False)
        self._journal = Journal()
        self.errands = 0
        self._pid = os.fork()
        if self._pid == 0:
            self._errands.close()
            self._said.close()
            _serve(there, back, self._journal)
        there.close()
        back.close()

    def attempt(
        self, errand: Errand, item: object, known: "dict[Task, Decision]", limits: Limits
    ) -> Attempt | None:
        """Let the child do an errand; add what it decides to what is known.

        A child that has said nothing of it when it ends is over; None where it was over before.
        """
        found, self.errands = Attempt([]), self.errands + 1
        self._journal.clear()
        try:
            self._errands.send((errand, item, known, limits))
            self._listen(found)
        except BrokenPipeError:
            self.end()
            return None
        except BaseException:
            self.end()
            raise
        if not found.done:
            _replay(self._journal.entries(), found, known)
            found.why = _reason(os.waitstatus_to_exitcode(self._reap()), limits)
        return found

    def end(self) -> None:
        """End the child, whatever it is at."""
        with suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        self._reap()

    def _reap(self) -> int:
        self._errands.close()
        self._said.close()
        self._journal.close()
        return os.waitpid(self._pid, 0)[1]

    def _listen(self, found: Attempt) -> None:
        """Wait for the outcome."""
        with suppress(EOFError, ConnectionResetError):
            found.outcome, found.done = self._said.recv(), True


def _replay(entries: "Iterable[Entry]", found: Attempt, known: "dict[Task, Decision]") -> None:
    """Add what a child had begun when it ended to an attempt, what it decided to what is known."""
    for said, what in entries:
        if said == "begin":
            found.open.append(what)
        else:
            task = found.open.pop()
            if what is not None:
                known[task] = what


class _Telling:
    """The watch in a child: writes down what is done, and sets the clocks."""

    def __init__(self, journal: Journal, known: "Mapping[Task, Decision]", limits: Limits) -> None:
        self._journal, self._known, self._seconds = journal, known, limits.seconds

    def recall(self, task: "Task") -> "Decision | None":
        return self._known.get(task)

    def begin(self, task: "Task") -> None:
        self._journal.write(("begin", task))
        self.wind(READING if task[0] == "document" else 1)

    def end(self, task: "Task", decision: "Decision | None") -> None:
        self._journal.write(("end", decision))
        self.wind()

    def wind(self, times: float = 1) -> None:
        """Set the clocks anew; one that runs down ends the process, whatever it is at."""
        signal.setitimer(signal.ITIMER_PROF, self._seconds * times)
        signal.setitimer(signal.ITIMER_REAL, self._seconds * times * PATIENCE)


def _serve(errands: Connection, said: Connection, journal: Journal) -> None:
    """Do errands in the child until there are no more, and end it."""
    status = 1
    try:
        for one in (signal.SIGINT, signal.SIGPROF, signal.SIGALRM):
            signal.signal(one, signal.SIG_DFL)
        with suppress(EOFError, OSError):
            while True:
                _serve_one(errands.recv(), said, journal)
                _tidy()
        status = 0
    finally:
        os._exit(status)  # nothing of the parent's is to be flushed or cleaned up here


def _tidy() -> None:
    """Look for the garbage of an errand that left much, and never again at what is left.

    Little of what errands leave is garbage, and to go through all of it time and again costs
    more than that little does until the child ends.
    """
    if gc.get_count()[0] > GARBAGE:
        gc.collect()
    gc.freeze()


def _serve_one(
    order: "tuple[Errand, object, dict[Task, Decision], Limits]",
    said: Connection,
    journal: Journal,
) -> None:
    errand, item, known, limits = order
    # beyond what is there already, the parent's and what earlier errands keep
    _limit_memory(limits.memory + _data())
    telling = _Telling(journal, known, limits)
    telling.wind(READING)
    outcome = errand(item, telling)
    telling.wind(0)
    said.send(outcome)


def _data() -> int:
    """Return the bytes of this process's own data, 0 where that cannot be known."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[5]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0


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
