"""The submissions of a class: a folder, or an archive that Canvas, Moodle or Gradescope made.

Only text that derivcheck reads is opened.  What else lies there (a PDF, a photo, a settings
file) is listed, so that nothing is lost without a word and nothing of it is obeyed.
"""

import os
from collections.abc import Sequence
from pathlib import PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.cli.classes.archives import Handed, files_of
from derivcheck.cli.files import FORMATS, Unreadable, decode
from derivcheck.cli.terminal import reason_of
from derivcheck.grade.model import Notice
from derivcheck.grade.naming import METADATA, Owner, is_of_an_export, metadata_of, owner_of

_PICTURES = {".png", ".jpg", ".jpeg", ".heic", ".heif", ".gif", ".webp", ".tif", ".tiff", ".bmp"}
_PAGES = {".pdf", ".doc", ".docx", ".odt", ".rtf", ".pages", ".djvu", ".ps"}
_PACKED = {".gz", ".7z", ".rar", ".bz2", ".xz"}
FOR_A_PERSON = frozenset(_PICTURES | _PAGES | _PACKED)
MOST_FILES = 200  # of one student
MOST_TEXT = 50_000_000  # characters of one student


class Paper(Struct, frozen=True):
    """One readable document of a submission: what it is called, and its text."""

    name: str
    text: str


class Submission(Struct, frozen=True):
    """What one student handed in; ``ids`` are what a roster may know them by."""

    student: str
    papers: tuple[Paper, ...]
    notices: tuple[Notice, ...]
    ids: tuple[str, ...] = ()


def submissions_in(path: str) -> list[Submission]:
    """Return the submissions of a folder or archive, by student.

    Raises ``Unreadable`` where there is none.
    """
    try:
        files = _below_the_top(list(files_of(path)))
    except OSError as error:
        reason = reason_of(error)
        raise Unreadable(path, "unreadable", f"'{path}' cannot be read: {reason}") from None
    found = _by_owner(files)
    if not found:
        raise Unreadable(path, "no-submissions", f"there is no submission in '{path}'")
    return [_submission(owner, own) for owner, own in sorted(found.items(), key=_by_name)]


def submission_of(path: str) -> Submission:
    """Return what one student handed in: all files of a folder, or one file.

    Raises ``Unreadable`` where nothing can be read.
    """
    try:
        if os.path.isdir(path):
            files = list(files_of(path))
        else:
            with open(path, "rb") as file:
                files = [Handed(os.path.basename(path), file.read(MOST_TEXT + 1))]
    except OSError as error:
        reason = reason_of(error)
        raise Unreadable(path, "unreadable", f"'{path}' cannot be read: {reason}") from None
    return _submission(Owner("submission"), files)


def _by_name(item: tuple[Owner, list[Handed]]) -> tuple[str, tuple[str, ...]]:
    return item[0].student, item[0].ids


def _below_the_top(files: list[Handed]) -> list[Handed]:
    """Return the files without the one folder that an export puts around all of them."""
    tops = {PurePosixPath(file.path).parts[0] for file in files}
    if len(tops) != 1 or any(len(PurePosixPath(file.path).parts) < 2 for file in files):
        return files
    below = [
        replace(f, path=PurePosixPath(*PurePosixPath(f.path).parts[1:]).as_posix()) for f in files
    ]
    folders = {PurePosixPath(file.path).parts[0] for file in below if "/" in file.path}
    is_export = any(is_of_an_export(file.path) for file in below)
    return below if is_export or len(folders) > 1 else files


def _by_owner(files: Sequence[Handed]) -> dict[Owner, list[Handed]]:
    metadata: dict[str, Owner] = {}
    for file in files:
        if file.path == METADATA and file.data is not None:
            metadata = metadata_of(file.data.decode("utf-8", "replace"))
    found: dict[Owner, list[Handed]] = {}
    for file in files:
        if file.path != METADATA:
            found.setdefault(owner_of(file.path, metadata), []).append(file)
    return found


def _submission(owner: Owner, files: Sequence[Handed]) -> Submission:
    papers: list[Paper] = []
    notices: list[Notice] = []
    left = MOST_TEXT
    for file in files[:MOST_FILES]:
        found = _paper(file, left)
        if isinstance(found, Paper):
            papers.append(found)
            left -= len(found.text)
        else:
            notices.append(found)
    if len(files) > MOST_FILES:
        text = f"only {MOST_FILES} of {len(files)} files were looked at"
        notices.append(Notice("too-many-files", text, owner.student, open=True))
    return Submission(owner.student, tuple(papers), tuple(notices), owner.ids)


def _paper(file: Handed, left: int) -> Paper | Notice:
    name = PurePosixPath(file.path)
    suffix = name.suffix.lower()
    if suffix == ".toml":
        text = "a settings or problem file, which is not obeyed"
        return Notice("settings-file", text, file.path)
    if suffix in FOR_A_PERSON:
        text = f"a {suffix} file is for a person to read"
        return Notice("needs-a-person", text, file.path, open=True)
    if file.refused:
        return Notice("not-read", file.refused, file.path, open=True)
    if file.data is None or suffix not in FORMATS:
        return Notice("not-read", "not a kind of file that is read", file.path)
    try:
        text = decode(file.path, file.data)
    except Unreadable as refused:
        return Notice(refused.report.code, refused.report.message, file.path, open=True)
    if len(text) > left:
        return Notice("too-large", "the submission is larger than is read", file.path, open=True)
    return Paper(file.path, text)
