"""Conventions that a document's steps bear out, and under which a wrong step would hold.

A reading is never chosen because it makes the step at hand true (`semantics.md`, section 4):
another convention is taken only if at least `ENOUGH` different steps hold under it and not
under the one in force, so that each of them has two others beside it, and if no step holds
only under the one in force.
"""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.check.conventions.document import Conventions
from derivcheck.check.finding import WRONG, StepFinding, Verdict
from derivcheck.check.judging.chains import Place, Rows, rows_of
from derivcheck.check.judging.judge import Judge
from derivcheck.check.judging.options import Options
from derivcheck.check.judging.row import Row
from derivcheck.check.judging.steps import judge_row
from derivcheck.check.judging.watch import Aside
from derivcheck.check.names.scopes import NamesOfParts
from derivcheck.check.names.settings import Settings
from derivcheck.check.reading.members import part_entry, referent_of
from derivcheck.check.reading.own_names import Names, PartNames
from derivcheck.check.reading.typing import MOST_IN_ALL, Budget
from derivcheck.document.model import Chain, Document, Part
from derivcheck.problem.model import Problem
from derivcheck.source import Diagnostic
from derivcheck.syntax import signs

# two steps other than the one judged
ENOUGH = 3

_OTHER: dict[str, dict[str, tuple[str, ...]]] = {
    "vectors": {"columns": ("rows",), "rows": ("columns",)},
    "gradients": {"shape": ("rows",), "rows": ("shape",), "numerator": ("shape", "rows")},
    "jacobian": {"numerator": ("denominator",), "denominator": ("numerator",)},
    # the weaker one first: it is taken where both explain as much
    "sums": {"written": ("repeated", "absent"), "repeated": ("absent",), "absent": ()},
}
_WORDS = {
    ("vectors", "columns"): "vectors were columns",
    ("vectors", "rows"): "vectors were rows",
    ("gradients", "shape"): "gradients had the shape of their variable",
    ("gradients", "rows"): "gradients were rows",
    ("gradients", "numerator"): "derivatives were rows and gradients columns",
    ("jacobian", "numerator"): "a Jacobian had a row for each entry of f",
    ("jacobian", "denominator"): "a Jacobian had a column for each entry of f",
    ("sums", "repeated"): "repeated indices were summed over",
    ("sums", "absent"): "indices that the chain's first member has not were summed over",
}

_WITH_STORAGE = ("vectors", "gradients")

Changes = tuple[tuple[str, str], ...]


def alternatives(values: dict[str, str], problem: Problem | None) -> tuple[Changes, ...]:
    """Return what else may hold: one convention changed, or the storage of a matrix with one."""
    single = [(kind, other) for kind in _OTHER for other in _OTHER[kind][values[kind]]]
    matrices = [entry.name for entry in problem.symbols if entry.columns] if problem else []
    stored = [_storage(name, values) for name in matrices]
    pairs = [(one, other) for one in single if one[0] in _WITH_STORAGE for other in stored]
    return (*((change,) for change in (*single, *stored)), *pairs)


def _storage(name: str, values: dict[str, str]) -> tuple[str, str]:
    kind = f"storage {name}"
    return kind, "columns" if values.get(kind) == "rows" else "rows"


