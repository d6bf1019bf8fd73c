"""Who looks on while a document is checked, and may end what takes too long."""

from typing import Protocol

from derivcheck.engine.decision import Decision

# a chain or a statement, by its number in the order in which a document's come up; a statement
# also by what it says, so that no decision is ever taken for that of another one
Task = tuple[str, int, bytes]


class Watch(Protocol):
    """Someone who is told what is worked at, and can say what came of it in an earlier run.

    Whoever checks a document in a process of its own may end that process and begin again:
    the tasks of one document always come up in the same order.
    """

    def recall(self, task: Task) -> Decision | None:
        """Return what is known of a task; for a chain, that reading it was over budget."""

    def begin(self, task: Task) -> None:
        """Hear that a task begins; one may begin within another."""

    def end(self, task: Task, decision: Decision | None) -> None:
        """Hear that the task begun last has ended, and with which decision."""


class Unwatched:
    """No one looks on."""

    def recall(self, task: Task) -> Decision | None:
        """Know of nothing."""
        return None

    def begin(self, task: Task) -> None:
        """Do nothing."""

    def end(self, task: Task, decision: Decision | None) -> None:
        """Do nothing."""


class Aside:
    """A document's watch, told of work beside the checking as tasks of their own kind."""

    def __init__(self, watch: Watch, what: str) -> None:
        self._watch = watch
        self._what = what

    def recall(self, task: Task) -> Decision | None:
        """Return what is known of a task."""
        return self._watch.recall(self._named(task))

    def begin(self, task: Task) -> None:
        """Tell that a task begins."""
        self._watch.begin(self._named(task))

    def end(self, task: Task, decision: Decision | None) -> None:
        """Tell that the task begun last has ended."""
        self._watch.end(self._named(task), decision)

    def _named(self, task: Task) -> Task:
        return (f"{self._what} {task[0]}", *task[1:])


def over_budget(reason: str) -> Decision:
    """Return that neither was decided, because it would take more than is allowed."""
    return Decision(None, f"over budget {reason}", "over-budget")
