"""The process that checks documents for the server, one request after the other.

It is a process so that it can be ended: a library that computes cannot be interrupted.
"""

import gc
import os
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, Literal

from msgspec import Struct, field

from derivcheck.cli.lsp.marks import Mark, Severity

QUICK_SECONDS = 60.0  # for what changed; the first time the whole document
IDLE_SECONDS = 2.0  # without a request, after which garbage is looked for
WHOLE_SECONDS = 300.0  # the complete check keeps limits of its own for each step


class Request(Struct, frozen=True):
    """A document to check: ``quick`` or ``whole``; ``path`` ends as its format does."""

    kind: Literal["quick", "whole"]
    path: str
    text: str


class Worker(Struct):
    """A process that is started when it is first asked, and again after it was ended.

    It is asked in one thread, so that requests wait in line and one that is not wanted any more
    is dropped before it begins.
    """

    seconds: float
    threads: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1))
    _process: Any = None
    _connection: "Connection | None" = None

    def ask(self, request: Request) -> tuple[Mark, ...]:
        """Return a document's marks, or one mark that says why there are none; waits."""
        connection = self._ready()
        try:
            connection.send(request)
            if connection.poll(self.seconds):
                answer: tuple[Mark, ...] = connection.recv()
                return answer
            why = f"over budget: this took more than {self.seconds:g} seconds"
        except (EOFError, OSError):
            why = "the process that checks has ended"
        self._end()
        return (_failure("over-budget", why),)

    def stop(self) -> None:
        """End the process, whatever it is at."""
        self.threads.shutdown(wait=False, cancel_futures=True)
        self._end()

    def _ready(self) -> Connection:
        if self._connection is None:
            context = get_context("spawn")  # nothing of the server's threads goes with it
            self._connection, theirs = context.Pipe()
            self._process = context.Process(target=_work, args=(theirs,), daemon=False)
            self._process.start()
            theirs.close()
        return self._connection

    def _end(self) -> None:
        process, connection = self._process, self._connection
        self._process = self._connection = None
        if connection is not None:
            connection.close()
        if process is not None:
            process.kill()
            process.join()


def _failure(code: str, said: str) -> Mark:
    return Mark(0, 0, Severity.WARNING, code, said, (0, 0))


def _work(connection: Connection) -> None:
    """Answer requests until the server is gone; look for garbage while there are none."""
    from derivcheck.cli import collect_seldom
    from derivcheck.cli.lsp.checking import Checking

    _silence()
    collect_seldom()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        checking = Checking(os.path.join(folder, "decisions"))
        while True:
            try:
                if not connection.poll(IDLE_SECONDS):
                    gc.collect()
                request: Request = connection.recv()
            except (EOFError, OSError, KeyboardInterrupt):
                return
            connection.send(_answer(checking.check, request))


def _answer(check: Callable[[Request], tuple[Mark, ...]], request: Request) -> tuple[Mark, ...]:
    try:
        return check(request)
    except Exception as error:  # one document's fault must not end the process
        return (_failure("internal-error", f"internal error: {type(error).__name__}: {error}"),)


def _silence() -> None:
    """Keep standard output, which speaks the protocol, from what is printed here."""
    import sys

    sys.stdout = sys.stderr
