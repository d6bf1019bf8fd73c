"""Documents as files of pytest, their steps as items.

A document is read when it is collected, which gives its steps; it is checked, once, when the
first of them runs.
"""

import argparse
import os
import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path, PurePath
from typing import Any

import pytest
from msgspec.structs import replace

from derivcheck.cli.arguments import parse
from derivcheck.cli.call import held_against, job_of, selection_of
from derivcheck.cli.files import FORMATS, Unreadable, format_of, read
from derivcheck.cli.guard import check_guarded, warm_up
from derivcheck.cli.pipeline import Job, no_broken_notebook, with_included
from derivcheck.cli.refused import refusal_of
from derivcheck.cli.settings import Settings, settings_of, settled
from derivcheck.cli.version import bare_tool
from derivcheck.document import Document, read_document
from derivcheck.report.build import build
from derivcheck.report.judge import FAILING_DIAGNOSTICS, step_passes
from derivcheck.report.model import PartReport, Report, StepReport
from derivcheck.report.sanitize import clean_line
from derivcheck.report.style import PLAIN
from derivcheck.report.terminal.detail import detail
from derivcheck.report.terminal.screen import render_lines
from derivcheck.report.wording import label, location, message, where

COMMENTS = "comments"
"""The item of a document's comments to derivcheck: it fails where one is not understood."""


class Failed(Exception):
    """What a person is told of a step or a document that fails."""


class Documents:
    """Collects documents; registered only where ``--derivcheck`` is given."""

    def __init__(self, config: pytest.Config) -> None:
        self._patterns: list[str] = config.getini("derivcheck_files")
        self._call = Call.of(config.rootpath, config.getini("derivcheck_options"))

    def pytest_collect_file(
        self, file_path: Path, parent: pytest.Collector
    ) -> "DocumentFile | None":
        """Return the document that a file is, if it is one."""
        known = file_path.suffix.lower() in FORMATS
        if not known or not any(file_path.match(pattern) for pattern in self._patterns):
            return None
        if self._call.settings.excludes(str(file_path)):
            return None
        file: DocumentFile = DocumentFile.from_parent(parent, path=file_path, call=self._call)
        return file


class Call:
    """How documents are checked: as ``derivcheck verify`` would in this project."""

    def __init__(self, arguments: argparse.Namespace, settings: Settings) -> None:
        self.arguments = arguments
        self.settings = settings
        self.job = job_of(arguments, settings)

    @classmethod
    def of(cls, root: Path, options: list[str]) -> "Call":
        """Return the call for a project; raises ``UsageError`` for what makes no sense."""
        try:
            arguments = parse(["verify", *options, os.fspath(root)])
            settings = settings_of(arguments)
            arguments = settled(arguments, settings)
            refusal = refusal_of(arguments, settings)
        except SystemExit:
            raise pytest.UsageError("derivcheck_options are not right (see above)") from None
        except Unreadable as refused:
            raise pytest.UsageError(refused.report.message) from None
        if refusal:
            raise pytest.UsageError(refusal)
        return cls(arguments, settings)

    def job_for(self, path: Path) -> Job:
        """Return the job of one document."""
        name = os.path.relpath(path)
        return replace(self.job, path=name, name=PurePath(name).as_posix())


class DocumentFile(pytest.File):
    """A document."""

    def __init__(self, *, call: Call, **more: Any) -> None:
        super().__init__(**more)
        self._call = call
        self._job = call.job_for(self.path)

    def collect(self) -> Iterator[pytest.Item]:
        """Yield an item for each step, and one for the comments to derivcheck."""
        try:
            document = self._read()
        except Unreadable as refused:
            raise self.CollectError(refused.report.message) from None
        if document.directives:
            line = document.source.position(document.directives[0].span.start).line
            yield CommentsItem.from_parent(self, name=COMMENTS, line=line)
        wanted = self._job.options.parts
        for part in document.parts:
            if wanted and part.id not in wanted:
                continue
            members = [(c, sign) for c in part.chains for sign in c.relations]
            for number, (chain, sign) in enumerate(members, 1):
                start = chain.members[sign.right].span.start
                line = document.source.position(start).line
                yield StepItem.from_parent(self, name=f"{part.id}.{number}", line=line)

    def _read(self) -> Document:
        """Return the document as checking will read it; raises ``Unreadable``."""
        text = read(self._job.path)
        job = with_included(self._job, text)
        return no_broken_notebook(read_document(job.name, text, format_of(job.name), job.macros))

    @cached_property
    def report(self) -> Report:
        """What is said of the document; raises ``Failed`` where it cannot be checked."""
        warm_up(self._job.options.witnesses)
        outcome = check_guarded(self._job)
        errors = [outcome.error] if outcome.error else []
        if outcome.finding is None:
            raise Failed(*(error.message for error in errors))
        call = self._call
        selection = selection_of(call.arguments, call.settings, [self._job.name])
        report = build([outcome.finding], bare_tool(), errors, selection)
        return held_against(report, call.arguments)

    def found(self, step_id: str) -> tuple[PartReport, StepReport]:
        """Return a step and the part that it is in; raises ``Failed``."""
        for part in self.report.documents[0].parts:
            for step in part.steps:
                if step.id == step_id:
                    return part, step
        raise Failed(f"the step {step_id} was not checked")


class _Item(pytest.Item):
    """One thing that is checked in a document."""

    parent: DocumentFile

    def __init__(self, *, line: int, **more: Any) -> None:
        super().__init__(**more)
        self._line = line
        self.add_marker("derivcheck")

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Return what a person is told; the traceback only where derivcheck is at fault."""
        if isinstance(excinfo.value, Failed):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return where the step stands: its file, its line from 0, what it is called."""
        return self.path, self._line - 1, f"{self.parent.path.name} {self.name}"


class StepItem(_Item):
    """One relation sign."""

    def runtest(self) -> None:
        """Pass, skip where a verdict is allowed, or raise ``Failed``."""
        part, step = self.parent.found(self.name)
        allowed = self.parent.report.summary.allowed
        for name, value in (("verdict", step.verdict), ("code", label(step)), ("part", part.id)):
            self.user_properties.append((name, clean_line(value)))
        if not step_passes(step, allowed):
            raise Failed(_told(self.parent.report, part, step))
        if step.known or (step.verdict in allowed and step.as_expected is None):
            why = "in the baseline" if step.known else "allowed"
            pytest.skip(f"{label(step)} ({why}): {message(step)}")


class CommentsItem(_Item):
    """The comments to derivcheck."""

    def runtest(self) -> None:
        """Raise ``Failed`` where one was not understood or met no step."""
        (document,) = self.parent.report.documents
        wrong = [
            f"{location(document.path, one)}: {one.code}: {clean_line(one.message)}"
            for one in document.diagnostics
            if one.code in FAILING_DIAGNOSTICS
        ]
        if wrong:
            raise Failed("\n".join(wrong))


def _told(report: Report, part: PartReport, step: StepReport) -> str:
    """Return place and verdict, the step as ``verify`` shows it, and how its chain goes on."""
    (document,) = report.documents
    head = f"{location(document.path, where(step))}: {label(step)}"
    text = render_lines(detail(step, document.path, PLAIN)[1:], PLAIN).rstrip()
    about = re.compile(rf"(?<![\w.]){re.escape(step.id)}(?![\w.])")
    story = [f"  → {clean_line(sentence)}" for sentence in part.story if about.search(sentence)]
    return "\n".join([head, text, *story])
