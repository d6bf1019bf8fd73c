"""Words around a formula that may carry a condition."""

import re
from collections.abc import Iterable

from derivcheck.document.tokens.phrases import FOR_ELSEWHERE, IF_ELSEWHERE
from derivcheck.source.pattern import SENTENCE_END, later

_CONDITION = later(
    r"\b(?:if|when|whenever|for|where|assum\w*|let|at|given|unless|provided|suppose)\b"
    r"|当|若|如果|假设|时|時|对于"
    rf"|\b(?:{IF_ELSEWHERE}|{FOR_ELSEWHERE})\b|場合|とき|경우|때",
    re.IGNORECASE,
)


_RANGE = later(r"\\[lc]?dots|…|\.\.\.")
# … but “w ∉ {w_1, …, w_K}” restricts w
_OUTSIDE = later(r"\\n(?:eq?|otin)(?![a-z])|\\not(?![a-z])|≠|∉|\\setminus|\\backslash")


# “for all k”, “∀ k ∈ [1, K]”, 对所有 k: the whole range of a letter, which restricts nothing
_NAME = r"\$?\\?[A-Za-z](?:_\{?\w\}?)?\$?"
_WHOLE = r"(?:\\?[\[{]?\s*1\s*(?:,|\\[lc]?dots|\.\.\.|…|\s)*\s*\|?[A-Z]\|?\s*\\?[\]}]?)"
_FOR_ALL = later(
    rf"[\s,(（]*(?:\\text\w*\{{)?\s*(?:(?:for|对|对于)?\s*(?:all|each|every|any|\\forall|∀|所有|任意|每个)"
    r"(?:\s+(?:(?:outside|context|output)\s+)?(?:words?|ind(?:ices|ex)|class(?:es)?|values?(?:\s+of)?))?"
    rf"|for|对|对于)\s*\}}?[\s~\\,;]*(?:{_NAME}|{_NAME}\s*(?:\\in|\\isin|∈|=)\s*{_WHOLE}\$?)"
    r"[\s,.。，)）}]*",
    re.IGNORECASE,
)


_EVERY = later(r"\b(?:all|each|every|any)\b|\\forall|∀|所有|任意|每个", re.IGNORECASE)


def is_for_all(words: str) -> bool:
    """Whether words say that something holds for all of a letter: “for all $w$”, “∀ w:”."""
    whole = words.strip(" :：")
    return _FOR_ALL.fullmatch(whole) is not None and _EVERY.search(whole) is not None


# “x ∈ ℝ^n” restricts nothing: every symbol is real
_REAL = later(
    rf"\$?(?:(?:{_NAME}\s*,\s*)*{_NAME}\s*)?(?:\\in|\\isin|∈)\s*"
    r"(?:\\mathbb\s*(?:\{\s*R\s*\}|R)|\\R\b|ℝ)(?:\s*\^\s*(?:\{(?:\w|\||\s|\\times)*\}|\w+))?+"
    r"(?!\s*(?:[\^_*+\w{]|\\set|\\back|\\small))\s*\$?"
)


# “suppose there are q classes, i.e. ŷ is a q-dimensional vector”: a count is no condition
_COUNT = later(
    r"(?:suppose|assum(?:e|ing))\s+(?:that\s+)?(?:there\s+are|we\s+have)\s+\S{1,8}\s+"
    r"(?:classes|words|dimensions|examples|data\s+points|labels|categories)\b"
    r"(?:,?\s*i\.?\s*e\.?,?\s*\S{1,12}(?:\s\S{1,4})?\s+is\s+an?\s+\S{1,8}\s?-?\s?dimension(?:al)?\s+vector)?\W*\Z",
    re.IGNORECASE,
)


def may_be_condition(words: str, *, before: bool) -> bool:
    """Whether words beside a formula may carry a condition on it.

    Behind it or in its own row a condition word or a relation is enough; ``before`` the
    formula it takes a plain condition, or both.  A range, ``k = 1, …, K``, restricts nothing.
    """
    words = _COUNT.sub(" ", _REAL.sub(" ", words))
    if _RANGE.search(words) and not _STRONG.search(words) and not _OUTSIDE.search(words):
        return False
    if _FOR_ALL.fullmatch(words):
        return False
    worded, related = bool(_CONDITION.search(words)), bool(_RELATED.search(words))
    if before:
        plainly = _STRONG.search(words) or _SOME.search(words)
        return bool(plainly) or (worded and related) or _is_relation(words)
    return worded or related


# “for skip-gram”, “in the linear case”: right before “x = …” another setting than before
_OTHER_SETTING = later(
    r"\b(?:for|in|under|with)\s+(?!all\b|each\b|every\b|any\b)(?:an?\s+|the\s+)?"
    r"[A-Za-z][\w-]*(?:\s+[A-Za-z][\w-]*){0,3}[\s,:]*\Z",
    re.IGNORECASE,
)


def setting_in(words: str) -> str | None:
    """Return the last words before a formula if they may name the setting that it is for."""
    found = _OTHER_SETTING.search(last_sentence(words))
    return None if found is None else found.group().strip()


def says_when(words: str) -> bool:
    """Whether words hold one that can only introduce a condition: “if”, “when”, “unless”."""
    return bool(_STRONG.search(words))


def names_some(words: str) -> bool:
    """Whether words speak of some elements only: “for all other words”, “$i \\neq o$”."""
    return bool(_SOME.search(words))


def orders(words: str) -> bool:
    """Whether words hold an inequality of values: “if $|r| < a$”."""
    return _ORDER.search(words) is not None


