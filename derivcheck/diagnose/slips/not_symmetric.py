"""A matrix taken for symmetric: 2Ax for (A + Aᵀ)x."""

from collections.abc import Iterator

from derivcheck.diagnose.edits import Change, Edit, Formula, terms
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.diagnose.slips.missing_transpose import can_be_transposed
from derivcheck.source import Span
from derivcheck.syntax import tree as t

_LET = r"Let $M \in \mathbb{R}^{n \times n}$ and $s \in \mathbb{R}^n$."


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    for term in terms(formula):
        first = term.units[0].nodes[0]
        if len(term.units) < 2 or not isinstance(first, t.Numeral) or first.text != "2":
            continue
        for unit in term.units[1:]:
            node = unit.nodes[0]
            if len(unit.nodes) == 1 and can_be_transposed(node, formula):
                span = formula.braced(node)
                both = Change(span, ("(", span, " + ", span, f"{around.transpose})"))
                two = Change(Span(first.span.start, formula.braced(term.units[1].nodes[0]).start))
                yield Edit(term.node, None, (two, both), term.node.span)


SLIP = Slip(
    code="not-symmetric",
    says="this holds for symmetric matrices only; a transpose is missing",
    means="Where a matrix stands between two vectors that both depend on the variable, the "
    "derivative has the matrix and its transpose. They are one and the same, and make a 2, only "
    "if the matrix is symmetric.",
    advice="say that the matrix is symmetric, if it is, or write A + Aᵀ.",
    cost=13,
    propose=_propose,
    accepted=Example(f"{_LET} $$ \\nabla_s (s^\\top M s) = (M + M^\\top) s $$", document=True),
    rejected=Example(f"{_LET} $$ \\nabla_s (s^\\top M s) = 2 M s $$", document=True),
    keeps_shape=True,
)
