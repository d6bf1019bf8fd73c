"""Regular expressions that are compiled when something is first looked for with them.

To compile those for all that people may write takes as long as to read a document, which has few
of these things.
"""

import re
from typing import cast

_ASKED = ("search", "match", "fullmatch", "sub", "split", "findall", "finditer", "pattern")


class Later:
    """Stands for a pattern; has its methods from the first time that one is asked for."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._written = pattern, flags

    def __getattr__(self, name: str) -> object:
        compiled = re.compile(*self._written)
        self.__dict__.update({asked: getattr(compiled, asked) for asked in _ASKED})
        return getattr(compiled, name)


def later(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what serves as ``re.compile(pattern, flags)``, compiled at its first use.

    Raises ``re.error`` only then; a test compiles all of them.
    """
    return cast("re.Pattern[str]", Later(pattern, flags))


def any_of(words: tuple[str, ...], lower: str) -> bool:
    """Whether a text in lower case holds one of some words, without which a pattern finds nothing.

    That is told a hundred times as soon as by the pattern.
    """
    return any(word in lower for word in words)


# between the sentences of a text; the points of “i.e.” and “w.r.t.” end none
SENTENCE_END = later(r"(?<=[.!?])(?<!\b[A-Za-z]\.[A-Za-z]\.)\s|(?<=[。！？])(?=\s*\S)|\n\s*\n")
# between the clauses of a text, and between what stands on both sides of a display
CLAUSE_END = later(r"(?<=[.!?;])\s|\n\s*\n|[。！？]|\$\$|\\\]|\\end\b")
# what styles letters in a text, and holds their formulas together
_STYLES = later(r"\\(?:mathbf|boldsymbol|bm|pmb|mathrm|mathbb|vec|text|underbrace)\b|[${}*]|\\[()]")


def unstyled(text: str) -> str:
    """Return a text with its letters bare: ``$\\mathbf{u}_w$`` as ``u_w``."""
    return _STYLES.sub("", text)
