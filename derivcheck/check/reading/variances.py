"""``σ^2 = …``: a variance that a text computes, as the name of what stands behind the sign.

The square is the name, and σ its root: a standard deviation is not negative.  Only where σ was not
written before is it so: in a likelihood σ is free, and such a row says where it is largest.
"""

from collections.abc import Iterable

from derivcheck.check.reading.left_sides import square_on_the_left
from derivcheck.check.reading.members import Setting
from derivcheck.check.reading.named_values import plain
from derivcheck.check.reading.own_names import Names
from derivcheck.document import without_layout
from derivcheck.document.model import Chain, Part, Said
from derivcheck.elaborate.by_square import is_variance
from derivcheck.elaborate.failure import Failure
from derivcheck.elaborate.formula import elaborate
from derivcheck.elaborate.kinds import names_in, root_of_square
from derivcheck.elaborate.letters import sorts_by_use
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t
from derivcheck.term.core import Call, Sum
from derivcheck.term.tensor import scalar

# never negative; of other letters only a sum of squares over samples has such a root
_DEVIATIONS = ("\\sigma", "\\hat{\\sigma}")


def variance_in(
    chain: Chain, setting: Setting, part: Names, waiting: frozenset[str]
) -> Names | None:
    """Return the variance that a chain's first ``=`` defines, with its root, or None.

    ``waiting`` are names whose meaning is said elsewhere in the same place and not known yet.
    """
    relation = chain.relations[0]
    left, right = chain.members[relation.left], chain.members[relation.right]
    if chain.spoken is not None or not square_on_the_left(chain, setting.signature.words):
        return None
    tree = parse(left.tokens, setting.signature.words)
    body = parse(right.tokens, setting.signature.words)
    root = root_of_square(tree)
    if root is None or not is_variance(root) or waiting & set(names_in(body)):
        return None
    key, square = latex(root), latex(tree)
    known = (setting.signature.symbols, setting.names, setting.letters)
    if square in part.places or any(key in names for names in known):
        return None
    scope = setting.scope()
    scope.sorts.update(sorts_by_use((body,), scope))
    value = elaborate(body, scope)
    if isinstance(value, Failure) or not value.is_scalar:
        return None
    found = plain(square, square, value, scope)
    if found is None or not found.definitions:
        return None
    if not key.startswith(_DEVIATIONS) and Sum not in value.body.heads:
        return None  # s² = a² + b² says nothing of the sign of s
    deviation = scalar(Call("sqrt", (found.values[square].body,)))
    return Names(
        {**found.values, key: deviation},
        found.definitions,
        # σ is said as well: “σ = …” further down is a claim
        places={key: relation.span.start, square: relation.span.start},
        beneath=(*setting.beneath, *setting.letters.values()),
    )


def variances_of(part: Part, formulas: Iterable[Said], words: frozenset[str]) -> dict[int, str]:
    """Return the places of the rows of a part that say what a new variance is, with its root.

    A formula that is a name and nothing more, “the variance $σ^2$”, does not use it before.
    """
    out: dict[int, str] = {}
    for chain in part.chains:
        for key in square_on_the_left(chain, words):
            root = root_of_square(parse(chain.members[0].tokens, words))
            if root is None or not is_variance(root):
                continue
            if key not in _used_before(chain, part.span.start, formulas, words):
                out[chain.place] = key
    return out


def _used_before(
    chain: Chain, start: int, formulas: Iterable[Said], words: frozenset[str]
) -> frozenset[str]:
    """Return the names that formulas use from a place of the document on, up to a chain."""
    end = chain.members[0].tokens[0].span.start
    out: set[str] = set()
    for said in formulas:
        tokens = tuple(token for token in said.tokens if start <= token.span.start < end)
        tree = parse(without_layout(tokens), words) if tokens else None
        if tree is not None and not isinstance(tree, (t.Name, t.Scripts)):
            out.update(names_in(tree))
    return frozenset(out)
