"""The report as plain data: the JSON of ``--output-format json``, field by field.

Lines and columns count from 1, columns in code points, ends are exclusive.  A fact that is
absent is ``None``, never left out; fields may be added, not renamed (``VERSION`` counts).
"""

from collections.abc import Mapping

from msgspec import Struct, field

VERSION = 1


class Tool(Struct, frozen=True):
    """What made the report; ``engines`` gives the versions of the packages that computed."""

    name: str
    version: str
    engines: Mapping[str, str]


class ErrorReport(Struct, frozen=True):
    """A file that could not be read or checked at all."""

    path: str | None
    code: str  # no-such-file, not-utf-8, binary, too-large, problem, internal-error, …
    message: str
    hint: str | None = None


class ConventionReport(Struct, frozen=True):
    """A reading taken for the whole document, and the steps that speak for it."""

    code: str
    text: str
    source: str
    evidence: tuple[str, ...]


class RemarkReport(Struct, frozen=True):
    """A diagnostic of the document or a remark on a step."""

    code: str
    message: str
    line: int
    column: int
    end_line: int
    end_column: int
    cell: int | None
    hints: tuple[str, ...]


class ScopeReport(Struct, frozen=True):
    """The sizes for which a step is proved: all, or the assignments listed."""

    all_sizes: bool
    sizes: tuple[Mapping[str, int], ...] | None


class ConditionReport(Struct, frozen=True):
    """What a verdict rests on: a side condition, a quoted assumption."""

    code: str
    text: str
    source: str
    line: int | None


class WitnessReport(Struct, frozen=True):
    """A point at which both sides are defined and differ."""

    sizes: Mapping[str, int]
    indices: Mapping[str, int | tuple[int, ...]]
    values: Mapping[str, tuple[str, ...]]
    functions: Mapping[str, str]
    component: str | None
    lhs: str
    rhs: str
    radius: str
    size_names: Mapping[str, str] = {}  # how the problem writes each size: Vocab, |V|


class SlipReport(Struct, frozen=True):
    """What went wrong in a step and its repair; or which step's slip this one undoes."""

    code: str
    message: str
    repair: str | None
    compensates: str | None
    line: int | None
    column: int | None
    end_line: int | None
    end_column: int | None
    also: tuple[str, ...] = ()  # kinds of further slips in the same step


class PlaceReport(Struct, frozen=True):
    """The token or subformula that code and message of a step speak of.

    ``side`` is ``lhs`` or ``rhs`` where the place lies in that member, and ``start`` and
    ``end`` count code points of that member's LaTeX; all three are ``None`` elsewhere.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    cell: int | None
    side: str | None
    start: int | None
    end: int | None


class StepReport(Struct, frozen=True):
    """One relation sign of a document and what is said of it."""

    id: str
    line: int
    column: int
    end_line: int
    end_column: int
    cell: int | None
    relation: str
    lhs: str | None
    lhs_source: str | None
    rhs: str
    verdict: str
    code: str | None
    message: str | None
    scope: ScopeReport | None
    conditions: tuple[ConditionReport, ...]
    method: tuple[str, ...]
    error_bound: str | None
    equals_start: bool | None
    remarks: tuple[RemarkReport, ...]
    witness: WitnessReport | None
    slip: SlipReport | None
    expected: str | None
    as_expected: bool | None
    seconds: float | None
    rhs_tail: str  # the end of ``rhs`` that is no part of its value: “, \\text{for } w = o”
    written: str  # the relation sign as written, \equiv or := where ``relation`` is =
    place: PlaceReport | None
    value: str | None  # LaTeX of what the right side should be
    lhs_read: str | None  # how the sides were read, one line each
    rhs_read: str | None
    python: str | None  # a command that recomputes both values of the witness
    words: str | None  # the text before the step's chain, formulas in $…$; None inside a chain
    known: bool = False  # in the baseline, and so let pass


class AnswerReport(Struct, frozen=True):
    """The part's last claim judged against what the part asks for."""

    verdict: str | None
    reason: str
    step: str | None
    asked: bool = True  # False where no problem says what that is: it is the last result only


class PartReport(Struct, frozen=True):
    """One part of a document with its steps in reading order."""

    id: str
    title: str | None
    answer: AnswerReport
    steps: tuple[StepReport, ...]
    story: tuple[str, ...]


class SkippedReport(Struct, frozen=True):
    """A formula with a relation sign that gave no step: a condition, a range, a remark."""

    line: int
    column: int
    end_line: int
    end_column: int
    cell: int | None
    latex: str


class DocumentReport(Struct, frozen=True):
    """One document; ``skipped`` counts the formulas of ``skipped_at``."""

    path: str
    problem: str | None
    conventions: tuple[ConventionReport, ...]
    diagnostics: tuple[RemarkReport, ...]
    skipped: int
    skipped_at: tuple[SkippedReport, ...]
    parts: tuple[PartReport, ...]
    macros: Mapping[str, str]  # the document's own commands, for whoever typesets its formulas


class Summary(Struct, frozen=True):
    """Counts over all documents.

    ``slips`` counts slips, not steps: steps that compensate or carry one are left out.
    ``all_sizes`` counts the proved steps that are proved for every size.  ``failing`` counts
    the steps that make the exit status 1, ``allowed`` names verdicts that were let pass.
    """

    steps: int
    proved: int
    refuted: int
    ill_typed: int = field(name="ill-typed")
    unread: int
    undecided: int
    given: int
    slips: int
    as_expected: int
    all_sizes: int
    skipped: int
    documents: int
    failing: int
    allowed: tuple[str, ...]
    min_steps: int | None
    known: int = 0  # steps that are let pass because they are in the baseline


class Report(Struct, frozen=True):
    """Everything ``derivcheck verify`` has to say."""

    version: int
    tool: Tool
    errors: tuple[ErrorReport, ...]
    documents: tuple[DocumentReport, ...]
    summary: Summary

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        from derivcheck.report.html.notebook import bundle

        return bundle(self)
