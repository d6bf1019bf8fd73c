"""Names of a part before that a part goes on with: ∂v/∂W of the v that was defined above.

A name holds to the end of its part.  A part that differentiates a name of an earlier one by a
letter of that one, and says of none of these names what it is, is about the same things; without
them its derivatives would mean nothing.  Where the problem asks of another loss there, or the part
speaks of one, it may be about something else.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.check.names.losses_named import losses_named_in
from derivcheck.check.reading.own_names import Names
from derivcheck.elaborate.kinds import bare_key
from derivcheck.elaborate.signature import Signature
from derivcheck.syntax import tree as t


class Held(Struct, frozen=True):
    """What holds in a part or at its end, of which loss the problem asks there, and its words."""

    names: Names
    loss: str | None
    prose: str


def carried_into(
    trees: Iterable[t.Tree],
    heads: frozenset[str],
    here: Held,
    before: Iterable[Held],
    signature: Signature,
) -> Names | None:
    """Return the names of the one earlier part that formulas go on with, None if there is none.

    ``heads`` are the names of which the part says itself what they are, ``here`` has those that
    hold in it without more, by custom or from a part around it; ``before`` the names at the end of
    the parts before.  What the problem calls a loss by a name, it says in each of its parts anew.
    """
    known = here.names.values.keys()
    every = frozenset(pair for tree in trees for pair in _derivatives(tree))
    pairs = frozenset(
        pair for pair in every if not known & set(pair) and pair[0] not in signature.losses
    )
    ends = [one for one in before if one.names.values]
    found = [
        one.names for one in ends if _go_on(pairs, one, signature, same=_is_same_loss(one, here))
    ]
    if not found or any(heads & one.values.keys() for one in found):
        return None
    last = found[-1]
    keys = last.values.keys() & {key for pair in pairs for key in pair}
    # said in two ways, it is not known which is meant
    places = [one.names.places for one in ends]
    if any(one.get(key, last.places[key]) != last.places[key] for one in places for key in keys):
        return None
    return replace(last.without(frozenset(last.functions)), carried=frozenset(last.values))


def _is_same_loss(end: Held, here: Held) -> bool:
    """Whether a part asks of the loss of another one, and speaks of no loss that the other does
    not speak of."""
    return end.loss == here.loss and losses_named_in(here.prose) <= losses_named_in(end.prose)


def _go_on(
    pairs: Iterable[tuple[str, str]], end: Held, signature: Signature, *, same: bool
) -> bool:
    """Whether a part goes on with the names of another: by the problem's own symbols, of which
    every part is about, only where both are about the ``same`` loss."""
    return any(
        _is_about(pair, end.names, signature) and (same or not _is_given(pair[1], signature))
        for pair in pairs
    )


def _is_given(variable: str, signature: Signature) -> bool:
    return variable in signature.symbols or variable in signature.columns


def _is_about(pair: tuple[str, str], names: Names, signature: Signature) -> bool:
    """Whether a derivative is that of a name by another, or by a letter that the names rest on."""
    name, variable = pair
    beneath = {letter.key for letter in names.beneath}
    bodies = (definition.body.symbols for definition in names.definitions.values())
    known = frozenset(beneath).union(names.values, *bodies)
    matrix = signature.columns.get(variable)  # V for the v of v_c
    rests = variable in known or (matrix is not None and matrix.name in known)
    return name in names.values and name != variable and rests


def _derivatives(tree: t.Tree) -> Iterator[tuple[str, str]]:
    """Yield the name and the variable of each derivative ``∂v_i/∂W_{jk}`` of a bare name."""
    for node in tree.walk():
        if isinstance(node, t.Derive) and isinstance(node.operand, (t.Name, t.Scripts)):
            yield bare_key(node.operand), bare_key(node.variable)
