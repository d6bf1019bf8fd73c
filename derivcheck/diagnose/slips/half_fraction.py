"""A fraction of which one half was lost."""

from collections.abc import Iterator

from derivcheck.diagnose.edits import Edit, Formula, Written, saying, terms
from derivcheck.diagnose.edits.around import (
    LETTERS,
    Around,
    distinct,
    printed,
    renamed,
    with_other_letters,
)
from derivcheck.diagnose.edits.formula import bare
from derivcheck.diagnose.edits.sums import bound_letter
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.syntax import tree as t

# halves that are tried
MOST = 16


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    for node in formula.nodes:
        if isinstance(node, t.Fraction_) and _is_one(node.numerator) and formula.is_value(node):
            for far, above in enumerate(distinct(_above(node, formula, around), MOST)):
                if not around.fitting.as_number(above.tree):
                    continue
                edit = formula.replaced(node.numerator, above, node.span, more=far // 4)
                yield saying(edit, "what stood above the line was lost here")
    below = distinct(_below(formula, around), MOST)
    for depth, term in enumerate(terms(formula)):
        plain = not isinstance(term.node, (t.Numeral, t.Fraction_, t.Cases))
        if not plain or formula.role(term.node) == "denominator":
            continue
        for far, half in enumerate(below[:LETTERS]):
            if not around.fitting.as_number(half.tree):
                continue
            new = t.Fraction_(term.node.span, term.node, half.tree)
            pieces = ("\\frac{", bare(term.node).span, "}{", *half.pieces, "}")
            more = far // 2 + depth // 4
            edit = formula.replaced(term.node, Written(new, pieces), more=more)
            yield saying(edit, "what stood below a line was lost here")


def _is_one(tree: t.Tree) -> bool:
    return isinstance(tree, t.Numeral) and tree.text == "1"


def _above(node: t.Fraction_, formula: Formula, around: Around) -> Iterator[Written]:
    """Yield what may have stood above the line: a term of the sum below it, its derivative, ..."""
    for part in node.denominator.walk():
        if isinstance(part, t.Big) and (bound := bound_letter(part)) is not None:
            for letter in around.letters[:LETTERS]:
                yield printed(renamed(part.body, bound, letter))
    for operator in around.operators:
        if isinstance(operator.head, t.Derive):
            yield operator.applied(formula.written(node.denominator))
    for other in (*around.beside, formula):
        for part in other.nodes:
            if isinstance(part, t.Fraction_) and not _is_one(part.numerator):
                yield other.written(part.numerator)
                yield from with_other_letters(other.written(part.numerator), around)
    yield from around.factors
    if around.misfit:
        yield from around.atoms


def _below(formula: Formula, around: Around) -> Iterator[Written]:
    """Yield what may have stood below the line: what does so elsewhere, or stands in a log."""
    for tree in around.printed:
        yield from (printed(n.denominator) for n in tree.walk() if isinstance(n, t.Fraction_))
    for other in (*around.beside, formula):
        for part in other.nodes:
            if isinstance(part, t.Fraction_):
                yield other.written(part.denominator)
            elif isinstance(part, t.Prefix) and part.function == "\\log":
                yield other.written(bare(part.argument))
            elif isinstance(part, t.Derive) and part.operand is not None:
                yield other.written(bare(part.operand))


SLIP = Slip(
    code="half-fraction",
    says="the part above or below the line was lost here",
    means="Of a fraction only one half is left: what stood above the line has become 1, or what "
    "stood below it is gone.",
    advice="write the rule down with the letters of this line in it: the derivative of log f is "
    "f′ / f, and a softmax value has a sum below its line.",
    cost=16,
    propose=_propose,
    accepted=Example(
        r"\frac{\partial}{\partial x} \log(x^2 + 1) = \frac{2 x}{x^2 + 1}",
    ),
    rejected=Example(
        r"\frac{\partial}{\partial x} \log(x^2 + 1) = (2 x)",
    ),
)
