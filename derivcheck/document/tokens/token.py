"""TeX tokens with spans: what every later stage reads instead of characters."""

from collections.abc import Sequence
from typing import ClassVar

from msgspec import Struct

from derivcheck.source import Span


class Kind:
    """What a token is, before anything is known of its meaning.

    Each kind is one object, in every process.  No `Enum`: Python 3.11 takes a quarter of a
    microsecond to find a member of one, four times that to hash it, and readers ask for kinds
    dozens of times for each token.
    """

    COMMAND: ClassVar["Kind"]  # \alpha, \frac, \, (text holds the backslash)
    LETTER: ClassVar["Kind"]  # one letter, Latin, Greek or CJK
    NUMBER: ClassVar["Kind"]  # digits with at most one decimal point: 12, 0.5
    SYMBOL: ClassVar["Kind"]  # + - = ( ) [ ] | ' ^ _ , ; : ! / * < > and the like, one character
    OPEN: ClassVar["Kind"]  # {
    CLOSE: ClassVar["Kind"]  # }
    ALIGN: ClassVar["Kind"]  # &
    BREAK: ClassVar["Kind"]  # \\ (its optional [2pt] swallowed)
    TEXT: ClassVar["Kind"]  # a whole \text{…}: text holds the words, not the command
    BEGIN: ClassVar["Kind"]  # \begin{name}: text holds the name
    END: ClassVar["Kind"]  # \end{name}: text holds the name

    def __init__(self, name: str) -> None:
        self.name, self.value = name, name.lower()

    def __repr__(self) -> str:
        return f"Kind.{self.name}"

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        """Come out of another process as the one object of its name here."""
        return getattr, (Kind, self.name)


for _name in Kind.__annotations__:
    setattr(Kind, _name, Kind(_name))


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
    return Span(min([t.span.start for t in tokens]), max([t.span.end for t in tokens]))


def group_end(tokens: Sequence[Token], at: int) -> int:
    """Return the index behind the brace group (or the one token) that begins at ``at``."""
    if at >= len(tokens) or tokens[at].kind is not Kind.OPEN:
        return min(at + 1, len(tokens))
    depth = 0
    for index in range(at, len(tokens)):
        depth += (tokens[index].kind is Kind.OPEN) - (tokens[index].kind is Kind.CLOSE)
        if depth == 0:
            return index + 1
    return min(at + 1, len(tokens))
