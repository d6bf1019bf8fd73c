r"""Iterates of a vector, ``x_{t+1} = x_t - \eta\nabla f(x_t)``: vectors of their own, no entries.

Where a text declares an x that is no number and says of an x_{t+1} or x^{(t+1)} how it comes from
the one before, each x_t is a vector as x is.  It is read as one letter that looks the same, and
declared where x is.  Where another letter stands below x, a Σ runs over t, or x_1 may be an entry,
all stays as it is.

The first such row, and what an x_0 is, are definitions.  Any other row is a claim, whose left side
is put in brackets: what x_1 is follows from what x_{t+1} is.
"""

from collections.abc import Iterable, Iterator
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.document.model import Chain, Document, Member
from derivcheck.document.tokens.token import Kind, Token, group_end
from derivcheck.problem.model import Problem

Tokens = tuple[Token, ...]
Style = tuple[str, bool]  # a letter, and whether its places stand above it

_BRACKETS = {"(": ")", "[": "]"}
_STYLES = frozenset({"\\mathbf", "\\boldsymbol", "\\bm", "\\vec", "\\mathrm", "\\bf"})
_IN = frozenset({"\\in", "∈"})
_BINDS = frozenset({"\\sum", "\\prod", "Σ", "∑", "\\max", "\\min"})
_DOTS = frozenset({"\\dots", "\\ldots", "\\cdots", "\\vdots", "…"})
_DERIVES = frozenset({"\\partial", "∂"})
_LISTS = frozenset({",", "_", "{", "}", ".", "^", "(", ")", "[", "]"})
_LONGEST = 3  # digits of a place


class _Iterate(Struct, frozen=True):
    """A letter with the place of an iterate at it: x_0, x^{(t+1)}."""

    style: Style
    letter: str  # "" for a number
    step: int
    start: int
    end: int


class _Iterated(Struct, frozen=True):
    """A vector that a text iterates, and the letters of its places."""

    style: Style
    letters: frozenset[str]
    numbered: bool  # whether x_1 is an iterate as well


def with_iterates(document: Document, problem: Problem | None) -> Document:
    """Return a document in which iterates are letters; beside a problem file all stays."""
    if problem is not None:
        return document
    chains = [chain for part in document.parts for chain in part.chains]
    updates = [(style, letter) for chain in chains for style, letter in update_in(chain)]
    if not updates:
        return document
    every = [one.tokens for chain in chains for one in chain.members]
    every += [said.tokens for said in document.formulas]
    declared = {letter for said in document.formulas for letter in _declared(said.tokens)}
    listed = {x for said in document.formulas for x in _before_in(said.tokens)}
    found: list[_Iterated] = []
    for style in dict.fromkeys(style for style, _ in updates if style[0] in declared):
        letters = frozenset(letter for other, letter in updates if other == style)
        numbers = {x.step for tokens in every for x in _iterates(tokens, style) if not x.letter}
        numbered = "" in letters or not numbers or 0 in numbers  # there is no entry x_0
        alike = {style for style, _ in updates}
        indexed = _indexed_too(every, chains, letters, listed - {x for x, _ in alike})
        if not indexed and not _is_otherwise(every, chains, style, letters):
            found.append(_Iterated(style, letters, numbered))
    if not found:
        return document
    claims = frozenset(_claims(chains, found))
    names = {
        one.style: sorted({_name(tokens, x) for tokens in every for x in _known(tokens, (one,))})
        for one in found
    }
    changed = document.with_members(partial(_member, found=tuple(found), claims=claims))
    return changed.with_formulas(lambda said: _declaring(_as_letters(said, found), names))


def update_in(chain: Chain) -> Iterator[tuple[Style, str]]:
    """Yield of a row ``x_{t+1} = x_t + …`` the x and the t; of ``x_1 = x_0 + …`` no letter."""
    left = chain.members[chain.relations[0].left].tokens
    right = chain.members[chain.relations[0].right].tokens
    new, old = (next(_iterates(tokens), None) for tokens in (left, right))
    if new is None or old is None or (new.start, new.end, old.start) != (0, len(left), 0):
        return
    goes_on = old.end < len(right) and right[old.end].text in ("+", "-")
    if goes_on and (new.style, new.letter, new.step) == (old.style, old.letter, old.step + 1):
        yield new.style, new.letter


