"""What holds for a whole book, as if each of its documents began by declaring it."""

from collections.abc import Sequence

from msgspec.structs import replace

from derivcheck.check.names.declared import declared_in
from derivcheck.check.names.spoken import spoken_of
from derivcheck.document.model import Document, Said
from derivcheck.document.read import read_document
from derivcheck.elaborate.signature import signature_of
from derivcheck.source import Span
from derivcheck.syntax import latex

BEFORE = -1
"""Where a formula stands that is not in the document: before all of it."""


def with_preface(document: Document, assume: Sequence[str], macros: str = "") -> Document:
    """Return a document that begins with declarations: ``x \\in \\mathbb{R}^n``, ``\\lambda > 0``.

    One whose symbol the document says anything of, understood or not, is left out: what holds
    of it there is for the document to say.
    """
    prefaces = [_document(text, macros) for text in assume]
    own = frozenset(spoken_of(document.formulas)) if prefaces else frozenset[str]()
    kept = (one for one in prefaces if not own & _declared(one))
    said = tuple(_moved(said) for one in kept for said in one.formulas)
    return replace(document, formulas=(*said, *document.formulas)) if said else document


def is_declaration(text: str, macros: str = "") -> bool:
    """Return whether a formula declares something that would be understood."""
    return bool(_declared(_document(text, macros)))


def _document(text: str, macros: str) -> Document:
    return read_document("settings", f"Let ${text.strip().strip('$')}$.\n", "md", macros)


def _declared(document: Document) -> frozenset[str]:
    return frozenset(latex(one.name) for one in declared_in(document, signature_of(None).words))


def _moved(said: Said) -> Said:
    nowhere = Span(BEFORE, BEFORE)
    return replace(said, tokens=tuple(replace(token, span=nowhere) for token in said.tokens))
