"""Equations that words name in passing: “the probability that $t = 1$” says what nothing is."""

import re

from derivcheck.document.model import Chain
from derivcheck.elaborate.kinds import names_in
from derivcheck.syntax import tree as t

_SENTENCE = re.compile(r"[.:;!?。：；！？](?:\s|$)|[。：；！？]|\n\s*\n")
# words right before a formula that say what a name is from here on
_INTRODUCED = re.compile(
    r"(?:\b(?:let|set(?:ting)?|put(?:ting)?|tak(?:e|ing)|defin(?:e|ing)|writ(?:e|ing)|denot(?:e|ing)"
    r"|choos(?:e|ing)|fix(?:ing)?|suppos(?:e|ing)|assum(?:e|ing))(?:\s+(?:us|now|that|also|again))*"
    r"|[令设設取记記]|假设|定义)\s*$",
    re.IGNORECASE,
)
# nothing but these words before it: the formula is the sentence, or goes on with the one before
_BARE = re.compile(
    r"\s*(?:and|where|with|here|so|then|hence|thus|其中|且|和|与)?\s*,?\s*", re.IGNORECASE
)
_ENDED = re.compile(r"\s*(?:$|[.,;。，；)）]|and\b|且|和)", re.IGNORECASE)
# words right before a formula that is wished for, supposed, rare or nearly so
_SPOKEN_OF = re.compile(
    r"(?:\b(?:(?:probabilit(?:y|ies)|chances?|odds|likelihood)\s+(?:that|of)|(?:the|an)\s+events?"
    r"(?:\s+that)?|hypothes[ei]s|constraints?|boundar(?:y|ies)(?:\s+is)?|surface|equality|ties"
    r"|contradiction\s+that|expect(?:ed)?(?:\s+that)?|believe(?:\s+that)?|guess|hope(?:\s+that)?"
    r"|wish|want|would\s+like|(?:goal|aim)\s+is|ideally|would\s+have|perfect\s+\w+\s+\w+|special\s+case"
    r"|optimum(?:\s+satisfies)?|after\s+convergence|roughly|nearly|approximately|on\s+average"
    r"|in\s+expectation|to\s+first\s+order|in\s+the\s+limit|iff|had\s+we|were)"
    r"|最优时|希望|理想情况下|事件|概率)\s*,?\s*$",
    re.IGNORECASE,
)


def number_in_passing(chain: Chain, body: t.Tree) -> bool:
    """Whether a chain, ``name = number``, is a value that the words around it only speak of.

    Where a sentence goes on around it, that is one case of several, “the label t = 1 means …”.
    """
    *_, before = _SENTENCE.split(chain.before)
    if names_in(body) or _INTRODUCED.search(before):
        return False
    return not (_BARE.fullmatch(before) and _ENDED.match(chain.after))


def only_spoken_of(chain: Chain) -> bool:
    """Whether a chain is an event, a wish, a guess or the like: “the event that y = t is rare”."""
    return _SPOKEN_OF.search(chain.before) is not None
