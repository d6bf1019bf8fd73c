"""All parts of a document under given conventions: judged, spared, and what each answers."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, partial
from itertools import groupby, islice

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.check.answers import answer_of, story_of
from derivcheck.check.asked import asked_in
from derivcheck.check.drafts import Draft, draft_of
from derivcheck.check.equation import Equation
from derivcheck.check.finding import PartFinding
from derivcheck.check.judging.chains import Judged
from derivcheck.check.judging.judge import Judge
from derivcheck.check.names.declarations import PREAMBLE
from derivcheck.check.names.scopes import NamesOfParts
from derivcheck.check.names.settings import Settings
from derivcheck.check.no_solutions import spared_alike
from derivcheck.check.pairs import Placed, spare_pairs
from derivcheck.check.reservations.broadcast import spare_broadcast
from derivcheck.check.reservations.densities import spare_densities
from derivcheck.check.reservations.dependent import spare_dependent
from derivcheck.check.reservations.fixed_sizes import spare_fixed_sizes
from derivcheck.check.reservations.function_domains import spare_domains
from derivcheck.check.reservations.index_relations import as_no_claims
from derivcheck.check.reservations.iterates import spare_iterates
from derivcheck.check.reservations.layouts import layouts_of, spare_layouts
from derivcheck.check.reservations.let_otherwise import spare_let_otherwise
from derivcheck.check.reservations.looked_up import as_looked_up
from derivcheck.check.reservations.numerator_layout import spare_turned, speaks_of_layout
from derivcheck.check.reservations.one_size import spare_two_sizes
from derivcheck.check.reservations.other_kinds import spare_other_kinds
from derivcheck.check.reservations.other_losses import spare_other_losses
from derivcheck.check.reservations.ranges_said import spare_ranges
from derivcheck.check.reservations.redefined import spare_redefined
from derivcheck.check.reservations.rows_said import spare_other_rows, spare_rows
from derivcheck.check.reservations.said_of_vectors import spare_said_vectors
from derivcheck.check.reservations.said_otherwise import spare_said_otherwise
from derivcheck.check.reservations.solutions import spare_solved, spare_unsolved
from derivcheck.check.reservations.two_styles import TwoStyles, spare_two_styles, two_styles_in
from derivcheck.check.reservations.widened import spare_widened
from derivcheck.check.same_solutions import prove_rows
from derivcheck.document.model import Document


class JudgedPart(Struct, frozen=True):
    """A part's findings, with the chains as they were read and judged."""

    finding: PartFinding
    chains: tuple[Judged, ...]


def check_parts(
    document: Document, settings: Settings, names: NamesOfParts, judge: Judge
) -> tuple[JudgedPart, ...]:
    """Return what is said of each part; raises `ProblemError`."""
    drafts = tuple(_drafts(document, settings, names, judge))
    drafts = _with_chains(drafts, spare_two_sizes([one.chains for one in drafts], document.prose))
    if settings.problem is not None and settings.problem.path:
        placed = [(one.part, one.chains, one.setting.signature) for one in drafts]
        drafts = _with_chains(drafts, as_looked_up(placed, document.prose))
        placed = [(one.part, one.chains, one.setting.signature) for one in drafts]
        drafts = _with_chains(drafts, spare_said_otherwise(placed))
    drafts = _with_chains(drafts, _pairs_spared(drafts, judge, document))
    return tuple(_finished(draft, judge, document) for draft in drafts)


def _drafts(
    document: Document, settings: Settings, known: NamesOfParts, judge: Judge
) -> Iterator[Draft]:
    """Yield the parts, their chains spared for what the whole part or document says of them."""
    layouts = cache(partial(layouts_of, document, settings.problem))  # asked where a step fails
    text = document.source.text
    sparing = _Sparing(
        document,
        judge,
        turned=speaks_of_layout(document.prose),
        # what only a document declares is no problem
        asked=settings.problem is not None and bool(settings.problem.path),
        styles=two_styles_in(document, settings.problem),
    )
    assumed: str | None = None  # before all parts
    otherwise = frozenset[str]()  # the vectors that are let be something else before all parts
    sized = frozenset[str]()
    slopes: tuple[Equation, ...] = ()  # that the parts before have found
    for at, part in enumerate(document.parts):
        names = known.of(at)
        own = settings.in_part(part)
        draft = draft_of(part, names, own, judge, assumed, sized, text)
        chains, letters = sparing.of(draft, draft.chains, otherwise)
        varied = frozenset[str]().union(*(one.unknowns for one in slopes))
        chains = spare_solved(part.chains, chains, own.concluded(part), varied)
        proved, slopes = prove_rows(part.chains, chains, judge, slopes, document)
        chains = spared_alike(chains, proved, partial(sparing.again, draft, otherwise))
        chains = spare_unsolved(chains)
        chains = spare_fixed_sizes(document, part, chains)
        chains = spare_ranges(document, part, chains)
        chains = spare_layouts(chains, layouts)
        yield replace(draft, chains=tuple(chains))
        sized = draft.sized
        if part.id == PREAMBLE:
            assumed, otherwise = draft.assumed, letters


