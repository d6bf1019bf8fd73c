"""``verify --watch``: check again whenever a document, or what it is read with, is changed."""

import argparse
import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import PurePath

from derivcheck.cli.files import FORMATS, STDIN
from derivcheck.cli.guard import warm_up
from derivcheck.cli.pipeline import Job, Outcome, text_of
from derivcheck.cli.pool import check_all
from derivcheck.cli.terminal import complain, write
from derivcheck.cli.values import WITNESSES

CheckAll = Callable[[Sequence[Job], int | None], Iterator[Outcome]]

INSTALL = "--watch needs the package watchfiles: pip install 'derivcheck[watch]'"
_SHARED = (".toml", ".sty", ".cls", ".tex", ".ltx")  # settings, problems, macros
_WAKE = 200  # milliseconds between two looks at what the system has told
_CLEAR = "\x1b[2J\x1b[H"


class Remembering:
    """Checks documents as ``check_all`` does, but only those that are not as they were."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, Outcome]] = {}

    def forget(self) -> None:
        """Check all of them next time."""
        self._known.clear()

    def __call__(self, jobs: Sequence[Job], workers: int | None) -> Iterator[Outcome]:
        """Yield the outcomes in order."""
        texts = {job.path: text_of(job) for job in jobs}
        new = [job for job in jobs if not self._knows(job.path, texts[job.path])]
        fresh = dict(zip((job.path for job in new), check_all(new, workers), strict=True))
        for job in jobs:
            text = texts[job.path]
            outcome = fresh[job.path] if job.path in fresh else self._known[job.path][1]
            if isinstance(text, str):
                self._known[job.path] = text, outcome
            yield outcome

    def _knows(self, path: str, text: str | Outcome) -> bool:
        return path in self._known and self._known[path][0] == text


def watch(arguments: argparse.Namespace, check: Callable[[CheckAll], int]) -> int:
    """Check, and check again after each change, until ^C; return 0, or 2 for a wrong call.

    ``check`` checks once, by what it is given.
    """
    if STDIN in arguments.paths:
        complain("--watch looks at files; standard input cannot be watched")
        return 2
    try:
        from watchfiles import watch as changes
    except ImportError:
        complain(INSTALL)
        return 2
    if not any(map(os.path.exists, arguments.paths)):
        return check(check_all)
    remembering = Remembering()
    folders, deep = watched(arguments.paths)
    own = {os.path.abspath(one.file) for one in arguments.output_format or () if one.file}
    own.add(os.path.abspath(arguments.output_file or ""))
    warm_up(arguments.witness or WITNESSES)
    looked = changes(
        *folders,
        watch_filter=lambda _, path: concerns(path) and os.path.abspath(path) not in own,
        recursive=deep,
        raise_interrupt=False,
        rust_timeout=_WAKE,
        yield_on_timeout=True,
    )
    with suppress(KeyboardInterrupt):  # ^C between two looks is the same as within one
        _check_after(looked, remembering, check, folders)
    return 0


def _check_after(
    looked: Iterable[Collection[tuple[object, str]]],
    remembering: Remembering,
    check: Callable[[CheckAll], int],
    folders: Sequence[str],
) -> None:
    """Check at first, and after each look that has found a change."""
    began = False
    for found in looked:
        if began and not found:
            continue
        if any(PurePath(path).suffix.lower() in _SHARED for _, path in found):
            remembering.forget()
        if began and sys.stdout.isatty():
            write(_CLEAR)
        check(remembering)
        if not began:  # only now: what changes during the first check is noticed, too
            complain(f"watching {', '.join(folders)} for changes; ^C ends")
        began = True


def watched(paths: Sequence[str]) -> tuple[list[str], bool]:
    """Return the folders to watch, and whether what lies deeper in them is meant as well.

    A file is watched by its folder: editors put a new file in its place.
    """
    folders = [path if os.path.isdir(path) else os.path.dirname(path) or "." for path in paths]
    there = [folder for folder in dict.fromkeys(folders) if os.path.isdir(folder)]
    return there, any(map(os.path.isdir, paths))


def concerns(path: str) -> bool:
    """Return whether a changed file may change what is said: a document, or what it needs."""
    name = PurePath(path)
    hidden = name.name.startswith(".") and name.name != ".derivcheck.toml"
    return not hidden and name.suffix.lower() in (*FORMATS, *_SHARED)
