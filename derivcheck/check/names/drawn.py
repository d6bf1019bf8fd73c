r"""The words that were drawn by another name: u_{n_k}, where the problem says u_{w_k}.

Where one letter that nobody declares names columns by samples, it is read as the problem's, below
columns and nowhere else.
"""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from derivcheck.document.model import Document, Member, Said
from derivcheck.document.tokens.layout import bearer
from derivcheck.document.tokens.token import Kind, Token
from derivcheck.problem.model import Problem
from derivcheck.source import Diagnostic
from derivcheck.source.pattern import SENTENCE_END, later
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t

CODE = "inferred-symbol"
Tokens = tuple[Token, ...]
# “a positive word $o$ and negatives”: what is one, and what stands behind its letter
_NAMED = later(
    r"(?P<before>.*)\bpositive(?: [\w-]+){0,4} \$[^$]*\$(?P<behind>[^$]*)\Z",
    re.IGNORECASE | re.DOTALL,
)
# what a text may say of the drawn words, and words by which it says something else
_DRAWN = later(r"\b(?:negative|noise|sampl|drawn|draw)|采样|负", re.IGNORECASE)
_OTHERS = later(
    r"\b(?:not|never|neighbou?r|nearest|positive|except|other than)\b|n't\b|不", re.IGNORECASE
)


def with_drawn_words(document: Document, problem: Problem | None) -> Document:
    """Return a document in which columns of drawn words are named as the problem names them."""
    known = map_of(problem)
    if problem is None or known is None:
        return document
    columns = {letter for entry in problem.symbols for letter in entry.columns}
    each = [(said.tokens, at) for said in document.formulas for at in _names(said.tokens, columns)]
    symbols = {entry.name for entry in problem.symbols}
    letters = {tokens[at].text for tokens, at in each} - symbols
    # the t of u_{s_t} counts something else
    counted = sample_letters(problem)
    others = {tokens[at].text for tokens, at in each if _index(tokens, at) not in counted}
    if known in letters or len(letters - others) != 1:
        return document
    (letter,) = letters - others
    if any(_says_otherwise(said, letter) for said in document.formulas):
        return document

    def member(one: Member) -> Member:
        tokens = _renamed(one.tokens, columns, letter, known)
        if tokens is one.tokens:
            return one
        message = f"what {letter} with an index names here is read as the problem's {known}"
        remark = Diagnostic(CODE, message, one.span)
        return replace(one, tokens=tokens, remarks=(*one.remarks, remark))

    return document.with_members(member).with_formulas(
        lambda tokens: _renamed(tokens, columns, letter, known)
    )


def _says_otherwise(said: Said, letter: str) -> bool:
    """Whether a sentence about ``n_k`` says no word of samples: “the nearest neighbour of k”."""
    if said.display or said.tokens[0].text != letter:
        return False
    before, after = SENTENCE_END.split(said.before)[-1], SENTENCE_END.split(said.after)[0]
    if (named := _NAMED.match(before)) and _DRAWN.search(named["behind"]):
        before = named["before"] + named["behind"]  # the positive word has a letter of its own
    words = f"{before} {after}"
    return not _DRAWN.search(words) or _OTHERS.search(words) is not None


def map_of(problem: Problem | None) -> str | None:
    """Return the letter of the one map from samples to words, w of w_k; None if there is none."""
    found: list[str] = []
    for entry in problem.symbols if problem else ():
        tree = entry.written.tree
        if entry.kind == "map" and isinstance(tree, t.Scripts) and isinstance(tree.sub, t.Name):
            found.append(latex(tree.base))
    return found[0] if len(found) == 1 else None


def sample_letters(problem: Problem) -> frozenset[str]:
    """Return the letters that count samples: what maps lead from."""
    sources = {one.sorts[0] for one in problem.symbols if one.kind == "map" and len(one.sorts) == 2}
    return frozenset(
        letter for one in problem.sorts if one.sort.name in sources for letter in one.letters
    )


def _index(tokens: Tokens, at: int) -> str:
    """Return the k of ``n_k`` or ``n_{k}``."""
    braced = tokens[at + 2].kind is Kind.OPEN and at + 4 < len(tokens)
    if braced:
        return tokens[at + 3].text if tokens[at + 4].kind is Kind.CLOSE else ""
    return tokens[at + 2].text


def _names(tokens: Tokens, columns: set[str]) -> Iterator[int]:
    r"""Yield the places of n in ``u_{n_k}`` and ``\mathbf{u}_{n_k}``: what bears the index."""
    for n, token in enumerate(tokens[:-4]):
        begins = token.text == "_" and tokens[n + 1].kind is Kind.OPEN and n > 0
        if not begins or bearer(tokens, n).text not in columns:
            continue
        at = n + 2
        if tokens[at].kind in (Kind.LETTER, Kind.TEXT) and tokens[at + 1].text == "_":
            yield at


def _renamed(tokens: Tokens, columns: set[str], letter: str, known: str) -> Tokens:
    places = {at for at in _names(tokens, columns) if tokens[at].text == letter}
    if not places:
        return tokens
    return tuple(
        Token(Kind.LETTER, known, token.span, token.glued) if n in places else token
        for n, token in enumerate(tokens)
    )
