"""Vectors x_1, …, x_n beside a matrix of their size: the text may mean its rows, or its columns.

“Let X ∈ ℝ^{n×d} be the design matrix and x_i ∈ ℝ^d the inputs” can be said in many ways, and some
say nothing.  So what fails for vectors that have nothing to do with the matrix refutes a step only
if it fails as well where they are its rows or columns.  A proof rests on this, and says so, where
the text states it in words that are understood, or where it writes X and x_i and says nothing at
all of X: then shapes alone tell whether they are rows or columns.
"""

from collections.abc import Iterator
from itertools import islice, product

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.check.finding import Condition, StepFinding, Verdict, undecided
from derivcheck.check.judging.decided import with_decision
from derivcheck.check.judging.judge import Judge
from derivcheck.check.judging.undeclared import CODE
from derivcheck.check.names.stacked import COLUMNS, ROWS, lower
from derivcheck.check.reading.members import Setting
from derivcheck.engine.statement import Statement
from derivcheck.problem.model import SymbolEntry
from derivcheck.term.context import Definition, unfold
from derivcheck.term.core import Derivative, Entry, IndexVar, Sort, Term

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
    return undecided(finding, CODE, message)


def as_said(
    finding: StepFinding, statement: Statement, setting: Setting, judge: Judge
) -> StepFinding:
    """Return what is said of an open step whose matrices consist of vectors, if then it holds.

    Not where something is differentiated by them.
    """
    if finding.verdict is not Verdict.UNDECIDED or finding.code != CODE:
        return finding
    sides = tuple(unfold(x, statement.context) for x in (statement.left, statement.right))
    symbols = frozenset[str]().union(*(side.symbols for side in sides))
    families = {key: one for key, one in _families(setting) if one.symbol in symbols}
    ties: dict[str, Definition] = {}
    said: list[str] = []
    for key, matrix in _matrices(setting):
        family = families.get(lower(key))
        if family is None or matrix.symbol not in symbols:
            continue
        side = _side(matrix, family)
        if side is None or side != (setting.stacked[key] or ROWS):
            return finding
        ties[matrix.symbol] = _stack(matrix, family, side)
        said.append(f"the {side} of {key} are the {lower(key)}_{{i}}")
    by = {x.variable.symbol for side in sides for x in side.walk() if isinstance(x, Derivative)}
    if not ties or by & (ties.keys() | {one.symbol for one in families.values()}):
        return finding
    context = statement.context
    tied = replace(context, constraints={**context.constraints, **ties})
    decision = judge.decide(replace(statement, context=tied))
    if decision.equal is not True:
        return finding
    rests_on = tuple(Condition("assumption", text, "stated") for text in said)
    known = replace(finding, code=None, message=None, conditions=(*finding.conditions, *rests_on))
    return with_decision(known, statement, decision, setting)


class _Array(Struct, frozen=True):
    """A matrix, or vectors side by side, with the index sets of its axes."""

    symbol: str
    sorts: tuple[Sort, ...]


def _families(setting: Setting) -> Iterator[tuple[str, _Array]]:
    """Yield the vectors x_i, one for each i, by their letters."""
    for entry in setting.signature.symbols.values():
        if entry.stated and len(entry.sorts) == 2 and not entry.limited:
            sorts = tuple(map(setting.signature.sort, entry.sorts))
            yield from ((letter, _Array(entry.name, sorts)) for letter in entry.columns)
    for one in (*setting.beneath, *setting.letters.values()):
        if one.kind.members:
            yield one.key, _Array(one.symbol, one.kind.sorts)


def _matrices(setting: Setting) -> Iterator[tuple[str, _Array]]:
    """Yield the matrices of which words say what they consist of, and those of which none do."""
    for key, entry in setting.signature.symbols.items():
        plain = entry.stated and entry.kind == "matrix" and not entry.columns
        if plain and key in setting.stacked and entry.domain == "real" and not entry.limited:
            yield key, _Array(entry.name, tuple(map(setting.signature.sort, entry.sorts)))
    for key, one in setting.letters.items():
        plain = len(one.kind.sorts) == 2 and not one.kind.members and key not in setting.half_said
        if plain and key in setting.stacked:
            yield key, _Array(one.symbol, one.kind.sorts)


def _side(matrix: _Array, family: _Array) -> str | None:
    """Return whether the vectors are a matrix's rows or its columns, by their shapes."""
    if matrix.sorts[0] is matrix.sorts[1]:
        return None
    return {family.sorts[::-1]: ROWS, family.sorts: COLUMNS}.get(matrix.sorts)


def _stack(matrix: _Array, family: _Array, side: str) -> Definition:
    row, column = (
        IndexVar(name, sort) for name, sort in zip(("·row", "·column"), matrix.sorts, strict=True)
    )
    place = (column, row) if side == ROWS else (row, column)
    return _defined(row, column, Entry(family.symbol, place))


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
