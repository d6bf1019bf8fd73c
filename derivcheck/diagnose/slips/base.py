"""What a slip must say of itself; every field is required so that nothing is forgotten."""

from collections.abc import Callable, Iterator

from msgspec import Struct

from derivcheck.diagnose.edits import Edit, Formula
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.page import Example

Propose = Callable[[Formula, Around], Iterator[Edit]]


class Slip(Struct, frozen=True):
    """A kind of slip.

    ``propose`` yields the edits that would undo such a slip wherever the formula may have it;
    ``cost`` ranks them: the lower, the more plausible.  The rejected example has the slip, and
    the accepted one is it put right.
    """

    code: str
    says: str  # what a reader is told, one short clause
    means: str
    advice: str
    cost: int
    propose: Propose
    accepted: Example
    rejected: Example
    # looked for together with another slip where only the "value" is wrong, or the "shape" too
    joins: str | None = None
    begins: bool = False  # as likely in the chain's first member as in the others
    keeps_shape: bool = False  # whether shapes that do not fit cannot be its fault
    unread: str | None = None  # the code of an unread formula that it may explain
