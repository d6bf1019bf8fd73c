"""What holds for a whole book, as if each of its documents began by declaring it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from derivcheck.check.declared import declared_in
from derivcheck.document import without_layout
from derivcheck.document.model import Document, Said
from derivcheck.document.read import read_document
from derivcheck.elaborate.signature import build
from derivcheck.source import Span
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t

BEFORE = -1
"""Where a formula stands that is not in the document: before all of it."""

# words beside a bare symbol that say something of it: “λ is negative”, “a complex λ”
_SAYS = re.compile(r"\s*(?:is|are|be|being|may|can|could|must|denotes?|为|是|可)")
_SAYS_POSITIVE = re.compile(r"\s*(?:is|are|be|being)\s+(?:strictly\s+|a\s+)?positive\b")
_OF_A_KIND = re.compile(
    r"\b(?:negative|non-?positive|non-?negative|complex|imaginary|integers?|naturals?|rationals?"
    r"|reals?|numbers?|scalars?|arbitrary|any|every|each|all|some|vectors?|matrix|matrices|sets?"
    r"|functions?)\b[^.]{0,30}$|[负复任实整]\S{0,6}$",
    re.IGNORECASE,
)


def with_preface(document: Document, assume: Sequence[str], macros: str = "") -> Document:
    """Return a document that begins with declarations: ``x \\in \\mathbb{R}^n``, ``\\lambda > 0``.

    One whose symbol the document says anything of, understood or not, is left out: what holds
    of it there is for the document to say.
    """
    prefaces = [_document(text, macros) for text in assume]
    own = frozenset(_spoken_of(document)) if prefaces else frozenset[str]()
    kept = (one for one in prefaces if not own & _declared(one))
    said = tuple(_moved(said) for one in kept for said in one.formulas)
    return replace(document, formulas=(*said, *document.formulas)) if said else document


def is_declaration(text: str, macros: str = "") -> bool:
    """Return whether a formula declares something that would be understood."""
    return bool(_declared(_document(text, macros)))


def _document(text: str, macros: str) -> Document:
    return read_document("settings", f"Let ${text.strip().strip('$')}$.\n", "md", macros)


def _declared(document: Document) -> frozenset[str]:
    return frozenset(latex(one.name) for one in declared_in(document, build(None).words))


def _moved(said: Said) -> Said:
    nowhere = Span(BEFORE, BEFORE)
    return replace(said, tokens=tuple(replace(token, span=nowhere) for token in said.tokens))


def _spoken_of(document: Document) -> Iterator[str]:
    """Yield the symbols of which a document says what they are, or where they lie."""
    words = build(None).words
    for said in document.formulas:
        tokens = without_layout(said.tokens)
        if not tokens:
            continue
        tree = parse(tokens, words)
        waiting: list[t.Tree] = []
        for item in tree.items if isinstance(tree, t.Items) else (tree,):
            waiting.extend(item.items if isinstance(item, t.Related) else (item,))
            if isinstance(item, t.Related):
                if not _is_positive(item) and set(item.signs) != {"="}:
                    yield from map(_name, waiting)
                waiting = []
        if waiting and _says(said):
            yield from map(_name, waiting)


def _is_positive(item: t.Related) -> bool:
    """Whether a relation is ``… > 0``, which contradicts no declaration of a sign."""
    last = item.items[-1]
    return item.signs == (">",) and isinstance(last, t.Numeral) and last.text == "0"


def _says(said: Said) -> bool:
    """Whether the words around names say something of them, but that they are positive."""
    if _SAYS_POSITIVE.match(said.after):
        return False
    return bool(_SAYS.match(said.after) or _OF_A_KIND.search(said.before))


def _name(tree: t.Tree) -> str:
    """Return how a symbol is written, its letter where it has an index."""
    return latex(tree.base if isinstance(tree, t.Scripts) and tree.sub else tree)
