"""A Σ too many."""

from collections.abc import Iterator

from msgspec.structs import replace

from derivcheck.diagnose.edits import Edit, Formula
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.edits.sums import bound_letter, without_sum
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.syntax import tree as t


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    for node in formula.nodes:
        letter = bound_letter(node) if isinstance(node, t.Big) else None
        if isinstance(node, t.Big) and letter not in around.free:
            edit = without_sum(node, formula)
            yield replace(edit, more=1) if _is_used(letter, node.body) else edit


def _is_used(letter: str | None, tree: t.Tree) -> bool:
    """Whether a letter occurs in a tree, outside a Σ that binds it again."""
    if isinstance(tree, t.Big) and bound_letter(tree) == letter:
        return False
    return (isinstance(tree, t.Name) and tree.text == letter) or any(
        _is_used(letter, child) for child in tree.children()
    )


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
