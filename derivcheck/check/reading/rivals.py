"""Other readings that a member has beside the one that is judged: none of them may refute.

``d/dx f(x) g(x)`` takes the product or its first factor; ``a + b (2)`` ends in a factor or in the
number of an equation, and ``(1) - b^2`` begins with one.  Where d is a size, ``d x`` may be the
differential of x.
"""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.document.model import Chain
from derivcheck.elaborate import basis, big, names, reach
from derivcheck.elaborate.failure import Failure
from derivcheck.elaborate.formula import elaborate
from derivcheck.elaborate.scope import Scope
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.syntax.once import once_a_formula
from derivcheck.term.tensor import Tensor

_MESSAGES = {
    reach.CODE: "does the derivative take the product, or its first factor? put brackets there",
    big.GUESS: "the sum may be over the samples or over all words; say what is summed over",
}
NUMBER = "equation-number"
DIFFERENTIAL = "differential"
ONES = "unknown-notation"
_LONGEST = 3  # digits of an equation's number
_GAP = 2  # characters from a member to a sign that may stand in another row


class Rival(Struct, frozen=True):
    """What a member may mean instead, None where that is not known, and why."""

    tensor: Tensor | None
    code: str
    message: str
    likely: bool = False  # as likely as what was read, so that a proof must hold of both
    of: str = ""  # the x of a differential dx


def rivals_of(tree: t.Tree, scope: Scope) -> tuple[Rival, ...]:
    """Return what a formula may mean beside what it was read as, in the scope that read it."""
    found: list[Rival] = []
    codes = dict.fromkeys(code for code, _ in scope.guesses)
    if codes and (value := _value(tree, replace(scope, other_reading=True))) is not None:
        code = next(iter(codes))
        found.append(Rival(value, code, _MESSAGES[code]))
    message = "a number in brackets may be a factor, or the number of an equation; set it off"
    shorter = _without_number(tree)
    if shorter is not None and (value := _value(shorter, scope)) is not None:
        # (3a + 1)(3) is a product, a^2 (3) seldom one
        likely = ends_with_number(tree) and not _behind_bracket(tree)
        found.append(Rival(value, NUMBER, message, likely))
    mixed = _mixed_number(tree)
    if mixed is not None and (value := _value(mixed, scope)) is not None:
        message = "a whole number before a fraction may be a factor, or a mixed number"
        found.append(Rival(value, "mixed-number", message, likely=True))
    if _has_ones(tree, scope):
        of_ones = "it does not hold if a bold 1 is the vector of ones that fits; say what it is"
        found.append(Rival(None, ONES, of_ones))
    if _begins_with_number(tree):
        found.append(Rival(None, NUMBER, message))
    message = "d may be a size here, or the sign of a differential; write derivatives with \\frac"
    operands = dict.fromkeys(latex(one) for one in _behind_sizes(tree, scope))
    found.extend(Rival(None, DIFFERENTIAL, message, of=one) for one in operands)
    return tuple(found)


def _has_ones(tree: t.Tree, scope: Scope) -> bool:
    """Whether the length of a bold 1 is told by what stands beside it."""
    return names.ONES not in scope.signature.symbols and _tells_ones(tree)


@once_a_formula
def _tells_ones(tree: t.Tree) -> bool:
    products = (node for node in tree.walk() if isinstance(node, t.Product))
    return any(
        basis.beside_ones(node, at) is not None
        for node in products
        for at in range(len(node.factors))
    )


def _behind_sizes(tree: t.Tree, scope: Scope) -> Iterator[t.Tree]:
    """Yield each ``x`` that stands right behind a d that is a size."""
    if scope.signature.sort_of_size("d") is None or not _writes_d(tree):
        return
    for node in tree.walk():
        if not isinstance(node, t.Product):
            continue
        for at, (one, sign) in enumerate(zip(node.factors, node.signs, strict=False)):
            d = isinstance(one, t.Name) and one.text == "d" and not one.accent and sign == ""
            if d and not isinstance(node.factors[at + 1], t.Numeral):
                yield node.factors[at + 1]


