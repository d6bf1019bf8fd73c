"""Words that deny a formula: “a common mistake is …”, “it is not true that …”, “… is wrong”."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from derivcheck.document.model import Chain
from derivcheck.source.pattern import SENTENCE_END, later

# wrong words and false classes are things, not judgements
_FALSE = (
    r"(?:wrong|incorrect|false|erroneous|mistaken|untrue|fallacious|bogus)\b"
    r"(?!\s+nowhere)(?!\s+(?:outside\s+|context\s+)?(?:words?|class(?:es)?|labels?|samples?"
    r"|tokens?|ones|entr|positives?|negatives?|ind(?:ex|ices)))(?!\s*\$)"
)
# judgements that reach to the end of their clause
_JUDGED = later(
    rf"\b(?:{_FALSE}|mistakes?\b|(?:common|typical|frequent|classic|usual|easy|gross) errors?\b"
    r"|fallacy\b|misconceptions?\b|pitfalls?\b|(?:wrongly|incorrectly|falsely|mistakenly"
    r"|erroneously|naively)\b|(?:I|we|you|one) (?:first |once )?(?:thought|believed)\b"
    r"|nobody\b|no one\b|confus(?:e|ed|ing)\b|tempt(?:ed|ing|s)?\b|contrary to popular"
    r"|(?:might|may|could|would)\s+(?:\w+ly\s+)?(?:think|believe|expect|guess|suspect|say|claim)\b"
    r"|whether\b(?! or not)[^,]*\Z|(?:instead of|rather than|as opposed to|in contrast to"
    r"|contrary to|unlike)\b(?:\s+\w+)?\W*\Z|far from\W*\Z|fails? to\b[^,]{0,20}\Z"
    r"|hardly\b[^,]{0,20}\Z)"
    r"|错误[:：]|误以为|是否[^，,]*\Z",
    re.IGNORECASE,
)
# “not” denies what follows at once: “it is not true that”, but not “it is not hard to see that”
_NOT = later(
    r"(?:(?<!if )(?<!or )\b(?:not|never|cannot|neither|no longer)\b|n['’]t\b)"
    r"(?:[\s:;.…\"“”'‘(*_]|\b(?:that|the|a|an|case|true|so|have|has|get|gets|holds?|imply"
    r"|implies|means?|equals?|be|is|are|as|simply|just|merely|correct|right|to|write|say|conclude"
    r"|claim|use|follows?|we|you|one|it|they|gradient|derivative|formula|result|answer|actually"
    r"|really|quite|exactly|necessarily|always|generally|in|general|by|given|i\.e|e)\b)*\Z"
    r"|(?:不是|并非|而非|不等于)[\s:：]*\Z",
    re.IGNORECASE,
)
# from here on something is said again
_AFFIRMED = later(
    r"\b(?:but(?! not\b)|instead(?! of)|actually,|hence|therefore|thus|so(?= that|\W)"
    r"|(?<!not )(?<!n't )(?:the )?(?:correct|right|true|proper|actual)"
    r"(?= (?:one|answer|formula|result|way|gradient|derivative|version|expression|line|sign)\b"
    r"| (?:\w+ )?(?:is|are|would be|reads)\b)|should (?:be|read|have been)|we (?:really )?(?:have"
    r"|get|obtain|find|need|write))\b|而是|应该是|应为|;",
    re.IGNORECASE,
)
_ABBREVIATED = later(r"\b(?:i\.\s?e|e\.\s?g|viz|cf)\.\s*\Z", re.IGNORECASE)
_HEADING = later(
    rf"\W*(?:(?:an?|the|my|some)\s+)?(?:{_FALSE}|(?:common\s+)?mistakes?\b)", re.IGNORECASE
)
# what stands right behind a formula, its own marks passed by
_MARKS = later(
    r"(?:\\end\{[a-z]+\*?\}|\\tag\{[^}]*\}|\\[\])!;,]|[\s$.,:;!*_`)\]}])*", re.IGNORECASE
)
_JOIN = r"(?:(?:but|and|though|however|clearly|obviously)[\s,]+)*"
_THAT = (
    r"(?:(?:which|this|that|it|these|those|(?:the|this) (?:above|last|first|formula|line|step"
    r"|equation|claim|result|answer|latter|former)(?:\s\w+)?)\s+)?"
)
_IS_NOT = (
    rf"(?:is|was|are|would be|seems|looks|must be)\s+(?:\w+ly\s+|of course\s+|just\s+)?(?:{_FALSE}"
    r"|(?:a|the)\s+(?:\w+\s+)?(?:mistake|error|fallacy|misconception)\b"
    r"|not\s+(?:\w+ly\s+)?(?:true\b|correct\b|right\b(?! away)|the case\b|so\b(?!\s+\w)"
    r"|valid\b(?!\s+(?:for|if|at|when|unless))|the (?:answer|gradient|result|derivative)\b|it\b))"
)
_BEHIND = later(
    rf"{_JOIN}{_THAT}(?:{_IS_NOT}|(?:is|was|are)n['’]t\s+(?:\w+ly\s+)?(?:true|correct|right"
    r"|the case|so\b(?!\s+\w))\b|(?:does|do|did)(?:\s+not|n['’]t)\s+(?:\w+ly\s+)?"
    r"(?:hold|follow|work)\b"
    r"|can(?:not|['’]t)\s+be\s+(?:true|right|correct|the)|holds?\s+not\b"
    r"|fails\b(?!\s+(?:for|at|if|when)))"
    rf"|{_JOIN}(?:it|this|that) is not\s*(?:[.!]|\Z)|\(?\s*(?:this is )?(?:wrong|incorrect|false"
    r"|not true)\s*(?:[!.)]|\Z)|[❌✗✘]|(?:这)?是?(?:错误的|错的|不对|不成立)",
    re.IGNORECASE,
)
_DOUBTED = later(
    r"\W*(?:which|but|though|although)\s+(?:we|I)\s+(?:\w+ly\s+)?(?:doubt|disput|question|reject"
    r"|avoid|disagree|(?:do|did|will|would|shall|can)\s*n(?:o|['’])t\s+"
    r"(?:use|believe|trust|follow|adopt|accept|recommend))",
    re.IGNORECASE,
)
_REMARK = later(r"\W*(?:wrong|incorrect|false|not true|not correct|错误?|❌|✗|✘)\W*", re.IGNORECASE)
_NEAR = 160  # characters behind a formula that are looked at
_MOST = 400  # characters before it
_SHOWN = 60


def denied_in(chains: Sequence[Chain], text: str) -> Iterator[str | None]:
    """Yield for each chain of a part the words that seem to deny it, None where there are none.

    ``text`` is that of the document, in which the places of the chains are.
    """
    section: str | None = None  # the heading of a section that is denied as a whole
    before: str | None = None  # what the words before a run of formulas deny, “Wrong:”
    for chain in chains:
        if "\n\n" in chain.before:
            section = _denied_section(chain.before)
        own = denied_by_words(chain)
        goes_on = not chain.before and not chain.item
        yield own or section or (before if goes_on else None) or _denied_behind(chain, text)
        if not goes_on:
            before = own if chain.before.rstrip().endswith((":", "：")) else None


@lru_cache(maxsize=1024)
def denied_by_words(chain: Chain) -> str | None:
    """Return the words before a chain, or in its rows, that seem to deny it, or None."""
    said = next((one for one in chain.remarks if _REMARK.fullmatch(one)), None)
    if said is not None:
        return said
    clause = _clause(chain.before[-_MOST:])
    found = _JUDGED.search(clause) or _NOT.search(clause)
    return " ".join(clause.split())[-_SHOWN:] if found else None


def denied_beside(chain: Chain) -> bool:
    """Whether the words before a chain, in its rows or right behind it seem to deny it."""
    behind = _BEHIND.match(chain.after) or _DOUBTED.match(chain.after)
    return behind is not None or denied_by_words(chain) is not None


def _clause(words: str) -> str:
    """Return the clause that leads up to a formula, from the last words on that affirm."""
    if words.rstrip().endswith((".", "!", "?", "。", "！", "？")) and not _ABBREVIATED.search(
        words
    ):
        return ""
    sentences = SENTENCE_END.split(words)
    last = sentences[-1]
    if (
        len(sentences) > 1
        and not last.strip(" *_:")
        and words.rstrip(" *_\n").endswith((":", "："))
    ):
        last = sentences[-2]
    affirmed = [one.end() for one in _AFFIRMED.finditer(last)]
    return last[affirmed[-1] :] if affirmed else last


def _denied_section(words: str) -> str | None:
    heading = words.rsplit("\n\n", 1)[0].rsplit("\n\n", 1)[-1]
    return " ".join(heading.split())[-_SHOWN:] if _HEADING.match(heading) else None


def _denied_behind(chain: Chain, text: str) -> str | None:
    """Return the words right behind a chain, in its sentence or the next, that seem to deny it."""
    end = chain.end
    rest = text[end : end + _NEAR]
    marks = _MARKS.match(rest)
    found = _BEHIND.match(rest, marks.end() if marks else 0)
    return " ".join(found.group().split())[:_SHOWN] if found else None
