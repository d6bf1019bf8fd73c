"""Formulas of the derivations, and small ways to parse and point."""

from functools import cache

from derivcheck.document import plain_member, read_document
from derivcheck.document.tokens.token import Kind, Token
from derivcheck.problem import load_problem
from derivcheck.source import Span
from derivcheck.syntax import latex, parse
from derivcheck.syntax.signs import STYLES
from derivcheck.syntax.tree import Error, Tree
from tests.check.support import WORD2VEC

WORDS = frozenset({"softmax", "naive-softmax"})


def tokens(formula: str) -> tuple[Token, ...]:
    """Return the tokens of a formula that stands alone."""
    return plain_member(formula).tokens


def read(formula: str) -> Tree:
    """Return the tree of a formula."""
    return parse(tokens(formula), WORDS)


def printed(formula: str) -> str:
    """Return a formula in its canonical spelling."""
    return latex(read(formula))


def errors(formula: str) -> list[tuple[str, str]]:
    """Return (code, pointed text) of what could not be parsed."""
    found = [node for node in read(formula).walk() if isinstance(node, Error)]
    return [(node.code, at(formula, node.span)) for node in found]


def at(formula: str, span: Span) -> str:
    return formula[span.start : span.end]


@cache
def formulas() -> tuple[tuple[str, str, tuple[Token, ...]], ...]:
    """Return (part, LaTeX, tokens) of every member of the documents, each formula once."""
    out: dict[str, tuple[str, str, tuple[Token, ...]]] = {}
    for name in ("handwritten", "corrected", "rows"):
        path = WORD2VEC / f"{name}.md"
        document = read_document(path.name, path.read_text(encoding="utf-8"))
        for part in document.parts:
            for chain in part.chains:
                for member in chain.members:
                    out.setdefault(member.latex, (part.id, member.latex, member.tokens))
    return tuple(out.values())


@cache
def words() -> frozenset[str]:
    return load_problem("word2vec").words


def shows(token: Token) -> bool:
    """Whether a token carries meaning: braces, alignment and bold letters do not."""
    return token.kind not in (Kind.OPEN, Kind.CLOSE, Kind.ALIGN) and token.text not in {
        *STYLES,
        "\\substack",
    }
