"""Comments that expect a verdict: met, unmet, unused, broken."""

import pytest

from derivcheck.check import check_document
from derivcheck.diagnose.search import diagnose
from derivcheck.document import read_document
from tests.check.support import FAST, check, pointed, problem, steps

RIGHT, WRONG = "$$1 = 1$$", "$$2 = 3$$"


def expectations(text: str) -> list[tuple[str | None, bool | None]]:
    return [(one.expected, one.as_expected) for one in steps(check(text))]


def complaints(text: str) -> list[tuple[str, str | None]]:
    found = check(text)
    return [(one.code, pointed(found, one.span)) for one in found.diagnostics]


@pytest.mark.parametrize(
    ("comment", "display", "expected"),
    [
        ("expect refuted", WRONG, [("refuted", True)]),
        ("expect proved", RIGHT, [("proved", True)]),
        ("expect proved", WRONG, [("proved", False)]),
        ("expect refuted", RIGHT, [("refuted", False)]),
        ("expect refuted", "$$2 = 3 = 4$$", [("refuted", True), ("refuted", True)]),
        ("expect _ refuted", "$$1 = 1 = 3$$", [(None, None), ("refuted", True)]),
        ("expect _", WRONG, [(None, None)]),
        ("expect unread", "$$1 = q$$", [("unread", True)]),
        ("expect undecided ill-typed", "$$1 \\approx 2 \\neq U$$", None),
        ("expect refuted(flipped-sign)", "$$1 = 1$$", [("refuted", False)]),
        ("expect refuted(flipped-sign)", WRONG, [("refuted", True)]),
    ],
)
def test_an_expectation_concerns_the_next_line(
    comment: str, display: str, expected: list[tuple[str | None, bool | None]] | None
) -> None:
    text = f"<!-- derivcheck: {comment} -->\n{display}\n\n$$1 = 2$$\n"
    found = expectations(text)
    if expected is not None:
        assert found == [*expected, (None, None)]
        assert complaints(text) == []


@pytest.mark.parametrize(
    ("code", "met"),
    [
        ("flipped-sign", True),
        ("complement", True),  # the other one of two slips together
        ("not-equal", True),  # what the step is told by beside its slip
        ("missing-factor", False),
        ("fliped-sign", False),
    ],
)
def test_an_expected_slip_is_pinned_where_slips_are_looked_for(code: str, met: bool) -> None:
    wrong = r"$$ x^2 (1 - \sigma(x)) - \log x = x^2 \sigma(x) + \log x $$"
    text = f"<!-- derivcheck: expect refuted({code}) -->\n{wrong}\n"
    document = read_document("text.md", text, "md")
    (step,) = steps(check_document(document, problem(), FAST, diagnose))
    assert (step.expected, step.as_expected) == (f"refuted({code})", met)
    (step,) = steps(check_document(document, problem(), FAST))  # slips are not looked for
    assert (step.expected, step.as_expected) == ("refuted", True)


@pytest.mark.parametrize(
    "text",
    [
        f"<!-- derivcheck: expect refuted -->\n\nWords.\n\n{WRONG}\n",
        f"<!-- derivcheck: expect refuted -->\n<!-- another comment -->\n{WRONG}\n",
        "% derivcheck: expect refuted\n\\[2 = 3\\]\n",
    ],
)
def test_where_an_expectation_may_stand(text: str) -> None:
    form = "tex" if text.startswith("%") else "md"
    found = check(text, format=form)
    assert [(one.expected, one.as_expected) for one in steps(found)] == [("refuted", True)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"<!-- derivcheck: expect refuted proved -->\n{WRONG}\n", "unused-expectation"),
        (f"{WRONG}\n\n<!-- derivcheck: expect refuted -->\n", "unused-expectation"),
        (f"<!-- derivcheck: expect wrong -->\n{WRONG}\n", "broken-directive"),
        (f"<!-- derivcheck: expect -->\n{WRONG}\n", "broken-directive"),
        (f"<!-- derivcheck: expect refuted( -->\n{WRONG}\n", "broken-directive"),
        (f"<!-- derivcheck: expcet refuted -->\n{WRONG}\n", "broken-directive"),
    ],
)
def test_an_expectation_that_says_nothing_is_reported_at_its_place(text: str, code: str) -> None:
    ((found, place),) = complaints(text)
    assert found == code
    assert place is not None and place.startswith("<!-- derivcheck:")
    assert expectations(text)[0] == (None, None)


def test_an_expectation_at_the_end_says_how_many_it_has() -> None:
    (one,) = check(f"{WRONG}\n\n<!-- derivcheck: expect refuted -->\n").diagnostics
    assert one.message.startswith("this expects 1 verdict")


def test_an_expectation_changes_no_verdict() -> None:
    plain = [one.verdict for one in steps(check(f"{WRONG}\n\n{RIGHT}\n"))]
    expecting = f"<!-- derivcheck: expect proved -->\n{WRONG}\n\n{RIGHT}\n"
    assert [one.verdict for one in steps(check(expecting))] == plain


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("of", "did you mean 'off'?"),
        ("expext refuted", "did you mean 'expect'?"),
        ("convention gradients=rows", "known are expect, problem"),
        ("expect refutd", "did you mean 'refuted'?"),
    ],
)
def test_a_slip_in_a_comment_is_met_with_what_was_meant(comment: str, message: str) -> None:
    (one,) = check(f"<!-- derivcheck: {comment} -->\n{RIGHT}\n").diagnostics
    assert one.code == "broken-directive" and message in one.message


SHADOWS = "Let $n$ be given.\n\n$$q = q$$\n"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (f"<!-- derivcheck: ignore inferred-symbol -->\n{SHADOWS}", []),
        (f"<!-- derivcheck: ignore inferred-symbl -->\n{SHADOWS}", ["inferred-symbol"]),
        (f"<!-- derivcheck: ignore inferred-symbol, no-code -->\n{SHADOWS}", ["no-code"]),
        (f"<!-- derivcheck: off -->\n{WRONG}\n\n<!-- derivcheck: on -->\n{RIGHT}", []),
        (f"<!-- derivcheck: on -->\n{RIGHT}", ["it is on already"]),
        (f"<!-- derivcheck: off -->\n<!-- derivcheck: off -->\n{WRONG}", ["it is off already"]),
        (
            f"<!-- derivcheck: problem word2vec -->\n{RIGHT}\n\n<!-- derivcheck: problem x -->\n",
            ["the problem is named before: word2vec"],
        ),
    ],
)
def test_a_comment_that_changes_nothing_is_reported(text: str, places: list[str]) -> None:
    found = check(text, name=None).diagnostics
    assert [one.code for one in found] == ["unused-comment"] * len(places)
    assert all(place in one.message for place, one in zip(places, found, strict=True))


def test_what_is_ignored_is_not_told() -> None:
    def codes(text: str) -> set[str]:
        found = check(text, name=None)
        remarks = {one.code for step in steps(found) for one in step.remarks}
        return remarks | {one.code for one in found.conventions}

    text = "Let $x \\in \\mathbb{R}^n$.\n\n$$q = q$$\n"
    assert {"inferred-symbol", "declared-symbol"} <= codes(text)
    comment = "<!-- derivcheck: ignore inferred-symbol, declared-symbol -->\n"
    assert not {"inferred-symbol", "declared-symbol"} & codes(comment + text)
