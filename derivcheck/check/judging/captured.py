"""A Σ over k around ∂/∂u_k: the k of the derivative may be meant as the one outside the Σ.

``\\frac{\\partial J}{\\partial u_k} = … - \\sum_{k=1}^K \\frac{\\partial}{\\partial u_k} f(u_k)``
says the sum of all derivatives.  Where it fails so, and does not with another letter below the Σ,
the writer has to say which is meant.
"""

from msgspec.structs import replace

from derivcheck.check.finding import StepFinding, Verdict, undecided
from derivcheck.check.judging.judge import Judge
from derivcheck.check.judging.meant import CODE
from derivcheck.check.reading.members import Setting
from derivcheck.check.reading.relate import statement_of
from derivcheck.elaborate.formula import elaborate
from derivcheck.engine.statement import Statement
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.core import IndexVar
from derivcheck.term.tensor import Tensor


def spare_captured(
    finding: StepFinding,
    statement: Statement,
    sides: tuple[t.Tree, t.Tree],
    setting: Setting,
    judge: Judge,
) -> StepFinding:
    """Do not refute what fails only since a Σ binds the letter of a derivative inside of it."""
    if finding.verdict is not Verdict.REFUTED:
        return finding
    for index in sorted(statement.free, key=lambda index: index.name):
        if any(_captures(side, index.name) for side in sides):
            fresh = _fresh(index, sides, setting)
            if fresh is None or _may_hold(sides, index.name, fresh, setting, judge):
                message = (
                    f"it fails as {index.name} is bound by the Σ, in the derivative too; "
                    f"write another letter below the Σ if the {index.name} outside is meant"
                )
                return undecided(finding, CODE, message)
    return finding


def _captures(tree: t.Tree, letter: str) -> bool:
    """Whether a Σ over a letter holds a derivative by something with that letter."""
    return any(
        isinstance(node, t.Big)
        and _binds(node, letter)
        and any(isinstance(one, t.Derive) and _has(one.variable, letter) for one in node.walk())
        for node in tree.walk()
    )


def _binds(node: t.Big, letter: str) -> bool:
    return node.lower is not None and _has(node.lower, letter)


def _has(tree: t.Tree, letter: str) -> bool:
    return any(isinstance(node, t.Name) and latex(node) == letter for node in tree.walk())


def _fresh(index: IndexVar, sides: tuple[t.Tree, t.Tree], setting: Setting) -> str | None:
    """Return another letter for an index, which neither side has."""
    entries = (one for one in setting.signature.sorts if one.sort is index.sort)
    letters = next((entry.letters for entry in entries), ())
    return next((x for x in letters if not any(_has(side, x) for side in sides)), None)


def _may_hold(
    sides: tuple[t.Tree, t.Tree], letter: str, fresh: str, setting: Setting, judge: Judge
) -> bool:
    """Whether a step is not refuted where no Σ binds the letter of a derivative inside of it."""
    scope = setting.scope()
    scope.opens = True
    values = [elaborate(_freed(side, letter, fresh), scope) for side in sides]
    left, right = values
    if not isinstance(left, Tensor) or not isinstance(right, Tensor):
        return True
    meant = statement_of(left, right, setting.context)
    return meant is None or judge.decide(meant).equal is not False


def _freed(tree: t.Tree, letter: str, fresh: str) -> t.Tree:
    """Return a tree in which each Σ over a letter is one over another, but for its derivatives."""
    if isinstance(tree, t.Big) and _binds(tree, letter) and _captures(tree, letter):
        return _renamed(tree, letter, fresh)
    return t.changed_below(tree, lambda inner: _freed(inner, letter, fresh))


def _renamed(tree: t.Tree, letter: str, fresh: str) -> t.Tree:
    if isinstance(tree, t.Name) and latex(tree) == letter:
        return replace(tree, text=fresh)
    if isinstance(tree, t.Derive) and tree.operand is not None:
        return replace(tree, operand=_renamed(tree.operand, letter, fresh))
    if isinstance(tree, t.Derive):
        return tree
    return t.changed_below(tree, lambda inner: _renamed(inner, letter, fresh))
