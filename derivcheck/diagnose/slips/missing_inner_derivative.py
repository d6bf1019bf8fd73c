"""The derivative of what stands inside a function, lost: the chain rule's second half."""

from collections.abc import Iterator

from derivcheck.diagnose.edits import Change, Edit, Formula, terms
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.edits.inner import inner_derivatives
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.source import Span
from derivcheck.syntax import tree as t

# derivatives that are tried
MOST = 6
# where a factor may have been lost
_PLACES = ("", "terms", "inner", "numerator", "body")


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    formulas = (*around.beside, formula)
    found = dict.fromkeys(text for one in formulas for text in inner_derivatives(one))
    lost = list(found)[:MOST]
    for far, term in enumerate(terms(formula) if lost else ()):
        node = term.node
        if formula.role(node) not in _PLACES or isinstance(node, t.Numeral):
            continue
        for text in lost:
            yield _with_factor(node, text, formula, far // 3)


def _with_factor(node: t.Tree, text: str, formula: Formula, more: int) -> Edit:
    """Return the edit that puts a factor: above the line where 1 stands there, else beside."""
    fenced = f"({text})" if "+" in text or "-" in text else text
    above = node.numerator if isinstance(node, t.Fraction_) else None
    if isinstance(above, t.Numeral) and above.text == "1":
        change = Change(above.span, formula.fenced(above.span.start, (text,)))
        return Edit(node, None, (change,), node.span, more)
    whole = formula.braced(node)
    if formula.role(node) == "" and " " not in text.lstrip("-"):
        before = Span(whole.start, whole.start)
        return Edit(node, None, (Change(before, (f"{text} ",)),), node.span, more)
    return Edit(node, None, (Change(Span(whole.end, whole.end), (f" {fenced}",)),), node.span, more)


SLIP = Slip(
    code="missing-inner-derivative",
    says="the derivative of what stands inside the function is missing here",
    means="The chain rule has two factors: the derivative of the function, and that of what "
    "stands inside of it. The second one was lost.",
    advice="name what stands inside: with u = 1 + x², the derivative of log u is 1/u times u′.",
    cost=16,
    propose=_propose,
    accepted=Example(r"\frac{\partial}{\partial x} \log(1 + x^2) = \frac{2 x}{1 + x^2}"),
    rejected=Example(r"\frac{\partial}{\partial x} \log(1 + x^2) = \frac{1}{1 + x^2}"),
)
