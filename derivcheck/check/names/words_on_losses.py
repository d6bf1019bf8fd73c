"""Words about a loss, wherever they stand, without what only styles them.

“The loss is **doubled**” says the same as without stars.  A chain is spoken of in its own display
(`\\text`, `\\tag`), in a footnote that its part points to, and in sentences right behind it that
speak of what stands before: “Here the embeddings are tied”.
"""

import re
from collections.abc import Iterator

from derivcheck.document.model import Chain
from derivcheck.source.pattern import SENTENCE_END, later

_UNSHOWN = later(r"<!--.*?-->", re.S)
_STYLED = later(
    r"\\(?:emph|textbf|textit|textsl|texttt|textsc|underline|mbox|textrm|text)\s*\{([^{}]*)\}"
)
_SIGNS = later(
    r"(?<![\w\\])[*_]{1,3}(?=[\w$\"“])|(?<=[\w$.!?,;:\"”])[*_]{1,3}(?!\w)|~|\\\\(?:\[[^\]]*\])?"
)
# the words of a display, and notes
_IN_DISPLAY = later(
    r"\\(?:text(?:rm|it|bf|sf)?|mbox|tag\*?|intertext|footnote|footnotetext|shortintertext)\s*\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}"
)
_NOTE_MARK = later(r"\[\^([^\]\s]{1,24})\](?!:)")
_NOTE = later(r"^[ \t>]{0,6}\[\^([^\]\s]{1,24})\]:[ \t]*((?:[^\n]+\n?)(?:[ \t]+[^\n]+\n?)*)", re.M)
_BACK = later(
    r"\s*(?:\(?(?:note|remember|recall|remark|nota\s+bene|n\.?b\.?)\b|(?:here|this|that|these|above|throughout"
    r"|in\s+this\s+part|in\s+the\s+above|we\s+have\s+(?:used|assumed))\b)",
    re.IGNORECASE,
)


def plain(words: str) -> str:
    """Return words as a reader sees them: without emphasis, ties and comments."""
    shown = _UNSHOWN.sub(" ", words) if "<!--" in words else words
    if "\\" in shown:
        shown = _STYLED.sub(r"\1", shown)
    return _SIGNS.sub(lambda found: " " if found.group()[0] in "~\\" else "", shown)


def beside(text: str, chain: Chain, begins: int, stop: int) -> Iterator[str]:
    """Yield what is said of a chain beside it: from ``begins`` on, and up to ``stop`` behind it."""
    yield chain.after
    yield from chain.remarks
    end = chain.end
    line = text.find("\n", end)
    shown = text[begins : min(stop, line if line >= 0 else stop)]
    yield from (found[1] for found in _IN_DISPLAY.finditer(shown))
    for sentence in SENTENCE_END.split(text[end:stop]):
        if _BACK.match(sentence.lstrip("$])} \n")):
            yield sentence


def notes(text: str, start: int, end: int) -> Iterator[str]:
    """Yield the footnotes that a place points to."""
    marks = {found[1] for found in _NOTE_MARK.finditer(text, start, end)}
    if marks:
        yield from (found[2] for found in _NOTE.finditer(text) if found[1] in marks)
