"""Two bars in a row, ``||u||``: the sign ‖ where they can be nothing else."""

from collections.abc import Sequence

from msgspec.structs import replace

from derivcheck.document.tokens.token import Kind, Token
from derivcheck.syntax import signs

_BAR = frozenset({"|", "\\vert"})
# behind these a bar can only open
_BEFORE = frozenset().union(
    signs.PRODUCTS, signs.TERM_SIGNS, signs.RELATIONS, signs.OPENING, signs.SEPARATORS,
    signs.PARTIAL, signs.NABLA, ("\\log", "\\ln", "\\exp", "\\max", "\\min"),
)  # fmt: skip


def joined(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Return tokens in which ``||`` that opens a norm, and the one that closes it, are ‖.

    The bars of ``|a||b|`` stay apart: those in its middle follow a name.
    """
    pairs = [n for n in range(len(tokens) - 1) if _is_pair(tokens, n)]
    found: list[int] = []
    opened: int | None = None
    for at in pairs:
        if opened is None and (_may_open(tokens, at) or at - 2 in found):
            opened = at
        elif opened is not None and not _may_open(tokens, at) and at > opened + 2:
            found.extend((opened, at))
            opened = None
    if not found:
        return tuple(tokens)
    out: list[Token] = []
    for n, token in enumerate(tokens):
        if n in found:
            span = token.span.to(tokens[n + 1].span)
            out.append(replace(token, kind=Kind.SYMBOL, text="‖", span=span))
        elif n - 1 not in found:
            out.append(token)
    return tuple(out)


def _is_pair(tokens: Sequence[Token], n: int) -> bool:
    first, second = tokens[n], tokens[n + 1]
    after = tokens[n + 2] if n + 2 < len(tokens) else None
    third = after is not None and after.text in _BAR and after.glued
    return first.text in _BAR and second.text in _BAR and not third


def _may_open(tokens: Sequence[Token], at: int) -> bool:
    """Whether nothing stands before that a closing bar could belong to."""
    if at == 0:
        return True
    before = tokens[at - 1]
    if before.text == "d" and at > 1 and tokens[at - 2].kind is Kind.OPEN:
        return True  # \\frac{d||x||}{dx}
    return before.kind in (Kind.OPEN, Kind.ALIGN, Kind.BREAK) or before.text in _BEFORE
