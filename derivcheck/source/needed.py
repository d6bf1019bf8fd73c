"""Words of which a text must hold one for a regular expression to match in it.

Most patterns are for what few people write.  To look for their words takes a fraction of the
time in which such a pattern is compiled, and tells of most texts that it need not be.

What is returned is necessary and never sufficient: what is not understood here, or may be
missing from a match, is passed over.
"""

import re
import sys
from collections.abc import Iterator
from functools import lru_cache

Words = tuple[str, ...]  # no words: nothing is known
Weighed = tuple[int, Words]  # with the length of the shortest: the longer, the more it tells

_MAY_BE_MISSING = r"(?:[*?]|\{0?,|\{0\})"
_TIMES = r"(?:[*+?]|\{\d+(?:,\d*)?\}|\{,\d*\})[+?]?"
_PLACE = r"\\[bBAZ]|[\^$]"  # between two characters
_CLASS = r"\\(?:x..|u.{4}|U.{8}|N\{[^}]*\}|\d+|[a-zA-Z])|\.|\[\^?\]?(?:\\.|[^\]\\])*\]"
_TOKEN = re.compile(
    r"(?P<letters>[^\\\[\](){}|*+?.^$]+(?![*+?{]))"
    rf"|(?P<place>{_PLACE})"
    rf"|(?P<any>(?:{_CLASS}|(?:\\.|[^()\[|])(?={_MAY_BE_MISSING})|{_TIMES})+)"
    r"|\\(?P<escaped>.)"
    r"|(?P<open>\((?!\?)|\(\?(?:P<\w+>|[aiLmsux-]*:|>))"
    r"|(?P<aside>\(\?(?:\([^)]*\)|.)?)"  # what looks around, says no, or is rare
    rf"|(?P<perhaps>\)(?={_MAY_BE_MISSING})(?:{_TIMES})?)"
    rf"|(?P<close>\)(?:{_TIMES})?)"
    r"|(?P<bar>\|)"
    r"|(?P<letter>.)",
    re.DOTALL,
)
_LETTERS = {"letters", "letter", "escaped"}
_ENDS = {"bar", "close", "perhaps"}
_NOTHING: Weighed = (0, ())


def needed(pattern: str) -> Words:
    """Return words of which a text holds one, case apart, if the pattern matches in it."""
    _, words = _group(_TOKEN.finditer(f"{pattern})"))
    return tuple(dict.fromkeys(map(_folded, words)))


def holds_one(text: str, words: Words) -> bool:
    """Whether a text holds one of some words, case apart, or none are known.

    Without them a pattern finds nothing: that is told a hundred times as soon as by the pattern.
    """
    if not words:
        return True
    folded = _text_folded(text)
    return any(word in folded for word in words)


def _folded(text: str) -> str:
    """Return a text in which letters are the same if `re` may take them for the same."""
    return text.casefold().replace("ı", "i").replace("i̇", "i")


# a text is looked through for hundreds of patterns, one after another
_text_folded = lru_cache(maxsize=64)(_folded)


def _group(tokens: Iterator[re.Match[str]]) -> Weighed:
    """Read a group to its end; return the words of all its alternatives, if each has some.

    Of the pieces of an alternative those words are taken that tell most.
    """
    words: list[str] = []
    least, best, run = sys.maxsize, _NOTHING, ""
    for token in tokens:
        kind = token.lastgroup
        if kind in _LETTERS:
            run += token[kind]
            continue
        if kind == "place":
            continue
        if run:
            best, run = max(best, _weighed(run)), ""
        if kind == "open":
            best = max(best, _group(tokens))
        elif kind == "aside":
            _group(tokens)
        elif kind in _ENDS:
            least = min(least, best[0])
            words.extend(best[1])
            if kind != "bar":
                break
            best = _NOTHING
    return (least, tuple(words)) if least and kind != "perhaps" else _NOTHING


def _weighed(run: str) -> Weighed:
    """Return letters that stand side by side; a Chinese sign tells as much as three."""
    return len(run.encode()), (run,)
