r"""Spellings of one thing: ``\part`` for ``\partial``, ``\not=`` for ``\neq``, ``{\rm ab}``,
``\text{log} x`` for ``\log x``."""

from collections.abc import Sequence

from msgspec.structs import replace

from derivcheck.document.tokens.signs import relation_at
from derivcheck.document.tokens.token import Kind, Token, group_end, span_of
from derivcheck.source.pattern import later

# KaTeX and the editors that rest on it set ∂ for \part; in formulas it means nothing else
_COMMANDS = {"\\part": "\\partial"}
# functions that people set upright by hand, with an argument that needs no bracket
_FUNCTIONS = {name: f"\\{name}" for name in ("log", "ln", "exp")}
_NEGATED = {"=": "\\neq", "\\equiv": "\\neq", "\\in": "\\notin", "∈": "\\notin"}
_BLACKBOARD = frozenset({"\\mathbb", "\\mathds", "\\mathbbm"})
_UPRIGHT = frozenset({"\\mathrm", "\\operatorname"})
_OF_A_NAME = (Kind.TEXT, Kind.LETTER)
_SWITCHES = frozenset({"\\rm", "\\sf", "\\tt"})  # upright up to the end of their group
_OF_TWO = frozenset({"\\overset", "\\underset", "\\stackrel", "\\textcolor"})
_NOT = later(r"\\not\s*(=|\\equiv(?![A-Za-z])|\\in(?![A-Za-z])|∈)")


def one_spelling(tokens: Sequence[Token]) -> tuple[Token, ...]:
    r"""Return tokens with one spelling of what has several; macros are expanded before.

    ``{\rm Vocab}`` becomes ``{\mathrm{Vocab}}``: the switch holds to the end of its group, and
    words of two letters or more are set apart, with the hyphens in them.
    """
    tokens = _signs_without_braces(tokens)
    kept: list[Token] = []
    upright: list[bool] = [False]  # by open group
    switch: Token | None = None  # one whose first word is still to come
    at = 0
    while at < len(tokens):
        token = tokens[at]
        end = at + 1
        if token.kind is Kind.OPEN:
            upright.append(upright[-1])
        elif token.kind is Kind.CLOSE and len(upright) > 1:
            upright.pop()
        if token.kind is Kind.COMMAND and token.text in _SWITCHES and _opens_words(tokens, end):
            upright[-1], switch = True, token
        elif token.kind is Kind.COMMAND and token.text in _COMMANDS:
            kept.append(replace(token, text=_COMMANDS[token.text]))
        elif token.kind is Kind.COMMAND and token.text == "\\Pr":
            kept.append(replace(token, kind=Kind.TEXT, text="Pr"))
        elif token.text == "\\not" and end < len(tokens) and tokens[end].text in _NEGATED:
            span = span_of([token, tokens[end]])
            kept.append(Token(Kind.COMMAND, _NEGATED[tokens[end].text], span, token.glued))
            end += 1
        elif token.kind is Kind.COMMAND and token.text in _BLACKBOARD and _is_zero(tokens, end):
            kept.append(replace(token, text="\\mathbf"))  # the zero vector
        elif (stop := _upright_function(tokens, at)) > at:
            name = "".join(one.text for one in tokens[at:stop] if one.kind in _OF_A_NAME).strip()
            span = span_of([token, tokens[stop - 1]])
            kept.append(Token(Kind.COMMAND, _FUNCTIONS[name], span, token.glued))
            end = stop
        elif upright[-1] and (stop := _word_end(tokens, at)) > at + 1:
            kept.extend(_in_roman(tokens[at:stop], switch))
            end, switch = stop, None
        else:
            kept.append(token)
        at = end
    return tuple(kept)


