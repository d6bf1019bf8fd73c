"""A formula as clauses: ``A = B = C`` each, rows, conditions and remarks told apart."""

from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from derivcheck.document.asides import (
    REASON_COLUMN,
    bracket_left_open,
    condition_at_end,
    explains,
    reason_at_end,
    waits,
)
from derivcheck.document.captions import FOR_ALL
from derivcheck.document.members import written
from derivcheck.document.segments import COMMAS, Clause, Segment, segments_of
from derivcheck.document.tokens.layout import PAUSES
from derivcheck.document.tokens.phrases import (
    ends_condition,
    has_dots,
    introduces_condition,
    is_bare,
    is_index,
    is_list,
    is_talk,
    opens_case,
)
from derivcheck.document.tokens.signs import relation_at
from derivcheck.document.tokens.structure import Structure, match
from derivcheck.document.tokens.token import Kind, Token

_PAUSES = ("pause", "column", "comma")
_POINTS = COMMAS | {".", "。", ":", "："}


class Reading(Struct):
    """The clauses of a formula, and whether it relates anything at its top level."""

    clauses: list[Clause]
    relates: bool
    remarks: list[str] = field(default_factory=list)


def read_clauses(
    tokens: Sequence[Token], shape: Structure, text: str, columns: bool = False
) -> Reading:
    """Cut a formula into clauses.

    With ``columns`` (in align-like environments) every second ``&`` of a row begins another
    column of formulas.
    """
    clauses: list[Clause] = []
    relates = False
    remarks: list[str] = []
    rows = _rows(tokens, shape)
    headed = bool(rows) and len(rows) > 1 and _is_heading(rows[0], tokens)
    for whole in rows:
        if len(rows) > 1 and _is_heading(whole, tokens):
            said = written([tokens[n] for n in whole], text)
            (remarks if headed or not clauses else clauses[-1].remarks).append(said)
            continue
        row, reasons = _without_reason(tokens, whole, text)
        segments = segments_of(tokens, row, shape, text, columns)
        if len(rows) > 1 and _is_talk_alone(segments):
            remarks.append(written([tokens[n] for n in row], text))
            continue
        relates = relates or any(s.clause.signs and any(s.clause.sides) for s in segments)
        found, loose = _merge(segments, text)
        if found:
            found[0].row = True
            found[0].aligned = tokens[row[0]].kind is Kind.ALIGN
            found[0].remarks[:0] = remarks + loose
            found[-1].tail = _tail(found[-1], [tokens[n] for n in whole], text)
            remarks = []
        elif loose and clauses and not (opens_case(loose[0]) or loose[-1].endswith((":", "："))):
            clauses[-1].remarks.extend(loose)
        else:
            remarks.extend(loose)
        clauses.extend((*found, *reasons))
    return Reading(clauses, relates, remarks)


def _is_heading(row: list[int], tokens: Sequence[Token]) -> bool:
    """Whether a row is a condition in brackets and no more: ``(w \\neq o)``."""
    inner = [tokens[n] for n in row if tokens[n].kind is not Kind.ALIGN]
    if len(inner) < 5 or (inner[0].text, inner[-1].text) != ("(", ")"):
        return False
    at = next((n for n in range(len(inner)) if relation_at(inner, n) is not None), 0)
    sign = relation_at(inner, at)
    return sign is not None and is_index(inner[1:at]) and is_index(inner[at + sign[1] : -1])


def _is_talk_alone(segments: list[Segment]) -> bool:
    """Whether a row opens a case in letters, and relates nothing: “When\\ J\\ is\\ minimal\\\\”."""
    if any(segment.clause.signs for segment in segments) or segments[0].clause.sides[0]:
        return False
    first = segments[1] if len(segments) > 1 else segments[0]
    said = len(segments) > 2 or bool(first.clause.sides[0])
    return said and first.before == "words" and opens_case(first.words)


def _without_reason(
    tokens: Sequence[Token], row: list[int], text: str
) -> tuple[list[int], list[Clause]]:
    """Return a row without the bracket ``(\\because A = B)`` at its end, and what that claims."""
    found = reason_at_end([tokens[n] for n in row])
    if found is None or not found[0]:
        return row, []
    claims = read_clauses(found[1], match(found[1]), text).clauses
    if not claims or not all(claim.signs and all(claim.sides) for claim in claims):
        return row, []
    return row[: found[0]], [replace(claim, row=False, column=REASON_COLUMN) for claim in claims]


