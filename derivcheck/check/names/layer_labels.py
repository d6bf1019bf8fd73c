r"""Layers by a letter, ``z^{(l)} = W^{(l)} a^{(l-1)} + b^{(l)}``: names as ``W^{(2)}`` is one.

Where a letter stands above names alone and one next to it (``a^{(l-1)}``), and nowhere runs, below
a name or a Σ, it says which layer is meant.  ``W^{(l)}`` and ``W^{(l-1)}`` are then two names, and
what holds of any two holds of these.  Without brackets a^{l-1} is a power, unless the text speaks
of layers; and what a text says to lie in a set is left as it is.
"""

from collections.abc import Iterator

from msgspec import Struct

from derivcheck.document.model import Chain, Document
from derivcheck.document.tokens.layout import bearer
from derivcheck.document.tokens.token import Kind, Token, group_end
from derivcheck.document.tokens.wordlist import wordlist
from derivcheck.problem.model import Problem
from derivcheck.source import Span
from derivcheck.source.pattern import later

Tokens = tuple[Token, ...]
_BRACKETS = {"(": ")", "[": "]"}
_LAYERS = later(r"\blayers?\b|层|\bcouches?\b|\bcapas?\b|Schicht", 0)
# letters that number layers without a bracket
_NUMBERING = frozenset({"l", "L", "\\ell", "ℓ"})
_IN = frozenset({"\\in", "∈"})
_STEP = later(r"\d{1,3}")
# what a layer may be made of; φ, ψ and σ are functions of it
_GREEK = wordlist(
    r"\alpha \beta \gamma \delta \eta \theta \lambda \mu \nu \xi \rho \omega \epsilon \Theta \Omega"
)
_DERIVED = frozenset({"\\partial", "∂", "\\nabla", "∇"})


class _Above(Struct, frozen=True):
    """What stands above a letter: an index letter, perhaps one step on, perhaps transposed."""

    base: Token
    letter: str
    step: int  # 1 in z^{(l+1)}
    stepped: bool
    bracket: str  # "" where there is none
    start: int  # of what is the index, without bracket
    end: int


def with_layer_labels(document: Document, problem: Problem | None) -> Document:
    """Return a document in which such letters are words; beside a problem file all stays."""
    if problem is not None:
        return document
    every = [member.tokens for member in document.members()]
    every += [said.tokens for said in document.formulas]
    above = [one for tokens in every for one in _superscripts(tokens)]
    letters = {one.letter for one in above if one.stepped}
    # beside a^{(l)} and a^{(l+1)} the last layer is a^{(L)}
    letters |= {one.letter for one in above if one.letter in _NUMBERING and letters & _NUMBERING}
    letters -= {text for tokens in every for text in _elsewhere(tokens)}
    spoken = bool(letters) and _LAYERS.search(document.prose) is not None
    bracketed = {one.letter for one in above if one.bracket}
    letters = {x for x in letters if x in bracketed or (spoken and x in _NUMBERING)}
    if not letters or any(_shares(chain, letters) for chain in document.chains()):
        return document
    if any(_is_numbered(every, head) for head in map(_head, document.chains()) if head):
        return document  # what holds at each layer is read at those numbers
    other = frozenset(_said_otherwise(document))

    def change(tokens: Tokens) -> Tokens:
        return tokens if tokens and tokens[0].span in other else _labelled(tokens, letters)

    return document.with_tokens(change)


def _superscripts(tokens: Tokens) -> Iterator[_Above]:
    for at, token in enumerate(tokens):
        if token.text != "^" or at == 0 or at + 1 >= len(tokens):
            continue
        end = group_end(tokens, at + 1)
        start = at + 1 + (tokens[at + 1].kind is Kind.OPEN)
        bracket = tokens[start].text if start < end and tokens[start].text in _BRACKETS else ""
        start += bool(bracket)
        if start >= len(tokens):
            continue
        letter, behind = tokens[start], start + 1
        if letter.kind is not Kind.LETTER and letter.text not in _NUMBERING:
            continue
        signed = behind + 1 < len(tokens) and tokens[behind].text in "+-"
        stepped = signed and _STEP.fullmatch(tokens[behind + 1].text) is not None
        step = int(tokens[behind].text + tokens[behind + 1].text) if stepped else 0
        behind += 2 * stepped
        closed = not bracket or (behind < end and tokens[behind].text == _BRACKETS[bracket])
        if closed and letter.text != "T" and (bracket or behind >= end - 1):
            yield _Above(bearer(tokens, at), letter.text, step, stepped, bracket, start, behind)


