"""A transpose whose caret was lost: ``u_wTv_c`` beside ``u_o^T v_c``."""

from collections.abc import Iterable

from msgspec.structs import replace

from derivcheck.elaborate.scope import Scope
from derivcheck.elaborate.sizes import may_be_size
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.syntax.once import once_a_formula


def writes_transposes(trees: Iterable[t.Tree]) -> bool:
    """Whether formulas write a transpose as ``^T``."""
    return any(map(_writes_transpose, trees))


@once_a_formula
def _writes_transpose(tree: t.Tree) -> bool:
    nodes = (node for node in tree.walk() if isinstance(node, t.Scripts))
    return any(node.sup is not None and latex(node.sup) == "T" for node in nodes)


def with_carets(tree: t.Product, scope: Scope) -> t.Product:
    """Return a product that begins with a T between two columns, u_w T v_c, as the transpose's.

    No number and no matrix could stand there, as it could in u^T v T v.  It is one only where
    nothing says what T is and the same chain writes ``^T``.
    """
    if not scope.transposes:
        return tree
    at = 2 if isinstance(tree.factors[0], t.Numeral) else 1
    if len(tree.factors) < at + 2 or set(tree.signs[at - 1 : at + 1]) != {""}:
        return tree
    before, letter, behind = tree.factors[at - 1 : at + 2]
    columns = _is_column(before, scope) and _is_column(behind, scope)
    if not columns or latex(letter) != "T" or not may_be_size(letter, scope):
        return tree
    assert isinstance(before, t.Scripts)
    turned = replace(before, sup=letter, span=before.span.to(letter.span))
    message = f"{latex(before)} T is read as {latex(turned)}: a ^ seems to be missing"
    scope.remark("lost-caret", message, letter.span)
    factors = (*tree.factors[: at - 1], turned, *tree.factors[at + 1 :])
    return replace(tree, factors=factors, signs=(*tree.signs[: at - 1], *tree.signs[at:]))


def _is_column(tree: t.Tree, scope: Scope) -> bool:
    """Whether a factor is a column of the problem's, u_w, as it stands."""
    if not isinstance(tree, t.Scripts) or tree.sub is None or tree.sup is not None:
        return False
    return not tree.primes and scope.column(latex(tree.base)) is not None
