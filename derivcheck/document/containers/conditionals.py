r"""What TeX leaves out: ``\iffalse … \else … \fi``, the other branch of one's own ``\if…``.

Nobody who reads the document sees it, so nothing of it may count for or against its writer.
"""

import re

from derivcheck.document.containers.pieces import blanked
from derivcheck.source import Span, spliced
from derivcheck.source.pattern import later

# the conditionals of TeX and its engines; a package's own (\ifthenelse) take arguments instead
_NAMES = (
    "if|ifx|ifnum|ifdim|ifodd|ifvmode|ifhmode|ifmmode|ifinner|ifcat|ifvoid|ifhbox|ifvbox|ifeof|"
    "iftrue|iffalse|ifcase|ifdefined|ifcsname|iffontchar|ifpdf|ifxetex|ifluatex"
)
_DEFINED = later(r"\\(?:let|[gex]?def|(?:re)?newcommand\*?)\s*\{?\s*\\iffalse(?![A-Za-z@])")
_NEW = later(r"\\newif\s*\{?\s*\\if([A-Za-z@]{1,40})")
_MOST = 50  # conditionals of a document's own


def left_out(text: str) -> list[Span]:
    r"""Return the places that no page shows, to the end of the text where no ``\fi`` comes.

    Comments must be blanked out already.  ``\newif\ifnotes`` is false until ``\notestrue``.
    Nothing is hidden by a conditional whose value is not known, nor where the text gives
    ``\iffalse`` a meaning of its own.
    """
    own = list(dict.fromkeys(_NEW.findall(text)))[:_MOST]
    if "\\iffalse" not in text and "\\iftrue" not in text and not own:
        return []
    known: dict[str, bool | None] = {"iftrue": True}
    known["iffalse"] = None if _DEFINED.search(text) else False
    known.update((f"if{name}", False) for name in own)
    found: list[Span] = []
    shown: list[bool | None] = []  # the values of the conditionals that are open and shown
    hidden_from = depth = 0  # depth counts the conditionals open inside what is hidden
    for word in _words(own).finditer(text):
        if depth == 0:
            if word["open"]:
                shown.append(known.get(word["open"]))
                if shown[-1] is False:
                    hidden_from, depth = word.start(), 1
            elif word["close"]:
                shown = shown[:-1]
            elif word["other"] and shown and shown[-1]:
                hidden_from, depth = word.start(), 1
            elif word["set"]:
                # what is set where nobody knows whether it is may have either value
                sure = None not in shown
                known[f"if{word['set']}"] = word["value"] == "true" if sure else None
        elif word["open"]:
            depth += 1
        elif word["close"]:
            depth -= 1
            if depth == 0:
                shown = shown[:-1]
                found.append(Span(hidden_from, word.end()))
        elif word["other"] and depth == 1 and shown[-1] is False:
            depth = 0
            shown[-1] = True
            found.append(Span(hidden_from, word.end()))
    if depth:
        found.append(Span(hidden_from, len(text)))
    return found


def _words(own: list[str]) -> re.Pattern[str]:
    """Return what matches conditionals, those of the document's own, and what sets these."""
    named = "|".join(map(re.escape, own)) or "(?!)"
    return re.compile(
        rf"\\newif\s*\{{?\s*\\if[A-Za-z@]+"
        rf"|\\(?:(?P<open>{_NAMES}|if(?:{named}))|(?P<close>fi)|(?P<other>else)"
        rf"|(?P<set>{named})(?P<value>true|false))(?![A-Za-z@])"
    )


def without(text: str, spans: list[Span]) -> str:
    """Return a text with some places blanked out, each line in its place."""
    return spliced(text, ((span, blanked(text[span.start : span.end])) for span in spans))
