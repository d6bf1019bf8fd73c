r"""Definitions for a general layer: z^{[l]} = W^{[l]} a^{[l-1]}, used as z^{[1]}, z^{[2]}.

What holds at every l holds at each number.  So the definition is read at the numbers that occur,
as if it were written there: each W^{[1]}, W^{[2]} has sizes of its own, and no vector of layers is
made up.  A definition that means something as it stands, z_i = Σ_j W_ij x_j, is left as it is.
"""

import re
from collections.abc import Collection, Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.check.reading.definitions import may_tell
from derivcheck.check.reading.left_sides import left_side
from derivcheck.check.reading.own_names import Names, PartNames
from derivcheck.document.model import Chain, Document, Member, Part
from derivcheck.document.tokens.token import Kind, Token
from derivcheck.elaborate.signature import Signature
from derivcheck.source.pattern import later
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t

MOST = 6  # layers
# “for hidden layers”: not at every layer
_NOT_EVERY = later(
    r"\b(?:hidden|except|but|other than|last|output|first|inner|remaining|if|when|unless|odd"
    r"|even)\b"
)
# “$z_l = …, \\quad l \\ge 2$”
_RELATED = later(r"[<>≥≤=]|\\(?:ge|le|geq|leq|geqslant|leqslant|neq?|lt|gt|in)(?![a-z])")
_LETTERS = frozenset(("i", "j", "k", "l", "m", "n", "t", "\\ell"))
# “where $k$ is the correct class”
_ONE = (
    r"\b(?:true|correct|right|target|gold|label|fixed|chosen|particular|certain|class|largest"
    r"|last)\b"
)
_OF_SCRIPTS = frozenset("_^")
_LAYOUT = later(r"\s+|\\q?quad(?![a-z])|\\[,;: ]")
# l = 1, …, L and 1 ≤ l ≤ L are all layers; l = 2, …, L and l > 1 are not
_EVERY = later(
    r"1(?:\\leq?|\\leqslant|≤)[^<]*$|0<|(?:.|\\ell)(?:=|\\in\\?\{|\\in\[)1,"
    r"|(?:.|\\ell)(?:\\geq?|≥)1$"
)


class General(Struct, frozen=True):
    """A part with definitions written out at the layers that occur.

    ``kept`` are the numbers of the chains that the part itself has; ``heads`` has for a chain that
    defines at every layer its number and place, the name as written, and those it stands for.
    """

    part: Part
    kept: tuple[int, ...]
    heads: tuple[tuple[int, int, str, tuple[str, ...]], ...]


class _Family(Struct, frozen=True):
    """A chain that defines something for each layer."""

    chain: Chain
    letter: str
    base: str  # the name without its layer
    head: str  # as written
    beneath: frozenset[str]  # the letters at a layer that it is made of


def general_in(
    part: Part, document: Document, names: Names, signature: Signature
) -> General | None:
    """Return a part with its definitions for a general layer written out, None if it has none.

    ``names`` are those of the part as it stands.
    """
    words = signature.words
    given = {key for key, symbol in signature.symbols.items() if not symbol.stated}
    families = {
        n: one
        for n, chain in enumerate(part.chains)
        if (one := _family(chain, words)) is not None
        if one.letter not in given and _is_general(one.letter, part, document)
    }
    if not families:
        return None
    bases = [one.base for one in families.values()]
    last = max(_numbers(document.parts, frozenset(bases), words), default=0)
    if last > MOST:
        return None
    lefts = frozenset(latex(tree) for one in part.chains if (tree := left_side(one, words)))
    read = frozenset(names.places.values())
    vectors = frozenset(key for key, value in names.values.items() if value.indices)
    each = families.values()
    open_ = _and_above((one.base for one in each if one.chain.place not in read), each)
    numbered = (one.base for one in each if _has_vectors(one, last, vectors, words))
    layered = _and_above((*open_, *numbered), each)
    as_vectors = frozenset(n for n, one in families.items() if one.base not in open_)
    found = {
        n: layers
        for n, one in families.items()
        if one.base in layered and bases.count(one.base) == 1
        if (layers := tuple(_layers_of(one, last, lefts, words)))
    }
    return _written_out(part, families, found, last, as_vectors, words) if found else None


def _has_vectors(
    family: _Family, last: int, vectors: frozenset[str], words: frozenset[str]
) -> bool:
    """Whether what a definition is made of is a vector at some layer, and so no entry of one."""
    body = family.chain.members[1]
    at = (parse(_member_at(body, family.letter, k).tokens, words) for k in range(1, last + 1))
    return any(
        isinstance(node, t.Scripts) and latex(node) in vectors for one in at for node in one.walk()
    )


def _is_general(letter: str, part: Part, document: Document) -> bool:
    """Whether nothing in a part says that a letter is one number, or not all of them."""
    if letter not in _LETTERS:
        return False
    one = re.escape(letter)
    if re.search(
        rf"\$\s*{one}\s*\$\s*(?:is|be|denotes|stands)\b[^.]{{0,40}}?{_ONE}", document.prose
    ):
        return False
    texts = (
        "".join(token.text for token in said.tokens)
        for said in document.formulas
        if letter in said.written
        and not said.written & _OF_SCRIPTS
        and part.span.start <= said.tokens[0].span.start < part.span.end
    )
    return not any(map(_limits, texts))


def _limits(text: str) -> bool:
    """Whether a formula says that something is not so at every layer."""
    plain = _LAYOUT.sub("", text).lstrip(",;.")
    return _RELATED.search(text) is not None and _EVERY.match(plain) is None


