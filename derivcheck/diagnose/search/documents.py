"""A document's findings, with what the slip was in each step that is wrong."""

from collections.abc import Iterator
from dataclasses import replace

from derivcheck.check.documents import JudgedPart
from derivcheck.check.finding import PartFinding, Slip, StepFinding, Verdict
from derivcheck.check.judge import Judge
from derivcheck.check.options import Options
from derivcheck.check.watch import Aside, Watch
from derivcheck.diagnose.search.case import Case
from derivcheck.diagnose.search.repair import Repair, Search
from derivcheck.diagnose.slips import slips
from derivcheck.document.model import Document

# why a formula was not read that a slip may explain
_EXPLAINED = frozenset(slip.unread for slip in slips().values() if slip.unread)
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
        else _with_slips(part, document, judge, watch)
        for part in parts
    )


def _with_slips(part: JudgedPart, document: Document, judge: Judge, watch: Watch) -> PartFinding:
    slips = {case.step.id: _slip(case, judge, watch) for case in _cases(part, document)}
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
    if step.slip is not None or step.relation.sign != "=":
        return False
    return step.verdict in _WRONG or (step.verdict is Verdict.UNREAD and step.code in _EXPLAINED)


def _slip(case: Case, judge: Judge, watch: Watch) -> Slip | None:
    """Return a step's slip; None as well where an earlier run was ended at it."""
    task = (case.step.id, 0, b"")
    over = watch.recall(task)
    watch.begin(task)
    repair = None if over is not None else Search(case, judge).run()
    watch.end(task, over)
    return None if repair is None else _told(repair)


def _told(repair: Repair) -> Slip:
    first, *rest = repair.slips
    says = [edit.says or slip.says for edit, slip in zip(repair.edits, repair.slips, strict=True)]
    return Slip(
        first.code,
        ", and ".join(dict.fromkeys(says)),
        repair.latex,
        None,
        repair.place,
        tuple(slip.code for slip in rest),
    )
