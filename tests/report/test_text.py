"""The reports for people: every line fits, every fact is where it should be."""

import re

import pytest
from msgspec.structs import replace
from rich.cells import cell_len

from derivcheck.check.finding import Answer
from derivcheck.report.style import Detail, Style
from derivcheck.report.wording import answered
from derivcheck.report.writers.concise import render as concise
from derivcheck.report.writers.full import render as full
from tests.report.example import (
    COMPENSATING,
    PROVED,
    REFUTED,
    WITNESS,
    finding,
    part,
    report,
)


def section(text: str, start: str) -> list[str]:
    """Return the lines from the one that begins so to the next empty one."""
    lines = [line.strip() for line in text.splitlines()]
    at = next(i for i, line in enumerate(lines) if line.startswith(start))
    return lines[at : lines.index("", at)]


@pytest.mark.parametrize("width", [40, 60, 80, 100, 140])
@pytest.mark.parametrize("detail", Detail)
def test_no_line_is_wider_than_the_terminal(width: int, detail: Detail) -> None:
    lines = full(report(), Style(width=width, detail=detail, seconds=1.25)).splitlines()
    assert [line for line in lines if cell_len(line) > width] == []
    assert [line for line in lines if line != line.rstrip()] == []


def test_a_refuted_step_shows_formula_place_point_and_repair() -> None:
    assert section(full(report()), "✗ b.3 refuted(") == [
        "✗ b.3 refuted(complement-sigmoid)" + " " * 44 + "notes/example.md:7:11",
        r"= 1 - \sigma(x)",
        "^^^^^^^^^^^^^",
        "1 − σ(x) stands where σ(x) belongs",
        r"repair    \sigma(x)",
        "at        |V|=2, d=1; o=1, w_k=(2, 2); entry 1",
        "with      x=1/2, u_1=(1, -3/4)",
        "left      0.62245933",
        "right     0.37754067",
    ]


def test_the_carets_stand_below_the_wrong_place() -> None:
    lines = full(report()).splitlines()
    at = next(i for i, line in enumerate(lines) if line.strip() and set(line.strip()) == {"^"})
    caret = lines[at].index("^")
    assert lines[at - 1][caret : caret + len(lines[at].strip())] == r"1 - \sigma(x)"


def test_the_table_gives_sign_verdict_scope_and_line() -> None:
    rows = [line.split() for line in full(report()).splitlines() if "  line " in line]
    assert [row[:3] for row in rows] == [
        ["○", "a.1", "given"],
        ["✓", "b.1", "proved"],
        ["✓", "b.2", "proved"],
        ["✗", "b.3", "refuted"],
        ["⊘", "b.4", "ill-typed"],
        ["…", "b.5", "unread"],
        ["↩", "b.6", "undecided"],
        ["↩", "b.7", "refuted"],
    ]
    assert rows[1][3:5] == ["all", "sizes"] and rows[2][3:5] == ["some", "sizes"]
    assert rows[6][3:5] == ["right", "again"]
    assert "some sizes: Vocab=5, Dim=2, Sample=3" in full(report())


def test_story_conditions_remarks_and_conventions_are_told() -> None:
    text = full(report())
    for line in (
        "→ line 7 is wrong, line 11 is right again; the answer is correct",
        "b.1, b.2: if x > 0 (problem)",
        "b.1: shadowed-index: k is both free and bound; the bound one is another variable",
        "u_w is column w of U — inferred (b.1, b.2)",
        "answer correct in spite of slips",
    ):
        assert line in text


def test_quiet_tells_only_what_is_wrong() -> None:
    text = full(report(), Style(detail=Detail.QUIET))
    assert "b.3 refuted" in text and "b.1" not in text and "8 steps" not in text
    good = finding((part("b", (PROVED,), Answer(None, "none")),))
    assert full(report(good), Style(detail=Detail.QUIET)) == ""


def test_a_step_as_expected_is_told_in_its_row_only() -> None:
    met = replace(REFUTED, expected="refuted", as_expected=True)
    text = full(report(finding((part("b", (met,), Answer(None, "none")),))))
    assert "as expected" in text and "repair" not in text
    assert "✓ 1 step: 1 refuted · 1 slip · 1 as expected · 2 formulas skipped\n" in text


