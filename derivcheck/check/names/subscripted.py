r"""Values that a text names by a function's letter: “let $\sigma_k = \sigma(u_k^\top v_c)$”.

Where the problem has a function σ and a text says what σ_k is, a σ with something below it and no
bracket behind it is that value's name, and no σ without its argument.  It is read as a letter of
its own that looks the same, `\\text{σ}`.
"""

from collections.abc import Iterator

from derivcheck.document.model import Document
from derivcheck.document.tokens.token import Kind, Token, group_end
from derivcheck.elaborate.signature import take_apart
from derivcheck.problem.model import Problem
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t

_FUNCTION, _NAME = "\\sigma", "σ"
_APPLIED = ("(", "\\left", "\\big", "\\Big", "[", "'", "^")


def with_subscripted(document: Document, problem: Problem | None) -> Document:
    r"""Return a document in which σ_k is a name, where it says what σ_k is."""
    if problem is None or not _is_function(problem) or not any(_said(document, problem)):
        return document
    return document.with_tokens(_names)


def _is_function(problem: Problem) -> bool:
    heads = (take_apart(one.head.tree) for one in problem.definitions)
    return any(head.key == _FUNCTION and head.arguments is not None for head in heads)


def _said(document: Document, problem: Problem) -> Iterator[bool]:
    r"""Yield of chains whether they begin with “σ_k = ”."""
    for chain in document.chains():
        left = chain.members[chain.relations[0].left]
        if chain.relations[0].sign == "=" and left.tokens and left.tokens[0].text == _FUNCTION:
            tree = parse(left.tokens, problem.words)
            plain = isinstance(tree, t.Scripts) and not (tree.sup or tree.primes)
            yield plain and isinstance(tree, t.Scripts) and latex(tree.base) == _FUNCTION


def _names(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return tokens with another letter for each σ that has a subscript and no argument."""
    places = {
        n for n, token in enumerate(tokens) if token.text == _FUNCTION and _is_name(tokens, n + 1)
    }
    if not places:
        return tokens
    return tuple(
        Token(Kind.TEXT, _NAME, token.span, token.glued) if n in places else token
        for n, token in enumerate(tokens)
    )


def _is_name(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a subscript begins here, and nothing that would be an argument follows it."""
    if at + 1 >= len(tokens) or tokens[at].text != "_":
        return False
    end = group_end(tokens, at + 1)
    return end >= len(tokens) or tokens[end].text not in _APPLIED
