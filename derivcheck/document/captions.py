"""What stands before a colon in a formula: ``\\forall w:``, ``w \\neq o:``, ``\\text{if } w = o:``.

It says when what comes behind the colon holds, and is no side of it.
"""

from collections.abc import Sequence

from derivcheck.document.tokens.phrases import introduces_condition, is_bare, is_list
from derivcheck.document.tokens.signs import relation_at
from derivcheck.document.tokens.structure import Structure
from derivcheck.document.tokens.token import Kind, Token

FOR_ALL = frozenset({"\\forall", "∀"})
_COLONS = frozenset({":", "：", "\\colon"})
_MOST = 40  # tokens of a caption


def caption_end(
    tokens: Sequence[Token], row: Sequence[int], n: int, shape: Structure, words: str
) -> int:
    """Return where in a row a caption that begins at ``row[n]`` ends, behind its colon, or ``n``.

    A caption says for all of what something holds, is one relation of bare names, or these
    names alone behind ``words`` such as “for all”; something is related behind it, or it is all
    of its row and others follow.
    """
    colon = _colon(tokens, row, n, shape)
    if colon is None:
        return n
    side = [tokens[at] for at in row[n:colon]]
    if not (_is_caption(side) or (introduces_condition(words) and is_list(side))):
        return n
    behind = row[colon + 1 :]
    related = any(relation_at(tokens, at) is not None for at in behind if not shape.level[at])
    followed = n == 0 or all(tokens[at].kind is Kind.ALIGN for at in row[:n])
    others = row[-1] + 1 < len(tokens) and tokens[row[-1] + 1].kind is Kind.BREAK
    return colon + 1 if related or (not behind and followed and others) else n


def _colon(tokens: Sequence[Token], row: Sequence[int], n: int, shape: Structure) -> int | None:
    """Return the number in its row of the first colon, if nothing else ends a caption before."""
    for at in range(n, min(n + _MOST, len(row))):
        token = tokens[row[at]]
        if shape.level[row[at]]:
            continue
        if token.kind in (Kind.TEXT, Kind.ALIGN):
            return None
        if token.text in _COLONS and relation_at(tokens, row[at]) is None:
            return at
    return None


def _is_caption(tokens: Sequence[Token]) -> bool:
    if not tokens:
        return False
    if tokens[0].text in FOR_ALL:
        return True
    sides: list[list[Token]] = [[]]
    at = 0
    while at < len(tokens):
        found = relation_at(tokens, at)
        if found is None:
            sides[-1].append(tokens[at])
        else:
            sides.append([])
        at += 1 if found is None else found[1]
    return len(sides) == 2 and all(map(is_bare, sides))
