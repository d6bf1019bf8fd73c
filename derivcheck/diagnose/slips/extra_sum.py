"""A Σ too many."""

from collections.abc import Iterator

from derivcheck.diagnose.edits import Edit, Formula
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.edits.sums import bound_letter, without_sum
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.syntax import tree as t


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    for node in formula.nodes:
        if isinstance(node, t.Big) and bound_letter(node) not in around.free:
            yield without_sum(node, formula)


SLIP = Slip(
    code="extra-sum",
    says="this sum sign does not belong here",
    means="A Σ stands before something that is not summed: it multiplies by the number of its "
    "terms, or adds up what should stand alone.",
    advice="ask of each index what it runs over, and whether the line before has that Σ.",
    cost=12,
    propose=_propose,
    accepted=Example(r"\sum_{k=1}^K x = K x"),
    rejected=Example(r"\sum_{k=1}^K x = \sum_{k=1}^K K x"),
    joins="value",
)
