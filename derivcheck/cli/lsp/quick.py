"""What an edit changed, checked at once: chains that are as they were keep their findings.

A complete check reads every formula twice and looks for slips.  While a person types, only the
chains that changed are judged, by the fast witnesses, in a document that is cut down to them and
to what they rest on; conventions that were inferred are kept.  Where an edit changes what other
chains rest on (a definition, an assumption, a declaration in words), all of them are judged anew.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from derivcheck.check import Options, check_document
from derivcheck.check.comments import ignored_codes
from derivcheck.check.conventions.document import conventions_of, inferred_in
from derivcheck.check.expectations import apply_expectations, read_expectations, without
from derivcheck.check.finding import Answer, DocumentFinding, PartFinding, StepFinding, Verdict
from derivcheck.check.judging.phrases import assumes, assumption_in, may_be_condition
from derivcheck.document.model import Chain, Document, Member
from derivcheck.document.tokens.token import span_of
from derivcheck.engine.decision import Decision
from derivcheck.problem import Problem
from derivcheck.source import Span

FAST = ("modular", "balls")
SEED = b"while a person types"

Key = tuple[Any, ...]
Steps = tuple[StepFinding, ...]
NO_ANSWER = Answer(None, "none")


class Kept(dict[bytes, Decision]):
    """Decisions of this session."""

    def recall(self, key: bytes) -> Decision | None:
        """Return a decision that was kept."""
        return self.get(key)

    def keep(self, key: bytes, decision: Decision) -> None:
        """Keep a decision."""
        self[key] = decision


class Known(Struct, frozen=True):
    """What is known of a document: its finding, its chains' findings by content, its words."""

    finding: DocumentFinding
    chains: dict[Key, tuple[int, Steps]]
    said: Key


class Quick(Struct):
    """The fast check of one document, from edit to edit."""

    problem: Problem | None
    options: Options = field(default_factory=Options)
    memory: Kept = field(default_factory=Kept)
    known: Known | None = None

    def check(self, document: Document) -> DocumentFinding:
        """Return what is found, without slips; raises `ProblemError` as `check_document` does."""
        known, said = self.known, self._said(document)
        finding = None
        if known is not None and known.said == said:
            finding = self._changed(document, known)
        if finding is None:
            finding = check_document(document, self.problem, self._options())
        self.known = Known(finding, dict(_by_content(finding)), said)
        return finding

    def _said(self, document: Document) -> Key:
        """Return what a document says besides its chains, as far as it may bear on them."""
        stated = conventions_of(document, self.problem, self.options.conventions)
        signs = sorted(sign.span.start for chain in _chains(document) for sign in chain.relations)
        spans = [(one, span_of(one.tokens)) for one in document.formulas if one.tokens]
        beside = (
            (one.latex, one.before, one.after)
            for one, span in spans
            if bisect_left(signs, span.start) == bisect_left(signs, span.end)  # no sign inside
        )
        return tuple(stated.values.items()), tuple(beside), document.macros, ignored_codes(document)

    def _options(self, inferred: tuple[tuple[str, str], ...] = ()) -> Options:
        conventions = (*inferred, *self.options.conventions)
        fast = replace(self.options, witnesses=FAST, conventions=conventions)
        return replace(fast, memory=self.memory, seed=SEED)

    def _changed(self, document: Document, known: Known) -> DocumentFinding | None:
        """Return the finding with what changed judged anew; None where that is not enough."""
        keys = {id(chain): key for chain, key in _keyed(document)}
        wanted = {chain for chain, key in keys.items() if key not in known.chains}
        lost = known.chains.keys() - set(keys.values())
        if any(_assumes(key) or _defines(known.chains[key][1]) for key in lost):
            return None
        cut = _cut(document, wanted, keys, known)
        taken = inferred_in(known.finding.conventions, self.problem)
        judged = check_document(cut, self.problem, self._options(taken)) if wanted else None
        found = _by_sign(judged) if judged else {}
        new = [found[sign.span.start] for chain in _chains(document) if id(chain) in wanted
               for sign in chain.relations]  # fmt: skip
        if _defines(new) or any(_assumes(keys[one]) for one in wanted):
            return None
        parts = []
        for part in document.parts:
            steps: list[StepFinding] = []
            for chain in part.chains:
                if id(chain) in wanted:
                    own = tuple(found[sign.span.start] for sign in chain.relations)
                else:
                    own = _moved(chain, *known.chains[keys[id(chain)]])
                for step, sign in zip(own, chain.relations, strict=True):
                    id_ = f"{part.id}.{len(steps) + 1}"
                    steps.append(replace(step, id=id_, relation=sign))
            parts.append(PartFinding(part, tuple(steps), NO_ANSWER))
        return _with_expectations(replace(known.finding, document=document, parts=tuple(parts)))


