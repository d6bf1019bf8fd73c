"""Characters of a formula to tokens, in one linear pass."""

import re

from derivcheck.document.tokens.letterforms import LOWERED, RAISED, STYLED, script, styled
from derivcheck.document.tokens.token import Kind, Token
from derivcheck.source import Diagnostic, Span

_TEXT_COMMANDS = (
    "text|textrm|textbf|textit|textsf|texttt|textnormal|textup|textsl|textsc|textmd|emph|"
    "mbox|hbox|fbox|intertext|shortintertext"
)
_LENGTH = r"-?\s*[0-9.]*\s*(?:pt|em|ex|in|cm|mm|mu|sp|bp|pc|dd|cc|\\[a-z]+)"
_CJK = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_TOKEN = re.compile(
    rf"""
  (?P<space>[\s\x00\u200b-\u200f\u2060\ufeff]+)
| (?P<comment>%[^\n]*)
| (?P<text>\\(?:{_TEXT_COMMANDS})(?![A-Za-z])\s*\{{)
| (?P<begin>\\begin\s*\{{\s*(?P<bname>[A-Za-z]+)\*?\s*(?P<bclosed>\}})?)
| (?P<end>\\end\s*\{{\s*(?P<ename>[A-Za-z]+)\*?\s*\}})
| (?P<break>\\\\(?:\s*\[{_LENGTH}\])?|\\(?:newline|cr|tabularnewline)(?![A-Za-z]))
| (?P<script>\\_(?=\{{))
| (?P<star>\\\*)
| (?P<command>\\(?:[A-Za-z@]+|.|\Z))
| (?P<dots>\.(?:[ ]?\.){{1,5}})
| (?P<number>[0-9]+(?:\.[0-9]+)?|\.[0-9]+)
| (?P<words>[{_CJK}]+)
| (?P<scripts>[{RAISED}]+|[{LOWERED}]+)
| (?P<styled>[{STYLED}])
| (?P<letter>[^\W\d_][\u0300-\u036f]*)
| (?P<param>\#[1-9])
| (?P<entity>&(?:amp|lt|gt|nbsp);)
| (?P<other>.)
""",
    re.X | re.S,
)
_BRACE = re.compile(r"\\.|[{}]", re.S)
_ENTITY = {"&amp;": (Kind.ALIGN, "&"), "&lt;": (Kind.SYMBOL, "<"), "&gt;": (Kind.SYMBOL, ">")}
_OTHER = {"{": Kind.OPEN, "}": Kind.CLOSE, "&": Kind.ALIGN}
_SPELLED = {"scripts": script, "styled": styled}
_SIMPLE = {"number": Kind.NUMBER, "letter": Kind.LETTER, "param": Kind.SYMBOL, "words": Kind.TEXT}


def tokenize(text: str, offset: int = 0) -> tuple[tuple[Token, ...], tuple[Diagnostic, ...]]:
    """Cut a formula into tokens; spans are those in ``text`` plus ``offset``.

    Everything that is written becomes a token, layout included, but for white space and
    comments.  A run of Chinese, Japanese or Korean characters is one TEXT, as if it stood
    in ``\\text``.  Never raises; an unclosed ``\\text{`` runs to the end.
    """
    tokens: list[Token] = []
    diagnostics: list[Diagnostic] = []
    at, size, glued = 0, len(text), False
    while at < size:
        match = _TOKEN.match(text, at)
        if match is None:  # cannot happen: `other` takes any character
            break
        group = match.lastgroup or "other"
        start, at = at, match.end()
        if group in ("space", "comment") or match.group() == "&nbsp;":
            glued = False
            continue
        if group == "text":
            at = _close(text, at)
            closed = text[at - 1 : at] == "}" and at > match.end()
            if not closed:
                span = Span(offset + match.end() - 1, offset + match.end())
                diagnostics.append(Diagnostic("unclosed-brace", "this brace is not closed", span))
            words = " ".join(text[match.end() : at - 1 if closed else at].split())
            tokens.extend(_text(match.group(), words, Span(offset + start, offset + at), glued))
        elif group in _SPELLED:
            span = Span(offset + start, offset + at)
            for kind, written in _SPELLED[group](match.group()):
                tokens.append(Token(kind, written, span, glued))
                glued = True
        else:
            kind, written = _classify(group, match)
            span = Span(offset + start, offset + at)
            tokens.append(Token(kind, written, span, glued))
            if group == "begin" and match["bclosed"] is None:
                message = f"\\begin{{{written}}} lacks its closing brace"
                diagnostics.append(Diagnostic("unclosed-brace", message, span))
        glued = True
    return tuple(tokens), tuple(diagnostics)


def _classify(group: str, match: re.Match[str]) -> tuple[Kind, str]:
    written = match.group()
    if group == "begin" or group == "bclosed":
        return Kind.BEGIN, match["bname"]
    if group == "end":
        return Kind.END, match["ename"]
    if group == "break":
        return Kind.BREAK, "\\\\"
    if group == "command":
        return Kind.COMMAND, written
    if group == "dots":
        return Kind.COMMAND, "\\ldots"
    if group == "entity":
        return _ENTITY[written]
    if group in ("script", "star"):
        return Kind.SYMBOL, written[1]
    if group in _SIMPLE:
        return _SIMPLE[group], written
    return _OTHER.get(written, Kind.SYMBOL), written


def _text(command: str, words: str, span: Span, glued: bool) -> list[Token]:
    token = Token(Kind.TEXT, words, span, glued)
    if "intertext" not in command:
        return [token]
    if len(words.split()) == 1:
        # a single word names nothing there
        token = Token(Kind.TEXT, f"({words.strip()})", span, glued)
    pause = Token(Kind.BREAK, "\\\\", span)
    return [pause, token, pause]


def _close(text: str, at: int) -> int:
    """Return the offset behind the brace that closes the one before ``at``, or the end."""
    depth = 1
    for match in _BRACE.finditer(text, at):
        char = match.group()
        depth += (char == "{") - (char == "}")
        if depth == 0:
            return match.end()
    return len(text)
