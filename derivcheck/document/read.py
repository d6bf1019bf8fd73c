"""The way into a document: container, formulas, parts."""

from pathlib import PurePath

from msgspec.structs import replace

from derivcheck.document.containers.markdown import scan_markdown
from derivcheck.document.containers.pieces import Piece, PieceKind, Scan
from derivcheck.document.model import Document
from derivcheck.document.parts import assemble
from derivcheck.source import SourceText, Span

_FORMATS = {".md": "md", ".markdown": "md", ".tex": "tex", ".ltx": "tex", ".ipynb": "ipynb",
            ".html": "html", ".htm": "html", ".xhtml": "html"}  # fmt: skip


def read_document(path: str, text: str, format: str | None = None, macros: str = "") -> Document:
    """Read a document's parts, chains and members.

    ``format`` is ``md``, ``tex``, ``ipynb`` or ``html``, and guessed from the suffix of ``path``
    when not given (an unknown suffix counts as Markdown).  ``macros`` holds LaTeX definitions
    that are in force from the start.  Never raises: what went wrong is in ``diagnostics``.
    """
    source, scan = _scanned(path, text, format)
    return assemble(source, scan, macros)


def read_submission(path: str, text: str, format: str | None = None, macros: str = "") -> Document:
    """Read a document as `read_document` does, but obey none of its directives.

    They are in ``set_aside``: whoever is graded does not say what is checked.
    """
    source, scan = _scanned(path, text, format)
    found, scan.directives = tuple(scan.directives), []
    return replace(assemble(source, scan, macros), set_aside=found)


def _scanned(path: str, text: str, format: str | None) -> tuple[SourceText, Scan]:
    format = format or _FORMATS.get(PurePath(path).suffix.lower(), "md")
    if format == "ipynb":
        from derivcheck.document.containers.notebook import load_notebook

        source, problems = load_notebook(path, text)
        scan = _scan_cells(source)
        scan.diagnostics.extend(problems)
        return source, scan
    return SourceText(path, text), _scan(text, format)


def _scan(text: str, format: str) -> Scan:
    if format == "tex":
        from derivcheck.document.containers.latex import scan_latex

        return scan_latex(text)
    if format == "html":
        from derivcheck.document.containers.html import scan_html

        return scan_html(text)
    return scan_markdown(text)


def _scan_cells(source: SourceText) -> Scan:
    """Read each cell on its own, so that nothing left open in one reaches the next."""
    whole = Scan(source.text)
    masked: list[str] = []
    starts = [start for start, _ in source.cells]
    for n, start in enumerate(starts):
        end = starts[n + 1] if n + 1 < len(starts) else len(source.text)
        scan = scan_markdown(source.text[start:end], start)
        masked.append(scan.masked)
        whole.pieces.extend(scan.pieces)
        whole.pieces.append(Piece(PieceKind.PARAGRAPH, Span(end, end)))
        whole.directives.extend(scan.directives)
        whole.diagnostics.extend(scan.diagnostics)
        whole.definitions.extend(scan.definitions)
        whole.skipped.extend(scan.skipped)
        whole.unsaid.extend(scan.unsaid)
    whole.masked = "".join(masked)
    return whole