def _and_above(bases: Iterable[str], families: Collection[_Family]) -> frozenset[str]:
    """Return names with those that rest on them: a_l = σ(z_l) is no vector where z_l is none."""
    found = frozenset(bases)
    while more := {one.base for one in families if one.beneath & found} - found:
        found |= more
    return found


def _written_out(
    part: Part,
    families: dict[int, _Family],
    found: dict[int, tuple[Chain, ...]],
    last: int,
    as_vectors: frozenset[int],
    words: frozenset[str],
) -> General:
    """Return a part with some definitions written out; those that are read ``as_vectors`` stay
    beside them, for what is said of a general layer."""
    chains: list[Chain] = []
    kept: list[int] = []
    heads: list[tuple[int, int, str, tuple[str, ...]]] = []
    waiting: list[int] = []
    for n, chain in enumerate(part.chains):
        if n not in found:
            kept.append(len(chains))
            chains.append(chain)
            continue
        chains += [chain] if n in as_vectors else []
        waiting.append(n)
        names = tuple(_key_at(families[n], k, words) for k in range(1, last + 1))
        heads.append((n, chain.place, families[n].head, names))
        if n + 1 not in found:
            layers = [found[one][k] for k in range(last) for one in waiting if k < len(found[one])]
            before = part.chains[waiting[0]].before
            chains += [replace(layers[0], before=before), *layers[1:]]
            # what they define is known where they stand, and nothing else of them is read
            kept += [len(chains) - 1] * len(waiting)
            waiting = []
    return General(replace(part, chains=tuple(chains)), tuple(kept), tuple(heads))


def as_written(names: PartNames, general: General) -> PartNames:
    """Return the names that hold at the chains that a part itself has, of those written out."""
    at = [names.at[n] for n in general.kept]
    for number, place, head, members in general.heads:
        if all(names.end.places.get(one) == place for one in members):
            # only there: to other chains z_l is no name
            at[number] = at[number].joined(Names(places={head: place}))
    older = tuple(names.older[n] for n in general.kept)
    return replace(names, at=tuple(at), older=older)


def _family(chain: Chain, words: frozenset[str]) -> _Family | None:
    """Return what a chain defines for every layer, from the layers up to this one."""
    if len(chain.members) != 2 or not may_tell(chain):
        return None
    tree = left_side(chain, words)
    if not isinstance(tree, t.Scripts) or not isinstance(tree.sub, t.Name):
        return None
    if not isinstance(tree.base, t.Name) or tree.sup is not None or tree.primes:
        return None
    limits = (*chain.remarks, *(member.tail for member in chain.members))
    beside = (chain.before[-60:], chain.after[:60], *limits)
    if any(map(_NOT_EVERY.search, beside)) or any(map(_limits, limits)):
        return None
    letter, body = latex(tree.sub), parse(chain.members[1].tokens, words)
    layers = list(_layers(body, letter))
    names = sum(isinstance(one, t.Name) and latex(one) == letter for one in body.walk())
    if not layers or len(layers) != names or None in layers:
        return None
    beneath = frozenset(filter(None, layers))
    return _Family(chain, letter, latex(tree.base), latex(tree), beneath)


def _layers(tree: t.Tree, letter: str) -> Iterator[str | None]:
    """Yield the letters that stand at layer l or l - 1; None for what stands at another one."""
    for node in tree.walk():
        if not isinstance(node, t.Scripts) or node.sub is None:
            continue
        match node.sub:
            case t.Name() if latex(node.sub) == letter:
                yield latex(node.base)
            case t.Summands(terms=(t.Name() as name, t.Numeral(text="1")), signs=("", "-")) if (
                latex(name) == letter
            ):
                yield latex(node.base)
            case _ if any(latex(one) == letter for one in node.sub.walk()):
                yield None


def _numbers(parts: Iterable[Part], bases: frozenset[str], words: frozenset[str]) -> Iterator[int]:
    """Yield the numbers of the layers at which names stand."""
    if not bases:
        return
    members = (m for part in parts for chain in part.chains for m in chain.members if m.tokens)
    for member in members:
        for node in parse(member.tokens, words).walk():
            match node:
                case t.Scripts(base=base, sub=t.Numeral(text=text)) if text.isdigit():
                    yield from (int(text),) if latex(base) in bases else ()


def _layers_of(
    family: _Family, last: int, lefts: frozenset[str], words: frozenset[str]
) -> Iterator[Chain]:
    """Yield a definition at each layer, up to the first of which something else is said."""
    for number in range(1, last + 1):
        if _key_at(family, number, words) in lefts:
            return
        members = (_member_at(member, family.letter, number) for member in family.chain.members)
        yield replace(family.chain, members=tuple(members), before="")


def _key_at(family: _Family, number: int, words: frozenset[str]) -> str:
    return latex(parse(_member_at(family.chain.members[0], family.letter, number).tokens, words))


def _member_at(member: Member, letter: str, number: int) -> Member:
    tokens: list[Token] = []
    at = 0
    while at < len(member.tokens):
        token = member.tokens[at]
        at += 1
        if token.text == letter:
            back = [one.text for one in member.tokens[at : at + 2]] == ["-", "1"]
            at += 2 if back else 0
            token = replace(token, kind=Kind.NUMBER, text=str(number - back))
        tokens.append(token)
    return replace(member, tokens=tuple(tokens))
