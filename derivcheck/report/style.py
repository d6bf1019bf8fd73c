"""How a report is to look: what a writer for people is told besides the report."""

from enum import Enum

from msgspec import Struct


class Detail(Enum):
    """How much is told."""

    QUIET = "quiet"  # only what is wrong
    NORMAL = "normal"
    VERBOSE = "verbose"  # every formula, how it was read, by which method it was judged


class Style(Struct, frozen=True):
    """Width in cells, colour, detail, and the seconds the run took where they are to be told."""

    width: int = 100
    color: bool = False
    detail: Detail = Detail.NORMAL
    seconds: float | None = None


PLAIN = Style()
