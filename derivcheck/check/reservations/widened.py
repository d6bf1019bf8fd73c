"""A claim under a condition that the words behind it make without: “and the same for $w = o$”.

What is proved under the condition is not proved of the rest; nor is what is said “for $y = 0$”
proved where both sides mean something for y ≠ 0 only.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from derivcheck.check.finding import StepFinding, Verdict, not_proved
from derivcheck.check.judging.chains import Judged
from derivcheck.check.judging.phrases import leading_sentence
from derivcheck.document.model import Chain, Document, Part
from derivcheck.source.pattern import SENTENCE_END, later

CODE = "wider-claim"
# the same way, or sign, is not the same formula
_ALIKE = later(
    r"\b(?:(?:same|identical(?:ly)?|equal(?:ly)?|unchanged|verbatim|likewise|similar(?:ly)?|ditto"
    r"|analogous(?:ly)?|idem)\b(?!\s+(?:way|manner|argument|reasoning|steps?|method|technique"
    r"|approach|comput\w+|calcul\w+|procedure|logic|trick|idea|kind|sign|treatment))"
    r"|also|too|as\s+well|(?:no|not|any)\s+different|no\s+matter|regardless|even|remains?|still|both|irrespective"
    r"|no\s+exceptions?|nothing\s+changes|changes\s+nothing|not\s+change|as\s+for|not\s+(?:even\s+)?(?:needed|necessary|required)"
    r"|unnecessary|holds?|applies|valid|true\s+(?:for|of|at|when|if)"
    r"|ebenso|auch|gleiche\w*|genauso|aussi|pareil\w*|même|également|también|mism[oa]|igual\w*)\b"
    r"|同样|同理|也|相同|一样",
    re.IGNORECASE,
)
_DENIED = later(
    r"\b(?:not|never|only|except|unless|no\s+longer|un(?:like|equal)|other\s+than|apart\s+from)\b|n['’]t\b|不|只"
    r"|\b(?:treat|discuss|comput|deriv|consider|deal)\w*\s+(?:\w+\s+)?(?:below|above|later|next|separately)\b",
    re.I,
)
_UNDENIED = later(
    r"\b(?:not?\s+(?:\w+\s+)?(?:different|change\w*|only|just|matter|need\w*|necessary|required))\b",
    re.I,
)
# what a sentence may say it of
_FORMULA = later(
    r"(?:\b(?:for|of|at|if|when|to|case|with|word|class|index|für|pour|para|wenn|si)\s+(?:\w+\s+){0,2}"
    r"|(?P<related>))(?:\$(?P<dollar>[^$\n]{1,40})\$|\\\((?P<paren>.{1,40}?)\\\))",
    re.IGNORECASE,
)
# “and the same for w = o”, without dollars
_UNMARKED = later(r"(?<![\w$\\])([A-Za-z]\s*(?:=|≠|!=)\s*[A-Za-z0-9])(?![\w$\\])")
_RELATED = later(r"[=≠<>≤≥]|\\(?:n?eq?|[lg](?:eq?|t))(?![a-z])")
_CASE = later(
    r"\b(?:other|remaining|second|opposite|true|correct|target|observed|outside|positive|negative"
    r"|actual)\s+(?:case|word|class|label|one|token|index|term|sign|values?)s?\b"
    r"|\b(?:all|every|any|each|either|both)\s+(?:other\s+)?(?:cases?|words?|values?|signs?|\$)"
    r"|\bthe\s+(?:others?|rest)\b|\bzero\b|\b(?:ander\w+|übrig\w+)\s+Fall\b|autre\s+cas|otro\s+caso"
    r"|其他|另一",
    re.IGNORECASE,
)
# beside w ≠ o the other words are those of the condition
_APART = later(r"≠|\\neq?(?![a-z])")
_THE_OTHERS = later(
    r"\b(?:other|remaining)\s+(?:words?|class(?:es)?|labels?|tokens?|ind(?:ex|ices)|terms?)\b", re.I
)
_SIDES = later(r"[=≠<>≤≥,]|\\[lg](?:eq?|t)(?![a-z])")
# “x ≠ 0”, “x > 0”: where both sides are defined
_DEFINED = later(r"(\\?\w+) [≠>] 0")
_LEFT_OUT = later(
    r"\b(?:un|in)defined|\b(?:exclud|fail|otherwise|else|limit|cases?\b)", re.IGNORECASE
)
# what ends the formula itself
_CLOSED = later(r"(?:\s|\$|\\[\])]|\\end\{\w+\*?\}|(?<=\s)[.,]|[.,;](?=\s*(?:\$|\\[\])]|\\end)))*")
_NEAR = 300  # characters behind a formula that are looked at


def spare_widened(document: Document, part: Part, judged: Sequence[Judged]) -> list[Judged]:
    """Return the chains of a part, none proved under a condition that is then said to go."""
    judged = [_within(own, chain) for chain, own in zip(part.chains, judged, strict=True)]
    claims = zip(part.chains, judged, strict=True)
    starts = sorted(one.members[0].span.start for one, own in claims if _claims(own))
    text = document.source.text
    return [
        _spared(own, chain, text, starts) if any(map(_is_conditional, own.steps)) else own
        for chain, own in zip(part.chains, judged, strict=True)
    ]


def _claims(own: Judged) -> bool:
    """Whether a chain is more than the condition of a sentence, “$w = o$ is allowed, too”."""
    return any(step.code not in ("assumed", "index-as-value") for step in own.steps)


def _within(own: Judged, chain: Chain) -> Judged:
    """Return a chain, no step proved that is said of what it is not defined for."""
    words = (leading_sentence(chain.before), chain.after, *chain.remarks)
    said = [one for one in words if "=" in one and not _DENIED.search(one)]
    said = [re.sub(r"\s*=\s*", "=", one) for one in said if not _LEFT_OUT.search(one)]
    if not said:
        return own
    return replace(own, steps=tuple(_where_defined(step, said) for step in own.steps))


def _where_defined(step: StepFinding, said: Sequence[str]) -> StepFinding:
    if step.verdict is not Verdict.PROVED:
        return step
    letters = [
        found[1]
        for one in step.conditions
        if one.source != "stated" and (found := _DEFINED.fullmatch(one.text))
    ]
    for letter in letters:
        name = re.escape(letter)
        for words in said:
            zero = re.search(rf"(?<![\w\\}}^_]){name}=0(?![\d.])", words)
            if zero and not re.search(rf"{name}\s*(?:≠|\\neq?|>|<|\\[lg]t)", words):
                message = f"it holds where {letter} is not 0, and it is said for {zero.group()}"
                return not_proved(step, CODE, message)
    return step


def _spared(own: Judged, chain: Chain, text: str, starts: Sequence[int]) -> Judged:
    lead = _in_the_lead(leading_sentence(chain.before))
    words = lead or next(_widening(text, chain.end, starts, own), None)
    if words is None:
        return own
    message = f"it holds under its condition; “{words}” says more, and nothing shows that"
    steps = (
        not_proved(step, CODE, message) if _is_conditional(step) else step for step in own.steps
    )
    return replace(own, steps=tuple(steps))


def _is_conditional(step: StepFinding) -> bool:
    """Whether a step is proved under a condition that the text states."""
    stated = any(one.source == "stated" for one in step.conditions)
    return step.verdict is Verdict.PROVED and stated


def _widening(text: str, end: int, starts: Sequence[int], own: Judged) -> Iterator[str]:
    """Yield sentences behind a formula that say it of another case, and write none for that."""
    said = {_bare(c.text) for step in own.steps for c in step.conditions if c.source == "stated"}
    letters = {letter for one in said for letter in _letters(one)}
    apart = bool(said) and all(_APART.search(one) for one in said)
    following = next((start for start in starts if start >= end), len(text))
    closed = _CLOSED.match(text, end)
    at = end if closed is None else closed.end()
    while at < min(end + _NEAR, len(text)):
        stop = SENTENCE_END.search(text, at)
        after = stop.end() if stop is not None else len(text)
        if following < after:
            return
        sentence = text[at:after]
        found = _ALIKE.search(sentence)
        if found and not _DENIED.search(_UNDENIED.sub(" ", sentence)):
            formulas = {one for one in map(_bare, _named(sentence)) if letters & _letters(one)}
            case = _CASE.search(_THE_OTHERS.sub(" ", sentence) if apart else sentence)
            if formulas - said or (not formulas and case):
                yield " ".join(sentence.strip(" $.,;\n").split())
        at = after


def _in_the_lead(sentence: str) -> str:
    """Return what is said behind a condition, “, and likewise for the true word”."""
    _, formula, tail = sentence.rpartition("$")
    found = _ALIKE.search(tail) and _CASE.search(_THE_OTHERS.sub(" ", tail))
    return (
        " ".join(tail.strip(" ,:").split())
        if formula and found and not _DENIED.search(tail)
        else ""
    )


def _named(sentence: str) -> Iterator[str]:
    """Yield the formulas of a sentence that may name a case: “$w = o$”, “for $o$”."""
    for found in _FORMULA.finditer(sentence):
        formula = found["dollar"] or found["paren"]
        if found["related"] is None or _RELATED.search(formula):
            yield formula
    yield from (found[1].replace("!=", "≠") for found in _UNMARKED.finditer(sentence))


def _letters(formula: str) -> frozenset[str]:
    """Return what a formula compares, and the formula if it compares nothing."""
    return frozenset(filter(None, _SIDES.split(formula)))


def _bare(formula: str) -> str:
    return re.sub(r"\s|[$.,;]|\\[,;!]", "", _APART.sub("≠", formula))
