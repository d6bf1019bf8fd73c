"""A finding made by hand, one of each kind, for the tests of report and command line."""

from typing import Any

from derivcheck.check.finding import (
    Answer,
    Condition,
    Convention,
    DocumentFinding,
    PartFinding,
    Scope,
    Slip,
    StepFinding,
    Verdict,
    Witness,
)
from derivcheck.document.model import Chain, Document, Member, Part, Relation
from derivcheck.report.build import Selection, build
from derivcheck.report.model import ErrorReport, Report, StepReport, Tool
from derivcheck.source import Diagnostic, SourceText, Span

TEXT = r"""# Gradients

(a) $$\sigma(x) = \frac{e^x}{1 + e^x}$$

(b) $$f(x) = \log(1 + e^x)$$
$$= \log(e^{-x} + 1) + x$$
$$f'(x) = 1 - \sigma(x)$$
$$= \frac{\partial}{\partial v_c} \left(-\mathbf{U}_0^T V_c\right) + \log \sum_{w \in \text{Vocab}} \exp(\mathbf{U}_w^T V_c) + \frac{\sum_{w \in \text{Vocab}} [\exp(\mathbf{U}_w^T V_c) \cdot \mathbf{U}_w]}{\sum_{w \in \text{Vocab}} \exp(\mathbf{U}_w^T V_c)}$$
$$= v_c \sigma(x) H$$
$$= \sigma(x)$$
$$= u_0 (\sigma(u_0^T v_c) - 1)
- \sum_{k=1}^K u_k (\sigma(-u_k^T v_c) - 1)$$
"""  # noqa: E501

SKIPPED = (Span(16, 38), Span(45, 60))
SIZES = (("Vocab", 5), ("Dim", 2), ("Sample", 3))


def span_of(text: str, piece: str, after: int = 0) -> Span:
    """Return where a piece of text stands; it must be there."""
    start = text.index(piece, after)
    return Span(start, start + len(piece))


def member(text: str, latex: str, after: int = 0) -> Member:
    return Member((), span_of(text, latex, after), latex)


def step(
    id_: str, lhs: str | None, rhs: str, verdict: Verdict, text: str = TEXT, **more: Any
) -> StepFinding:
    """Return a finding about ``lhs = rhs`` as they stand in the text."""
    left = member(text, lhs) if lhs is not None else None
    right = member(text, rhs, left.span.end if left else 0)
    sign = text.rindex("=", 0, max(1, right.span.start))
    relation = Relation("=", "=", Span(sign, sign + 1), 0, 1)
    return StepFinding(id_, relation, left, None, right, verdict, **more)


def part(
    id_: str, steps: tuple[StepFinding, ...], answer: Answer, title: str | None = None, **more: Any
) -> PartFinding:
    chains: tuple[Chain, ...] = ()
    return PartFinding(Part(id_, title, Span(0, 1), chains, ""), steps, answer, **more)


def finding(
    parts: tuple[PartFinding, ...], text: str = TEXT, path: str = "notes/example.md", **more: Any
) -> DocumentFinding:
    document = Document(SourceText(path, text), tuple(p.part for p in parts), skipped=SKIPPED)
    settings = {"problem": "example", "conventions": (), "diagnostics": (), **more}
    return DocumentFinding(document=document, parts=parts, **settings)


WITNESS = Witness(
    sizes=(("Vocab", 2), ("Dim", 1), ("Three", 3)),
    indices=(("o", 1), ("w_k", (2, 2))),
    values=(("x", ("1/2",)), ("u_1", ("1", "-3/4"))),
    functions=(),
    component="1",
    lhs="0.622459331201854593",
    rhs="0.377540668798145407",
    radius="1e-30",
    size_names=(("Vocab", "|V|"), ("Dim", "d"), ("Three", "3")),
)

