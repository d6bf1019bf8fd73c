"""What an edit changed, checked at once: chains that are as they were keep their findings.

A complete check reads every formula twice and looks for slips.  While a person types, only the
chains that changed are judged, by the fast witnesses, in a document that is cut down to them and
to what they rest on; conventions that were inferred are kept.  Where an edit changes what other
chains rest on, these are judged anew: those of its part where an assumption came or went or where
undeclared letters are read by their use, all where a definition or a declaration in words did.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from derivcheck.check import Options, check_document
from derivcheck.check.comments import ignored_codes
from derivcheck.check.conventions.document import conventions_of, inferred_in
from derivcheck.check.expectations import apply_expectations, read_expectations, without
from derivcheck.check.finding import Answer, DocumentFinding, PartFinding, StepFinding, Verdict
from derivcheck.check.judging.phrases import assumes, assumption_in, may_be_condition
from derivcheck.check.judging.without_left import NOTHING_BEFORE
from derivcheck.check.names.declarations import PREAMBLE
from derivcheck.document.members import plain_member
from derivcheck.document.model import Chain, Document, Member
from derivcheck.document.tokens.token import span_of
from derivcheck.engine.decision import Decision
from derivcheck.problem import Problem
from derivcheck.source import Span
from derivcheck.syntax import parse
from derivcheck.syntax import tree as t

FAST = ("modular", "balls")
SEED = b"while a person types"


class Key(Struct, frozen=True, cache_hash=True):
    """A chain by its content, wherever it stands in its part, and the words around it.

    It is asked for dozens of times an edit, and is made of hundreds of tokens.
    """

    part: str
    tokens: tuple[tuple[str, int, int], ...]  # places from where the chain begins
    signs: tuple[tuple[str, int, int], ...]
    words: tuple[Any, ...]
    number: int  # of the chains of its part that are the same


Keys = Mapping[int, Key]  # by the ids of a document's chains
Steps = tuple[StepFinding, ...]
Judged = tuple[int, Steps]  # a chain's findings, and where it stood
Earlier = Mapping[tuple[Key, Key | None], Judged]  # by a chain and the one before it
NO_ANSWER = Answer(None, "none")
MOST_EARLIER = 2_000  # chains of texts before this one whose findings are kept


class Kept(dict[bytes, Decision]):
    """Decisions of this session."""

    def recall(self, key: bytes) -> Decision | None:
        """Return a decision that was kept."""
        return self.get(key)

    def keep(self, key: bytes, decision: Decision) -> None:
        """Keep a decision."""
        self[key] = decision


class Known(Struct, frozen=True):
    """What is known of a document: its finding, its chains' findings by content, its words.

    ``chains`` is in their order.  ``earlier`` are findings of chains that edits took away, and
    that another may bring back to where they stood.
    """

    finding: DocumentFinding
    chains: Mapping[Key, Judged]
    said: tuple[Any, ...]
    earlier: Earlier


class Quick(Struct):
    """The fast check of one document, from edit to edit."""

    problem: Problem | None
    options: Options = field(default_factory=Options)
    memory: Kept = field(default_factory=Kept)
    known: Known | None = None

    def check(self, document: Document) -> DocumentFinding:
        """Return what is found, without slips; raises `ProblemError` as `check_document` does."""
        known, said = self.known, self._said(document)
        keys = _keys_of(document)
        changed = None
        if known is not None and known.said == said:
            changed = self._changed(document, keys, known)
        finding, earlier = changed or (check_document(document, self.problem, self._options()), {})
        self.known = Known(finding, dict(_by_content(document, finding, keys)), said, earlier)
        return finding

    def _said(self, document: Document) -> tuple[Any, ...]:
        """Return what a document says besides its chains, as far as it may bear on them."""
        stated = conventions_of(document, self.problem, self.options.conventions)
        signs = sorted(sign.span.start for chain in document.chains() for sign in chain.relations)
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

    def _changed(
        self, document: Document, keys: Keys, known: Known
    ) -> tuple[DocumentFinding, Earlier] | None:
        """Return the finding with what changed judged anew, and earlier ones that still hold.

        None where that is not enough.
        """
        chains = {keys[id(chain)]: chain for chain in document.chains()}
        lost = {key: known.chains[key] for key in known.chains.keys() - chains.keys()}
        if _moves(chains, known) or any(_defines(steps) for _, steps in lost.values()):
            return None
        earlier = {**known.earlier, **dict(_in_order(known.chains))}
        old = {**dict(_back(chains, earlier)), **known.chains}
        came = chains.keys() - old.keys()
        unsure = {key.part for key in (*lost, *came) if _assumes(key)} | _by_use(lost)
        found = self._found(document, keys, chains, old, unsure, known)
        changed = {*lost, *came}
        more = set[str]()
        if found:
            more = _by_use({key: found[key] for key in came}) | _in_pairs(found, lost, changed)
        # a part of which all chains came was judged as a whole
        if more := more & {key.part for key in chains if key not in came} - unsure:
            unsure |= more
            found = self._found(document, keys, chains, old, unsure, known)
        new = {*came, *(key for key in chains if key.part in unsure)}
        if not found or any(_defines(found[key][1]) for key in new):
            return None
        finding = replace(
            known.finding, document=document, parts=tuple(_parts(document, keys, found))
        )
        earlier = {pair: one for pair, one in earlier.items() if pair[0].part not in unsure}
        return _with_expectations(finding), earlier if len(earlier) <= MOST_EARLIER else {}

    def _found(
        self,
        document: Document,
        keys: Keys,
        chains: Mapping[Key, Chain],
        old: Mapping[Key, Judged],
        unsure: set[str],
        known: Known,
    ) -> Mapping[Key, Judged]:
        """Return the findings of a document's chains, old ones but in parts that are unsure.

        None at all where what stands before the parts is.
        """
        if PREAMBLE in unsure:
            return {}
        kept = {key: old[key] for key in chains.keys() & old.keys() if key.part not in unsure}
        wanted = chains.keys() - kept.keys()
        if not wanted:
            return kept
        cut = _cut(document, keys, wanted, known)
        taken = inferred_in(known.finding.conventions, self.problem)
        found = _by_sign(check_document(cut, self.problem, self._options(taken)))
        for key in wanted:
            steps = tuple(found[sign.span.start] for sign in chains[key].relations)
            kept[key] = _start(chains[key]), steps
        return kept


def _keys_of(document: Document) -> Keys:
    """Return the keys of a document's chains."""
    keys: dict[int, Key] = {}
    for part in document.parts:
        seen: Counter[Key] = Counter()
        for chain in part.chains:
            start = _start(chain)
            tokens = tuple(
                (token.text, token.span.start - start, token.span.end - start)
                for member in chain.members
                for token in member.tokens
            )
            signs = tuple((sign.sign, sign.left, sign.right) for sign in chain.relations)
            words = (chain.before, chain.remarks, chain.after, chain.doubtful, chain.spoken)
            key = Key(part.id, tokens, signs, words, 1)
            seen[key] += 1
            keys[id(chain)] = key if seen[key] == 1 else replace(key, number=seen[key])
    return keys


