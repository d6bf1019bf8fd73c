"""A one-hot vector written out with dots: ``[0, …, 1, …, 0]``."""

from collections.abc import Sequence

from derivcheck.elaborate.scope import Scope
from derivcheck.source import Span
from derivcheck.syntax import tree as t
from derivcheck.term.core import ALWAYS, ONE, ZERO, Choice, IndexVar, Same
from derivcheck.term.tensor import Tensor

# the code of the remark on where the 1 stands, which nothing in the list tells
SUPPOSED = "one-supposed"


def one_hot(cells: Sequence[t.Tree], span: Span, scope: Scope) -> Tensor | None:
    """Return the column that is 1 where the one one-hot vector of the problem is, else 0.

    None for any other list: the 1 stands between zeros, with dots on both sides of it, so that
    the list itself does not say where.
    """
    elements = set(scope.context.one_hot.values())
    if len(elements) != 1 or not _is_one_between_zeros(cells):
        return None
    (element,) = elements
    axis = IndexVar(f"·{element.sort.name}", element.sort)
    message = "the 1 of this list is taken to stand where the one-hot vector has it"
    scope.remark(SUPPOSED, message, span)
    body = Choice(((Same(axis, element), ONE), (ALWAYS, ZERO)))
    return Tensor((element.sort, None), (axis,), body)


def _is_one_between_zeros(cells: Sequence[t.Tree]) -> bool:
    written = "".join(
        "…" if isinstance(cell, t.Ellipsis_) else cell.text if isinstance(cell, t.Numeral) else "?"
        for cell in cells
    )
    before, one, behind = written.partition("1")
    sides = (before, behind)
    return bool(one) and all("…" in side and set(side) == {"0", "…"} for side in sides)
