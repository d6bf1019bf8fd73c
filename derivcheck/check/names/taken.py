"""Letters of the problem that a part takes for things of its own.

The problem calls the columns of a matrix v_w and an element of an index set c; a part about a
network may have a vector v, and write h_c for any entry of h.  Such a letter is the part's own
where the part uses it so, and says nothing of what the problem means by it.
"""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from derivcheck.check.names.declarations import PREAMBLE
from derivcheck.check.names.whole_text import Text
from derivcheck.check.reading.left_sides import name_on_the_left
from derivcheck.check.reading.members import part_entry
from derivcheck.document.model import Chain, Part
from derivcheck.elaborate.kinds import index_letters, is_raised
from derivcheck.elaborate.signature import Defined, Signature, signature_of
from derivcheck.problem.model import PartEntry, Problem
from derivcheck.syntax import latex, parse, parse_anywhere
from derivcheck.syntax import tree as t
from derivcheck.syntax.once import once_a_formula

Taken = Mapping[str, frozenset[str]]


class _Place(Struct, frozen=True):
    """A name, the subscript below it if there is one, and whether it stands in a subscript."""

    key: str
    sub: t.Tree | None
    index: bool
    factor: bool = False  # it is multiplied with what stands before it


def taken_by_parts(text: Text, problem: Problem | None) -> Taken:
    """Return the letters of the problem that parts take for things of their own, by their ids.

    A vector that a part before has taken stays the document's own where nothing says otherwise.
    """
    if problem is None:
        return {}
    signature = signature_of(problem)
    out: dict[str, frozenset[str]] = {}
    before: frozenset[str] = frozenset()
    for part in text.document.parts:
        places = [one for tree in text.trees((part,)) for one in _places_of(tree)]
        members = (member for chain in part.chains for member in chain.members if member.tokens)
        written = [parse_anywhere(member.tokens, text.words) for member in members]
        heads = frozenset(
            key
            for chain in part.chains
            if (key := name_on_the_left(chain, signature.words)) is not None
        )
        columns = frozenset(_columns(places, heads | before, signature))
        within = [one for tree in written for one in _places_of(tree)]
        elements = frozenset(_elements(within, columns, signature, problem))
        before |= columns
        redefined = _redefined(part, text, signature, problem)
        if columns or elements or redefined:
            out[part.id] = out.get(part.id, frozenset()) | columns | elements | redefined
    return out


@once_a_formula
def _places_of(tree: t.Tree) -> tuple[_Place, ...]:
    """Return the names of a whole formula."""
    return tuple(_places(tree, False))


def _places(tree: t.Tree, index: bool) -> Iterator[_Place]:
    """Yield the names of a formula, but those that say what is summed over."""
    match tree:
        case t.Name():
            yield _Place(latex(tree), None, index)
        case t.Scripts():
            named = isinstance(tree.base, t.Name) or _is_raised(tree.base)
            yield _Place(latex(tree.base) if named else "", tree.sub, index)
            if not isinstance(tree.base, t.Name):
                yield from _places(tree.base, index)
            if tree.sub is not None:
                yield from _places(tree.sub, True)
            if tree.sup is not None:
                yield from _places(tree.sup, index)
        case t.Product():
            # an element has no value: beside a factor it is likelier a slip of the pen, [x]c
            for child in tree.children():
                if not isinstance(child, t.Name) or child is tree.factors[0]:
                    yield from _places(child, index)
                else:
                    yield _Place(latex(child), None, index, factor=True)
        case t.Big():
            yield from _places(tree.body, index)
        case t.Group(open="|"):
            return
        case _:
            for child in tree.children():
                yield from _places(child, index)


def _redefined(part: Part, text: Text, signature: Signature, problem: Problem) -> frozenset[str]:
    """Return the letters that a part about numbers defines: the y of “let y = σ(x)”.

    Nothing in the part, or in one that its names hold in, speaks of the problem's vectors.
    """
    pairs = ((name_on_the_left(chain, signature.words), chain) for chain in part.chains)
    named = {
        key
        for key, chain in pairs
        if key is not None
        and key not in signature.definitions
        and _is_of_the_problem(key, signature)
        and not _is_numeral(chain, signature)
        and (key not in signature.losses or _is_of_numbers(part_entry(problem, part.id), signature))
    }
    if not named:
        return frozenset()
    trees = text.trees(one for one in text.document.parts if _reaches(part, one))
    places = [place for tree in trees for place in _places_of(tree)]
    plain = all(one.sub is None and not one.index for one in places if one.key in named)
    used = any(_is_of_the_problem(one.key, signature) for one in places if one.key not in named)
    return frozenset(named) if plain and not used else frozenset()


