"""How long a document's own names hold."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from itertools import product

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.check.names.carried import carried_into
from derivcheck.check.names.declarations import PREAMBLE
from derivcheck.check.names.declared import said_to_be_numbers
from derivcheck.check.names.marked import elements_in, marked_in
from derivcheck.check.names.settings import Settings
from derivcheck.check.names.taken import taken_by_parts
from derivcheck.check.names.whole_text import one_hot_letters
from derivcheck.check.reading.definitions import (
    definition_in,
    name_on_the_left,
    names_on_the_left,
    new_function,
    no_function,
)
from derivcheck.check.reading.implied import implied_definition, implied_in, implied_names
from derivcheck.check.reading.members import trees_of
from derivcheck.check.reading.own_loss import customary_loss
from derivcheck.check.reading.own_names import Names
from derivcheck.check.reading.part_kinds import Typed, kinds_of
from derivcheck.check.reading.typing import Budget, Written, misread_symbols, unknown_names
from derivcheck.document.model import Chain, Document, Part
from derivcheck.elaborate.kinds import Usage, names_in, only_applied, usage
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t


class PartNames(Struct, frozen=True):
    """The names that hold at each chain of a part, and those that any part before has defined."""

    at: tuple[Names, ...]
    end: Names
    before: frozenset[str]


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
    ends: list[Names] = []
    budget = budget or Budget()
    customary = settings.customary()
    everywhere = settings
    marked = marked_in(document, settings.problem)
    taken = taken_by_parts(document, settings.problem)
    one_hot = Names(one_hot=one_hot_letters(document, settings.problem))
    for part in document.parts:
        settings = everywhere.in_part(part)
        above = _unless_said_otherwise(customary, part, settings)
        above = above.joined(_but_values_of(part, functions, settings))
        # a label that comes again goes on, unless it is that of another question
        around = part.outer or (part.id.split("~")[0].split("(")[0],)
        for outer in (PREAMBLE, *around):
            if outer in by_id:
                above = above.joined(by_id[outer])
        if elements := elements_in(part, marked):
            above = above.joined(Names(elements=elements))
        above = above.joined(one_hot) if one_hot.one_hot else above
        above = above.joined(Names(taken=taken[part.id])) if part.id in taken else above
        carried = carried_into(
            _trees(part, settings), frozenset(_heads(part, settings)), above, ends
        )
        above = above.joined(carried) if carried is not None else above
        read = partial(_names_of, part, above, settings, frozenset(seen), document.prose)
        names = read(None)
        make = partial(_typed, part, names, read, settings, budget, document)
        typed = settings.typed(part, make)
        if any((*typed.at, *typed.unsure)):
            names = read(typed)
        yield names
        functions = functions.joined(names.end.only_functions())
        own = names.end.only_own()
        ends.append(own.without(own.carried))
        by_id.setdefault(part.id, own)
        seen.update(own.places)


def _unless_said_otherwise(customary: Names, part: Part, settings: Settings) -> Names:
    """Return the customary names of which a part says nothing itself."""
    if not customary.places:
        return customary
    words = settings.problem.words if settings.problem else frozenset()
    said = {name_on_the_left(chain, words) for chain in part.chains}
    if customary.functions:
        said |= customary.functions.keys() - _only_applied(part, words)
    return customary.without(frozenset(key for key in said if key is not None))


@lru_cache(maxsize=256)
def _only_applied(part: Part, words: frozenset[str]) -> frozenset[str]:
    members = (member for chain in part.chains for member in chain.members)
    return only_applied(parse(member.tokens, words) for member in members if member.tokens)


def _but_values_of(part: Part, functions: Names, settings: Settings) -> Names:
    """Return the functions of parts before but those whose names a part gives to values."""
    words = settings.problem.words if settings.problem else frozenset()
    values = (no_function(chain, words) for chain in part.chains) if functions.places else ()
    return functions.without(frozenset().union(*values))


# “…, where x = …”: what is defined so holds for the formula before, too
_BEHIND = re.compile(
    r"\W*(?:(?:and|here)\s+)?(?:where|with|in which)\b[^.]{0,40}|\W*(?:其中|这里)[^。]{0,20}",
    re.IGNORECASE,
)
# nothing between two formulas that would part them
_JOINED = re.compile(r"\W*(?:and|und|且|和)?\W*", re.IGNORECASE)
# definitions of one place may rest on later ones: it is gone through so often at most
ROUNDS = 12


def _typed(
    part: Part,
    names: PartNames,
    read: Callable[[Typed], PartNames],
    settings: Settings,
    budget: Budget,
    document: Document,
) -> Typed:
    """Return what undeclared letters of a part are, by their use; half declared ones are none.

    What they are lets more definitions be read, and these tell more of the other chains.
    """
    typed = _typed_under(part, names, settings, budget, document, None)
    if any(typed.at):
        more = read(typed)
        if more.end.places.keys() != names.end.places.keys():
            return _typed_under(part, more, settings, budget, document, typed)
    return typed


def _typed_under(
    part: Part,
    names: PartNames,
    settings: Settings,
    budget: Budget,
    document: Document,
    before: Typed | None,
) -> Typed:
    """Return what undeclared letters are where some names hold; ``before`` stays as it is."""
    numbers = said_to_be_numbers(document)
    if numbers:
        numbers -= settings.half_declared(document)
    written: list[Written | None] = []
    said: set[str] = set()
    for chain, known in zip(part.chains, names.at, strict=True):
        setting = settings.of(settings.entries(part, chain)[0], known)
        one = Written(chain, trees_of(chain, setting), setting, numbers=numbers)
        unknown = unknown_names(one.trees, setting) or misread_symbols(one)
        head = names_on_the_left(chain, setting.signature.words)
        right = one.trees[chain.relations[0].right]
        defines = bool(head - said) and not head & set(names_in(right))
        said |= head
        within = implied_in(chain, setting.signature.words)
        last = 1 if within is None else chain.relations[within.sign].right
        written.append(replace(one, defines=defines, defined=last) if unknown else None)
    if not any(written):
        return before or kinds_of(written, usage(()), budget)
    used = usage(tree for one in written if one is not None for tree in one.trees)
    beneath = {letter.key: letter.kind for letter in names.end.beneath}
    # what a definition that holds here rests on is no slip of the pen
    unclear = settings.half_declared(document)
    once = (used.once - _brought_in(written) | unclear) - beneath.keys()
    used = replace(used, once=once, numbers=numbers)
    if before is None:
        return kinds_of((_as_made(one, used) for one in written), used, budget, beneath)
    left = (None if kinds else one for kinds, one in zip(before.at, written, strict=True))
    found = kinds_of(left, used, budget, beneath)
    pairs = zip(before.at, before.unsure, found.at, found.unsure, strict=True)
    both = [(kinds, unsure) if kinds else (new, open_) for kinds, unsure, new, open_ in pairs]
    return Typed(tuple(kinds for kinds, _ in both), tuple(unsure for _, unsure in both))


def _as_made(written: Written | None, used: Usage) -> Written | None:
    """Return ``f(w) = …``, or ``q = …`` of a q found nowhere else, as what that is made of.

    It tells what the letters in it are; a left side that nothing is known of does not.
    """
    if written is None:
        return None
    head = names_on_the_left(written.chain, written.setting.signature.words)
    head -= written.setting.signature.definitions.keys()
    if not used.once & head and not new_function(written.chain, written.setting):
        return written
    right = written.trees[written.chain.relations[0].right]
    return replace(written, trees=[right, *written.trees[1:]])


def _brought_in(written: list[Written | None]) -> frozenset[str]:
    """Return the names that formulas for new names are made of, as the b of “let z = Wx + b”."""
    out: set[str] = set()
    for one in written:
        if one is not None and one.defines:
            body = _argument(one.trees[one.chain.relations[0].right])
            out |= set(names_in(body)) if isinstance(body, (t.Product, t.Summands)) else set()
            within = implied_in(one.chain, one.setting.signature.words)
            out |= set(names_in(within.body)) if within is not None else set()
    return frozenset(out)


def _argument(tree: t.Tree) -> t.Tree:
    """Return what a function is taken of, ``Wx + b`` of ``tanh(Wx + b)``; else the formula."""
    while isinstance(tree, t.Group) or (isinstance(tree, t.Prefix) and tree.rest is None):
        tree = tree.inner if isinstance(tree, t.Group) else tree.argument
    return tree


def _heads(part: Part, settings: Settings) -> dict[str, int]:
    """Return the names of which a part says what they are, with the number of the first chain."""
    words = settings.problem.words if settings.problem else frozenset()
    out: dict[str, int] = {}
    for at, chain in enumerate(part.chains):
        for key in names_on_the_left(chain, words):
            out.setdefault(key, at)
    return out


def _trees(part: Part, settings: Settings) -> Iterator[t.Tree]:
    words = settings.problem.words if settings.problem else frozenset()
    members = (member for chain in part.chains for member in chain.members if member.tokens)
    return (parse(member.tokens, words) for member in members)


def _implied(part: Part, settings: Settings) -> dict[str, int]:
    """Return the names of which chains tell within functions what they are, with these chains."""
    words = settings.problem.words if settings.problem else frozenset()
    out: dict[str, int] = {}
    for at, chain in enumerate(part.chains):
        for one in implied_names((chain,), words):
            out.setdefault(latex(one.name), at)
    return out


def _heads_in(chains: list[Chain], settings: Settings) -> frozenset[str]:
    """Return the names of which some chains say what they are."""
    words = settings.problem.words if settings.problem else frozenset()
    return frozenset(key for chain in chains for key in names_on_the_left(chain, words))


class _Letters:
    """The undeclared letters of a part, for each of its chains.

    A letter is read as a free variable until a place says what it is, if any does; what the part
    defines somewhere is none in another definition, and none after a place that was not read.
    """

    def __init__(
        self, part: Part, typed: Typed | None, heads: dict[str, int], implied: dict[str, int]
    ) -> None:
        nothing: tuple[frozenset[str], ...] = tuple(frozenset() for _ in part.chains)
        typed = typed or Typed(tuple({} for _ in part.chains), nothing)
        self._at = {
            id(chain): Names(letters=kinds, unsure=unsure)
            for chain, kinds, unsure in zip(part.chains, typed.at, typed.unsure, strict=True)
        }
        self._numbers = {id(chain): number for number, chain in enumerate(part.chains)}
        self._read = [bool(kinds) for kinds in typed.at]
        self._heads, self._implied = heads, implied
        self._made: list[tuple[Names, Names, Names]] = []

    def among(
        self, names: Names, chain: Chain, *, in_definitions: bool = False, within: bool = False
    ) -> Names:
        """Return names together with a chain's undeclared letters.

        ``within`` where the chain is asked what it tells within functions.
        """
        number = self._numbers[id(chain)]
        without = frozenset(
            key
            for key, first in self._heads.items()
            if in_definitions or (first <= number and not self._read[first])
        )
        if within:
            without |= self._implied.keys()
        return self._joined(names, self._at[id(chain)], without)

    def among_all(self, names: Names) -> Names:
        """Return names together with all undeclared letters of the part."""
        every = Names()
        for one in self._at.values():
            every = every.joined(one)
        return self._joined(names, every, frozenset())

    def _joined(self, names: Names, letters: Names, without: frozenset[str]) -> Names:
        known = names.values.keys() | names.functions.keys() | without
        kinds = {key: kind for key, kind in letters.letters.items() if key not in known}
        new = Names(letters=kinds, unsure=letters.unsure - known)
        if not kinds and not new.unsure:
            return names
        for old, same, made in self._made:
            if old is names and same == new:
                return made
        self._made.append((names, new, names.joined(new)))
        return self._made[-1][2]


# what a chain says within functions is needed for what it says of its first member
_MAKERS = (implied_definition, definition_in)


def _names_of(
    part: Part,
    above: Names,
    settings: Settings,
    before: frozenset[str],
    prose: str,
    typed: Typed | None,
) -> PartNames:
    """Return the names that hold at each chain of a part."""
    own, known = Names(), above
    heads = _heads(part, settings)
    letters = _Letters(part, typed, heads, _implied(part, settings))
    at: list[Names] = []
    for sentence in _sentences(part.chains):
        waiting = _heads_in(sentence, settings) if len(sentence) > 1 else frozenset()
        for _ in range(ROUNDS):
            start = own
            for chain, made in product(filter(settings.may_define, sentence), _MAKERS):
                entry = settings.entries(part, chain)[0]
                within = made is implied_definition
                names = letters.among(known, chain, in_definitions=True, within=within)
                setting = settings.of(entry, names)
                found = made(chain, setting, own, waiting - own.places.keys())
                if found is not None:
                    own, known = own.joined(found), known.joined(found)
            if (own is start and not waiting) or len(sentence) == 1:
                break
            waiting = frozenset() if own is start else waiting
        setting = settings.of(settings.entries(part, sentence[-1])[0], letters.among_all(known))
        customary = customary_loss(setting, own, heads.keys(), prose) if own.places else None
        if customary is not None:
            own, known = own.joined(customary), known.joined(customary)
        at.extend(letters.among(known, chain) for chain in sentence)
    return PartNames(tuple(at), letters.among_all(known), before)


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
