"""Patterns of paths, as settings name files: ``drafts/*``, ``*.tex``, ``chapters``."""

import os
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import PurePath


def matches(pattern: str, path: str, folder: str) -> bool:
    """Return whether a pattern means a file, its name alone, or a folder that it lies in.

    ``pattern`` is relative to ``folder``; ``*`` stands for any characters, ``/`` included.
    """
    wanted = pattern.removeprefix("./").rstrip("/")
    return any(fnmatchcase(name, wanted) for name in _names(path, folder))


def _names(path: str, folder: str) -> Iterator[str]:
    inside = PurePath(_relative(path, folder))
    yield inside.as_posix()
    yield inside.name
    yield from (parent.as_posix() for parent in inside.parents)


def _relative(path: str, folder: str) -> str:
    try:
        return os.path.relpath(path, folder)
    except ValueError:  # on another drive
        return path