_ORDER = later(r"[<>≤≥]|\\(?:leq?|geq?|lt|gt)(?![A-Za-z])")


def _is_relation(words: str) -> bool:
    """Whether words are a short formula with a relation, as ``(w = o)`` in a side column."""
    return bool(_RELATED.search(words)) and len(words) < 40 and not _PROSE.search(words)


# an assumption that stands from here on: “assume |V| = 1.  Then …”
_ASSUMPTION = later(r"\b(?:assum(?:e|ing)|suppose)\b|假设|假定", re.IGNORECASE)


# “Let $\\hat y = y$.”: what is let be so claims nothing
_LET = later(r"(?:\b(?:let|set|put)(?:ting)?(?:\s+(?:us|now|further))*|设|令)\s*\Z", re.IGNORECASE)


def lets(words: str) -> bool:
    """Whether the words right before a formula let it be so."""
    return _LET.search(SENTENCE_END.split(words)[-1]) is not None


# “k ∈ {1, …, K}” says what k runs over; “o ∉ {1, …, K}” that o is none of the samples
_IN_RANGE = later(rf"{_NAME}\s*(?:\\in\b|\\isin\b|∈)\s*{_WHOLE}")
_NOT_IN_RANGE = later(rf"({_NAME})\s*(?:\\notin|\\not\s*\\in|∉)\s*{_WHOLE}")


def restated(sentence: str, assumptions: Iterable[str]) -> bool:
    """Whether a sentence assumes nothing that the problem does not: only ranges, and that an
    element is no sample where the problem's own assumptions, ``w_k \\neq o``, say so.
    """
    rest = _IN_RANGE.sub(" ", sentence)
    apart = {text.split("\\neq")[-1].strip() for text in assumptions if "\\neq" in text}
    found = {match[1].strip("$ ") for match in _NOT_IN_RANGE.finditer(rest)}
    rest = _NOT_IN_RANGE.sub(" ", rest)
    said = rest != sentence and not _RELATED.search(rest) and "\\notin" not in rest
    return said and found <= apart


def assumption_in(words: str) -> str | None:
    """Return the sentence in which something is assumed of the formulas after it, else None."""
    for sentence in SENTENCE_END.split(words):
        if _ASSUMPTION.search(sentence) and _RELATED.search(sentence):
            return " ".join(sentence.split())
    return None


def assumes(words: str) -> bool:
    """Whether the words right before a formula make an assumption of it."""
    said = _COUNT.sub(" ", SENTENCE_END.split(words)[-1])
    return bool(_ASSUMPTION.search(said) or _LET.search(said))


# in the sentence before a formula: plainly a condition, or one together with a relation
_STRONG = later(
    r"\b(?:if|when|whenever|case|otherwise|else|assum\w*|suppose|given that|unless)\b"
    r"|当|若|如果|假设|否则|其他"
    rf"|\b(?:{IF_ELSEWHERE}|sonst|sinon|altrimenti|иначе)\b|場合|とき|경우|때",
    re.IGNORECASE,
)
# words that speak of some elements only: “for all other words”, “other than o”, “$i \\neq o$”
_ELEMENT = (
    r"(?:words?|class(?:es)?|labels?|ind(?:ex|ices)|tokens?|entr(?:y|ies)|element|components?"
    r"|positions?|rows?|columns?|ones|letters?)"
)
_APART = (
    r"(?:other|others|remaining|incorrect|wrong|false|negative|different|irrelevant|unrelated"
    r"|non-?(?:outside|target|true|correct|zero|context))"
)
_SOME = later(
    rf"\b{_APART}(?:[\s-]+[a-z]+)?[\s-]+{_ELEMENT}\b(?<!in other"
    rf" words)(?!\s+(?:of\s+\S+\s+)?(?:are|is|were|in\s+\S+\s+are)\b)"
    r"|\b(?:for|in|of) (?:all|any|each|every|the)(?: of)?(?: the)? (?:others?|rest|remaining)\b"
    r"|\b(?:other than|except|excluding|apart from|aside from|besides"
    r"|different from|distinct from|unequal to)\b"
    r"|\b(?:all|every\w*|any\w*|each)\b[^.]{0,40}\bbut\b"
    r"|\b(?:is|are|be|does|do|that|which)\s?(?:not|n't)\b[^.]{0,30}\b"
    rf"{_ELEMENT}\b"
    r"|\\neq?(?![a-z])|≠|不等于|不是|其余|其它|剩余|剩下|错误的|除了",
    re.IGNORECASE,
)
_RELATED = later(r"=|≠|\\neq?\b|\\(?:is|not)?in\b|∈|∉|\\subset(?:eq)?\b|<|>|≤|≥|\\leq?\b|\\geq?\b")
_PROSE = later(r"(?<!\\)\b[A-Za-z]{4,}")


_MERELY_THEN = later(
    r"[\s,:]*(?:(?:and|then|so|hence|thus|therefore|now|we|have|get|obtain|则|那么|有)[\s,:]*)*",
    re.IGNORECASE,
)


def last_sentence(words: str) -> str:
    """Return the last sentence before a formula."""
    return " ".join(SENTENCE_END.split(words)[-1].split())


def leading_sentence(words: str) -> str:
    """Return the last sentence before a formula; that before it where this is a mere “Then”."""
    said = [one for one in SENTENCE_END.split(words) if one.strip()]
    while len(said) > 1 and _MERELY_THEN.fullmatch(said[-1]):
        said.pop()
    return " ".join(said[-1].split()) if said else ""
