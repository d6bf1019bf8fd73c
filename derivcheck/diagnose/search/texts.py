"""Edits as text: the member's tokens with them made, and the repaired formula as written."""

from collections.abc import Sequence
from itertools import pairwise

from derivcheck.diagnose.edits import Change, Piece
from derivcheck.diagnose.edits.edit import joined, rendered
from derivcheck.document.model import Member
from derivcheck.document.tokens.token import Token
from derivcheck.document.tokens.tokenize import tokenize
from derivcheck.source import SourceText, Span


def ordered(changes: Sequence[Change]) -> list[Change] | None:
    """Return changes in the order of the text, None if two of them overlap."""
    out = sorted(changes, key=lambda change: (change.span.start, change.span.end))
    for one, two in pairwise(out):
        if one.span.end > two.span.start or one.span == two.span:
            return None
    return out


def edited_tokens(
    member: Member, changes: Sequence[Change], known: Sequence[Token]
) -> tuple[Token, ...]:
    """Return a member's tokens with changes made; ``known`` are those of the whole chain.

    Tokens that a macro brought in have the span of its call and go or stay together.
    """
    out: list[Token] = []
    rest = list(changes)
    for token in member.tokens:
        while rest and rest[0].span.start <= token.span.start:
            change = rest[0]
            if change.span.start == change.span.end or token.span.start >= change.span.end:
                out.extend(_tokens(change.pieces, known))
                rest.pop(0)
                continue
            break
        if rest and rest[0].span.start <= token.span.start < rest[0].span.end:
            continue
        out.append(token)
    for change in rest:
        out.extend(_tokens(change.pieces, known))
    return tuple(out)


def _tokens(pieces: Sequence[Piece], known: Sequence[Token]) -> list[Token]:
    out: list[Token] = []
    for piece in pieces:
        if isinstance(piece, str):
            out.extend(tokenize(piece)[0])
        else:
            out.extend(
                token
                for token in known
                if piece.start <= token.span.start and token.span.end <= piece.end
            )
    return out


def edited_text(member: Member, changes: Sequence[Change], source: SourceText) -> str:
    """Return a member's LaTeX with changes made, in the writer's own spelling."""
    whole = source.slice(member.span)
    if whole != member.latex:
        return _from_tokens(member, changes, source)
    out, at = "", member.span.start
    for change in changes:
        out = joined(out, source.slice(Span(at, change.span.start)))
        out = joined(out, rendered(change.pieces, source))
        at = change.span.end
    return joined(out, source.slice(Span(at, member.span.end))).strip()


def _from_tokens(member: Member, changes: Sequence[Change], source: SourceText) -> str:
    """Return the text of a member that is spread over several displays."""
    out, rest = "", list(changes)
    done = member.span.start
    for token in member.tokens:
        while rest and rest[0].span.start <= token.span.start >= rest[0].span.end:
            change = rest.pop(0)
            out = joined(out, " " + rendered(change.pieces, source))
        if rest and rest[0].span.start <= token.span.start < rest[0].span.end:
            done = token.span.end
            continue
        if token.span.start < done:
            continue
        gap = "" if token.glued else " "
        out = joined(out + gap, source.slice(token.span))
        done = token.span.end
    for change in rest:
        out = joined(out, " " + rendered(change.pieces, source))
    return out.strip()