class _Sparing(Struct, frozen=True):
    """What a document's words, wherever they stand, may say of a part's refuted steps."""

    document: Document
    judge: Judge
    turned: bool
    asked: bool
    styles: TwoStyles

    def of(
        self, draft: Draft, judged: Sequence[Judged], otherwise: frozenset[str]
    ) -> tuple[list[Judged], frozenset[str]]:
        """Return the chains of a part, and the vectors that it lets be something else.

        ``otherwise`` are those that are let be so before all parts.
        """
        part, names, signature = draft.part, draft.names, draft.setting.signature
        document, asked = self.document, self.asked
        chains, letters = spare_let_otherwise(judged, part, otherwise, signature)
        by_rows = draft.setting.conventions.get("vectors") == "rows"
        chains = (spare_other_rows if by_rows else spare_rows)(chains, document.prose, signature)
        chains = spare_turned(chains) if self.turned else chains
        chains = spare_broadcast(chains, document.prose, problem=asked)
        chains = spare_said_vectors(document, part, chains, self.judge, problem=asked)
        chains = spare_redefined(document, part.chains, chains, names)
        chains = spare_dependent(document, part, chains, names.at, signature)
        chains = spare_other_losses(document, part, chains, names.at, signature, problem=asked)
        chains = spare_widened(document, part, chains)
        chains = spare_other_kinds(document.prose, chains, problem=asked)
        chains = spare_domains(document, chains, names.at)
        chains = spare_densities(document.prose, chains, names.at)
        chains = spare_iterates(document, chains)
        chains = spare_two_styles(part.chains, chains, self.styles)
        return list(chains), letters

    def again(
        self, draft: Draft, otherwise: frozenset[str], judged: Sequence[Judged]
    ) -> list[Judged]:
        """Return the chains of a part once more, when more is refuted."""
        return self.of(draft, judged, otherwise)[0]


def _with_chains(drafts: Sequence[Draft], chains: Sequence[Sequence[Judged]]) -> tuple[Draft, ...]:
    return tuple(
        replace(draft, chains=tuple(its)) for draft, its in zip(drafts, chains, strict=True)
    )


def _pairs_spared(
    drafts: Sequence[Draft], judge: Judge, document: Document
) -> list[tuple[Judged, ...]]:
    """Return the chains of parts, none of whose claims is refuted that is one of a pair of cases.

    The cases may stand in a part and in the smaller parts that it is divided into.
    """
    out: list[tuple[Judged, ...]] = []
    for _, family in groupby(drafts, key=lambda draft: re.split("[(~]", draft.part.id)[0]):
        members = list(family)
        placed = [
            Placed(chain, judged, setting)
            for draft in members
            for setting in (draft.setting,)
            for chain, judged in zip(draft.part.chains, draft.chains, strict=True)
        ]
        found = iter(spare_pairs(placed, judge, document.source))
        out += [tuple(islice(found, len(one.chains))) for one in members]
    return out


def _finished(draft: Draft, judge: Judge, document: Document) -> JudgedPart:
    """Return what is said of a part: its steps, what it answers, and the story."""
    part, judged, own = draft.part, draft.chains, draft.setting
    steps = as_no_claims((step for one in judged for step in one.steps), own.signature)
    asked = asked_in(part, judged, own, draft.names, draft.settings, judge)
    answer = answer_of(judged, asked.setting, judge)
    answer = replace(answer, asked=asked.setting.goal is not None)
    if asked.setting is not own:
        answer = replace(answer, moved=asked.moved)
    story = story_of(judged, answer, document.source)
    finding = PartFinding(part, steps, answer, story, asked.starts, asked.answers, asked.methods)
    return JudgedPart(finding, judged)
