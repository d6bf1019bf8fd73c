"""Whose a file of an export is, by the ways Canvas, Moodle and Gradescope name them.

- Canvas: ``doejane_LATE_12345_67890_homework.md`` (the user's id, then that of the file)
- Moodle: ``Jane Doe_12345_assignsubmission_file_/homework.md``, or the same before a file's name
- Gradescope: ``submission_12345/homework.md``, names in ``submission_metadata.yml``
- else a folder, or a file's name, is a student
"""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from msgspec import Struct

ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")
METADATA = "submission_metadata.yml"
_MOODLE = re.compile(
    r"(?P<name>.+?)_(?P<id>\d+)_assign(?:submission|feedback)_[a-z]+_?(?P<rest>.*)", re.S
)
# a service has many users and files: hw_1_2_a.md is no export of Canvas
_CANVAS = re.compile(
    r"(?P<name>[^\W_]+?)_(?:LATE_)?(?P<id>\d{2,})(?:_question_\d+)?_(?P<file>\d{2,})_(?P<rest>.+)",
    re.S,
)
_GRADESCOPE = re.compile(r"submission_(?P<id>\d+)")
# lines of the metadata that matter: YAML as Gradescope writes it
_KEY = re.compile(r"(submission_\d+):\s*$")
_FIELD = re.compile(r"\s*-?\s*:(name|sid|email):\s*(.*?)\s*$")


class Owner(Struct, frozen=True):
    """A student: how results call them, and by what a roster may know them."""

    student: str
    ids: tuple[str, ...] = ()


def owner_of(path: str, metadata: Mapping[str, Owner]) -> Owner:
    """Return whose a file is; ``path`` is relative to the submissions, with forward slashes.

    What is in an archive is whose the archive is.
    """
    first = PurePosixPath(path).parts[0]
    if first in metadata:
        return metadata[first]
    found = _exported(path)
    if found is not None:
        name = found.groupdict().get("name") or first
        return Owner(name, (found["id"], name))
    name = _without_ending(first) if _is_file(path) else first
    return Owner(name, (name,))


def is_of_an_export(path: str) -> bool:
    """Whether a file's or folder's name is one that an export gives."""
    return PurePosixPath(path).parts[0] == METADATA or _exported(path) is not None


def _exported(path: str) -> re.Match[str] | None:
    first = PurePosixPath(path).parts[0]
    patterns = (_MOODLE, _CANVAS) if _is_file(path) else (_MOODLE, _GRADESCOPE)
    matches = (pattern.fullmatch(first) for pattern in patterns)
    return next((match for match in matches if match), None)


def _is_file(path: str) -> bool:
    """Whether the first name of a path is that of a file, or of an archive."""
    first, *rest = PurePosixPath(path).parts
    return not rest or first.lower().endswith(ARCHIVES)


def _without_ending(name: str) -> str:
    for ending in ARCHIVES:
        if name.lower().endswith(ending):
            return name[: -len(ending)] or name
    return PurePosixPath(name).stem


def metadata_of(text: str) -> dict[str, Owner]:
    """Return the owners that Gradescope's metadata names, by their folder.

    Only its three fields are read, line by line; what is not understood is left out.
    """
    fields: dict[str, dict[str, list[str]]] = {}
    current: dict[str, list[str]] | None = None
    for line in text.splitlines():
        key, field = _KEY.match(line), _FIELD.match(line)
        if key:
            current = fields.setdefault(key[1], {})
        elif field and current is not None and (value := field[2].strip("'\"")):
            current.setdefault(field[1], []).append(value)
    return {
        folder: Owner(
            " & ".join(own["name"]), (*own.get("sid", ()), *own.get("email", ()), *own["name"])
        )
        for folder, own in fields.items()
        if own.get("name")
    }
