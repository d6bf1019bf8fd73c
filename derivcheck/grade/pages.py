"""What a student is told, as a page of HTML."""

from collections.abc import Iterator

from derivcheck.grade.feedback import LEVELS, answer_of, plain, shown
from derivcheck.grade.model import Graded, PartMark, Reason, points
from derivcheck.report.html.markup import Html, element, formula, joined, page


def render(graded: Graded, title: str, reveal: str, head: Html) -> str:
    """Return the feedback for one student; ``head`` is what the page loads."""
    whole = graded.worth
    provisional = "This mark is provisional: some of it is still to be looked at by a person."
    body = joined(
        element("h1", f"{title}: {graded.student}"),
        element("p", element("strong", f"{shown(graded.total)} of {points(whole)} points")),
        element("p", provisional, class_="open") if graded.open else None,
        (_part(part, LEVELS[: LEVELS.index(reveal) + 1]) for part in graded.parts),
    )
    return page(f"{title}: {graded.student}", body, head)


def _part(part: PartMark, told: tuple[str, ...]) -> Html:
    mark = element("span", f"{shown(part.mark)} of {points(part.points)}", class_="mark")
    reasons = [item for reason in part.reasons if (item := _reason(reason, told))]
    return joined(
        element("h2", f"({part.part}) {part.title or ''} ", mark),
        element("p", f"{answer_of(part)}."),
        element("ul", reasons) if reasons else None,
    )


def _reason(reason: Reason, told: tuple[str, ...]) -> Html | None:
    if reason.step is not None and "place" not in told:
        return None
    return element("li", _pieces(reason, told))


def _pieces(reason: Reason, told: tuple[str, ...]) -> Iterator[str]:
    if reason.step is not None and reason.line is not None:
        yield f"line {reason.line}: "
    yield plain(reason.said)
    if reason.step is not None and reason.formula:
        yield " "
        yield formula(f"= {reason.formula}")
    if reason.step is None and reason.formula and "slip" in told:
        yield ": "
        yield formula(reason.formula)
    if reason.step is not None and "slip" in told and reason.detail:
        yield f"; {plain(reason.detail)}"
        if reason.place:
            yield ": "
            yield formula(reason.place)
    if reason.step is not None and "answer" in told and reason.repair and not reason.open:
        yield "; right would be "
        yield formula(reason.repair)
    if reason.step is not None and reason.open:
        yield element("span", "; a person will look at it", class_="open")
    if reason.cost:
        yield element("span", f" (−{points(reason.cost)})", class_="soft")
