"""What words say around rows below an equation: that a solution is put in, left, or not meant."""

import re

from derivcheck.check.judging.phrases import last_sentence
from derivcheck.document.model import Chain
from derivcheck.source.pattern import SENTENCE_END, later

# right before a row into which what was found is put; “since $f$ is convex” puts in nothing
_PUTS_IN = later(
    r"\b(?:substitut\w*|plug\w*|insert\w*|putting|using|constraints?|multipl\w+)\b"
    r"|\b(?:since|because)\b(?=\s*,|[^.]*(?:=|\b(?:solution|optim\w+|stationary)\b))"
    r"|代入|带入|利用",
    re.IGNORECASE,
)
# said of a row of all values, and of no solution
_OF_ALL = later(
    r"\bfor\s+(?:all|any|every|each|arbitrary|general)\b(?!\s+(?:\w+\s+)?(?:\$|\\[a-z]+|[a-z]\b))"
    r"|\b(?:whatever|generally)\b|\balways\s+(?:have|get|holds?|equals?)\b|\bidentit(?:y|ies)\W*\Z"
    r"|\bin\s+general\b|\beverywhere\b|\bregardless\b|\bholds?\s+identically\b"
    r"|\bcomplet\w+\s+the\s+square|\btaylor\b|\bbinomial\b|对(?:任意|所有|一切)|恒",
    re.IGNORECASE,
)
# … of an unknown among them; “for every $k$” and “for any $\lambda$” leave the solution as it is
_OF_EVERY = later(
    r"(?:\b(?:for|of)\s+(?:all|any|every|each|arbitrary|general)\b(?:\s+\w+){0,2}?|\\forall\b|∀)"
    r"\s*\$?\s*(?P<name>\\?[A-Za-z]+)",
    re.IGNORECASE,
)
# what speaks of values that are not the solution yet
_ON_THE_WAY = later(
    r"(?<!\bno )(?<!\bwithout )(?<!\binstead of )(?<!\bunlike )"
    r"\b(?:gradient\s+(?:descent|ascent|steps?)|learning\s+rate|step\s+size|perceptron|updated"
    r"|initiali[sz]\w+|initially|iterat(?:es?|ions?)|any\s+(?:vector|value|point)|arbitrary"
    r"|at\s+the\s+start|start(?:s|ing)?\s+(?:at|from|point)"
    r"|(?:is|does|do|are|be|need)\s*(?:not|n['’]t)\s+(?:be\s+)?(?:zero|vanish\w*|stationary|optimal))\b"
    r"|梯度下降|学习率",
    re.IGNORECASE,
)
# what gives a letter another value: “now replace $b$ by $2b$”
_ALTERS = later(
    r"\b(?:replac|re-?scal|doubl|halv|perturb|shift|normali[sz]|updat|negat|flip|swap)\w*"
    r"\s+(?:the\s+)?(?:\w+\s+){0,2}\$",
    re.IGNORECASE,
)
# what holds of one index, or of a few, is no solution for all
_OF_SOME = later(
    r"\b(?:only\s+for|for\s+(?:the|one|an?|some)\s+(?:\w+\s+){0,2}"
    r"(?:index|class|component|cluster|coordinate|entry|sample|point)|smallest|largest"
    r"|coordinate\s+descent|all\s+but\s+one|support\s+vectors?|(?:some|particular)\s+\$)",
    re.IGNORECASE,
)
# by which a constraint holds no more, or was none: “without it”, “not subject to $a = b$”
_LEFT = later(
    r"\b(?:drop|relax|remov|ignor|lift)\w*\s+(?:(?:the|this|that|our)\s+)?"
    r"(?:\w+\s+)?(?:it|this|that|constraints?|assumptions?|conditions?)\b"
    r"|\bwithout\s+(?:it|this|that|the|such|any)\b|\b(?:unconstrained|otherwise|no\s+longer)\b"
    r"|\bhere\s+we\s+do\s+not\b|\bnext\s+(?:we\s+)?(?:maxim|minim|optimi)\w*|\bover\s+all\b",
    re.IGNORECASE,
)
_NOT_HERE = later(
    r"\b(?:not|never|nor|if|unless|earlier|previous\w*|last|would|could|instead\s+of|rather\s+than)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
# where a sentence goes over to another row
_GOES_ON = later(r"\b(?:so|hence|thus|then|and|which)\b|\$[^$]*=", re.IGNORECASE)
# right before an assumption that holds for what follows it only
_ONE_CASE = later(
    r"\b(?:suppos\w*|assum\w*|let|case|now|instead|first|second)\b|假设|设|若", re.IGNORECASE
)
_REACH = 60  # characters before an assumption
# … or that follows from the row above it
_FOLLOWS = later(
    r"\b(?:then|so|hence|thus|therefore|get|obtain\w*|gives?|yields?|becomes?|reduces?|simplif\w*"
    r"|follows?|impl(?:y|ies))\b|[⇒⇔]|得|因此|所以|于是|从而",
    re.IGNORECASE,
)


def is_put_in(words: str, beside: str, *, at_hand: bool) -> bool:
    """Whether words say that what was found is put into a row.

    Or the words ``beside`` it that it follows from the row above, which is ``at_hand``.
    """
    if _PUTS_IN.search(words):
        return True
    return at_hand and _FOLLOWS.search(beside) is not None


def is_left(words: str) -> bool:
    """Whether words leave a solution or a constraint: a method on its way, another value."""
    return any(said.search(words) for said in (_ON_THE_WAY, _ALTERS, _LEFT))


def is_not_assumed(words: str) -> bool:
    """Whether the sentence that words end in denies or supposes what stands behind it."""
    return _NOT_HERE.search(last_sentence(words)) is not None


def is_one_case(words: str) -> bool:
    """Whether words end in an assumption that takes the place of another: “now suppose $x = 1$”."""
    return _ONE_CASE.search(words[-_REACH:]) is not None


def speaks_of_some(words: str) -> bool:
    """Whether words are about one index, or a few, and not about all."""
    return _OF_SOME.search(words) is not None


def is_of_all(chain: Chain, unknown: frozenset[str]) -> bool:
    """Whether the sentence around a row says it of all values of what is unknown."""
    behind = _GOES_ON.split(SENTENCE_END.split(chain.after)[0])[0]
    behind = "" if behind.lstrip()[:1].isupper() else behind
    words = (last_sentence(chain.before), behind, *chain.remarks)
    every = {match["name"] for said in words for match in _OF_EVERY.finditer(said)}
    return bool(every & unknown) or any(map(_OF_ALL.search, words))