def _tail(clause: Clause, row: list[Token], text: str) -> str:
    """Return what stands in a row behind its last clause: a condition, words."""
    side = clause.sides[-1]
    place = next((n for n, t in enumerate(row) if side and t is side[-1]), None)
    if place is None:
        return ""
    rest = [t for t in row[place + 1 :] if t.kind is not Kind.ALIGN]
    while rest and rest[0].text in PAUSES:
        rest = rest[1:]
    says = any(t.kind in (Kind.TEXT, Kind.LETTER) for t in rest)
    return written(rest, text).rstrip(" .,;。，；") if says else ""


def _rows(tokens: Sequence[Token], shape: Structure) -> list[list[int]]:
    rows: list[list[int]] = [[]]
    for index, token in enumerate(tokens):
        if index in shape.dropped:
            continue
        if token.kind is Kind.BREAK and shape.level[index] == 0:
            rows.append([])
        elif token.kind is not Kind.BREAK or shape.hard[index] > 0:
            rows[-1].append(index)
    return [row for row in rows if row]


def _merge(segments: list[Segment], text: str) -> tuple[list[Clause], list[str]]:
    """Join segments that are parts of one clause; the rest are remarks."""
    done: list[Clause] = []
    loose: list[str] = []  # remarks that stand before any clause
    waiting: list[str] = []  # words that speak of what comes next
    n = 0
    while n < len(segments):
        segment = segments[n]
        clause = segment.clause
        if segment.words and segment.before in ("words", "inference"):
            waiting.append(segment.words)
        _drop_points(clause)
        last = done[-1] if done else None
        if last is not None and last.column == REASON_COLUMN and _leads(segment):
            last = next(one for one in reversed(done) if one.column != REASON_COLUMN)
        taken = 1
        if not clause.signs and not clause.sides[0]:
            pass
        elif (range_end := _range(segments, n)) > n:
            taken = range_end - n
            waiting.append(_write(segments[n:range_end], text))
            _settle(waiting, last, loose)
        elif last is not None and last.remarks and _is_alternative(clause, waiting):
            last.remarks[-1] += f" {' '.join(waiting)} {_write([segment], text)}"
            waiting = []
        elif _is_dated(segments, n):
            segments[n + 1].words = f"{_write([segment], text)} {segments[n + 1].words}"
        elif _is_remark(segment, last, waiting):
            waiting.append(_write([segment], text))
            _settle(waiting, last, loose)
        elif last is not None and segment.before != "inference" and _continues(segment, last):
            _join(segment, last)
            last.remarks.extend(waiting)
            waiting = []
        else:
            clause.joined = segment.before
            if done and _is_beside(clause, done, waiting):
                clause.column = REASON_COLUMN
            clause.remarks.extend(waiting)
            waiting = []
            done.append(clause)
        n += taken
    _settle(waiting, done[-1] if done else None, loose)
    for clause in done:
        _explained(clause, text)
    return done, loose


def _is_alternative(clause: Clause, waiting: list[str]) -> bool:
    """Whether a condition goes on: “w ≠ o or w = o”."""
    joins = " ".join(waiting).strip(" ,").lower() in ("or", "或", "或者")
    return joins and bool(clause.signs) and all(is_bare(side) for side in clause.sides)


def _leads(segment: Segment) -> bool:
    """Whether a segment begins with a relation sign, and something parts it from what is before."""
    clause = segment.clause
    return bool(segment.before) and not clause.sides[0] and bool(clause.signs)


def _is_beside(clause: Clause, done: list[Clause], waiting: list[str]) -> bool:
    """Whether a clause says something beside the formula before it: “since $A = B$”.

    The next ``=`` goes on with that formula then, and not with what was said beside it.
    """
    if not clause.signs or not clause.sides[0]:
        return False
    if any(explains(words) or bracket_left_open(words) > 0 for words in waiting):
        return True
    if clause.joined not in ("comma", "pause"):
        return False
    if done[-1].column == REASON_COLUMN:
        return True
    return is_bare(clause.sides[0]) and not is_bare(done[0].sides[0])


def _settle(waiting: list[str], last: Clause | None, loose: list[str]) -> None:
    """Give words that turned out to be a condition to the clause they belong to."""
    if waiting:
        (last.remarks if last is not None else loose).append(" ".join(waiting))
        waiting.clear()


def _write(segments: list[Segment], text: str) -> str:
    tokens: list[Token] = []
    for segment in segments:
        if segment.comma is not None and tokens:
            tokens.append(segment.comma)
        for n, side in enumerate(segment.clause.sides):
            if n:
                tokens.extend(segment.clause.signs[n - 1].tokens)
            tokens.extend(side)
    tokens.sort(key=lambda t: t.span.start)
    return written(tokens, text)


def _drop_points(clause: Clause) -> None:
    last = clause.sides[-1]
    while last and last[-1].kind is Kind.SYMBOL and last[-1].text in _POINTS:
        if len(last) > 1 and last[-2].text in (".", "\\left", "\\right"):
            break  # an ellipsis, or the invisible delimiter
        last.pop()