class Trials:
    """Steps of one document judged under other conventions, by exact images and balls only."""

    def __init__(
        self, document: Document, settings: Settings, names: NamesOfParts, options: Options
    ) -> None:
        watch = Aside(options.watch, "trial")
        fast = replace(options, witnesses=("modular", "balls"), clock=None, watch=watch)
        self._judge = Judge(document.source.text.encode(), fast)
        self._document = document
        # for the letters under all conventions together
        self._budget = Budget(3 * MOST_IN_ALL)
        self._first = settings
        self._names = names  # of the parts under the conventions in force
        self._known: dict[Changes, tuple[Settings, NamesOfParts]] = {}
        self._depending: dict[str, frozenset[str]] = {}

    def proved(
        self, steps: frozenset[str], conventions: Conventions, changes: Changes
    ) -> frozenset[str]:
        """Return which of these steps are proved under some conventions, changed."""
        values = {**conventions.values, **dict(changes)}
        key = tuple(sorted(values.items()))
        if key not in self._known:
            settings = self._first.under(values)
            names = NamesOfParts(self._document, settings, self._budget)
            self._known[key] = settings, names
        settings, names = self._known[key]
        return frozenset(
            step
            for at, part in enumerate(self._document.parts)
            if not steps.isdisjoint(_ids(part))
            for step in self._in_part(part, names.of(at), steps, settings)
        )

    def depending(self, kinds: tuple[str, ...]) -> frozenset[str]:
        """Return the steps whose reading may depend on each of these conventions."""
        return frozenset.intersection(*map(self._depending_on, kinds))

    def _depending_on(self, kind: str) -> frozenset[str]:
        if kind not in self._depending:
            self._depending[kind] = frozenset(self._touched(kind))
        return self._depending[kind]

    def _touched(self, kind: str) -> Iterator[str]:
        for at, part in enumerate(self._document.parts):
            number = 1
            for chain, known in zip(part.chains, self._names.of(at).at, strict=True):
                if _may_depend(chain, kind, known, self._first.problem):
                    yield from (f"{part.id}.{number + n}" for n in range(len(chain.relations)))
                number += len(chain.relations)

    def _holds(self, row: Row, read: Rows) -> bool:
        return judge_row(row, (), read.setting, self._judge).verdict is Verdict.PROVED

    def _in_part(
        self,
        part: Part,
        names: PartNames,
        steps: frozenset[str],
        settings: Settings,
    ) -> Iterator[str]:
        number = 1
        referent = None
        settings = settings.in_part(part)
        for chain, known in zip(part.chains, names.at, strict=True):
            ids = [f"{part.id}.{number + at}" for at in range(len(chain.relations))]
            place = Place(part.id, number, None)
            number += len(chain.relations)
            found = steps.intersection(ids)
            if not found:
                continue
            pairs = zip(ids, chain.relations, strict=True)
            last = max(relation.right for step, relation in pairs if step in found)
            own = settings.of(part_entry(settings.problem, part.id), names.end)
            referent = referent or referent_of(part, own)
            for entry in settings.entries(part, chain):
                setting = settings.of(entry, known)
                scope = replace(setting.scope(), referent=referent)
                with self._judge.reading(chain, scope, last + 1) as readings:
                    read = rows_of(chain, readings, place, scope, setting)
                    found &= {
                        row.id for row in read.rows if row.id in found and self._holds(row, read)
                    }
            yield from found


def _ids(part: Part) -> frozenset[str]:
    """Return the steps of a part."""
    count = sum(len(chain.relations) for chain in part.chains)
    return frozenset(f"{part.id}.{number}" for number in range(1, count + 1))


def _may_depend(chain: Chain, kind: str, names: Names, problem: Problem | None) -> bool:
    """Whether a chain may be read otherwise under another convention of a kind.

    A name of the document's own may hide anything.
    """
    written = {token.text for member in chain.members for token in member.tokens}
    own = any(place >= 0 or key in written for key, place in names.places.items())
    if own or problem is None:
        return True
    if kind == "vectors":
        needed = {name for e in problem.symbols for name in (e.name, *e.columns) if e.sorts}
    elif kind.startswith("storage "):
        needed = {kind.removeprefix("storage ")}
    elif kind in ("sums", "lone"):
        needed = {"_"}
    else:
        needed = _DERIVATIVES
    return bool(written & needed)


# signs of a derivative; a d may be one
_DERIVATIVES = {"d", *signs.PARTIAL, *signs.NABLA, *signs.PRIMES}


class Inferred(Struct, frozen=True):
    """Changes that the document bears out, and the steps that do so."""

    changes: Changes
    evidence: tuple[str, ...]


def infer(
    steps: tuple[StepFinding, ...], conventions: Conventions, trials: Trials
) -> Inferred | None:
    """Return the conventions that the steps bear out instead of those in force, or None.

    Only conventions of which nothing was said are looked at, one change before two.  Of several
    the one with most steps is taken, and none if two have as many.
    """
    problem = conventions.problem
    failing = failing_in(steps)
    if len(failing) < ENOUGH or (problem is not None and problem.fixed):
        return None
    choices = alternatives(conventions.values, problem)
    for size in sorted({len(changes) for changes in choices}):
        found = [
            one
            for changes in choices
            if len(changes) == size and not any(_is_settled(one, conventions) for one in changes)
            if (one := _borne_out(changes, failing, conventions, trials)) is not None
            and not contradicted(one, steps, conventions, trials)
        ]
        found.sort(key=lambda one: -len(one.evidence))
        if len(found) > 1 and len(found[0].evidence) == len(found[1].evidence):
            kinds = {kind for one in found for kind, _ in one.changes}
            return found[0] if kinds == {"sums"} else None
        if found:
            return found[0]
    return None


def _is_settled(change: tuple[str, str], conventions: Conventions) -> bool:
    """Whether something was said of a convention; “repeated indices are summed” may be meant of
    all that the left side has not, and does not settle that."""
    source = conventions.sources.get(change[0])
    return source is not None and not (change == ("sums", "absent") and source.kind == "stated")


