"""Headings that a macro of the document's own sets: ``\\problemtitle{1}{2(a)}{Jane Doe}``.

A macro is one if its body puts an argument behind a word such as “Problem”, or into the title of a
section; a call opens a part if that argument is a label and nothing else.
"""

import re
from collections.abc import Mapping

from derivcheck.document.containers.brace_pairs import closing_brace
from derivcheck.source import Span
from derivcheck.source.pattern import later

LEVEL = 2  # as high as a section
_MAX_BODY = 2000
_DEFINITION = later(
    r"\\(?:(?:re)?new|provide)command\*?\s*\{?\\([A-Za-z@]+)\}?\s*\[([1-9])\]\s*\{"
    r"|\\def\s*\\([A-Za-z@]+)((?:#[1-9])+)\s*\{"
)
_BEHIND_WORD = later(
    r"(?:problem|question|exercise|part|task|solution|answer|问题|题)[\s{(~:.]*#([1-9])", re.I
)
_IN_SECTION = later(
    r"\\(?:chapter|(?:sub){0,2}section|(?:sub)?paragraph)\*?\s*\{[\s{]*(?:\\[a-z]+\s*)*#([1-9])"
)

# “2(a)”, “2a”, “(b)”, “1 (c) (ii)”; whether it opens a part is told where labels are read
_LABEL = later(r"\s*(?:\d{1,2}\s*\.?)?(?:\s*\(?(?:[a-n]|[ivx]{1,4}|\d{1,2})\)?[.:]?){1,2}\s*")


def own_headings(text: str) -> dict[str, int]:
    """Return the macros that set headings, with the number of the argument that is the label."""
    found: dict[str, int] = {}
    for definition in _DEFINITION.finditer(text):
        name = next(group for group in definition.groups() if group is not None)
        start = definition.end()
        body = text[start : closing_brace(text, start, _MAX_BODY)]
        place = _IN_SECTION.search(body) or _BEHIND_WORD.search(body)
        if place is not None:
            found[name] = int(place.group(1))
    return found


def label_of_call(text: str, at: int, name: str, macros: Mapping[str, int]) -> Span | None:
    """Return where the label of a call stands whose arguments begin at ``at``, None if it has
    none."""
    number = macros.get(name, 0)
    for given in range(1, number + 1):
        while text[at : at + 1].isspace():
            at += 1
        if text[at : at + 1] != "{":
            return None
        end = closing_brace(text, at + 1, 200)
        if end == at + 1:
            return None
        if given == number:
            return Span(at + 1, end) if _LABEL.fullmatch(text, at + 1, end) else None
        at = end + 1
    return None
