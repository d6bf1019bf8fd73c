"""What stands above a letter and is no power: ``W^{(1)}``, ``x^{(i)}``, ``a^{[2]T}``, ``w^{*}``."""

from derivcheck.document.tokens.token import Kind
from derivcheck.source import Span
from derivcheck.syntax import signs
from derivcheck.syntax import tree as t
from derivcheck.syntax.cursor import Cursor

_TRANSPOSES = ("T", "\\top", "\\intercal")
# letters whose superscript stays one: e^{(i)}, ℝ^{(n)}
_PLAIN = ("e", "d", "\\infty", "\\pi")


def with_index_above(
    span: Span, base: t.Tree, sub: t.Tree | None, sup: t.Tree | None, primes: int
) -> t.Tree | None:
    """Return a letter with an index above it, and what else it has for scripts; None without one.

    ``x^{(i)}_j`` is component j of what ``x^{(i)}`` is, ``W^{(1)T}`` the transpose of ``W^{(1)}``.
    """
    if not isinstance(base, t.Name) or base.raised or base.text in _PLAIN or base.accent == "bb":
        return None
    bracket, rest = _apart(sup)
    if not isinstance(bracket, t.Group) or bracket.open not in ("(", "[") or primes:
        return None
    index = bracket.inner
    if not _may_be_index(index):
        return None
    name = t.Name(base.span, base.text, base.accent, bracket.open)
    if sub is None:
        return t.Scripts(span, name, index, rest, 0)
    whole = t.Scripts(base.span.to(bracket.span), name, index, None, 0)
    return t.Scripts(span, whole, sub, rest, 0)


def is_letter_above(cursor: Cursor) -> bool:
    """Whether a transpose or a letter stands above what was read, and no number.

    ``\\frac{dy}{dx}^2`` may be meant for the square, or for the second derivative.
    """
    if not cursor.is_at("^", "⊤"):
        return False
    above = cursor.ahead()
    if above is not None and above.kind is Kind.OPEN:
        above = cursor.ahead(2)
    return cursor.is_at("⊤") or (above is not None and above.kind is not Kind.NUMBER)


def _apart(sup: t.Tree | None) -> tuple[t.Tree | None, t.Tree | None]:
    """Return the bracket and the transpose of ``^{(1)T}``, ``^{(1),T}`` or ``^{(1)^T}``."""
    match sup:
        case (
            t.Product(factors=(one, other), signs=("",))
            | t.Items(items=(one, other), separators=(",",))
        ):
            pair = (other, one) if is_transpose(one) else (one, other)
            return pair if is_transpose(pair[1]) else (None, None)
        case t.Scripts(base=bracket, sub=None, sup=t.Tree() as raised, primes=0):
            return (bracket, raised) if is_transpose(raised) else (None, None)
        case _:
            return sup, None


def is_transpose(tree: t.Tree | None) -> bool:
    """Whether a superscript is the sign of a transpose."""
    return isinstance(tree, t.Name) and tree.text in _TRANSPOSES and not tree.accent


def _may_be_index(tree: t.Tree) -> bool:
    """Whether a bracket holds a number, a letter or a word, or a letter next to a number.

    ``q^{(n-k)}`` of two letters is a power.
    """
    match tree:
        case t.Summands(terms=(t.Name(), t.Numeral() as step), signs=("", _)):
            return step.text.isdecimal()
        case t.Numeral():
            return tree.text.isdecimal()
        case t.Name():
            return not tree.accent and not is_transpose(tree)
        case _:
            return isinstance(tree, t.Words)


def star(cursor: Cursor) -> t.Tree | None:
    """Take a star that stands alone above a name, in braces or not; take nothing else."""
    braced = cursor.is_kind(Kind.OPEN)
    here, behind = (cursor.ahead(), cursor.ahead(2)) if braced else (cursor.here, None)
    if here is None or here.text not in signs.STARS:
        return None
    if braced and (behind is None or behind.kind is not Kind.CLOSE):
        return None
    for _ in range(3 if braced else 1):
        cursor.take()
    text = signs.STARS[here.text]
    return t.Words(here.span, text) if text == "*" else t.Name(here.span, text)