def _borne_out(
    changes: Changes, failing: list[StepFinding], conventions: Conventions, trials: Trials
) -> Inferred | None:
    """Return the changes with their evidence if enough different steps hold only under them."""
    unsaid = any(kind == "sums" and kind not in conventions.sources for kind, _ in changes)
    if unsaid and any(_loses_a_sum(step) for step in failing):
        return None  # who writes a Σ and has none in the next line may have lost it
    ids = frozenset(step.id for step in failing)
    proved = holding(ids, conventions, changes, trials)
    for change in changes if len(changes) > 1 else ():
        # what one of the changes explains does not bear out both
        proved -= holding(proved, conventions, (change,), trials)
    evidence = [step for step in failing if step.id in proved]
    if len({written(step) for step in evidence}) < ENOUGH:
        return None
    return Inferred(changes, tuple(step.id for step in evidence))


def _loses_a_sum(step: StepFinding) -> bool:
    """Whether a line on the way has more Σ than the next; a chain may begin with one that is
    written, and go on as its author writes such sums."""
    if step.relation.left == 0:
        return False
    left, right = (
        sum(token.text in _SUMS for token in member.tokens) if member is not None else 0
        for member in (step.lhs, step.rhs)
    )
    return left > right


_SUMS = ("\\sum", "∑", "\\Sigma")
_EXPLAINABLE = ("shape-mismatch", "no-left-value", "unbound-index", "which-sum")


def failing_in(steps: tuple[StepFinding, ...]) -> list[StepFinding]:
    """Return the steps that fail as a convention could explain: by shapes or by an index that
    nothing binds, or after such a step."""
    return [
        step
        for step in steps
        if step.relation.sign == "=" and (step.code in _EXPLAINABLE or _matrices_differ(step))
    ]


def _matrices_differ(step: StepFinding) -> bool:
    """Whether a step is refuted between matrices, which may be transposed."""
    witness = step.witness
    return witness is not None and "," in (witness.component or "")


def written(step: StepFinding) -> str:
    """Return a step as it is written, so that the same step twice is one."""
    left = step.lhs.latex if step.lhs is not None else ""
    return "".join(f"{left}={step.rhs.latex}".split())


def contradicted(
    one: Inferred, steps: tuple[StepFinding, ...], conventions: Conventions, trials: Trials
) -> bool:
    """Whether a step holds only under the conventions in force."""
    kept = frozenset(step.id for step in steps if step.verdict is Verdict.PROVED)
    touched = [trials.depending((kind,)) for kind, _ in one.changes]
    kept &= frozenset().union(*touched)
    return trials.proved(kept, conventions, one.changes) != kept


def holding(
    steps: frozenset[str], conventions: Conventions, changes: Changes, trials: Trials
) -> frozenset[str]:
    """Return which of some steps that fail would hold under changed conventions."""
    steps &= trials.depending(tuple(kind for kind, _ in changes))
    return trials.proved(steps, conventions, changes) if steps else steps


def explained(
    steps: tuple[StepFinding, ...], conventions: Conventions, trials: Trials
) -> dict[str, Changes]:
    """Return for each wrong step under which other conventions it would hold, if any."""
    out: dict[str, Changes] = {}
    wrong = {step.id: step for step in failing_in(steps) if step.verdict in WRONG}
    choices = (*alternatives(conventions.values, conventions.problem), *_layouts(conventions))
    for changes in choices if wrong else ():
        left = frozenset(wrong) - frozenset(out)
        if not left:
            break
        out.update(dict.fromkeys(holding(left, conventions, changes, trials), changes))
    return out


def with_remarks(
    steps: Iterable[StepFinding], found: Mapping[str, Changes]
) -> tuple[StepFinding, ...]:
    """Return steps with the remark under which other conventions they would hold."""

    def remark(step: StepFinding) -> Diagnostic:
        message = f"it would hold {_supposed(found[step.id])}"
        return Diagnostic("other-convention", message, step.rhs.span)

    return tuple(
        replace(step, remarks=(*step.remarks, remark(step))) if step.id in found else step
        for step in steps
    )


def _layouts(conventions: Conventions) -> Iterator[Changes]:
    """Yield the other layout, where two conventions together make it."""
    values = conventions.values
    if (values["jacobian"], values["gradients"]) == ("denominator", "shape"):
        yield _NUMERATOR


_NUMERATOR: Changes = (("jacobian", "numerator"), ("gradients", "rows"))


def _supposed(changes: Changes) -> str:
    if changes == _NUMERATOR:
        return "in numerator layout: a Jacobian with a row for each entry of f, gradients as rows"
    return f"if {' and '.join(map(_words, changes))}"


def _words(change: tuple[str, str]) -> str:
    kind, value = change
    if kind.startswith("storage "):
        return f"{kind.removeprefix('storage ')} held its vectors as {value}"
    return _WORDS[kind, value]
