r"""Which macros are in force where: a name that is defined anew has each meaning from there on.

What is defined once holds in all of the document, as people also put their macros last.  In a
LaTeX file a definition ends with its group.  What another macro defines anew, where it is called,
is not read at all: only TeX knows when.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from derivcheck.document.tokens.macros import DEFINERS, Macro, Macros
from derivcheck.document.tokens.token import Kind, Token
from derivcheck.source import Span
from derivcheck.source.pattern import later

_NAME = r"\s*\{[^{}\n]*\}"
_EDGES = later(
    rf"(?P<open>\\(?:begingroup|bgroup|begin{_NAME})|\{{)"
    rf"|(?P<close>\\(?:endgroup|egroup|end{_NAME})|\}})|\\.",
    re.S,
)
_EVERYWHERE = later(r"\\(?:gdef|xdef|global)(?![A-Za-z])")
_MOST = 500  # definitions that are taken over one after another


class MacrosInForce:
    """The macros of a document, gone through from its beginning to its end."""

    def __init__(self, outer: str, text: str, spans: Sequence[Span], *, grouped: bool) -> None:
        self._text, self._grouped = text, grouped
        self._ends: list[tuple[int, dict[str, Macro]]] = []  # of open groups, with what was before
        self.macros = self._begun(outer)
        for span in spans:
            self._define(span)
        few = spans if len(spans) <= _MOST else ()
        self._waiting = sorted(few, key=lambda span: span.start, reverse=True)
        twice = self.macros.twice
        if twice and few:
            every = self.macros
            self.macros = self._begun(outer)
            once = {name: macro for name, macro in every.table.items() if name not in twice}
            self.macros.table.update(once)
            self.macros.read, self.macros.twice = every.read, twice
        self._unsure = {
            name: Macro((), (Token(Kind.COMMAND, f"{name} (defined anew by a macro)", Span(0, 0)),))
            for name in set(_set_by_calls(self.macros.table, text))
        }
        self.macros.table.update(self._unsure)
        self.macros.read += tuple(sorted(self._unsure))

    def _begun(self, outer: str) -> Macros:
        macros = Macros(grouped=self._grouped)
        macros.define(outer, len(self._text))
        return macros

    def _define(self, span: Span) -> None:
        self.macros.define(self._text[span.start : span.end], span.start)

    def go_on_to(self, place: int) -> None:
        """Take over the definitions that stand before a place, and end groups."""
        while self._waiting and self._waiting[-1].start < place:
            span = self._waiting.pop()
            if not self.macros.twice:
                continue  # it is in force from the beginning
            self._end_groups(span.start)
            if self._grouped and not _EVERYWHERE.match(self._text, span.start):
                end = _group_end(self._text, span.end)
                self._ends.append((end, dict(self.macros.table)))
            self._define(span)
        self._end_groups(place)
        self.macros.table.update(self._unsure)

    def _end_groups(self, place: int) -> None:
        while self._ends and self._ends[-1][0] < place:
            end, before = self._ends.pop()
            self.macros.table = before
            self.macros.read = (*self.macros.read, f"}}{end}")


def _set_by_calls(table: Mapping[str, Macro], text: str) -> Iterator[str]:
    """Yield the macros that another one, which is called somewhere, defines anew."""
    for outer, macro in table.items():
        if not any(token.text in DEFINERS for token in macro.body):
            continue
        commands = [token.text for token in macro.body if token.kind is Kind.COMMAND]
        named = {name for definer, name in pairwise(commands) if definer in DEFINERS}
        if len(re.findall(rf"{re.escape(outer)}(?![A-Za-z])", text)) > 1:
            yield from named & table.keys()


def _group_end(text: str, at: int) -> int:
    """Return where the group ends that is open at a place."""
    depth = 0
    for found in _EDGES.finditer(text, at):
        depth += bool(found["open"]) - bool(found["close"])
        if depth < 0:
            return found.start()
    return len(text)
