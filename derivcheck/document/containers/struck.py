r"""What is written and not said: text that is struck out, comments, links that no page shows.

Markdown strikes out with ``~~…~~`` and ``<del>``, ``<s>``, ``<strike>``, TeX with ``\sout{…}``; a
formula is struck out by ``\cancel{…}`` around all of it.  ``[x]: # "…"`` is shown nowhere.
"""

import re
from collections.abc import Iterator

from derivcheck.document.containers.brace_pairs import closing_brace
from derivcheck.document.containers.delimiters import MATH_ENVIRONMENTS
from derivcheck.document.model import Unsaid
from derivcheck.source import Span
from derivcheck.source.pattern import later

STRUCK, LINK = "text that is struck out", "text in a link that no page shows"
COMMENT = "text between %% and %%, a comment"

_MARKS = later(
    r"\\\\[\[(\])]|\\[\[(\])]|\\.|`+|(?<!~)~~(?!~)|(?<!%)%%(?!%)|\$\$?|\n[ \t]*(?=\n)"
    r"|<(?P<end>/?)(?P<tag>del|s|strike)(?:\s[^<>]{0,200})?>",
    re.S | re.IGNORECASE,
)
_CLOSES = {"\\(": "\\)", "\\[": "\\]", "\\\\(": "\\\\)", "\\\\[": "\\\\]", "$": "$", "$$": "$$"}
_OUT = later(r"\\(?:sout|xout|(?P<st>st))\s*\{")
_OWN = later(r"\\(?:(?:re|provide)?newcommand\*?\s*\{?|def|let)\s*\\st(?![A-Za-z])")
_ENVIRONMENT = later(rf"\\(begin|end)\s*\{{\s*({'|'.join(sorted(MATH_ENVIRONMENTS))})\*?\s*\}}")
_WHOLE = later(
    r"(?P<open>\$\$|\$|\\\[|\\\(|\\begin\{(?P<name>equation|displaymath|math|align|gather)(?P<star>\*?)\})"
    r"\s*(?:\\displaystyle\s*)?(?:\\require\s*\{cancel\}\s*)?\\(?:[bxh]?cancel|sout)\s*\{"
)
_LINKED = later(
    r"^[ ]{0,3}\[(?!\^)[^\]\n]{1,200}\]:[ \t]*(?:<[^>\n]*>|\S+)"
    r"(?:[ \t]*\n?[ \t]+(?:\"[^\"]*\"|'[^']*'|\([^()]*(?:\([^()]*\)[^()]*)*\)))?[ \t]*$",
    re.M,
)
_FORMULA = later(r"\$|\\\(|\\\[|\\begin\b")
_REACH = 4000  # characters of a place that is struck out


def unsaid_in_markdown(text: str) -> Iterator[Unsaid]:
    """Yield what Markdown strikes out, or shows nowhere; code must be blanked out already."""
    yield from _between_marks(text)
    for span in _cancelled(text):
        yield Unsaid(span, STRUCK)
    for link in _LINKED.finditer(text) if "]:" in text else ():
        if _FORMULA.search(link.group()):
            yield Unsaid(Span(*link.span()), LINK)


def unsaid_in_latex(text: str) -> Iterator[Unsaid]:
    """Yield what a LaTeX file strikes out; comments must be blanked out already."""
    for span in (*_crossed(text), *_cancelled(text)):
        yield Unsaid(span, STRUCK)


def _between_marks(text: str) -> Iterator[Unsaid]:
    """Yield what stands between ``~~`` and ``~~`` outside of formulas, or in ``<del>``, or %%."""
    if "~~" not in text and "<" not in text and "%%" not in text:
        return
    formula = ""  # what ends the formula at hand
    tildes: int | None = None
    percents: int | None = None
    tags: dict[str, int] = {}
    at = 0
    while (found := _MARKS.search(text, at)) is not None:
        mark, at = found.group(), found.end()
        if mark.startswith("\n"):
            formula, tildes = ("", None) if formula == "$" else (formula, None)
        elif formula:
            formula = "" if mark == formula else formula
        elif mark[0] == "`":
            at = _past_code(text, found)
        elif mark in _CLOSES:
            formula = _CLOSES[mark]
        elif mark == "~~":
            if tildes is not None and not text[at - 3].isspace():
                yield Unsaid(Span(tildes, at), STRUCK)
                tildes = None
            elif text[at : at + 1].strip():
                tildes = found.start()
        elif mark == "%%":
            if percents is not None and _closes_comment(text, percents, at):
                yield Unsaid(Span(percents, at), COMMENT)
                percents = None
            else:
                percents = found.start()
        elif (tag := found["tag"]) and not found["end"]:
            tags.setdefault(tag.lower(), found.start())
        elif tag and (start := tags.pop(tag.lower(), None)) is not None and at - start < _REACH:
            yield Unsaid(Span(start, at), STRUCK)


def _closes_comment(text: str, start: int, at: int) -> bool:
    """Whether %% ends what another began: in its line, or at the end of one.

    Lines that begin with %% each are what TeX takes for comments.
    """
    ends = text[at : at + 1] in ("", "\n", "\r") or "\n" not in text[start:at]
    return ends and at - start < _REACH


def _past_code(text: str, ticks: re.Match[str]) -> int:
    """Return the end of the code that begins at some ticks, or of these where it never ends."""
    close = re.compile(rf"(?<!`){ticks.group()}(?!`)|\n[ \t]*\n").search(text, ticks.end())
    return close.end() if close is not None and close.group()[0] == "`" else ticks.end()


def _crossed(text: str) -> Iterator[Span]:
    r"""Yield ``\sout{…}`` and its like."""
    own = _OWN.search(text) is not None
    for found in _OUT.finditer(text) if "out" in text or "\\st" in text else ():
        end = closing_brace(text, found.end(), _REACH)
        theirs = own and found["st"] is not None
        if end > found.end() and not theirs and not _in_formula(text, found.start()):
            yield Span(found.start(), end + 1)


def _in_formula(text: str, at: int) -> bool:
    """Whether a place stands in a formula: what is struck out there leaves another formula."""
    start = max(text.rfind("\n\n", 0, at), at - _REACH, 0)
    before = text[start:at]
    opened = sum(1 if one in ("\\[", "\\(") else -1 for one in re.findall(r"\\[\[\]()]", before))
    environments = [edge == "begin" for edge, _ in _ENVIRONMENT.findall(before)]
    dollars = len(re.findall(r"(?<!\\)\$\$?", before))
    return opened > 0 or dollars % 2 == 1 or 2 * sum(environments) > len(environments)


def _cancelled(text: str) -> Iterator[Span]:
    r"""Yield formulas all of which is in ``\cancel{…}``."""
    for found in _WHOLE.finditer(text) if "cancel" in text or "\\sout" in text else ():
        brace = closing_brace(text, found.end(), _REACH)
        opened = found["open"]
        close = _CLOSES.get(opened) or rf"\end{{{found['name']}{found['star']}}}"
        rest = re.compile(rf"\}}\s*[.,;]?\s*{re.escape(close)}").match(text, brace)
        if rest is not None:
            yield Span(found.start(), rest.end())
