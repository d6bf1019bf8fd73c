"""The derivative of a product with fewer terms than factors."""

from collections.abc import Iterator

from derivcheck.diagnose.edits import Change, Edit, Formula
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.edits.rules import joined, products
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.source import Span

# products that are tried
MOST = 3


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    found = dict.fromkeys(terms for one in around.beside for terms in products(one))
    node = formula.tree
    whole = formula.braced(node)
    for terms in list(found)[:MOST] if not around.misfit else ():
        for term in terms:
            change = Change(Span(whole.end, whole.end), (joined("+", term),))
            yield Edit(node, None, (change,), node.span)
        first, *more = terms
        text = first + "".join(joined("+", term) for term in more)
        yield Edit(node, None, (Change(whole, (text,)),), node.span, 1)


SLIP = Slip(
    code="product-rule",
    says="the derivative of a product has a term for each of its factors",
    means="A product was differentiated factor by factor, or one of its factors only: (fg)′ is "
    "f′g + fg′, not f′g′ and not f′g.",
    advice="write as many terms as there are factors, and differentiate one factor in each.",
    cost=17,
    propose=_propose,
    accepted=Example(r"\frac{d}{dx}\left(x^2 e^x\right) = 2x e^x + x^2 e^x"),
    rejected=Example(r"\frac{d}{dx}\left(x^2 e^x\right) = 2x e^x"),
    keeps_shape=True,
)
