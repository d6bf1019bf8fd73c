"""Conditions that stand as a formula of their own in a sentence: “If $a > 0$, then”, a display."""

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from derivcheck.check.chains import Judged
from derivcheck.check.finding import Verdict
from derivcheck.check.phrases import last_sentence
from derivcheck.document.model import Chain

# what a sentence says right before such a formula
_OPENS = re.compile(
    r"\b(?:if|when|whenever|while|suppose|supposing|assume|assuming|provided|given)"
    r"(?:\s+(?:now|that|we have|instead|further))*\s*$|(?:当|若|如果|假设)\s*$",
    re.IGNORECASE,
)
_IF = re.compile(r"\b(?:if|when|whenever|while)\b[^.]*$|(?:当|若|如果)\s*$", re.IGNORECASE)
_THEN = re.compile(
    r"(?:[\s.,:;]|\b(?:then|so|hence|thus|now|we|have|get|obtain|it|follows|that)\b|则|那么|有)*",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?;。！？；]|\n\s*\n\s*\S")


def is_condition(chain: Chain) -> bool:
    """Whether a chain is the condition of the sentence that it stands in."""
    return len(chain.relations) == 1 and bool(_OPENS.search(last_sentence(chain.before)))


def as_condition(chain: Chain, judged: Judged) -> Judged:
    """Return a chain as the condition that it is: it claims nothing.

    What is supposed to be equal is judged first, as a quoted statement may be wrong.
    """
    (step,) = judged.steps
    open_ends = (Verdict.REFUTED, Verdict.UNDECIDED) if _IF.search(chain.before) else ()
    if step.code != "relation" and step.verdict not in open_ends:
        return judged
    message = "a condition; what its sentence says is judged under it"
    given = replace(step, verdict=Verdict.GIVEN, code="assumed", message=message, witness=None)
    return replace(judged, steps=(given,))


def under_conditions(chains: Iterable[Chain]) -> Iterator[Chain]:
    """Yield chains with the conditions that their sentences state before them.

    A condition goes on while formulas follow one another without a new sentence; what is supposed
    goes on over the word “then”.
    """
    words: str | None = None
    supposed = False  # by the formula right before
    for chain in chains:
        goes_on = supposed and _THEN.fullmatch(chain.before)
        if words is not None and not goes_on and _ENDS.search(chain.before.strip()):
            words = None
        supposed = is_condition(chain)
        if supposed:
            words = f"if ${written(chain)}$"
            yield chain
        else:
            yield chain if words is None else replace(chain, remarks=(*chain.remarks, words))


def condition_of(chain: Chain) -> str | None:
    """Return the condition that a chain was given by its sentence."""
    return next((words for words in chain.remarks if words.startswith("if $")), None)


def written(chain: Chain) -> str:
    """Return the only relation of a chain as it stands."""
    relation = chain.relations[0]
    left, right = chain.members[relation.left], chain.members[relation.right]
    return f"{left.latex} {relation.written} {right.latex}"
