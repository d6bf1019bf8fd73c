"""A factor that was left out."""

from collections.abc import Iterator

from derivcheck.diagnose.edits import Edit, Formula, Term, Written, terms
from derivcheck.diagnose.edits.around import Around, distinct, with_other_letters
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.diagnose.slips.missing_transpose import can_be_transposed, with_transpose
from derivcheck.source import Span
from derivcheck.syntax import tree as t

# where no factor was lost, unless the shapes do not fit: among the arguments of a function
_OF_FUNCTIONS = (("items",), ())
MOST_POWERS = 3
_TWO = Written(t.Numeral(Span(0, 0), "2"), ("2",))


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    powers = distinct(_powers(around), MOST_POWERS)
    for depth, term in enumerate(terms(formula)):
        if formula.role(term.node) in ("sup", "argument", *_OF_FUNCTIONS[around.misfit]):
            continue
        for far, factor in enumerate((_TWO, *powers, *around.factors, *around.turned)):
            more = 2 * (far // 4) + depth // 4
            if not around.fitting.as_factor(factor.tree):
                continue
            new = bracketed(factor)
            if isinstance(term.node, t.Numeral):
                yield formula.replaced(term.node, factor, more=more)
                continue
            if not isinstance(term.node, t.Fraction_):
                first = _behind_number(term, factor)
                yield term.with_units(first, first, [new], more=more)
            yield term.with_units(len(term.units), len(term.units), [new], more=more + 1)
            if around.misfit:
                for at in range(1, len(term.units)):
                    yield term.with_units(at, at, [new], more=more)
        if around.misfit:
            yield from _half(term, formula, around)


def _behind_number(term: Term, factor: Written) -> int:
    """Return where a factor is put first: nobody writes ``b 2 x`` for ``2 b x``."""
    numbers = isinstance(term.units[0].nodes[0], t.Numeral), isinstance(factor.tree, t.Numeral)
    return int(numbers == (True, False) and len(term.units) > 1 and not term.signs[1])


def _powers(around: Around) -> Iterator[Written]:
    """Yield the numbers that come down where powers are differentiated: 3 of ``x^3``."""
    for formula in around.beside:
        for node in formula.nodes:
            power = node.sup if isinstance(node, t.Scripts) else None
            if isinstance(power, t.Numeral) and power.text not in ("1", "2"):
                yield Written(power, (power.text,))


def _half(term: Term, formula: Formula, around: Around) -> Iterator[Edit]:
    """Yield ``x^T x`` and ``x x^T`` for ``x``, and ``a^T x`` for the names a of the chain."""
    for at, unit in enumerate(term.units):
        node = unit.nodes[0]
        if len(unit.nodes) > 1 or not can_be_transposed(node, formula):
            continue
        own = Written(
            with_transpose(node, around.transpose), (formula.braced(node), around.transpose)
        )
        yield term.with_units(at, at, [own])
        yield term.with_units(at + 1, at + 1, [own])
        for far, atom in enumerate(around.atoms):
            tree = with_transpose(atom.tree, around.transpose)
            new = Written(tree, (*atom.pieces, around.transpose))
            yield term.with_units(at, at, [new], more=1 + far // 4)
            for other in with_other_letters(atom, around):
                yield term.with_units(at, at, [other], more=3 + far // 4)


def bracketed(written: Written) -> Written:
    """Put brackets around a sum, so that it may be a factor."""
    if not isinstance(written.tree, t.Summands):
        return written
    return Written(t.Group(written.tree.span, "(", written.tree), ("(", *written.pieces, ")"))


SLIP = Slip(
    code="missing-factor",
    says="a factor is missing here",
    means="A product has lost one of its factors: a coefficient, a vector, or the derivative of "
    "what stands inside a function.",
    advice="go through the line before factor by factor; after a derivative, look for the chain "
    "rule's inner factor.",
    cost=20,
    propose=_propose,
    accepted=Example(r"\frac{\partial (x^2)}{\partial x} = 2 x"),
    rejected=Example(r"\frac{\partial (x^2)}{\partial x} = x"),
)
