"""Regular expressions that are compiled when something is first looked for that they may find.

To compile those for all that people may write takes as long as to read a document, which has few
of these things.
"""

import re
from collections.abc import Iterator
from typing import Any, cast

from derivcheck.source.kept import kept
from derivcheck.source.needed import Words, holds_one, needed

_ASKED = ("search", "match", "fullmatch", "sub", "split", "findall", "finditer", "pattern")

# so many texts are looked through in vain in the time in which a pattern is compiled
PATIENCE = 300


class Later:
    """Stands for a pattern, and has its methods from the first text on in which it may match."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._written = pattern, flags
        self._in_vain = 0

    def search(self, text: str, *between: int) -> re.Match[str] | None:
        """Return what ``re.Pattern.search`` returns, as the methods below do."""
        return self._compiled.search(text, *between) if self._may_match(text) else None

    def match(self, text: str, *between: int) -> re.Match[str] | None:
        """Return a match at the start."""
        return self._compiled.match(text, *between) if self._may_match(text) else None

    def fullmatch(self, text: str, *between: int) -> re.Match[str] | None:
        """Return a match of the whole."""
        return self._compiled.fullmatch(text, *between) if self._may_match(text) else None

    def finditer(self, text: str, *between: int) -> Iterator[re.Match[str]]:
        """Return all matches."""
        return self._compiled.finditer(text, *between) if self._may_match(text) else iter(())

    def findall(self, text: str, *between: int) -> list[Any]:
        """Return what all matches hold."""
        return self._compiled.findall(text, *between) if self._may_match(text) else []

    def split(self, text: str, most: int = 0) -> list[str | Any]:
        """Return the text cut at the matches."""
        return self._compiled.split(text, most) if self._may_match(text) else [text]

    def sub(self, by: Any, text: str, most: int = 0) -> str:
        """Return the text with something else for the matches."""
        return self._compiled.sub(by, text, most) if self._may_match(text) else text

    def __getattr__(self, name: str) -> Any:
        return getattr(self._compiled, name)

    def _may_match(self, text: str) -> bool:
        if holds_one(text, self._needed):
            return True
        self._in_vain += 1
        # compiled, it takes the place of these methods
        return self._in_vain > PATIENCE and self._compiled is not None

    @kept
    def _needed(self) -> Words:
        pattern, flags = self._written
        return () if flags & re.VERBOSE else needed(pattern)

    @kept
    def _compiled(self) -> re.Pattern[str]:
        compiled = re.compile(*self._written)
        self.__dict__.update({asked: getattr(compiled, asked) for asked in _ASKED})
        return compiled


def later(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what serves as ``re.compile(pattern, flags)``, compiled when it may first match.

    Raises ``re.error`` only then; a test compiles all of them.
    """
    return cast("re.Pattern[str]", Later(pattern, flags))


# between the sentences of a text; the points of “i.e.” and “w.r.t.” end none
SENTENCE_END = later(r"(?<=[.!?])(?<!\b[A-Za-z]\.[A-Za-z]\.)\s|(?<=[。！？])(?=\s*\S)|\n\s*\n")
# between the clauses of a text, and between what stands on both sides of a display
CLAUSE_END = later(r"(?<=[.!?;])\s|\n\s*\n|[。！？]|\$\$|\\\]|\\end\b")
# what styles letters in a text, and holds their formulas together
_STYLES = later(r"\\(?:mathbf|boldsymbol|bm|pmb|mathrm|mathbb|vec|text|underbrace)\b|[${}*]|\\[()]")


def unstyled(text: str) -> str:
    """Return a text with its letters bare: ``$\\mathbf{u}_w$`` as ``u_w``."""
    return _STYLES.sub("", text)
