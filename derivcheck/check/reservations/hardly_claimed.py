"""Formulas that a text writes and perhaps does not claim: quoted, asked, denied, absurd.

“True or false?”, “this would give $4 = 2$, which is absurd”, “consider the curve”, “at the point
$(1, 2)$”: what fails so is not refuted.  A right one is as right as elsewhere.
"""

import re

from msgspec.structs import replace

from derivcheck.check.finding import DENIED, StepFinding, Verdict, not_wrong, undecided
from derivcheck.check.judging.chains import Judged
from derivcheck.check.judging.phrases import last_sentence
from derivcheck.check.reading.in_passing import only_spoken_of
from derivcheck.document.model import Chain
from derivcheck.source.pattern import later

CODE = "unread-condition"
_VALUE = r"\$[^$]*\d\s*\$"
_BEFORE = later(
    # asked, quoted
    r"\b(?:prove\s+or\s+disprove|(?:true|right|correct)\s+or\s+(?:false|wrong|not)|find\s+the\s+"
    r"(?:error|mistake|flaw|slip)|what\s+is\s+wrong|spot\s+the|is\s+it\s+true|which\s+of\s+these"
    r"|conjectures?|counter-?examples?|paradox|(?:students?|people|beginners|many|some)\s+(?:\w+\s+)?"
    r"(?:write|think|believe|say|claim)|(?:often|sometimes)\s+(?:writes?|written|sees?|seen|reads?"
    r"|claimed)|freshman\w*|the\s+claim|to\s+(?:disprove|refute)|naively|tempt\w*"
    r"|(?:nobody|no\s+one)\s+(?:would|says?)"
    # looked for
    r"|for\s+(?:which|what)|(?:find|determine|seek|look\w*\s+for|give|list)\s+(?:all\s+|every\s+|any\s+|an?\s+|some\s+)*"
    r"\$[^$]*\$\s+(?:such\s+that|so\s+that|with|where|for\s+which|satisfying)\s*\Z"
    # what would be, were something so
    r"|would\s+(?:then\s+|also\s+)?(?:give|mean|imply|yield|follow|lead|force|require)"
    r"|absurd\w*|contradict\w*|impossib\w*|nonsens\w*|reductio"
    r"|in\s+(?:distribution|law|probability)|almost\s+surely"
    # loci, and what solutions fulfil
    r"|(?:the|an?)\s+(?:\w+\s+)?(?:curve|surface|line|plane|hyperplane|circle|ellipse|parabola"
    r"|hyperbola|sphere|locus|level\s+set|boundary|equation|system|constraint|(?:fixed\s+)?points?"
    r"|solutions?|roots?)(?:\s+(?:of|given\s+by|defined\s+by|described\s+by|with|on|where|satisf\w+"
    r"|fulfil\w*|are|is))*\s*\Z"
    # at one point, in one example
    rf"|at\s+(?:the\s+|a\s+)(?:point|origin)\b(?!\s*,)|at\s+{_VALUE}|with\s+{_VALUE}"
    rf"|(?:plugg|insert|substitut|evaluat)\w*\s+(?:(?:in|at|both|sides|it|this)\s+)*{_VALUE}"
    rf"|(?:for\s+(?:instance|example)|e\.\s?g\.|say)[\s,:]*(?:{_VALUE}[\s,:]*(?:and\s+)?)*\Z"
    r")(?![\w-])",
    re.IGNORECASE,
)
# a question that is about the formula behind it, and not answered by it
_ASKED = later(
    r"\b(?:(?:for|at|when|under)\s+(?:which|what)\b[^.?]{0,80}|(?:is|are|do(?:es)?|can|will)\s+(?:this|that|it|these"
    r"|the\s+following)\b[^.?]{0,40}\b(?:hold|true|right|correct|valid|equal)\w*[^.?]{0,20})\?\W*\Z",
    re.IGNORECASE,
)
# … which goes on in the sentence: “at $x = 3$, $x^2 = 9$ and $2x = 6$”
_AT_A_POINT = later(
    rf"\bcounter-?examples?|\bat\s+(?:the\s+|a\s+)(?:point|origin)\b|\b(?:at|with)\s+{_VALUE}"
    rf"|\b(?:plugg|insert|substitut|evaluat)\w*\s+(?:(?:in|at|both|sides|it|this)\s+)*{_VALUE}"
    r"|\bwould\s+(?:then\s+|also\s+)?(?:give|mean|imply|yield|follow|lead|force|require)",
    re.IGNORECASE,
)
_ELSEWHERE = later(
    r"[.!?;](?:\s|\Z)|\n\s*\n\s*\w|\b(?:but|however|whereas|while|general\w*|every\w*|all|any|always|in\s+fact"
    r"|actually|really|correct\w*|right(?![\s-]*(?:is|side|hand)))\b",
    re.IGNORECASE,
)
_BEHIND = later(
    r"[\s$.,;:)]{0,6}(?:(?:which|this|that|it)\s+)?(?:is\s+|would\s+be\s+|seems\s+)?(?:\w+ly\s+)?(?:an?\s+|the\s+)?"
    r"(?:absurd|contradict|impossib|nonsens|paradox|tempt|describes?\b|defines\s+(?:an?|the)\s+(?:curve|line|plane"
    r"|circle|surface)|is\s+to\s+be|equation\s+of|to\s+be\s+(?:refuted|disproved|avoided))"
    r"|[\s$.,;:)]{0,6}(?:⚡|↯|\\lightning|\\contradiction)",
    re.IGNORECASE,
)
# whoever lets it be shown claims it
_TO_BE_SHOWN = later(
    r"\b(?:show|prove|verify|check|confirm|demonstrate|establish)(?:\s+[a-z]+){0,4}\s*:?\s*$",
    re.IGNORECASE,
)


