"""Findings to a report: places as lines and columns, verdicts as words, everything counted."""

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from derivcheck.check.finding import (
    DocumentFinding,
    PartFinding,
    Scope,
    Slip,
    StepFinding,
    Verdict,
    Witness,
)
from derivcheck.document.model import Member
from derivcheck.report.judge import passes
from derivcheck.report.model import (
    VERSION,
    AnswerReport,
    ConditionReport,
    ConventionReport,
    DocumentReport,
    ErrorReport,
    PartReport,
    RemarkReport,
    Report,
    ScopeReport,
    SkippedReport,
    SlipReport,
    StepReport,
    Summary,
    Tool,
    WitnessReport,
)
from derivcheck.report.place import place, region
from derivcheck.report.reveal import revealed
from derivcheck.source import Diagnostic, SourceText, Span

NOT_A_SLIP = frozenset({"compensates", "carried"})
"""Codes of ``slip`` that point at another step's slip and are no slip themselves."""


class Selection(Struct, frozen=True):
    """Which remarks and conventions are told, and which verdicts are let pass.

    ``select`` empty means all; ``ignored_in`` adds to ``ignore`` for documents by their path.
    ``allowed`` holds names of verdicts.
    """

    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    allowed: frozenset[str] = frozenset()
    min_steps: int | None = None
    reveal: str | None = None  # how much is told of what is wrong; by default what the problem says

    ignored_in: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def of(self, path: str) -> "Selection":
        """Return what holds for one document."""
        own = self.ignored_in.get(path)
        return replace(self, ignore=self.ignore | own) if own else self

    def tells(self, code: str) -> bool:
        """Return whether a remark of this code is told."""
        return code not in self.ignore and (not self.select or code in self.select)


def build(
    findings: Sequence[DocumentFinding],
    tool: Tool,
    errors: Sequence[ErrorReport] = (),
    selection: Selection | None = None,
) -> Report:
    """Return the report of these findings, in their order; the same input gives an equal report."""
    selection = selection or Selection()
    documents = tuple(_document(finding, selection) for finding in findings)
    return Report(VERSION, tool, tuple(errors), documents, _summary(documents, selection))


def _document(finding: DocumentFinding, selection: Selection) -> DocumentReport:
    source = finding.document.source
    diagnostics = dict.fromkeys((*finding.document.diagnostics, *finding.diagnostics))
    selection = selection.of(source.path)
    level = selection.reveal or finding.reveal
    return DocumentReport(
        path=source.path,
        problem=finding.problem,
        conventions=tuple(
            ConventionReport(c.code, c.text, c.source, c.evidence)
            for c in finding.conventions
            if selection.tells(c.code)
        ),
        diagnostics=tuple(_remark(source, diagnostic) for diagnostic in diagnostics),
        skipped=len(finding.document.skipped),
        skipped_at=tuple(_skipped(source, span) for span in finding.document.skipped),
        parts=tuple(_part(source, revealed(part, level), selection) for part in finding.parts),
        macros=dict(finding.document.macros),
    )


def _skipped(source: SourceText, span: Span) -> SkippedReport:
    at = region(source, span)
    place = (at.line, at.column, at.end_line, at.end_column, at.cell)
    return SkippedReport(*place, source.slice(span))


def _part(source: SourceText, finding: PartFinding, selection: Selection) -> PartReport:
    answer = finding.answer
    words = {chain.relations[0].span: chain.before for chain in finding.part.chains}
    return PartReport(
        id=finding.part.id,
        title=finding.part.title,
        answer=AnswerReport(
            answer.verdict.value if answer.verdict else None,
            answer.reason,
            answer.step,
            answer.asked,
        ),
        steps=tuple(_step(source, step, selection, words) for step in finding.steps),
        story=finding.story,
    )


def _behind(member: Member) -> str:
    """Return what stands behind a member in its row, a condition say, with a space if needed."""
    return member.tail and ("" if member.tail[0] in ",，;；" else " ") + member.tail


