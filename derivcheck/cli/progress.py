"""A sign of life on standard error when checking takes more than a second."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock, Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.status import Status

PATIENCE = 1.0  # seconds without a sign of life


@contextmanager
def progress(what: str) -> Iterator[None]:
    """Show a spinner after a second, on a terminal only, and take it away at the end."""
    if not sys.stderr.isatty():
        yield
        return
    shown: list[Status] = []
    over: list[bool] = []
    lock = Lock()

    def show() -> None:
        from rich.console import Console
        from rich.text import Text

        with lock:
            if not over:
                status = Console(stderr=True).status(Text(what))
                status.start()
                shown.append(status)

    timer = Timer(PATIENCE, show)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        with lock:
            over.append(True)
            for status in shown:
                status.stop()


@contextmanager
def progress_bar(what: str, total: int) -> Iterator[Callable[[], None]]:
    """Show how much of something is done, on a terminal only; calling what is given adds one."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(what, total=total)
        yield lambda: shown.advance(task)
