"""Names that stand for what stands in their place one sign later: ``h = σ(z) = σ(xW + b)`` is about
a z that is xW + b, where nothing else says what z is.
"""

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.check.reading.definitions import new_name
from derivcheck.check.reading.left_sides import name_on_the_left
from derivcheck.check.reading.members import Setting
from derivcheck.check.reading.own_names import Names
from derivcheck.document.model import Chain
from derivcheck.elaborate.kinds import names_in
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t


class Implied(Struct, frozen=True):
    """A name, what it stands for, and the number of the relation sign that tells."""

    name: t.Tree
    body: t.Tree
    sign: int


def implied_in(chain: Chain, words: frozenset[str]) -> Implied | None:
    """Return the name of which a chain ``h = f(z) = f(…)`` tells what it is, if it is new."""
    if len(chain.relations) < 2 or name_on_the_left(chain, words) is None:
        return None
    for at, relation in enumerate(chain.relations[1:], start=1):
        left, right = chain.members[relation.left], chain.members[relation.right]
        if relation.sign != "=" or not left.tokens or not right.tokens:
            continue
        one, other = (applied(parse(x.tokens, words)) for x in (left, right))
        if one is None or other is None or one[0] != other[0] or not _is_name(one[1]):
            continue
        body = other[1]
        if isinstance(body, (t.Product, t.Summands)) and latex(one[1]) not in names_in(body):
            return Implied(one[1], body, at)
    return None


def implied_definition(
    chain: Chain, setting: Setting, part: Names, waiting: frozenset[str]
) -> Names | None:
    """Return the name that a chain defines within functions, None if it is known or none is."""
    found = implied_in(chain, setting.signature.words)
    if found is None or waiting & set(names_in(found.body)):
        return None
    key = latex(found.name)
    if key in setting.signature.symbols or key in part.places:
        return None
    new = new_name(found.name, found.body, setting)
    if new is None:
        return None
    beneath = (*setting.beneath, *setting.letters.values())
    return replace(new, places={key: chain.relations[found.sign].span.start}, beneath=beneath)


def applied(tree: t.Tree) -> tuple[str, t.Tree] | None:
    """Return the function and the argument of ``f(x)``."""
    match tree:
        case t.Product(factors=(t.Name() | t.Words() as name, t.Group(inner=inner)), signs=("",)):
            return latex(name), inner
        case t.Prefix(function=function, sup=None, argument=t.Group(inner=inner), rest=None):
            return function, inner
        case _:
            return None


def _is_name(tree: t.Tree) -> bool:
    if isinstance(tree, t.Scripts):
        plain = tree.sup is None and not tree.primes and isinstance(tree.base, t.Name)
        return plain and isinstance(tree.sub, t.Numeral)
    return isinstance(tree, t.Name)