# an equation of which this is said holds
_DERIVES = later(
    r"\b(?:prov(?:e[sdn]?|ing)|show(?:s|n|ed|ing)?|obtain\w*|gets?|deriv\w+|yield\w*|follow\w*|expand\w*"
    r"|simplif\w*|arriv\w*|reach\w*|establish\w*)\b",
    re.IGNORECASE,
)
_NAMED = later(r"the\s+claim|(?:the|an?)\s+(?:\w+\s+)?equation", re.IGNORECASE)


def still_at_a_point(chain: Chain, before: str | None) -> str | None:
    """Return the words by which a chain is said of one point, its own or those ``before`` it."""
    found = _AT_A_POINT.search(last_sentence(chain.before))
    if found is not None:
        return " ".join(found.group().split())
    return None if _ELSEWHERE.search(chain.before) else before


def as_hardly_claimed(chain: Chain, judged: Judged, point: str | None = None) -> Judged:
    """Return a chain, nothing refuted in it that its writer may not claim.

    ``point`` are words by which it is said at one point only.
    """
    if not any(step.verdict is Verdict.REFUTED for step in judged.steps):
        return judged
    words = _words(chain) or point
    if words is None:
        return judged
    message = f"it does not hold; “{words}” may say that it is not claimed, or not in general"
    steps = (
        replace(not_wrong(step, CODE, message), equals_start=None)
        if step.verdict is Verdict.REFUTED
        else step
        for step in judged.steps
    )
    return replace(judged, steps=tuple(steps))


def _words(chain: Chain) -> str | None:
    before = last_sentence(chain.before)
    found = _BEFORE.search(before)
    if found is not None and _NAMED.match(found.group()) and _DERIVES.search(before):
        found = None
    found = found or _ASKED.search(chain.before) or _BEHIND.match(chain.after)
    if found is not None:
        return " ".join(found.group().split())
    spoken_of = only_spoken_of(chain) and not _TO_BE_SHOWN.search(before)
    return before[-60:] if spoken_of and before else None


def as_denied(judged: Judged, words: str) -> Judged:
    """Return a chain that the text denies: it is neither right nor wrong, and answers nothing.

    Where a denial may be meant of something else it is taken for one all the same: that costs a
    verdict, and no more.
    """
    return replace(judged, steps=tuple(_denied(step, words) for step in judged.steps))


def _denied(step: StepFinding, words: str) -> StepFinding:
    if step.verdict is Verdict.UNREAD:
        return step
    message = f"the text seems to deny it: “{words}”"
    step = replace(undecided(step, DENIED, message), equals_start=None, scope=None)
    return replace(step, slip=None, error_bound=None, method=())
