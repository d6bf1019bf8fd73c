"""Names of which only a later member of their chain tells: R of ``J = U = R``, U not read.

A text claims that J is R.  It may have slipped between U and R, so nothing is refuted by it, and
what is proved by it is proved as far as J is R; that is among the conditions.
"""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from derivcheck.check.reading.definitions import may_tell, new_name
from derivcheck.check.reading.left_sides import is_head
from derivcheck.check.reading.members import Setting
from derivcheck.check.reading.own_names import Names
from derivcheck.document.model import Chain
from derivcheck.elaborate.failure import Failure
from derivcheck.elaborate.formula import elaborate
from derivcheck.elaborate.kinds import bare_key, names_in
from derivcheck.elaborate.letters import sorts_by_use
from derivcheck.elaborate.names import REFERENTS
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t


def claimed_in(
    chain: Chain, setting: Setting, part: Names, waiting: frozenset[str]
) -> Names | None:
    """Return the name that a chain begins with, by the first of its members that was read."""
    first = chain.relations[0]
    if not may_tell(chain) or any(not member.tokens for member in chain.members):
        return None
    tree, *bodies = (parse(m.tokens, setting.signature.words) for m in chain.members)
    unread = bodies[first.right - 1]
    if not is_head(tree) or waiting & set(names_in(unread)):
        return None
    if not _is_unread(tree, unread, setting):
        return None
    for relation in chain.relations[1:]:
        body = bodies[relation.right - 1]
        if relation.sign != "=" or waiting & set(names_in(body)):
            return None
        found = new_name(tree, body, setting) if names_in(body) else None
        if found is None and _is_unread(tree, body, setting):
            continue
        key = next(iter((*found.values, *found.functions)), None) if found is not None else None
        if found is None or key is None or key in part.places:
            return None
        # no relation sign stands there: none of these steps only defines
        places = {key: chain.members[relation.right].span.start}
        beneath = (*setting.beneath, *setting.letters.values())
        claimed = {key: (f"{latex(tree)} is {latex(body)}",)}
        return replace(found, places=places, beneath=beneath, claimed=claimed)
    return None


def _is_unread(tree: t.Tree, body: t.Tree, setting: Setting) -> bool:
    """Whether a formula, which a name is equal to, means nothing that is known, and is no error."""
    scope = setting.scope()
    scope.opens = True
    scope.sorts.update(sorts_by_use((tree, body), scope))
    value = elaborate(body, scope)
    return isinstance(value, Failure) and value.verdict in ("unread", "undecided")


def resting_on_claims(found: Names, chain: Chain, known: Names, words: frozenset[str]) -> Names:
    """Return a definition with what is claimed of the names that its chain has."""
    others = {key: said for key, said in known.claimed.items() if key not in found.places}
    if not others:
        return found
    trees = (parse(member.tokens, words) for member in chain.members if member.tokens)
    if not (said := claims_on(trees, others)):
        return found
    claimed = {key: (*found.claimed.get(key, ()), *said) for key in found.places}
    return replace(found, claimed=claimed)


def without_own(names: Names, chain: Chain) -> Names:
    """Return the names but the one that a chain itself claims: its members do not rest on it."""
    starts = {member.span.start for member in chain.members}
    own = frozenset(key for key in names.claimed if names.places.get(key) in starts)
    return names.without(own) if own else names


def claims_on(trees: Iterable[t.Tree], claimed: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return what is claimed of the names in formulas; of all where a word means another one."""
    if not claimed:
        return ()
    nodes = [node for tree in trees for node in tree.walk()]
    keys = {bare_key(node) for node in nodes} | {latex(node) for node in nodes}
    keys |= {key for node in nodes for key in names_in(node)}
    referring = any(isinstance(node, t.Words) and node.text in REFERENTS for node in nodes)
    found = (said for key, said in claimed.items() if referring or key in keys)
    return tuple(dict.fromkeys(text for said in found for text in said))
