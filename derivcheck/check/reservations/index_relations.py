"""Relations of indices, “c = w_t”, “w ≠ o”, that stand alone: they say which is meant.

An index has no value, so there is nothing to prove or to refute.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from derivcheck.check.finding import StepFinding, Verdict
from derivcheck.document.model import Member
from derivcheck.document.tokens.phrases import is_bare
from derivcheck.document.tokens.token import Kind
from derivcheck.elaborate.signature import Signature

CODE = "assumed"
_UNREAD = ("index-as-value", "unknown-index")


def as_no_claims(steps: Iterable[StepFinding], signature: Signature) -> tuple[StepFinding, ...]:
    """Return steps of which those between two indices claim nothing."""
    return tuple(_as_no_claim(step, signature) for step in steps)


def _as_no_claim(step: StepFinding, signature: Signature) -> StepFinding:
    if step.verdict is not Verdict.UNREAD or step.code not in _UNREAD or step.lhs is None:
        return step
    both = all(_is_index(side, signature) for side in (step.lhs, step.rhs))
    if step.relation.sign not in ("=", "≠") or not both:
        return step
    message = "this says which index is meant, and claims nothing; it is not used"
    return replace(step, verdict=Verdict.GIVEN, code=CODE, message=message, span=None)


def _is_index(member: Member, signature: Signature) -> bool:
    """Whether a member is a letter for elements, perhaps with one below it: ``w``, ``w_t``."""
    if not member.tokens or member.tokens[0].kind is not Kind.LETTER:
        return False
    letter = member.tokens[0].text
    known = signature.symbols.get(letter)
    runs = signature.sort_of_letter(letter) is not None
    return (runs or (known is not None and known.kind == "element")) and is_bare(member.tokens)
