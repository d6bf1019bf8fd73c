r"""The loss by a letter that a text never explains: ``\partial L/\partial v_c``, and no ``L = …``.

Where it is only differentiated, and no J stands beside it, it is the problem's J; which of the
losses that is, J's own rules tell.  Where nothing stands behind ``\nabla_{v_c} =``, it is the one
loss that the text writes down.  What rests on this is not refuted.
"""

import re

from msgspec.structs import replace

from derivcheck.document.model import Document, Member
from derivcheck.document.tokens.token import Kind, Token
from derivcheck.problem.model import Problem
from derivcheck.source import Diagnostic
from derivcheck.source.pattern import later

CODE = "loss-by-letter"
Tokens = tuple[Token, ...]

# where something is maximised, or several examples are spoken of, L may be that
_MAXIMISED = later(
    r"likelihood|maxim|objective|reward|lagrang|batch|\btotal\b|似然|最大|目标|우도|尤度",
    re.IGNORECASE,
)
_WORDS = frozenset({"Loss", "loss", "LOSS"})
_SCRIPTED = frozenset({"\\mathcal", "\\mathscr", "\\cal"})
_LETTERS = frozenset({"L", "\\ell", "ℓ", "ℒ"})
_OPEN = frozenset({"{", "("})


def with_known_loss(document: Document, problem: Problem | None) -> Document:
    """Return a document in which a loss that is only differentiated is the problem's."""
    known = _bare_loss(problem)
    if known is None:
        return document
    formulas = [said.tokens for said in document.formulas]
    places = [(tokens, start, end) for tokens in formulas for start, end in _losses(tokens)]
    written = {"".join(one.text for one in tokens[a:b]) for tokens, a, b in places}
    beside = any(token.text == known for tokens in formulas for token in tokens)
    if len(written) != 1 or beside or not all(_is_differentiated(*one) for one in places):
        return document
    if _MAXIMISED.search(document.prose):
        return document
    (letter,) = written

    def member(one: Member) -> Member:
        tokens = _renamed(one.tokens, known)
        if tokens is one.tokens:
            return one
        message = f"nobody says what {letter} is; it is read as the problem's loss {known}"
        return replace(
            one, tokens=tokens, remarks=(*one.remarks, Diagnostic(CODE, message, one.span))
        )

    return document.with_members(member).with_formulas(lambda tokens: _renamed(tokens, known))


def with_loss_behind_nabla(document: Document, problem: Problem | None) -> Document:
    """Return a document in which a gradient of nothing is that of the one loss of the text."""
    known = _bare_loss(problem)
    first = [one.members[0].tokens for part in document.parts for one in part.chains if one.members]
    heads = {
        "".join(one.text for one in tokens): tokens
        for tokens in first
        if _begins_with_loss(tokens, known or "")
    }
    if known is None or len(heads) != 1:
        return document
    ((letter, head),) = heads.items()
    if not _is_alone(head, known):
        return document  # L(u, v) = … and L_{NS} = … are functions of their own

    def member(one: Member) -> Member:
        if not one.tokens or not _is_nabla(one.tokens):
            return one
        span = one.tokens[-1].span
        behind = tuple(replace(token, span=span) for token in head)
        message = f"nothing stands behind this ∇; it is read as the gradient of {letter}"
        remark = Diagnostic(CODE, message, one.span)
        return replace(one, tokens=one.tokens + behind, remarks=(*one.remarks, remark))

    return document.with_members(member)


def _begins_with_loss(tokens: Tokens, known: str) -> bool:
    """Whether a left side may say what a loss is."""
    return bool(tokens) and (
        tokens[0].text == known or any(start == 0 for start, _ in _losses(tokens))
    )


def _is_alone(tokens: Tokens, known: str) -> bool:
    """Whether a left side is a letter of a loss, and nothing else."""
    return (0, len(tokens)) in _losses(tokens) or [one.text for one in tokens] == [known]


def _is_nabla(tokens: Tokens) -> bool:
    """Whether a member is ``\\nabla_{v_c}`` and nothing else."""
    return tokens[0].text in ("\\nabla", "∇") and _behind_nabla(tokens, len(tokens))


def _bare_loss(problem: Problem | None) -> str | None:
    """Return the letter of the one loss that the problem leaves open, J of ``J(v_c, o, U)``."""
    symbols = problem.symbols if problem is not None else ()
    found = {one.name.split("(")[0].strip() for one in symbols if one.kind == "loss"}
    return found.pop() if len(found) == 1 else None


def _losses(tokens: Tokens) -> list[tuple[int, int]]:
    """Return where letters of losses stand: their first token, and the place behind them."""
    found = []
    for at, token in enumerate(tokens):
        if token.text not in _LETTERS and not (token.kind is Kind.TEXT and token.text in _WORDS):
            continue
        start, end = at, at + 1
        if at and tokens[at - 1].text in _SCRIPTED:
            start = at - 1
        elif at > 1 and tokens[at - 2].text in _SCRIPTED and tokens[at - 1].text == "{":
            start, end = at - 2, at + 2
        found.append((start, end))
    return found


def _is_differentiated(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a letter stands behind ∂ or ∇_x, with nothing below or above it.

    “Let $L$ be the likelihood” and “we maximise $L$” may say what it is.
    """
    if end < len(tokens) and tokens[end].text in ("_", "^", "(", "'"):
        return False
    before = start
    while before and tokens[before - 1].text in _OPEN:
        before -= 1
    if before and tokens[before - 1].text in ("\\partial", "∂", "\\part"):
        return True
    return _behind_nabla(tokens, start)


def _behind_nabla(tokens: Tokens, at: int) -> bool:
    """Whether ``\\nabla_x`` or ``\\nabla_{v_c}`` ends here."""
    depth, n = 0, at - 1
    while n > 0:
        depth += tokens[n].kind is Kind.CLOSE
        depth -= tokens[n].kind is Kind.OPEN
        n -= 1
        if depth == 0 and tokens[n].text == "_":
            return n > 0 and tokens[n - 1].text in ("\\nabla", "∇")
        if depth == 0:
            return False
    return False


def _renamed(tokens: Tokens, known: str) -> Tokens:
    out: list[Token] = []
    done = 0
    for start, end in _losses(tokens):
        span = tokens[start].span.to(tokens[end - 1].span)
        out += (*tokens[done:start], Token(Kind.LETTER, known, span, tokens[start].glued))
        done = end
    return (*out, *tokens[done:]) if done else tokens
