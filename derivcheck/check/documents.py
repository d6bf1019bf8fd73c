"""A whole document: parts, chains, answers, expectations."""

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.check.as_meant import as_meant
from derivcheck.check.comments import ignored_codes, unused_comments
from derivcheck.check.conventions.document import Conventions, conventions_of
from derivcheck.check.conventions.hinted import spare_hinted
from derivcheck.check.conventions.inference import Trials, explained, infer, with_remarks
from derivcheck.check.conventions.lone import infer_places
from derivcheck.check.conventions.parts import local_conventions
from derivcheck.check.expectations import apply_expectations, read_expectations, without
from derivcheck.check.finding import (
    Convention,
    DocumentFinding,
    PartFinding,
    StepFinding,
)
from derivcheck.check.judging.judge import Judge
from derivcheck.check.judging.options import Options
from derivcheck.check.names.declarations import declarations_of
from derivcheck.check.names.reach import reach_of
from derivcheck.check.names.scopes import NamesOfParts
from derivcheck.check.names.settings import Settings
from derivcheck.check.names.which_superscript import with_layers
from derivcheck.check.parts import JudgedPart, check_parts
from derivcheck.check.reading.families import families_of
from derivcheck.document.hidden import told_of_hidden
from derivcheck.document.model import Document
from derivcheck.problem.model import Problem

# says of the steps that are wrong what the slip was
Diagnose = Callable[[tuple[JudgedPart, ...], Document, Options], tuple[PartFinding, ...]]


def check_document(
    document: Document,
    problem: Problem | None,
    options: Options | None = None,
    diagnose: Diagnose | None = None,
) -> DocumentFinding:
    """Return what is said of every relation sign of a document.

    Raises `ProblemError` when the problem's own formulas have no meaning.
    """
    options = options or Options()
    document = as_meant(document, problem)
    conventions, judged, declared = _under_conventions(document, problem, options)
    parts = tuple(one.finding for one in judged)
    if diagnose is not None:
        parts = diagnose(judged, document, options)
    parts = tuple(part for part in parts if not options.parts or part.part.id in options.parts)
    expectations, broken = read_expectations(document)
    if diagnose is None:
        expectations = tuple(one.by_verdict for one in expectations)
    steps = _steps(parts)
    expected, unused = apply_expectations(steps, expectations, document)
    ignored = ignored_codes(document)
    by_id = {id(step): without(new, ignored) for step, new in zip(steps, expected, strict=True)}
    parts = tuple(
        replace(part, steps=tuple(by_id[id(step)] for step in part.steps)) for part in parts
    )
    shown = (*conventions.shown(), *declared)
    told = {one.code for one in shown} | {one.code for step in expected for one in step.remarks}
    vain = () if options.parts else unused_comments(document, told)
    hidden = told_of_hidden(document.source.text)
    return DocumentFinding(
        document=document,
        problem=problem.name if problem else None,
        conventions=tuple(one for one in shown if one.code not in ignored),
        diagnostics=(*document.diagnostics, *hidden, *broken, *unused, *vain),
        parts=parts,
        # without an exercise there is no answer to keep back
        reveal=problem.reveal if problem else "answer",
    )


class _Known(Struct, frozen=True):
    """What holds in a document before any step is judged."""

    conventions: Conventions
    settings: Settings
    shown: tuple[Convention, ...]


def _known_of(document: Document, problem: Problem | None, options: Options) -> _Known:
    conventions = conventions_of(document, problem, options.conventions)
    families = families_of(document, problem)
    fixed = problem is not None and problem.fixed
    chosen = any(kind == "vectors" for kind, _ in options.conventions)
    declared = declarations_of(document, problem)
    stated = conventions.sources.get("vectors") is not None
    local = local_conventions(
        document, declared.said, problem, fixed=fixed or chosen, stated=stated
    )
    reach = reach_of(document, declared.told, declared.said)
    settings = Settings(
        declared.problem, conventions.values, families, declared.own, local.values, reach
    )
    return _Known(conventions, settings, (*local.shown, *declared.shown))


def _under_conventions(
    document: Document, problem: Problem | None, options: Options
) -> tuple[Conventions, tuple[JudgedPart, ...], tuple[Convention, ...]]:
    """Return a document's conventions, its parts judged under them, and what it declares."""
    written = document
    document = with_layers(written, problem, lambda: _known_of(written, problem, options).settings)
    known = _known_of(document, problem, options)
    conventions, settings = known.conventions, known.settings
    judge = Judge(document.source.text.encode(), options)
    names = NamesOfParts(document, settings)
    trials = Trials(document, settings, names, options)
    parts = check_parts(document, settings, names, judge)
    # sums have a place where they are not written, which the first may have found
    for find in (infer, infer_places):
        inferred = find(_judged_steps(parts), conventions, trials)
        if inferred is None:
            continue
        conventions = conventions.inferred(dict(inferred.changes), inferred.evidence)
        settings = settings.under(conventions.values)
        parts = check_parts(document, settings, NamesOfParts(document, settings), judge)
    changes = explained(_judged_steps(parts), conventions, trials)

    def told(part: JudgedPart) -> JudgedPart:
        steps = with_remarks(part.finding.steps, changes)
        steps = spare_hinted(steps, changes, document, conventions)
        return replace(part, finding=replace(part.finding, steps=steps))

    return conventions, tuple(map(told, parts)), known.shown


def _steps(parts: tuple[PartFinding, ...]) -> tuple[StepFinding, ...]:
    return tuple(step for part in parts for step in part.steps)


def _judged_steps(parts: tuple[JudgedPart, ...]) -> tuple[StepFinding, ...]:
    return _steps(tuple(part.finding for part in parts))
