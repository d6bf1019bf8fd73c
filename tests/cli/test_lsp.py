"""The language server, spoken to by a client over standard input and output."""

import asyncio
import sys
import time
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

pytest.importorskip("pygls")

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

pytestmark = pytest.mark.heavy

TEXT = """# 𝑥 and σ

<!-- derivcheck: problem word2vec -->

Let 𝑥 be such that $x = x$; then $\\sigma(-x) = \\sigma(x)$, and

$$\\sigma(-x) = 1 - \\sigma(x)$$
$$= \\frac{1}{1 + e^{x}}$$
"""
URI = "file:///nowhere/notes.md"


class Editor:
    """A client with one document."""

    def __init__(self, client: Any) -> None:
        self.client = client
        self.version = 0
        self.told: list[Any] = []
        self.news = asyncio.Event()

    def note(self, params: Any) -> None:
        self.told.append(params)
        self.news.set()

    def open(self, text: str) -> None:
        item = lsp.TextDocumentItem(URI, lsp.LanguageKind.Markdown, 0, text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))

    def replace(self, start: tuple[int, int], end: tuple[int, int], text: str) -> None:
        self.version += 1
        change = lsp.TextDocumentContentChangePartial(
            lsp.Range(lsp.Position(*start), lsp.Position(*end)), text
        )
        self.client.text_document_did_change(
            lsp.DidChangeTextDocumentParams(
                lsp.VersionedTextDocumentIdentifier(self.version, URI), [change]
            )
        )

    async def until(self, good: Callable[[list[Any]], bool]) -> list[Any]:
        """Wait for diagnostics of the document as it is now that are as wanted."""
        end = time.monotonic() + 150
        while time.monotonic() < end:
            for params in reversed(self.told):
                if params.version == self.version and good(params.diagnostics):
                    found: list[Any] = params.diagnostics
                    return found
            self.news.clear()
            try:
                await asyncio.wait_for(self.news.wait(), 1)
            except TimeoutError:
                continue
        raise AssertionError(f"never told: {self.told}")

    async def hover(self, line: int, character: int) -> str:
        where = lsp.HoverParams(lsp.TextDocumentIdentifier(URI), lsp.Position(line, character))
        found = await self.client.text_document_hover_async(where)
        return found.contents.value if found else ""

    async def actions(self, place: Any) -> list[Any]:
        params = lsp.CodeActionParams(
            lsp.TextDocumentIdentifier(URI), place, lsp.CodeActionContext([])
        )
        return list(await self.client.text_document_code_action_async(params) or [])


def edited(work: Callable[[Editor], Coroutine[Any, Any, None]]) -> None:
    """Run a conversation with a server of its own."""

    async def whole() -> None:
        client = LanguageClient("test", "1")
        editor = Editor(client)

        def note(params: Any) -> None:
            editor.note(params)

        client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(note)
        await client.start_io(sys.executable, "-m", "derivcheck", "lsp", "--stdio")
        await client.initialize_async(lsp.InitializeParams(lsp.ClientCapabilities()))
        client.initialized(lsp.InitializedParams())
        try:
            await work(editor)
        finally:
            await asyncio.wait_for(client.shutdown_async(None), 10)
            client.exit(None)
            await client.stop()

    asyncio.run(whole())


def codes(diagnostics: list[Any]) -> list[str]:
    return [str(one.code) for one in diagnostics]


def spot(text: str, piece: str) -> tuple[int, int]:
    """Return where a piece stands as editors count: lines from 0, UTF-16 units."""
    at = text.index(piece)
    line = text.count("\n", 0, at)
    start = text.rfind("\n", 0, at) + 1
    return line, len(text[start:at].encode("utf-16-le")) // 2


async def conversation(editor: Editor) -> None:
    editor.open(TEXT)
    await editor.until(lambda told: "refuted(not-equal)" in codes(told))  # at once
    found = await editor.until(lambda told: not {"refuted(not-equal)"} & set(codes(told)))
    (wrong,) = [one for one in found if str(one.code).startswith("refuted")]
    # right of 𝑥, which is two units of UTF-16
    line, start = spot(TEXT, "\\sigma(x)$, and")
    assert (wrong.range.start.line, wrong.range.start.character) == (line, start)
    assert wrong.range.end.character == start + len("\\sigma(x)")
    assert wrong.severity == lsp.DiagnosticSeverity.Error

    said = await editor.hover(line, start + 1)
    assert "**refuted" in said and "repair:" in said and "left side" in said
    said = await editor.hover(*spot(TEXT, "1 - \\sigma(x)$$"))
    assert said.startswith("**proved** for all sizes") and "right read as" in said
    assert await editor.hover(0, 0) == ""

    repair, expect = await editor.actions(wrong.range)
    (edit,) = repair.edit.changes[URI]
    assert edit.new_text and repair.is_preferred
    assert expect.edit.changes[URI][0].new_text == "<!-- derivcheck: expect _ refuted -->\n"

    place = edit.range
    editor.replace(
        (place.start.line, place.start.character),
        (place.end.line, place.end.character),
        edit.new_text,
    )
    await editor.until(lambda told: not [c for c in codes(told) if c.startswith("refuted")])

    line, start = spot(TEXT, "\\frac{1}{1 + e^{x}}")
    editor.replace((line, start + 6), (line, start + 7), "2")
    found = await editor.until(lambda told: any("refuted" in code for code in codes(told)))
    assert found[-1].range.start.line == line

    editor.client.text_document_did_close(
        lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(URI))
    )
    editor.version = None  # type: ignore[assignment]
    await editor.until(lambda told: not told)


def test_a_conversation() -> None:
    edited(conversation)
