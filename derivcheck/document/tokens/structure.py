"""Which token closes which, and what stands at the top level of a formula."""

from collections.abc import Sequence

from msgspec import Struct, field

from derivcheck.document.tokens.signs import relation_at
from derivcheck.document.tokens.token import Kind, Token
from derivcheck.document.tokens.wordlist import wordlist
from derivcheck.source import Diagnostic

MAX_DEPTH = 200
TRANSPARENT = wordlist(
    "equation align aligned alignat alignedat flalign gather gathered split eqnarray multline "
    "multlined displaymath math dmath darray autobreak empheq subequations IEEEeqnarray"
)
_ROWS = wordlist("array cases rcases dcases")  # transparent if they are all
_OPENERS = {
    "(": ")", "[": "]", "\\{": "\\}", "\\lbrace": "\\rbrace", "\\lbrack": "\\rbrack",
    "\\langle": "\\rangle", "\\lfloor": "\\rfloor", "\\lceil": "\\rceil", "\\lvert": "\\rvert",
    "\\lVert": "\\rVert", "\\llbracket": "\\rrbracket", "（": "）", "【": "】",
}  # fmt: skip
_CLOSERS = {close: opener for opener, close in _OPENERS.items()} | {")": "(", "]": "["}


class Structure(Struct):
    """For each token its partner, how deep it stands, and how deep in braces and environments.

    ``level`` counts all matched brackets around a token, ``hard`` only braces and
    environments; environments that merely align rows count in neither: their own tokens
    are ``dropped``.
    """

    partner: list[int]
    level: list[int]
    hard: list[int]
    dropped: set[int] = field(default_factory=set)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    too_deep: bool = False


def match(tokens: Sequence[Token]) -> Structure:
    """Match brackets; what is left unmatched by a slip of the writer nests nothing."""
    size = len(tokens)
    shape = Structure([-1] * size, [0] * size, [0] * size)
    stack: list[tuple[str, int]] = []
    after_left = False
    for index, token in enumerate(tokens):
        if after_left:  # the delimiter of \left or \right is no bracket of its own
            after_left = False
            continue
        key = _opener(token)
        if key is not None:
            stack.append((key, index))
            after_left = key == "\\left"
            if len(stack) > MAX_DEPTH:
                shape.too_deep = True
                message = f"nested more than {MAX_DEPTH} levels deep"
                shape.diagnostics.append(Diagnostic("too-deep", message, token.span))
                return shape
        elif token.kind is Kind.BREAK:
            _forget_brackets(tokens, index, stack)
        else:
            key = _closer(token)
            after_left = key == "\\left"
            if key is not None:
                _close(tokens, index, key, stack, shape)
    for key, index in stack:
        _complain(tokens, key, index, shape)
        if tokens[index].kind is Kind.BEGIN and tokens[index].text in TRANSPARENT:
            shape.dropped.add(index)
    _levels(tokens, shape)
    return shape


def _opener(token: Token) -> str | None:
    if token.kind is Kind.OPEN:
        return "{"
    if token.kind is Kind.BEGIN:
        return "begin " + token.text
    if token.kind is Kind.COMMAND and token.text == "\\left":
        return "\\left"
    return token.text if token.kind is not Kind.TEXT and token.text in _OPENERS else None


def _closer(token: Token) -> str | None:
    if token.kind is Kind.CLOSE:
        return "{"
    if token.kind is Kind.END:
        return "begin " + token.text
    if token.kind is Kind.COMMAND and token.text == "\\right":
        return "\\left"
    return _CLOSERS.get(token.text) if token.kind is not Kind.TEXT else None


def _is_barrier(key: str) -> bool:
    return key == "{" or key == "\\left" or key.startswith("begin ")


def _forget_brackets(tokens: Sequence[Token], at: int, stack: list[tuple[str, int]]) -> None:
    """At a row that begins with a relation sign, brackets left open were a slip."""
    after = at + 1
    while after < len(tokens) and tokens[after].kind in (Kind.ALIGN, Kind.BREAK):
        after += 1
    if relation_at(tokens, after) is None:
        return
    while stack and not _is_barrier(stack[-1][0]):
        stack.pop()


def _close(
    tokens: Sequence[Token], at: int, key: str, stack: list[tuple[str, int]], shape: Structure
) -> None:
    found = None
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth][0] == key:
            found = depth
            break
        if not _is_barrier(key) and _is_barrier(stack[depth][0]):
            break  # a round bracket does not close across a brace
        if key == "\\left" and stack[depth][0] != "\\left" and _is_barrier(stack[depth][0]):
            break
    if found is None:
        if _is_barrier(key):
            code, what = _words(key)
            message = f"{what} is closed here that was not opened"
            shape.diagnostics.append(Diagnostic(f"unopened-{code}", message, tokens[at].span))
        return
    for other, index in stack[found + 1 :]:
        _complain(tokens, other, index, shape)
    opener = stack[found][1]
    del stack[found:]
    shape.partner[opener], shape.partner[at] = at, opener


