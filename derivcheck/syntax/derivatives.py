"""Fractions, and those fractions that are derivatives."""

from collections.abc import Callable

from msgspec.structs import replace

from derivcheck.document.tokens.token import Kind
from derivcheck.source import Span
from derivcheck.syntax import signs
from derivcheck.syntax import tree as t
from derivcheck.syntax.atoms import argument, atom, starts_atom
from derivcheck.syntax.cursor import Cursor, is_letter

Items = Callable[[Cursor], t.Tree]


def fraction(cursor: Cursor, items: Items) -> t.Tree:
    """Parse ``\\frac{…}{…}``; ``∂…/∂…`` and ``d…/d…`` become derivatives."""
    start = cursor.take().span
    if _is_differential(cursor):
        return _derivative(cursor, start, items)
    here = cursor.here
    if (
        here is not None
        and here.kind is Kind.NUMBER
        and len(here.text) == 2
        and here.text.isdigit()
    ):
        # TeX takes one digit at a time: \\frac12 is one half
        cursor.take()
        digits = [t.Numeral(here.span, digit) for digit in here.text]
        return t.Fraction_(cursor.since(start), *digits)
    numerator = argument(cursor, items)
    denominator = argument(cursor, items)
    return quotient(cursor.since(start), numerator, denominator)


def quotient(span: Span, numerator: t.Tree, denominator: t.Tree) -> t.Tree:
    """Return a fraction, or the derivative that ``∂f`` over ``∂x`` is.

    ``∂f`` over ``x`` and ``f`` over ``∂x`` have no meaning.
    """
    above, below = _behind_d(numerator), _behind_d(denominator)
    if above is not None and below is not None:
        return t.Derive(span, above, below, 1, "d")
    if not isinstance(denominator, t.Differential):
        half = isinstance(numerator, t.Differential)
        begun = half or _without_differential(numerator) is not None
        if begun and isinstance(denominator, (t.Name, t.Scripts)):
            message = "the ∂ is missing below the line"
            return t.Error(span, "missing-derivative-symbol", message)
        return t.Fraction_(span, numerator, denominator)
    match numerator:
        case t.Product(factors=(t.Numeral() as count, t.Differential() as inner)):
            times = t.Product(span, (count, quotient(span, inner, denominator)), numerator.signs)
            return times if numerator.signs == ("",) else t.Fraction_(span, numerator, denominator)
    operand = _without_differential(numerator)
    if operand is not None and denominator.operand is not None:
        return t.Derive(span, operand, denominator.operand, 1, "partial")
    if isinstance(numerator, t.Differential) and denominator.operand is not None:
        return t.Derive(span, None, denominator.operand, 1, "partial")
    if not _has_differential(numerator):
        message = "the ∂ is missing above the line"
        return t.Error(span, "missing-derivative-symbol", message)
    return t.Fraction_(span, numerator, denominator)


def _behind_d(tree: t.Tree) -> t.Tree | None:
    """Return ``f`` of ``d f`` and ``(d f)``, None for what does not begin so."""
    if isinstance(tree, t.Group):
        return _behind_d(tree.inner)
    match tree:
        case t.Product(factors=(t.Name(text="d", accent=""), first, *rest), signs=("", *signs)):
            if not rest:
                return first
            return t.Product(first.span.to(rest[-1].span), (first, *rest), tuple(signs))
        case _:
            return None


def primed_function(cursor: Cursor) -> t.Tree | None:
    """Parse the ``\\tanh'`` of ``\\tanh'(z)``; take nothing where no bracket follows the primes."""
    start, word = cursor.span(), cursor.word()
    name = word or cursor.here.text.removeprefix("\\") if cursor.here else ""
    length = len(word) if word else 1
    primes = 0
    while (token := cursor.ahead(length + primes)) is not None and token.text in signs.PRIMES:
        primes += 1
    if not primes or token is None or token.text not in ("(", "\\left", "["):
        return None
    for _ in range(length + primes):
        cursor.take()
    span = cursor.since(start)
    return t.Scripts(span, t.Words(span, name), None, None, primes)


def out_of_brackets(tree: t.Tree) -> t.Tree:
    """Return the ``\\partial/\\partial x`` that alone stands in a bracket; else the tree."""
    bracket = isinstance(tree, t.Group) and tree.open in "(["
    inner = tree.inner if isinstance(tree, t.Group) and bracket else None
    waits = isinstance(inner, t.Derive) and inner.operand is None
    return replace(inner, span=tree.span) if isinstance(inner, t.Derive) and waits else tree


