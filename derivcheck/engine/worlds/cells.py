"""What a world assigns an element to."""

from dataclasses import dataclass

from derivcheck.term.core import IndexVar, Sort


@dataclass(frozen=True)
class Cell:
    """Something that denotes an element: a free index, or a map at given arguments."""

    sort: Sort
    index: IndexVar | None
    map: str | None = None
    args: tuple[int, ...] = ()