def _keyed(document: Document) -> Iterator[tuple[Chain, Key]]:
    """Yield each chain with its content: tokens, places relative to each other, words around."""
    for part in document.parts:
        seen: dict[Key, int] = {}
        for chain in part.chains:
            start = _start(chain)
            tokens = tuple(
                (token.text, token.span.start - start, token.span.end - start)
                for member in chain.members
                for token in member.tokens
            )
            signs = tuple((sign.sign, sign.left, sign.right) for sign in chain.relations)
            words = (chain.before, chain.remarks, chain.after, chain.spoken)
            key = (part.id, tokens, signs, words)
            seen[key] = seen.get(key, 0) + 1
            yield chain, (*key, seen[key])


def _start(chain: Chain) -> int:
    return min(chain.relations[0].span.start, *(member.span.start for member in chain.members))


def _by_content(finding: DocumentFinding) -> Iterator[tuple[Key, tuple[int, Steps]]]:
    found = _by_sign(finding)
    for chain, key in _keyed(finding.document):
        steps = tuple(found[sign.span.start] for sign in chain.relations)
        yield key, (_start(chain), steps)


def _by_sign(finding: DocumentFinding) -> dict[int, StepFinding]:
    return {step.relation.span.start: step for part in finding.parts for step in part.steps}


def _cut(document: Document, wanted: set[int], keys: dict[int, Key], known: Known) -> Document:
    """Return a document with the chains that are wanted, and those that they may rest on."""
    parts = []
    for part in document.parts:
        kept = tuple(
            chain
            for at, chain in enumerate(part.chains)
            if id(chain) in wanted
            or _carries(keys[id(chain)], known.chains.get(keys[id(chain)]))
            or (at == 0 and any(id(other) in wanted for other in part.chains))
        )
        if kept:
            parts.append(replace(part, chains=kept))
    return replace(document, parts=tuple(parts), directives=())


def _chains(document: Document) -> Iterator[Chain]:
    return (chain for part in document.parts for chain in part.chains)


def _carries(key: Key, known: tuple[int, Steps] | None) -> bool:
    """Return whether what comes after a chain may rest on it."""
    return known is None or _defines(known[1]) or _assumes(key)


def _defines(steps: Iterable[StepFinding]) -> bool:
    return any(step.verdict is Verdict.GIVEN for step in steps)


def _assumes(key: Key) -> bool:
    """Return whether the words around a chain may hold beyond it."""
    before, remarks, after, _ = key[3]
    words = " ".join((before, *remarks, after))
    return bool(assumes(words) or assumption_in(words) or may_be_condition(words, before=True))


def _moved(chain: Chain, start: int, steps: Steps) -> Steps:
    """Return the findings about a chain at the place where it stands now."""
    by = _start(chain) - start
    return steps if by == 0 else tuple(_step_moved(step, by) for step in steps)


def _step_moved(step: StepFinding, by: int) -> StepFinding:
    return replace(
        step,
        lhs=_member_moved(step.lhs, by) if step.lhs else None,
        rhs=_member_moved(step.rhs, by),
        span=_span_moved(step.span, by) if step.span else None,
        remarks=tuple(replace(one, span=_span_moved(one.span, by)) for one in step.remarks),
    )


def _member_moved(member: Member, by: int) -> Member:
    return replace(member, span=_span_moved(member.span, by), tokens=())


def _span_moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _with_expectations(finding: DocumentFinding) -> DocumentFinding:
    document = finding.document
    expectations, broken = read_expectations(document)
    plain = tuple(step for part in finding.parts for step in part.steps)
    plain = tuple(replace(step, expected=None, as_expected=None) for step in plain)
    by_verdict = tuple(one.by_verdict for one in expectations)
    steps, unused = apply_expectations(plain, by_verdict, document)
    ignored = ignored_codes(document)
    rest = iter(without(step, ignored) for step in steps)
    parts = tuple(
        replace(part, steps=tuple(next(rest) for _ in part.steps)) for part in finding.parts
    )
    diagnostics = (*document.diagnostics, *broken, *unused)
    return replace(finding, parts=parts, diagnostics=diagnostics)
