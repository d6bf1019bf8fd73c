"""A whole document: parts, chains, answers, expectations."""

import re
from collections.abc import Callable, Mapping
from functools import cache, partial
from itertools import groupby, islice

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.check.answers import answer_of, story_of
from derivcheck.check.asked import asked_in
from derivcheck.check.asked_under import as_asked, as_sampled
from derivcheck.check.comments import ignored_codes, unused_comments
from derivcheck.check.conventions.document import Conventions, conventions_of
from derivcheck.check.conventions.hinted import spare_hinted
from derivcheck.check.conventions.inference import Trials, explained, infer, with_remarks
from derivcheck.check.conventions.parts import local_conventions
from derivcheck.check.expectations import apply_expectations, read_expectations, without
from derivcheck.check.finding import (
    Convention,
    DocumentFinding,
    PartFinding,
    StepFinding,
    Verdict,
)
from derivcheck.check.judging.chains import Judged, Place, agreed, judge_chain, not_under
from derivcheck.check.judging.judge import Judge
from derivcheck.check.judging.options import Options
from derivcheck.check.judging.phrases import assumes, assumption_in, lets
from derivcheck.check.judging.stated import caption_of, states_own
from derivcheck.check.names.declarations import PREAMBLE, declarations_of
from derivcheck.check.names.denials import denied_in
from derivcheck.check.names.letters import with_known_letters
from derivcheck.check.names.raised import with_names_above
from derivcheck.check.names.reach import reach_of
from derivcheck.check.names.scopes import names_of_parts
from derivcheck.check.names.settings import Settings
from derivcheck.check.other_words import about_other_words
from derivcheck.check.pairs import Placed, spare_pairs
from derivcheck.check.reading.families import families_of
from derivcheck.check.reading.left_sides import names_on_the_left
from derivcheck.check.reading.members import Setting, part_entry, referent_of
from derivcheck.check.reading.own_names import Names, PartNames
from derivcheck.check.reading.partials import with_partials
from derivcheck.check.reading.primes import primes_of
from derivcheck.check.reservations.assumed import as_assumption, is_used
from derivcheck.check.reservations.conditional import (
    as_condition,
    as_supposition,
    concerns,
    condition_of,
    goes_on,
    index_picked,
    is_condition,
    order_in,
    said_behind,
    under_conditions,
)
from derivcheck.check.reservations.denied import as_denied
from derivcheck.check.reservations.equations import as_equation, as_joined, joined_to_others
from derivcheck.check.reservations.fixed_sizes import spare_fixed_sizes
from derivcheck.check.reservations.index_relations import as_no_claims
from derivcheck.check.reservations.kinks import spare_sides
from derivcheck.check.reservations.layouts import layouts_of, spare_layouts
from derivcheck.check.reservations.let_otherwise import spare_let_otherwise
from derivcheck.check.reservations.looser import as_looser, loose_words
from derivcheck.check.reservations.objectives import as_objective
from derivcheck.check.reservations.one_size import spare_two_sizes
from derivcheck.check.reservations.own_meanings import spare_own_meanings
from derivcheck.check.reservations.redefined import spare_redefined
from derivcheck.check.reservations.rows_said import spare_rows
from derivcheck.check.reservations.sized_names import spare_sized_names, unless_borne_out
from derivcheck.check.reservations.solutions import spare_solved
from derivcheck.check.reservations.turned import spare_turned, speaks_of_layout
from derivcheck.document.model import Chain, Document, Part
from derivcheck.problem.model import PartEntry, Problem
from derivcheck.syntax import tree as t


class JudgedPart(Struct, frozen=True):
    """A part's findings, with the chains as they were read and judged."""

    finding: PartFinding
    chains: tuple[Judged, ...]
    assumed: str | None = None  # what it assumes of symbols that the document has declared
    sized: frozenset[str] = frozenset()  # names that rest on a letter taken for a size


