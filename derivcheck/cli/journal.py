"""What a child does, written down where its parent finds it.

The parent looks at it only if the child comes to an unforeseen end: to be told of each task as it
begins and ends would wake it a hundred times for a document, a tenth of the time of both.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any


class Journal:
    """Entries in the order in which one process writes them, to be read by another.

    It is a file without a name, which both have open: what is written is there at once, and
    stays when the writer ends.
    """

    def __init__(self) -> None:
        self._file = Connection(_unnamed_file())

    def clear(self) -> None:
        """Begin anew; the other process is not at it."""
        os.ftruncate(self._file.fileno(), 0)
        os.lseek(self._file.fileno(), 0, os.SEEK_SET)

    def write(self, entry: Any) -> None:
        """Write an entry down behind the last one."""
        self._file.send(entry)

    def entries(self) -> Iterator[Any]:
        """Yield what was written since it was begun, but an entry in which the writer ended."""
        os.lseek(self._file.fileno(), 0, os.SEEK_SET)
        with suppress(EOFError, OSError):
            while True:
                yield self._file.recv()

    def close(self) -> None:
        """Give it up."""
        self._file.close()


def _unnamed_file() -> int:
    if sys.platform == "linux":
        return os.memfd_create("journal")
    from tempfile import TemporaryFile  # takes a while to import

    with TemporaryFile() as file:
        return os.dup(file.fileno())
