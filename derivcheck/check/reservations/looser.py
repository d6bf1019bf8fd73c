"""Rows that claim less than equality: “up to a constant”, or a condition above the sign.

What is left out, or under what the sides are equal, was not understood; so such a row is not
refuted.
"""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from derivcheck.check.finding import StepFinding, Verdict, undecided
from derivcheck.check.judging.chains import Judged
from derivcheck.check.judging.phrases import last_sentence
from derivcheck.document.model import Chain
from derivcheck.source.pattern import SENTENCE_END, later
from derivcheck.syntax import tree as t

CODE = "unread-condition"
_LOOSELY = later(
    r"\b(?:up to|modulo|drop(?!-?out)\w*|ignor\w*|omit\w*|neglect\w*|absorb\w*|disregard\w*"
    r"|discard\w*|leav\w+ out|without (?:the |any |its |their )?(?:\w+ )?"
    r"(?:constants?|factors?|terms?|normali[sz]\w+)"
    r"|terms? (?:that|which) (?:do|does)(?: not|n't) depend|proportional\w*|approximat\w*|roughly"
    r"|(?:first|second|leading|lowest|higher)[- ]order|asymptotic\w*|for (?:small|large)"
    r"|lineari[sz]\w*|on average|in expectation|mod(?:ulo)?|ring|characteristic|typically|usually"
    r"|(?:angles?|steps?|values?|inputs?|perturbations?|changes?|they|it)\s+(?:is|are)\s+(?:\w+\s+)?small"
    r"|only\s+(?:the\s+)?terms?"
    r"|near(?:by)?|around|close to|in the limit|infinitesimal\w*|negligible"
    # what is done to a quantity, or asked of it, may make a row true
    r"|(?:after|once|when|upon)\s+(?:\w+\s+)?(?:re)?(?:normali[sz]|scal|standardi[sz]|cent(?:e?r|r)"
    r"|whiten|orthonormali[sz]|project)\w*|constraints?\s+(?:is|are|reads?|becomes?|says?|requires?)"
    r"|(?:substitut|replac|plugg|exchang|renam|writ)(?:e|es|ing|ed)\s+\$[^$]+\$\s+"
    r"(?:for|by|with|in place of|instead of))\b"
    # a part of a derivative, or one beside which something that varies is held fixed
    r"|\b(?:hold|held|keep|kept|treat|freez|frozen|regard|leav|fix)\w*\b[^.]{0,40}?"
    r"\b(?:fixed|constants?|unchanged|independent)\b|\b(?:detach\w*|stop[- ]?grad\w*"
    r"|straight[- ]through|(?:direct|explicit|local)(?:ly)?\s+(?:part|path|dependence|effect"
    r"|contribution|derivatives?|gradients?|jacobians?)|(?:contribution|path)s?\s+"
    r"(?:of|from|through|via|along)|along (?:the|this|one) (?:\w+ )?path)\b"
    # what is said of entries alone, of no vector by its name
    r"|\b(?:each|every|all|both|the|its|their)\s+(?:entr(?:y|ies)|components?|elements?|coordinates?)\s+"
    r"(?:(?:is|are|equals?|be)\s+"
    r"(?:all\s+|both\s+)?(?:ones?|zeros?|\$?[01]\b|(?:the\s+)?same|equal|identical|positive|negative|non-?negative"
    r"|distinct)|(?:sum|add)s?\s+(?:up\s+)?to)\b"
    # where numbers are not added as real ones are: 1 + 1 = 0 in $\\mathbb{F}_2$
    r"|\b(?:(?:finite|galois)\s+fields?|(?:clock|binary|boolean|saturating)\s+arithmetic|GF\s*\()"
    r"|\\mathbb\s*\{?\s*[FZ]\s*\}?\s*_"
    r"|忽略|省略|去掉|正比|近似|相差",
    re.IGNORECASE,
)
_DECLARES = later(
    r"^\s*(?:(?:now|and|here|again),?\s+)?(?:let|suppose|assume|given|take|consider|denote)\b"
    r"|^\s*[设令记]|\\in(?![a-z])|∈",
    re.IGNORECASE,
)
_HELD = later(
    r"\b(?:hold|keep|treat|freez|regard|with|fix)\w*\s+(?:\w+\s+){0,2}\$(?P<name>[^$]+)\$[^.$]{0,30}?"
    r"\b(?:fixed|constant)\b",
    re.IGNORECASE,
)
_ABOVE = later(
    r"\\(?:stackrel|overset|underset|xlongequal|underbrace|overbrace)\s*(?P<said>.*)", re.S
)
# what makes of words above a sign a condition
_CONDITION = later(
    r"=|<|>|≤|≥|≠|\\(?:leq?|geq?|neq?|lt|gt|in|to|rightarrow|infty|approx|gg|ll|forall)(?![a-z])|→"
    r"|\b(?:if|for|as|when|where|since|with|at)\b|若|当",
)
# the sign itself, at the end of what is written
_SIGN = later(r"\{?\s*(?:=|\\equiv|:=)\s*\}?\s*$")


