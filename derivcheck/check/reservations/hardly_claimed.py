"""Formulas that a text writes and perhaps does not claim: quoted, asked, absurd, at one point only.

“True or false?”, “this would give $4 = 2$, which is absurd”, “consider the curve”, “at the point
$(1, 2)$”: what fails so is not refuted.  A right one is as right as elsewhere.
"""

import re

from msgspec.structs import replace

from derivcheck.check.finding import Verdict, not_wrong
from derivcheck.check.judging.chains import Judged
from derivcheck.check.judging.phrases import last_sentence
from derivcheck.check.reading.in_passing import only_spoken_of
from derivcheck.document.model import Chain
from derivcheck.source.pattern import later

CODE = "unread-condition"
_BEFORE = later(
    # asked, quoted
    r"\b(?:prove\s+or\s+disprove|(?:true|right|correct)\s+or\s+(?:false|wrong|not)|find\s+the\s+"
    r"(?:error|mistake|flaw|slip)|what\s+is\s+wrong|spot\s+the|is\s+it\s+true|which\s+of|conjectures?"
    r"|counter-?examples?|paradox|puzzle|(?:students?|people|beginners|many|some)\s+(?:\w+\s+)?(?:write|think"
    r"|believe|say|claim)|(?:often|sometimes)\s+(?:writes?|written|sees?|seen|reads?|claimed)"
    r"|freshman\w*|the\s+claim|to\s+(?:disprove|refute)|naive|tempt\w*|nobody|no\s+one"
    # what would be, were something so
    r"|would\s+(?:then\s+|also\s+)?(?:give|mean|imply|yield|follow|lead|force|be|have|get|become|require)"
    r"|(?:absurd\w*|contradict\w*|impossib\w*|nonsens\w*)|reductio"
    # solutions and loci
    r"|(?:curve|surface|line|plane|hyperplane|circle|ellipse|parabola|hyperbola|sphere|locus|manifold"
    r"|level\s+set|graph|boundary|equation|system|constraint|condition|solutions?|roots?|fixed\s+points?)\b"
    r"(?:\s+(?:of|given\s+by|defined\s+by|described\s+by|with\s+(?:the\s+)?equation|satisf\w+|fulfil\w*|are|is))*"
    r"|(?:point|points)\s+(?:with|on|of|where|at|that)"
    # at one point, in one example
    r"|at\s+(?:the\s+|a\s+|this\s+)?(?:point|origin|value)|at\s+\$[^$]*\$|(?:plugg|insert|substitut|evaluat)\w*"
    r"|for\s+(?:instance|example)|e\.\s?g\.|say|numerically|with\s+\$[^$]*\d\s*\$"
    r"|in\s+(?:distribution|law|probability)|almost\s+surely|a\.\s?s\.)(?![\w-])",
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


def as_hardly_claimed(chain: Chain, judged: Judged) -> Judged:
    """Return a chain, nothing refuted in it that its writer may not claim."""
    if not any(step.verdict is Verdict.REFUTED for step in judged.steps):
        return judged
    words = _words(chain)
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
    found = _BEFORE.search(before) or _BEHIND.match(chain.after)
    if found is not None:
        return " ".join(found.group().split())
    spoken_of = only_spoken_of(chain) and not _TO_BE_SHOWN.search(before)
    return before[-60:] if spoken_of and before else None
