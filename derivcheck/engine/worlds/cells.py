"""What a world assigns an element to."""

from msgspec import Struct

from derivcheck.term.core import IndexVar, Sort


class Cell(Struct, frozen=True):
    """Something that denotes an element: a free index, or a map at given arguments."""

    sort: Sort
    index: IndexVar | None
    map: str | None = None
    args: tuple[int, ...] = ()
