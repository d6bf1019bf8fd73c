"""Files as they were handed in, from a folder or out of an archive, read in memory.

Nothing is unpacked to the disk, no link is followed, no path leaves the folder.  An archive
that is larger than its limits, or broken, says so; what was read of it stays.
"""

import io
import os
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePath, PurePosixPath

from msgspec import Struct, field

from derivcheck.cli.files import FORMATS, LIMIT
from derivcheck.cli.terminal import reason_of
from derivcheck.grade.naming import ARCHIVES, METADATA

MOST_FILES = 100_000  # of all submissions
MOST_BYTES = 2_000_000_000  # unpacked, of all submissions
MOST_PACKED = 200_000_000  # of one archive within the submissions
DEPTH = 2  # archives in archives
_METADATA_BYTES = 20_000_000


class Handed(Struct, frozen=True):
    """A file: its path, and its bytes where they may be of use; else why they are not there.

    ``refused`` is empty for a file of a kind that is not read.
    """

    path: str
    data: bytes | None = None
    refused: str = ""


class _Budget(Struct):
    """What may still be read."""

    files: int = MOST_FILES
    bytes: int = MOST_BYTES

    def take(self, size: int) -> bool:
        self.files -= 1
        self.bytes -= size
        return self.files >= 0 and self.bytes >= 0


class _Reader(Struct):
    """Goes through folders and archives, one budget for all."""

    left: _Budget = field(default_factory=_Budget)

    def folder(self, top: str) -> Iterator[Handed]:
        for here, folders, names in os.walk(top):
            linked = [name for name in folders if os.path.islink(os.path.join(here, name))]
            folders[:] = sorted({n for n in folders if not n.startswith(".")} - set(linked))
            for name in sorted((*names, *linked)):
                full = os.path.join(here, name)
                path = PurePath(os.path.relpath(full, top)).as_posix()
                if not hidden(path):
                    yield from self._plain(full, path)

    def _plain(self, full: str, path: str) -> Iterator[Handed]:
        if os.path.islink(full):
            yield Handed(path, refused="a link, which is not followed")
            return
        limit = _limit(path)
        if limit is None:
            yield Handed(path)
            return
        try:
            if not os.path.isfile(full):
                yield Handed(path, refused="not a plain file")
                return
            with open(full, "rb") as file:
                data = file.read(limit + 1)
        except OSError as error:
            yield Handed(path, refused=f"cannot be read: {reason_of(error)}")
            return
        yield from self._read(path, data, limit, 0)

    def _read(self, path: str, data: bytes, limit: int, depth: int) -> Iterator[Handed]:
        """Yield a file, or what is in it if it is an archive."""
        if len(data) > limit:
            yield Handed(path, refused=f"more than {limit // 1_000_000} MB")
        elif not self.left.take(len(data)):
            yield Handed(path, refused="the submissions are larger than is read")
        elif not is_archive(path):
            yield Handed(path, data)
        elif depth >= DEPTH:
            yield Handed(path, refused="an archive in an archive in an archive")
        else:
            yield from self.archive(data, path, depth + 1)

    def archive(self, data: bytes, path: str, depth: int) -> Iterator[Handed]:
        """Yield the files of an archive, their paths below that of the archive.

        ``path`` is empty for the archive that holds all submissions.
        """
        inner = self._zip if path.lower().endswith(".zip") or data[:2] == b"PK" else self._tar
        try:
            yield from inner(data, path, depth)
        except (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError) as error:
            yield Handed(path or "archive", refused=f"a broken archive: {error}")
        except (NotImplementedError, RuntimeError, ValueError, OverflowError) as error:
            yield Handed(path or "archive", refused=f"an archive that cannot be read: {error}")

    def _zip(self, data: bytes, path: str, depth: int) -> Iterator[Handed]:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for info in packed.infolist()[: self.left.files + 1]:
                if info.is_dir():
                    continue
                inside = _joined(path, info.filename)
                limit = None if inside is None else _limit(inside)
                if info.flag_bits & 1:
                    yield Handed(inside or path, refused="encrypted")
                elif inside is None or limit is None:
                    yield from self._unread(inside, info.filename, path)
                else:
                    with packed.open(info) as file:
                        yield from self._read(inside, file.read(limit + 1), limit, depth)

    def _tar(self, data: bytes, path: str, depth: int) -> Iterator[Handed]:
        size = 0
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:*") as packed:
            for info in packed:
                size += info.size
                if size > MOST_BYTES or self.left.files < 0:
                    raise tarfile.TarError("it is larger than is read")
                if info.isdir():
                    continue
                inside = _joined(path, info.name)
                limit = None if inside is None else _limit(inside)
                file = packed.extractfile(info) if info.isreg() else None
                if inside is not None and file is None and not hidden(inside):
                    yield Handed(inside, refused="a link or device, which is not followed")
                elif inside is None or limit is None or file is None:
                    yield from self._unread(inside, info.name, path)
                else:
                    yield from self._read(inside, file.read(limit + 1), limit, depth)

    def _unread(self, inside: str | None, name: str, path: str) -> Iterator[Handed]:
        self.left.files -= 1
        if inside is None:
            yield Handed(path or "archive", refused=f"the path “{name}” leaves the folder")
        elif not hidden(inside):
            yield Handed(inside)


def files_of(path: str) -> Iterator[Handed]:
    """Yield the files of a folder or an archive; raises ``OSError`` if it cannot be opened."""
    reader = _Reader()
    if os.path.isdir(path):
        yield from reader.folder(path)
        return
    with open(path, "rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise OSError("it is larger than is read")
    yield from reader.archive(data, "", 1)


def is_archive(path: str) -> bool:
    """Whether a name is that of an archive that is looked into."""
    return path.lower().endswith(ARCHIVES)


def hidden(path: str) -> bool:
    """Whether a path has a name with a dot in front, or is what macOS puts into archives."""
    parts = PurePosixPath(path).parts
    return any(part.startswith(".") or part == "__MACOSX" for part in parts)


def _limit(path: str) -> int | None:
    """Return how many bytes of a file are read, ``None`` for a file that is not looked into."""
    if hidden(path):
        return None
    if is_archive(path):
        return MOST_PACKED
    if PurePosixPath(path).name == METADATA:
        return _METADATA_BYTES
    format_ = FORMATS.get(PurePosixPath(path).suffix.lower())
    return None if format_ is None else LIMIT[format_]


def _joined(archive: str, name: str) -> str | None:
    """Return where a file of an archive lies, ``None`` if its path leaves the archive."""
    plain = name.replace("\\", "/")
    parts = PurePosixPath(plain).parts
    if not parts or plain.startswith("/") or ".." in parts or ":" in parts[0] or "\0" in name:
        return None
    return (
        PurePosixPath(archive, *parts).as_posix() if archive else PurePosixPath(*parts).as_posix()
    )
