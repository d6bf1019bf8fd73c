"""Words in formulas: set by macros that are defined nowhere, or with a condition among them."""

from collections.abc import Sequence

from derivcheck.document.members import written
from derivcheck.document.tokens.phrases import is_talk
from derivcheck.document.tokens.token import Kind, Token, group_end, span_of
from derivcheck.document.tokens.tokenize import tokenize
from derivcheck.source import Diagnostic, Span
from derivcheck.source.pattern import later

_FONT = later(r"\\(?:[Tt]|[Tt]e?xt\w*|tn|mr|mathtext|rmtext|ttext|words?|sometext)\Z")
_CONDITION = later(
    r"\s*(?P<if>if|when|for|where|当|若|如果)?(?:\s+|(?=[$\\]))\$?"
    r"(?P<said>[^$]*(?:=|≠|<|>|\\neq?(?![a-z])|\\[lg]eq?(?![a-z]))[^$]*?)\$?\s*(?P<then>时|時)?\s*[,.]?\s*"
)
_SHORT = 200  # a condition is no longer than that
_LETTER = later(r"[A-Zb-z]\Z")  # “a” is a word too
_LONG = later(r"(?<![\\A-Za-z])[A-Za-z]{2,}")
_WORDS = later(r"[A-Za-z]{3,}(?:[-_ ][A-Za-z]+)*\Z")


def read_unknown_fonts(
    tokens: Sequence[Token], text: str
) -> tuple[tuple[Token, ...], tuple[Diagnostic, ...]]:
    """Return tokens in which an unknown macro around plain words is these words.

    Only names that people give to ``\\text`` count, and only words, or a condition that begins
    with one: what else a macro may do to its argument is not guessed.
    """
    if not any(t.kind is Kind.COMMAND and _FONT.match(t.text) for t in tokens):
        return tuple(tokens), ()
    kept: list[Token] = []
    found: list[Diagnostic] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        end = group_end(tokens, at + 1)
        group = tokens[at + 1 : end]
        braced = len(group) > 2 and group[0].kind is Kind.OPEN and group[-1].kind is Kind.CLOSE
        if token.kind is Kind.COMMAND and _FONT.match(token.text) and braced:
            words = written(group[1:-1], text)
            if _WORDS.match(words) or is_talk(words):
                span = span_of([token, *group])
                kept.append(Token(Kind.TEXT, words, span, token.glued))
                message = f"{token.text} is defined nowhere; what it holds is read as words"
                found.append(Diagnostic("unknown-macro", message, token.span))
                at = end
                continue
        kept.append(token)
        at += 1
    return tuple(kept), tuple(found)


def letters_in_text(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Return tokens in which ``\\textrm{W}`` is W, but for scripts, where it may label."""
    kept: list[Token] = []
    script = 0
    for at, token in enumerate(tokens):
        if token.text in ("^", "_") and token.kind is Kind.SYMBOL:
            script = max(script, group_end(tokens, at + 1))
        if at >= script and token.kind is Kind.TEXT and _LETTER.match(token.text):
            token = Token(Kind.LETTER, token.text, token.span, token.glued)
        kept.append(token)
    return tuple(kept)


def open_conditions(tokens: Sequence[Token], text: str) -> tuple[Token, ...]:
    """Return tokens in which ``\\text{if $w = o$}`` is ``\\text{if}`` and its formula."""
    kept: list[Token] = []
    for token in tokens:
        kept.extend(_opened(token, text) if token.kind is Kind.TEXT else (token,))
    return tuple(kept)


def _opened(token: Token, text: str) -> tuple[Token, ...]:
    written_ = text[token.span.start : token.span.end]
    start = token.span.start + written_.find("{") + 1
    end = token.span.end - 1
    inner = text[start:end]
    if "{" not in written_ or " ".join(inner.split()) != token.text:
        return (token,)  # a macro brought it in
    found = _CONDITION.fullmatch(inner) if len(inner) < _SHORT else None
    if found is None or not (found["if"] or found["then"]) or _LONG.search(found["said"]):
        return (token,)
    said, _ = tokenize(found["said"], start + found.start("said"))

    def word(name: str) -> tuple[Token, ...]:
        if not found[name]:
            return ()
        place = Span(start + found.start(name), start + found.end(name))
        return (Token(Kind.TEXT, found[name], place),)

    return (*word("if"), *said, *word("then"))
