"""The submissions of a class: a folder with one file or one folder for each student.

Only text that derivcheck reads is opened.  What else lies there (a PDF, a photo, a settings
file) is listed, so that nothing is lost without a word and nothing of it is obeyed.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from derivcheck.cli.files import FORMATS, Unreadable, read
from derivcheck.grade.model import Notice

_PICTURES = {".png", ".jpg", ".jpeg", ".heic", ".heif", ".gif", ".webp", ".tif", ".tiff", ".bmp"}
_PAGES = {".pdf", ".doc", ".docx", ".odt", ".rtf", ".pages", ".djvu", ".ps"}
_ARCHIVES = {".zip", ".tar", ".gz", ".tgz", ".7z", ".rar"}
FOR_A_PERSON = frozenset(_PICTURES | _PAGES | _ARCHIVES)
SETTINGS = frozenset({"problem.toml", "derivcheck.toml", "pyproject.toml"})
MOST_FILES = 200  # of one student
MOST_BYTES = 50_000_000


@dataclass(frozen=True)
class Paper:
    """One readable document of a submission: what it is called, and its text."""

    name: str
    text: str


@dataclass(frozen=True)
class Submission:
    """What one student handed in."""

    student: str
    papers: tuple[Paper, ...]
    notices: tuple[Notice, ...]


def submissions_in(folder: str) -> Iterator[Submission]:
    """Yield the submissions of a folder, by name; raises ``Unreadable`` where there is none."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Unreadable(folder, "unreadable", f"'{folder}' cannot be read: {reason}") from None
    by_student: dict[str, list[os.DirEntry[str]]] = {}
    for entry in entries:
        if not entry.name.startswith("."):
            is_folder = entry.is_dir(follow_symlinks=False)
            student = entry.name if is_folder else PurePath(entry.name).stem
            by_student.setdefault(student, []).append(entry)
    if not by_student:
        raise Unreadable(folder, "no-submissions", f"there is no submission in '{folder}'")
    for student, own in by_student.items():
        yield _submission(student, folder, own)


def _submission(student: str, folder: str, entries: list[os.DirEntry[str]]) -> Submission:
    papers: list[Paper] = []
    notices: list[Notice] = []
    left = MOST_BYTES
    files = [path for entry in entries for path in _files(entry)]
    for path in files[:MOST_FILES]:
        name = PurePath(os.path.relpath(path, folder)).as_posix()
        found = _paper(path, name, left)
        if isinstance(found, Paper):
            papers.append(found)
            left -= len(found.text)
        else:
            notices.append(found)
    if len(files) > MOST_FILES:
        text = f"only {MOST_FILES} of {len(files)} files were looked at"
        notices.append(Notice("too-many-files", text, student, open=True))
    if not papers and not notices:
        notices.append(Notice("nothing", "there is no file", student, open=True))
    return Submission(student, tuple(papers), tuple(notices))


def _files(entry: os.DirEntry[str]) -> Iterator[str]:
    """Yield a file, or the files of a folder; no link is followed out of it."""
    if not entry.is_dir(follow_symlinks=False):
        yield entry.path
        return
    for here, folders, names in os.walk(entry.path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (os.path.join(here, n) for n in sorted(names) if not n.startswith("."))


def _paper(path: str, name: str, left: int) -> Paper | Notice:
    suffix = PurePath(path).suffix.lower()
    if os.path.islink(path):
        return Notice("not-read", "a link, which is not followed", name, open=True)
    if PurePath(path).name.lower() in SETTINGS or suffix == ".toml":
        return Notice("settings-file", "a settings or problem file, which is not obeyed", name)
    if suffix in FOR_A_PERSON:
        return Notice("needs-a-person", f"a {suffix} file is for a person to read", name, open=True)
    if suffix not in FORMATS:
        return Notice("not-read", "not a kind of file that is read", name)
    if not os.path.isfile(path):
        return Notice("not-read", "not a plain file", name, open=True)
    try:
        text = read(path)
    except Unreadable as refused:
        return Notice(refused.report.code, refused.report.message, name, open=True)
    if len(text) > left:
        return Notice("too-large", "the submission is larger than is read", name, open=True)
    return Paper(name, text)
