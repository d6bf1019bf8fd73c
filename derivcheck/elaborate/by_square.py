"""Derivatives by a square, ``∂ℓ/∂σ^2``: by the variance, whose root is the letter that is written.

Near a point with σ ≠ 0 what is a function of σ is one of s = σ² as well, whichever sign σ has, and
dF/ds = dF/dσ / (2σ).
"""

from msgspec.structs import replace

from derivcheck.elaborate import calculus, formula
from derivcheck.elaborate.failure import Failure, unread
from derivcheck.elaborate.kinds import bare_key, root_of_square
from derivcheck.elaborate.scope import Scope
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.core import Entry, mul, number, quotient
from derivcheck.term.tensor import Tensor

# whose squares have a name of their own; d f/d x^2 may be meant for a second derivative, and what
# fails is not refuted
_VARIANCES = ("\\sigma", "\\hat{\\sigma}", "s_")


def is_variance(root: t.Tree) -> bool:
    """Whether the square of a name has a name of its own."""
    key = latex(root)
    return key == "s" or key.startswith(_VARIANCES)


def root_of(tree: t.Derive, scope: Scope) -> t.Tree | None:
    """Return the σ of ``∂/∂σ^2`` or ``∂/∂(σ^2)``, a number that no formula defines; else None."""
    square = tree.variable
    while isinstance(square, t.Group) and square.open == "(":
        square = square.inner
    root = root_of_square(square)
    if root is None:
        return None
    try:
        value = formula.value(root, scope)
    except Failure:
        return None
    plain = isinstance(value.body, Entry) and not value.body.indices
    defined = isinstance(value.body, Entry) and value.body.symbol in scope.context.definitions
    return root if plain and not defined else None


def derivative(tree: t.Derive, root: t.Tree, scope: Scope) -> Tensor:
    """Return the derivative by the square of a number; raises `Failure`."""
    if tree.order != 1 or tree.further:
        raise unread("unknown-notation", "I read first derivatives by a square only", tree.span)
    if bare_key(root) in scope.half_said:
        # after σ² = e^s the s beside it changes with it
        scope.refuse_dependence("this", f"{latex(root)}^2", tree.span)
    by_root = calculus.derivative(replace(tree, variable=root), scope)
    value = formula.value(root, scope)
    scope.require(root, value, "≠ 0")
    if not is_variance(root):
        message = f"the derivative is read as one by {latex(root)}^2, and not as a second one"
        scope.remark(calculus.PRIME, message, tree.span)
    slope = quotient(number(1), mul(number(2), value.body))
    return replace(by_root, body=mul(slope, by_root.body), numeral=False)
