"""A Σ that stays although only one of its terms is left."""

from collections.abc import Iterator

from derivcheck.diagnose.edits import Edit, Formula
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.edits.sums import bound_letter, collapsed
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.syntax import tree as t


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    for node in formula.nodes:
        if isinstance(node, t.Big) and (bound := bound_letter(node)) is not None:
            for far, letter in enumerate((*sorted(around.free), *around.letters)):
                if letter != bound:
                    yield collapsed(node, bound, letter, formula, far)


SLIP = Slip(
    code="sum-not-collapsed",
    says="of this sum only one term is left",
    means="Only one term of the sum depends on what is differentiated by; the derivatives of all "
    "others are 0, so the Σ goes away.",
    advice="write the sum out: which of its terms has this variable in it?",
    cost=14,
    propose=_propose,
    accepted=Example(
        r"\frac{\partial}{\partial u_w} \sum_{x \in \text{Vocab}} \exp(u_x^\top v_c) = "
        r"\exp(u_w^\top v_c) v_c",
        part="c",
    ),
    rejected=Example(
        r"\frac{\partial}{\partial u_w} \sum_{x \in \text{Vocab}} \exp(u_x^\top v_c) = "
        r"\sum_{x \in \text{Vocab}} \exp(u_x^\top v_c) v_c",
        part="c",
    ),
    joins="value",
)