def _words(key: str) -> tuple[str, str]:
    if key == "{":
        return "brace", "a brace"
    if key == "\\left":
        return "left", "a \\left"
    return "environment", f"the environment {key[6:]}"


def _complain(tokens: Sequence[Token], key: str, index: int, shape: Structure) -> None:
    if _is_barrier(key):
        code, what = _words(key)
        message = f"{what} is not closed"
        shape.diagnostics.append(Diagnostic(f"unclosed-{code}", message, tokens[index].span))


def _levels(tokens: Sequence[Token], shape: Structure) -> None:
    shape.dropped.update(_whole(tokens, shape))
    level = hard = 0
    for index, token in enumerate(tokens):
        partner = shape.partner[index]
        if index and tokens[index - 1].text in ("\\left", "\\right"):
            shape.level[index], shape.hard[index] = level + 1, hard  # its delimiter
            continue
        if partner > index:
            shape.level[index], shape.hard[index] = level, hard
            if token.kind is Kind.BEGIN and token.text in TRANSPARENT and level == 0:
                shape.dropped.update((index, partner, *_options(tokens, index)))
            if index not in shape.dropped:
                level += 1
                hard += token.kind in (Kind.OPEN, Kind.BEGIN)
            continue
        if partner >= 0 and partner not in shape.dropped:
            level -= 1
            hard -= token.kind in (Kind.CLOSE, Kind.END)
        shape.level[index], shape.hard[index] = level, hard


def _options(tokens: Sequence[Token], at: int) -> range:
    """Indices of what follows ``\\begin{alignedat}``: ``{2}``, ``[t]``."""
    end = at + 1
    if [t.text for t in tokens[end : end + 3 : 2]] == ["[", "]"] and tokens[end].glued:
        end += 3
    takes = "alignat", "alignedat", "array", "IEEEeqnarray"
    if tokens[at].text in takes and end < len(tokens) and tokens[end].kind is Kind.OPEN:
        while end < len(tokens) and tokens[end].kind is not Kind.CLOSE:
            end += 1
        end += 1
    return range(at + 1, end)


def _whole(tokens: Sequence[Token], shape: Structure) -> frozenset[int]:
    """Indices of ``\\left\\{ \\begin{array} … \\end{array} \\right.`` when it is all there is."""
    first, last = 0, len(tokens) - 1
    found: list[int] = []
    while last > first and tokens[last].text in (".", ",", ";", "。", "，"):
        if tokens[last - 1].text == "\\right":
            break
        last -= 1
    while first < last:
        token = tokens[first]
        if token.kind is Kind.ALIGN or token.kind is Kind.BREAK:
            first += 1
        elif tokens[last].kind is Kind.BREAK:
            last -= 1
        elif token.text == "\\left" and first + 1 < last and shape.partner[first] == last - 1:
            if tokens[first + 1].text != "\\{":
                break
            found.extend((first, first + 1, last - 1, last))
            first, last = first + 2, last - 2
        elif token.kind is Kind.BEGIN and shape.partner[first] == last:
            if token.text not in _ROWS and token.text not in TRANSPARENT:
                break
            if token.text in _ROWS and not _relates(tokens, first):
                break  # a mere matrix or a list of cases
            options = _options(tokens, first)
            found.extend((first, last, *options))
            first, last = options.stop, last - 1
        else:
            break
    return frozenset(found) if any(tokens[i].kind is Kind.BEGIN for i in found) else frozenset()


def _relates(tokens: Sequence[Token], at: int) -> bool:
    """Whether rows say ``A = B`` or ``A &= B`` (and not just ``value & condition``)."""
    depth, cell, opens = 0, 0, True
    for index in range(at + 1, len(tokens)):
        token = tokens[index]
        depth += token.kind in (Kind.OPEN, Kind.BEGIN)
        depth -= token.kind in (Kind.CLOSE, Kind.END)
        if depth == 0 and token.kind is Kind.BREAK:
            cell, opens = 0, True
        elif depth == 0 and token.kind is Kind.ALIGN:
            cell, opens = cell + 1, True
        elif depth == 0 and (cell == 0 or (cell == 1 and opens)):
            if relation_at(tokens, index) is not None:
                return True
            opens = False
    return False