DEFINITION = step("a.1", r"\sigma(x)", r"\frac{e^x}{1 + e^x}", Verdict.GIVEN, code="definition")
PROVED = step(
    "b.1",
    "f(x)",
    r"\log(1 + e^x)",
    Verdict.PROVED,
    scope=Scope(True),
    conditions=(Condition("domain", "x > 0", "problem"),),
    method=("sympy", "modular", "numpy"),
    error_bound="2^-122",
    equals_start=True,
    remarks=(
        Diagnostic(
            "shadowed-index",
            "k is both free and bound; the bound one is another variable",
            span_of(TEXT, "1 + e^x"),
        ),
    ),
)
PROVED_SMALL = step(
    "b.2",
    r"\log(1 + e^x)",
    r"\log(e^{-x} + 1) + x",
    Verdict.PROVED,
    scope=Scope(False, (SIZES,)),
    conditions=(Condition("domain", "x > 0", "problem"),),
    equals_start=True,
)
REFUTED = step(
    "b.3",
    "f'(x)",
    r"1 - \sigma(x)",
    Verdict.REFUTED,
    code="differ",
    equals_start=None,
    witness=WITNESS,
    slip=Slip(
        "complement-sigmoid",
        "1 − σ(x) stands where σ(x) belongs",
        repair=r"\sigma(x)",
        span=span_of(TEXT, r"1 - \sigma(x)"),
    ),
)
LONG = TEXT[TEXT.index(r"\frac{\partial}{") : TEXT.index("$$\n$$= v_c")]
ILL_TYPED = step(
    "b.4",
    r"1 - \sigma(x)",
    LONG,
    Verdict.ILL_TYPED,
    code="shape",
    message="a vector of Dim entries plus a scalar",
    span=span_of(TEXT, r"\log \sum_{w \in \text{Vocab}} \exp(\mathbf{U}_w^T V_c)"),
)
UNREAD = step(
    "b.5",
    LONG,
    r"v_c \sigma(x) H",
    Verdict.UNREAD,
    code="unknown-symbol",
    message="H is not a known symbol",
    span=Span(TEXT.index("H$$"), TEXT.index("H$$") + 1),
    value=r"-v_c (1 - \sigma(x))",
)
UNDECIDED = step(
    "b.6",
    r"v_c \sigma(x) H",
    r"\sigma(x)",
    Verdict.UNDECIDED,
    code="no-left-value",
    message="the member before has no value",
    equals_start=True,
)
COMPENSATING = step(
    "b.7",
    r"\sigma(x)",
    TEXT[TEXT.index("u_0 (\\sigma(u_0") : TEXT.rindex("$$")],
    Verdict.REFUTED,
    equals_start=True,
    witness=WITNESS,
    slip=Slip("compensates", "undoes the slip of line 7", compensates="b.3"),
)

EXAMPLE = finding(
    (
        part("a", (DEFINITION,), Answer(None, "none")),
        part(
            "b",
            (PROVED, PROVED_SMALL, REFUTED, ILL_TYPED, UNREAD, UNDECIDED, COMPENSATING),
            Answer(Verdict.PROVED, "despite-slip", "b.7"),
            title="The softplus and its derivative",
            story=("line 7 is wrong, line 11 is right again; the answer is correct",),
        ),
    ),
    conventions=(
        Convention("u-columns", "u_w is column w of U", "inferred", ("b.1", "b.2")),
        Convention("log-natural", "log is the natural logarithm", "problem"),
    ),
    diagnostics=(
        Diagnostic("unclosed-math", "this $$ is never closed", Span(3, 5), ("close it",)),
    ),
)

TOOL = Tool("derivcheck", "0.0.0", {"sympy": "1.14.0"})


def report(
    *findings: DocumentFinding, errors: tuple[ErrorReport, ...] = (), **selection: Any
) -> Report:
    """Return the report of findings, by default of the example."""
    return build(findings or (EXAMPLE,), TOOL, errors, Selection(**selection))


def steps(made: Report) -> dict[str, StepReport]:
    return {s.id: s for d in made.documents for p in d.parts for s in p.steps}