def _moves(chains: Iterable[Key], known: Known) -> bool:
    """Whether chains have changed places: what one rests on stands before it."""
    here = [key for key in chains if key in known.chains]
    still = set(here)
    return here != [key for key in known.chains if key in still]


def _in_order(chains: Mapping[Key, Judged]) -> Iterator[tuple[tuple[Key, Key | None], Judged]]:
    """Yield the findings of chains, each by the chain and the one before it."""
    yield from zip(zip(chains, (None, *chains), strict=False), chains.values(), strict=True)


def _back(chains: Iterable[Key], earlier: Earlier) -> Iterator[tuple[Key, Judged]]:
    """Yield what was found of chains of an earlier text, where they stand behind the same one."""
    keys = tuple(chains)
    for pair in zip(keys, (None, *keys), strict=False):
        if pair in earlier:
            yield pair[0], earlier[pair]


def _by_use(changed: Mapping[Key, Judged]) -> set[str]:
    """Return the parts in which a chain that came or went has letters that are read by their use.

    All chains of a part together tell what such a letter is: δ_{ij} is Kronecker's as long as
    there is no δ_j.
    """
    return {key.part for key, (_, steps) in changed.items() if any(map(_is_open, steps))}


def _in_pairs(
    found: Mapping[Key, Judged], lost: Mapping[Key, Judged], changed: set[Key]
) -> set[str]:
    """Return the parts with a change in which two wrong claims may be two cases of one answer.

    Both stand there now, or one that stands there was spared for one that is gone.
    """
    here, gone = (
        {key for key, (_, steps) in judged.items() if any(map(_may_be_case, steps))}
        for judged in (found, lost)
    )
    alone = {key.part for key in here - changed} & {key.part for key in gone}
    claims = Counter(key.part for key in here)
    parts = {key.part for key in changed}
    return parts & (alone | {part for part, number in claims.items() if number > 1})


