"""Names behind what they stand for: ``∂L/∂z = ŷ − y =: δ`` says that δ is ŷ − y from there on.

So does “with $∂L/∂O = G$” of a G of which nothing else is said.
"""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from derivcheck.check.reading.definitions import new_name
from derivcheck.check.reading.left_sides import is_head
from derivcheck.check.reading.members import Setting
from derivcheck.check.reading.own_names import Names
from derivcheck.document.model import Chain, Relation
from derivcheck.elaborate.kinds import bare_key, names_in
from derivcheck.source.pattern import later
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t

_SIGNS = ("=:", "\\eqqcolon")
# right before a derivative that is given a name
_CALLS = later(
    r"(?:\b(?:let|with|where|denot\w*|writ\w+|call|defin\w*|set|put|given|abbreviat\w*)\b|记|设|令)"
    r"(?:\s+(?:the|its|upstream|gradient|derivative|by))*\s*\Z",
    re.IGNORECASE,
)


def named_behind(chain: Chain, words: frozenset[str]) -> Iterator[tuple[Relation, t.Tree]]:
    """Yield the signs of a chain that name what stands before them, each with the name."""
    called = len(chain.relations) == 1 and _CALLS.search(chain.before) is not None
    for relation in chain.relations:
        tokens = chain.members[relation.right].tokens
        behind = "".join(relation.written.split()) in _SIGNS
        if tokens and (behind or (called and _is_derivative(chain, words))):
            tree = parse(tokens, words)
            if is_head(tree) and not isinstance(tree, t.Product):
                yield relation, tree


def _is_derivative(chain: Chain, words: frozenset[str]) -> bool:
    """Whether a chain begins with ``∂L/∂O`` of an L that has no arguments."""
    tokens = chain.members[0].tokens
    tree = parse(tokens, words) if tokens else None
    return isinstance(tree, t.Derive) and isinstance(tree.operand, t.Name)


def keys_behind(chain: Chain, words: frozenset[str]) -> frozenset[str]:
    """Return the names of which a chain says behind a sign what they are."""
    return frozenset(bare_key(tree) for _, tree in named_behind(chain, words))


def definition_behind(
    chain: Chain, setting: Setting, part: Names, waiting: frozenset[str]
) -> Names | None:
    """Return the first name that a chain defines behind its value and that is new, else None."""
    words = setting.signature.words
    beneath = (*setting.beneath, *setting.letters.values())
    for relation, tree in named_behind(chain, words):
        key = latex(tree)
        if key in setting.signature.symbols or key in part.places:
            continue
        for body in _before(chain, relation, words):
            found = None if waiting & set(names_in(body)) else new_name(tree, body, setting)
            if found is not None:
                return replace(found, places={key: relation.span.start}, beneath=beneath)
    return None


def _before(chain: Chain, relation: Relation, words: frozenset[str]) -> Iterator[t.Tree]:
    """Yield what stands before a sign, the nearest member first: all is said to be the same."""
    for member in reversed(chain.members[: relation.right]):
        if member.tokens:
            yield parse(member.tokens, words)
