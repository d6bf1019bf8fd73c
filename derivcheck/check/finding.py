"""What was found about a document, step by step, before it becomes a report."""

from enum import Enum

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.document.model import Document, Member, Part, Relation
from derivcheck.source import Diagnostic, Span


class Verdict(Enum):
    """What is said of a step (`semantics.md`, section 3)."""

    PROVED = "proved"
    REFUTED = "refuted"
    ILL_TYPED = "ill-typed"
    UNREAD = "unread"
    UNDECIDED = "undecided"
    GIVEN = "given"


class Scope(Struct, frozen=True):
    """For which sizes a proof holds: all of them, or those listed (sort name -> size)."""

    all_sizes: bool
    sizes: tuple[tuple[tuple[str, int], ...], ...] = ()


class Condition(Struct, frozen=True):
    """Something a verdict rests on: ``x ≠ 0``, a quoted assumption, the domain of a symbol."""

    code: str
    text: str
    source: str  # problem, stated, step
    line: int | None = None


class Witness(Struct, frozen=True):
    """A point at which both sides are defined and differ, in the writer's symbols."""

    sizes: tuple[tuple[str, int], ...]
    indices: tuple[tuple[str, int | tuple[int, ...]], ...]
    values: tuple[tuple[str, tuple[str, ...]], ...]
    functions: tuple[tuple[str, str], ...]
    component: str | None
    lhs: str
    rhs: str
    radius: str
    python: str | None = None  # a command that recomputes both values with NumPy
    size_names: tuple[tuple[str, str], ...] = ()  # how the problem writes the sizes: Vocab, |V|


class Slip(Struct, frozen=True):
    """What went wrong, its repair, or which earlier step this one puts right again."""

    code: str
    message: str
    repair: str | None = None
    compensates: str | None = None  # id of the step whose slip this one undoes
    span: Span | None = None
    also: tuple[str, ...] = ()  # the kinds of further slips in the same step
    # what to put where in the document's text to have the repair
    changes: tuple[tuple[Span, str], ...] = ()


# the code of a step that the text around it denies: it claims nothing and answers nothing
DENIED = "denied"


class StepFinding(Struct, frozen=True):
    """One relation sign of the document and what is said of it."""

    id: str  # "f(1).3"
    relation: Relation
    lhs: Member | None  # None when the left side was taken from a heading or sentence
    lhs_source: str | None
    rhs: Member
    verdict: Verdict
    code: str | None = None
    message: str | None = None
    span: Span | None = None  # the token or subformula that code and message speak of
    scope: Scope | None = None
    conditions: tuple[Condition, ...] = ()
    method: tuple[str, ...] = ()
    error_bound: str | None = None
    equals_start: bool | None = None
    remarks: tuple[Diagnostic, ...] = ()
    witness: Witness | None = None
    slip: Slip | None = None
    value: str | None = None  # LaTeX of what the right side should be, where known
    read_as: tuple[str | None, str | None] = (
        None,
        None,
    )  # both sides as they were read, one line each
    expected: str | None = None
    as_expected: bool | None = None
    seconds: float | None = None


# the verdicts by which a step is called wrong
WRONG = (Verdict.REFUTED, Verdict.ILL_TYPED)


def undecided(finding: StepFinding, code: str, message: str) -> StepFinding:
    """Return a step that is neither proved nor refuted after all, and why; without a witness."""
    return replace(finding, verdict=Verdict.UNDECIDED, code=code, message=message, witness=None)


def not_proved(finding: StepFinding, code: str, message: str) -> StepFinding:
    """Return a step of which nothing was shown after all, nor of what its chain begins with."""
    open_ = undecided(finding, code, message)
    return replace(open_, scope=None, error_bound=None, equals_start=None)


def not_wrong(finding: StepFinding, code: str, message: str) -> StepFinding:
    """Return a step that was called wrong and may not be: undecided, or unread for its shapes."""
    verdict = Verdict.UNDECIDED if finding.verdict is Verdict.REFUTED else Verdict.UNREAD
    return replace(finding, verdict=verdict, code=code, message=message, witness=None)


def not_decided(finding: StepFinding, code: str, message: str) -> StepFinding:
    """Return a step of which neither a proof nor a counterexample is of what may be meant."""
    if finding.verdict in WRONG:
        return not_wrong(finding, code, message)
    return not_proved(finding, code, message) if finding.verdict is Verdict.PROVED else finding


class Answer(Struct, frozen=True):
    """The part's last claim, judged against what the part asks for."""

    verdict: Verdict | None
    reason: str  # correct, despite-slip, wrong, carried, none
    step: str | None = None  # id of the step whose right side is the answer
    # why there is none: no-value, tautology, not-closed, restated, undecided
    why: str | None = None
    symbols: tuple[str, ...] = ()  # names that the answer is written with, definitions unfolded
    lost: tuple[str, ...] = ()  # what the closed form depends on and the answer does not
    moved: str | None = None  # the problem's part that is answered, where its letter is another
    case: str | None = None  # id of the step that answers for the other case, “when w ≠ o”
    # steps that are wrong but for an answer that the rubric accepts beside the closed form
    accepted: tuple[str, ...] = ()
    asked: bool = True  # whether the problem says what the part asks for


class Start(Struct, frozen=True):
    """What a chain of equalities sets out from, where that may be what the problem asks for.

    ``parts`` are the parts of the problem that ask for it: several where nothing tells them
    apart; none where it was not read, or is a derivative that is only like what some part asks
    for, in shape and variable.
    """

    chain: int  # its number in its part, from 0
    parts: tuple[str, ...]


class PartFinding(Struct, frozen=True):
    """A part with its steps in reading order."""

    part: Part
    steps: tuple[StepFinding, ...]
    answer: Answer
    story: tuple[
        str, ...
    ] = ()  # sentences: "line 3 is wrong, line 4 is right again; the answer is correct"
    starts: tuple[Start, ...] = ()
    # the last claim about each part of the problem that one of the starts belongs to
    answers: tuple[tuple[str, Answer], ...] = ()
    # by part of the problem: of each method of its rubric whether it is there, None if unsure
    methods: tuple[tuple[str, tuple[bool | None, ...]], ...] = ()


class Convention(Struct, frozen=True):
    """A reading that holds for the whole document, and why."""

    code: str
    text: str
    source: str  # problem, stated, inferred, option
    evidence: tuple[str, ...] = ()


class DocumentFinding(Struct, frozen=True):
    """All findings about one document."""

    document: Document
    problem: str | None
    conventions: tuple[Convention, ...]
    diagnostics: tuple[Diagnostic, ...]
    parts: tuple[PartFinding, ...]
    reveal: str = "slip"  # how much the problem lets a writer be told