@once_a_formula
def _writes_d(tree: t.Tree) -> bool:
    return any(isinstance(node, t.Name) and node.text == "d" for node in tree.walk())


def _value(tree: t.Tree, scope: Scope) -> Tensor | None:
    value = elaborate(tree, replace(scope, remarks=[], conditions=[], guesses=[]))
    return None if isinstance(value, Failure) else value


def _without_number(tree: t.Tree) -> t.Tree | None:
    """Return ``a + b`` of ``a + b (2)``, None for what does not end so."""
    if isinstance(tree, t.Summands) and tree.terms:
        last = _without_number(tree.terms[-1])
        return None if last is None else replace(tree, terms=(*tree.terms[:-1], last))
    if isinstance(tree, t.Big):
        body = _without_number(tree.body)
        return None if body is None else replace(tree, body=body)
    if isinstance(tree, t.Derive) and tree.operand is not None:
        operand = _without_number(tree.operand)
        return None if operand is None else replace(tree, operand=operand)
    if not isinstance(tree, t.Product) or tree.signs[-1] or not _is_number(tree.factors[-1]):
        return None
    kept = tree.factors[:-1]
    return kept[0] if len(kept) == 1 else replace(tree, factors=kept, signs=tree.signs[:-1])


def ends_with_number(tree: t.Tree) -> bool:
    """Whether a formula ends in a number in brackets that may be its equation's, and is not 1."""
    *_, last = _last_product(tree).factors if _without_number(tree) is not None else (None,)
    number = last.inner if isinstance(last, t.Group) else None
    return isinstance(number, t.Numeral) and number.text != "1"


def in_a_row(chain: Chain, at: int) -> bool:
    """Whether a member is followed by a sign in its own row, so that no equation ends with it."""
    end = chain.members[at].span.end
    return any(r.left == at and 0 <= r.span.start - end < _GAP for r in chain.relations)


def _last_product(tree: t.Tree) -> t.Product:
    """Return the product that a formula ends in, which must be there."""
    while not isinstance(tree, t.Product):
        match tree:
            case t.Summands():
                tree = tree.terms[-1]
            case t.Big():
                tree = tree.body
            case t.Derive(operand=t.Tree() as operand):
                tree = operand
            case _:
                raise AssertionError(latex(tree))
    return tree


def _behind_bracket(tree: t.Tree) -> bool:
    return isinstance(_last_product(tree).factors[-2], t.Group)


def _mixed_number(tree: t.Tree) -> t.Tree | None:
    """Return ``1 + \\frac{1}{2}`` of ``1\\frac{1}{2}``, as one writes numbers elsewhere."""
    if isinstance(tree, t.Summands) and len(tree.terms) == 1 and tree.signs[0] != "-":
        return _mixed_number(tree.terms[0])
    match tree:
        case t.Product(
            factors=(
                t.Numeral() as whole,
                t.Fraction_(numerator=t.Numeral() as above, denominator=t.Numeral() as below),
            ),
            signs=("",),
        ) if _is_proper(above.text, below.text) and whole.text.isdecimal():
            return t.Summands(tree.span, tree.factors, ("", "+"))
    return None


def _is_proper(above: str, below: str) -> bool:
    short = above.isdecimal() and below.isdecimal() and max(len(above), len(below)) <= _LONGEST
    return short and int(above) < int(below)


def _begins_with_number(tree: t.Tree) -> bool:
    """Whether ``(1)`` is the first term of a formula with letters."""
    if not isinstance(tree, t.Summands) or not _is_number(tree.terms[0]):
        return False
    return any(isinstance(node, t.Name) for node in tree.walk())


def _is_number(tree: t.Tree) -> bool:
    if not isinstance(tree, t.Group) or tree.open != "(" or not isinstance(tree.inner, t.Numeral):
        return False
    return tree.inner.text.isdecimal() and len(tree.inner.text) <= _LONGEST
