"""Steps that fail as they are read, and may hold by another reading of one of their sides.

What holds as it is read, and not by another reading that is as likely, is not proved either.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from derivcheck.check.finding import WRONG, StepFinding, Verdict, undecided
from derivcheck.check.judging.judge import Judge
from derivcheck.check.reading.members import Reading, Setting
from derivcheck.check.reading.relate import statement_of
from derivcheck.check.reading.rivals import DIFFERENTIAL, Rival
from derivcheck.document import plain_member
from derivcheck.elaborate.big import GUESS
from derivcheck.elaborate.formula import elaborate
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t
from derivcheck.term.tensor import Tensor

_BOTH = 2  # df = f′(x) dx, or (df)/(dx): a differential is compared with another one


def spare_rivals(
    finding: StepFinding, left: Reading, right: Reading, setting: Setting, judge: Judge
) -> StepFinding:
    """Return what is said of a step that is wrong as read, and may be right as it is not read."""
    if finding.verdict is Verdict.PROVED:
        return _unless_likely(finding, left, right, setting, judge)
    if finding.verdict not in WRONG:
        return finding
    alone = len(_differentials(left, right)) < _BOTH
    for rival, one, two in _pairs(left, right):
        if rival.code == DIFFERENTIAL and alone:
            continue
        if may_hold(one, two, setting, judge):
            # what a letter runs over was read, though it may have been meant otherwise
            verdict = Verdict.UNDECIDED if rival.code == GUESS else Verdict.UNREAD
            said = {"code": rival.code, "message": rival.message, "witness": None}
            return replace(finding, verdict=verdict, **said)
    return _unless_short(finding, left, right, setting, judge)


def _unless_likely(
    finding: StepFinding, left: Reading, right: Reading, setting: Setting, judge: Judge
) -> StepFinding:
    """Return a proof if it holds of what is meant as likely, too.

    What holds of a size d and one x holds of any number dx; of two, d x = d y says something else.
    """
    differentials = _differentials(left, right)
    if len(differentials) >= _BOTH:
        return _not_proved(finding, differentials[0])
    for rival, one, two in _pairs(left, right):
        if not rival.likely or one is None or two is None:
            continue
        statement = statement_of(one, two, setting.context)
        if statement is None or judge.decide(statement).equal is not True:
            return _not_proved(finding, rival)
    return finding


def _differentials(left: Reading, right: Reading) -> list[Rival]:
    """Return what may be differentials, one of each thing; one of them alone is none."""
    found = (one for one in (*left.rivals, *right.rivals) if one.code == DIFFERENTIAL)
    return list({one.of: one for one in found}.values())


def _not_proved(finding: StepFinding, rival: Rival) -> StepFinding:
    said = {"code": rival.code, "message": rival.message, "scope": None}
    return replace(finding, verdict=Verdict.UNREAD, equals_start=None, **said)


def _unless_short(
    finding: StepFinding, left: Reading, right: Reading, setting: Setting, judge: Judge
) -> StepFinding:
    """Return what is said of ∂L/∂v where it holds of another name of the text's own, L_{NLL}."""
    tree = left.tree
    derives = isinstance(tree, (t.Derive, t.Gradient)) and isinstance(tree.operand, t.Name)
    if finding.verdict is not Verdict.REFUTED or not derives:
        return finding
    assert isinstance(tree, (t.Derive, t.Gradient)) and tree.operand is not None
    short = latex(tree.operand)
    for key, full in _longer(short, setting):
        scope = setting.scope()
        scope.opens = True
        value = elaborate(replace(tree, operand=full), scope)
        if isinstance(value, Tensor) and may_hold(value, right.tensor, setting, judge):
            message = f"it does not hold of {short}, which may be short for {key} here"
            return undecided(finding, "ambiguous-name", message)
    return finding


def _longer(short: str, setting: Setting) -> Iterator[tuple[str, t.Tree]]:
    """Yield the names with a label below, L_{NLL}, that the text has defined beside a name."""
    own = setting.names.keys() - setting.customary
    if short not in own:
        return
    for key in sorted(one for one in own if one.startswith(f"{short}_{{")):
        tree = parse(plain_member(key).tokens, setting.signature.words)
        if isinstance(tree, t.Scripts) and not isinstance(tree.sub, t.Numeral):
            yield key, tree


def _pairs(left: Reading, right: Reading) -> Iterator[tuple[Rival, Tensor | None, Tensor | None]]:
    for rival in left.rivals:
        yield rival, rival.tensor, right.tensor
        yield from ((rival, rival.tensor, other.tensor) for other in right.rivals)
    for rival in right.rivals:
        yield rival, left.tensor, rival.tensor


def may_hold(one: Tensor | None, two: Tensor | None, setting: Setting, judge: Judge) -> bool:
    """Whether two values are not known to differ; one that is not known may be any."""
    if one is None or two is None:
        return True
    statement = statement_of(one, two, setting.context)
    return statement is not None and judge.decide(statement).equal is not False
