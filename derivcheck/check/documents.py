"""A whole document: parts, chains, answers, expectations."""

from dataclasses import replace

from derivcheck.check.answers import answer_of, story_of
from derivcheck.check.chains import Judged, judge_chain
from derivcheck.check.conventions import conventions_of
from derivcheck.check.expectations import apply_expectations, read_expectations
from derivcheck.check.finding import DocumentFinding, PartFinding, StepFinding
from derivcheck.check.judge import Judge
from derivcheck.check.options import Options
from derivcheck.check.reading import referent_of, setting_of
from derivcheck.document.model import Document, Part
from derivcheck.problem.model import Problem


def check_document(
    document: Document, problem: Problem | None, options: Options | None = None
) -> DocumentFinding:
    """Return what is said of every relation sign of a document.

    Raises `ProblemError` when the problem's own formulas have no meaning.
    """
    options = options or Options()
    conventions, shown = conventions_of(document, problem)
    judge = Judge(document.source.text.encode(), options)
    parts = tuple(
        _check_part(part, problem, conventions, judge, document)
        for part in document.parts
        if not options.parts or part.id in options.parts
    )
    expectations, broken = read_expectations(document)
    steps = tuple(step for part in parts for step in part.steps)
    expected, unused = apply_expectations(steps, expectations, document)
    by_id = {id(step): new for step, new in zip(steps, expected, strict=True)}
    parts = tuple(
        replace(part, steps=tuple(by_id[id(step)] for step in part.steps)) for part in parts
    )
    return DocumentFinding(
        document=document,
        problem=problem.name if problem else None,
        conventions=shown,
        diagnostics=(*document.diagnostics, *broken, *unused),
        parts=parts,
    )


def _check_part(
    part: Part,
    problem: Problem | None,
    conventions: dict[str, str],
    judge: Judge,
    document: Document,
) -> PartFinding:
    setting = setting_of(problem, part.id, conventions)
    referent = referent_of(part, setting)
    judged: list[Judged] = []
    steps: list[StepFinding] = []
    scope = setting.scope()
    for chain in part.chains:
        # names defined in a chain hold to the end of the part, letters only in their chain
        scope = replace(setting.scope(), locals=scope.locals, referent=referent)
        found = judge_chain(chain, len(steps) + 1, part.id, scope, setting, judge)
        judged.append(found)
        steps.extend(found.steps)
    answer = answer_of(tuple(judged), setting, judge)
    story = story_of(tuple(judged), answer, document.source)
    return PartFinding(part, tuple(steps), answer, story)
