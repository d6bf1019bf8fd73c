"""SymPy and NumPy in a process of their own, beside the one in which a document is checked.

They only confirm what is proved already, and to load them takes as long as to check a page.
So the check goes on as if they had said “equal”, and hears at its end what they said.  Where it
was something else, the document is checked again with what was said: no finding ever rests on
an answer that was not given.  What takes them too long is asked in the ordinary way.
"""

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib import import_module
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from derivcheck.cli.child import CAN_FORK, READING, SECONDS
from derivcheck.cli.pipeline import Job, Outcome, check

if TYPE_CHECKING:
    from derivcheck.check.judging.watch import Watch
    from derivcheck.engine.outcome import Outcome as Answer
    from derivcheck.engine.statement import Statement, World

# its number in a check, and what it asks
Question = tuple[int, str, bytes, str]

LEAST = 12  # signs of equality in a text from which a second process is worth its start
ROUNDS = 3  # how often a document is checked before the ordinary way is taken
PIPE = 1 << 20  # bytes of questions that may wait while the libraries are loaded

MOST_OPEN = 4096  # files of the process that is looked on, beyond what it may have


class Silent(Exception):
    """The onlooker gave no answer."""


class Onlooker:
    """A child of this process that answers for SymPy and NumPy, in the order it is asked."""

    def __init__(self) -> None:
        there, self._questions = Pipe(duplex=False)
        self._answers, back = Pipe(duplex=False)
        self._pid = os.fork()
        if self._pid == 0:
            _look_on(there, back)
        there.close()
        back.close()
        with suppress(ImportError, AttributeError, OSError):  # of Linux
            import fcntl

            fcntl.fcntl(self._questions.fileno(), fcntl.F_SETPIPE_SZ, PIPE)

    def ask(self, question: tuple[object, ...]) -> None:
        """Put a question, whose answer is not waited for; raises `Silent`."""
        try:
            self._questions.send(question)
        except (OSError, RecursionError) as error:
            raise Silent from error

    def answer(self) -> Any:
        """Return the next answer; raises `Silent`."""
        try:
            if self._answers.poll(SECONDS):
                return self._answers.recv()
        except (EOFError, OSError) as error:
            raise Silent from error
        raise Silent

    def end(self) -> None:
        """End the onlooker, whatever it is at."""
        with suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        self._questions.close()
        self._answers.close()


class Presumption:
    """The witnesses of one check: answers as far as they are known, “equal” beyond.

    Questions come up in the same order in every check of a document up to an answer that was
    not presumed, so a question is known again by its number and what it says.
    """

    def __init__(
        self, onlooker: Onlooker, known: "dict[Question, Answer]", equal: "Answer"
    ) -> None:
        self._onlooker, self._known, self._equal = onlooker, known, equal
        self._judges = self._asked = 0
        self._open: list[Question] = []
        self._is_silent = False

    def __call__(self, seed: bytes) -> "Callable[[str, Statement, World], Answer]":
        """Return who answers one of the judges of this check."""
        self._judges += 1
        return partial(self._said, self._judges, seed)

    def _said(
        self, judge: int, seed: bytes, witness: str, statement: "Statement", world: "World"
    ) -> "Answer":
        """Return what a witness says, or is presumed to say."""
        self._asked += 1
        question = self._asked, witness, statement.digest, repr(world)
        if question in self._known:
            return self._known[question]
        self._open.append(question)
        try:
            self._onlooker.ask((judge, witness, seed, statement, world))
        except Silent:  # said at the end: here it would be taken for the engine's fault
            self._is_silent = True
        return self._equal

    def is_borne_out(self) -> bool:
        """Hear all answers and return whether they are the presumed ones; raises `Silent`."""
        if self._is_silent:
            raise Silent
        answers = [self._onlooker.answer() for _ in self._open]
        self._known.update(zip(self._open, answers, strict=True))
        return all(answer is self._equal for answer in answers)


def is_worthwhile(job: Job, text: str) -> bool:
    """Whether a document is long enough, and a processor idle that could look on."""
    from derivcheck.check.judging.memory import Forgetful

    options = job.options
    asked = {"sympy", "numpy"} & set(options.witnesses)
    if not CAN_FORK or not asked or "modular" not in options.witnesses:
        return False
    # what is timed, or kept for other documents, has to be what was said; where the libraries
    # are loaded already, other documents are checked beside this one
    if options.clock is not None or not isinstance(options.memory, Forgetful):
        return False
    return asked.isdisjoint(sys.modules) and text.count("=") >= LEAST and _is_idle()


def check_beside(item: tuple[Job, str], watch: "Watch") -> Outcome | None:
    """Check a document with an onlooker; None where that did not come to an end."""
    from derivcheck.engine.outcome import Outcome as Answer

    job, text = item
    onlooker = Onlooker()
    known: dict[Question, Answer] = {}
    try:
        for _ in range(ROUNDS):
            presumption = Presumption(onlooker, known, Answer.EQUAL)
            options = replace(job.options, watch=watch, onlooker=presumption)
            found = check(replace(job, options=options), text)
            if presumption.is_borne_out():
                return found
    except Silent:
        pass
    finally:
        onlooker.end()
    return None


def _is_idle() -> bool:
    """Whether there is a processor for this process and one more with nothing to do."""
    can_tell = hasattr(os, "sched_getaffinity")
    processors = len(os.sched_getaffinity(0)) if can_tell else os.cpu_count() or 1
    return processors - os.getloadavg()[0] > 1


def _look_on(questions: Connection, answers: Connection) -> None:
    """Answer questions in the child until there are no more, and end it."""
    try:
        _let_go({questions.fileno(), answers.fileno()})
        signal.setitimer(signal.ITIMER_PROF, SECONDS * READING)
        _answer(questions, answers)
    finally:
        os._exit(0)  # nothing of the parent's is to be flushed or cleaned up here


def _let_go(own: set[int]) -> None:
    """Close what others would wait for if this process outlived its parent."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in range(3):
        os.dup2(nothing, standard)
    first, last = sorted(own)
    os.closerange(3, first)
    os.closerange(first + 1, last)
    os.closerange(last + 1, MOST_OPEN)


def _answer(questions: Connection, answers: Connection) -> None:
    from derivcheck.engine.numeric.compare import NumpyWitness
    from derivcheck.engine.symbolic.compare import SympyWitness

    import_module("sympy")  # while the first questions come up
    import_module("numpy")
    of_judges: dict[int, SympyWitness] = {}
    with suppress(EOFError, OSError):
        while True:
            judge, witness, seed, statement, world = questions.recv()
            signal.setitimer(signal.ITIMER_PROF, SECONDS)
            if witness == "numpy":
                answers.send(NumpyWitness(statement.context, seed).compare(statement, world))
                continue
            if judge not in of_judges:  # what it keeps counts in its budget
                of_judges[judge] = SympyWitness(statement.context)
            answers.send(of_judges[judge].compare(statement, world))
