"""Files and folders named by the user, read as text or refused with a clear message."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePath
from typing import BinaryIO

from msgspec import Struct

from derivcheck.cli.terminal import reason_of
from derivcheck.report.model import ErrorReport
from derivcheck.source.nearest import did_you_mean

STDIN = "-"
FORMATS = {
    ".md": "md",
    ".markdown": "md",
    ".txt": "md",
    ".qmd": "md",
    ".rmd": "md",
    ".tex": "tex",
    ".ltx": "tex",
    ".ipynb": "ipynb",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
KINDS = (".html", ".ipynb", ".md", ".tex")
# pages are read when they are named: in folders of documents they are mostly what was made of them
IN_FOLDERS = frozenset({".md", ".tex", ".ipynb"})
# bytes; notebooks hold outputs, pages hold scripts
LIMIT = {"md": 4_000_000, "tex": 4_000_000, "ipynb": 32_000_000, "html": 16_000_000}

TABLE_LIMIT = 50_000_000  # bytes


class Unreadable(ValueError):
    """A file that cannot be read; ``report`` says why."""

    def __init__(self, path: str, code: str, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.report = ErrorReport(path, code, message, hint)


class Found(Struct, frozen=True):
    """The documents that the arguments of a command name, and what they name in vain."""

    paths: tuple[str, ...]
    errors: tuple[ErrorReport, ...]


def find(arguments: Sequence[str], excludes: Callable[[str], bool] | None = None) -> Found:
    """Return the documents behind files and folders, each once, folders sorted.

    ``excludes`` tells what is left out of folders; a file that is named is never left out.
    """
    paths: dict[str, str] = {}
    errors: list[ErrorReport] = []
    for argument in arguments:
        try:
            for path in _expand(argument, excludes or _nothing):
                paths.setdefault(path if path == STDIN else os.path.normpath(path), path)
        except Unreadable as refused:
            errors.append(refused.report)
    return Found(tuple(paths.values()), tuple(errors))


def _nothing(path: str) -> bool:
    return False


def _expand(argument: str, excludes: Callable[[str], bool]) -> list[str]:
    if argument == STDIN:
        return [STDIN]
    if not os.path.isdir(argument):
        return [argument]
    inside = sorted(path for path in _documents(argument) if not excludes(path))
    if not inside:
        kinds = ", ".join(sorted(IN_FOLDERS))
        raise Unreadable(argument, "no-documents", f"no document ({kinds}) in this folder")
    return inside


def _documents(folder: str) -> Iterator[str]:
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not _is_foreign(os.path.join(here, name))]
        for name in names:
            if PurePath(name).suffix.lower() in IN_FOLDERS and not name.startswith("."):
                yield os.path.join(here, name)


def _is_foreign(folder: str) -> bool:
    """Whether a folder holds what others have written: hidden, an environment of Python, …"""
    name = os.path.basename(folder)
    known = name.startswith(".") or name in ("node_modules", "site-packages")
    return known or os.path.isfile(os.path.join(folder, "pyvenv.cfg"))


def format_of(path: str) -> str:
    """Return ``md``, ``tex``, ``ipynb`` or ``html`` by the ending; raises ``Unreadable``."""
    suffix = PurePath(path).suffix.lower()
    if suffix not in FORMATS:
        kinds = ", ".join(KINDS)
        ending = f"ends in {suffix}" if suffix else "has no ending"
        raise Unreadable(path, "unknown-format", f"the name {ending}; derivcheck reads {kinds}")
    return FORMATS[suffix]


def read(path: str) -> str:
    """Return a document's text, line ends as ``\\n``; raises ``Unreadable``."""
    if os.path.isdir(path):
        raise Unreadable(path, "unreadable", "this is a folder; name one of its files")
    format_ = format_of(path) if os.path.exists(path) else "md"
    try:
        with open(path, "rb") as file:
            return decode(path, _bytes(path, file, LIMIT[format_]))
    except Unreadable:  # is a ValueError too, and says what to do
        raise
    except FileNotFoundError:
        if os.path.islink(path):
            what = f"a link to '{os.readlink(path)}', which is not there"
            raise Unreadable(path, "no-such-file", what) from None
        raise Unreadable(path, "no-such-file", f"no such file{_nearest_file(path)}") from None
    except OSError as error:
        reason = reason_of(error)
        raise Unreadable(path, "unreadable", f"cannot be read: {reason}") from None
    except ValueError as error:  # a null character in the name
        raise Unreadable(path, "unreadable", f"cannot be read: {error}") from None


def read_table(path: str) -> str:
    """Return the text of a table; raises ``Unreadable``."""
    try:
        with open(path, "rb") as file:
            return decode(path, _bytes(path, file, TABLE_LIMIT))
    except OSError as error:
        reason = reason_of(error)
        raise Unreadable(path, "unreadable", f"'{path}' cannot be read: {reason}") from None


def read_stdin(name: str) -> str:
    """Return the text of standard input, which is to be reported as ``name``."""
    return decode(name, _bytes(name, sys.stdin.buffer, LIMIT[format_of(name)]))


def _bytes(path: str, file: BinaryIO, limit: int) -> bytes:
    data = file.read(limit + 1)
    if len(data) > limit:
        raise Unreadable(
            path,
            "too-large",
            f"more than {limit // 1_000_000} MB, which is more than derivcheck reads",
            "split the document into its parts",
        )
    return data


def decode(path: str, data: bytes) -> str:
    """Return bytes as text, line ends as ``\\n``; raises ``Unreadable``."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(path, "not-utf-8", "this is UTF-16, not UTF-8", "save it as UTF-8")
    if data.startswith(b"%PDF-"):
        hint = "check the Markdown or TeX that it was made of"
        raise Unreadable(path, "binary", "this is a PDF, whatever its name says", hint)
    if b"\0" in data[:8192]:
        raise Unreadable(path, "binary", "this is a binary file, not text")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        what = f"not UTF-8: byte 0x{data[error.start]:02x} at line {line}, column {column}"
        raise Unreadable(path, "not-utf-8", what, "save it as UTF-8") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _nearest_file(path: str) -> str:
    folder = os.path.dirname(path) or "."
    try:
        names = os.listdir(folder)
    except OSError:
        return f"; there is no folder '{folder}'" if not os.path.isdir(folder) else ""
    hint = did_you_mean(os.path.basename(path), names)
    return hint
