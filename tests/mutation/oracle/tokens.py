"""LaTeX as tokens, and cutting lists of tokens."""

import re

from tests.mutation.oracle.values import Malformed

TOKEN = re.compile(r"\\[a-zA-Z]+|\\[^a-zA-Z]|\d+|\S")
BLANK = re.compile(r"\\left(?![a-zA-Z])|\\right(?![a-zA-Z])|(?<!\\)\\[,;:! ]|\\q?quad(?![a-zA-Z])")
STYLE = re.compile(r"\\math(?:bf|rm|it)\{(\w+)\}")
OPEN, CLOSE = ("(", "[", "{", r"\{"), (")", "]", "}", r"\}")


def tokenize(latex: str) -> list[str]:
    plain = STYLE.sub(r"\1", BLANK.sub(" ", latex))
    return TOKEN.findall(plain)


def split(tokens: list[str], separator: str) -> list[list[str]]:
    """Cut at a separator that stands in no bracket and no environment."""
    out: list[list[str]] = [[]]
    depth = 0
    for token in tokens:
        depth += (token in OPEN or token == r"\begin") - (token in CLOSE or token == r"\end")
        if token == separator and not depth:
            out.append([])
        else:
            out[-1].append(token)
    return out


def closing(tokens: list[str], start: int) -> int:
    """Return where the bracket that opens at ``start`` closes; raises `Malformed`."""
    stack: list[str] = []
    for at in range(start, len(tokens)):
        token = tokens[at]
        if token in OPEN:
            stack.append(CLOSE[OPEN.index(token)])
        elif token in CLOSE:
            if not stack or stack.pop() != token:
                raise Malformed("brackets that do not match")
            if not stack:
                return at
    raise Malformed("a bracket that is not closed")
