"""Rows that end in a solution: “setting the gradient to zero, we get $w = …$”.

Such a row defines nothing: it claims something of a symbol that the text has declared and that was
free in the rows before, and it holds at the solution only.
"""

import re
from collections.abc import Iterable

from derivcheck.check.reading.left_sides import left_side
from derivcheck.document.model import Chain
from derivcheck.elaborate.kinds import names_in
from derivcheck.source.pattern import later
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t

_SENTENCE = later(r"[.!?。！？](?=\s)|\n\s*\n")
_CONCLUDES = later(
    r"\b(?:get|gets|obtain\w*|hence|thus|therefore|follows|gives?|yields?|implies|solv\w*|solution"
    r"|minimi[sz]er?|maximi[sz]er?|optim\w+|estimat\w+|results? in|arrive|conclude\w*|rearrang\w*"
    r"|setting|equating)\b|\\(?:Right|Longright)arrow|\\implies|解得|得到|可得|因此|所以",
    re.IGNORECASE,
)
_INTRODUCES = later(
    r"\b(?:let|where|with|defin\w*|suppos\w*|assum\w*|set|put|denot\w*|if|when|here|writ\w+|for"
    r"|abbreviat\w*|introduc\w*|given|call|take|choose|is|are|be|means?|now)\b"
    r"|设|令|其中|假设|记|当|若|定义",
    re.IGNORECASE,
)


def concluded_in(
    chains: Iterable[Chain], stated: frozenset[str], words: frozenset[str]
) -> dict[int, str]:
    """Return the places of rows of a part that conclude what a declared symbol is, by that symbol.

    ``stated`` are the symbols that the document declares, ``words`` those formulas are read by.
    Without words of a conclusion, a row is one if all that it speaks of stood in rows before.
    """
    out: dict[int, str] = {}
    if not stated:
        return out
    seen: set[str] = set()
    heads: set[str] = set()
    for chain in chains:
        if not chain.relations:
            continue
        tree = left_side(chain, words)
        key = latex(tree) if isinstance(tree, (t.Name, t.Scripts, t.Words)) else ""
        if key in stated and key in seen - heads and _concludes(chain, seen, words):
            out[chain.relations[0].span.start] = key
        heads.add(key)
        seen |= {x for m in chain.members if m.tokens for x in names_in(parse(m.tokens, words))}
    return out


def _concludes(chain: Chain, seen: set[str], words: frozenset[str]) -> bool:
    said = _SENTENCE.split(chain.before)[-1]
    if _CONCLUDES.search(said):
        return True
    if _INTRODUCES.search(said):
        return False
    right = chain.members[chain.relations[0].right]
    names = set(names_in(parse(right.tokens, words))) if right.tokens else set()
    return bool(names) and names <= seen
