"""Clauses to chains, over rows and displays, inside one part."""

from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from derivcheck.document.asides import REASON_COLUMN, waits
from derivcheck.document.contrary import case_of_row, contrary, is_case, is_otherwise, leaves_cases
from derivcheck.document.members import make_member
from derivcheck.document.model import Chain, Relation
from derivcheck.document.segments import Clause, Sign
from derivcheck.document.spoken import Spoken
from derivcheck.document.tokens.phrases import is_bare
from derivcheck.document.tokens.synonyms import respelled
from derivcheck.document.tokens.token import Kind, Token, span_of
from derivcheck.source import Span

_MINUS = frozenset({"-", "−", "–"})
_PLUS = frozenset({"+", "\\cdot", "\\times", "·", "×", "*", "\\pm", "\\mp", "\\circ", "\\odot"})
_PIECEWISE = frozenset({"multline", "split"})  # rows of these without a sign go on


class _Draft(Struct):
    """A chain that may still grow."""

    sides: list[list[Token]]
    signs: list[tuple[Sign, int, int]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    before: str = ""
    after: str = ""
    tails: dict[int, str] = field(default_factory=dict)  # by side
    spoken: str | None = None  # the words that the first side was taken from
    item: int = 0
    doubtful: list[str] = field(default_factory=list)  # conditions of it or of the one beside it
    above: "_Draft | None" = None  # of the row above, which this one may go on with
    dangling: Sign | None = None  # a sign at the end of a row, its right side still to come
    case: tuple[str, int] | None = None  # “when $w = o$:”, and the side that goes on from there
    within: bool = False  # whether that case has cases of its own
    contrary: str = ""  # the condition of the second of two cases


class Place(Struct, frozen=True):
    """How a formula stands: on its own or in a sentence, right behind the one before, its ``&``."""

    display: bool
    adjacent: bool
    environment: str = ""
    item: int = 0  # of a list, numbered in the document
    joined: bool = False  # to the formula before, by a sign or a reason between them


class ChainBuilder:
    """Collects the chains of one part, clause by clause, in reading order."""

    def __init__(self) -> None:
        self._drafts: list[_Draft] = []
        self._current: _Draft | None = None  # what a display that begins with a sign goes on
        self._inline: _Draft | None = None  # a formula in a sentence, if nothing came after it
        self._hidden = False  # whether what stands before the next formula is not read

    def feed(
        self, clauses: Sequence[Clause], place: Place, before: str, spoken: Spoken | None = None
    ) -> int:
        """Take the clauses of one formula; return how many relation signs became steps.

        ``before`` is the prose since the last chain or display, ``spoken`` a left side that
        it gives.
        """
        if spoken is not None:
            return self._speak(clauses[0], spoken, before, place) + self._feed(
                clauses[1:], place, ""
            )
        return self._feed(clauses, place, before)

    def _speak(self, clause: Clause, spoken: Spoken, before: str, place: Place) -> int:
        """Begin a chain whose first side stands in the words before it."""
        draft = _Draft([list(spoken.tokens)], before=before, spoken=spoken.said, item=place.item)
        self._drafts.append(draft)
        kept, self._current, self._inline = self._current, draft, None
        if clause.sides[0]:
            start = clause.sides[0][0].span.start
            unwritten = Sign("=", [Token(Kind.SYMBOL, "=", Span(start, start))])
            clause = replace(clause, sides=[[], *clause.sides], signs=[unwritten, *clause.signs])
        made = self._append(draft, clause, 0)
        if not place.display:
            self._inline, self._current = draft, kept or draft
        return made

    def _feed(self, clauses: Sequence[Clause], place: Place, before: str) -> int:
        kept = self._current
        inline = self._inline
        if place.adjacent and inline is not None:
            if place.joined or self._leads(inline):
                self._current = inline
            elif place.display and before:
                # “hence for all $w$” stands between it and what it goes on with
                place = replace(place, adjacent=False)
        self._inline = None
        made = 0
        columns: dict[int, _Draft] = {}  # the last chain of each column of the formula
        head: _Draft | None = None  # what the row above began with, or came to by inference
        for n, clause in enumerate(clauses):
            here = place if n == 0 else replace(place, display=True, adjacent=True)
            words = before if n == 0 else ""
            if n and _goes_on_in_words(clause):
                case, within = case_of_row(clause.remarks[0]), self._current
                if case or (within is not None and (within.case or within.contrary)):
                    # as a display behind the same words
                    here, words = replace(here, adjacent=False), case or clause.remarks[0]
                    clause = replace(clause, remarks=clause.remarks[1:])
            if n and clause.row:
                self._current = columns.get(0, self._current)
            self._current = columns.get(clause.column, self._current)
            first = columns.get(0)
            if clause.column and not clause.sides[0] and first is not None and not first.signs:
                self._current = first  # “&A &&= B”: the row's own left side waits for its sign
            if n and clause.row and clause.aligned and not clause.sides[0]:
                self._current = head or self._current
            made += self._take(clause, here, words, n > 0)
            if self._current is not None:
                columns[clause.column] = self._current
                if clause.row or clause.joined in ("words", "inference"):
                    head = self._current if clause.column == 0 else head
        if clauses and clauses[-1].column == REASON_COLUMN:
            self._current = columns.get(0, self._current)
        if not place.display and self._current is not kept:
            self._inline = self._current
            self._current = kept or (self._inline if made else None)
        return made

    def _leads(self, inline: _Draft) -> bool:
        """Whether a display that begins with a sign goes on the formula in the sentence above."""
        if self._current is None or self._current is inline:
            return True
        return not inline.signs and not is_bare(inline.sides[0])

    @property
    def started(self) -> bool:
        """Whether any formula was taken."""
        return bool(self._drafts)

    def interrupt(self) -> None:
        """Let no formula go on from before a place where there is one that is not read."""
        self._current = self._inline = None
        self._hidden = True

    def remark(self, words: str) -> None:
        """Add words to the last chain."""
        if self._current is not None and words:
            self._current.remarks.append(words)

    def end_with(self, words: str) -> None:
        """Say what prose follows the last chain."""
        if self._drafts and self._drafts[-1].signs:
            self._drafts[-1].after = words

    def doubt(self, words: str, at: int = -1) -> None:
        """Say which words beside a chain may be a condition of it, or of the one beside it."""
        if words:
            self._drafts[at].doubtful.append(words)

    @property
    def count(self) -> int:
        """How many chains have begun."""
        return len(self._drafts)

    @property
    def said(self) -> str:
        """What stands before the last chain and in its rows."""
        last = self._drafts[-1]
        return " ".join((last.before, *last.remarks))

    def chains(self, text: str) -> tuple[Chain, ...]:
        """Return the chains that have a relation.

        A row without a sign, from which nothing goes on, may be a factor of the row above: that
        one is not read without it, nor taken for a product.
        """
        for draft in self._drafts:
            if draft.above is not None and not draft.signs and draft.sides[0]:
                first = draft.sides[0][0]
                mark = Token(Kind.BREAK, "\\\\", Span(first.span.start, first.span.start))
                draft.above.sides[-1].extend((mark, *draft.sides[0]))
        return tuple(_finish(d, text) for d in self._drafts if d.signs)

    def _take(self, clause: Clause, place: Place, before: str, same: bool) -> int:
        draft = self._current
        hidden, self._hidden = self._hidden, False
        if hidden and clause.sides[0] and clause.sides[0][0].text in _PLUS:
            return 0  # it goes on with what is not read
        between = "" if place.adjacent else before
        if draft is not None and draft.dangling is not None and (place.adjacent or place.display):
            return self._go_on(draft, clause, between)
        if clause.signs and not clause.sides[0]:
            return self._lead_on(clause, place, before)
        if draft is not None and self._extends(clause, place, same):
            draft.sides[-1].extend(clause.sides[0])
            return self._append(draft, clause, len(draft.sides) - 1)
        return self._begin(clause, place, before)

    def _extends(self, clause: Clause, place: Place, same: bool) -> bool:
        """Whether a clause goes on with the last member: ``+ …``, ``- …`` without a sign."""
        if not place.adjacent or not place.display or not clause.sides[0]:
            return False
        last = self._current.sides[-1] if self._current is not None else []
        if waits(last):
            return True  # "A -" goes on in the next row
        head = clause.sides[0][0]
        if head.kind in (Kind.SYMBOL, Kind.COMMAND) and head.text in _PLUS:
            return True
        if same and clause.row and clause.aligned and self._current and self._current.signs:
            return head.text in _MINUS
        if head.text in _MINUS:
            return not clause.signs
        return same and clause.row and not clause.signs and place.environment in _PIECEWISE

    def _lead_on(self, clause: Clause, place: Place, before: str) -> int:
        """Take a clause that begins with a relation sign."""
        draft = self._current
        if not place.display and not place.adjacent:
            return 0
        if draft is None:  # nothing to go on from: the first member stays empty
            draft = _Draft([[]], before=before, item=place.item)
            self._drafts.append(draft)
            self._current = draft
            before = ""
        if place.adjacent:
            before = ""
        if before and (draft.case is not None or draft.contrary):
            return self._behind_case(draft, clause, before, place)
        if is_case(before):
            draft.case = before, len(draft.sides) - 1
        return self._append(draft, clause, len(draft.sides) - 1, before)

    def _behind_case(self, draft: _Draft, clause: Clause, before: str, place: Place) -> int:
        """Go on behind a case: in it, in the contrary one, or with what may be said of all."""
        case = draft.case
        other = contrary(before, case[0]) if case is not None else None
        # “otherwise” behind a case within a case may be either's
        unclear = draft.within and is_otherwise(before)
        if case is not None and other is not None and not unclear:
            return self._other_case(draft, case[1], clause, other, place)
        leaves = leaves_cases(before, last=bool(draft.contrary)) and not is_case(before)
        if leaves or unclear:
            condition = draft.contrary or (case[0] if case is not None else "")
            after = _Draft([draft.sides[0]], before=before, item=place.item, doubtful=[condition])
            self._drafts.append(after)
            self._current = after
            return self._append(after, clause, 0)
        draft.within = draft.within or is_case(before)
        return self._append(draft, clause, len(draft.sides) - 1, before)

    def _other_case(
        self, draft: _Draft, left: int, clause: Clause, before: str, place: Place
    ) -> int:
        """Go on under the contrary condition from the side that the first case went on from."""
        sides = list(dict.fromkeys((0, left)))
        start = [draft.sides[n] for n in sides]
        other = _Draft(start, before=before, item=place.item, contrary=before)
        self._drafts.append(other)
        self._current = other
        return self._append(other, clause, len(sides) - 1)

    def _go_on(self, draft: _Draft, clause: Clause, before: str) -> int:
        """Put in the right side that a sign at the end of a row waits for."""
        sign = draft.dangling
        draft.dangling = None
        if sign is None or (clause.signs and not clause.sides[0]):
            return self._append(draft, clause, len(draft.sides) - 1, before)
        whole = Clause([[], *clause.sides], [sign, *clause.signs], clause.remarks)
        return self._append(draft, whole, len(draft.sides) - 1, before)

    def _begin(self, clause: Clause, place: Place, before: str) -> int:
        draft = _Draft([clause.sides[0]], before=before, item=place.item)
        last = self._current
        if clause.row and clause.aligned and place.adjacent and clause.joined != "inference":
            draft.above = last if last is not None and last.signs and last.sides[-1] else None
        self._drafts.append(draft)
        self._current = draft
        return self._append(draft, clause, 0)

    def _append(self, draft: _Draft, clause: Clause, left: int, before: str = "") -> int:
        if before:
            draft.remarks.append(before)
        draft.remarks.extend(clause.remarks)
        made = 0
        for sign, side in zip(clause.signs, clause.sides[1:], strict=True):
            if not side:
                draft.dangling = sign
                break
            if sign.opens and sign.sign == "=":
                left = _before_claims(draft)
            draft.sides.append(side)
            draft.signs.append((sign, left, len(draft.sides) - 1))
            left = len(draft.sides) - 1
            made += 1
        if made and clause.tail:
            draft.tails[left] = clause.tail
        return made


def _goes_on_in_words(clause: Clause) -> bool:
    """Whether a row goes on with the one above, and words stand before it."""
    return bool(clause.row and clause.signs and not clause.sides[0] and clause.remarks)


def _before_claims(draft: _Draft) -> int:
    """Return the member from which an ``=`` goes on: side claims such as ``≠ 0`` are passed by."""
    at = len(draft.sides) - 1
    for sign, left, right in reversed(draft.signs):
        if right != at:
            continue
        if not _is_side_claim(sign.sign, draft.sides[at]):
            break
        at = left
    return at


def _is_side_claim(sign: str, right: list[Token]) -> bool:
    numeral = len(right) == 1 and right[0].kind is Kind.NUMBER
    return sign == "≠" or (sign in "<>≤≥" and numeral)


def _finish(draft: _Draft, text: str) -> Chain:
    signs = [(sign, span_of(sign.tokens), left, right) for sign, left, right in draft.signs]
    start = signs[0][1].start
    members = tuple(
        replace(make_member(side, text, start), tail=draft.tails.get(n, ""))
        for n, side in enumerate(draft.sides)
    )
    relations = tuple(
        Relation(sign.sign, text[span.start : span.end], span, left, right)
        for sign, span, left, right in signs
    )
    before, after = respelled(draft.before), respelled(draft.after)
    said = (before, tuple(map(respelled, draft.remarks)), after, draft.spoken)
    return Chain(members, relations, *said, draft.item, tuple(map(respelled, draft.doubtful)))