def as_looser(chain: Chain, judged: Judged, before: str | None = None) -> Judged:
    """Return a chain of which nothing is refuted that is said to hold only so far.

    ``before`` are such words of the chain before, where this one goes on with them.
    """
    said = loose_words(chain) or before
    held = _held_fixed(chain, judged)
    steps = tuple(
        _unproved(_spare(step, _on_the_sign(step) or said), judged, held) for step in judged.steps
    )
    return judged if steps == judged.steps else replace(judged, steps=steps)


def _spare(step: StepFinding, words: str | None) -> StepFinding:
    if step.verdict is not Verdict.REFUTED or words is None:
        return step
    message = f"it does not hold as it stands; “{words}” may say that it need not"
    return replace(undecided(step, CODE, message), equals_start=None)


def _held_fixed(chain: Chain, judged: Judged) -> str | None:
    """Return a defined name that words hold fixed, h of “holding $h$ fixed”, if there is one."""
    found = (_HELD.search(words) for words in (last_sentence(chain.before), chain.after))
    names = (one["name"].strip() for one in found if one)
    return next((name for name in names if name in judged.setting.names), None)


def _unproved(step: StepFinding, judged: Judged, held: str | None) -> StepFinding:
    """Return a step that is not proved of a derivative, with a name that is held fixed in it."""
    ends = (step.relation.left, step.relation.right)
    nodes = (node for at in ends for node in judged.readings[at].tree.walk())
    if held is None or step.verdict is not Verdict.PROVED:
        return step
    if not any(isinstance(node, (t.Derive, t.Gradient)) for node in nodes):
        return step
    message = f"words hold {held} fixed, which I did not understand"
    return replace(undecided(step, CODE, message), scope=None, equals_start=None)


def loose_words(chain: Chain) -> str | None:
    """Return the words around a chain that say that something was left out."""
    for words in (*_leading(chain.before), *chain.remarks, chain.after):
        found = _LOOSELY.search(words)
        if found is not None:
            return " ".join(words[found.start() : found.end() + 40].split())
    return None


def _leading(before: str) -> Iterator[str]:
    """Yield the last sentence before a chain, and those above it up to one that declares nothing.

    “We work to first order. Let $x \\in \\mathbb{R}$.” speaks of the chain; what is said of
    another step, and left behind, does not.
    """
    for sentence in reversed([one for one in SENTENCE_END.split(before) if one.strip()]):
        yield sentence
        if not _DECLARES.search(sentence):
            return


def _on_the_sign(step: StepFinding) -> str | None:
    """Return what stands above or below a sign if it may be a condition."""
    found = _ABOVE.match(step.relation.written.strip())
    said = _SIGN.sub("", found["said"]).strip(" {}") if found is not None else ""
    return said if said and _CONDITION.search(said) else None
