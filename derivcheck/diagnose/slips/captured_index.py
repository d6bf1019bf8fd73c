"""A Σ that catches an index which stands free in the line."""

from collections.abc import Iterator

from derivcheck.diagnose.edits import Edit, Formula
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.edits.sums import bound_letter, without_sum
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.syntax import tree as t


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    for node in formula.nodes:
        if isinstance(node, t.Big) and bound_letter(node) in around.free:
            yield without_sum(node, formula)


SLIP = Slip(
    code="captured-index",
    says="this sum runs over an index that is fixed here",
    means="A letter that stands for one fixed index, the w of ∂J/∂u_w say, is also the letter of a "
    "Σ. The sum then runs over all words where one of them is meant.",
    advice="call the index of the Σ by another letter: ∂/∂u_w of Σ_x exp(u_x·v) keeps the one term "
    "with x = w.",
    cost=12,
    propose=_propose,
    accepted=Example(
        r"\frac{\partial J_{\text{naive-softmax}}}{\partial u_w} = (\hat y_w - y_w) v_c", part="c"
    ),
    rejected=Example(
        r"\frac{\partial J_{\text{naive-softmax}}}{\partial u_w} = "
        r"\sum_{w \in \text{Vocab}} (\hat y_w - y_w) v_c",
        part="c",
    ),
    joins="value",
)
