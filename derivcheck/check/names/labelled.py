"""Names with a parameter or a word below: ``h_\\theta(x)``, ``L_{reg}``.  What is below is a label.

So is the letter of what a weight gives, ``f = \\tanh(W_f x + b_f)``, ``Q = X W^Q``: a value is no
index, and no power of a matrix.

A function h_θ that is written with its parameter, and never otherwise, is a function of its
argument whose body may hold θ; where a text writes h_i too, or θ as an index, nothing is a label.
Both are read as if the label were a word, ``h_{\\text{$\\theta$}}``, and shown as they are written.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.document import outside_scripts
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
# what an index runs below
_BINDING = frozenset({"\\sum", "\\prod", "\\max", "\\min", "\\bigcup", "\\bigcap", "∑", "∏"})
_PARAMETERS = frozenset({"\\lambda", "\\theta", "\\phi"})
_ACCENTS = frozenset({"\\hat", "\\tilde", "\\bar", "\\widehat", "\\widetilde", "\\overline"})


def with_labels(document: Document, problem: Problem | None) -> Document:
    """Return a document in which such labels are words; beside a problem file all stays."""
    if problem is not None:
        return document
    members = [member.tokens for member in document.members()]
    functions = _functions(members)
    every = [*members, *(said.tokens for said in document.formulas)]
    weights = frozenset(_weights(document)) - frozenset(_running(every))

    def change(tokens: Tokens) -> Tokens:
        return _with_weights(_labelled(tokens, functions), weights)

    if not any(change(tokens) is not tokens for tokens in members):
        return document
    return document.with_tokens(change)


class _Below(Struct, frozen=True):
    """A script: the letter that it stands at, its own tokens, and where it ends."""

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


class _Weight(Struct, frozen=True):
    """The W and the f of ``W_f``, and whether f stands below or above."""

    base: str
    letter: str
    mark: str


def _functions(members: Iterable[Tokens]) -> Mapping[str, str]:
    """Return the functions that are written with one parameter below, and the parameter."""
    labels: dict[str, set[str | None]] = {}
    values: set[str] = set()
    alone: set[str] = set()  # values that are taken of nothing
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
                if not _opens(tokens, at + 1):
                    alone.add(token.text)
    # beside L(w) there may be L_\lambda(w), of a number \lambda
    found = {
        base: letter
        for base, (letter, *others) in labels.items()
        if not others and base not in (alone if letter in _PARAMETERS else values) | _OPERATORS
    }
    known = found.keys() | _OPERATORS
    return {
        base: letter
        for base, letter in found.items()
        if letter is not None
        if letter in values and indices[letter] <= known
    }


def _weights(document: Document) -> Iterator[_Weight]:
    """Yield the W_f of formulas that say what f is, and the W^Q of ``Q = X W^Q``."""
    for part in document.parts:
        for chain in part.chains:
            relation = chain.relations[0]
            left, right = (chain.members[at].tokens for at in (relation.left, relation.right))
            given = _value(left) if relation.sign == "=" and relation.left == 0 else None
            if given is None:
                continue
            factors = [one for one in outside_scripts(right) if one.kind is Kind.LETTER]
            for mark in "_^" if len(factors) > 1 else "_":  # A^P alone is a power
                for one in _subscripts(right, mark):
                    letter = _label(one, mark)
                    if letter == given != one.base.text and one.base.kind is Kind.LETTER:
                        yield _Weight(one.base.text, letter, mark)


def _value(left: Tokens) -> str | None:
    """Return the letter of a left side that is one letter, with scripts and accents or without."""
    plain = [one for one in outside_scripts(left) if one.text not in LETTER_STYLES | _ACCENTS]
    letters = [one for one in plain if one.kind not in (Kind.OPEN, Kind.CLOSE)]
    alone = len(letters) == 1 and letters[0].kind is Kind.LETTER
    return letters[0].text if alone else None


def _label(script: _Below, mark: str) -> str | None:
    """Return the letter below a weight, or above it: a capital, or in a bracket."""
    if mark == "_":
        return script.letter
    inner = "".join(one.text for one in script.tokens if one.text not in "{}")
    capital = len(inner) == 1 and inner.isupper() and inner != "T"
    capital = capital and script.base.text.isupper()
    bracketed = len(inner) == 3 and inner[0] == "(" and inner[2] == ")" and inner[1].isalpha()
    return inner.strip("()") if capital or bracketed else None


def _running(formulas: Iterable[Tokens]) -> Iterator[_Weight]:
    """Yield the same of letters that run somewhere, or stand both below and above."""
    marks: dict[tuple[str, str], set[str]] = {}
    running: set[str] = set()
    for tokens in formulas:
        for mark in "_^":
            for one in _subscripts(tokens, mark):
                letter = _label(one, mark)
                if letter is not None:
                    marks.setdefault((one.base.text, letter), set()).add(mark)
                if mark == "_" and one.base.text in _BINDING:
                    running.update(token.text for token in one.tokens)
        for first, second, third in zip(tokens, tokens[1:], tokens[2:], strict=False):
            if second.text == "=" and third.text in ("0", "1") and first.kind is Kind.LETTER:
                running.add(first.text)
    for (base, letter), found in marks.items():
        if letter in running or len(found) > 1:
            yield from (_Weight(base, letter, mark) for mark in found)


def _with_weights(tokens: Tokens, weights: frozenset[_Weight]) -> Tokens:
    """Return tokens in which the labels of weights are words below them."""
    out: list[Token] = []
    at = 0
    found = sorted(
        (one.start, one.end, mark, letter, one)
        for mark in "_^"
        for one in (_subscripts(tokens, mark) if weights else ())
        if (letter := _label(one, mark)) is not None
        if _Weight(one.base.text, letter, mark) in weights
    )
    for start, end, mark, letter, one in found:
        # of W_i^Q both scripts stay
        if start < at or (mark == "^" and (_is_script(tokens, end) or _is_below(tokens, start))):
            continue
        span = one.tokens[0].span.to(one.tokens[-1].span)
        below = replace(tokens[start], text="_")
        out += (*tokens[at:start], below, Token(Kind.TEXT, letter, span, glued=True))
        at = end
    return (*out, *tokens[at:]) if at else tokens


def _is_script(tokens: Tokens, at: int) -> bool:
    return at < len(tokens) and tokens[at].text in ("_", "^", "'")


def _is_below(tokens: Tokens, at: int) -> bool:
    """Whether a subscript ends where a superscript begins."""
    return any(one.end == at for one in _subscripts(tokens))


def _subscripts(tokens: Tokens, mark: str = "_") -> Iterator[_Below]:
    for at, token in enumerate(tokens):
        if token.text != mark or at == 0 or at + 1 >= len(tokens):
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
