"""TeX tokens with spans: what every later stage reads instead of characters."""

from enum import Enum

from msgspec import Struct

from derivcheck.source import Span


class Kind(Enum):
    """What a token is, before anything is known of its meaning."""

    COMMAND = "command"  # \alpha, \frac, \, (text holds the backslash)
    LETTER = "letter"  # one letter, Latin, Greek or CJK
    NUMBER = "number"  # digits with at most one decimal point: 12, 0.5
    SYMBOL = "symbol"  # + - = ( ) [ ] | ' ^ _ , ; : ! / * < > and the like, one character
    OPEN = "open"  # {
    CLOSE = "close"  # }
    ALIGN = "align"  # &
    BREAK = "break"  # \\ (its optional [2pt] swallowed)
    TEXT = "text"  # a whole \text{…}: text holds the words, not the command
    BEGIN = "begin"  # \begin{name}: text holds the name
    END = "end"  # \end{name}: text holds the name


class Token(Struct, frozen=True, cache_hash=True):
    """One token.

    ``span`` is where it stands in the source; a token that a macro brought in has the
    span of the macro call.  ``glued`` is true when no white space stood before it.
    """

    kind: Kind
    text: str
    span: Span
    glued: bool = False


def span_of(tokens: "tuple[Token, ...] | list[Token]") -> Span:
    """Return the span from the first to the last token (which must exist)."""
    return Span(min(t.span.start for t in tokens), max(t.span.end for t in tokens))
