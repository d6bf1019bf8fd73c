"""Which part of the problem a part of the document answers, where its letter does not tell.

Letters shift from one edition of a problem to the next.  What a part is follows from what it
differentiates and by what: where none of its chains starts from what its own letter asks for,
and one starts from what exactly one other part of the problem asks for, it answers that.
"""

from derivcheck.check.chains import Judged, equal_values
from derivcheck.check.definitions import Names
from derivcheck.check.judge import Judge
from derivcheck.check.reading import Setting
from derivcheck.check.scopes import Settings
from derivcheck.document.model import Part
from derivcheck.problem.model import PartEntry
from derivcheck.syntax import tree as t
from derivcheck.term.core import Derivative
from derivcheck.term.tensor import Tensor, same_shape


def asked_of(
    part: Part,
    chains: tuple[Judged, ...],
    own: Setting,
    names: Names,
    settings: Settings,
    judge: Judge,
) -> Setting:
    """Return the setting of the problem's part that a part of the document answers.

    Its letter's own, ``own``, wherever a chain starts from what that asks for, and wherever no
    other or more than one other part fits.
    """
    problem = settings.problem
    starts = [start for judged in chains if (start := _start(judged)) is not None]
    if problem is None or not starts or (own.entry is None and part.id == "main"):
        return own
    if own.entry is not None and (own.goal is None or _begins(starts, own, judge)):
        return own
    asking = [settings.of(entry, names) for entry in problem.parts if _differentiates(entry)]
    found = [setting for setting in asking if _begins(starts, setting, judge)]
    if len(found) > 1:
        # asked for under several assumptions: the chains were judged under those of one
        entries = (entry for chain in part.chains for entry in settings.entries(part, chain))
        assumed = {entry.assume for entry in entries if entry is not None}
        found = [one for one in found if one.entry is not None and one.entry.assume in assumed]
    return found[0] if len(found) == 1 else own


def _start(judged: Judged) -> Tensor | None:
    """Return the value of a chain's first member where that is a derivative as written."""
    equal = any(step.relation.sign == "=" for step in judged.steps)
    first = judged.readings[0]
    written = any(isinstance(node, (t.Derive, t.Gradient)) for node in first.tree.walk())
    primed = any(isinstance(node, t.Scripts) and node.primes for node in first.tree.walk())
    return first.tensor if equal and (written or primed) else None


def _differentiates(entry: PartEntry) -> bool:
    return entry.goal is not None and any(isinstance(n, t.Derive) for n in entry.goal.tree.walk())


def _begins(starts: list[Tensor], setting: Setting, judge: Judge) -> bool:
    """Whether a chain starts from what a part of the problem asks for."""
    goal = setting.goal
    return goal is not None and any(
        same_shape(start, goal)
        and _by(start) in (_by(goal), frozenset())
        and equal_values(start, goal, setting, judge) is True
        for start in starts
    )


def _by(value: Tensor) -> frozenset[str]:
    """Return the symbols that are differentiated by."""
    nodes = (node for node in value.body.walk() if isinstance(node, Derivative))
    return frozenset(symbol for node in nodes for symbol in node.variable.symbols)
