r"""The parameters of a probability, ``P(o \mid c; θ)`` and ``p_{U,V}(o \mid c)``, are left out.

They are what the model consists of, which the problem's own P leaves unsaid.  Where a text writes
two kinds of them, two models may be compared, so all stays; so does a subscript beside a bare P,
which may be the true distribution.  A text may mean another P: what rests on this is not refuted.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from derivcheck.document.model import Document, Member
from derivcheck.document.tokens.token import Kind, Token
from derivcheck.problem.model import Problem
from derivcheck.source import Diagnostic
from derivcheck.syntax import latex

CODE = "parameters-left-out"
Tokens = tuple[Token, ...]
_BARS = frozenset({"|", "\\mid", "\\vert", "\\lvert", "\\rvert", "∣", "\\middle|"})
_NAMES = frozenset({"\\theta", "\\Theta", "\\phi", "θ"})


def with_probabilities(document: Document, problem: Problem | None) -> Document:
    """Return a document in which probabilities are written as the problem writes them."""
    heads = _heads(problem)
    if problem is None or not heads:
        return document
    columns = {letter for one in problem.symbols for letter in one.columns}
    if any(_primed(said.tokens, columns) for said in document.formulas):
        return document  # of v and v' the problem's P does not know
    parameters = _NAMES | {one.name for one in problem.symbols if one.kind == "matrix"}
    found = [
        (kind, "".join(token.text for token in said.tokens[start:end]))
        for said in document.formulas
        for kind, start, end in _places(said.tokens, heads)
    ]
    written = {text for kind, text in found if kind != "bare"}
    kinds = {kind for kind, _ in found}
    if len(written) != 1 or {"below", "bare"} <= kinds or not _only(written, parameters):
        return document

    def member(one: Member) -> Member:
        tokens = _without(one.tokens, heads)
        if tokens is one.tokens:
            return one
        (text,) = written
        message = f"{text.strip('_{};')} is read as the parameters of the model, and left out"
        return replace(
            one, tokens=tokens, remarks=(*one.remarks, Diagnostic(CODE, message, one.span))
        )

    return document.with_members(member).with_formulas(lambda tokens: _without(tokens, heads))


def _primed(tokens: Tokens, columns: set[str]) -> bool:
    """Whether a column has a prime, ``v'_w`` or ``v_w^{\\prime}``."""
    return any(token.text in columns for token in tokens) and any(
        token.text in ("\\prime", "'", "′") for token in tokens
    )


def _heads(problem: Problem | None) -> frozenset[str]:
    """Return the letters of the problem's probabilities, P and p."""
    if problem is None:
        return frozenset()
    given = {
        one.head.latex.split("(")[0] for one in problem.definitions if "\\mid" in one.head.latex
    }
    other = {latex(name.tree) for name, meant in problem.aliases if latex(meant.tree) in given}
    return frozenset(given | other)


def _only(written: set[str], parameters: set[str] | frozenset[str]) -> bool:
    """Whether nothing but names of parameters, and what sets them apart, is written."""
    (text,) = written
    names = text.strip("_{};").split(",")
    return all(name in parameters for name in names)


def _places(tokens: Tokens, heads: frozenset[str]) -> Iterator[tuple[str, int, int]]:
    """Yield for each probability where its parameters stand: below its letter, or behind a ;."""
    for at, token in enumerate(tokens):
        if token.text not in heads:
            continue
        start = at + 1
        while start < len(tokens) and tokens[start].kind is Kind.CLOSE:
            start += 1  # of {\rm p}
        end = _behind_script(tokens, start)
        close = _closing(tokens, end)
        inside = range(end, close)
        if close == end or not any(tokens[n].text in _BARS for n in inside):
            continue
        semicolon = next((n for n in inside if tokens[n].text == ";"), close)
        if end > start:
            yield "below", start, end
        if semicolon < close:
            yield "behind", semicolon, close - 1
        if end == start and semicolon == close:
            yield "bare", start, start


def _behind_script(tokens: Tokens, at: int) -> int:
    """Return the place behind a subscript that begins here; this place if there is none."""
    if at + 1 >= len(tokens) or tokens[at].text != "_":
        return at
    if tokens[at + 1].kind is not Kind.OPEN:
        return at + 2
    return next((n + 1 for n in range(at, len(tokens)) if tokens[n].kind is Kind.CLOSE), at)


def _closing(tokens: Tokens, at: int) -> int:
    """Return the place behind the bracket that opens here; this place if none does."""
    depth = 0
    for n in range(at, len(tokens)):
        depth += tokens[n].text in ("(", "[")
        depth -= tokens[n].text in (")", "]")
        if depth == 0:
            return n + 1 if n > at else at
    return at


def _without(tokens: Tokens, heads: frozenset[str]) -> Tokens:
    dropped = {
        n
        for kind, start, end in _places(tokens, heads)
        for n in range(start, end)
        if kind != "bare"
    }
    return tuple(t for n, t in enumerate(tokens) if n not in dropped) if dropped else tokens
