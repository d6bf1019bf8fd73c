"""Statements under conditions on real values: “if a + b > 0”.

Both sides are what they are where the condition holds, and 0 elsewhere.  So a counterexample
fulfils it, and a proof says nothing of other values.
"""

from msgspec.structs import replace

from derivcheck.check.judging.judge import Judge
from derivcheck.check.reading.members import Setting
from derivcheck.engine.decision import Decision
from derivcheck.engine.statement import Statement
from derivcheck.term.core import ALWAYS, ONE, ZERO, Choice, Term, add, all_of


def guarded(statement: Statement, setting: Setting) -> Statement:
    """Return what a statement says where the conditions that were stated on values hold."""
    left, right = (_under(side, setting) for side in (statement.left, statement.right))
    return replace(statement, left=left, right=right)


def decide(statement: Statement, setting: Setting, judge: Judge) -> Decision:
    """Return what the engine says of a statement under the conditions on values.

    A proof needs a point at which they hold and both sides are defined.
    """
    if not setting.guards:
        return judge.decide(statement)
    found = judge.decide(guarded(statement, setting))
    if found.equal is not True:
        return found
    if has_point(statement, setting, judge):
        return found
    words = ", ".join(text for text, _ in setting.guards)
    reason = f"no point was found at which both sides are defined and “{words}” holds"
    return Decision(None, reason, "no-point")


def has_point(statement: Statement, setting: Setting, judge: Judge) -> bool:
    """Whether a point is found at which the conditions hold and both sides are defined.

    There a statement that is off by one is refuted.
    """
    off = replace(statement, left=add(statement.left, ONE))
    return judge.decide(guarded(off, setting)).equal is False


def _under(side: Term, setting: Setting) -> Term:
    if not setting.guards:
        return side
    condition = all_of(*(condition for _, condition in setting.guards))
    return Choice(((condition, side), (ALWAYS, ZERO)))
