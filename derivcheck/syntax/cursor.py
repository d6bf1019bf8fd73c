"""A position in a list of tokens, with the little questions a parser asks of it."""

from collections.abc import Sequence

from derivcheck.document.tokens.token import Kind, Token
from derivcheck.source import Span
from derivcheck.syntax import signs
from derivcheck.syntax import tree as t

# Deeper than people nest, shallow enough for the recursion of every later stage.
MAX_DEPTH = 60
_WITH_MEANING = (Kind.COMMAND, Kind.SYMBOL, Kind.LETTER)


class Cursor:
    """A mutable position in immutable tokens; private to one call of `parse`."""

    def __init__(self, tokens: Sequence[Token], words: frozenset[str]) -> None:
        self._tokens = tokens
        self._at = 0
        # the token at the position, or None at the end
        self.here: Token | None = tokens[0] if tokens else None
        self.depth = 0
        self.words = words
        self.longest_word = max((len(word) for word in words), default=0)
        # How deep in |…| and ‖…‖: inside, a bar may close.
        self.bars: list[str] = []

    def ahead(self, count: int = 1) -> Token | None:
        """Return the token ``count`` further on."""
        at = self._at + count
        return self._tokens[at] if at < len(self._tokens) else None

    def take(self) -> Token:
        """Return the token at the position and move on."""
        token = self._tokens[self._at]
        self._at += 1
        self.here = self._tokens[self._at] if self._at < len(self._tokens) else None
        return token

    def is_at(self, *texts: str) -> bool:
        """Whether the token here is a command or sign with one of these texts."""
        here = self.here
        return here is not None and here.text in texts and here.kind in _WITH_MEANING

    def is_kind(self, *kinds: Kind) -> bool:
        """Whether the token here is of one of these kinds."""
        here = self.here
        return here is not None and here.kind in kinds

    def sign(self, table: dict[str, str]) -> str | None:
        """Return what the token here means in a table of signs, or None."""
        here = self.here
        if here is None or here.kind not in _WITH_MEANING:
            return None
        return table.get(here.text)

    def span(self) -> Span:
        """Return the span of the token here, or an empty span at the end."""
        here = self.here
        if here is not None:
            return here.span
        end = self._tokens[-1].span.end if self._tokens else 0
        return Span(end, end)

    def since(self, start: Span) -> Span:
        """Return the span from ``start`` to the last token taken."""
        last = self._tokens[self._at - 1].span if self._at else start
        return start.to(last)

    def word(self) -> str | None:
        """Return the longest known word spelt by the glued letters from here on, or None."""
        here = self.here
        if here is None or here.kind is not Kind.LETTER:
            return None
        text, best = "", None
        for offset in range(self.longest_word):
            token = self.ahead(offset)
            if token is None or not (token.kind is Kind.LETTER or token.text in "-_"):
                break
            if offset and not token.glued:
                break
            text += token.text
            if len(text) > 1 and text in self.words:
                best = text
        return best

    def error(self, code: str, message: str) -> t.Error:
        """Return an error node at the position."""
        return t.Error(self.span(), code, message)


def is_letter(token: Token | None) -> bool:
    """Whether a token is a one-letter name."""
    return token is not None and (
        token.kind is Kind.LETTER
        or (token.kind is Kind.COMMAND and token.text in signs.LETTER_COMMANDS)
    )
