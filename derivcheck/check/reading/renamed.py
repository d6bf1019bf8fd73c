"""New names of known functions: ``softmax(z) = f(z)`` calls the softmax f from there on."""

from derivcheck.check.reading.members import Setting
from derivcheck.check.reading.own_names import Names
from derivcheck.document.model import Chain
from derivcheck.elaborate.lookup import Loss, lookup
from derivcheck.elaborate.scope import Scope
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t


def renamed_in(
    chain: Chain, setting: Setting, part: Names, waiting: frozenset[str]
) -> Names | None:
    """Return the new name that one ``=`` of a chain gives to a function, None if none does.

    Both sides are functions of the very same thing, and nothing else says what one of them is.
    """
    words = setting.signature.words
    for relation in chain.relations:
        left, right = chain.members[relation.left], chain.members[relation.right]
        if relation.sign != "=" or not left.tokens or not right.tokens:
            continue
        one, other = (_applied(parse(side.tokens, words)) for side in (left, right))
        if one is None or other is None or latex(one[1]) != latex(other[1]):
            continue
        scope = setting.scope()
        for known, new in ((one[0], other[0]), (other[0], one[0])):
            key = latex(new)
            if key not in part.places and _is_known(known, scope) and _is_new(new, scope):
                place = relation.span.start
                return Names(spellings={key: known}, places={key: place})
    return None


def _applied(tree: t.Tree) -> tuple[t.Name | t.Words, t.Tree] | None:
    """Return the name and the bracket of ``f(x)``, None for anything else."""
    match tree:
        case t.Product(factors=(t.Name() | t.Words() as name, t.Group() as bracket), signs=("",)):
            return name, bracket.inner
        case _:
            return None


def _is_known(name: t.Tree, scope: Scope) -> bool:
    function = lookup(name, scope)
    return function is not None and not isinstance(function, Loss) and not scope.remarks


def _is_new(name: t.Tree, scope: Scope) -> bool:
    """Whether a plain letter means nothing here yet."""
    key, signature = latex(name), scope.signature
    tables = (signature.symbols, signature.columns, signature.aliases, scope.locals)
    plain = isinstance(name, t.Name) and not any(key in table for table in tables)
    plain = plain and key not in ("e", "d") and signature.sort_of_size(key) is None
    return plain and lookup(name, scope) is None
