"""Documents side by side in processes, in the order they were given."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from derivcheck.cli.guard import check_guarded, warm_up
from derivcheck.cli.pipeline import Job, Outcome
from derivcheck.report.model import ErrorReport

T = TypeVar("T")
R = TypeVar("R")


def check_all(jobs: Sequence[Job], workers: int | None) -> Iterator[Outcome]:
    """Yield the outcomes in order; ``workers`` defaults to one per processor and document."""
    if len(jobs) == 1:
        yield check_guarded(jobs[0])
        return
    yield from run_all(jobs, workers, _check_warm, _died)


def _check_warm(job: Job) -> Outcome:
    """Check one of several documents in a process that will get more of them."""
    warm_up(job.options.witnesses)
    return check_guarded(job)


def _died(job: Job) -> Outcome:
    message = "internal error: the process that checked it died"
    return Outcome(error=ErrorReport(job.name, "internal-error", message))


def run_all(
    items: Sequence[T], workers: int | None, work: Callable[[T], R], died: Callable[[T], R]
) -> Iterator[R]:
    """Yield what ``work`` makes of each item, in order, ``died`` where it took its process down.

    ``workers`` defaults to one per processor; with one item or worker all is done in this process.
    """
    count = min(workers or os.cpu_count() or 1, len(items))
    if count < 2:
        yield from map(work, items)
        return
    # imported where several documents are checked: one needs no pool
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    context = get_context("spawn")  # a fork beside the progress display's thread may hang
    done = 0
    try:
        with ProcessPoolExecutor(count, mp_context=context, initializer=_settle_in) as pool:
            for outcome in pool.map(work, items):
                yield outcome
                done += 1
    except BrokenProcessPool:
        yield from (_alone(item, work, died) for item in items[done:])


def _settle_in() -> None:
    """Let ^C, which the terminal sends to every process, end a worker without a traceback.

    A worker looks for garbage as seldom as the command itself does.
    """
    from derivcheck.cli import collect_seldom

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    collect_seldom()


def _alone(item: T, work: Callable[[T], R], died: Callable[[T], R]) -> R:
    """Do one item in a process of its own, after one took the others down with it."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    try:
        context = get_context("spawn")
        with ProcessPoolExecutor(1, mp_context=context, initializer=_settle_in) as pool:
            return pool.submit(work, item).result()
    except BrokenProcessPool:
        return died(item)
