"""Names with a parameter or a word below: ``h_\\theta(x)``, ``L_{reg}``.  What is below is a label.

A function h_θ that is written with its parameter, and never otherwise, is a function of its
argument whose body may hold θ; where a text writes h_i too, or θ as an index, nothing is a label.
Both are read as if the label were a word, ``h_{\\text{$\\theta$}}``, and shown as they are written.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from derivcheck.document.model import Document
from derivcheck.document.tokens.layout import bearer
from derivcheck.document.tokens.token import Kind, Token, group_end
from derivcheck.problem.model import Problem
from derivcheck.syntax.signs import LETTER_STYLES

Tokens = tuple[Token, ...]

# letters side by side that make a word and no indices
_WORDS = frozenset(
    re.findall(
        r"\w+",
        "reg total tot train test val data true pred out max min avg new old ridge lasso hinge "
        "logit softmax mse mae bce nll MSE MAE BCE NLL CE KL OLS MLE MAP RSS SSE ELBO",
    )
)
# what may have a parameter below without being a function of its own
_OPERATORS = frozenset({"\\nabla", "\\partial", "∇", "∂", "\\min", "\\max", "\\sup", "\\inf", "E"})


def with_labels(document: Document, problem: Problem | None) -> Document:
    """Return a document in which such labels are words; beside a problem file all stays."""
    if problem is not None:
        return document
    members = [member.tokens for member in document.members()]
    functions = _functions(members)

    def change(tokens: Tokens) -> Tokens:
        return _labelled(tokens, functions)

    if not any(change(tokens) is not tokens for tokens in members):
        return document
    return document.with_tokens(change)


class _Below(Struct, frozen=True):
    """A subscript: the letter that it stands below, its own tokens, and where it ends."""

    base: Token
    tokens: Tokens
    start: int
    end: int

    @property
    def letter(self) -> str | None:
        """The one letter of the subscript, None where it is something else."""
        plain = [
            one for one in self.tokens if one.text not in LETTER_STYLES and one.text not in "{}"
        ]
        letter = len(plain) == 1 and (plain[0].kind is Kind.LETTER or _is_greek(plain[0]))
        return plain[0].text if letter else None


def _functions(members: Iterable[Tokens]) -> Mapping[str, str]:
    """Return the functions that are written with one parameter below, and the parameter."""
    labels: dict[str, set[str | None]] = {}
    values: set[str] = set()
    indices: dict[str, set[str]] = {}
    for tokens in members:
        inside: set[int] = set()
        for below in _subscripts(tokens):
            inside.update(range(below.start, below.end))
            applied = _opens(tokens, below.end)
            labels.setdefault(below.base.text, set()).add(below.letter if applied else None)
            for one in below.tokens:
                indices.setdefault(one.text, set()).add(below.base.text)
        followed = {below.start - 1 for below in _subscripts(tokens)}
        for at, token in enumerate(tokens):
            if at not in inside and at not in followed:
                values.add(token.text)
    found = {
        base: next(iter(letters))
        for base, letters in labels.items()
        if len(letters) == 1 and base not in values and base not in _OPERATORS
    }
    known = found.keys() | _OPERATORS
    return {
        base: letter
        for base, letter in found.items()
        if letter is not None
        if letter in values and indices[letter] <= known
    }


def _subscripts(tokens: Tokens) -> Iterator[_Below]:
    for at, token in enumerate(tokens):
        if token.text != "_" or at == 0 or at + 1 >= len(tokens):
            continue
        end = _closing(tokens, at + 1)
        yield _Below(bearer(tokens, at), tokens[at + 1 : end], at, end)


def _closing(tokens: Tokens, at: int) -> int:
    """Return where a subscript ends: behind its braces, or behind one token."""
    while at < len(tokens) and tokens[at].text in LETTER_STYLES:
        at += 1
    return group_end(tokens, at)


def _opens(tokens: Tokens, at: int) -> bool:
    sized = at < len(tokens) and tokens[at].text in ("\\left", "\\big", "\\Big", "\\bigl")
    at += sized
    return at < len(tokens) and tokens[at].text == "("


def _is_greek(token: Token) -> bool:
    return (
        token.kind is Kind.COMMAND and token.text[1:].isalpha() and token.text not in LETTER_STYLES
    )


def _labelled(tokens: Tokens, functions: Mapping[str, str]) -> Tokens:
    """Return tokens in which labels are words; the same tokens where there are none."""
    out: list[Token] = []
    at = 0
    for below in _subscripts(tokens):
        letters = tuple(one for one in below.tokens if one.kind is Kind.LETTER)
        word = "".join(one.text for one in letters)
        plain = word in _WORDS and len(letters) == len(below.tokens) - 2
        label = functions.get(below.base.text)
        if below.start < at or not (plain or (label and label == below.letter)):
            continue
        span = below.tokens[0].span.to(below.tokens[-1].span)
        out += tokens[at : below.start + 1]
        out.append(Token(Kind.TEXT, word if plain else f"${below.letter}$", span, glued=True))
        at = below.end
    return (*out, *tokens[at:]) if at else tokens