# says of the steps that are wrong what the slip was
Diagnose = Callable[[tuple[JudgedPart, ...], Document, Options], tuple[PartFinding, ...]]


def check_document(
    document: Document,
    problem: Problem | None,
    options: Options | None = None,
    diagnose: Diagnose | None = None,
) -> DocumentFinding:
    """Return what is said of every relation sign of a document.

    Raises `ProblemError` when the problem's own formulas have no meaning.
    """
    options = options or Options()
    document = with_names_above(with_known_letters(document, problem), problem)
    document = with_partials(document, problem)
    conventions, judged, declared = _under_conventions(document, problem, options)
    parts = tuple(one.finding for one in judged)
    if diagnose is not None:
        parts = diagnose(judged, document, options)
    parts = tuple(part for part in parts if not options.parts or part.part.id in options.parts)
    expectations, broken = read_expectations(document)
    if diagnose is None:
        expectations = tuple(one.by_verdict for one in expectations)
    steps = _steps(parts)
    expected, unused = apply_expectations(steps, expectations, document)
    ignored = ignored_codes(document)
    by_id = {id(step): without(new, ignored) for step, new in zip(steps, expected, strict=True)}
    parts = tuple(
        replace(part, steps=tuple(by_id[id(step)] for step in part.steps)) for part in parts
    )
    shown = (*conventions.shown(), *declared)
    told = {one.code for one in shown} | {one.code for step in expected for one in step.remarks}
    vain = () if options.parts else unused_comments(document, told)
    return DocumentFinding(
        document=document,
        problem=problem.name if problem else None,
        conventions=tuple(one for one in shown if one.code not in ignored),
        diagnostics=(*document.diagnostics, *broken, *unused, *vain),
        parts=parts,
        # without an exercise there is no answer to keep back
        reveal=problem.reveal if problem else "answer",
    )


def _under_conventions(
    document: Document, problem: Problem | None, options: Options
) -> tuple[Conventions, tuple[JudgedPart, ...], tuple[Convention, ...]]:
    """Return a document's conventions, its parts judged under them, and what it declares."""
    conventions = conventions_of(document, problem, options.conventions)
    families = families_of(document, problem)
    fixed = problem is not None and problem.fixed
    chosen = any(kind == "vectors" for kind, _ in options.conventions)
    declared = declarations_of(document, problem)
    stated = conventions.sources.get("vectors") is not None
    local = local_conventions(
        document, declared.said, problem, fixed=fixed or chosen, stated=stated
    )
    problem = declared.problem
    reach = reach_of(document, declared.told, declared.said)
    settings = Settings(problem, conventions.values, families, declared.own, local.values, reach)
    judge = Judge(document.source.text.encode(), options)
    trials = Trials(document, settings, options)
    parts = _check_parts(document, settings, judge)
    inferred = infer(_judged_steps(parts), conventions, trials)
    if inferred is not None:
        conventions = conventions.inferred(dict(inferred.changes), inferred.evidence)
        settings = settings.under(conventions.values)
        parts = _check_parts(document, settings, judge)
    changes = explained(_judged_steps(parts), conventions, trials)
    shown = (*local.shown, *declared.shown)

    def told(part: JudgedPart) -> JudgedPart:
        steps = with_remarks(part.finding.steps, changes)
        steps = spare_hinted(steps, changes, document, conventions)
        return replace(part, finding=replace(part.finding, steps=steps))

    return conventions, tuple(map(told, parts)), shown


def _steps(parts: tuple[PartFinding, ...]) -> tuple[StepFinding, ...]:
    return tuple(step for part in parts for step in part.steps)


def _judged_steps(parts: tuple[JudgedPart, ...]) -> tuple[StepFinding, ...]:
    return _steps(tuple(part.finding for part in parts))


