"""Sums without a written range of which words say that they do not run over everything.

“All sums run from 2 to n”, “where the sum is over the odd i”: such a Σ was read over the whole
set, and neither a proof nor a counterexample is of what was meant.  Where words say that ends
are exclusive, that holds of written ranges as well.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec.structs import replace

from derivcheck.check.finding import StepFinding, not_decided
from derivcheck.check.judging.chains import Judged
from derivcheck.check.names.declarations import reaching
from derivcheck.document.model import Chain, Document, Part
from derivcheck.source.needed import holds_one
from derivcheck.source.pattern import SENTENCE_END, later
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.core import Sum

CODE = "which-sum"
_LETTER = r"\$\s*(?P<letter>[a-z])\s*\$"
_SUBJECT = (
    rf"(?:\b(?:sum(?:mation)?s?|products?|ind(?:ex|ices))\b|{_LETTER}"
    r"|\$\s*\\(?:sum|prod)(?:_\{?(?P<below>[a-z])\}?)?\s*\$)"
)
_RUNS = (
    r"(?:\s+(?:is|are|be|being|taken|runs?|running|ranges?|ranging|goes|go|going|varies|extends?|starts?|begins?"
    r"|here|now|always|then|only|both|all|again|over\s+\$\s*[a-z]\s*\$)){1,4}"
)
_END = r"(?:\$\s*(?P<{0}>[^$\n]{{1,16}}?)\s*\$|(?P<{0}_word>\w+))"
_TO = r"\s+(?:up\s+)?(?:to|through|until|till)\s+"
_FEW = (
    r"(?:only|just|(?:the\s+|all\s+|these\s+|those\s+)*(?:even|odd|other|remaining|first|last|top|most|five|ten|few|some|half"
    r"|part|subset|distinct|different|positive|negative\s+(?:\$|ent|val|num)|non-?zero|neighbou?r\w*"
    r"|\$[^$\n]{1,16}(?:\\n(?:eq?|otin)(?![a-z])|≠|<|>|\\setminus|\\(?:leq?|geq?)(?![a-z]))[^$\n]*\$)"
    r"|an?\s+(?:few|subset|sample|part|half|random)|half|part\s+of)\b"
)
_BUT = (
    r"[^.,;\n]{0,40}\b(?:(?:except|excluding|other\s+than|apart\s+from|but\s+(?:not\s+)?(?:\$|the))"
    r"|only\s*(?=[.,;:)]|\Z))"
)
_OMIT = r"\b(?:drop|skip|omit|discard|remov|exclud|ignor|leav(?=\w*\s+out\b))\w*(?:\s+out)?"
_SOME = (
    r"(?:every|each|half|some|one|the\s+(?:first|second|third|last|final|other|even|odd|middle))"
    r"(?:\s+(?:second|third|other))?"
)
_OVER_PART = tuple(
    later(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_SUBJECT}{_RUNS}\s+over\s+(?:{_FEW}|{_BUT})",
        rf"\bsum(?:s|ming|mation)?\s+over\s+(?:{_FEW}|{_BUT})",
    )
)
_LEFT_OUT = tuple(
    later(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:sums?|summations?|products?)\s+(?:\$[^$\n]{1,30}\$\s+)?(?:excludes?|omits?|skips?|leaves?\s+out|misses"
        r"|lacks?|do(?:es)?\s+not\s+(?:include|contain))\b",
        # “we drop every second sample”, “the last sample is held out”; no term of a formula
        rf"{_OMIT}\s+(?:{_SOME}|the\s+\w+)\s+(?:\w+\s+)?(?:samples?|points?|observations?)\b",
        rf"{_OMIT}\s+{_SOME}\s+(?:\w+\s+)?(?:examples?|entr(?:y|ies)|coordinates?)\b",
        rf"{_OMIT}\s+every\s+\w+\s+terms?\b",
        rf"{_OMIT}\s+{_SOME}\s+terms?\s+(?:of|in)\s+(?:the|this|each|every)\s+sums?\b",
        r"\b(?:samples?|examples?|points?|observations?)\s+(?:is|are)\s+(?:then\s+|first\s+)?(?:held\s+out|left\s+out|dropped"
        r"|discarded|removed|excluded|skipped)\b",
    )
)
# “over the context words”: of a Σ over words, and not of one over samples or places
_OF_WORDS = later(
    rf"{_SUBJECT}{_RUNS}\s+over\s+(?:the\s+|all\s+)*(?:context|negative|sampled|window|neighbou?r\w*"
    r"|candidate)\b(?![^.\n]*\bvocabulary)",
    re.IGNORECASE,
)
# “for each position $j$ of the window”, “the context words are $u_j$”, “for the negative words $j$”
_FEW_WORDS = r"(?:positions?|places?|offsets?|context|window|negative|sampled|neighbou?r\w*)\b"
_PLACES = tuple(
    later(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_FEW_WORDS}(?![^.$\n]*\bvocabulary)[^.$\n]{{0,25}}\$\s*(?:[a-z]_)?\{{?(?P<letter>[a-z])\}}?\s*\$",
        rf"{_LETTER}\s+(?:is|are|denotes?|ind(?:ex|ic)es|counts?|numbers?|runs?)\b[^.$\n]{{0,30}}\b{_FEW_WORDS}",
    )
)
_FROM_TO = later(
    rf"{_SUBJECT}{_RUNS}\s+(?:from|at|with)\s+{_END.format('first')}(?:{_TO}{_END.format('last')})?(?=[\s.,;:)]|\Z)",
    re.IGNORECASE,
)
_LISTED = later(
    r"(?<![\w_{])(?P<letter>[a-z])\s*=\s*(?P<first>[\w+ -]{1,8}?)\s*,\s*(?:\d\s*,\s*)?"
    r"(?:\\[lc]?dots|…|\.\.\.)\s*,\s*(?P<last>[\w|+ -]{1,10})"
)
_EXCLUSIVE = later(
    r"\b(?:upper|lower|last|end|right|final)\s*-?\s*(?:limits?|ends?|bounds?|ind(?:ex|ices)|values?|points?)?\b[^.\n]{0,40}"
    r"\b(?:exclusive|excluded|not\s+included|is\s+left\s+out|do(?:es)?\s+not\s+count)\b|\bhalf-?open\s+(?:ranges?|sums?)\b",
    re.IGNORECASE,
)
# one of these stands in whatever these find
_LEAVING = (
    "exclu", "omit", "skip", "leav", "miss", "lack", "not", "drop", "discard", "remov", "ignor",
    "out",
)  # fmt: skip
_ENDS = ("from", "at", "with")
_EXCLUDING = ("exclu", "not", "left", "half")
_ALL = later(r"\s*1\s*"), later(r"\s*(?:[A-Za-z]|\|\w+\|)\s*")
_FROM_ZERO = later(r"\s*0\s*"), later(r"\s*(?:[A-Za-z]|\|\w+\|)\s*-\s*1\s*")
# of which letter, in which words, and whether also of ranges that are written
_Said = tuple[str | None, str, bool]
_VOCABULARY = frozenset("wxvyz")


def spare_ranges(document: Document, part: Part, judged: Sequence[Judged]) -> list[Judged]:
    """Return chains in which nothing is decided of a sum that may run over less than was read."""
    text = document.source.text
    texts = [text[one.span.start : one.span.end] for one in reaching(document, part)]
    said = tuple(dict.fromkeys(x for one in texts for x in _said_in(one)))
    places = {x for one in texts for x in _places_in(one)}
    out: list[Judged] = []
    for chain, one in zip(part.chains, judged, strict=True):
        words = (*said, *listed_in_part(_beside(chain)))
        steps = tuple(_spare(step, one, words) for step in one.steps) if words else one.steps
        steps = tuple(_spare_places(step, one, places) for step in steps) if places else steps
        out.append(replace(one, steps=steps))
    return out


def _beside(chain: Chain) -> str:
    return " ".join((SENTENCE_END.split(chain.before)[-1], chain.after, *chain.remarks))


@lru_cache(maxsize=256)  # all parts have the words before them in common
def _said_in(text: str) -> tuple[_Said, ...]:
    """Return what is said of ranges."""
    return tuple(found for one in SENTENCE_END.split(text) for found in _said_in_sentence(one))


def _said_in_sentence(sentence: str) -> Iterator[_Said]:
    over = holds_one(sentence, ("over",))
    for pattern in _OVER_PART if over else ():
        for found in pattern.finditer(sentence):
            yield _letter(found), found.group(), False
    for pattern in _LEFT_OUT if holds_one(sentence, _LEAVING) else ():
        for found in pattern.finditer(sentence):
            yield _letter(found), found.group(), False
    for found in _OF_WORDS.finditer(sentence) if over else ():
        yield _letter(found) or "w", found.group(), False
    for found in _FROM_TO.finditer(sentence) if holds_one(sentence, _ENDS) else ():
        if not _is_whole(found):
            yield _letter(found), found.group(), False
    for found in _EXCLUSIVE.finditer(sentence) if holds_one(sentence, _EXCLUDING) else ():
        yield None, found.group(), True


@lru_cache(maxsize=256)
def _places_in(text: str) -> tuple[tuple[str, str], ...]:
    """Return the letters that are said to be of places or of few words, and by which words."""
    return tuple((x["letter"], x.group()) for one in _PLACES for x in one.finditer(text))


def listed_in_part(words: str) -> Iterator[_Said]:
    """Yield the lists that leave out elements of a set: “i = 2, …, n”."""
    for found in _LISTED.finditer(words):
        if not _is_whole(found):
            yield found["letter"], found.group(), False


def _letter(found: re.Match[str]) -> str | None:
    groups = found.groupdict()
    return groups.get("letter") or groups.get("below")


def _is_whole(found: re.Match[str]) -> bool:
    """Whether a range is all of a set: 1, …, n or 0, …, n − 1; where no end is said, if it is 1."""
    groups = found.groupdict()
    first, last = (groups[key] or groups.get(f"{key}_word") for key in ("first", "last"))
    if first is None:
        return True
    for begin, end in (_ALL, _FROM_ZERO):
        if begin.fullmatch(first) and (last is None or end.fullmatch(last)):
            return True
    return False


def _spare(step: StepFinding, one: Judged, said: Sequence[_Said]) -> StepFinding:
    sides = (side.tree for side in one.sides(step))
    sums = [node for side in sides for node in side.walk() if isinstance(node, t.Big)]
    for letter, words, of_written in said if sums else ():
        if any(_concerns(letter, each, of_written=of_written) for each in sums):
            return _over_less(step, words)
    return step


def _over_less(step: StepFinding, words: str) -> StepFinding:
    message = f"“{' '.join(words.split())}” may say that a sum runs over less than was read"
    return not_decided(step, CODE, message)


def _spare_places(step: StepFinding, one: Judged, places: set[tuple[str, str]]) -> StepFinding:
    """Return a step undecided where Σ_j was read over words, and j is the problem's for places.

    The z_j = u_j^T v_c of all words may have that letter, but not where words say what it counts.
    """
    sides = one.sides(step)
    nodes = (node for side in sides for node in side.tree.walk() if isinstance(node, t.Big))
    letters = {latex(node.lower) for node in nodes if node.lower is not None and not node.upper}
    bodies = [side.tensor.body for side in sides if side.tensor is not None]
    sorts = {x.index.sort for body in bodies for x in body.walk() if isinstance(x, Sum)}
    for letter, words in sorted(places):
        sort = one.setting.signature.sort_of_letter(letter)
        if letter in letters and sort is not None and sort not in sorts:
            return _over_less(step, words)
    return step


def _concerns(letter: str | None, each: t.Big, *, of_written: bool) -> bool:
    """Whether what is said of a letter, or of all sums, is said of one that is written so."""
    if of_written:
        return True
    if each.upper is not None or (each.lower is not None and not isinstance(each.lower, t.Name)):
        return False
    index = latex(each.lower) if each.lower is not None else None
    if letter == "w" and index is not None:
        return index in _VOCABULARY
    return letter is None or index is None or index == letter
