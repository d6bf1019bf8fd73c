"""A loss further down beside words on another one, of which no formula says what it is.

Whoever has said L = −log ŷ_o and writes ∂L/∂v_c under “## Negative sampling” may mean the L of that
section.  So what fails of the L above is not refuted there.  And where words change the loss, “we
add weight decay”, “the loss is doubled”, a gradient of it as it was is not proved, until a formula
says anew what it is.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from derivcheck.check.finding import Verdict, undecided
from derivcheck.check.judging.chains import Judged
from derivcheck.check.names.declarations import PREAMBLE
from derivcheck.check.names.in_code import assigned_in_code
from derivcheck.check.names.losses_named import change_of_loss, losses_named_in
from derivcheck.check.names.words_on_losses import beside, notes, plain
from derivcheck.check.reading.members import Reading
from derivcheck.check.reading.own_names import Names
from derivcheck.document.model import Chain, Document, Part
from derivcheck.elaborate.kinds import bare_key, names_in
from derivcheck.elaborate.signature import Signature, take_apart
from derivcheck.source.pattern import SENTENCE_END, later
from derivcheck.syntax import tree as t

_SAID = (Verdict.PROVED, Verdict.GIVEN)
_MAY_BE = (
    "it does not hold of the {0} that was defined above; “{1}…” may say that {0} is another loss "
    "here"
)
_CHANGED = (
    "it holds of the {0} that was known; “{1}” may say that {0} is another one here: write what it "
    "is"
)
_CUT = later(
    r"\b(?:no\s+gradients?|stop[- ]gradients?|detached)\b"
    r"|\b(?:factor|term|copy|occurrence|part|sum)\b[^.\n]{0,30}\b(?:(?:held|kept)\s+(?:fixed|constant)"
    r"|(?:treated|regarded|considered|seen)\s+as\s+(?:an?\s+)?constants?)\b"
    # what the formula lacks: “$f(w) = w^2$ plus a penalty”, “with a leak of 0.1”
    r"|(?<=\$)[\s,]*(?:plus|minus|times|divided\s+by)\s+(?:an?|the|some|its|our)\s+"
    r"(?![^.$\n]{0,20}\bconst)[^.$\n]{1,30}"
    r"|(?<=\$)[\s,]*(?:plus|minus|times|divided\s+by)\s+(?=[$\d])"
    r"|(?<=\$)[\s,(]*(?:(?:but|and|then|which|that|we|is|are)\s+)*"
    r"(?:(?:multipl|divid|rescal|scal|shift|increas|decreas|reduc|rais)\w*\s+(?:it\s+)?(?:by|to)\b"
    r"|compos\w+\s+with\b|clip\w*|cap(?:s|ped)?\b|truncat\w+|negat\w+|halv\w+|doubl\w+|add\b)"
    r"|(?<=\$)[\s,]*(?:but\s+(?:with|for|without)|up\s+to\s+(?:an?|the|some|its)\s+"
    r"(?:\w+\s+)?(?:factor|sign|scal\w+))\b"
    # “where the first row of $X$ is missing”, “where the residuals are weighted”
    r"|\b(?:rows?|columns?|samples?|entry|entries|points?|terms?)\s+(?:of\s+\$[^$\n]{1,12}\$\s+)?(?:is|are)\s+"
    r"(?:missing|left\s+out|dropped|removed|omitted|skipped|excluded)\b"
    r"|\b(?:residuals?|errors?|losses|terms?|samples?|summands?)\s+(?:is|are)\s+"
    r"(?:re-?)?(?:weighted|scaled|clipped|doubled|halved)\b"
    # “$g(x) = x^2$, where the exponent should be 3”, “(rounded to integers)”
    r"|\b(?:exponent|factor|sign|constant|power|coefficient|number|it|this)\s+should\s+(?:be|read)\b"
    r"|\brounded\s+to\b|\b(?:in|for)\s+the\s+(?:first|older|old|second|third|previous)\s+edition\b"
    r"|\bleak\w*|\bnot\s+(?:regulari[sz]|penali[sz])ed\b",
    re.IGNORECASE,
)
_CONSTANT = r"(?:constants?|fixed|frozen|detached)\b"
_HELD = later(
    rf"\b(?:treat|regard|consider|hold|keep|fix|freez)\w*\s+(?:the\s+\w+\s+)?\$\s*(?P<key>[^$\n]{{1,12}}?)\s*\$\s+"
    rf"(?:(?:as|to\s+be|an?)\s+)*{_CONSTANT}|\$\s*(?P<other>[^$\n]{{1,12}}?)\s*\$\s+is\s+(?:(?:now|here)\s+)*"
    rf"(?:(?:held|kept|treated|regarded|considered)\s+)?(?:(?:as|an?)\s+)*{_CONSTANT}(?!\s+under)",
    re.IGNORECASE,
)
# the end of a display behind which another sentence begins
_DISPLAYED = later(r"(?:\$\$|\\\]|\\end\{\w+\*?\})(?=\s*[A-Z#])")


def spare_other_losses(
    document: Document,
    part: Part,
    judged: Sequence[Judged],
    known: Sequence[Names],
    signature: Signature,
    *,
    problem: bool,
) -> list[Judged]:
    """Return the chains of a part, nothing decided of a name that may be another loss.

    Where there is a ``problem``, what words change may be what that defines.
    """
    text = document.source.text
    defined = _defined(signature, problem=problem)
    said: dict[str, int] = {}  # where a row of the part says what a name is, newest
    out: list[Judged] = []
    stops = (*(_start(chain) for chain in part.chains[1:]), part.span.end)[: len(part.chains)]
    for chain, one, names, stop in zip(part.chains, judged, known, stops, strict=True):
        begins = min(relation.span.start for relation in chain.relations)
        if any(step.verdict is Verdict.REFUTED for step in one.steps):
            places = ((key, names.places.get(key, -1)) for key in _derived(one.readings))
            found = ((key, _named_since(text, at, begins)) for key, at in places if at >= 0)
            meant = next(((key, words) for key, words in found if words), None)
            one = one if meant is None else _with(one, Verdict.REFUTED, _MAY_BE, *meant)
        if any(step.verdict is Verdict.PROVED for step in one.steps):
            changed = _changed(document, part, chain, (begins, stop), names, defined, said, one)
            one = one if changed is None else _with(one, Verdict.PROVED, _CHANGED, *changed)
        head = take_apart(one.readings[0].tree).key
        if one.steps and one.steps[0].verdict in _SAID:
            said[head] = begins
        out.append(one)
    return out


def _changed(
    document: Document,
    part: Part,
    chain: Chain,
    reach: tuple[int, int],
    names: Names,
    defined: Mapping[str, bool],
    said: Mapping[str, int],
    one: Judged,
) -> tuple[str, str] | None:
    """Return the loss that a chain begins with the derivative of, and words that change it.

    ``reach`` is from where the chain relates something to where the next one begins.
    """
    text, (begins, stop) = document.source.text, reach
    around = (*beside(text, chain, _start(chain), stop), *notes(text, part.span.start, stop))
    within = (key for key in _within(one.readings[:1]) if defined.get(key, False))
    for key in dict.fromkeys((*_derived(one.readings[:1]), *within)):
        place = max(names.places.get(key, -1), said.get(key, -1))
        own = place >= 0
        if not own and key not in defined:
            continue
        if own:
            behind = (one.search(text, place) for one in (SENTENCE_END, _DISPLAYED))
            end = min((found.start() for found in behind if found is not None), default=begins)
            before, since = text[:end], text[end:begins]
            # “…, where no gradient flows through the second factor” of a definition
            if (cut := _CUT.search(text, place, end)) is not None:
                return key, cut.group().strip()
        else:
            first = document.parts[0]
            opening = first.span.end if first.id == PREAMBLE else first.span.start
            since = text[:opening] if opening <= part.span.start else ""
            before, since = "", f"{since}\n\n{text[part.span.start : begins]}"
        start = place if own else 0 if first.id == PREAMBLE else part.span.start
        code = assigned_in_code(document.source, key, start, begins, own=own)
        if code is not None:
            return key, code
        # “…, where the scores are halved” behind the formula
        since = plain("\n\n".join((since, *around)))
        replaced = key in names.places or (not own and defined[key])
        words = _held(since, defined) or change_of_loss(since, before, key, replaced=replaced)
        if words is not None:
            return key, words
    return None


def _start(chain: Chain) -> int:
    return chain.members[0].span.start


def _defined(signature: Signature, *, problem: bool) -> dict[str, bool]:
    """Return the problem's losses, and what it defines that is no function: those are true."""
    losses = dict.fromkeys(signature.losses, False)
    others = (
        key
        for key, variants in signature.definitions.items()
        if problem and not variants[-1].own and variants[-1].head.arguments is None
    )
    return {**dict.fromkeys(others, True), **losses}