def _check_parts(document: Document, settings: Settings, judge: Judge) -> tuple[JudgedPart, ...]:
    drafts: list[_Draft] = []
    assumed: str | None = None
    layouts = cache(partial(layouts_of, document, settings.problem))  # asked where a step fails
    turned = speaks_of_layout(document.prose)
    otherwise = frozenset[str]()
    for part, names in zip(document.parts, names_of_parts(document, settings), strict=True):
        own = settings.in_part(part)
        sized = drafts[-1].sized if drafts else frozenset()
        draft = _draft(part, names, own, judge, assumed, sized, document.source.text)
        chains, letters = spare_let_otherwise(
            draft.chains, part, otherwise, draft.setting.signature
        )
        if draft.setting.conventions.get("vectors") != "rows":
            chains = spare_rows(chains, document.prose, draft.setting.signature)
        chains = spare_turned(chains) if turned else chains
        chains = spare_redefined(document, part.chains, chains, names.at)
        chains = spare_solved(part.chains, chains, own.concluded(part))
        chains = spare_fixed_sizes(document, part, chains)
        drafts.append(replace(draft, chains=tuple(spare_layouts(chains, layouts))))
        if part.id == PREAMBLE:
            assumed, otherwise = draft.assumed, letters
    sized_once = spare_two_sizes([draft.chains for draft in drafts], document.prose)
    drafts = [
        replace(draft, chains=tuple(chains))
        for draft, chains in zip(drafts, sized_once, strict=True)
    ]
    return tuple(_finished(draft, judge, document) for draft in _spared(drafts, judge, document))


class _Draft(Struct, frozen=True):
    """A part whose chains were judged each for itself."""

    part: Part
    names: PartNames
    settings: Settings
    chains: tuple[Judged, ...]
    assumed: str | None
    sized: frozenset[str]

    @property
    def setting(self) -> Setting:
        """What the part's last names hold in."""
        return self.settings.of(part_entry(self.settings.problem, self.part.id), self.names.end)


def _draft(
    part: Part,
    names: PartNames,
    settings: Settings,
    judge: Judge,
    assumed: str | None,
    sized: frozenset[str],
    text: str,
) -> _Draft:
    own = settings.of(part_entry(settings.problem, part.id), names.end)
    referent = referent_of(part, own)
    judged: list[Judged] = []
    readings: list[_Reading] = []
    count = 0
    standing = assumed
    case: str | None = None  # the condition that an earlier chain was said under
    order: str | None = None  # an inequality that stands alone above
    near = False  # whether nothing but “and so” was said since that chain
    loose: str | None = None  # words by which what stands here holds only so far
    said = ""  # the words up to here
    heads: set[str] = set()  # the names that chains up to here begin with
    primes = primes_of(part, own.signature.words)
    joined = joined_to_others(part.chains)
    beside = zip(joined, denied_in(part.chains, text), strict=True)
    each = zip(under_conditions(part.chains), names.at, primes, beside, strict=True)
    for chain, known, primed, (is_side, denial) in each:
        standing = standing or assumption_in(chain.before)
        defines = known.among(relation.span.start for relation in chain.relations)
        again = any(name in names.before for name in defines.values())
        place = Place(part.id, count + 1, standing, defines, again, frozenset(heads))
        heads |= names_on_the_left(chain, own.signature.words)
        at = _Reading(part, place, known, settings, referent, primed)
        readings.append(at)
        one = _judged(chain, at, judge)
        refuted = any(step.verdict is Verdict.REFUTED for step in one.steps)
        near = near and goes_on(chain)
        for above in (case, order) if refuted and not states_own(chain) else ():
            if above is not None and concerns(above, chain):
                under = _judged(replace(chain, remarks=(*chain.remarks, above)), at, judge)
                one = not_under(one, under, above, near=near)
        said += f" {chain.before}"
        if is_condition(chain):
            one = as_condition(chain, one)
        if lets(chain.before):
            one = as_supposition(one)
        one = spare_sides(chain, one, judge)
        one = as_joined(one) if is_side else one
        one = as_equation(chain, one, said, judged)
        loose = loose_words(chain) or (loose if goes_on(chain) else None)
        one = as_looser(chain, one, loose)
        one = as_objective(chain, one, own.signature)
        stated = as_assumption(chain, one, settings.problem)
        if stated is not None:
            one = stated
            if not is_used(chain, stated, settings.problem):
                sign = chain.relations[0].sign
                assumed = f"{chain.members[0].latex} {sign} {chain.members[1].latex}"
                standing = standing or assumed
        if denial is not None:
            one = as_denied(one, denial)
        picked = index_picked(chain, one)
        own_case = caption_of(chain) or condition_of(chain) or picked or said_behind(chain)
        case, near = own_case or case, near or own_case is not None
        order = order_in(chain, one) or order
        sure = all(s.verdict in (Verdict.PROVED, Verdict.GIVEN) for s in one.steps)
        if standing is None and assumes(chain.before) and chain.relations and not sure:
            standing = f"assume {chain.members[0].latex} … {chain.members[-1].latex}"
        count += len(one.steps)
        judged.append(one)

    def anew(n: int, condition: str) -> Judged:
        chain = part.chains[n]
        return _judged(replace(chain, remarks=(*chain.remarks, condition)), readings[n], judge)

    judged = about_other_words(part.chains, judged, own, anew)
    judged = spare_own_meanings(judged, names.end, own.signature)
    judged, sized = spare_sized_names(judged, sized)
    judged = unless_borne_out(judged)
    return _Draft(part, names, settings, tuple(judged), assumed, sized)


