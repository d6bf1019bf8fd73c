"""Findings become a report: places, counts, what is left out on request."""

from msgspec.structs import replace

from derivcheck.check.finding import (
    Answer,
    DocumentFinding,
    PartFinding,
    Slip,
    StepFinding,
    Verdict,
)
from derivcheck.document import read_document
from derivcheck.document.model import Member
from derivcheck.report.build import build
from derivcheck.report.place import offset_in, region
from derivcheck.source import SourceText, Span
from tests.report.example import (
    EXAMPLE,
    PROVED,
    TEXT,
    TOOL,
    finding,
    part,
    report,
    span_of,
    step,
    steps,
)


def test_places_count_from_one_and_end_exclusive() -> None:
    first = steps(report())["b.1"]
    line = TEXT.splitlines()[first.line - 1]
    assert line[first.column - 1 : first.end_column - 1] == r"\log(1 + e^x)"
    assert (first.line, first.end_line, first.cell) == (5, 5, None)


def test_the_blamed_place_is_found_in_the_member() -> None:
    found = steps(report())
    for id_, piece in (("b.3", r"1 - \sigma(x)"), ("b.5", "H")):
        at = found[id_].place
        assert at is not None and at.side == "rhs"
        assert found[id_].rhs[at.start : at.end] == piece


def test_a_place_in_the_left_member_says_so() -> None:
    made = step(
        "b.1", "f(x)", r"\log(1 + e^x)", Verdict.UNREAD, code="unknown-symbol",
        span=span_of(TEXT, "f(x)"),
    )  # fmt: skip
    place = steps(report(finding((part("b", (made,), Answer(None, "none")),))))["b.1"].place
    assert place is not None and (place.side, place.start, place.end) == ("lhs", 0, 4)


def test_a_member_over_two_displays_is_searched_by_rank() -> None:
    text = "$$= a + a$$\n\n$$+ a + b$$"
    source = SourceText("x.md", text)
    member = Member((), Span(4, text.rindex("b") + 1), "a + a + a + b")
    third = text.rindex("a")
    assert offset_in(source, member, Span(third, third + 1)) == 8
    assert offset_in(source, member, span_of(text, "b")) == 12
    across = Span(4, text.rindex("b") + 1)  # holds the $$ between: not in the LaTeX
    assert offset_in(source, member, across) is None
    assert offset_in(source, member, Span(0, 1)) is None


def test_notebook_places_count_within_their_cell() -> None:
    source = SourceText("x.ipynb", "one\ntwo\nthree\n", ((0, 1), (8, 4)))
    assert region(source, Span(8, 13)).cell == 4
    assert (region(source, Span(8, 13)).line, region(source, Span(8, 13)).end_column) == (1, 6)
    across = region(source, Span(4, 10))
    assert (across.line, across.column, across.end_line, across.end_column) == (2, 1, 2, 4)


def test_summary_counts_everything_once() -> None:
    summary = report().summary
    assert summary.steps == 8
    assert (summary.proved, summary.all_sizes) == (2, 1)
    assert (summary.refuted, summary.ill_typed, summary.unread) == (2, 1, 1)
    assert (summary.undecided, summary.given, summary.skipped) == (1, 1, 2)
    assert summary.slips == 1  # the compensating step is no second slip
    assert summary.failing == 5


def test_an_unread_step_with_a_slip_counts_as_a_slip() -> None:
    made = step("b.1", "f(x)", r"\log(1 + e^x)", Verdict.UNREAD, slip=Slip("typo", "…"))
    assert report(finding((part("b", (made,), Answer(None, "none")),))).summary.slips == 1


def test_as_expected_counts_as_good_and_its_contrary_as_bad() -> None:
    good = step("b.1", "f(x)", r"\log(1 + e^x)", Verdict.REFUTED, expected="refuted",
                as_expected=True)  # fmt: skip
    bad = replace(PROVED, id="b.2", expected="refuted", as_expected=False)
    summary = report(finding((part("b", (good, bad), Answer(None, "none")),))).summary
    assert (summary.as_expected, summary.failing) == (1, 1)


def test_allowed_verdicts_do_not_fail_and_are_named() -> None:
    summary = report(allowed=frozenset({"unread", "undecided"})).summary
    assert (summary.failing, summary.allowed) == (3, ("undecided", "unread"))


def test_remarks_and_conventions_can_be_ignored_or_selected() -> None:
    ignored = report(ignore=frozenset({"shadowed-index", "u-columns"}))
    assert steps(ignored)["b.1"].remarks == ()
    assert [c.code for c in ignored.documents[0].conventions] == ["log-natural"]
    selected = report(select=frozenset({"shadowed-index"}))
    assert [r.code for r in steps(selected)["b.1"].remarks] == ["shadowed-index"]
    assert selected.documents[0].conventions == ()


def test_only_a_proof_has_a_scope() -> None:
    assert {s.id for s in steps(report()).values() if s.scope} == {"b.1", "b.2"}
    small = steps(report())["b.2"].scope
    assert small is not None and small.sizes == ({"Vocab": 5, "Dim": 2, "Sample": 3},)


def test_a_diagnostic_said_twice_is_told_once() -> None:
    twice = replace(EXAMPLE, document=replace(EXAMPLE.document, diagnostics=EXAMPLE.diagnostics))
    assert len(report(twice).documents[0].diagnostics) == 1


def test_the_words_before_a_chain_stand_at_its_first_step() -> None:
    document = read_document("a.md", "Let $n$ be so:\n\n$$a = b = c$$\n\nand then\n\n$$d = e$$\n")
    (part,) = document.parts
    signs = [(chain, relation) for chain in part.chains for relation in chain.relations]
    rows = tuple(
        StepFinding(str(at), sign, None, None, chain.members[sign.right], Verdict.UNDECIDED)
        for at, (chain, sign) in enumerate(signs)
    )
    whole = PartFinding(part, rows, Answer(None, "none"))
    made = build([DocumentFinding(document, None, (), (), (whole,))], TOOL)
    assert [one.words for one in made.documents[0].parts[0].steps] == [
        "Let $n$ be so:", None, "and then",
    ]  # fmt: skip
