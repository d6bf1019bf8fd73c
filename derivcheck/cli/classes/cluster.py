"""Submissions on the workers of a Dask cluster, results in the order they were given.

A worker reads nothing but what a task holds, and the problem by its name or file; it writes to
its own scratch folder only.  What Dask sends is pickled: a scheduler is to be reached over a
trusted network, or by TLS.
"""

import os
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from derivcheck.check.judging.memory import Forgetful
from derivcheck.cli.classes.finished import keep
from derivcheck.cli.classes.grading import Task, died, grade_one
from derivcheck.cli.decisions import Decisions
from derivcheck.cli.files import Unreadable

if TYPE_CHECKING:
    from derivcheck.grade.model import Graded

PATIENCE = "30s"  # for the scheduler to answer


def grade_on(address: str, tasks: Sequence[Task]) -> Iterator["Graded"]:
    """Yield what each submission earns, graded on the cluster of a scheduler.

    A task whose worker dies is given to another one; after as many deaths as the scheduler
    allows (``distributed.scheduler.allowed-failures``) a person has to look at the submission.
    Raises ``Unreadable`` where the cluster cannot be had.
    """
    with _client(address) as client:
        sent = [_sendable(task) for task in tasks]
        futures = [client.submit(_on_worker, task, pure=False) for task in sent]
        for task, future in zip(tasks, futures, strict=True):
            try:
                graded = future.result()
            except Exception:  # whatever took the workers down, the class goes on
                graded = died(task)
            if task.kept is not None:
                keep(task.kept, graded, task.options.memory)
            future.release()
            yield graded


def _client(address: str) -> Any:
    try:
        distributed: Any = import_module("distributed")
    except ImportError:
        message = "--executor: dask.distributed is not installed"
        raise Unreadable(address, "executor", message, "pip install 'derivcheck[dask]'") from None
    try:
        return distributed.Client(f"tcp://{address}", timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        message = f"--executor: no scheduler answers at {address}: {error}"
        raise Unreadable(address, "executor", message) from None


def _sendable(task: Task) -> Task:
    """Return a task without what is of this machine: its place for the result, its cache."""
    return replace(task, kept=None, options=replace(task.options, memory=Forgetful()))


def _on_worker(task: Task) -> "Graded":
    """Grade on a worker, whose tasks share their decisions."""
    distributed: Any = import_module("distributed")
    cache = os.path.join(distributed.get_worker().local_directory, "decisions.sqlite")
    return grade_one(replace(task, options=replace(task.options, memory=Decisions(cache))))
