"""Decisions kept between runs and shared between processes, in one SQLite file.

The file is a cache: it may be deleted at any time, and where it cannot be used everything is
decided anew.  What it holds is text of its own (`derivcheck.check.judging.memory_text`, and the
results of `derivcheck.cli.classes.finished`).
"""

import hashlib
import os
import sqlite3
from contextlib import suppress
from functools import cache

from derivcheck.check.judging.memory_text import from_text, to_text
from derivcheck.cli.version import version_line
from derivcheck.engine.decision import Decision

_PATIENCE = 5.0  # seconds to wait for another process
_TABLES = (
    """CREATE TABLE IF NOT EXISTS decisions (key BLOB PRIMARY KEY, decision TEXT NOT NULL)
    WITHOUT ROWID""",
    "CREATE TABLE IF NOT EXISTS results (digest TEXT PRIMARY KEY, result TEXT NOT NULL)",
)
_FAILURES = (sqlite3.Error, ValueError, TypeError, KeyError, OSError)


class Decisions:
    """A memory on the disk; each process opens the file for itself."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._process = -1
        self._open: sqlite3.Connection | None = None
        self._versions = hashlib.sha256(version_line().encode()).digest()

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return decisions_at, (self._path,)

    def recall(self, key: bytes) -> Decision | None:
        """Return a decision that was kept by the same versions."""
        with suppress(*_FAILURES):
            query = "SELECT decision FROM decisions WHERE key = ?"
            row = self._connection().execute(query, (self._own(key),)).fetchone()
            return from_text(row[0]) if row else None
        return None

    def keep(self, key: bytes, decision: Decision) -> None:
        """Keep a decision, if that is possible."""
        with suppress(*_FAILURES):
            self._connection().execute(
                "INSERT OR IGNORE INTO decisions VALUES (?, ?)", (self._own(key), to_text(decision))
            )

    def result(self, digest: str) -> str | None:
        """Return the result that was kept for a submission, by `digest_of` all it depends on."""
        with suppress(*_FAILURES):
            query = "SELECT result FROM results WHERE digest = ?"
            row = self._connection().execute(query, (digest,)).fetchone()
            return str(row[0]) if row else None
        return None

    def keep_result(self, digest: str, result: str) -> None:
        """Keep the result of a submission, if that is possible."""
        with suppress(*_FAILURES):
            self._connection().execute(
                "INSERT OR IGNORE INTO results VALUES (?, ?)", (digest, result)
            )

    def _own(self, key: bytes) -> bytes:
        return hashlib.sha256(self._versions + key).digest()

    def _connection(self) -> sqlite3.Connection:
        # a connection must not be used in a process that was forked after it was opened
        if self._open is None or self._process != os.getpid():
            self._process = os.getpid()
            self._open = sqlite3.connect(self._path, _PATIENCE, isolation_level=None)
            self._open.execute("PRAGMA journal_mode = WAL")
            self._open.execute("PRAGMA synchronous = OFF")
            for table in _TABLES:
                self._open.execute(table)
        return self._open


@cache
def decisions_at(path: str) -> Decisions:
    """Return the memory in a file, one for all submissions that a process grades."""
    return Decisions(path)
