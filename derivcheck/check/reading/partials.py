"""``\\frac{\\delta J}{\\delta v_c}``: another letter that is written for ∂.

Where both halves of a fraction begin with the same letter, and nothing in the problem or the
document gives that letter a meaning, types leave one reading: the derivative.  One other use of
the letter anywhere in the document, a Kronecker δ_{ij} or a step size α, and nothing is read so.
"""

import re
from collections.abc import Container, Iterator
from functools import partial

from msgspec.structs import replace

from derivcheck.document.model import Document, Member
from derivcheck.document.tokens.token import Kind, Token, group_end
from derivcheck.problem.model import Formula, Problem
from derivcheck.source import Diagnostic
from derivcheck.source.pattern import later
from derivcheck.syntax import signs

# letters that are written for ∂, with their Unicode sign
LETTERS = {"\\delta": "δ", "\\alpha": "α"}
# what stands before the letter at the head of a numerator or of a denominator
_HEADS = later(r"(?:(\\[dtc]?frac\s*)|\}\s*)\{\s*\Z")
_REACH = 24  # characters looked back


def with_partials(document: Document, problem: Problem | None) -> Document:
    """Return a document in which a letter that can only be a ∂ is one, with a remark."""
    written = {token.text for member in document.members() for token in member.tokens}
    found = [one for one in LETTERS if _only_partial(one, written, document, problem)]
    for letter in found:
        document = document.with_members(partial(_member, letter=letter))
    return document


def _only_partial(
    letter: str, written: Container[str], document: Document, problem: Problem | None
) -> bool:
    """Whether a letter occurs, and only at the heads of both halves of fractions."""
    members = list(document.members())
    if letter not in written and LETTERS[letter] not in written:
        return False
    heads = [sum(half) for member in members for half in _fractions(member.tokens, letter)]
    every = sum(_is(token, letter) for member in members for token in member.tokens)
    if not every or 1 in heads or every != sum(heads):
        return False
    if problem is not None and any(_begins(name, letter) for name in _names(problem)):
        return False
    return not _has_other_use(letter, document.source.text)


def _has_other_use(letter: str, text: str) -> bool:
    """Whether the letter stands anywhere but at the head of a half of a fraction."""
    written = re.compile(rf"(?:{re.escape(letter)}(?![A-Za-z])|{LETTERS[letter]})")
    for found in written.finditer(text):
        head = _HEADS.search(text[max(0, found.start() - _REACH) : found.start()])
        rest = text[found.end() : found.end() + _REACH].lstrip()
        alone = rest.startswith("}") and head is not None and head.group(1) is None
        scripted = rest.startswith("_") or re.match(r"\^\{?\s*[^\d\s{]", rest) is not None
        if head is None or alone or scripted:
            return True
    return False


def _names(problem: Problem) -> Iterator[Formula]:
    for symbol in problem.symbols:
        yield from (symbol.written, *symbol.aliases)
    yield from (entry.head for entry in (*problem.definitions, *problem.customary))
    yield from (written for written, _ in (*problem.aliases, *problem.typos))


def _begins(name: Formula, letter: str) -> bool:
    return any(_is(token, letter) for token in name.member.tokens[:1])


def _is(token: Token, letter: str) -> bool:
    return token.text in (letter, LETTERS[letter]) and token.kind in (Kind.COMMAND, Kind.LETTER)


def _fractions(tokens: tuple[Token, ...], letter: str) -> Iterator[tuple[bool, bool]]:
    """Yield for each fraction whether its numerator and its denominator begin with a letter."""
    for _, (above, below) in _halves(tokens):
        yield _is(tokens[above], letter), _is(tokens[below], letter)


def _halves(tokens: tuple[Token, ...]) -> Iterator[tuple[int, tuple[int, int]]]:
    """Yield each ``\\frac`` with the places of the first tokens of its two halves."""
    for at, token in enumerate(tokens):
        if token.kind is not Kind.COMMAND or token.text not in signs.FRACTIONS:
            continue
        end = group_end(tokens, at + 1)
        opened = all(n + 1 < len(tokens) and tokens[n].kind is Kind.OPEN for n in (at + 1, end))
        if opened:
            yield at, (at + 2, end + 1)


def _member(member: Member, letter: str) -> Member:
    tokens = list(member.tokens)
    for _, places in _halves(member.tokens):
        if all(_is(tokens[place], letter) for place in places):
            for place in places:
                tokens[place] = replace(tokens[place], kind=Kind.COMMAND, text="\\partial")
    changed = [new for new, old in zip(tokens, member.tokens, strict=True) if new is not old]
    if not changed:
        return member
    message = f"{letter} is read as ∂: it stands nowhere but at the heads of fractions"
    remark = Diagnostic("delta-for-partial", message, changed[0].span)
    return replace(member, tokens=tuple(tokens), remarks=(*member.remarks, remark))
