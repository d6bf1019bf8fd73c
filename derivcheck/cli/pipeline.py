"""From a file to its finding: read, choose the problem, check; a fault becomes an error entry."""

import os
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.cli.files import FORMATS, STDIN, Unreadable, format_of, read, read_stdin
from derivcheck.cli.includes import included
from derivcheck.report.model import ErrorReport

if TYPE_CHECKING:
    from derivcheck.check import Options
    from derivcheck.check.finding import DocumentFinding
    from derivcheck.document.model import Directive, Document
    from derivcheck.problem import Problem, ProblemError

PROBLEM_FILE = "problem.toml"


class Job(Struct, frozen=True):
    """One document to check: its path (``-`` with a name for standard input) and its problem."""

    path: str
    name: str  # what the report calls it
    problem: str | None  # as given on the command line
    options: "Options"
    macros: str = ""  # the text of definitions in force from the start
    includes: bool = False  # whether the document may input macros from its own folder
    text: str | None = None  # where it has been read already
    submitted: bool = False  # handed in to be graded: what it says of its own check is not obeyed
    fallback: str | None = None  # the problem where neither command nor document nor folder says it
    assume: tuple[str, ...] = ()  # what every document begins by declaring


class Outcome(Struct, frozen=True):
    """What came of a job: a finding, or the reason why there is none."""

    finding: "DocumentFinding | None" = None
    error: ErrorReport | None = None
    trace: str | None = None


def text_of(job: Job) -> str | Outcome:
    """Return a document's text, or why it cannot be read."""
    try:
        if job.text is not None:
            return job.text
        return read_stdin(job.name) if job.path == STDIN else read(job.path)
    except Unreadable as refused:
        return Outcome(error=refused.report)


def check(job: Job, text: str | None = None) -> Outcome:
    """Return what is found about a document; never raises but for an interruption.

    ``text`` is the document's text where it has been read already.
    """
    if text is None:
        found = text_of(job)
        if isinstance(found, Outcome):
            return found
        text = found
    try:
        if job.submitted:
            return Outcome(_check_submission(job, text))
        return Outcome(check_job(with_included(job, text), text, format_of(job.name)))
    except Unreadable as refused:
        return Outcome(error=refused.report)
    except Exception as error:  # one document's fault must not hide the others' findings
        return _fault(job.name, error)


def check_text(
    path: str,
    text: str,
    format_: str | None,
    problem: str | None,
    options: "Options",
    macros: str = "",
) -> "DocumentFinding":
    """Return what is found about a text; raises ``Unreadable`` when its problem cannot be had.

    ``macros`` holds LaTeX definitions that are in force from the start.
    """
    return check_job(Job(path, path, problem, options, macros), text, format_ or format_of(path))


def check_job(job: Job, text: str, format_: str) -> "DocumentFinding":
    """Return what is found about a job's text; raises ``Unreadable`` as `check_text` does."""
    from derivcheck.check import check_document
    from derivcheck.diagnose.search import diagnose

    document, problem = document_of(job, text, format_)
    with problem_errors(job.name, problem.name if problem else ""):
        return check_document(document, problem, job.options, diagnose)


def with_included(job: Job, text: str) -> Job:
    """Return a job with the macros that its document inputs from its own folder."""
    if not job.includes or job.path == STDIN:
        return job
    return replace(job, macros=f"{included(job.path, text)}\n\n{job.macros}")


def document_of(job: Job, text: str, format_: str) -> "tuple[Document, Problem | None]":
    """Return a document as it is to be checked, and its problem; raises ``Unreadable``."""
    from derivcheck.check.names.preface import with_preface
    from derivcheck.document import read_document

    document = no_broken_notebook(read_document(job.name, text, format_, job.macros))
    problem = problem_of(document, job.problem, job.fallback)
    return with_preface(document, job.assume, job.macros), problem


def no_broken_notebook(document: "Document") -> "Document":
    """Return a document; raises ``Unreadable`` for a notebook of which nothing could be read.

    Without steps it would pass, and as a submission earn nothing.
    """
    for one in document.diagnostics:
        if one.code == "broken-notebook":
            hint = "save it again from Jupyter"
            raise Unreadable(document.source.path, one.code, one.message, hint)
    return document


def _check_submission(job: Job, text: str) -> "DocumentFinding":
    """Return what is found about a document that says nothing of how it is to be checked."""
    from derivcheck.check import check_document
    from derivcheck.diagnose.search import diagnose
    from derivcheck.document import read_submission

    assert job.problem is not None, "a submission does not choose its problem"
    document = read_submission(job.name, text, format_of(job.name), job.macros)
    document = no_broken_notebook(document)
    with problem_errors(job.name, job.problem):
        return check_document(document, load_once(job.problem), job.options, diagnose)


@cache
def load_once(named: str) -> "Problem":
    """Return a problem, loaded once in this process: the submissions of a class share it.

    Raises ``Unreadable``.
    """
    return load(named)


@contextmanager
def problem_errors(path: str, named: str) -> Iterator[None]:
    """Turn what is found wrong in a problem file into ``Unreadable`` for ``path``."""
    from derivcheck.problem import ProblemError

    try:
        yield
    except ProblemError as error:
        raise Unreadable(path, "problem", problem_message(named, error)) from None


def problem_of(
    document: "Document", given: str | None, fallback: str | None = None
) -> "Problem | None":
    """Return a document's problem: given, named by it, beside it, that of the settings, or none.

    Raises ``Unreadable`` when there is one that cannot be loaded.
    """
    path = document.source.path
    named = given or _named(path, document.directives) or _beside(path) or fallback
    return load(named, path) if named else None


def load(named: str, path: str | None = None) -> "Problem":
    """Return a problem by name or file; raises ``Unreadable`` for ``path`` (else the problem)."""
    from derivcheck.problem import load_problem

    with problem_errors(path or named, named):
        return load_problem(named)


def problem_message(named: str, error: "ProblemError") -> str:
    """Return what is wrong with a problem file, with its line."""
    at = f"{error.path}:{error.line}: " if error.path and error.line else ""
    return f"problem '{named}': {at}{error.message}"


def _named(path: str, directives: "Iterable[Directive]") -> str | None:
    """Return the problem a document names in a comment.

    A document names a known problem, or a file in its own folder or below: what is read on
    its word must not lie anywhere on the disk.
    """
    for directive in directives:
        word, _, name = directive.text.strip().partition(" ")
        name = name.strip()
        if word != "problem" or not name:
            continue
        if "/" not in name and "\\" not in name and not name.endswith(".toml"):
            return name
        folder = os.path.realpath(os.path.dirname(path) or ".")
        target = os.path.realpath(os.path.join(folder, name))
        if os.path.commonpath([folder, target]) != folder:
            message = f"the problem file '{name}' that it names lies outside its folder"
            raise Unreadable(path, "problem", message, "name it with --problem")
        return os.path.relpath(target) if not os.path.isabs(path) else target
    return None


def _beside(path: str) -> str | None:
    beside = os.path.join(os.path.dirname(path), PROBLEM_FILE)
    return beside if os.path.isfile(beside) else None


def _fault(path: str, error: Exception) -> Outcome:
    said = str(error).strip().splitlines()
    message = f"internal error: {type(error).__name__}: {said[0] if said else 'no message'}"
    hint = "this is a fault of derivcheck; please report it with the output of --verbose"
    trace = "".join(traceback.format_exception(error))
    return Outcome(error=ErrorReport(path, "internal-error", message, hint), trace=trace)


__all__ = ["FORMATS", "Job", "Outcome", "check", "check_text", "load", "problem_of"]