def with_slashes(factors: list[t.Tree], signs: list[str]) -> tuple[list[t.Tree], list[str]]:
    """Return factors and the signs between them with each ``∂f/∂x`` as one derivative."""
    out, between = factors[:1], list[str]()
    for sign, factor in zip(signs, factors[1:], strict=True):
        derived = _slashed(out[-1], factor) if sign == "/" and between[-1:] != ["/"] else None
        if derived is not None:
            out[-1] = derived
        else:
            out.append(factor)
            between.append(sign)
    return out, between


def _slashed(above: t.Tree, below: t.Tree) -> t.Derive | None:
    """Return the derivative that ``∂f`` over ``∂x`` is, None for other fractions."""
    if not isinstance(above, t.Differential) or not isinstance(below, t.Differential):
        return None
    if below.operand is None:
        return None
    return t.Derive(above.span.to(below.span), above.operand, below.operand, 1, "partial")


def _has_differential(tree: t.Tree) -> bool:
    return any(isinstance(node, t.Differential) for node in tree.walk())


def _without_differential(tree: t.Tree) -> t.Tree | None:
    """Return ``f`` of ``∂f``, and ``f − g`` of ``∂f − ∂g``; None where some term has no ∂."""
    match tree:
        case t.Differential():
            return tree.operand
        case t.Product(factors=(t.Differential(operand=first), *rest)) if (
            first is not None and not any(_has_differential(factor) for factor in rest)
        ):
            return t.Product(tree.span, (first, *rest), tree.signs)
        case t.Summands():
            terms = [_without_differential(term) for term in tree.terms]
            if any(term is None for term in terms):
                return None
            return t.Summands(tree.span, tuple(term for term in terms if term), tree.signs)
        case _:
            return None


def _is_differential(cursor: Cursor) -> bool:
    """Whether the two arguments that follow are those of a derivative."""
    offset = _differential_at(cursor, 0)
    if offset is None:
        return False
    depth = 1
    while (token := cursor.ahead(offset)) is not None:
        depth += (token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE)
        if depth == 0:
            break
        offset += 1
    return _differential_at(cursor, offset + 1) is not None


def _differential_at(cursor: Cursor, offset: int) -> int | None:
    """Return the offset behind the differential sign that opens an argument, or None."""
    token = cursor.ahead(offset)
    if token is None or token.kind is not Kind.OPEN:
        return None
    token = cursor.ahead(offset + 1)
    if token is None:
        return None
    if token.text in signs.PARTIAL:
        return offset + 2
    upright = token.text in ("\\mathrm", "\\text") or token.text == "\\rm"
    if upright and (inner := cursor.ahead(offset + 2)) is not None and inner.kind is Kind.OPEN:
        letter, close = cursor.ahead(offset + 3), cursor.ahead(offset + 4)
        if letter and letter.text == "d" and close and close.kind is Kind.CLOSE:
            return offset + 5
        return None
    if token.text != "d" or token.kind not in (Kind.LETTER, Kind.TEXT):
        return None
    after = cursor.ahead(offset + 2)
    follows = after is not None and (
        is_letter(after)
        or after.kind in (Kind.CLOSE, Kind.COMMAND, Kind.TEXT)
        or after.text in ("^", "(", "[", *signs.BARS)
    )
    return offset + 2 if follows else None


def _derivative(cursor: Cursor, start: Span, items: Items) -> t.Tree:
    kind, order, operand = _half(cursor, items)
    kind_below, order_below, variable = _half(cursor, items, variable=True)
    span = cursor.since(start)
    if variable is None:
        return t.Error(span, "missing-variable", "this derivative does not say by what")
    if isinstance(operand, t.Summands):
        operand = _one_differential(operand)
    if kind != kind_below:
        return t.Error(span, "unknown-notation", "d and ∂ are mixed in this derivative")
    mixed = _mixed(variable)
    if mixed is not None and len(mixed) == order:
        return t.Derive(span, operand, mixed[0], 1, kind, mixed[1:])
    power = variable.sup if isinstance(variable, t.Scripts) and order > 1 else None
    if isinstance(power, t.Numeral) and isinstance(variable, t.Scripts) and power.text.isdecimal():
        order_below = int(power.text)
        variable = replace(variable, sup=None)
        if variable.sub is None and not variable.primes:
            variable = variable.base
    if order != order_below:
        return t.Error(span, "unknown-notation", "the orders above and below the line differ")
    return t.Derive(span, operand, variable, order, kind)


