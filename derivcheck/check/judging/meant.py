"""Free letters of a step that may stand for one element, or of which nothing read tells."""

from collections.abc import Collection

from derivcheck.check.finding import StepFinding, Verdict, undecided
from derivcheck.check.judging.judge import Judge
from derivcheck.check.reading.members import Setting
from derivcheck.elaborate.sizes import is_spoken_of
from derivcheck.engine.statement import Statement
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.core import Index, IndexVar
from derivcheck.term.substitute import substitute

CODE = "which-index"


def spare_late(finding: StepFinding, statement: Statement, late: Collection[str]) -> StepFinding:
    """Do not refute for letters of which only a member that was not read tells what they are."""
    if finding.verdict is not Verdict.REFUTED:
        return finding
    unknown = sorted(i.name for i in statement.free if i.name in late)
    if not unknown:
        return finding
    message = f"it fails for some {unknown[0]}, and nothing that was read says which is meant"
    return undecided(finding, CODE, message)


def spare_elements(
    finding: StepFinding,
    statement: Statement,
    sides: tuple[t.Tree, t.Tree],
    letters: Collection[str],
    setting: Setting,
    judge: Judge,
) -> StepFinding:
    """Do not refute for a letter that may stand for an element, as the k of “−log ŷ_k”.

    The problem does not declare such a letter, or for a set of which nothing here speaks; where
    the step is not refuted with the element in its place, and does not name the element itself,
    that may be what is meant.
    """
    declared = setting.signature.sort_of_letter
    if finding.verdict is not Verdict.REFUTED:
        return finding
    written = {latex(node) for side in sides for node in side.walk()}
    for index in statement.free:
        other = declared(index.name)
        unsure = index.name in letters
        if other is not None and other is not index.sort:
            unsure = unsure or not is_spoken_of(other, setting.scope())
        for symbol in setting.signature.symbols.values() if unsure else ():
            known = symbol.kind == "element" and setting.signature.sort(symbol.sorts[0])
            if known is not index.sort or symbol.name in written:
                continue
            place: dict[IndexVar, Index] = {index: IndexVar(symbol.name, index.sort)}
            left, right = (substitute(side, place) for side in (statement.left, statement.right))
            meant = Statement(statement.axes, left, right, statement.context)
            if judge.decide(meant).equal is not False:
                message = (
                    f"it fails for a general {index.name}; "
                    f"say so if {index.name} stands for {symbol.name}"
                )
                return undecided(finding, CODE, message)
    return finding
