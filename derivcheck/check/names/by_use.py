"""The undeclared letters of a part: what they are by their use, and where they are read so."""

from collections.abc import Callable

from msgspec.structs import replace

from derivcheck.check.names.called import called_in
from derivcheck.check.names.declared import said_to_be_numbers
from derivcheck.check.names.settings import Settings
from derivcheck.check.names.stacked import lower
from derivcheck.check.names.whole_text import mentioned
from derivcheck.check.reading.capitals import (
    speaks_of_scalars,
    with_matrices,
    without_either_order,
)
from derivcheck.check.reading.definitions import new_function
from derivcheck.check.reading.function_heads import with_members
from derivcheck.check.reading.implied import implied_in
from derivcheck.check.reading.left_sides import (
    arguments_on_the_left,
    left_side,
    names_on_the_left,
)
from derivcheck.check.reading.members import trees_of
from derivcheck.check.reading.own_names import Names, PartNames
from derivcheck.check.reading.part_kinds import Typed, kinds_of, unknown_names
from derivcheck.check.reading.typing import Budget, Written, misread_symbols
from derivcheck.check.reading.upstream import Variables
from derivcheck.document.model import Chain, Document, Part
from derivcheck.elaborate.kinds import Kind, Usage, names_in, usage
from derivcheck.elaborate.signature import take_apart
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t


def typed_by_use(
    part: Part,
    names: PartNames,
    read: Callable[[Typed], PartNames],
    settings: Settings,
    budget: Budget,
    document: Document,
    losses: Variables,
) -> Typed:
    """Return what undeclared letters of a part are, by their use; half declared ones are none.

    What they are lets more definitions be read, and these tell more of the other chains.
    """
    typed = _typed_under(part, names, settings, budget, document, losses, None)
    if any(typed.at):
        more = read(typed)
        if more.end.places.keys() != names.end.places.keys():
            return _typed_under(part, more, settings, budget, document, losses, typed)
    return typed


def _typed_under(
    part: Part,
    names: PartNames,
    settings: Settings,
    budget: Budget,
    document: Document,
    losses: Variables,
    before: Typed | None,
) -> Typed:
    """Return what undeclared letters are where some names hold; ``before`` stays as it is."""
    numbers = said_to_be_numbers(document) | _numbers_by_use(part, losses, settings)
    if numbers:
        numbers -= settings.half_declared(document)
    written: list[Written | None] = []
    said: set[str] = set()
    for at, (chain, known) in enumerate(zip(part.chains, names.at, strict=True)):
        if before is not None and at in before.borrowed:
            # what it has only borrowed is no more than a guess, now that it may tell by itself
            known = replace(known, letters={})
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
    words = settings.words
    told = _brought_in(written) | mentioned(document.formulas, words)
    told |= {key for key in names.end.stacked if lower(key) in used.subscripts}
    once = (used.once - told | unclear) - beneath.keys()
    used = replace(used, once=once, numbers=numbers, called=called_in(document))
    made = [_as_made(one, used) for one in written]
    scalars = speaks_of_scalars(document.prose)
    if before is None:
        first = kinds_of(made, used, budget, beneath)
        return first if scalars else _with_capitals(made, first, used, beneath)
    # what a chain has only borrowed it may tell by itself now
    again = [at in before.borrowed or not kinds for at, kinds in enumerate(before.at)]
    left = (one if anew else None for anew, one in zip(again, made, strict=True))
    found = kinds_of(left, used, budget, beneath)
    both = [
        (new, open_) if anew and new.keys() >= kinds.keys() else (kinds, unsure)
        for anew, kinds, unsure, new, open_ in zip(
            again, before.at, before.unsure, found.at, found.unsure, strict=True
        )
    ]
    joined = Typed(tuple(kinds for kinds, _ in both), tuple(unsure for _, unsure in both))
    return joined if scalars else _with_capitals(made, joined, used, beneath)


def _with_capitals(
    made: list[Written | None], typed: Typed, used: Usage, before: dict[str, Kind]
) -> Typed:
    """Return kinds of a part in which no capital that may be a matrix is read as a number."""
    return without_either_order(made, with_matrices(made, typed, used, before))