def _reaches(part: Part, other: Part) -> bool:
    """Whether the names of a part hold in another one."""
    base = other.id.split("~")[0].split("(")[0]
    return part.id in (PREAMBLE, other.id, base) or part.id in other.outer


def _is_numeral(chain: Chain, signature: Signature) -> bool:
    """Whether a chain puts a name to a number, “let y = 0”: a case of what the name is."""
    tokens = chain.members[chain.relations[0].right].tokens
    return not tokens or isinstance(parse(tokens, signature.words), t.Numeral)


def _is_of_the_problem(key: str, signature: Signature) -> bool:
    """Whether a name is, or rests on, the problem's own vectors, matrices or elements."""
    symbol = signature.symbols.get(key)
    if symbol is not None:
        return symbol.kind != "real" and not symbol.stated
    if key in signature.columns or key in signature.losses or key in signature.aliases:
        return True
    variants = signature.definitions.get(key, ())
    return any(not one.own and not _is_of_plain_numbers(one, signature) for one in variants)


def _is_of_plain_numbers(defined: Defined, signature: Signature) -> bool:
    keys = {latex(node) for node in defined.body.walk()}
    arguments = {latex(one) for one in defined.head.arguments or ()}
    known = (signature.columns, signature.symbols, signature.definitions, signature.losses)
    return not any(key in table for table in known for key in keys - arguments)


def _is_of_numbers(entry: PartEntry | None, signature: Signature) -> bool:
    """Whether the problem asks in a part for something that rests on none of its vectors."""
    if entry is None or entry.goal is None or entry.loss is not None:
        return False
    nodes = entry.goal.tree.walk()
    return not any(_is_of_the_problem(latex(node), signature) for node in nodes)


def _is_raised(tree: t.Tree) -> bool:
    return isinstance(tree, t.Scripts) and is_raised(tree)


def _columns(places: list[_Place], own: frozenset[str], signature: Signature) -> Iterator[str]:
    """Yield the letters of the problem's columns that stand for vectors of the part's own.

    Such a one stands alone, or has been taken before, never with a word below it; and the part
    speaks of no other column, and of no matrix that has columns.
    """
    letters = signature.columns.keys() - signature.symbols.keys()
    matrices = {entry.name for entry in signature.columns.values()}
    spoken = {one.key for one in places if not one.index} & (signature.columns.keys() | matrices)
    for letter in sorted(letters & spoken):
        here = [one for one in places if one.key == letter and not one.index]
        alone = any(one.sub is None for one in here) and letter not in signature.aliases
        if spoken != {letter} or not (letter in own or alone):
            continue
        if all(one.sub is None or _may_count(one.sub, signature) for one in here):
            yield letter


def _may_count(sub: t.Tree, signature: Signature) -> bool:
    """Whether a subscript is no word of the problem's: the b of v_b is none, the c of v_c is."""
    letters = [latex(one) for one in index_letters(sub)]
    words = signature.symbols.keys() | {
        letter
        for entry in signature.sorts
        if any(column.sorts[1] == entry.sort.name for column in signature.columns.values())
        for letter in entry.letters
    }
    return bool(letters) and not words & set(letters)


def _elements(
    places: list[_Place], columns: frozenset[str], signature: Signature, problem: Problem
) -> Iterator[str]:
    """Yield the elements of the problem that a part uses as plain indices of its own things.

    The c of h_c and W_{cd} is one where it stands in subscripts only, and below none of the
    problem's columns.  An element at which something is one-hot is what it is everywhere.
    """
    tied = {symbol.at for symbol in problem.symbols}
    others = signature.columns.keys() - columns
    for key, symbol in sorted(signature.symbols.items()):
        if symbol.kind != "element" or symbol.name != key or key in tied:
            continue
        inside = [one for one in places if one.key == key and (one.index or not one.factor)]
        below = [one for one in places if one.sub is not None and key in _indices(one.sub)]
        if len(inside) != len(below) or any(one.key in others for one in below):
            continue
        if any(_is_own(one.key, columns, signature) for one in below):
            yield key


def _indices(sub: t.Tree) -> Iterable[str]:
    return map(latex, index_letters(sub))


def _is_own(key: str, columns: frozenset[str], signature: Signature) -> bool:
    """Whether a letter with a subscript is none that the problem knows, nor δ."""
    known = (
        signature.symbols, signature.columns, signature.definitions, signature.aliases,
        signature.losses, signature.typos,
    )  # fmt: skip
    own = key in columns or not any(key in table for table in known)
    return bool(key) and own and key not in ("\\delta", "\\partial")
