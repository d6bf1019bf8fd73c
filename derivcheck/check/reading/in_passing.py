"""Equations that words name in passing: “the probability that $t = 1$” says what nothing is."""

import re

from derivcheck.document.model import Chain
from derivcheck.elaborate.kinds import names_in
from derivcheck.source.pattern import later
from derivcheck.syntax import tree as t

_MOST = 300  # characters before a formula that are looked at
_SENTENCE = later(r"[.:;!?。：；！？](?:\s|$)|[。：；！？]|\n\s*\n")
# words right before a formula that say what a name is from here on
_INTRODUCED = later(
    r"(?:\b(?:let|set(?:ting)?|put(?:ting)?|tak(?:e|ing)|defin(?:e|ing)|writ(?:e|ing)|denot(?:e|ing)"
    r"|choos(?:e|ing)|fix(?:ing)?|suppos(?:e|ing)|assum(?:e|ing))(?:\s+(?:us|now|that|also|again))*"
    r"|[令设設取记記]|假设|定义)\s*$",
    re.IGNORECASE,
)
# nothing but these words before it: the formula is the sentence, or goes on with the one before
_BARE = later(
    r"\s*(?:and|where|with|here|so|then|hence|thus|其中|且|和|与)?\s*,?\s*", re.IGNORECASE
)
_ENDED = later(r"\s*(?:$|[.,;。，；)）]|and\b|且|和)", re.IGNORECASE)
# words right before a formula that is wished for, supposed, rare or nearly so
_SPOKEN_OF = later(
    r"(?:\b(?:(?:probabilit(?:y|ies)|chances?|odds|likelihood)\s+(?:that|of)|(?:the|an)\s+events?"
    r"(?:\s+that)?|hypothes[ei]s|constraints?|subject\s+to|boundar(?:y|ies)(?:\s+is)?|surface|equality|ties"
    r"|contradiction\s+that|expect(?:ed)?(?:\s+that)?|believe(?:\s+that)?|guess|hope(?:\s+that)?"
    r"|wish|want|would\s+like|(?:goal|aim)\s+is|ideally|would\s+have|perfect\s+\w+\s+\w+|special\s+case"
    r"|optimum(?:\s+satisfies)?|after\s+convergence|roughly|nearly|approximately|on\s+average"
    r"|in\s+expectation|to\s+first\s+order|in\s+the\s+limit|iff|had\s+we|were"
    r"|(?:nice|good|great|convenient|better|easier|simpler|true|fine)\s+if|if\s+only|what\s+if)"
    r"|最优时|希望|理想情况下|事件|概率)\s*,?\s*$",
    re.IGNORECASE,
)
# whether, or why, it is so; and that it is to be shown
_ASKED = later(
    r"(?:(?:^|[,:，：])\W*(?:(?:so|but|and|now|then)\s+)?(?:why\s+|how\s+come\s+|when\s+)?"
    r"(?:is|are|do(?:es)?|did|can|could|must|should|would|has|have)(?:\s+(?:it|we|you|then|the\s+case"
    r"|really|true|always|also|sure|certain|have|get|that|conclude|say|be|why))*"
    r"|(?:(?:^|[,:，：])\W*(?:(?:exercise|task|problem|homework|question)\W+)?|\b(?:to|please|now|first"
    r"|next|then|also|us|we|I|will|shall|must|should|try|and)\s+)(?:show|prove|verify|check|confirm"
    r"|demonstrate|establish|disprove|refute|test|decide)(?:\s+(?:that|whether|if|why|the|claim"
    r"|identity|equation|formula|relation|following|statement|fact))*"
    r"|\bwhether|试证|证明|求证|验证|是否)\s*:?\s*$",
    re.IGNORECASE,
)
# what is said behind a formula that is asked for; “is convex?” would ask another thing of it
_ASKED_SO_FAR = later(
    r"\s*(?:$|[.,;:?!)。，；？）]|(?:and|or|for|if|when|by|from|using|holds?|here|too|again|in|as|true"
    r"|right|correct|valid|wrong|false|possible|yourself)\b|吗|成立|对)",
    re.IGNORECASE,
)
_SOURCE = (
    r"(?:books?|texts?|textbooks?|authors?|papers?|articles?|notes|conventions?|notations?|sources?"
    r"|librar(?:y|ies)|frameworks?|implementations?|solutions?|versions?|editions?|definitions?"
    r"|manuals?|courses?|lectures?|websites?|blogs?|communit(?:y|ies)|fields?"
    r"|people|person|students?|classmates?|colleagues?|friends?|reader|teachers?|tutors?|wikipedia)"
)
_CLAIMS = (
    r"(?:wrote|claim|say|said|think|thought|believ|got|guess|suggest|assert|argu|state|conjectur"
    r"|put|tried|used|took|made|had|found|propos)\w*"
)
# what others write, and the writer perhaps does not
_OF_OTHERS = later(
    rf"\b(?:(?:some|many|most|other|another|several|few|certain|various|older?)\s+(?:\w+\s+){{0,2}}?"
    rf"{_SOURCE}|(?:an?|one|the|my|our|your)\s+(?:\w+\s+){{0,2}}?{_SOURCE}"
    rf"(?:\s+\w+){{0,4}}?\s+{_CLAIMS}|(?:an?|one)\s+(?:\w+\s+){{0,2}}?{_SOURCE}\s+(?:use|write|take|set|defin)\w*"
    r"|(?:some|others|someone|somebody)\s+(?:\w+ly\s+)?(?:use|write|take|set|defin|put|say|claim"
    r"|prefer|call|wrote)\w*)\b|有(?:的|些|一些)(?:书|人|教材|作者|同学|文献)",
    re.IGNORECASE,
)
_OF_OURS = later(
    r"\b(?:we|I|us|let|here|hence|so|therefore|thus|but|this (?:text|note))\b|我们|这里",
    re.IGNORECASE,
)


def number_in_passing(chain: Chain, body: t.Tree) -> bool:
    """Whether a chain, ``name = number``, is a value that the words around it only speak of.

    Where a sentence goes on around it, that is one case of several, “the label t = 1 means …”.
    """
    if names_in(body):
        return False
    *_, before = _SENTENCE.split(chain.before)
    if _INTRODUCED.search(before):
        return False
    return not (_BARE.fullmatch(before) and _ENDED.match(chain.after))


def only_spoken_of(chain: Chain) -> bool:
    """Whether a chain is an event, a wish, a guess or the like: “the event that y = t is rare”.

    So is what is asked, is to be shown, or is what others write.
    """
    if _SPOKEN_OF.search(chain.before):
        return True
    *_, before = _SENTENCE.split(chain.before[-_MOST:])
    if _ASKED.search(before) and _ASKED_SO_FAR.match(chain.after):
        return True
    others = list(_OF_OTHERS.finditer(before))
    return bool(others) and _OF_OURS.search(before, others[-1].end()) is None
