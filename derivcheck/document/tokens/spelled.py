"""A document's macros written out again, for whatever typesets its formulas."""

from collections.abc import Mapping, Sequence

from derivcheck.document.tokens.macros import Macro
from derivcheck.document.tokens.token import Kind, Token

MAX_LENGTH = 2000  # code points of a body that is still written out


def spelled(table: Mapping[str, Macro]) -> tuple[tuple[str, str], ...]:
    """Return ``(name, body)`` of each macro that takes plain arguments ``#1`` … or none.

    One with an argument that may be left out, or with delimiters, is left out: nothing that
    typesets formulas from such a table knows of them.
    """
    plain = ((name, macro) for name, macro in table.items() if _is_plain(macro))
    bodies = ((name, latex(macro.body)) for name, macro in plain)
    return tuple((name, body) for name, body in bodies if len(body) <= MAX_LENGTH)


def _is_plain(macro: Macro) -> bool:
    wanted = [f"#{number}" for number in range(1, len(macro.pattern) + 1)]
    return macro.default is None and [token.text for token in macro.pattern] == wanted


def latex(tokens: Sequence[Token]) -> str:
    """Return tokens as LaTeX that reads as the same tokens."""
    return "".join(map(_spelled, tokens)).rstrip()


def _spelled(token: Token) -> str:
    if token.kind is Kind.TEXT:
        return f"\\text{{{token.text}}}"
    if token.kind in (Kind.BEGIN, Kind.END):
        return f"\\{token.kind.value}{{{token.text}}}"
    if token.kind in (Kind.COMMAND, Kind.BREAK):
        return f"{token.text} "
    return token.text
