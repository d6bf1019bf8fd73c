"""Another number than the one that belongs, or a fraction upside down."""

from collections.abc import Iterator

from derivcheck.diagnose.edits import Edit, Formula, Written
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.syntax import tree as t

_NUMBERS = ("0", "1", "2", "3", "4")


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    for node in formula.nodes:
        if isinstance(node, t.Numeral) and _is_number(node, formula):
            for far, other in enumerate(_others(node.text)):
                if other != node.text:
                    new = Written(t.Numeral(node.span, other), (other,))
                    # a factor of 1 is one too many
                    vanishes = other in ("0", "1") and formula.role(node) == "factors"
                    yield formula.replaced(node, new, more=3 if vanishes else far // 3)


def _others(number: str) -> tuple[str, ...]:
    """Return small numbers, and those next to a larger one: 5 + 2 is easily 8."""
    beside = [str(int(number) + by) for by in (-1, 1)] if number.isdecimal() else []
    return tuple(dict.fromkeys((*_NUMBERS, *beside)))


def _is_number(node: t.Numeral, formula: Formula) -> bool:
    return formula.is_value(node) and formula.role(node) != "sup"


SLIP = Slip(
    code="wrong-number",
    says="this number is wrong",
    means="A coefficient or a value is another number than the one that belongs.",
    advice="put small numbers in for the letters and compare both sides.",
    cost=13,
    propose=_propose,
    accepted=Example(r"\frac{\partial (x^2)}{\partial x} = 2 x"),
    rejected=Example(r"\frac{\partial (x^2)}{\partial x} = 3 x"),
    joins="value",
    keeps_shape=True,
)
