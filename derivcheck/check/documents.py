"""A whole document: parts, chains, answers, expectations."""

from dataclasses import replace

from derivcheck.check.answers import answer_of, story_of
from derivcheck.check.chains import Judged, Place, agreed, judge_chain
from derivcheck.check.choice import entries_for
from derivcheck.check.conventions import conventions_of
from derivcheck.check.expectations import (
    apply_expectations,
    ignored_codes,
    read_expectations,
    without,
)
from derivcheck.check.families import Families, families_of
from derivcheck.check.finding import DocumentFinding, PartFinding, StepFinding
from derivcheck.check.judge import Judge
from derivcheck.check.letters import with_known_letters
from derivcheck.check.options import Options
from derivcheck.check.phrases import assumes, assumption_in
from derivcheck.check.reading import Setting, part_entry, referent_of, setting_for
from derivcheck.document.model import Document, Part
from derivcheck.problem.model import PartEntry, Problem
from derivcheck.term.tensor import Tensor


def check_document(
    document: Document, problem: Problem | None, options: Options | None = None
) -> DocumentFinding:
    """Return what is said of every relation sign of a document.

    Raises `ProblemError` when the problem's own formulas have no meaning.
    """
    options = options or Options()
    document = with_known_letters(document, problem)
    conventions, shown = conventions_of(document, problem)
    judge = Judge(document.source.text.encode(), options)
    families = families_of(document, problem)
    parts = tuple(
        _check_part(part, problem, conventions, judge, document, families)
        for part in document.parts
        if not options.parts or part.id in options.parts
    )
    expectations, broken = read_expectations(document)
    steps = tuple(step for part in parts for step in part.steps)
    expected, unused = apply_expectations(steps, expectations, document)
    ignored = ignored_codes(document)
    by_id = {id(step): without(new, ignored) for step, new in zip(steps, expected, strict=True)}
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
    families: Families,
) -> PartFinding:
    settings = _Settings(problem, conventions)
    own = settings.of(part_entry(problem, part.id))
    referent = referent_of(part, own)
    judged: list[Judged] = []
    steps: list[StepFinding] = []
    names: dict[str, Tensor] = {}
    standing: str | None = None
    for chain in part.chains:
        standing = standing or assumption_in(chain.before)
        place = Place(part.id, len(steps) + 1, standing)
        found: list[Judged] = []
        for entry in entries_for(part, chain, problem, families):
            setting = settings.of(entry)
            # names defined in a chain hold to the end of the part, letters only in their chain
            scope = replace(setting.scope(), locals=names, referent=referent)
            found.append(judge_chain(chain, place, scope, setting, judge))
        judged.append(agreed(found))
        if standing is None and assumes(chain.before) and chain.relations:
            standing = f"assume {chain.members[0].latex} … {chain.members[-1].latex}"
        steps.extend(judged[-1].steps)
    answer = answer_of(tuple(judged), own, judge)
    story = story_of(tuple(judged), answer, document.source)
    return PartFinding(part, tuple(steps), answer, story)


class _Settings:
    """The settings of a document's parts, each made once: contexts are compared by identity."""

    def __init__(self, problem: Problem | None, conventions: dict[str, str]) -> None:
        self._problem = problem
        self._conventions = conventions
        self._known: list[tuple[PartEntry | None, Setting]] = []

    def of(self, entry: PartEntry | None) -> Setting:
        for known, setting in self._known:
            if known == entry:
                return setting
        setting = setting_for(self._problem, entry, self._conventions)
        self._known.append((entry, setting))
        return setting
