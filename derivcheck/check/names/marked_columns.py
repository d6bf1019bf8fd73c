r"""Columns that a text writes in its own way: ``\tilde u_k`` of a sample, ``v^{(c+j)}`` of a place.

In a text that speaks of negative samples a mark above a column's letter says that its word was
drawn: where such a letter has the letters of samples below it and nothing else, ``\tilde u_k`` is
the problem's ``u_{w_k}``.  The place of a word in the text may stand above its vector.
"""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from derivcheck.check.names.drawn import CODE, map_of, sample_letters
from derivcheck.document.model import Document, Member
from derivcheck.document.tokens.token import Kind, Token, group_end
from derivcheck.problem.model import Problem
from derivcheck.source import Diagnostic
from derivcheck.source.pattern import later
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t

Tokens = tuple[Token, ...]
_MARKS = frozenset({"\\bar", "\\tilde", "\\widetilde", "\\overline", "\\check"})
_ABOVE = later(r"\^\s*\{\s*\(")
_SPOKEN = later(r"\b(?:negative|noise)[- ]?(?:sampl|word|corpus)|负采样|負採樣", re.IGNORECASE)


def with_marked_columns(document: Document, problem: Problem | None) -> Document:
    """Return a document in which such columns are written as in the problem."""
    if problem is None:
        return document
    columns = frozenset(letter for entry in problem.symbols for letter in entry.columns)
    known, samples = map_of(problem), sample_letters(problem)
    marked = _marked(document, columns, samples) if known is not None else frozenset()
    # few write a place so, and to look through all tokens takes a while
    starts = _starts(problem) if _ABOVE.search(document.source.text) else frozenset()
    if not marked and not starts:
        return document

    def meant(tokens: Tokens) -> Tokens:
        tokens = _drawn(tokens, marked, known or "") if marked else tokens
        return _placed(tokens, columns, starts)

    def member(one: Member) -> Member:
        tokens = meant(one.tokens)
        if tokens == one.tokens:
            return one
        message = "the word of a vector here is named below its letter, as in the problem"
        if len(tokens) != len(one.tokens):
            message = f"a marked letter is the vector of a sample's word here, {known}_k"
        remark = Diagnostic(CODE, message, one.span)
        return replace(one, tokens=tokens, remarks=(*one.remarks, remark))

    return document.with_members(member).with_formulas(meant)


def _marked(
    document: Document, columns: frozenset[str], samples: frozenset[str]
) -> frozenset[tuple[str, str]]:
    """Return the marks and letters that stand for samples' vectors wherever they stand."""
    if not _SPOKEN.search(document.prose):
        return frozenset()
    found: set[tuple[str, str]] = set()
    others: set[tuple[str, str]] = set()
    for tokens in (said.tokens for said in document.formulas):
        for at, name, end in _marks(tokens, columns):
            index = _below(tokens, end)
            behind = tokens[index[1]].text if index and index[1] < len(tokens) else ""
            # a text that says what it is has a name of its own
            says = at == 0 and behind in ("=", ":", "\\coloneqq", "\\triangleq", "\\equiv")
            plain = index is not None and index[0].text in samples and not says
            (found if plain else others).add(name)
    return frozenset(found - others)


def _marks(tokens: Tokens, columns: frozenset[str]) -> Iterator[tuple[int, tuple[str, str], int]]:
    """Yield marks above a column's letter: where, which, and what is behind."""
    for at, token in enumerate(tokens[:-1]):
        if token.text in _MARKS and token.kind is Kind.COMMAND:
            end = group_end(tokens, at + 1)
            letters = [one.text for one in tokens[at + 1 : end] if one.kind is Kind.LETTER]
            if len(letters) == 1 and letters[0] in columns:
                yield at, (token.text, letters[0]), end


def _below(tokens: Tokens, at: int) -> tuple[Token, int] | None:
    """Return the one letter or number below what ends at a place, and what is behind."""
    if at + 1 >= len(tokens) or tokens[at].text != "_":
        return None
    end = group_end(tokens, at + 1)
    inner = [one for one in tokens[at + 1 : end] if one.kind not in (Kind.OPEN, Kind.CLOSE)]
    return (inner[0], end) if len(inner) == 1 else None


def _drawn(tokens: Tokens, marked: frozenset[tuple[str, str]], known: str) -> Tokens:
    """Return tokens with ``u_{w_k}`` for each ``\\tilde u_k``."""
    out: list[Token] = []
    done = 0
    for at, name, end in _marks(tokens, frozenset(letter for _, letter in marked)):
        index = _below(tokens, end)
        if name not in marked or index is None:
            continue
        letter, behind = index
        span = tokens[at].span
        texts = ((Kind.LETTER, name[1]), (Kind.SYMBOL, "_"), (Kind.OPEN, "{"), (Kind.LETTER, known))
        first = [Token(kind, text, span, glued=False) for kind, text in texts]
        below, close = (
            Token(kind, text, letter.span, glued=False)
            for kind, text in ((Kind.SYMBOL, "_"), (Kind.CLOSE, "}"))
        )
        out += [*tokens[done:at], *first, below, letter, close]
        done = behind
    return (*out, *tokens[done:]) if done else tokens


def _starts(problem: Problem) -> frozenset[str]:
    """Return the t and c of ``w_{t+j}`` and ``w_{c+j}``: places from which others are counted."""
    written = (
        formula.tree
        for entry in problem.symbols
        if entry.kind == "map"
        for formula in (entry.written, *entry.aliases)
    )
    subs = (one.sub for one in written if isinstance(one, t.Scripts))
    return frozenset(
        latex(sub.terms[0]) for sub in subs if isinstance(sub, t.Summands) and len(sub.terms) == 2
    )


def _placed(tokens: Tokens, columns: frozenset[str], starts: frozenset[str]) -> Tokens:
    """Return tokens with ``v_{c+j}`` for each ``v^{(c+j)}``."""
    out = list(tokens)
    for n, token in enumerate(tokens[:-6]):
        if token.text != "^" or tokens[n + 1].kind is not Kind.OPEN or n == 0:
            continue
        end = group_end(tokens, n + 1)
        texts = [one.text for one in tokens[n + 2 : end - 1]]
        place = len(texts) > 4 and texts[0] == "(" and texts[-1] == ")" and texts[2] in "+-"
        if not place or texts[1] not in starts or not _is_column(tokens, n, columns):
            continue
        out[n] = replace(token, text="_")
    return tuple(out)


def _is_column(tokens: Tokens, above: int, columns: frozenset[str]) -> bool:
    """Whether what stands before an exponent is a small letter of the problem's columns."""
    at = above - 1
    while at > 0 and tokens[at].kind is Kind.CLOSE:
        at -= 1
    return tokens[at].text in columns and tokens[at].text.islower()