def _signs_without_braces(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return tokens with ``a = b`` for ``a {=} b`` and ``a {}={} b``: the braces are for space."""
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        sign = relation_at(tokens, at + 1) if tokens[at].kind is Kind.OPEN else None
        end = at + 1 + (sign[1] if sign is not None else 0)
        closed = tokens[at].kind is Kind.OPEN and end < len(tokens) and _closes(tokens[end])
        if closed and sign is not None and not _is_argument(tokens, at):
            kept += tokens[at + 1 : end]
            at = end + 1
        elif closed and sign is None and _is_beside_a_sign(tokens, at):
            at = end + 1
        else:
            kept.append(tokens[at])
            at += 1
    return kept if len(kept) < len(tokens) else tokens


def _closes(token: Token) -> bool:
    return token.kind is Kind.CLOSE


def _is_argument(tokens: Sequence[Token], at: int) -> bool:
    """Whether a brace opens what a command or a script takes, ``\\hat{=}``, ``\\overset{!}{=}``."""
    before = tokens[at - 1] if at else None
    if before is None or before.kind is not Kind.CLOSE:
        return before is not None and (before.kind is Kind.COMMAND or before.text in ("_", "^"))
    depth = 0
    for start in range(at - 1, -1, -1):
        depth += (tokens[start].kind is Kind.CLOSE) - (tokens[start].kind is Kind.OPEN)
        if depth == 0:
            return start > 0 and tokens[start - 1].text in _OF_TWO
    return False


def _is_beside_a_sign(tokens: Sequence[Token], at: int) -> bool:
    """Whether empty braces at ``at`` stand before or behind a relation sign, and are no base."""
    behind = tokens[at + 2] if at + 2 < len(tokens) else None
    if behind is None or behind.text in ("_", "^"):
        return False
    if at and relation_at(tokens, at - 1) is not None:
        return True
    return relation_at(tokens, at + 2) is not None and not _is_argument(tokens, at)


def respelled(words: str) -> str:
    r"""Return words, formulas included, with ``\neq`` for ``\not=``."""
    if "\\not" not in words:
        return words
    return _NOT.sub(lambda found: _NEGATED[found[1]] + " ", words)


def _upright_function(tokens: Sequence[Token], at: int) -> int:
    r"""Return the end of a function's upright name before its argument, ``\text{log} x``.

    Where there is none, ``at`` is returned: a name of its own in a subscript, ``J_{\text{log}}``,
    and one before a bracket, which is read as the function it names.
    """
    if at and tokens[at - 1].text in ("_", "^"):
        return at
    end = at + 1
    if tokens[at].kind is Kind.TEXT:
        name = tokens[at].text.strip()
    elif tokens[at].text in _UPRIGHT and end < len(tokens) and tokens[end].kind is Kind.OPEN:
        end = group_end(tokens, end)
        inner = tokens[at + 2 : end - 1]
        plain = all(one.kind is Kind.LETTER for one in inner)
        name = "".join(one.text for one in inner) if plain else ""
    else:
        return at
    argument = end < len(tokens) and tokens[end].kind in (Kind.LETTER, Kind.COMMAND, Kind.OPEN)
    return end if name in _FUNCTIONS and argument else at


def _is_zero(tokens: Sequence[Token], at: int) -> bool:
    """Whether a command's argument is 0."""
    inner = tokens[at : group_end(tokens, at)]
    return "".join(token.text for token in inner).strip("{}") == "0"


def _opens_words(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word of two letters or more stands in the group behind a switch."""
    depth = 0
    while at < len(tokens) and depth >= 0:
        depth += (tokens[at].kind is Kind.OPEN) - (tokens[at].kind is Kind.CLOSE)
        if _word_end(tokens, at) > at + 1:
            return True
        at += 1
    return False


def _word_end(tokens: Sequence[Token], at: int) -> int:
    """Return the index behind the letters from ``at``, hyphens between words included."""
    end = at
    while end < len(tokens) and tokens[end].kind is Kind.LETTER and tokens[end].text.isascii():
        end += 1
    hyphen = end > at + 1 and end < len(tokens) and tokens[end].text == "-"
    if hyphen and (behind := _word_end(tokens, end + 1)) > end + 2:
        return behind
    return end


def _in_roman(word: Sequence[Token], switch: Token | None) -> list[Token]:
    first, last = word[0], word[-1]
    head = switch or first
    opening = Token(Kind.COMMAND, "\\mathrm", head.span, head.glued)
    brace = Token(Kind.OPEN, "{", first.span, True)
    letters = [replace(letter, glued=True) for letter in word]
    return [opening, brace, *letters, Token(Kind.CLOSE, "}", last.span, True)]