def _may_be_case(step: StepFinding) -> bool:
    """Whether a step fails, or was spared, that may hold for some of its indices."""
    sides = (step.lhs, step.rhs)
    indexed = any(side is not None and "_" in side.latex for side in sides)
    return indexed and (step.verdict is Verdict.REFUTED or step.code == "unread-condition")


def _is_open(step: StepFinding) -> bool:
    inferred = any(one.code == "inferred-symbol" for one in step.remarks)
    return inferred or step.verdict is Verdict.UNREAD


def _parts(document: Document, keys: Keys, found: Mapping[Key, Judged]) -> Iterator[PartFinding]:
    for part in document.parts:
        steps: list[StepFinding] = []
        for chain in part.chains:
            own = _moved(chain, *found[keys[id(chain)]])
            for step, sign in zip(own, chain.relations, strict=True):
                id_ = f"{part.id}.{len(steps) + 1}"
                steps.append(replace(step, id=id_, relation=sign))
        yield PartFinding(part, tuple(steps), NO_ANSWER)


def _start(chain: Chain) -> int:
    return min(chain.place, *(member.span.start for member in chain.members))


def _by_content(
    document: Document, finding: DocumentFinding, keys: Keys
) -> Iterator[tuple[Key, Judged]]:
    """Yield what was found of a document's chains; the finding's own may be read otherwise."""
    found = _by_sign(finding)
    for chain in document.chains():
        steps = tuple(found[sign.span.start] for sign in chain.relations)
        yield keys[id(chain)], (_start(chain), steps)


def _by_sign(finding: DocumentFinding) -> dict[int, StepFinding]:
    return {step.relation.span.start: step for part in finding.parts for step in part.steps}


def _cut(document: Document, keys: Keys, wanted: set[Key], known: Known) -> Document:
    """Return a document with the chains that are wanted, and those that they may rest on.

    Names that are defined may be used anywhere; what is assumed holds in its part, or in all if
    it is said before the parts.
    """
    parts = []
    for part in document.parts:
        own = [keys[id(chain)] for chain in part.chains]
        asked = not wanted.isdisjoint(own)
        here = asked or part.id == PREAMBLE
        kept = tuple(
            chain
            for key, chain in zip(own, part.chains, strict=True)
            if key in wanted or _carries(key, known, here=here) or (asked and key is own[0])
        )
        if kept:
            parts.append(replace(part, chains=kept))
    return replace(document, parts=tuple(parts), directives=())


def _carries(key: Key, known: Known, *, here: bool) -> bool:
    """Whether what is wanted may rest on a chain; ``here`` if what that assumes holds for it."""
    judged = known.chains.get(key)
    return (judged is not None and _defines(judged[1])) or (here and _assumes(key))


def _defines(steps: Steps) -> bool:
    """Whether a chain says what a name is, or claims it behind a member that was not read."""
    claims = any(step.code == NOTHING_BEFORE[0] for step in steps)
    return any(step.verdict is Verdict.GIVEN for step in steps) or (claims and _may_name(steps[0]))


def _may_name(first: StepFinding) -> bool:
    """Whether a chain may begin with a name: it does not with a derivative."""
    member = plain_member(first.lhs.latex) if first.lhs is not None else None
    tree = parse(member.tokens) if member is not None and member.tokens else None
    return not isinstance(tree, (t.Derive, t.Gradient))


def _assumes(key: Key) -> bool:
    """Return whether the words around a chain may hold beyond it."""
    before, remarks, after, doubtful, _ = key.words
    words = " ".join((before, *remarks, after, *doubtful))
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
