"""Two bars in a row, ``||u||``: the sign ‖ where they can be nothing else.

One such sign alone in its bracket parts two arguments, as in ``D(p‖q)``: no norm has one bar.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from derivcheck.document.tokens.token import Kind, Token
from derivcheck.syntax import signs

_BAR = frozenset({"|", "\\vert"})
_DOUBLE = frozenset({"\\|", "\\Vert", "‖", "\\parallel", "\\lVert", "\\rVert"})
_FENCES = frozenset({"\\left", "\\right"})
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


def parted(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Return tokens in which a ‖ or ``||`` that parts two arguments is the one bar of P(a|b)."""
    found: dict[int, int] = {}  # where such a sign begins, and how many tokens it has
    open_: list[tuple[int, list[tuple[int, int]]]] = []
    for at, token in enumerate(tokens):
        if token.text == "(" or token.kind is Kind.OPEN:
            open_.append((at, []))
        elif (token.text == ")" or token.kind is Kind.CLOSE) and open_:
            start, bars = open_.pop()
            if tokens[start].text == "(" and len(bars) == 1 and bars[0][1]:
                (first, length) = bars[0]
                if start + 1 < first and first + length < at:
                    found[first] = length
        elif open_ and not (open_[-1][1] and at < sum(open_[-1][1][-1])):
            open_[-1][1].extend(_bar_at(tokens, at))
    if not found:
        return tuple(tokens)
    dropped = {first + 1 for first, length in found.items() if length == 2}
    return tuple(
        replace(token, kind=Kind.SYMBOL, text="|") if at in found else token
        for at, token in enumerate(tokens)
        if at not in dropped
    )


def _bar_at(tokens: Sequence[Token], at: int) -> tuple[tuple[int, int], ...]:
    """Return where a bar stands with its tokens if it is a double one, else with none of them."""
    text, fenced = tokens[at].text, at > 0 and tokens[at - 1].text in _FENCES
    if text in _DOUBLE:
        return ((at, 0 if fenced else 1),)
    if text not in _BAR:
        return ()
    return ((at, 2 if not fenced and _is_pair(tokens, at) else 0),)


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
