r"""What TeX leaves out: ``\iffalse … \else … \fi``.

Nobody who reads the document sees it, so nothing of it may count for or against its writer.
"""

import re

from derivcheck.document.containers.pieces import blanked
from derivcheck.source import Span, spliced

# the conditionals of TeX and its engines; a package's own (\ifthenelse) take arguments instead
_NAMES = (
    "if|ifx|ifnum|ifdim|ifodd|ifvmode|ifhmode|ifmmode|ifinner|ifcat|ifvoid|ifhbox|ifvbox|ifeof|"
    "iftrue|iffalse|ifcase|ifdefined|ifcsname|iffontchar|ifpdf|ifxetex|ifluatex"
)
_WORD = re.compile(rf"\\(?:(?P<open>{_NAMES})|(?P<close>fi)|(?P<other>else))(?![A-Za-z@])")
_DEFINED = re.compile(r"\\(?:let|[gex]?def|(?:re)?newcommand\*?)\s*\{?\s*\\iffalse(?![A-Za-z@])")


def left_out(text: str) -> list[Span]:
    r"""Return the places that ``\iffalse`` hides, to the end of the text where no ``\fi`` comes.

    Comments must be blanked out already.  Nothing is hidden where the text gives ``\iffalse`` a
    meaning of its own.
    """
    if "\\iffalse" not in text or _DEFINED.search(text):
        return []
    found: list[Span] = []
    hidden_from = depth = 0  # depth counts the conditionals open inside what is hidden
    for word in _WORD.finditer(text):
        if depth == 0:
            if word["open"] == "iffalse":
                hidden_from, depth = word.start(), 1
        elif word["open"]:
            depth += 1
        elif word["close"]:
            depth -= 1
            if depth == 0:
                found.append(Span(hidden_from, word.end()))
        elif depth == 1:
            depth = 0
            found.append(Span(hidden_from, word.end()))
    if depth:
        found.append(Span(hidden_from, len(text)))
    return found


def without(text: str, spans: list[Span]) -> str:
    """Return a text with some places blanked out, each line in its place."""
    return spliced(text, ((span, blanked(text[span.start : span.end])) for span in spans))
