"""Steps that fail as written, and may hold with a Σ that is not written."""

from derivcheck.check.finding import StepFinding, Verdict, undecided
from derivcheck.check.judging.judge import Judge
from derivcheck.check.reading.members import Reading, Setting
from derivcheck.elaborate import einstein
from derivcheck.elaborate.kinds import letters_written
from derivcheck.engine.statement import Statement
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.context import unfold
from derivcheck.term.core import ALWAYS, Sum, Term


def other_range(finding: StepFinding, left: Reading, right: Reading) -> StepFinding:
    """Do not refute where a sum that is not written may be one over another set."""
    remarks = (*left.remarks, *right.remarks)
    found = next((remark for remark in remarks if remark.code == "other-range"), None)
    if finding.verdict is not Verdict.REFUTED or found is None:
        return finding
    return _undecided(finding, f"it does not hold as it was read; {found.message}")


def sum_meant(
    finding: StepFinding,
    statement: Statement,
    sides: tuple[Reading, Reading],
    start: t.Tree | None,
    setting: Setting,
    judge: Judge,
) -> StepFinding:
    """Do not refute what fails for a free index, but not if a repeated index is summed over.

    Such an index occurs twice in each product of one side, and the other side has it not.
    Over letters that the chain's ``start``, where there is one above, leaves free nothing sums.
    """
    if finding.verdict is not Verdict.REFUTED:
        return finding
    scope = setting.scope()
    if einstein.convention(scope) != "written":
        return finding
    values: list[Term] = [statement.left, statement.right]
    if not _lacks_a_letter(statement, sides):
        return _of_a_name(finding, statement, sides, setting)
    repeated = [einstein.repeated_indices(side.tree, scope) for side in sides]
    letters: list[str] = []
    free = einstein.free_indices(start, scope).letters if start is not None else frozenset[str]()
    for index in statement.free:
        for at, other in ((0, 1), (1, 0)):
            meant = index.name in repeated[at] and index.name not in free
            if meant and index not in values[other].free:
                values[at] = Sum(index, ALWAYS, values[at])
                letters.append(index.name)
    if not letters:
        return _of_a_name(finding, statement, sides, setting)
    summed = Statement(statement.axes, values[0], values[1], statement.context)
    if judge.decide(summed).equal is False:
        return finding
    shown = ", ".join(letters)
    return _undecided(
        finding,
        f"it fails for a free {shown}; write Σ_{letters[0]}, or say that repeated indices are "
        "summed, if that is meant",
    )


def _lacks_a_letter(statement: Statement, sides: tuple[Reading, Reading]) -> bool:
    """Whether an index is written on one side and not free on the other: few steps have one."""
    free = statement.right.free, statement.left.free  # on the other side of each
    return any(
        index not in other and index.name in letters_written(side.tree)
        for side, other in zip(sides, free, strict=True)
        for index in statement.free
    )


def _of_a_name(
    finding: StepFinding,
    statement: Statement,
    sides: tuple[Reading, Reading],
    setting: Setting,
) -> StepFinding:
    """Do not refute for an index that only a name brings in, b = u_kᵀv, to one of the sides."""
    context = statement.context
    values = [unfold(side, context) for side in (statement.left, statement.right)]
    for index in sorted(values[0].free ^ values[1].free, key=lambda index: index.name):
        holding = [at for at in (0, 1) if index in values[at].free and index not in statement.axes]
        letter = index.name
        if len(holding) != 1 or letter in setting.signature.symbols:
            continue
        nodes = [latex(node) for node in sides[holding[0]].tree.walk()]
        named = [setting.names[key].body for key in nodes if key in setting.names]
        # 原式, which repeats a formula, is no name
        brings = any(index in unfold(body, context).free for body in named)
        if brings and letter not in nodes:
            message = f"a name here stands for one {letter}; write Σ_{letter} if it is summed over"
            return _undecided(finding, message)
    return finding


def _undecided(finding: StepFinding, message: str) -> StepFinding:
    return undecided(finding, "which-sum", message)