def _spared(drafts: list[_Draft], judge: Judge, document: Document) -> list[_Draft]:
    """Return parts in which no claim is refuted that is one of a pair of cases.

    The cases may stand in a part and in the smaller parts that it is divided into.
    """
    out: list[_Draft] = []
    for _, family in groupby(drafts, key=lambda draft: re.split("[(~]", draft.part.id)[0]):
        members = list(family)
        placed = [
            Placed(chain, judged, setting)
            for draft in members
            for setting in (draft.setting,)
            for chain, judged in zip(draft.part.chains, draft.chains, strict=True)
        ]
        found = iter(spare_pairs(placed, judge, document.source))
        out += [replace(one, chains=tuple(islice(found, len(one.chains)))) for one in members]
    return out


def _finished(draft: _Draft, judge: Judge, document: Document) -> JudgedPart:
    """Return what is said of a part: its steps, what it answers, and the story."""
    part, judged, own = draft.part, draft.chains, draft.setting
    steps = as_no_claims((step for one in judged for step in one.steps), own.signature)
    asked = asked_in(part, judged, own, draft.names, draft.settings, judge)
    answer = answer_of(judged, asked.setting, judge)
    if asked.setting is not own:
        answer = replace(answer, moved=asked.moved)
    story = story_of(judged, answer, document.source)
    finding = PartFinding(part, steps, answer, story, asked.starts, asked.answers, asked.methods)
    return JudgedPart(finding, judged, draft.assumed, draft.sized)


class _Reading(Struct, frozen=True):
    """What a chain is judged in."""

    part: Part
    place: Place
    known: Names
    settings: Settings
    referent: t.Tree | None
    primes: Mapping[str, t.Tree]


def _judged(chain: Chain, at: _Reading, judge: Judge) -> Judged:
    def under(entry: PartEntry | None) -> Judged:
        setting = at.settings.at(chain, entry, at.known)
        # names hold to the end of the part, free letters only in their chain
        scope = replace(setting.scope(), referent=at.referent, primes=at.primes)
        return judge_chain(chain, at.place, scope, setting, judge)

    entries = at.settings.entries(at.part, chain)
    found = agreed([under(entry) for entry in entries])
    found = as_sampled(found, entries, at.settings.problem, under)
    return as_asked(chain, found, entries, at.known, at.settings, under)
