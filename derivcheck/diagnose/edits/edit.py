"""What an edit is: a node that another one takes the place of, and the same change as text."""

from collections.abc import Callable, Iterable

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.source import SourceText, Span
from derivcheck.source.pattern import later
from derivcheck.syntax import tree as t

# a stretch of the writer's own text, or new text
Piece = Span | str

_COMMAND_AT_END = later(r"\\[A-Za-z]+\Z")


class Written(Struct, frozen=True):
    """A tree with the text that it is written as."""

    tree: t.Tree
    pieces: tuple[Piece, ...]


class Change(Struct, frozen=True):
    """Text that takes the place of a span of the source; an empty span is an insertion."""

    span: Span
    pieces: tuple[Piece, ...] = ()


class Edit(Struct, frozen=True):
    """One edit of a formula.

    ``new`` takes the place of ``node`` (found by identity); ``changes`` say the same of the
    text; ``place`` is what a reader is pointed at.  Without ``new`` the changed text is read
    again.  ``more`` is added to what its kind costs.
    """

    node: t.Tree
    new: t.Tree | None
    changes: tuple[Change, ...]
    place: Span
    more: int = 0
    says: str | None = None  # instead of what its kind says
    may: Callable[[], bool] | None = None  # whether it is worth looking at, asked late


def saying(edit: Edit, says: str) -> Edit:
    """Return an edit of which more is told than what all of its kind have in common."""
    return replace(edit, says=says)


def only_if(edit: Edit, may: Callable[[], bool]) -> Edit:
    """Return an edit that is passed over unless something holds, asked when its turn has come."""
    return replace(edit, may=may)


def rendered(pieces: Iterable[Piece], source: SourceText) -> str:
    """Return pieces as text, a space put where two of them would run together."""
    out = ""
    for piece in pieces:
        out = joined(out, piece if isinstance(piece, str) else source.slice(piece))
    return out


def joined(left: str, right: str) -> str:
    """Return two texts as one, with a space between a command and a letter."""
    if right[:1].isalpha() and _COMMAND_AT_END.search(left):
        return f"{left} {right}"
    return left + right
