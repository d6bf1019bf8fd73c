"""A part judged chain by chain, each in the light of what stands above it in the part."""

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.check.asked_under import as_asked, as_sampled, may_turn_on_samples, or_proved
from derivcheck.check.finding import WRONG, Verdict
from derivcheck.check.judging.chains import Judged, Place, agreed, judge_chain, not_under
from derivcheck.check.judging.judge import Judge
from derivcheck.check.judging.phrases import assumes, assumption_in
from derivcheck.check.judging.stated import caption_of, states_own
from derivcheck.check.names.denials import denied_in
from derivcheck.check.names.settings import Settings
from derivcheck.check.other_words import about_other_words
from derivcheck.check.reading.function_heads import with_arguments
from derivcheck.check.reading.left_sides import names_on_the_left, ties_indices
from derivcheck.check.reading.members import Setting, part_entry, referent_of
from derivcheck.check.reading.own_names import Names, PartNames
from derivcheck.check.reading.primes import primes_of
from derivcheck.check.reservations.assumed import is_used
from derivcheck.check.reservations.conditional import (
    concerns,
    condition_of,
    element_numbered,
    goes_on,
    index_picked,
    let_together,
    order_in,
    said_behind,
    under_conditions,
)
from derivcheck.check.reservations.equations import joined_to_others
from derivcheck.check.reservations.hardly_claimed import still_at_a_point
from derivcheck.check.reservations.held_fixed import spare_held_fixed
from derivcheck.check.reservations.looser import loose_words
from derivcheck.check.reservations.own_meanings import spare_own_meanings
from derivcheck.check.reservations.redefined import unless_the_old
from derivcheck.check.reservations.sized_names import spare_sized_names, unless_borne_out
from derivcheck.check.sparing import Around, spare_chain
from derivcheck.document.model import Chain, Part
from derivcheck.problem.model import PartEntry
from derivcheck.syntax import tree as t
from derivcheck.term.core import IndexVar


class Draft(Struct, frozen=True):
    """A part whose chains were judged each for itself."""

    part: Part
    names: PartNames
    settings: Settings
    chains: tuple[Judged, ...]
    assumed: str | None  # what it assumes of symbols that the document has declared
    sized: frozenset[str]  # names that rest on a letter taken for a size

    @property
    def setting(self) -> Setting:
        """What the part's last names hold in, but those that are only claimed."""
        return self.settings.of(part_entry(self.settings.problem, self.part.id), self.names.sure)


class _Above(Struct, frozen=True):
    """What stands above a chain in its part and may be meant of it as well."""

    assumed: str | None  # the last assumption on what the document has declared; it is not used
    standing: str | None  # the first words that assume something, and were not understood
    case: str | None = None  # the condition that an earlier chain was said under
    numbered: str | None = None  # which one the true word is, as a condition
    order: str | None = None  # an inequality that stands alone
    near: bool = False  # whether nothing but “and so” was said since the chain with a condition
    loose: str | None = None  # words by which what stands here holds only so far
    point: str | None = None  # words by which what stands here holds at one point only
    words: str = ""
    heads: frozenset[str] = frozenset()  # the names that chains begin with
    steps: int = 0

    def reaching(self, chain: Chain, one_hot: Iterable[str]) -> "_Above":
        """Return what reaches a chain, the words before it among it.

        ``one_hot`` are the elements of which words may say which ones they are.
        """
        on = goes_on(chain)
        return replace(
            self,
            numbered=element_numbered(chain.before, one_hot) or self.numbered,
            standing=self.standing or assumption_in(chain.before),
            near=self.near and on,
            loose=loose_words(chain) or (self.loose if on else None),
            point=still_at_a_point(chain, self.point),
            words=f"{self.words} {chain.before}",
        )

    def below(
        self,
        chain: Chain,
        judged: Judged,
        assumed: str | None,
        picked: str | None,
        heads: Iterable[str],
    ) -> "_Above":
        """Return what stands above the next chain.

        Of this one are what it assumes, the case that it picks, the names that it begins with.
        """
        own = caption_of(chain) or condition_of(chain) or picked or said_behind(chain)
        standing = self.standing or assumed
        sure = all(s.verdict in (Verdict.PROVED, Verdict.GIVEN) for s in judged.steps)
        if standing is None and assumes(chain.before) and chain.relations and not sure:
            standing = f"assume {chain.members[0].latex} … {chain.members[-1].latex}"
        return replace(
            self,
            assumed=assumed or self.assumed,
            standing=standing,
            case=own or self.case,
            order=order_in(chain, judged) or self.order,
            near=self.near or own is not None,
            heads=self.heads.union(heads),
            steps=self.steps + len(judged.steps),
        )


class _Reading(Struct, frozen=True):
    """What a chain is judged in."""

    part: Part
    place: Place
    known: Names
    settings: Settings
    referent: t.Tree | None
    primes: Mapping[str, t.Tree]


