"""A document's findings, with what the slip was in each step that is wrong."""

from collections.abc import Iterator
from dataclasses import replace

from derivcheck.check.documents import JudgedPart
from derivcheck.check.finding import PartFinding, Slip, StepFinding, Verdict
from derivcheck.check.judge import Judge
from derivcheck.check.options import Options
from derivcheck.check.watch import Aside
from derivcheck.diagnose.search.case import Case
from derivcheck.diagnose.search.repair import Repair, Search
from derivcheck.document.model import Document

_WRONG = (Verdict.REFUTED, Verdict.ILL_TYPED)


def diagnose(
    parts: tuple[JudgedPart, ...], document: Document, options: Options
) -> tuple[PartFinding, ...]:
    """Return the findings of a document's parts, each wrong step with its slip if one is found."""
    watch = Aside(options.watch, "repair")
    fast = replace(options, witnesses=("modular", "balls"), clock=None, watch=watch, exact=False)
    judge = Judge(document.source.text.encode(), fast)
    return tuple(
        part.finding
        if options.parts and part.finding.part.id not in options.parts
        else _with_slips(part, document, judge)
        for part in parts
    )


def _with_slips(part: JudgedPart, document: Document, judge: Judge) -> PartFinding:
    slips = {case.step.id: _slip(case, judge) for case in _cases(part, document)}
    steps = tuple(
        replace(step, slip=slips[step.id]) if slips.get(step.id) else step
        for step in part.finding.steps
    )
    return replace(part.finding, steps=steps)


def _cases(part: JudgedPart, document: Document) -> Iterator[Case]:
    steps = iter(part.finding.steps)
    for chain, judged in zip(part.finding.part.chains, part.chains, strict=True):
        for _, step in zip(chain.relations, steps, strict=False):
            if _is_wrong(step):
                yield Case(step, chain, judged, document.source)


def _is_wrong(step: StepFinding) -> bool:
    return step.verdict in _WRONG and step.slip is None and step.relation.sign == "="


def _slip(case: Case, judge: Judge) -> Slip | None:
    repair = Search(case, judge).run()
    return None if repair is None else _told(repair)


def _told(repair: Repair) -> Slip:
    (slip, *_), (edit, *_) = repair.slips, repair.edits
    return Slip(slip.code, edit.says or slip.says, repair.latex, None, repair.place)