def _elsewhere(tokens: Tokens) -> Iterator[str]:
    """Yield the letters that stand below something, or above what lies in a set."""
    for at, token in enumerate(tokens):
        if token.text == "_":
            yield from (one.text for one in tokens[at + 1 : group_end(tokens, at + 1)])
    if any(token.text in _IN for token in tokens):
        yield from (token.text for token in tokens)


def _head(chain: Chain) -> _Above | None:
    """Return the z^{(l)} that is all of a chain's first member."""
    left = chain.members[0].tokens
    head = next(_superscripts(left), None)
    if head is None or head.end + len(head.bracket) + 1 < len(left):
        return None
    names = [one for one in left[: head.start] if one.kind is Kind.LETTER]
    alone = len(names) <= 1 and not any(one.text in _DERIVED for one in left)
    return head if alone else None


def _is_numbered(every: list[Tokens], head: _Above) -> bool:
    """Whether what is said of a layer l is used at a layer with a number: ``z^{[2]}``."""
    return any(
        bearer(tokens, at).text == head.base.text and _is_number(tokens, at, head.bracket)
        for tokens in every
        for at, token in enumerate(tokens[:-1])
        if token.text == "^" and at
    )


def _is_number(tokens: Tokens, at: int, bracket: str) -> bool:
    """Whether a superscript is a number in such a bracket, and nothing more."""
    inside = tokens[at + 1 : group_end(tokens, at + 1)]
    plain = [one for one in inside if one.kind not in (Kind.OPEN, Kind.CLOSE)]
    if bracket and [one.text for one in (plain[:1] + plain[-1:])] != [bracket, _BRACKETS[bracket]]:
        return False
    number = plain[1:-1] if bracket else plain
    return len(number) == 1 and number[0].kind is Kind.NUMBER


def _shares(chain: Chain, letters: set[str]) -> bool:
    """Whether what a layer is made of is also in the layers below: the W of h^{(t)} = W h^{(t-1)}.

    Then h^{(t-1)} depends on W as well, and is no name of which nothing more is known.
    """
    head, right = _head(chain), chain.members[1].tokens
    labels = [one for one in _superscripts(right) if one.letter in letters]
    if head is None or head.letter not in letters or all(x.step == head.step for x in labels):
        return False
    bases = {one.base.span for one in labels}
    inside = {at for one in _superscripts(right) for at in range(one.start, one.end)}
    for at, token in enumerate(right):
        letter = token.kind is Kind.LETTER or token.text in _GREEK
        behind = right[at + 1].text if at + 1 < len(right) else ""
        applied = behind in ("(", "'", "^", "\\left")
        above = at > 0 and "^" in (right[at - 1].text, right[at - 2].text if at > 1 else "")
        if letter and token.span not in bases and at not in inside and not (applied or above):
            return True
    return False


def _said_otherwise(document: Document) -> Iterator[Span]:
    """Yield where a text says of z^{(l+1)} another thing than of z^{(l)}, which is every layer's.

    It may be what follows for the next layer, or a slip: such a left side defines nothing.
    """
    said: dict[tuple[str, str], tuple[int, str]] = {}
    for chain in document.chains():
        head = _head(chain)
        if head is None:
            continue
        moved = _moved(chain.members[1].tokens, head)
        step, body = said.setdefault((head.base.text, head.letter), (head.step, moved))
        if step != head.step and body != moved:
            yield from (one.tokens[0].span for one in chain.members if one.tokens)


def _moved(tokens: Tokens, head: _Above) -> str:
    """Return what is said of a name, its layers counted from that of the name."""
    out, at = "", 0
    for one in _superscripts(tokens):
        if one.letter == head.letter:
            out += "".join(x.text for x in tokens[at : one.start]) + f"{one.step - head.step:+}"
            at = one.end
    return out + "".join(one.text for one in tokens[at:])


def _labelled(tokens: Tokens, letters: set[str]) -> Tokens:
    """Return tokens in which such letters above others are words in brackets."""
    out: list[Token] = []
    at = 0
    for one in _superscripts(tokens):
        if one.letter not in letters:
            continue
        inner = tokens[one.start : one.end]
        span = inner[0].span.to(inner[-1].span)
        word = Token(Kind.TEXT, f"${''.join(token.text for token in inner)}$", span, glued=True)
        marks = ((Kind.OPEN, "{"), (Kind.SYMBOL, "("), (Kind.SYMBOL, ")"), (Kind.CLOSE, "}"))
        brace, left, right, close = (Token(kind, x, span, glued=True) for kind, x in marks)
        out += tokens[at : one.start]
        if one.bracket:
            out.append(word)
        elif tokens[one.start - 1].kind is Kind.OPEN:
            out += (left, word, right)
        else:
            out += (brace, left, word, right, close)
        at = one.end
    return (*out, *tokens[at:]) if at else tokens
