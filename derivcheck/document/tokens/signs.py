"""Relation signs and the words of inference, as people spell them."""

from collections.abc import Sequence

from derivcheck.document.tokens.token import Kind, Token, group_end
from derivcheck.document.tokens.wordlist import wordlist

_SIGNS = {
    "=": "=", "\\equiv": "=", "≡": "=", "\\coloneqq": "=", "\\coloneq": "=", "≔": "=",
    "\\triangleq": "=", "≜": "=", "\\doteq": "=", "\\eqqcolon": "=", "\\defeq": "=",
    "\\eq": "=", "\\eqdef": "=", "＝": "=",
    "\\neq": "≠", "\\ne": "≠", "≠": "≠",
    "<": "<", "\\lt": "<", ">": ">", "\\gt": ">",
    "\\le": "≤", "\\leq": "≤", "\\leqslant": "≤", "\\leqq": "≤", "≤": "≤", "⩽": "≤",
    "\\ge": "≥", "\\geq": "≥", "\\geqslant": "≥", "\\geqq": "≥", "≥": "≥", "⩾": "≥",
    "\\approx": "≈", "≈": "≈", "\\simeq": "≈", "≃": "≈", "\\thickapprox": "≈",
    "\\propto": "∝", "∝": "∝", "\\varpropto": "∝",
    "\\sim": "∼", "∼": "∼",
    "\\to": "→", "\\rightarrow": "→", "\\longrightarrow": "→", "→": "→", "⟶": "→",
    "\\leftarrow": "←", "\\gets": "←", "\\longleftarrow": "←", "←": "←", "⟵": "←",
}  # fmt: skip
_OVER = frozenset({"\\stackrel", "\\overset", "\\underset"})
_STRETCHED = {"\\xlongequal": "=", "\\xrightarrow": "→", "\\xleftarrow": "←"}
_PAIRS = {":=": "=", "==": "=", "=:": "=", "<=": "≤", ">=": "≥", "->": "→", "!=": "≠"}
INFERENCES = wordlist(
    "\\therefore \\because \\Rightarrow \\Longrightarrow \\implies \\impliedby \\iff \\Leftarrow "
    "\\Leftrightarrow \\Longleftrightarrow \\Longleftarrow ∴ ∵ ⇒ ⟹ ⇔ ⟺ ⇐ \\land"
)

EQUIVALENCES = wordlist("\\iff \\Leftrightarrow \\Longleftrightarrow ⇔ ⟺")
IMPLICATIONS = wordlist("\\Rightarrow \\Longrightarrow \\implies ⇒ ⟹")


def relation_at(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """Return the relation sign that begins at an index and how many tokens spell it."""
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.kind not in (Kind.SYMBOL, Kind.COMMAND):
        return None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.text == "\\not" and after is not None and after.text in ("=", "\\equiv"):
        return "≠", 2
    if token.text == "\\mathrel":
        return _wrapped(tokens, at + 1, at)
    if token.text in _OVER:
        return _wrapped(tokens, group_end(tokens, at + 1), at)
    if token.text in _STRETCHED:
        return _STRETCHED[token.text], _stretched(tokens, at + 1) - at
    if after is not None and after.kind is Kind.SYMBOL:
        pair = token.text + after.text
        if pair in _PAIRS and (after.glued or pair == ":="):
            return _PAIRS[pair], 2
    sign = _SIGNS.get(token.text)
    return (sign, 1) if sign is not None else None


def inference_at(tokens: Sequence[Token], at: int) -> int:
    """Return how many tokens spell a word of inference (``\\therefore``, ``=>``), or 0."""
    token = tokens[at]
    if token.text in INFERENCES and token.kind in (Kind.SYMBOL, Kind.COMMAND):
        return 1
    arrow = token.text == "=" and at + 1 < len(tokens) and tokens[at + 1].text == ">"
    return 2 if arrow and tokens[at + 1].glued else 0


def _wrapped(tokens: Sequence[Token], at: int, start: int) -> tuple[str, int] | None:
    """Read ``{=}`` or ``=`` at ``at`` as the sign that begins at ``start``."""
    if at < len(tokens) and tokens[at].kind is Kind.OPEN:
        inside = relation_at(tokens, at + 1) if at + 1 < len(tokens) else None
        end = group_end(tokens, at)
        if inside is not None and at + 1 + inside[1] == end - 1:
            return inside[0], end - start
        return None
    plain = tokens[at] if at < len(tokens) else None
    if plain is None or plain.text not in _SIGNS:
        return None
    return _SIGNS[plain.text], at + 1 - start


def _stretched(tokens: Sequence[Token], at: int) -> int:
    if at < len(tokens) and tokens[at].text == "[":
        while at < len(tokens) and tokens[at].text != "]":
            at += 1
        at += 1
    return group_end(tokens, at) if at < len(tokens) and tokens[at].kind is Kind.OPEN else at
