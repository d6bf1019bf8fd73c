"""An index too many: one entry where the whole is meant."""

from collections.abc import Iterator

from msgspec.structs import replace

from derivcheck.diagnose.edits import Change, Edit, Formula
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.syntax import tree as t


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    for node in formula.nodes:
        if isinstance(node, t.Scripts) and node.sub is not None and formula.is_value(node):
            span = formula.script_span(node.sub)
            if span is not None:
                plain = node.sup is None and not node.primes
                new = node.base if plain else replace(node, sub=None)
                yield Edit(node, new, (Change(span),), node.span)


SLIP = Slip(
    code="extra-index",
    says="the whole is meant here, not one entry of it",
    means="A name carries an index although the whole vector or matrix is meant.",
    advice="leave the index away where no single entry is meant.",
    cost=15,
    propose=_propose,
    accepted=Example(
        r"\frac{\partial J_{\text{naive-softmax}}}{\partial v_c} = U (\hat y - y)", part="b"
    ),
    rejected=Example(
        r"\frac{\partial J_{\text{naive-softmax}}}{\partial v_c} = U (\hat y - y_o)", part="b"
    ),
)
