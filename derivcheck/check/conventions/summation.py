"""Whether a document says that the sums over repeated indices are not written."""

import re
from collections.abc import Iterator

from derivcheck.document.model import Document
from derivcheck.source.pattern import later

# “we use Einstein notation”, “summation over repeated indices is implied”
_REPEATED = later(
    r"\b(?:in|use|using|used|with|by|adopt(?:ing|s)?|follow(?:ing|s)?|assum(?:e|es|ing)|employ(?:ing|s)?)"
    r"\s+(?:the\s+)?(?:usual\s+|standard\s+)?Einstein(?:['’]s)?(?:\s|-)+(?:summation|notation|sum|convention)"
    r"|\bEinstein(?:['’]s)?\s+(?:summation|notation|convention|sum)[^.]{0,30}"
    r"\b(?:is|are)\s+(?:used|implied|assumed|understood|adopted|in force)"
    r"|\b(?:repeated|double|doubled)\s+(?:indices|indexes|index|subscripts?)\s+"
    r"(?:is|are)\s+(?:implicitly\s+|always\s+|to\s+be\s+|being\s+)?summed"
    r"|\b(?:sum|sums|summed|summation|summations|summing)\s+(?:is\s+|are\s+)?(?:over|on)\s+"
    r"(?:all\s+|the\s+|any\s+)?(?:repeated|doubled?)\s+(?:indices|indexes|index|subscripts?)"
    r"|\b(?:sum|sums|summation|summations)\b[^.]{0,60}\b(?:is|are)\s+(?:\W*)(?:implied|implicit|understood)\b"
    r"|\bimplied\s+(?:summation|sum)\s+(?:over|on)\b"
    r"|爱因斯坦(?:的)?(?:求和|记号|约定|记法|标记)|重复(?:的)?(?:指标|下标|角标|脚标)[^。]{0,10}求和"
    r"|对重复(?:的)?(?:指标|下标|角标|脚标)",
    re.IGNORECASE,
)
# “indices that do not appear on the left are summed over”
_ABSENT = later(
    r"\b(?:indices|indexes|index|subscripts?)\b[^.]{0,60}"
    r"\b(?:not|absent|missing)\b[^.]{0,40}\b(?:left|lhs|other side|result|output|answer)\b"
    r"[^.]{0,40}\b(?:summed|sum)\b"
    r"|\b(?:sum|sums|summation|summations|summed)\b[^.]{0,120}"
    r"\bdimension(?:s|ality)?\s+of\s+the\s+(?:final\s+)?(?:answer|result|output|left)"
    r"|(?:左边|左侧|等号左边)(?:没有|不出现|未出现)[^。]{0,15}(?:指标|下标)[^。]{0,15}求和",
    re.IGNORECASE,
)
# “we do not use Einstein notation”, “no sum is implied”, “one could use …”
_DENIED = later(
    r"\b(?:not|never|without|no|nor|avoid\w*|instead of|rather than|abandon\w*|could|would|might)\b"
    r"|n['’]t\b|不使用|不采用|不用|没有使用",
    re.IGNORECASE,
)
_REFUSED = later(
    r"(?:\b(?:do|does|will|shall|did)\s+not|n['’]t|\bnever|\bwithout|\bno)\s+"
    r"(?:be\s+)?(?:use|using|used|adopt|employ|assum\w+)?\s*(?:the\s+|any\s+)?"
    r"(?:Einstein|implied\s+sum|implicit\s+sum|summation\s+convention|sum\w*\s+(?:is|are)\s+implied)"
    r"|(?:不使用|不采用|不用|没有使用)爱因斯坦",
    re.IGNORECASE,
)
# one of these stands in whatever the patterns above match: most documents say none of it
_SPEAK_OF_IT = (
    *("einstein", "indic", "index", "subscript", "dimension", "implied", "implicit"),
    *("understood", "求和", "爱因斯坦", "重复"),
)
# so many letters before a statement may take it back
_NEAR = 60


def stated_sums(document: Document) -> tuple[str, str] | None:
    """Return which sums a document says are not written, and the sentence, or None.

    ``repeated``: those over indices that occur twice in a product; ``absent``: those over
    indices that the left side has not.  A document that says it of none, or of some and of none,
    says nothing.
    """
    if not _may_speak_of_it(document.prose):
        return None
    sentences = [one for one in _sentences(document.prose) if _may_speak_of_it(one)]
    for value, pattern in (("absent", _ABSENT), ("repeated", _REPEATED)):
        for sentence in sentences:
            found = pattern.search(sentence)
            if found is not None and not _denied(sentence, found, value):
                return None if _REFUSED.search(document.prose) else (value, sentence)
    return None


def _may_speak_of_it(sentence: str) -> bool:
    spoken = sentence.casefold()
    return any(word in spoken for word in _SPEAK_OF_IT)


def _denied(sentence: str, found: re.Match[str], value: str) -> bool:
    """Whether the words right before a statement, or in it, take it back."""
    before = re.split(r"[:;(]", sentence[: found.start()])[-1][-_NEAR:]
    said = before if value == "absent" else before + found.group()
    return _DENIED.search(said) is not None


def _sentences(prose: str) -> Iterator[str]:
    for sentence in re.split(r"(?<=[.!?;])\s+|[。；]|\n\s*\n|\$\$|\\\]", prose):
        yield " ".join(sentence.split())