def _step(
    source: SourceText, step: StepFinding, selection: Selection, words: Mapping[Span, str]
) -> StepReport:
    at = region(source, step.rhs.span)
    return StepReport(
        id=step.id,
        line=at.line,
        column=at.column,
        end_line=at.end_line,
        end_column=at.end_column,
        cell=at.cell,
        relation=step.relation.sign,
        lhs=step.lhs.latex if step.lhs else None,
        lhs_source=step.lhs_source,
        rhs=step.rhs.latex + _behind(step.rhs),
        verdict=step.verdict.value,
        code=step.code,
        message=step.message,
        scope=_scope(step.scope) if step.scope and step.verdict is Verdict.PROVED else None,
        conditions=tuple(
            ConditionReport(c.code, c.text, c.source, c.line) for c in step.conditions
        ),
        method=step.method,
        error_bound=step.error_bound,
        equals_start=step.equals_start,
        remarks=tuple(_remark(source, r) for r in step.remarks if selection.tells(r.code)),
        witness=_witness(step.witness) if step.witness else None,
        slip=_slip(source, step.slip) if step.slip else None,
        expected=step.expected,
        as_expected=step.as_expected,
        seconds=step.seconds,
        rhs_tail=_behind(step.rhs),
        written=step.relation.written,
        place=place(source, step.lhs, step.rhs, _blamed(step)),
        value=step.value,
        lhs_read=step.read_as[0],
        rhs_read=step.read_as[1],
        python=step.witness.python if step.witness else None,
        words=words.get(step.relation.span),
    )


def _blamed(step: StepFinding) -> Span | None:
    if step.slip and step.slip.span:
        return step.slip.span
    return step.span


def _remark(source: SourceText, diagnostic: Diagnostic) -> RemarkReport:
    at = region(source, diagnostic.span)
    return RemarkReport(
        code=diagnostic.code,
        message=diagnostic.message,
        line=at.line,
        column=at.column,
        end_line=at.end_line,
        end_column=at.end_column,
        cell=at.cell,
        hints=diagnostic.hints,
    )


def _scope(scope: Scope) -> ScopeReport:
    sizes = tuple(dict(assignment) for assignment in scope.sizes)
    return ScopeReport(scope.all_sizes, None if scope.all_sizes else sizes)


def _witness(witness: Witness) -> WitnessReport:
    return WitnessReport(
        sizes=dict(witness.sizes),
        indices=dict(witness.indices),
        values=dict(witness.values),
        functions=dict(witness.functions),
        component=witness.component,
        lhs=witness.lhs,
        rhs=witness.rhs,
        radius=witness.radius,
        size_names=dict(witness.size_names),
    )


def _slip(source: SourceText, slip: Slip) -> SlipReport:
    at = region(source, slip.span) if slip.span else None
    return SlipReport(
        code=slip.code,
        message=slip.message,
        repair=slip.repair,
        compensates=slip.compensates,
        line=at.line if at else None,
        column=at.column if at else None,
        end_line=at.end_line if at else None,
        end_column=at.end_column if at else None,
        also=slip.also,
    )


def _summary(documents: Sequence[DocumentReport], selection: Selection) -> Summary:
    steps = [step for document in documents for part in document.parts for step in part.steps]
    verdicts = Counter(step.verdict for step in steps)
    return Summary(
        steps=len(steps),
        proved=verdicts["proved"],
        refuted=verdicts["refuted"],
        ill_typed=verdicts["ill-typed"],
        unread=verdicts["unread"],
        undecided=verdicts["undecided"],
        given=verdicts["given"],
        slips=sum(1 for step in steps if step.slip and step.slip.code not in NOT_A_SLIP),
        as_expected=sum(1 for step in steps if step.as_expected),
        all_sizes=sum(1 for step in steps if step.scope and step.scope.all_sizes),
        skipped=sum(document.skipped for document in documents),
        documents=len(documents),
        failing=sum(
            not passes(step.verdict, step.as_expected, step.code, selection.allowed)
            for step in steps
        ),
        allowed=tuple(sorted(selection.allowed)),
        min_steps=selection.min_steps,
    )
