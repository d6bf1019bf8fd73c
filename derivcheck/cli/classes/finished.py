"""What of a class is graded already: one file for each submission, whole or not there.

A file is used again only if nothing that the marks depend on has changed: its digest covers
the submission, the problem, the options and the versions of all that computes.
"""

import hashlib
import json
import os

from msgspec import Struct

from derivcheck.check.judging.memory import NOT_KEPT, Memory
from derivcheck.cli.classes.submissions import Submission
from derivcheck.cli.decisions import Decisions
from derivcheck.grade.model import Graded
from derivcheck.grade.stored import from_data, to_data


class Kept(Struct, frozen=True):
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


def keep(kept: Kept, graded: Graded, memory: Memory) -> None:
    """Write a result so that it is there as a whole, or not at all; keep it in the cache, too."""
    text = json.dumps({"digest": kept.digest, "graded": to_data(graded)}, ensure_ascii=True)
    if isinstance(memory, Decisions) and _is_lasting(graded):
        memory.keep_result(kept.digest, text)
    _write(kept, text)


def _is_lasting(graded: Graded) -> bool:
    """Whether another run would find the same: neither faults nor this machine's limits."""
    reasons = (reason.code for part in graded.parts for reason in part.reasons)
    notices = (notice.code for notice in graded.notices)
    return not (NOT_KEPT | {"internal-error"}) & {*reasons, *notices}


def _write(kept: Kept, text: str) -> None:
    beside = f"{kept.path}.{os.getpid()}.new"
    with open(beside, "w", encoding="ascii") as file:
        file.write(text)
    os.replace(beside, kept.path)


def recalled(kept: Kept) -> Graded | None:
    """Return the result that was kept, ``None`` if it is not there or of something else."""
    return _read(kept.path, kept.digest)


def known_before(kept: Kept, memory: Memory) -> Graded | None:
    """Return the result that another run has kept in the cache, and write it to its place."""
    text = memory.result(kept.digest) if isinstance(memory, Decisions) else None
    graded = None if text is None else _parsed(text, kept.digest)
    if text is not None and graded is not None:
        _write(kept, text)
    return graded


def stored(path: str) -> Graded | None:
    """Return the result in a file, whatever it is of; ``None`` if it is none."""
    return _read(path, None)


def _read(path: str, digest: str | None) -> Graded | None:
    try:
        with open(path, encoding="ascii") as file:
            return _parsed(file.read(), digest)
    except (OSError, ValueError):
        return None


def _parsed(text: str, digest: str | None) -> Graded | None:
    try:
        data = json.loads(text)
        return from_data(data["graded"]) if digest in (None, data["digest"]) else None
    except (ValueError, KeyError, TypeError):
        return None