def _iterates(tokens: Tokens, style: Style | None = None) -> Iterator[_Iterate]:
    for at, token in enumerate(tokens[1:-1], 1):
        if token.text not in ("_", "^"):
            continue
        start, base = _bearer(tokens, at)
        above = token.text == "^"
        if base is None or (style is not None and style != (base, above)):
            continue
        end = group_end(tokens, at + 1)
        place = _place([x for x in tokens[at + 1 : end] if x.text not in ("{", "}")], above)
        if place is not None:
            yield _Iterate((base, above), *place, start, end)


def _bearer(tokens: Tokens, at: int) -> tuple[int, str | None]:
    """Return where the letter before a script begins, its font with it, and the letter."""
    closed = tokens[at - 1].kind is Kind.CLOSE and at > 3 and tokens[at - 3].kind is Kind.OPEN
    start, letter = (at - 4, tokens[at - 2]) if closed else (at - 1, tokens[at - 1])
    if closed and tokens[start].text not in _STYLES:
        return start, None
    if not closed and start and tokens[start - 1].text in _STYLES:
        start -= 1
    plain = letter.kind is Kind.LETTER or (letter.kind is Kind.COMMAND and len(letter.text) > 2)
    return start, letter.text if plain and letter.text not in _STYLES else None


def _place(inside: list[Token], above: bool) -> tuple[str, int] | None:
    """Return the letter and the number that ``t+1``, ``(t+1)`` and ``0`` are made of."""
    if above:
        if len(inside) < 3 or _BRACKETS.get(inside[0].text) != inside[-1].text:
            return None
        inside = inside[1:-1]
    match [one.text for one in inside]:
        case [number] if number.isdecimal() and len(number) <= _LONGEST:
            return "", int(number)
        case [letter] if inside[0].kind is Kind.LETTER:
            return letter, 0
        case [letter, ("+" | "-") as sign, number] if inside[0].kind is Kind.LETTER:
            known = number.isdecimal() and len(number) <= _LONGEST
            return (letter, int(sign + number)) if known else None
        case _:
            return None


def _declared(tokens: Tokens) -> Iterator[str]:
    """Yield the letters of ``x, y ∈ ℝ^n``; those of ``x ∈ ℝ`` are numbers."""
    at = next((n for n, one in enumerate(tokens) if one.text in _IN), None)
    if at is not None and any(one.text == "^" for one in tokens[at:]):
        yield from (one.text for one in tokens[_first_named(tokens, at) : at])


def _before_in(tokens: Tokens) -> Iterator[str]:
    """Yield all letters before a sign of belonging: the a of ``a_1, …, a_n ∈ ℝ``."""
    at = next((n for n, one in enumerate(tokens) if one.text in _IN), 0)
    yield from (one.text for one in tokens[:at] if one.kind in (Kind.LETTER, Kind.COMMAND))


def _first_named(tokens: Tokens, at: int) -> int:
    """Return where the list of letters begins that stands right before a sign."""
    while at and (tokens[at - 1].kind in _OF_NAMES or tokens[at - 1].text == ","):
        at -= 1
    return at


_OF_NAMES = (Kind.LETTER, Kind.COMMAND, Kind.OPEN, Kind.CLOSE)


def _is_otherwise(
    every: Iterable[Tokens], chains: Iterable[Chain], style: Style, letters: frozenset[str]
) -> bool:
    """Whether what stands at a letter may be something else than the place of an iterate."""
    for tokens in every:
        texts = {one.text for one in tokens}
        # a size, x ∈ ℝ^n, is no place; Σ_t runs over many
        if letters & texts and not (_IN.isdisjoint(texts) and _BINDS.isdisjoint(texts)):
            return True
        found = list(_iterates(tokens, style))
        if any(one.letter and one.letter not in letters for one in found):
            return True
        if any(one.start and tokens[one.start - 1].text in _DERIVES for one in found):
            return True
        # (x_1, …, x_n); “$x_0, x_1, \dots$” is a sequence
        names = {one.text for one in tokens if one.kind in (Kind.LETTER, Kind.NUMBER)}
        if found and not _DOTS.isdisjoint(texts) and texts - names - _LISTS - _DOTS:
            return True
    # f(x) = x_1² + x_2² speaks of entries
    return any(
        style[0] in {one.text for one in chain.members[0].tokens}
        and not any(_iterates(chain.members[0].tokens, style))
        and any(not x.letter for one in chain.members[1:] for x in _iterates(one.tokens, style))
        for chain in chains
    )


