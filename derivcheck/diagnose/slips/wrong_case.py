"""A value or condition of the wrong case."""

from collections.abc import Iterator

from msgspec.structs import replace

from derivcheck.diagnose.edits import Change, Edit, Formula, Written, saying
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.source import Span
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t

_ZERO = "0"


_VALUE = "the value of this case is wrong"
_CONDITION = "the condition of this case is wrong"


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    for node in formula.nodes:
        if isinstance(node, t.Cases):
            yield from _values(node, formula)
            yield from _conditions(node, formula, around)
            yield from _other_values(node, formula, around)


def _values(node: t.Cases, formula: Formula) -> Iterator[Edit]:
    for at, (value, _) in enumerate(node.rows):
        if not (isinstance(value, t.Numeral) and value.text == _ZERO):
            zero = Written(t.Numeral(value.span, _ZERO), (_ZERO,))
            yield saying(formula.replaced(value, zero), _VALUE)
        for other, (instead, _) in enumerate(node.rows):
            if other != at:
                yield saying(formula.replaced(value, formula.written(instead), more=1), _VALUE)
    if len(node.rows) == 2:
        (one, first), (two, second) = node.rows
        changes = (Change(one.span, (two.span,)), Change(two.span, (one.span,)))
        edit = Edit(node, replace(node, rows=((two, first), (one, second))), changes, node.span)
        yield saying(edit, "the cases are mixed up")


def _other_values(node: t.Cases, formula: Formula, around: Around) -> Iterator[Edit]:
    """Yield a value that the chain has in a formula by cases or as a term."""
    cases = [
        other.written(value)
        for other in around.beside
        for found in other.nodes
        if isinstance(found, t.Cases)
        for value, _ in found.rows
    ]
    for value, _ in node.rows:
        for far, one in enumerate((*cases, *around.summands[:8])):
            if latex(one.tree) != latex(value):
                yield saying(formula.replaced(value, one, more=2 + far // 2), _VALUE)


def _conditions(node: t.Cases, formula: Formula, around: Around) -> Iterator[Edit]:
    """Yield ``=`` for ``≠`` in a condition, and other letters there."""
    for _, condition in node.rows:
        if isinstance(condition, t.Related) and len(condition.signs) == 1:
            turned = opposite(condition, formula)
            if turned is not None:
                yield saying(turned, _CONDITION)
            for name in condition.items:
                yield from _other_letters(name, condition.span, formula, around)


def _other_letters(name: t.Tree, place: Span, formula: Formula, around: Around) -> Iterator[Edit]:
    if not isinstance(name, t.Name):
        return
    for far, letter in enumerate(around.letters[:8]):
        if letter != name.text:
            new = Written(t.Name(name.span, letter), (letter,))
            edit = formula.replaced(name, new, place, more=1 + far // 2)
            yield saying(edit, _CONDITION)


def opposite(node: t.Related, formula: Formula) -> Edit | None:
    """Return the edit that turns ``=`` into ``≠``, or the other way round."""
    other = {"=": ("≠", "\\neq"), "≠": ("=", "=")}.get(node.signs[0])
    one, two = node.items[:2]
    found = formula.tokens_in(Span(one.span.end, two.span.start))
    if other is None or not found:
        return None
    span = found[0].span.to(found[-1].span)
    sign, written = other
    return Edit(node, replace(node, signs=(sign,)), (Change(span, (written,)),), node.span)


SLIP = Slip(
    code="wrong-case",
    says="the value of this case is wrong, or the cases are mixed up",
    means="In a formula by cases one value is another than belongs, or stands beside the condition "
    "of another case.",
    advice="take one index for each case and write both sides out.",
    cost=13,
    propose=_propose,
    accepted=Example(
        r"\frac{\partial J_{\text{naive-softmax}}}{\partial u_w} = \begin{cases} "
        r"(\hat y_o - 1) v_c & w = o \\ \hat y_w v_c & w \neq o \end{cases}",
        part="c",
    ),
    rejected=Example(
        r"\frac{\partial J_{\text{naive-softmax}}}{\partial u_w} = \begin{cases} "
        r"(\hat y_o - 1) v_c & w \neq o \\ \hat y_w v_c & w = o \end{cases}",
        part="c",
    ),
)