def _numbers_by_use(part: Part, losses: Variables, settings: Settings) -> frozenset[str]:
    """Return the letters that a part uses as one uses numbers only.

    The σ of ``ℓ(μ, σ^2) = …`` or ∂/∂σ², and a loss that is differentiated by several things.
    """
    words = settings.words
    heads = (left_side(chain, words) for chain in part.chains)
    squares = [one for head in heads if head for one in take_apart(head).arguments or ()]
    members = (member for chain in part.chains for member in chain.members if member.tokens)
    for member in members:
        nodes = parse(member.tokens, words).walk()
        squares += [node.variable for node in nodes if isinstance(node, t.Derive)]
    roots = (
        latex(one.base)
        for one in squares
        if isinstance(one, t.Scripts) and isinstance(one.sup, t.Numeral) and one.sub is None
    )
    return frozenset((*roots, *(key for key, by in losses.items() if len(by) > 1)))


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
    setting = written.setting
    if usage((right,)).transposed:  # else its argument may be a number
        arguments = take_apart(written.trees[0]).arguments or ()
        setting = with_members(map(latex, arguments), setting)
    return replace(written, trees=[right, *written.trees[1:]], setting=setting)


# a formula that brings letters in; of “z = Ψ” Ψ may be a slip
_MADE = (t.Product, t.Summands, t.Fraction_, t.Root)


def _brought_in(written: list[Written | None]) -> frozenset[str]:
    """Return the names that formulas for new names are made of, as the b of “let z = Wx + b”."""
    out: set[str] = set()
    for one in written:
        if one is not None and one.defines:
            body = _argument(one.trees[one.chain.relations[0].right])
            out |= set(names_in(body)) if isinstance(body, _MADE) else set()
            within = implied_in(one.chain, one.setting.signature.words)
            out |= set(names_in(within.body)) if within is not None else set()
    return frozenset(out)


def _argument(tree: t.Tree) -> t.Tree:
    """Return what a function is taken of, ``Wx + b`` of ``tanh(Wx + b)``; else the formula."""
    while isinstance(tree, t.Group) or (isinstance(tree, t.Prefix) and tree.rest is None):
        tree = tree.inner if isinstance(tree, t.Group) else tree.argument
    return tree


class LettersOfPart:
    """The undeclared letters of a part, for each of its chains.

    A letter is read as a free variable until a place says what it is, if any does; what the part
    defines further on is none in a definition.  Behind a place that was not read it is free again,
    but may depend on anything.
    """

    def __init__(
        self,
        part: Part,
        typed: Typed | None,
        heads: dict[str, int],
        implied: dict[str, int],
        words: frozenset[str],
    ) -> None:
        nothing: tuple[frozenset[str], ...] = tuple(frozenset() for _ in part.chains)
        typed = typed or Typed(tuple({} for _ in part.chains), nothing)
        self._at = {
            id(chain): Names(letters=kinds, unsure=unsure)
            for chain, kinds, unsure in zip(part.chains, typed.at, typed.unsure, strict=True)
        }
        self._numbers = {id(chain): number for number, chain in enumerate(part.chains)}
        self._read = [bool(kinds) for kinds in typed.at]
        self._heads, self._implied, self._words = heads, implied, words
        self._made: list[tuple[Names, Names, Names]] = []

    def among(
        self, names: Names, chain: Chain, *, in_definitions: bool = False, within: bool = False
    ) -> Names:
        """Return names together with a chain's undeclared letters.

        ``within`` where the chain is asked what it tells within functions.
        """
        number = self._numbers[id(chain)]
        unread = {key: first for key, first in self._heads.items() if not self._read[first]}
        behind = frozenset(key for key, first in unread.items() if first < number)
        here = frozenset(key for key, first in unread.items() if first == number)
        without = here
        if in_definitions:
            # the w of J(w) = … is any value, whatever w is found to be at the end
            without = frozenset(self._heads) - behind - arguments_on_the_left(chain, self._words)
        if within:
            without |= self._implied.keys()
        return self._joined(names, replace(self._at[id(chain)], half_said=behind), without)

    def among_all(self, names: Names) -> Names:
        """Return names together with all undeclared letters of the part."""
        unread = (key for key, first in self._heads.items() if not self._read[first])
        every = Names(half_said=frozenset(unread))
        for one in self._at.values():
            every = every.joined(one)
        return self._joined(names, every, frozenset())

    def _joined(self, names: Names, letters: Names, without: frozenset[str]) -> Names:
        known = names.values.keys() | names.functions.keys() | without
        kinds = {key: kind for key, kind in letters.letters.items() if key not in known}
        # what the chain's names are made of may be half said as well as its own letters
        half = letters.half_said - known
        new = Names(letters=kinds, unsure=letters.unsure - known, half_said=half)
        if not kinds and not new.unsure:
            return names
        for old, same, made in self._made:
            if old is names and same == new:
                return made
        self._made.append((names, new, names.joined(new)))
        return self._made[-1][2]