def draft_of(
    part: Part,
    names: PartNames,
    settings: Settings,
    judge: Judge,
    assumed: str | None,
    sized: frozenset[str],
    text: str,
) -> Draft:
    """Return a part's chains as they are judged each for itself.

    ``settings`` are the part's own, ``assumed`` is what the document assumes of its symbols
    before all parts, ``sized`` are names above that rest on a letter taken for a size, ``text``
    is the document's.  Raises `ProblemError`.
    """
    own = settings.of(part_entry(settings.problem, part.id), names.end)
    words = own.signature.words
    referent = referent_of(part, own)
    judged: list[Judged] = []
    readings: list[_Reading] = []
    above = _Above(assumed, assumed)
    one_hot = [x.name for x in own.context.one_hot.values() if isinstance(x, IndexVar)]
    written = tuple(let_together(part.chains))
    each = zip(
        under_conditions(written),
        names.at,
        names.older,
        primes_of(part, words),
        joined_to_others(part.chains),
        denied_in(part.chains, text),
        strict=True,
    )
    for chain, known, older, primed, is_side, denial in each:
        above = above.reaching(chain, one_hot)
        place = _place(chain, part, known, names, above)
        at = _Reading(part, place, known, settings, referent, primed)
        one = _under_above(chain, _judged(chain, at, judge), at, above, judge)
        one = _unless_as_before(chain, one, at, older, judge)
        around = Around(above.words, above.loose, above.point, tuple(judged), is_side, denial)
        one, assumes_it = spare_chain(chain, one, around, own.signature, settings.problem, judge)
        unused = assumes_it and not is_used(chain, one, settings.problem)
        picked = index_picked(chain, one, tied=ties_indices(chain, part, words))
        heads = names_on_the_left(chain, words)
        above = above.below(chain, one, _written(chain) if unused else None, picked, heads)
        readings.append(at)
        judged.append(one)

    def anew(n: int, condition: str) -> Judged:
        return _judged(_with_remark(part.chains[n], condition), readings[n], judge)

    judged = about_other_words(part.chains, judged, own, anew)
    judged = spare_own_meanings(written, judged, names.end, own.signature)
    judged = spare_held_fixed(judged, judge)
    judged, sized = spare_sized_names(judged, sized)
    judged = unless_borne_out(judged)
    return Draft(part, names, settings, tuple(judged), above.assumed, sized)


def _place(chain: Chain, part: Part, known: Names, names: PartNames, above: _Above) -> Place:
    defines = known.among(relation.span.start for relation in chain.relations)
    again = any(name in names.before for name in defines.values())
    again = again or any(one.place in defines for one in names.anew)
    return Place(part.id, above.steps + 1, above.standing, defines, again, above.heads)


def _under_above(chain: Chain, judged: Judged, at: _Reading, above: _Above, judge: Judge) -> Judged:
    """Return a chain of which nothing is refuted that may hold under a condition said above."""
    refuted = any(step.verdict is Verdict.REFUTED for step in judged.steps)
    cases = (above.case, above.numbered, above.order)
    for condition in cases if refuted and not states_own(chain) else ():
        if condition is not None and concerns(condition, chain):
            under = _judged(_with_remark(chain, condition), at, judge)
            judged = not_under(judged, under, condition, near=above.near)
    return judged


def _unless_as_before(
    chain: Chain, judged: Judged, at: _Reading, older: Names | None, judge: Judge
) -> Judged:
    """Return a chain of which nothing is called wrong that may be said of what a name was before
    its section defined it anew."""
    if older is None or not any(step.verdict in WRONG for step in judged.steps):
        return judged
    old = _judged(chain, replace(at, known=older), judge)
    steps = tuple(
        unless_the_old(step, other) for step, other in zip(judged.steps, old.steps, strict=True)
    )
    return replace(judged, steps=steps)


def _with_remark(chain: Chain, condition: str) -> Chain:
    return replace(chain, remarks=(*chain.remarks, condition))


def _written(chain: Chain) -> str:
    """Return a chain's first relation as its writer has it."""
    return f"{chain.members[0].latex} {chain.relations[0].sign} {chain.members[1].latex}"


def _judged(chain: Chain, at: _Reading, judge: Judge) -> Judged:
    def under(entry: PartEntry | None) -> Judged:
        setting = with_arguments(chain, at.settings.at(chain, entry, at.known))
        # names hold to the end of the part, free letters only in their chain
        scope = replace(setting.scope(), referent=at.referent, primes=at.primes)
        return judge_chain(chain, at.place, scope, setting, judge)

    def among(entries: tuple[PartEntry | None, ...], *, apart: bool) -> Judged:
        found = agreed([under(entry) for entry in entries])
        found = as_sampled(found, entries, at.settings.problem, under, apart=apart)
        return as_asked(chain, found, entries, at.known, at.settings, under)

    found = among(at.settings.entries(at.part, chain), apart=at.settings.apart(chain))
    if not any(may_turn_on_samples(step) for step in found.steps):
        return found
    supposed = at.settings.supposed(at.part, chain)
    return found if supposed is None else or_proved(found, among(supposed, apart=True))
