"""The server: documents as the editor has them, findings sent back, hovers, code actions."""

import asyncio
from collections.abc import Iterator
from typing import Any

from lsprotocol import types as lsp
from msgspec import Struct
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from derivcheck import __version__
from derivcheck.cli.lsp.expect import expectation_edit
from derivcheck.cli.lsp.marks import Mark, kept
from derivcheck.cli.lsp.worker import QUICK_SECONDS, WHOLE_SECONDS, Request, Worker

PAUSE = 0.4  # seconds without an edit after which a document is checked completely
NAME = "derivcheck"


class Shown(Struct):
    """What is known of an open document: its marks, and those of its last complete check."""

    text: str = ""
    marks: tuple[Mark, ...] = ()
    whole_text: str = ""
    whole: tuple[Mark, ...] = ()
    task: "asyncio.Task[None] | None" = None


class Session:
    """All open documents, and the processes that check them."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self._quick = Worker(QUICK_SECONDS)
        self._whole = Worker(WHOLE_SECONDS)
        self._shown: dict[str, Shown] = {}

    def changed(self, uri: str) -> None:
        """Check a document that was opened or edited; an earlier check of it is let go."""
        shown = self._shown.setdefault(uri, Shown())
        if shown.task is not None:
            shown.task.cancel()
        shown.task = asyncio.get_running_loop().create_task(self._check(uri, shown))

    def closed(self, uri: str) -> None:
        """Forget a document and take its findings back."""
        shown = self._shown.pop(uri, None)
        if shown is not None and shown.task is not None:
            shown.task.cancel()
        self._publish(uri, ())

    def stop(self) -> None:
        """End the processes."""
        for worker in (self._quick, self._whole):
            worker.stop()

    async def _check(self, uri: str, shown: Shown) -> None:
        text = self._document(uri).source
        path = to_fs_path(uri) or uri
        quick = await self._asked(self._quick, Request("quick", path, text))
        self._show(uri, shown, text, tuple(kept(quick, text, shown.whole, shown.whole_text)))
        await asyncio.sleep(PAUSE)
        whole = await self._asked(self._whole, Request("whole", path, text))
        shown.whole_text, shown.whole = text, whole
        self._show(uri, shown, text, whole)

    async def _asked(self, worker: Worker, request: Request) -> tuple[Mark, ...]:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(worker.threads, worker.ask, request)

    def _show(self, uri: str, shown: Shown, text: str, marks: tuple[Mark, ...]) -> None:
        shown.text, shown.marks = text, marks
        self._publish(uri, marks)

    def _document(self, uri: str) -> Any:
        return self._server.workspace.get_text_document(uri)

    def _publish(self, uri: str, marks: tuple[Mark, ...]) -> None:
        document = self._document(uri)
        told = [self._diagnostic(document, mark) for mark in marks if mark.severity]
        self._server.text_document_publish_diagnostics(
            lsp.PublishDiagnosticsParams(uri, told, document.version)
        )

    def _diagnostic(self, document: Any, mark: Mark) -> Any:
        return lsp.Diagnostic(
            _range(document, mark.start, max(mark.end, mark.start + 1)),
            mark.message,
            lsp.DiagnosticSeverity(int(mark.severity)),
            mark.code,
            source=NAME,
        )

    def _current(self, uri: str) -> Shown | None:
        """Return what is shown of a document, if it is about the text that the editor has."""
        shown = self._shown.get(uri)
        if shown is None or shown.text != self._document(uri).source:
            return None
        return shown

    def hover(self, uri: str, position: Any) -> Any:
        """Return what is said of the step under a position."""
        shown, document = self._current(uri), self._document(uri)
        if shown is None:
            return None
        at = document.offset_at_position(position)
        over = [one for one in shown.marks if one.verdict and _within(at, one.whole)]
        # a member is the right side of one step and the left side of the next
        best = next((one for one in over if _within(at, one.right)), over[0] if over else None)
        if best is None:
            return None
        content = lsp.MarkupContent(lsp.MarkupKind.Markdown, best.hover)
        return lsp.Hover(content, _range(document, *best.whole))

    def actions(self, uri: str, wanted: Any) -> list[Any]:
        """Return what can be done about the findings of a range."""
        shown, document = self._current(uri), self._document(uri)
        if shown is None:
            return []
        start = document.offset_at_position(wanted.start)
        end = document.offset_at_position(wanted.end)
        near = [one for one in shown.marks if one.severity and one.verdict]
        touched = [one for one in near if one.start <= end and start <= one.end]
        return [action for one in touched for action in self._of(uri, document, one)]

    def _of(self, uri: str, document: Any, mark: Mark) -> Iterator[Any]:
        told = [self._diagnostic(document, mark)]
        if mark.edits:
            edits = [
                lsp.TextEdit(_range(document, start, end), text) for start, end, text in mark.edits
            ]
            yield lsp.CodeAction(
                f"Write the proved repair: {mark.message}",
                lsp.CodeActionKind.QuickFix,
                told,
                is_preferred=True,
                edit=lsp.WorkspaceEdit({uri: edits}),
            )
        added = expectation_edit(to_fs_path(uri) or uri, document.source, mark)
        if added is not None:
            at, text = added
            edit = lsp.TextEdit(_range(document, at, at), text)
            yield lsp.CodeAction(
                f"Expect {mark.verdict} here",
                lsp.CodeActionKind.QuickFix,
                told,
                edit=lsp.WorkspaceEdit({uri: [edit]}),
            )


def _within(at: int, place: tuple[int, int]) -> bool:
    return place[0] <= at < place[1]


def _range(document: Any, start: int, end: int) -> Any:
    return lsp.Range(
        document.client_position_at_offset(start), document.client_position_at_offset(end)
    )


def serve() -> None:
    """Serve on standard input and output until the editor is gone."""
    server = LanguageServer(NAME, __version__)
    session = Session(server)

    def changed(params: Any) -> None:
        session.changed(params.text_document.uri)

    def closed(params: Any) -> None:
        session.closed(params.text_document.uri)

    def hover(params: Any) -> Any:
        return session.hover(params.text_document.uri, params.position)

    def actions(params: Any) -> list[Any]:
        return session.actions(params.text_document.uri, params.range)

    options = lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix])
    for name in (lsp.TEXT_DOCUMENT_DID_OPEN, lsp.TEXT_DOCUMENT_DID_CHANGE):
        server.feature(name)(changed)
    server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)(changed)
    server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)(closed)
    server.feature(lsp.TEXT_DOCUMENT_HOVER)(hover)
    server.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, options)(actions)
    try:
        server.start_io()
    finally:
        session.stop()
