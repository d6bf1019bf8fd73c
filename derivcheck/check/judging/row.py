"""One relation sign with its two sides."""

from msgspec import Struct

from derivcheck.check.reading.members import Reading
from derivcheck.document.model import Relation
from derivcheck.syntax import tree as t


class Row(Struct, frozen=True):
    """A relation sign with its two sides as they were read."""

    id: str
    relation: Relation
    left: Reading
    right: Reading
    first: bool  # the left side is the chain's first member
    defined: bool = False  # the left side is a name with a meaning that cannot change
    local: bool = False  # the left side is a name that the document has defined
    spoken: str | None = None  # the words that the left side was taken from
    letters: frozenset[str] = frozenset()  # free letters that only their use tells the sort of
    start: t.Tree | None = None  # the chain's first member
    late: frozenset[str] = frozenset()  # letters of which only a member that was not read tells
    new: bool = False  # the left side is a name of which nothing was said before
