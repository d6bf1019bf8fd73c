"""Losses that are called by capitals, ``MSE(\\theta) = …``: one name, and no product of numbers.

Letters side by side are a product, and so M·S·E may be meant: where a text has each of these
letters by itself as well, they stay what they are.
"""

import re
from collections.abc import Iterator

from derivcheck.document.model import Document
from derivcheck.document.tokens.token import Kind, Token
from derivcheck.problem.model import Problem

Tokens = tuple[Token, ...]

_LOSSES = frozenset(re.findall(r"\w+", "MSE RMSE MAE RSS SSE SSR TSS SST NLL BCE ELBO"))
_ALPHABETS = frozenset({"\\mathbb", "\\mathcal", "\\mathscr", "\\mathfrak"})
_SCRIPTS = frozenset({"_", "^"})


def with_abbreviations(document: Document, problem: Problem | None) -> Document:
    """Return a document in which such capitals are a word; beside a problem file all stays."""
    if problem is not None or not any(word in document.source.text for word in _LOSSES):
        return document
    formulas = [
        *(member.tokens for member in document.members()),
        *(said.tokens for said in document.formulas),
    ]
    alone = {
        token.text
        for tokens in formulas
        for start, end in _runs(tokens)
        for token in tokens[start:end]
        if _word(tokens[start:end]) not in _LOSSES
    }
    words = frozenset(word for word in _LOSSES if not set(word) <= alone)
    return document.with_tokens(lambda tokens: _with_words(tokens, words))


def _runs(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Yield where letters stand side by side, with no space between them."""
    start = 0
    while start < len(tokens):
        end = start + 1
        while end < len(tokens) and _goes_on(tokens, end):
            end += 1
        if tokens[start].kind is Kind.LETTER and not _is_drawn(tokens, start):
            yield start, end
        start = end


def _is_drawn(tokens: Tokens, at: int) -> bool:
    """Whether a letter is a set or another name than the plain letter: ``\\mathbb{R}``."""
    return any(one.text in _ALPHABETS for one in tokens[max(0, at - 2) : at])


def _goes_on(tokens: Tokens, at: int) -> bool:
    """Whether a letter goes on with a word: of x_ab in TeX only the a stands below."""
    before, here = tokens[at - 1], tokens[at]
    if not before.kind is here.kind is Kind.LETTER:
        return False
    below = at > 1 and tokens[at - 2].text in _SCRIPTS
    return here.glued and not below and before.span.end == here.span.start


def _word(tokens: Tokens) -> str:
    return "".join(token.text for token in tokens)


def _with_words(tokens: Tokens, words: frozenset[str]) -> Tokens:
    """Return tokens in which these words are one token; the same tokens where there are none."""
    out: list[Token] = []
    at = 0
    for start, end in _runs(tokens):
        run = tokens[start:end]
        if (word := _word(run)) in words:
            span = run[0].span.to(run[-1].span)
            out += (*tokens[at:start], Token(Kind.TEXT, word, span, glued=run[0].glued))
            at = end
    return (*out, *tokens[at:]) if at else tokens
