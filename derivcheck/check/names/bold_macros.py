"""Macros for bold letters that are defined nowhere to be seen: ``\\bu``, ``\\vv``, ``\\bU``.

Such a name is read as its letter when the problem knows the letter, and the report says so.  One
that has more to it, ``\\byt``, is the letter with a hat where a document takes the logarithm of
its entries: of a prediction one does, of a target or of a transpose nobody does.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from derivcheck.document.model import Document, Member
from derivcheck.document.tokens.token import Kind, Token
from derivcheck.problem.model import Problem
from derivcheck.source import Diagnostic
from derivcheck.source.pattern import later
from derivcheck.syntax import KNOWN_COMMANDS

# \\yhat, \\haty, \\hby, \\byhat, \\hatby; \\yt may be a transpose
_HAT = later(r"\\(?:h|hat)(?:b|v|bf|bs|bm)?([A-Za-z])\Z|\\(?:b|v|bf|bs|bm)?([A-Za-z])hat\Z")
# \\yt, \\byp, \\ypred, \\bytilde: a letter with something about it, and what is not said
_MARKED = later(r"\\(?:b|v|bf|bs|bm)?([A-Za-z])(?:t|h|p|pred|til|tilde|bar)\Z")
_BOLD = later(r"\\(?:b|v|bf|bs|bm|mb|mbf|bold|bvec|vec|vect|mat|m)([A-Za-z])\Z|\\([A-Za-z])\2\Z")
_OPENING = frozenset({"(", "[", "\\left", "\\big", "\\Big", "\\bigl", "\\Bigl"})
_MAX = 20  # macros that are named one by one


def with_known_letters(document: Document, problem: Problem | None) -> Document:
    """Return a document in which unknown macros for letters of the problem are these letters."""
    letters = _letters(problem) if problem is not None else frozenset()
    if not letters or not any(_is_unknown(t) for m in document.members() for t in m.tokens):
        return document
    seen: dict[str, Diagnostic] = {}
    letters |= _predictions(document, letters)

    def meant(member: Member) -> Member:
        return replace(member, tokens=_tokens(member.tokens, letters, seen))

    known = document.with_members(meant)
    if not seen:
        return document
    said = tuple(seen.values())[:_MAX]
    return replace(known, diagnostics=(*document.diagnostics, *said))


def _letters(problem: Problem) -> frozenset[str]:
    """Return the letters that a problem's symbols are written with."""
    found = {letter for entry in problem.symbols for letter in entry.columns}
    for entry in problem.symbols:
        for formula in (entry.written, *entry.aliases):
            found.update(t.text for t in formula.member.tokens[:1] if t.kind is Kind.LETTER)
    heads = [entry.head.member.tokens for entry in problem.definitions]
    found.update(f"\\hat{head[1].text}" for head in heads if _is_hatted(head))
    return frozenset(found)


def _is_hatted(head: Sequence[Token]) -> bool:
    return len(head) > 1 and head[0].text == "\\hat" and head[1].kind is Kind.LETTER


def _predictions(document: Document, letters: frozenset[str]) -> frozenset[str]:
    """Return the unknown macros for a letter with a mark that are this letter with a hat."""
    found: dict[str, set[str]] = {}
    shown: set[str] = set()
    for member in document.members():
        for at, token in enumerate(member.tokens):
            marked = _MARKED.match(token.text) if _is_unknown(token) else None
            if marked is None or f"\\hat{marked.group(1)}" not in letters:
                continue
            found.setdefault(marked.group(1), set()).add(token.text)
            if _is_entry(member.tokens, at) and _has_logarithm(member.tokens, at):
                shown.add(token.text)
    # two marks at one letter cannot both be the hat
    return frozenset(min(names) for names in found.values() if len(names) == 1) & shown


def _is_entry(tokens: Sequence[Token], at: int) -> bool:
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return after is not None and after.kind is Kind.SYMBOL and after.text == "_"


def _has_logarithm(tokens: Sequence[Token], at: int) -> bool:
    """Whether a logarithm stands directly before a token, brackets left out of account."""
    before = at - 1
    while before >= 0 and (tokens[before].text in _OPENING or tokens[before].kind is Kind.OPEN):
        before -= 1
    spelled = "".join(t.text for t in tokens[max(before - 2, 0) : before + 1])
    return before >= 0 and (tokens[before].text in ("\\log", "\\ln") or spelled == "log")


def _tokens(
    tokens: Sequence[Token], letters: frozenset[str], seen: dict[str, Diagnostic]
) -> tuple[Token, ...]:
    return tuple(new for token in tokens for new in _meant(token, letters, seen))


def _meant(token: Token, letters: frozenset[str], seen: dict[str, Diagnostic]) -> tuple[Token, ...]:
    """Return what an unknown macro is read as: a letter, or ``\\hat`` and a letter."""
    found = _HAT.match(token.text) if _is_unknown(token) else None
    letter = (found.group(1) or found.group(2)) if found else None
    marked = _MARKED.match(token.text) if token.text in letters else None
    letter = marked.group(1) if marked else letter
    if letter is None or f"\\hat{letter}" not in letters:
        return (_token(token, letters, seen),)
    message = f"{token.text} is defined nowhere; it is read as \\hat {letter}"
    seen.setdefault(token.text, Diagnostic("unknown-macro", message, token.span))
    hat = Token(Kind.COMMAND, "\\hat", token.span, glued=False)
    return (
        Token(Kind.OPEN, "{", token.span), hat, Token(Kind.LETTER, letter, token.span),
        Token(Kind.CLOSE, "}", token.span),
    )  # fmt: skip


def _is_unknown(token: Token) -> bool:
    return token.kind is Kind.COMMAND and token.text not in KNOWN_COMMANDS


def _token(token: Token, letters: frozenset[str], seen: dict[str, Diagnostic]) -> Token:
    if not _is_unknown(token):
        return token
    found = _BOLD.match(token.text)
    letter = (found.group(1) or found.group(2)) if found else None
    if letter is None or letter not in letters:
        return token
    message = f"{token.text} is defined nowhere; it is read as the letter {letter}"
    seen.setdefault(token.text, Diagnostic("unknown-macro", message, token.span))
    return Token(Kind.LETTER, letter, token.span, glued=False)
