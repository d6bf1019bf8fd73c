"""Checking documents in a process that can be ended where a library cannot be interrupted.

When the child (`derivcheck.cli.child`) is ended, what it was at is over budget, and another
child goes on from there.

These limits are a backstop behind the budgets that count work, which give the same answer on
every machine.  Where a process cannot be forked there is only those (`LIMITS.md`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from derivcheck.cli.child import CAN_FORK, Attempt, Child, Errand, Limits
from derivcheck.cli.onlooker import check_beside, is_worthwhile
from derivcheck.cli.pipeline import Job, Outcome, check, text_of
from derivcheck.report.model import ErrorReport

if TYPE_CHECKING:
    from derivcheck.check.judging.watch import Task, Watch
    from derivcheck.engine.decision import Decision

LEAST_SHARE = 0.2  # of the seconds, when limits were met before
MOST_ERRANDS = 120  # of one child: what it remembers of them shall not grow without end


class GivenUp(Exception):
    """An errand came to no end, whatever was left out; says why."""


class Children:
    """One child at a time, which does several errands."""

    def __init__(self) -> None:
        self._child: Child | None = None

    def attempt(
        self, errand: Errand, item: object, known: "dict[Task, Decision]", limits: Limits
    ) -> Attempt:
        """Let a child do an errand, a new one where there is none that can."""
        if self._child is not None and self._child.errands >= MOST_ERRANDS:
            self.end()
        found = None
        while found is None:
            self._child = self._child or Child()
            is_new = self._child.errands == 0
            found = self._child.attempt(errand, item, known, limits)
            if found is None or not found.done:
                self._child = None
            if found is None and is_new:
                found = Attempt([], why="(a process ended before it was asked anything)")
        return found

    def end(self) -> None:
        """End the child."""
        if self._child is not None:
            child, self._child = self._child, None
            child.end()


@contextmanager
def children() -> Iterator[Children]:
    """Give out children that end with the block."""
    own = Children()
    try:
        yield own
    finally:
        own.end()


def guarded(errand: Errand, item: object, limits: Limits | None, own: Children) -> Any:
    """Return what an errand gives, whatever it takes; raises `GivenUp`, and on ^C."""
    limits = limits or Limits()
    known: dict[Task, Decision] = {}
    while True:
        # what meets the limits again and again is given less each time
        over = sum(decision.code == "over-budget" for decision in known.values())
        share = max(1 / (1 + over), LEAST_SHARE)
        allowed = replace(limits, seconds=limits.seconds * share)
        attempt = own.attempt(errand, item, known, allowed)
        if attempt.done:
            return attempt.outcome
        if not attempt.open or attempt.open[-1] in known:
            raise GivenUp(attempt.why)
        known[attempt.open[-1]] = _decided(attempt.why)


def check_guarded(job: Job, limits: Limits | None = None) -> Outcome:
    """Return what is found about a document, whatever it takes; never raises but for ^C."""
    if not CAN_FORK:
        return check(job)
    text = text_of(job)
    if isinstance(text, Outcome):
        return text
    try:
        with children() as own:
            return _looked_on(job, text, limits, own) or guarded(_check, (job, text), limits, own)
    except GivenUp as given_up:
        return over_budget(job, str(given_up))


def _looked_on(job: Job, text: str, limits: Limits | None, own: Children) -> Outcome | None:
    """Return what is found with an onlooker; None where that is not worthwhile or came to no end.

    Nothing of an attempt that is ended is kept: its decisions are only presumed.
    """
    if not is_worthwhile(job, text):
        return None
    found: Outcome | None = own.attempt(check_beside, (job, text), {}, limits or Limits()).outcome
    return found


def _check(item: tuple[Job, str], watch: "Watch") -> Outcome:
    job, text = item
    return check(replace(job, options=replace(job.options, watch=watch)), text)


def over_budget(job: Job, why: str) -> Outcome:
    """Return that nothing was found about a document before it was over its budget."""
    message = f"over budget {why}, before any step could be judged"
    hint = "divide the document: each of its parts is read in the light of all others"
    return Outcome(error=ErrorReport(job.name, "over-budget", message, hint))


def warm_up(witnesses: tuple[str, ...]) -> None:
    """Import what the children of this process would each import for themselves."""
    for name in ("flint", "derivcheck.check", *({"sympy", "numpy"} & set(witnesses))):
        import_module(name)


def _decided(why: str) -> "Decision":
    from derivcheck.check.judging.watch import over_budget as decided

    return decided(why)
