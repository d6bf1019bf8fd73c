"""The derivative of a quotient by another rule than its own."""

from collections.abc import Iterator

from derivcheck.diagnose.edits import Change, Edit, Formula
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.edits.rules import Factor, joined, quotients, times
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip

# quotients that are tried
MOST = 3


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    found = dict.fromkeys(pair for one in around.beside for pair in quotients(one))
    node = formula.tree
    for above, below in list(found)[:MOST] if not around.misfit else ():
        under = below.text if len(below.text) == 1 else f"({below.text})"
        text = f"\\frac{{{_above(above, below)}}}{{{under}^2}}"
        yield Edit(node, None, (Change(formula.braced(node), (text,)),), node.span)


def _above(above: Factor, below: Factor) -> str:
    """Return f′g − fg′."""
    first = times(above.derivative, below.text) if above.derivative else ""
    change = below.derivative or "0"
    sign = "-" if change.startswith("-") else ""
    second = times(above.text, change.removeprefix("-"))
    return (first + joined("-", sign + second)).strip()


SLIP = Slip(
    code="quotient-rule",
    says="the derivative of a quotient f/g is (f′g − fg′)/g²",
    means="A quotient was differentiated as if the line were not there, or with a part of its "
    "rule left out: (f/g)′ is (f′g − fg′)/g², not f′/g′.",
    advice="write f, g, f′ and g′ down one by one, then put them into (f′g − fg′)/g².",
    cost=18,
    propose=_propose,
    accepted=Example(r"\frac{d}{dx} \frac{x^2}{1 + x} = \frac{2x(1 + x) - x^2}{(1 + x)^2}"),
    rejected=Example(r"\frac{d}{dx} \frac{x^2}{1 + x} = 2x"),
    keeps_shape=True,
)