def _indexed_too(
    every: Iterable[Tokens], chains: Iterable[Chain], letters: frozenset[str], others: set[str]
) -> bool:
    """Whether entries of another vector have the same places: ``s_k = s_{k-1} + x_k``."""
    rows = [one.tokens for chain in chains if any(update_in(chain)) for one in chain.members]
    placed = [x for tokens in every for x in _iterates(tokens) if x.letter in letters and x.letter]
    placed += [x for tokens in rows for x in _iterates(tokens) if not x.letter]
    return any(x.style[0] in others for x in placed)


def _claims(chains: Iterable[Chain], found: Iterable[_Iterated]) -> Iterator[int]:
    """Yield where the rows begin that say of an iterate what follows from another row."""
    begun: set[Style] = set()
    started: set[Style] = set()
    for chain in chains:
        left = chain.members[0].tokens
        head = next(iter(_known(left, found)), None)
        if head is None or (head.start, head.end) != (0, len(left)):
            continue
        first = head.style not in begun and bool(list(update_in(chain)))
        starts = (head.letter, head.step) == ("", 0) and head.style not in started
        if starts:
            started.add(head.style)
        elif first:
            begun.add(head.style)
        else:
            yield left[0].span.start


def _known(tokens: Tokens, found: Iterable[_Iterated]) -> Iterator[_Iterate]:
    """Yield the iterates of some vectors."""
    styles = {one.style: one for one in found}
    for one in _iterates(tokens):
        if one.style in styles and (one.letter or styles[one.style].numbered):
            yield one


def _name(tokens: Tokens, one: _Iterate) -> str:
    """Return an iterate as it is written, ``x_{1}`` as x_1."""
    inside = [x.text for x in tokens[one.start : one.end]]
    if len(inside) > 3 and inside[-3] == "{" and inside[-4] in "_^":
        inside = [*inside[:-3], inside[-2]]
    # 10 is two signs
    if len(inside[-1]) > 1 and inside[-1].isdecimal():
        inside = [*inside[:-1], f"{{{inside[-1]}}}"]
    return "".join(inside)


def _member(member: Member, found: tuple[_Iterated, ...], claims: frozenset[int]) -> Member:
    tokens = _as_letters(member.tokens, found)
    if tokens is member.tokens:
        return member
    if tokens[0].span.start in claims and len(tokens) == 1:
        span = tokens[0].span
        left, right = (Token(Kind.SYMBOL, sign, span, glued=True) for sign in "()")
        tokens = (left, tokens[0], right)
    return replace(member, tokens=tokens)


def _as_letters(tokens: Tokens, found: Iterable[_Iterated]) -> Tokens:
    out: list[Token] = []
    at = 0
    for one in _known(tokens, found):
        span = tokens[one.start].span.to(tokens[one.end - 1].span)
        out += tokens[at : one.start]
        out.append(Token(Kind.LETTER, _name(tokens, one), span, tokens[one.start].glued))
        at = one.end
    return (*out, *tokens[at:]) if at else tokens


def _declaring(tokens: Tokens, names: dict[Style, list[str]]) -> Tokens:
    """Return a formula ``x ∈ ℝ^n`` that declares the iterates of x as well."""
    written = set(_declared(tokens))
    new = [name for (base, _), its in names.items() if base in written for name in its]
    if not new:
        return tokens
    at = next(n for n, one in enumerate(tokens) if one.text in _IN)
    first = _first_named(tokens, at)
    span = tokens[first].span
    listed = [Token(Kind.LETTER, name, span) for name in new if name not in written]
    commas = [Token(Kind.SYMBOL, ",", span)] * len(listed)
    both = [one for pair in zip(listed, commas, strict=True) for one in pair]
    return (*tokens[:first], *both, *tokens[first:])