def _one_differential(tree: t.Summands) -> t.Tree:
    """Return ``f − g`` of ``f − ∂g``, the ∂ before f being taken already."""
    rest = tree.terms[1:]
    if not any(_without_differential(term) is not None for term in rest):
        return tree
    terms = [_without_differential(term) for term in rest]
    for term, inner in zip(rest, terms, strict=True):
        if inner is None:
            message = "some terms above the line have a ∂ and this one has none"
            return t.Error(term.span, "ambiguous-scope", message)
    return replace(tree, terms=(tree.terms[0], *(term for term in terms if term)))


def _mixed(variable: t.Tree) -> tuple[t.Tree, ...] | None:
    """Return the variables of ``∂x∂y``, what stands behind the first ∂ given, or None."""
    if not isinstance(variable, t.Product) or any(variable.signs):
        return None
    first, *others = variable.factors
    found = [first]
    for other in others:
        if not isinstance(other, t.Differential) or other.operand is None:
            return None
        found.append(other.operand)
    return tuple(found)


def _half(
    cursor: Cursor, items: Items, *, variable: bool = False
) -> tuple[str, int, t.Tree | None]:
    """Parse ``{\\partial^n …}`` and return the kind, the order and what follows the sign."""
    if not cursor.is_kind(Kind.OPEN):
        return "partial", 1, None
    cursor.take()
    kind = "partial" if cursor.is_at(*signs.PARTIAL) else "d"
    if cursor.is_at("\\mathrm", "\\rm", "\\text"):
        for _ in range(4):
            cursor.take()
    else:
        cursor.take()
    order = 1
    if not variable and cursor.is_at("^"):
        cursor.take()
        power = argument(cursor, items)
        order = (
            int(power.text)
            if isinstance(power, t.Numeral) and power.text in ("2", "3", "4")
            else 99
        )
    inner: t.Tree | None = None
    if not cursor.is_kind(Kind.CLOSE):
        outer, cursor.bars = cursor.bars, []
        inner = items(cursor)
        cursor.bars = outer
        if not cursor.is_kind(Kind.CLOSE):
            here = cursor.span()
            error = cursor.error("unexpected-token", "I did not expect this here")
            while cursor.here is not None and not cursor.is_kind(Kind.CLOSE):
                cursor.take()
            inner = t.Product(inner.span.to(here), (inner, error), ("",))
    if cursor.is_kind(Kind.CLOSE):
        cursor.take()
    return kind, order, inner


def partial(cursor: Cursor, items: Items) -> t.Tree:
    """Parse a bare ``∂``: ``∂_x f``, or half of ``∂f/∂x``, or a derivative without a variable."""
    token = cursor.take()
    if cursor.is_at("_"):
        cursor.take()
        variable = argument(cursor, items)
        return t.Derive(cursor.since(token.span), None, variable, 1, "partial")
    operand = _function(cursor, items)
    return t.Differential(cursor.since(token.span), token.text, operand)


def _function(cursor: Cursor, items: Items) -> t.Tree | None:
    """Parse what is differentiated, with its arguments: the J(v, o, U) of ∂J(v, o, U)/∂v."""
    if not starts_atom(cursor):
        return None
    operand = atom(cursor, items)
    if isinstance(operand, (t.Name, t.Scripts, t.Words)) and cursor.is_at("(", "\\left"):
        bracket = atom(cursor, items)
        operand = t.Product(operand.span.to(bracket.span), (operand, bracket), ("",))
    return operand


def nabla(cursor: Cursor, items: Items) -> t.Tree:
    """Parse ``∇_x f``, ``∇_x^2 f``, or ``∇f``, ``∇^2 f`` and ``∇f(x)``."""
    token = cursor.take()
    order = _order(cursor, items)
    if not cursor.is_at("_"):
        operand = _function(cursor, items)
        if operand is None:
            return t.Error(token.span, "missing-variable", "this ∇ does not say by what")
        return t.Gradient(cursor.since(token.span), operand, order)
    cursor.take()
    variable = argument(cursor, items)
    if order == 1:
        order = _order(cursor, items)
    return t.Derive(cursor.since(token.span), None, variable, order, "nabla")


def _order(cursor: Cursor, items: Items) -> int:
    """Take the 2 of ``∇^2``; other powers are no order that is read."""
    if not cursor.is_at("^"):
        return 1
    cursor.take()
    power = argument(cursor, items)
    return 2 if isinstance(power, t.Numeral) and power.text == "2" else 99
