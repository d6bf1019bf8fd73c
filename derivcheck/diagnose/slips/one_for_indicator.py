"""A 1 for what is 1 at equal indices only: ``p_i(1 - p_j)`` for ``p_i(1{i = j} - p_j)``."""

from collections.abc import Iterator
from itertools import combinations

from derivcheck.diagnose.edits import Edit, Formula, Written
from derivcheck.diagnose.edits.around import LETTERS, Around
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.syntax import tree as t

_ONE = "1"


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    letters = [one for one in around.letters if one in around.free][:LETTERS]
    for node in formula.nodes:
        if isinstance(node, t.Numeral) and node.text == _ONE and formula.role(node) == "terms":
            for one, other in combinations(letters, 2):
                yield formula.replaced(node, _indicator(node, one, other))


def _indicator(node: t.Numeral, one: str, other: str) -> Written:
    """Return the number that is 1 where two indices agree and 0 where they do not."""
    names = (t.Name(node.span, one), t.Name(node.span, other))
    condition = t.Group(node.span, "{", t.Related(node.span, names, ("=",)))
    tree = t.Product(node.span, (node, condition), ("",))
    return Written(tree, (f"{_ONE}\\{{{one} = {other}\\}}",))


SLIP = Slip(
    code="one-for-indicator",
    says="this 1 belongs there for equal indices only",
    means="A derivative by one entry of a vector is 1 where that entry itself is differentiated "
    "and 0 for any other. Here a 1 stands for both.",
    advice="write the line out twice, with both indices the same and with two that differ.",
    cost=11,
    propose=_propose,
    accepted=Example(
        r"\frac{\partial \hat y_w}{\partial \theta_k} = \hat y_w (1\{w = k\} - \hat y_k)",
    ),
    rejected=Example(r"\frac{\partial \hat y_w}{\partial \theta_k} = \hat y_w (1 - \hat y_k)"),
    joins="value",
    keeps_shape=True,
)
