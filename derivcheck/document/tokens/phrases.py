"""Words inside formulas: which are names, which are talk; conditions and ranges."""

import re
from collections.abc import Sequence

from derivcheck.document.tokens.token import Kind, Token, group_end
from derivcheck.document.tokens.wordlist import wordlist
from derivcheck.source.pattern import later

# “if” and “for” in languages of solutions that are found: de, es, fr, it, pt, ru, vi
IF_ELSEWHERE = (
    "wenn|falls|im fall|cuando|caso|en el caso|quand|lorsque|si|dans le cas|quando|nel caso"
    "|no caso|если|когда|в случае|khi|nếu|trường hợp"
)
FOR_ELSEWHERE = "für|para|pour|при|для|với"
# what a condition ends in, in Chinese, Japanese and Korean
_WHEN_BEHIND = later(r"时|時|の(?:場合|とき|時)|ならば|인\s*경우|일\s*때|이면")
_REFERENT = later(
    r"(?:the\s+)?(?:original|above|previous|initial|left|right|l\.?h\.?s|r\.?h\.?s)\b"
    r"|(?:原|上|左|右|下|前)(?:式|边|面|端)"
    r"|(?:元|与)の?式|原式",
    re.I,
)
_TALK = later(
    r"(?:if|when|where|wherever|for|as|else|otherwise|and|or|since|because|so|thus|hence|"
    r"therefore|with|by|from|given|let|such|s\.t\.?|then|we|i\.?e\.?|e\.?g\.?|that|which|"
    r"this|here|note|assum\w*|suppos\w*|provided|while|in|on|at|via|using|due|similar\w*|"
    r"finally|substitut\w*|apply\w*|recall|now|but|only|unless|once|except|iff|all|any|"
    r"case|under|after|see|eq\w*|also|likewise|again|first|second|case\s*\d*|next|"
    # what is done from one row to the next
    r"(?:expand|simplif|distribut|factori[sz]|factoring|multiply|rearrang|cancel|collect|"
    r"differentiat|plug|insert|combin|divid|subtract|rewrit|regroup|evaluat|comput|solv|taking|"
    r"replac|unfold|unroll|continu)\w*)(?![\w-])",
    re.I,
)
_CJK_TALK = later(
    r"当|若|时|因|所以|由|故|其|则|如|否则|对|且|和|或|即|又|令|设|有|可|得|于|同|注|根据|从|代|"
    r"这|表|为|是|以|而|都|的|就|那|此|另|そ|こ|と|は|が|で"
)
_CONDITION = later(
    r"(?:^|[^\w])(?:if(?:\s+only)?|when|whenever|where|for|for\s+(?:all|any|every|each)|while|unless|once|"
    r"case|with|given|at|iff|assum(?:e|ing)|suppos(?:e|ing)|provided(?:\s+that)?|"
    r"case\s*\(?\w{1,3}\)?\s*[:.)]?|whose|except|other than"
    # “for the true outside word $w = o$” says which word is spoken of
    r"|(?:for|of)\s+(?:(?:the|all|any|every|each|true|outside|context|correct|target|actual|observed)"
    r"\s+){0,4}(?:words?|class|label|index|token))\s*[:(]?\s*$"
    r"|(?:当|若|如果|对于?|在|假设|除了)\s*[:：(（]?\s*$"
    rf"|(?:^|[^\w])(?:{IF_ELSEWHERE}|{FOR_ELSEWHERE})\s*[:(]?\s*$",
    re.I,
)
_CASE = later(r"\W*(?:if|else|otherwise|when|case|for|then)\b|当|若|如果|否则|情况", re.I)
_NAMED = frozenset({Kind.LETTER, Kind.NUMBER, Kind.TEXT})
_ACCENTS = wordlist(
    "\\hat \\widehat \\bar \\tilde \\vec \\mathbf \\boldsymbol \\bm \\mathrm \\mathit "
    "\\mathcal \\mathbb \\textbf \\operatorname \\dot \\overline \\pmb \\mathsf"
)
_NO_NAMES = wordlist(
    "\\frac \\dfrac \\tfrac \\cfrac \\sum \\prod \\int \\partial \\nabla \\log \\exp \\sigma "
    "\\cdot \\times \\left \\right \\dots \\ldots \\cdots \\sqrt \\max \\min \\circ \\odot "
    "\\pm \\mp \\div \\ast \\over \\begin"
)
_DOTS = frozenset({"\\dots", "\\ldots", "\\cdots", "\\dotsc", "\\dotsb", "…", "⋯"})
_SPELLED = wordlist(
    "if else otherwise when where for then and since thus hence therefore because let with"
)


