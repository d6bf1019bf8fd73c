"""What holds for a whole book, as if each of its documents began by declaring it."""

from collections.abc import Sequence
from dataclasses import replace

from derivcheck.check.declared import declared_in
from derivcheck.document.model import Document, Said
from derivcheck.document.read import read_document
from derivcheck.elaborate.signature import build
from derivcheck.source import Span

BEFORE = -1
"""Where a formula stands that is not in the document: before all of it."""


def with_preface(document: Document, assume: Sequence[str], macros: str = "") -> Document:
    """Return a document that begins with declarations: ``x \\in \\mathbb{R}^n``, ``\\lambda > 0``.

    What the document says of the same symbols wins.
    """
    said = tuple(one for text in assume for one in _said(text, macros))
    return replace(document, formulas=(*said, *document.formulas)) if said else document


def is_declaration(text: str, macros: str = "") -> bool:
    """Return whether a formula declares something that would be understood."""
    return any(True for _ in declared_in(_document(text, macros), build(None).words))


def _document(text: str, macros: str) -> Document:
    return read_document("settings", f"Let ${text.strip().strip('$')}$.\n", "md", macros)


def _said(text: str, macros: str) -> tuple[Said, ...]:
    return tuple(_moved(one) for one in _document(text, macros).formulas)


def _moved(said: Said) -> Said:
    nowhere = Span(BEFORE, BEFORE)
    return replace(said, tokens=tuple(replace(token, span=nowhere) for token in said.tokens))
