"""What of a class is graded already: one file for each submission, whole or not there.

A file is used again only if nothing that the marks depend on has changed: its digest covers
the submission, the problem, the options and the versions of all that computes.
"""

import hashlib
import json
import os
from dataclasses import dataclass

from derivcheck.cli.submissions import Submission
from derivcheck.grade.model import Graded
from derivcheck.grade.stored import from_data, to_data


@dataclass(frozen=True)
class Kept:
    """Where the result of one submission is kept, and what it depends on."""

    path: str
    digest: str


def digest_of(submission: Submission, *others: str) -> str:
    """Return a hash of a submission and of all else that its marks depend on."""
    whole = hashlib.sha256()
    notices = (f"{n.code}\0{n.text}\0{n.document}\0{n.line}\0{n.open}" for n in submission.notices)
    papers = (text for paper in submission.papers for text in (paper.name, paper.text))
    for text in (*others, submission.student, *submission.ids, *papers, *notices):
        whole.update(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest())
    return whole.hexdigest()


def keep(kept: Kept, graded: Graded) -> None:
    """Write a result so that it is there as a whole, or not at all."""
    text = json.dumps({"digest": kept.digest, "graded": to_data(graded)}, ensure_ascii=True)
    beside = f"{kept.path}.{os.getpid()}.new"
    with open(beside, "w", encoding="ascii") as file:
        file.write(text)
    os.replace(beside, kept.path)


def recalled(kept: Kept) -> Graded | None:
    """Return the result that was kept, ``None`` if it is not there or of something else."""
    return _read(kept.path, kept.digest)


def stored(path: str) -> Graded | None:
    """Return the result in a file, whatever it is of; ``None`` if it is none."""
    return _read(path, None)


def _read(path: str, digest: str | None) -> Graded | None:
    try:
        with open(path, encoding="ascii") as file:
            data = json.load(file)
        return from_data(data["graded"]) if digest in (None, data["digest"]) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
