"""Names with a number above, “Let $y^1, y^2 \\in \\mathbb{R}$”: no powers of a y.

Nobody writes the power 1.  Where a text speaks of y^1, as a name by itself or in a list, what
stands above y is its index throughout, as if it were written y^{(1)}.
"""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from derivcheck.document import without_layout
from derivcheck.document.model import Document, Member, Said
from derivcheck.document.tokens.token import Kind, Token
from derivcheck.problem.model import Problem
from derivcheck.source import Diagnostic, Span
from derivcheck.source.pattern import later
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t

CODE = "index-above"
_LONGEST = 24  # tokens of a formula that only names and says where things lie
# “the powers $x^1, x^2$”: what stands above may be an exponent after all
_POWERS = later(r"\b(?:powers|monomials?|polynomials?|exponents?)\b|幂|次方|多项式", re.IGNORECASE)


def with_names_above(document: Document, problem: Problem | None) -> Document:
    """Return a document in which numbers above such a letter are its index, with a remark."""
    words = problem.words if problem else frozenset[str]()
    letters = frozenset(_raised(document.formulas, words))
    if not letters or _POWERS.search(document.prose):
        return document
    indexed = document.with_members(lambda member: _member(member, letters))
    return indexed.with_formulas(lambda tokens: _with_index(tokens, letters)[0])


def _raised(formulas: tuple[Said, ...], words: frozenset[str]) -> Iterator[str]:
    """Yield the letters y of which sentences speak as y^1."""
    for said in formulas:
        one = [n for n, token in enumerate(said.tokens) if token.text == "1"]
        if said.display or not one or len(said.tokens) > _LONGEST:
            continue
        tree = parse(without_layout(said.tokens), words)
        alone = isinstance(tree, t.Scripts)
        for node in _names(tree):
            numbered = isinstance(node.sup, t.Numeral) and node.sup.text == "1"
            if numbered and isinstance(node.base, t.Name):
                letter = latex(node.base)
                # the C^1 of “a C^1 function” is none
                if not alone or (len(letter) == 1 and letter.islower()):
                    yield letter


def _names(tree: t.Tree) -> Iterator[t.Scripts]:
    items = tree.items if isinstance(tree, t.Items) else (tree,)
    for item in items:
        name = item.items[0] if isinstance(item, t.Related) and item.signs[0] == "∈" else item
        if isinstance(name, t.Scripts) and name.sub is None and not name.primes:
            yield name


def _member(member: Member, letters: frozenset[str]) -> Member:
    tokens, first = _with_index(member.tokens, letters)
    if first is None:
        return member
    message = "what stands above this letter is its index: the text speaks of it with a 1 there"
    remark = Diagnostic(CODE, message, first)
    return replace(member, tokens=tokens, remarks=(*member.remarks, remark))


def _with_index(
    tokens: tuple[Token, ...], letters: frozenset[str]
) -> tuple[tuple[Token, ...], Span | None]:
    """Return tokens in which each y^1 is a y^{(1)}, and the place of the first."""
    out: list[Token] = []
    first: Span | None = None
    n = 0
    while n < len(tokens):
        index = _index_at(tokens, n) if tokens[n].text in letters else None
        if index is None:
            out.append(tokens[n])
            n += 1
            continue
        first = first or tokens[n].span
        at, end = index
        span = tokens[at].span
        marks = [(Kind.OPEN, "{"), (Kind.SYMBOL, "("), (Kind.SYMBOL, ")"), (Kind.CLOSE, "}")]
        brace, left, right, close = (Token(kind, text, span, glued=True) for kind, text in marks)
        out += [tokens[n], tokens[n + 1], brace, left, tokens[at], right, close]
        n = end
    return tuple(out), first


def _index_at(tokens: tuple[Token, ...], n: int) -> tuple[int, int] | None:
    """Return where the one number or letter above a letter stands, and what is behind it all."""
    if n + 2 >= len(tokens) or tokens[n + 1].text != "^":
        return None
    braced = tokens[n + 2].kind is Kind.OPEN and n + 4 < len(tokens)
    at, end = (n + 3, n + 5) if braced else (n + 2, n + 3)
    closed = not braced or tokens[at + 1].kind is Kind.CLOSE
    plain = tokens[at].kind is Kind.NUMBER or (
        tokens[at].kind is Kind.LETTER and tokens[at].text != "T"
    )
    return (at, end) if closed and plain else None
