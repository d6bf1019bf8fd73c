"""Superscripts that invert a matrix: ``A^{-1}``, ``A^{-\\top}``."""

from msgspec.structs import replace

from derivcheck.elaborate.failure import unread
from derivcheck.elaborate.kinds import TRANSPOSES
from derivcheck.elaborate.scope import Scope
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.context import unfold
from derivcheck.term.inverse import inverse
from derivcheck.term.tensor import Tensor, transpose


def inverse_or_none(base: Tensor, sup: t.Tree, tree: t.Tree, scope: Scope) -> Tensor | None:
    """Return what a square matrix with a superscript is if that inverts it, else None.

    Raises `Failure` for other negative powers, and for roots.
    """
    key = latex(sup).replace(" ", "")
    if not key.startswith("-") and "/" not in key and "frac" not in key:
        return None
    turned = key.startswith("-") and key[1:] in TRANSPOSES
    if key != "-1" and not turned:
        message = "of a matrix I read the powers 2, 3, 4 and the inverse"
        raise unread("unknown-notation", message, sup.span)
    written = tree.base if isinstance(tree, t.Scripts) else tree
    while isinstance(written, t.Group) and written.open == "(":
        written = written.inner
    body = unfold(base.body, scope.context)
    found = inverse(replace(base, body=body), latex(written))
    said = f"{latex(written)} has an inverse"
    if said not in scope.conditions:
        scope.conditions.append(said)
    return transpose(found) if turned else found
