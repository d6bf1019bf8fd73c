"""Members: the tokens of one side, and its LaTeX as it stands in the source."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from derivcheck.document.model import Member
from derivcheck.document.tokens.layout import PAUSES, strip_layout
from derivcheck.document.tokens.synonyms import one_spelling
from derivcheck.document.tokens.token import Kind, Token, span_of
from derivcheck.document.tokens.tokenize import tokenize
from derivcheck.source import Span
from derivcheck.source.pattern import later

_GAP = later(r"(?:\s|\\[,;:!> ]|\\q?quad(?![A-Za-z])|~|\\[bB]igg?[lrm]?(?![A-Za-z]))*")


def make_member(tokens: Sequence[Token], text: str, at: int = 0) -> Member:
    """Build a member from its tokens; ``at`` is its place if it has none."""
    if not tokens:
        return Member((), Span(at, at), "")
    return Member(tuple(tokens), span_of(list(tokens)), written(tokens, text))


def written(tokens: Sequence[Token], text: str) -> str:
    """Return the source of tokens, leaving out what was dropped between them."""
    end = _stretch_end(tokens, text)
    if end is not None:
        return text[tokens[0].span.start : end].strip()
    pieces: list[str] = []
    end = -1
    # Where a macro was called, tokens of its body span those of its arguments.
    for span in sorted((t.span for t in tokens), key=lambda s: (s.start, -s.end)):
        start = max(span.start, end)
        if end >= 0 and start > end:
            gap = text[end:start]
            pieces.append(gap if _is_plain(gap) else " ")
        if span.end > start:
            pieces.append(text[start : span.end])
            end = span.end
    return "".join(pieces).strip()


def _stretch_end(tokens: Sequence[Token], text: str) -> int | None:
    """Return where tokens end that stand behind one another, as most do; None where some do not."""
    if not tokens:
        return None
    end = tokens[0].span.start
    for token in tokens:
        span = token.span
        if span.start < end or span.end <= span.start:
            return None
        if span.start > end and not _is_plain(text[end : span.start]):
            return None
        end = span.end
    return end


def _is_plain(gap: str) -> bool:
    """Whether what stands between two tokens is room, and no more."""
    return gap == " " or (_GAP.fullmatch(gap) is not None and "\n\n" not in gap)


def plain_member(latex: str) -> Member:
    """Tokenise one formula that stands alone, layout removed; spans count from its start."""
    tokens = one_spelling(tokenize(latex)[0])
    return make_member(without_layout(tokens), latex)


def outside_scripts(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens that are not in braces below or above something: not the ∈ below a Σ."""
    depth = 0  # of braces within those of a script, these among them
    before = ""
    for token in tokens:
        if token.kind is Kind.OPEN and (depth or before in ("_", "^")):
            depth += 1
        elif token.kind is Kind.CLOSE and depth:
            depth -= 1
        elif not depth:
            yield token
        before = token.text


def without_layout(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Return the tokens that mean something."""
    return _without_layout(tuple(tokens))


# whoever looks for a meaning in the words goes through all formulas
@lru_cache(maxsize=1024)
def _without_layout(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    kept, _ = strip_layout(tokens)
    return tuple(t for t in kept if not (t.kind is Kind.COMMAND and t.text in PAUSES))
