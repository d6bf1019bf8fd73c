"""Check a problem file itself: its closed forms are claims, proved when asked for."""

from derivcheck.check.conventions.document import DEFAULTS
from derivcheck.check.judging.judge import Judge
from derivcheck.check.judging.options import Options
from derivcheck.check.reading.members import setting_of
from derivcheck.check.reading.relate import Mismatch, relate
from derivcheck.elaborate.failure import Failure
from derivcheck.elaborate.formula import elaborate
from derivcheck.elaborate.lookup import is_placeholder, lookup
from derivcheck.elaborate.scope import Scope
from derivcheck.elaborate.signature import take_apart
from derivcheck.problem.model import Formula, PartEntry, Problem
from derivcheck.source import Diagnostic, Span
from derivcheck.syntax import latex
from derivcheck.syntax.tree import Tree
from derivcheck.term.core import Entry
from derivcheck.term.tensor import scalar

_NOWHERE = Span(0, 0)


def check_problem(problem: Problem) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a problem file; raises `ProblemError` if it has no meaning."""
    out: list[Diagnostic] = []
    conventions = {**DEFAULTS, **dict(problem.conventions)}
    judge = Judge(problem.name.encode(), Options())
    out.extend(_check_names(problem, conventions))
    for entry in problem.parts:
        out.extend(_check_part(problem, entry, conventions, judge))
    return tuple(out)


def _check_names(problem: Problem, conventions: dict[str, str]) -> list[Diagnostic]:
    """Return what is wrong with definitions, aliases and losses: names without a meaning."""
    scope = setting_of(problem, "", conventions).scope()
    out = []
    for definition in problem.definitions:
        for argument in take_apart(definition.head.tree).arguments or ():
            if is_placeholder(argument, scope):
                scope.locals[latex(argument)] = scalar(Entry(f"·{latex(argument)}", ()))
        out.extend(_unless_read(definition.head, definition.head.tree, scope))
        scope.locals = {}
    named = [*problem.aliases, *problem.typos, *((one.name, one.name) for one in problem.losses)]
    for written, meant in named:
        scope.remarks = []
        known = lookup(meant.tree, scope) is not None
        if not known or any(remark.code == "misspelt-name" for remark in scope.remarks):
            out.extend(_unless_read(written, meant.tree, scope))
    return out


def _unless_read(formula: Formula, tree: Tree, scope: Scope) -> list[Diagnostic]:
    scope.opens = True
    value = elaborate(tree, scope)
    if not isinstance(value, Failure):
        misspelt = [remark for remark in scope.remarks if remark.code == "misspelt-name"]
        # a problem file has to write its own names as they are
        return [
            Diagnostic("unknown-symbol", _at(formula, one.message), _NOWHERE) for one in misspelt
        ]
    message = f"line {formula.line}: {formula.latex}: {value.message}"
    return [Diagnostic(value.code, message, _NOWHERE)]


def _at(formula: Formula, message: str) -> str:
    return f"line {formula.line}: {formula.latex}: {message}"


def _check_part(
    problem: Problem, entry: PartEntry, conventions: dict[str, str], judge: Judge
) -> list[Diagnostic]:
    setting = setting_of(problem, entry.id, conventions)
    out = []
    for formula in (entry.loss, entry.goal, entry.closed_form):
        if formula is None:
            continue
        scope = setting.scope()
        scope.opens = True
        value = elaborate(formula.tree, scope)
        if isinstance(value, Failure):
            place = f"part {entry.id}, line {formula.line}: {formula.latex}"
            out.append(Diagnostic(value.code, f"{place}: {value.message}", _NOWHERE))
    if setting.goal is None or setting.closed_form is None or out:
        return out
    statement, _ = relate(setting.goal, setting.closed_form, setting.context, _NOWHERE)
    if isinstance(statement, Mismatch):
        message = f"part {entry.id}: {statement.message}"
        return [Diagnostic("shape-mismatch", message, _NOWHERE)]
    decision = judge.decide(statement)
    if decision.equal is not True:
        said = "is wrong" if decision.equal is False else f"was not proved: {decision.reason}"
        message = f"part {entry.id}, line {entry.line}: the closed form {said}"
        out.append(Diagnostic("closed-form", message, _NOWHERE))
    return out
