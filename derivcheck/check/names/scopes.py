"""How long a document's own names hold."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, partial
from itertools import islice, product

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.check.names.anew import anew_in, as_before, without_anew
from derivcheck.check.names.by_use import LettersOfPart, typed_by_use
from derivcheck.check.names.carried import Held, carried_into
from derivcheck.check.names.declarations import PREAMBLE
from derivcheck.check.names.general_layers import as_written, general_in
from derivcheck.check.names.one_hot_entries import elements_in
from derivcheck.check.names.settings import Settings
from derivcheck.check.reading.claimed import claimed_in, resting_on_claims, without_own
from derivcheck.check.reading.definitions import definition_in
from derivcheck.check.reading.implied import implied_definition, implied_in
from derivcheck.check.reading.left_sides import (
    is_updated,
    left_side,
    name_on_the_left,
    names_on_the_left,
    no_function,
    square_on_the_left,
    ties_indices,
)
from derivcheck.check.reading.members import part_entry
from derivcheck.check.reading.named_behind import definition_behind, keys_behind
from derivcheck.check.reading.own_loss import customary_loss
from derivcheck.check.reading.own_names import Anew, Names, PartNames
from derivcheck.check.reading.part_kinds import Typed
from derivcheck.check.reading.renamed import renamed_in
from derivcheck.check.reading.typing import Budget
from derivcheck.check.reading.upstream import Variables, with_losses
from derivcheck.check.reading.variances import variance_in, variances_of
from derivcheck.document.model import Chain, Document, Part
from derivcheck.elaborate.kinds import only_applied
from derivcheck.elaborate.signature import take_apart
from derivcheck.source.pattern import later
from derivcheck.syntax import latex, parse, parse_anywhere
from derivcheck.syntax import tree as t


class NamesOfParts:
    """The names that hold in each part of a document, found as far as they are asked for."""

    def __init__(
        self, document: Document, settings: Settings, budget: Budget | None = None
    ) -> None:
        self._rest = names_of_parts(document, settings, budget)
        self._found: list[PartNames] = []

    def of(self, part: int) -> PartNames:
        """Return the names of a part by its number, from 0."""
        self._found.extend(islice(self._rest, max(0, part + 1 - len(self._found))))
        return self._found[part]


def names_of_parts(
    document: Document, settings: Settings, budget: Budget | None = None
) -> Iterator[PartNames]:
    """Yield for each part the names that hold in it.

    A name holds from its definition to the end of the part and in the parts within that; one
    that is defined before the first part, and a function, holds for the document.
    """
    functions = Names()
    by_id: dict[str, Names] = {}
    seen: set[str] = set()
    ends: list[Held] = []
    budget = budget or Budget()
    customary = settings.customary()
    everywhere = settings
    marked = settings.marked(document)
    taken = settings.taken(document)
    losses = settings.losses(document)
    said = settings.said(document)
    for part in document.parts:
        settings = everywhere.in_part(part)
        variances = variances_of(part, document.formulas, settings.words)
        above = _unless_said_otherwise(customary, part, settings)
        above = above.joined(_but_values_of(part, functions, settings))
        # a label that comes again goes on, unless it is that of another question
        around = part.outer or (part.id.split("~")[0].split("(")[0],)
        for outer in (PREAMBLE, *around):
            if outer in by_id:
                above = above.joined(by_id[outer])
        if elements := elements_in(part, marked):
            above = above.joined(Names(elements=elements))
        above = above.joined(said) if said != Names() else above
        above = above.joined(Names(taken=taken[part.id])) if part.id in taken else above
        entry = part_entry(settings.problem, part.id)
        asked = entry.loss.latex if entry is not None and entry.loss is not None else None
        here = Held(above, asked, part.prose)
        if any(end.names.values for end in ends):
            heads = frozenset(_heads(part, settings, variances))
            signature = settings.of(entry, above).signature
            carried = carried_into(_trees(part, settings), heads, here, ends, signature)
            above = above.joined(carried) if carried is not None else above
        by = losses.in_part(part)
        reader = _Reader(part, above, settings, frozenset(seen), document, by, variances)
        names = reader.names(budget)
        general = general_in(part, document, names.end, settings.of(entry, above).signature)
        if general is not None:
            names = as_written(replace(reader, part=general.part).names(budget), general)
        yield names
        functions = functions.joined(without_anew(names.end, names.anew).only_functions())
        own = without_anew(names.end, names.anew).only_own()
        ends.append(replace(here, names=own.without(own.carried)))
        by_id.setdefault(part.id, own)
        seen.update(own.places)


def _unless_said_otherwise(customary: Names, part: Part, settings: Settings) -> Names:
    """Return the customary names of which a part says nothing itself."""
    if not customary.places:
        return customary
    words = settings.words
    said = {name_on_the_left(chain, words) for chain in part.chains}
    if customary.functions:
        said |= customary.functions.keys() - _only_applied(part, words)
    return customary.without(frozenset(key for key in said if key is not None))


@lru_cache(maxsize=256)
def _only_applied(part: Part, words: frozenset[str]) -> frozenset[str]:
    members = (member for chain in part.chains for member in chain.members)
    return only_applied(parse_anywhere(one.tokens, words) for one in members if one.tokens)


def _but_values_of(part: Part, functions: Names, settings: Settings) -> Names:
    """Return the functions of parts before but those whose names a part gives to values."""
    words = settings.words
    values = (no_function(chain, words) for chain in part.chains) if functions.places else ()
    return functions.without(frozenset().union(*values))


# “…, where x = …”: what is defined so holds for the formula before, too
_BEHIND = later(
    r"\W*(?:(?:and|here)\s+)?(?:where|with|in which)\b[^.]{0,40}|\W*(?:其中|这里)[^。]{0,20}",
    re.IGNORECASE,
)
# nothing between two formulas that would part them
_JOINED = later(r"\W*(?:and|und|且|和)?\W*", re.IGNORECASE)
# definitions of one place may rest on later ones: it is gone through so often at most
ROUNDS = 12


def _heads(part: Part, settings: Settings, variances: Mapping[int, str]) -> dict[str, int]:
    """Return the names of which a part says what they are, with the number of the first chain."""
    words = settings.words
    concluded = settings.concluded(part)
    out: dict[str, int] = {}
    for at, chain in enumerate(part.chains):
        place = chain.place
        tells = place not in concluded and not is_updated(chain, words)
        left = names_on_the_left(chain, words) if tells else frozenset[str]()
        left |= {variances[place]} if place in variances else set()
        for key in left | keys_behind(chain, words):
            out.setdefault(key, at)
    return out


def _trees(part: Part, settings: Settings) -> Iterator[t.Tree]:
    words = settings.words
    members = (member for chain in part.chains for member in chain.members if member.tokens)
    return (parse(member.tokens, words) for member in members)


def _implied(part: Part, settings: Settings) -> dict[str, int]:
    """Return the names of which chains tell within functions what they are, with these chains."""
    words = settings.words
    out: dict[str, int] = {}
    for at, chain in enumerate(part.chains):
        if (one := implied_in(chain, words)) is not None:
            out.setdefault(latex(one.name), at)
    return out


def _heads_in(chains: list[Chain], settings: Settings) -> frozenset[str]:
    """Return the names of which some chains say what they are."""
    words = settings.words
    return frozenset(key for chain in chains for key in names_on_the_left(chain, words))


def _squares_in(chains: list[Chain], settings: Settings) -> frozenset[str]:
    """Return the names of whose squares some chains say what they are."""
    words = settings.words
    return frozenset(key for chain in chains for key in square_on_the_left(chain, words))


# what a chain says within functions is needed for what it says of its first member
_MAKERS = (
    renamed_in,
    implied_definition,
    definition_in,
    variance_in,
    definition_behind,
    claimed_in,
)


class _Reader(Struct, frozen=True):
    """What the names of one part are found by."""

    part: Part
    above: Names  # that hold where the part begins
    settings: Settings
    before: frozenset[str]  # names of the parts before
    document: Document
    losses: Variables
    variances: Mapping[int, str]

    def names(self, budget: Budget) -> PartNames:
        """Return the names that hold at each chain, undeclared letters among them."""
        part, settings = self.part, self.settings
        names = self._read(None)

        def make() -> Typed:
            return typed_by_use(
                part, names, self._read, settings, budget, self.document, self.losses
            )

        typed = settings.typed(part, make)
        return self._read(typed) if any((*typed.at, *typed.unsure)) else names

    def _read(self, typed: Typed | None) -> PartNames:
        """Return the names that hold at each chain, ``typed`` what letters are by their use."""
        part, settings = self.part, self.settings
        own, known = Names(), self.above
        heads = _heads(part, settings, self.variances)
        letters = LettersOfPart(part, typed, heads, _implied(part, settings), settings.words)
        at: list[Names] = []
        sections: list[Anew] = []
        squared = frozenset[str]()
        for sentence in _sentences(part.chains):
            defining = self._defining(sentence)
            found_anew = _anew_in(defining, own, known, self.document, settings)
            new = self._defined(
                sentence,
                defining,
                without_anew(own, found_anew),
                without_anew(known, found_anew),
                letters,
            )
            if all(one.key in new[0].places for one in found_anew):
                own, known = new
                sections += found_anew
            # else what the section says of its names was not read
            setting = settings.of(settings.entries(part, sentence[-1])[0], letters.among_all(known))
            customary = (
                customary_loss(setting, own, heads.keys(), self.document.prose)
                if own.places
                else None
            )
            if customary is not None:
                own, known = own.joined(customary), known.joined(customary)
            squared |= _squares_in(sentence, settings) - own.values.keys()
            later = _solved_for(sentence, own, settings) if len(sentence) > 1 else {}
            for chain in sentence:
                anew = frozenset(k for k, place in later.items() if chain.place < place)
                names = without_own(known.without(anew) if anew else known, chain)
                names = letters.among(names, chain)
                if squared:
                    names = replace(names, half_said=names.half_said | squared)
                at.append(self._with_losses(names, chain))
        end = letters.among_all(known)
        sure = end.without(frozenset(end.claimed)) if end.claimed else end
        places = (chain.place for chain in part.chains)
        held = zip(at, places, strict=True)
        older = tuple(as_before(one, sections, place) for one, place in held)
        return PartNames(tuple(at), end, sure, self.before, older, tuple(sections))

    def _defining(self, sentence: Iterable[Chain]) -> list[Chain]:
        """Return the chains of a sentence that may define a name."""
        settings = self.settings
        concluded = settings.concluded(self.part)
        return [
            chain
            for chain in sentence
            if settings.may_define(chain)
            and chain.place not in concluded
            and not ties_indices(chain, self.part, settings.words)
        ]

    def _defined(
        self,
        sentence: list[Chain],
        defining: list[Chain],
        own: Names,
        known: Names,
        letters: LettersOfPart,
    ) -> tuple[Names, Names]:
        """Return the part's own names and all names, with those that a sentence defines."""
        settings = self.settings
        waiting = _heads_in(defining, settings) if len(sentence) > 1 else frozenset()
        for _ in range(ROUNDS):
            start = own
            for chain, made in product(defining, _MAKERS):
                if made is variance_in and chain.place not in self.variances:
                    continue
                within = made is implied_definition
                names = letters.among(known, chain, in_definitions=True, within=within)
                names = self._with_losses(names, chain)
                setting = settings.of(settings.entries(self.part, chain)[0], names)
                found = made(chain, setting, own, waiting - own.places.keys())
                if found is not None:
                    found = replace(found, upstream=names.upstream)
                    found = resting_on_claims(found, chain, known, settings.words)
                    own, known = own.joined(found), known.joined(found)
            if (own is start and not waiting) or len(sentence) == 1:
                break
            waiting = frozenset() if own is start else waiting
        return own, known

    def _with_losses(self, names: Names, chain: Chain) -> Names:
        entry = self.settings.entries(self.part, chain)[0]
        return with_losses(names, chain, partial(self.settings.of, entry), self.losses)


