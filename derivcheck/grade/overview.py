"""The lecturer's page: how the class did, what went wrong, what is to be looked at."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from msgspec import Struct

from derivcheck.grade.feedback import plain, shown
from derivcheck.grade.model import Graded, PartMark, Reason, points, total
from derivcheck.grade.scheme import Scheme
from derivcheck.report.html.markup import Html, element, formula, joined, page, table

BARS = 20  # of the distribution
MOST = 12  # kinds of slip
# a wrong line that more of the class share is a common slip and no sign of copying
UNUSUAL = Fraction(1, 20)


def render(graded: Sequence[Graded], schemes: Sequence[Scheme], title: str, head: Html) -> str:
    """Return the page; ``head`` is what it loads."""
    whole = sum((scheme.points for scheme in schemes), Fraction(0))
    open_ = sum(one.open for one in graded)
    said = f"{len(graded)} submissions, {points(whole)} points; {open_} need a person."
    body = joined(
        element("h1", title),
        element("p", said),
        element("h2", "Marks"),
        _distribution(graded, whole),
        element("h2", "Parts"),
        _parts(graded, schemes),
        _slips(graded),
        _shared(graded),
        _queue(graded),
        _notices(graded),
    )
    return page(title, body, head)


def _distribution(graded: Sequence[Graded], whole: Fraction) -> Html:
    """Return bars: settled marks, and upon them open ones at the middle of their range."""
    settled: Counter[int] = Counter()
    provisional: Counter[int] = Counter()
    for one in graded:
        middle = (one.total.low + one.total.high) / 2
        bar = min(BARS - 1, int(middle / whole * BARS)) if whole else 0
        (settled if one.total.settled else provisional)[bar] += 1
    highest = max((settled[n] + provisional[n] for n in range(BARS)), default=0) or 1
    bars = (_bar(n, settled[n] / highest, provisional[n] / highest) for n in range(BARS))
    labels = (
        element("text", points(whole * at / 4), x=20 + at * 150, y=196, text_anchor="middle")
        for at in range(5)
    )
    return joined(
        element(
            "svg", joined(*bars), joined(*labels), viewBox="0 0 640 200", width=640, height=200,
            role="img", aria_label="distribution of marks", font_size=12,
        ),
        element("p", "Green: settled. Amber: open, at the middle of the range.", class_="soft"),
    )  # fmt: skip


def _bar(at: int, settled: float, provisional: float) -> Html:
    """Return one bar, of shares of the highest."""
    low, high = 160 * settled, 160 * provisional
    pieces = ((180 - low, low, "settled"), (180 - low - high, high, "provisional"))
    return joined(
        element(
            "rect", x=22 + at * 30, width=26, y=f"{top:.1f}", height=f"{height:.1f}", class_=kind
        )
        for top, height, kind in pieces
        if height
    )


def _parts(graded: Sequence[Graded], schemes: Sequence[Scheme]) -> Html:
    head = ("part", "title", "points", "mean", "full marks", "nothing", "open")
    return table(head, (_difficulty(graded, at, s) for at, s in enumerate(schemes)), numbers=2)


def _difficulty(graded: Sequence[Graded], at: int, scheme: Scheme) -> tuple[str, ...]:
    marks = [one.parts[at].mark for one in graded]
    settled = [mark.low for mark in marks if mark.settled]
    mean = points(sum(settled, Fraction(0)) / len(settled)) if settled else "–"
    counts = (sum(m == scheme.points for m in settled), sum(m == 0 for m in settled))
    about = (scheme.part, scheme.title or "", points(scheme.points), mean)
    return (*about, *map(str, (*counts, len(marks) - len(settled))))


class _Wrong(Struct, frozen=True):
    """A wrong line of someone's part."""

    student: str
    part: PartMark
    reason: Reason


def _wrong(graded: Sequence[Graded]) -> Iterator[_Wrong]:
    for one in graded:
        for part in one.parts:
            for reason in part.reasons:
                if reason.step is not None and not reason.open and reason.formula:
                    yield _Wrong(one.student, part, reason)


def _slips(graded: Sequence[Graded]) -> Html | None:
    kinds: dict[tuple[str, str], list[_Wrong]] = defaultdict(list)
    for wrong in _wrong(graded):
        kinds[wrong.part.part, wrong.reason.code].append(wrong)
    if not kinds:
        return None
    commonest = sorted(kinds.items(), key=lambda item: (-len(item[1]), item[0]))[:MOST]
    rows = (
        (str(len(found)), f"({part})", code, *_example(found)) for (part, code), found in commonest
    )
    head = ("lines", "part", "slip", "an example", "what is wrong")
    return joined(element("h2", "The commonest slips"), table(head, rows))


def _example(found: Sequence[_Wrong]) -> tuple[Html, str]:
    """Return the line that occurs most, without saying whose it is."""
    lines = Counter(" ".join((w.reason.formula or "").split()) for w in found)
    line, _ = min(lines.items(), key=lambda item: (-item[1], len(item[0]), item[0]))
    said = next(w.reason for w in found if " ".join((w.reason.formula or "").split()) == line)
    return formula(f"= {line}"), plain(said.detail or said.said)


def _shared(graded: Sequence[Graded]) -> Html | None:
    """Return the wrong lines that a few submissions share and others do not have."""
    lines: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for wrong in _wrong(graded):
        line = " ".join((wrong.reason.formula or "").split())
        lines[wrong.part.part, line][wrong.student] = None
    most = max(3, int(len(graded) * UNUSUAL))
    rows = [
        (f"({part})", formula(f"= {line}"), ", ".join(students))
        for (part, line), students in sorted(lines.items())
        if 2 <= len(students) <= most
    ]
    if not rows:
        return None
    heading = element("h2", "Wrong lines that few share")
    return joined(heading, table(("part", "line", "submissions"), rows))


def _queue(graded: Sequence[Graded]) -> Html:
    waiting = [(one, parts) for one in graded for parts in one.waiting]
    heading = element("h2", f"To look at: {sum(len(parts) for _, parts in waiting)} parts")
    head = ("submission", "parts", "mark", "why", "understood")
    rows = (
        (
            one.student,
            ", ".join(f"({part.part})" for part in parts),
            f"{shown(total(parts))} of {points(sum((p.points for p in parts), Fraction(0)))}",
            element("ul", (_why(reason) for reason in parts[0].reasons if reason.open)),
            parts[0].understood,
        )
        for one, parts in waiting
    )
    return joined(heading, table(head, rows) if waiting else None)


def _why(reason: Reason) -> Html:
    at = f"{reason.document} line {reason.line}: " if reason.line else ""
    shown_ = joined(" ", formula(reason.formula)) if reason.formula else None
    return element("li", at, plain(reason.detail or reason.said), shown_)


def _notices(graded: Sequence[Graded]) -> Html | None:
    rows = [
        (one.student, n.document, "" if n.line is None else str(n.line), n.code, plain(n.text))
        for one in graded
        for n in one.notices
    ]
    if not rows:
        return None
    heading = element("h2", "What submissions tried to steer, redefine or hide, or was not read")
    return joined(heading, table(("submission", "document", "line", "what", "text"), rows))
