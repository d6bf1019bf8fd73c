"""What a wrong line should be, where no small change puts it right: a formula that is proved.

It is looked for among the formulas at hand, so that it stands in the writer's notation: the lines
of the same chain, the problem's closed forms, the other lines of the document.  Otherwise the
derivatives are carried out and the result is written down.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from derivcheck.check.answers import is_closed, restates
from derivcheck.check.judging import guards
from derivcheck.check.judging.chains import Judged
from derivcheck.check.judging.judge import Judge
from derivcheck.check.reading.relate import statement_of
from derivcheck.check.reservations.solutions import NO_SOLUTION
from derivcheck.diagnose.edits.formula import bare
from derivcheck.diagnose.search.carried_out import carried_out
from derivcheck.diagnose.search.case import Case, scope_of
from derivcheck.diagnose.search.screen import Screen
from derivcheck.document.tokens.tokenize import tokenize
from derivcheck.elaborate.failure import Failure
from derivcheck.elaborate.formula import elaborate
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t
from derivcheck.term.tensor import Tensor

# formulas that are evaluated for one line, and that are put to the engine
MOST_TRIED, MOST_PROVED = 40, 2
_SEED = b"right value".ljust(32, b"\0")


def right_value(case: Case, chains: Sequence[Judged], judge: Judge) -> str | None:
    """Return the LaTeX of a formula without derivatives that the right side should equal.

    ``chains`` are those of the whole document.  None if no formula at hand is proved to be it.
    """
    wanted = _wanted(case)
    if wanted is None:
        return None
    screen = Screen(wanted, case.setting.context, _SEED)
    tried = islice(_values(case, chains, wanted), MOST_TRIED)
    fitting = ((tree, value) for tree, value in tried if screen.passes(value))
    for tree, value in islice(fitting, MOST_PROVED):
        if _is_proved(wanted, value, case, judge):
            return latex(tree)
    return _carried_out(wanted, case, judge)


def _carried_out(wanted: Tensor, case: Case, judge: Judge) -> str | None:
    """Return the wanted value with its derivatives carried out, read back and proved."""
    start = case.judged.readings[0].tree
    # a derivative by a defined name was carried out when it was read
    open_ = any(isinstance(node, (t.Derive, t.Gradient)) for node in start.walk())
    open_ = open_ or (case.step.message or "").startswith(NO_SOLUTION)
    written = carried_out(wanted, case.setting) if open_ else None
    if written is None:
        return None
    tokens, _ = tokenize(written)
    tree = parse(tokens, case.setting.signature.words)
    value = elaborate(tree, scope_of(case.judged))
    proved = not isinstance(value, Failure) and _is_proved(wanted, value, case, judge)
    return latex(tree) if proved else None


def _wanted(case: Case) -> Tensor | None:
    """Return what the right side should be equal to: what its chain began with, if it strayed."""
    left, start = case.left.tensor, case.judged.readings[0].tensor
    return start if case.astray or left is None else left


def _formulas(case: Case, chains: Sequence[Judged]) -> Iterator[t.Tree]:
    """Yield the formulas at hand, the likeliest first, each spelling once."""
    passed = {latex(case.left.tree), latex(case.right.tree)}
    for tree in _in_order(case, chains):
        if latex(tree) not in passed:
            passed.add(latex(tree))
            yield tree


def _in_order(case: Case, chains: Sequence[Judged]) -> Iterator[t.Tree]:
    here = case.setting.entry
    if here is not None and here.closed_form is not None:
        yield here.closed_form.tree
    # a number alone, 0, may be right for want of knowledge: of a J that nobody explains
    yield from (tree for tree in _lines(case, chains) if not isinstance(bare(tree), t.Numeral))


def _lines(case: Case, chains: Sequence[Judged]) -> Iterator[t.Tree]:
    yield from (reading.tree for reading in reversed(case.judged.readings))
    for judged in chains:
        entry = judged.setting.entry
        if entry is not None and entry.closed_form is not None:
            yield entry.closed_form.tree
    for judged in chains:
        yield from (reading.tree for reading in reversed(judged.readings[1:]))


def _values(
    case: Case, chains: Sequence[Judged], wanted: Tensor
) -> Iterator[tuple[t.Tree, Tensor]]:
    """Yield what the formulas at hand mean in the line's place, those that answer something."""
    for tree in _formulas(case, chains):
        value = elaborate(tree, scope_of(case.judged))
        if isinstance(value, Failure) or not is_closed(value, tree, case.setting):
            continue
        if not restates(value, wanted, case.setting):
            yield tree, value


def _is_proved(wanted: Tensor, value: Tensor, case: Case, judge: Judge) -> bool:
    statement = statement_of(wanted, value, case.setting.context)
    return statement is not None and guards.decide(statement, case.setting, judge).equal is True