def _anew_in(
    defining: list[Chain], own: Names, known: Names, document: Document, settings: Settings
) -> list[Anew]:
    """Return the names that chains define anew, each in a section of its own."""
    found = (anew_in(one, own, known, document.regions, settings.words) for one in defining)
    return [one for one in found if one is not None]


def _solved_for(sentence: list[Chain], own: Names, settings: Settings) -> dict[str, int]:
    """Return arguments of functions that a later formula says what they are, and where.

    Below E(w) = … and ∇E(w) = … that is a value of w, and not what w is above.
    """
    words = settings.words
    out: dict[str, int] = {}
    arguments: set[str] = set()
    for chain in sentence:
        for key in no_function(chain, words) & arguments & own.values.keys():
            if own.places.get(key) == chain.place and not _is_said(chain):
                out[key] = own.places[key]
        tree = left_side(chain, words)
        arguments |= {latex(one) for one in (take_apart(tree).arguments or ())} if tree else set()
    return out


def _is_said(chain: Chain) -> bool:
    """Whether words make a formula part of the one before: “…, where w = …”."""
    words = chain.before.strip()
    return _BEHIND.fullmatch(words) is not None and bool(words)


def _sentences(chains: tuple[Chain, ...]) -> list[list[Chain]]:
    """Return runs of chains that stand together, so that a name may come before its meaning."""
    out: list[list[Chain]] = []
    for chain in chains:
        words = chain.before.strip()
        if out and (
            _BEHIND.fullmatch(words) or (_JOINED.fullmatch(words) and len(chain.relations) == 1)
        ):
            out[-1].append(chain)
        else:
            out.append([chain])
    return out