def is_talk(words: str) -> bool:
    """Whether a text speaks about formulas (“if”, “by the chain rule”) and names nothing."""
    if _REFERENT.match(words):
        return False
    return _TALK.match(words.lstrip("(（ ,，:;")) is not None or _CJK_TALK.match(words) is not None


def is_name(words: str) -> bool:
    """Whether a text is surely one name: a single word that is no talk, or a referent."""
    return not is_talk(words) and (" " not in words or _REFERENT.match(words) is not None)


def opens_case(words: str) -> bool:
    """Whether words in a row of their own speak of the rows below: “else”, “if w = o”."""
    return _CASE.match(words) is not None


def introduces_condition(prose: str) -> bool:
    """Whether prose ends in a word such as “when”, “if”, 当, after which a condition stands."""
    return _CONDITION.search(prose[-40:]) is not None


def ends_condition(prose: str) -> bool:
    """Whether prose begins with what stands behind a condition: 时, の場合, 인 경우."""
    return _WHEN_BEHIND.match(prose.lstrip()) is not None


def spelled_word(tokens: Sequence[Token], at: int) -> int:
    """Return how many glued letters from ``at`` spell a word like “if”, or 0."""
    if at and tokens[at].glued and tokens[at - 1].kind in _NAMED:
        return 0
    end = at
    while (
        end < len(tokens) and tokens[end].kind is Kind.LETTER and (end == at or tokens[end].glued)
    ):
        end += 1
        if end - at > 10:
            return 0
    word = "".join(t.text for t in tokens[at:end]).lower()
    free = end == len(tokens) or not tokens[end].glued or tokens[end].kind is Kind.COMMAND
    free = free or tokens[end].text in (":", ",", "：", "，")
    return end - at if free and word in _SPELLED else 0


def is_bare(tokens: Sequence[Token]) -> bool:
    """Whether a side is one name or numeral, scripts and primes included: ``\\hat y_w``, ``-1``."""
    at = 0
    if tokens and tokens[0].text in "+-−–" and len(tokens) == 2:
        return tokens[1].kind in (Kind.NUMBER, Kind.LETTER)
    at = _name_end(tokens, 0)
    if at == 0:
        return False
    while at < len(tokens):
        if tokens[at].text in ("'", "\\prime", "’"):
            at += 1
        elif tokens[at].text in ("_", "^") and tokens[at].kind is Kind.SYMBOL:
            at = group_end(tokens, at + 1)
        else:
            return False
    return True


def is_index(tokens: Sequence[Token]) -> bool:
    """Whether a side is a bare name or numeral without scripts, as an index is: ``w``, ``o``."""
    return is_bare(tokens) and not any(t.text in ("_", "^") for t in tokens)


def has_dots(tokens: Sequence[Token]) -> bool:
    """Whether an ellipsis occurs: ``\\dots`` or ``…``."""
    return any(t.text in _DOTS for t in tokens)


def is_list(tokens: Sequence[Token]) -> bool:
    """Whether tokens are a list of bare names, numerals and dots: ``1, 2, \\dots, K``."""
    item: list[Token] = []
    for token in tokens:
        if token.text in (",", "，", "、"):
            if item and not (is_bare(item) or _is_span(item)):
                return False
            item = []
        else:
            item.append(token)
    return not item or is_bare(item) or _is_span(item)


def _is_span(tokens: Sequence[Token]) -> bool:
    """Whether tokens are dots, perhaps between bare names: ``1 … K``, ``\\ldots``."""
    plain = (Kind.LETTER, Kind.NUMBER)
    return has_dots(tokens) and all(
        t.text in _DOTS or t.text in ".|" or t.kind in plain for t in tokens
    )


def _name_end(tokens: Sequence[Token], at: int) -> int:
    if at >= len(tokens):
        return 0
    token = tokens[at]
    if token.kind in _NAMED:
        return at + 1
    if token.kind is Kind.OPEN:
        end = group_end(tokens, at)
        return end if is_bare(tokens[at + 1 : end - 1]) else 0
    if token.kind is not Kind.COMMAND or token.text in _NO_NAMES or len(token.text) < 3:
        return 0
    if token.text in _ACCENTS:
        return group_end(tokens, at + 1)
    return at + 1