def test_an_unmet_expectation_says_both() -> None:
    unmet = replace(PROVED, expected="refuted", as_expected=False)
    made = report(finding((part("b", (unmet,), Answer(None, "none")),)))
    assert "expected refuted, found proved" in full(made)
    assert "[expected refuted, found proved]" in concise(made)


def test_values_that_agree_in_eight_digits_show_where_they_part() -> None:
    close = replace(WITNESS, lhs="0.1234567890123", rhs="0.1234567890199")
    made = replace(REFUTED, witness=close)
    text = full(report(finding((part("b", (made,), Answer(None, "none")),))))
    assert "left      0.12345678901\n" in text and "right     0.12345678902\n" in text


def test_many_values_are_counted_not_poured_out() -> None:
    many = replace(WITNESS, values=tuple((f"u_{i}", ("1", "2", "3")) for i in range(200)))
    made = replace(REFUTED, witness=many)
    wrong = report(finding((part("b", (made,), Answer(None, "none")),)))
    assert "more (--verbose shows all)" in full(wrong) and "u_199" not in full(wrong)
    assert "u_199=(1, 2, 3)" in full(wrong, Style(detail=Detail.VERBOSE))


def test_colour_only_when_asked_for() -> None:
    assert "\x1b[" not in full(report(), Style())
    assert "\x1b[" in full(report(), Style(color=True))


@pytest.mark.parametrize("width", [40, 100])
@pytest.mark.parametrize("detail", Detail)
def test_colours_change_no_letter(width: int, detail: Detail) -> None:
    colored = full(report(), Style(width, True, detail))
    assert re.sub(r"\x1b\[[\d;]*m", "", colored) == full(report(), Style(width, False, detail))


def test_concise_is_one_line_per_finding() -> None:
    assert concise(report()).splitlines() == [
        "notes/example.md:1:4: unclosed-math this $$ is never closed",
        "notes/example.md:3:30: shadowed-index k is both free and bound; "
        "the bound one is another variable",
        "notes/example.md:7:11: refuted(complement-sigmoid) b.3 1 − σ(x) stands where σ(x) belongs",
        "notes/example.md:8:70: ill-typed(shape) b.4 a vector of Dim entries plus a scalar",
        "notes/example.md:9:19: unread(unknown-symbol) b.5 H is not a known symbol",
        "notes/example.md:10:5: undecided(no-left-value) b.6 the member before has no value",
        "notes/example.md:11:5: refuted(compensates) b.7 undoes the slip of line 7",
        "8 steps: 2 proved (1 for all sizes), 2 refuted, 1 ill-typed, 1 unread, 1 undecided, "
        "1 given · 1 slip · 2 formulas skipped",
    ]


def test_concise_places_in_notebooks_name_the_cell() -> None:
    from derivcheck.report.build import build
    from derivcheck.source import SourceText
    from tests.report.example import EXAMPLE, TEXT, TOOL

    cells = ((0, 1), (TEXT.index("(b)"), 3))
    source = SourceText("a b.ipynb", TEXT, cells)
    made = replace(EXAMPLE, document=replace(EXAMPLE.document, source=source))
    assert "a b.ipynb:cell 3:3:11: refuted(" in concise(build((made,), TOOL))


def test_a_compensating_step_is_told_in_two_lines() -> None:
    made = report(finding((part("b", (COMPENSATING,), Answer(None, "none")),)))
    assert len(section(full(made), "↩ b.7 refuted(compensates)")) == 2


def test_formulas_that_gave_no_step_are_listed_when_asked() -> None:
    shown = full(report(), Style(100, False, Detail.VERBOSE))
    assert r"no step: $$\sigma(x) = \frac{e" in shown
    assert "no step" not in full(report(), Style(100, False))


def test_a_last_result_is_called_an_answer_only_where_it_is_asked_for_or_all_is_sure() -> None:
    chosen = next(one for one in report().documents[0].parts if one.answer.reason == "despite-slip")
    assert answered(chosen) == ("answer correct in spite of slips", "proved")
    free = replace(chosen, answer=replace(chosen.answer, asked=False))
    assert answered(free) == ("last result holds in spite of slips", "proved")
    sure = replace(free, steps=(), answer=replace(free.answer, reason="correct"))
    assert answered(sure) == ("answer correct", "proved")
