"""Fractions that were added above and below their lines."""

from collections.abc import Iterator

from derivcheck.diagnose.edits import Change, Edit, Formula
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t

# sums of fractions that are tried
MOST = 3


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    found = dict.fromkeys(one for other in around.beside for one in _common(other))
    for node in formula.nodes:
        if isinstance(node, t.Fraction_) and formula.is_value(node):
            for far, (above, below) in enumerate(list(found)[:MOST]):
                halves = ((node.numerator, above), (node.denominator, below))
                changes = tuple(Change(half.span, (text,)) for half, text in halves)
                yield Edit(node, None, changes, node.span, far)


def _common(formula: Formula) -> Iterator[tuple[str, str]]:
    """Yield sums of two fractions over their common denominator."""
    for node in formula.nodes:
        if not isinstance(node, t.Summands) or len(node.terms) != 2 or node.signs[0]:
            continue
        first, second = node.terms
        if isinstance(first, t.Fraction_) and isinstance(second, t.Fraction_):
            a, b, c, d = map(
                _factor,
                (first.numerator, first.denominator, second.numerator, second.denominator),
            )
            yield f"{_times(a, d)} {node.signs[1]} {_times(c, b)}", _times(b, d)


def _times(one: str, two: str) -> str:
    """Return a product as it is written: ``a b``, but ``2 \\cdot 3``, which is not 23."""
    sign = " \\cdot " if two[:1].isdigit() else " "
    return f"{one}{sign}{two}"


def _factor(tree: t.Tree) -> str:
    return f"({latex(tree)})" if isinstance(tree, t.Summands) else latex(tree)


SLIP = Slip(
    code="added-fractions",
    says="fractions are added over a common denominator",
    means="Two fractions were added above and below their lines: a/b + c/d is (ad + cb)/(bd), and "
    "not (a + c)/(b + d).",
    advice="bring both to one denominator first.",
    cost=16,
    propose=_propose,
    accepted=Example(
        r"Let $a, b, r, q \in \mathbb{R}$. $$ \frac{a}{b} + \frac{r}{q} = \frac{a q + r b}{b q} $$",
        document=True,
    ),
    rejected=Example(
        r"Let $a, b, r, q \in \mathbb{R}$. $$ \frac{a}{b} + \frac{r}{q} = \frac{a + r}{b + q} $$",
        document=True,
    ),
    keeps_shape=True,
)
