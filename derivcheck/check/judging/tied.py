"""Vectors x_1, …, x_n beside a matrix of their size: the text may mean its rows, or its columns.

“Let X ∈ ℝ^{n×d} be the design matrix and x_i ∈ ℝ^d the inputs” can be said in many ways, and some
say nothing.  So what fails for vectors that have nothing to do with the matrix refutes a step only
if it fails as well where they are its rows or columns.  Proofs never rest on this.
"""

from collections.abc import Iterator
from itertools import islice, product

from msgspec.structs import replace

from derivcheck.check.finding import StepFinding, Verdict, undecided
from derivcheck.check.judging.judge import Judge
from derivcheck.check.reading.members import Setting
from derivcheck.engine.statement import Statement
from derivcheck.problem.model import SymbolEntry
from derivcheck.term.context import Definition, unfold
from derivcheck.term.core import Derivative, Entry, IndexVar, Term

_MOST = 9  # ways to tie the matrices of a step that are tried
_Tie = tuple[str, Definition]


def spare_tied(
    finding: StepFinding, statement: Statement, setting: Setting, judge: Judge
) -> StepFinding:
    """Return what is said of a refuted step with a matrix and vectors that it may consist of."""
    if finding.verdict is not Verdict.REFUTED:
        return finding
    sides = tuple(unfold(x, statement.context) for x in (statement.left, statement.right))
    symbols = frozenset[str]().union(*(side.symbols for side in sides))
    entries = {entry.name: entry for entry in setting.signature.symbols.values()}
    stated = [entries[name] for name in sorted(symbols & entries.keys()) if entries[name].stated]
    ties = [
        ways
        for matrix in stated
        if matrix.kind == "matrix" and not matrix.columns
        if (ways := [tie for one in stated for tie in _ties(matrix, one, setting)])
    ]
    if not ties:
        return finding
    names = frozenset(name for ways in ties for name, _ in ways)
    by = {x.variable.symbol for side in sides for x in side.walk() if isinstance(x, Derivative)}
    vectors = frozenset(symbol for ways in ties for _, d in ways for symbol in d.body.symbols)
    every = product(*([None, *ways] for ways in ties))
    next(every)  # where none is tied the step fails
    tried = list(islice(every, _MOST))
    known = not by & (names | vectors) and len(tried) < _MOST
    if known and all(_fails(statement, chosen, judge) for chosen in tried):
        return finding
    name = min(names)
    message = f"it may hold if {name} is made of the vectors beside it; say so by a formula"
    return undecided(finding, "undeclared-symbol", message)


def _ties(matrix: SymbolEntry, family: SymbolEntry, setting: Setting) -> Iterator[_Tie]:
    """Yield the matrix as that of some vectors side by side, and below one another."""
    if not family.columns or len(family.sorts) != 2:
        return
    row, column = (
        IndexVar(letter, setting.signature.sort(sort))
        for letter, sort in zip(("·row", "·column"), matrix.sorts, strict=True)
    )
    if matrix.sorts == family.sorts:
        yield matrix.name, _defined(row, column, Entry(family.name, (row, column)))
    if matrix.sorts == family.sorts[::-1]:
        yield matrix.name, _defined(row, column, Entry(family.name, (column, row)))


def _defined(row: IndexVar, column: IndexVar, body: Term) -> Definition:
    return Definition((row, column), body)


def _fails(statement: Statement, ties: tuple[_Tie | None, ...], judge: Judge) -> bool:
    """Whether a step fails where matrices consist of vectors as chosen."""
    context = statement.context
    made = {**context.constraints, **dict(tie for tie in ties if tie is not None)}
    tied = replace(statement, context=replace(context, constraints=made))
    return judge.decide(tied).equal is False
