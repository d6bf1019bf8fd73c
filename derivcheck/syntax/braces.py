"""Sums in braces: braces group for TeX, and no reader sees them.

``a {- b}`` stands on the page as a − b, ``a \\mathbf{b + c}`` as a b + c, ``{a + b}^2`` as a + b².
Nobody can tell there whether the page or the source is what its writer means.
"""

from collections.abc import Sequence

from derivcheck.document.tokens.token import Kind
from derivcheck.syntax import tree as t
from derivcheck.syntax.cursor import Cursor
from derivcheck.syntax.superscripts import is_transpose

UNSHOWN = "the braces do not show on the page: put brackets around the sum, if they should"

UNSHOWN_ARGUMENT = "put brackets around the argument: the braces do not show how far it reaches"


def is_unshown_sum(tree: t.Tree) -> bool:
    """Whether a tree is a sum of several terms without a bracket that shows."""
    return isinstance(tree, t.Summands) and len(tree.terms) > 1


def goes_past_bracket(tree: t.Tree) -> bool:
    """Whether braces hold more than the bracket that they begin with: ``\\exp{(x) y}``.

    The page shows exp(x) y, the source says exp((x) y); brackets alone are one argument.
    """
    if not isinstance(tree, t.Product):
        return False
    brackets = [isinstance(one, t.Group) and one.open in "([" for one in tree.factors]
    return brackets[0] and not all(brackets)


def of_sums(factors: Sequence[t.Tree], signs: Sequence[str]) -> list[t.Tree]:
    """Return factors, those that no reader sees as one factor replaced by an error.

    ``\\mathbf{-a} b`` and ``a · {-b}`` have one reading.
    """
    alone = len(factors) == 1
    out: list[t.Tree] = []
    for one, sign in zip(factors, ("first", *signs), strict=True):
        led = isinstance(one, t.Summands) and not sign
        hidden = not alone and (is_unshown_sum(one) or led)
        out.append(t.Error(one.span, "ambiguous-scope", UNSHOWN) if hidden else one)
    return out


def with_scripts(scripts: t.Scripts) -> t.Tree:
    """Return a letter with its scripts, ``\\mathbf{-u}_k`` as −u_k; an error for ``{a + b}^2``.

    Nobody can tell whether ``{-a}^2`` is −a² or (−a)²; −uᵀ is (−u)ᵀ.
    """
    base = scripts.base
    if not isinstance(base, t.Summands):
        return scripts
    power = scripts.sup is not None and not is_transpose(scripts.sup)
    if is_unshown_sum(base) or power:
        return t.Error(scripts.span, "ambiguous-scope", UNSHOWN)
    (term,) = base.terms
    inner = t.Scripts(scripts.span, term, scripts.sub, scripts.sup, scripts.primes)
    return t.Summands(scripts.span, (inner,), base.signs)


def took_empty(cursor: Cursor) -> bool:
    """Take the braces of ``u_o{}^T``: the script behind them belongs to what stands before."""
    brace, script = cursor.ahead(), cursor.ahead(2)
    if not cursor.is_kind(Kind.OPEN) or brace is None or brace.kind is not Kind.CLOSE:
        return False
    if script is None or script.kind is not Kind.SYMBOL or script.text not in "^_":
        return False
    cursor.take()
    cursor.take()
    return True
