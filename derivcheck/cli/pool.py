"""Documents side by side in processes, in the order they were given."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence

from derivcheck.cli.guard import check_guarded, warm_up
from derivcheck.cli.pipeline import Job, Outcome
from derivcheck.report.model import ErrorReport


def check_all(jobs: Sequence[Job], workers: int | None) -> Iterator[Outcome]:
    """Yield the outcomes in order; ``workers`` defaults to one per processor and document."""
    count = min(workers or os.cpu_count() or 1, len(jobs))
    if count < 2:
        if len(jobs) > 1:
            warm_up(jobs[0].options.witnesses)
        yield from map(check_guarded, jobs)
        return
    yield from _side_by_side(jobs, count, _check_warm)


def _check_warm(job: Job) -> Outcome:
    """Check one of several documents in a process that will get more of them."""
    warm_up(job.options.witnesses)
    return check_guarded(job)


def _side_by_side(
    jobs: Sequence[Job], count: int, work: Callable[[Job], Outcome]
) -> Iterator[Outcome]:
    # imported where several documents are checked: one needs no pool
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    context = get_context("spawn")  # a fork beside the progress display's thread may hang
    done = 0
    try:
        with ProcessPoolExecutor(count, mp_context=context, initializer=_die_quietly) as pool:
            for outcome in pool.map(work, jobs):
                yield outcome
                done += 1
    except BrokenProcessPool:
        yield from (_alone(job, work) for job in jobs[done:])


def _die_quietly() -> None:
    """Let ^C, which the terminal sends to every process, end a worker without a traceback."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _alone(job: Job, work: Callable[[Job], Outcome]) -> Outcome:
    """Check a document in a process of its own, after one took the others down with it."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    try:
        context = get_context("spawn")
        with ProcessPoolExecutor(1, mp_context=context, initializer=_die_quietly) as pool:
            return pool.submit(work, job).result()
    except BrokenProcessPool:
        message = "internal error: the process that checked it died"
        return Outcome(error=ErrorReport(job.name, "internal-error", message))
