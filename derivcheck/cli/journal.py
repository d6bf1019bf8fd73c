"""What a child does, written down in memory that its parent shares.

The parent looks at it only if the child comes to an unforeseen end: to be told of each task as it
begins and ends would wake it a hundred times for a document, a tenth of the time of both.
"""

import pickle
from collections.abc import Iterator
from mmap import mmap
from struct import Struct
from typing import Any

ROOM = 1 << 20  # bytes; a document of a hundred steps takes a fiftieth of that
_NUMBER = Struct("=Q")


class Journal:
    """Entries in the order in which they were written, by one process, to be read by another."""

    def __init__(self, room: int = ROOM) -> None:
        self._shared = mmap(-1, room)
        self._end = 0
        self.clear()

    def clear(self) -> None:
        """Begin anew."""
        self._end = _NUMBER.size
        self._say_end()

    def write(self, entry: Any) -> bool:
        """Write an entry down; return whether there was room for it."""
        written = pickle.dumps(entry, pickle.HIGHEST_PROTOCOL)
        start = self._end + _NUMBER.size
        end = start + len(written)
        if end > len(self._shared):
            return False
        _NUMBER.pack_into(self._shared, self._end, len(written))
        self._shared[start:end] = written
        self._end = end
        self._say_end()  # last: who is ended before has not written it
        return True

    def _say_end(self) -> None:
        _NUMBER.pack_into(self._shared, 0, self._end)

    def entries(self) -> Iterator[Any]:
        """Yield what was written since it was begun, by whichever process."""
        at, (end,) = _NUMBER.size, _NUMBER.unpack_from(self._shared, 0)
        while at < end:
            (size,) = _NUMBER.unpack_from(self._shared, at)
            at += _NUMBER.size + size
            yield pickle.loads(self._shared[at - size : at])

    def close(self) -> None:
        """Give the memory back."""
        self._shared.close()
