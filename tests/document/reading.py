"""What the tests of this folder share: documents as short strings, and short strings of them."""

from derivcheck.document import Chain, Document, read_document


def read(text: str, format: str = "md", macros: str = "") -> Document:
    """Read a text as a document of a format."""
    return read_document(f"x.{format}", text, format, macros)


def line(chain: Chain) -> str:
    """Write a chain as ``A = B ≠ C``; a sign that goes on from further back as ``=[0]``."""
    said = [chain.members[0].latex]
    for relation in chain.relations:
        back = "" if relation.left == relation.right - 1 else f"[{relation.left}]"
        said += [relation.sign + back, chain.members[relation.right].latex]
    return " ".join(said)


def lines(text: str, format: str = "md", macros: str = "") -> list[str]:
    """Return all chains of a document."""
    return [line(chain) for part in read(text, format, macros).parts for chain in part.chains]


def ids(text: str, format: str = "md") -> dict[str, list[str]]:
    """Return the chains of each part."""
    return {part.id: [line(chain) for chain in part.chains] for part in read(text, format).parts}


def codes(document: Document) -> list[tuple[str, str]]:
    """Return each diagnostic's code and the text it points at."""
    return [(d.code, document.source.slice(d.span)) for d in document.diagnostics]
