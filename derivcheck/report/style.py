"""How a report is to look: what a writer for people is told besides the report."""

from dataclasses import dataclass
from enum import Enum


class Detail(Enum):
    """How much is told."""

    QUIET = "quiet"  # only what is wrong
    NORMAL = "normal"
    VERBOSE = "verbose"  # every formula, how it was read, by which method it was judged


@dataclass(frozen=True)
class Style:
    """Width in cells, colour, detail, and the seconds the run took where they are to be told."""

    width: int = 100
    color: bool = False
    detail: Detail = Detail.NORMAL
    seconds: float | None = None


PLAIN = Style()