def _derived(readings: Iterable[Reading]) -> Iterator[str]:
    """Yield the names that members take derivatives of."""
    for reading in readings:
        for node in reading.tree.walk():
            if isinstance(node, t.Derive | t.Gradient) and node.operand is not None:
                yield from dict.fromkeys((bare_key(node.operand), take_apart(node.operand).key))
            elif isinstance(node, t.Scripts) and node.primes:
                yield bare_key(node.base)


def _within(readings: Iterable[Reading]) -> Iterator[str]:
    """Yield the names that stand in what members take derivatives of: α in ∂ log α_i/∂q.

    In ∂(L + λ‖w‖²)/∂w what words add to L is written.
    """
    for reading in readings:
        for node in reading.tree.walk():
            operand = node.operand if isinstance(node, t.Derive | t.Gradient) else None
            bare = operand.inner if isinstance(operand, t.Group) else operand
            if bare is not None and not isinstance(bare, t.Summands):
                yield from names_in(bare)


def _held(words: str, defined: Mapping[str, bool]) -> str | None:
    """Return words that hold something fixed which the problem defines: “treat $p$ as constant”."""
    found = (one for one in _HELD.finditer(words) if defined.get(one["key"] or one["other"]))
    return next((" ".join(one.group().split()) for one in found), None)


def _named_since(text: str, place: int, begins: int) -> str | None:
    """Return how a loss is called that no word up to a definition's paragraph has spoken of."""
    paragraph = text.find("\n\n", place)
    if not 0 <= paragraph < begins:
        return None
    before, since = text[:paragraph], text[paragraph:begins]
    return min(losses_named_in(since) - losses_named_in(before), default=None)


def _with(one: Judged, verdict: Verdict, why: str, key: str, words: str) -> Judged:
    """Return a chain of whose steps none has a verdict."""
    message = why.format(key, words)
    steps = tuple(
        replace(undecided(step, "which-loss", message), equals_start=None, scope=None)
        if step.verdict is verdict
        else step
        for step in one.steps
    )
    return replace(one, steps=steps)