def _range(segments: list[Segment], n: int) -> int:
    """Return the end of a range ``k = 1, …, K`` that begins at segment ``n``, or ``n``."""
    clause = segments[n].clause
    name = clause.sides[0][1:] if _is_for_all(clause.sides[0]) else clause.sides[0]
    if len(clause.signs) != 1 or clause.signs[0].sign != "=" or not is_bare(name):
        return n
    tokens = list(clause.sides[1])
    dots, end = has_dots(tokens), n + 1
    if dots and not is_list(tokens):
        return n
    while end < len(segments) and segments[end].before == "comma":
        more = segments[end].clause
        if more.signs or not more.sides[0] or not is_list(more.sides[0]):
            break
        dots = dots or has_dots(more.sides[0])
        end += 1
    listed = end > n + 1 and is_index(name) and is_index(clause.sides[1])
    return end if dots or listed else n


def _is_for_all(tokens: list[Token]) -> bool:
    return bool(tokens) and tokens[0].text in FOR_ALL


def _is_dated(segments: list[Segment], n: int) -> bool:
    """Whether “时” (“at the time of”) behind a segment makes it a condition."""
    clause = segments[n].clause
    follows = segments[n + 1].words if n + 1 < len(segments) else ""
    return ends_condition(follows) and all(is_bare(side) for side in clause.sides)


def _is_remark(segment: Segment, last: Clause | None, waiting: list[str]) -> bool:
    """Whether a segment states for what the clause beside it holds, and is no claim itself."""
    clause = segment.clause
    first = clause.sides[0]
    head = first[0].text if first else ""
    if _is_for_all(first) or head == "\\exists":
        return not clause.signs or all(map(is_list, (first[1:], *clause.sides[1:])))
    if not clause.signs:
        member = _is_membership(first)
        talk = bool(waiting) and any(is_talk(w) for w in waiting)
        if last is None or not last.signs or segment.before not in _PAUSES:
            return member or talk
        if waits(last.sides[-1]):
            return False
        bracketed = head in ("(", "\\{", "[", "\\left")
        aside = bracketed and (segment.before != "comma" or _states(first))
        return member or talk or aside
    if not all(is_bare(side) for side in clause.sides if side) or not first:
        return False
    if any(introduces_condition(words) or words.strip() == "else" for words in waiting):
        return True
    if last is None or not last.signs or segment.before in ("inference", "words"):
        return False
    other = any(not is_index(side) for side in last.sides)
    if any(s.sign != "=" for s in clause.signs):
        return other
    used = {t.text for side in last.sides for t in side}
    return other and all(is_index(side) for side in clause.sides) and first[0].text in used


def _is_membership(tokens: list[Token]) -> bool:
    """Whether tokens say ``w \\in V``: the sign stands outside all braces, behind a plain name."""
    depth = 0
    for n, token in enumerate(tokens):
        depth += (token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE)
        if depth == 0 and token.text in ("\\in", "∈", "\\notin", "\\isin", "\\subset"):
            return is_list(tokens[:n]) or _is_for_all(tokens) or tokens[0].text in ("(", "\\{")
    return False


def _states(tokens: list[Token]) -> bool:
    """Whether brackets hold a relation: ``(w \\neq c)``."""
    depth = 0
    for n, token in enumerate(tokens):
        depth += (token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE)
        if depth == 0 and relation_at(tokens, n) is not None:
            return True
    return False


def _continues(segment: Segment, last: Clause) -> bool:
    clause = segment.clause
    if last.signs and not last.sides[-1]:
        return True  # "A =" goes on
    if not clause.sides[0] and clause.signs:
        return segment.before != "column"
    if segment.before == "words":
        return False
    return not clause.signs or not last.signs


def _join(segment: Segment, last: Clause) -> None:
    clause = segment.clause
    if segment.comma is not None and last.sides[-1] and clause.sides[0]:
        last.sides[-1].append(segment.comma)
    last.sides[-1].extend(clause.sides[0])
    last.sides.extend(clause.sides[1:])
    if last.sides[-1] or clause.signs:
        last.signs.extend(clause.signs)
    last.remarks.extend(clause.remarks)


def _explained(clause: Clause, text: str) -> None:
    """Turn a condition in brackets at the end of a side, ``(\\text{if } w = o)``, into a remark."""
    for side in clause.sides:
        found = condition_at_end(side)
        if found is not None and (side is clause.sides[-1] or found[1][0].kind is not Kind.TEXT):
            clause.remarks.append(written(found[1], text))
            del side[found[0] :]
