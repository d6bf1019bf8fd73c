"""What stands inside of functions that are differentiated, and its derivative as one writes it.

Only polynomials, and exponentials of them, are differentiated here, to have a factor that may be
tried: that a formula with it is right is proved as of every other edit.
"""

from collections.abc import Iterator

from msgspec import Struct

from derivcheck.diagnose.edits.formula import Formula, bare
from derivcheck.diagnose.edits.terms import terms
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t

# higher powers are no slip that is looked for
_HIGHEST = 9


class _Monomial(Struct, frozen=True):
    """A number times constants times a power of the variable."""

    number: int
    constants: tuple[str, ...] = ()
    power: int = 0

    def times(self, other: "_Monomial") -> "_Monomial":
        """Return the product with another one."""
        constants = (*self.constants, *other.constants)
        return _Monomial(self.number * other.number, constants, self.power + other.power)


def inner_derivatives(formula: Formula) -> Iterator[str]:
    """Yield the derivatives of what stands inside of functions below the ∂ of a formula."""
    for node in formula.nodes:
        if isinstance(node, t.Derive) and node.operand is not None and node.order == 1:
            variable = latex(node.variable)
            for inner in _inside(node.operand, formula):
                found = derivative(inner, variable)
                if found not in (None, "1"):
                    yield str(found)


def _inside(operand: t.Tree, formula: Formula) -> Iterator[t.Tree]:
    for node in operand.walk():
        if isinstance(node, t.Prefix):
            yield bare(node.argument)
        elif isinstance(node, t.Root):
            yield node.radicand
        elif isinstance(node, t.Scripts) and node.sup is not None:
            is_power_of_e = isinstance(node.base, t.Name) and node.base.text == "e"
            yield node.sup if is_power_of_e else bare(node.base)
    below = set(map(id, operand.walk()))
    for term in terms(formula):
        for unit in term.units:
            if unit.argument is not None and id(unit.argument) in below:
                yield bare(unit.argument)


def derivative(tree: t.Tree, variable: str) -> str | None:
    """Return the derivative of a polynomial as LaTeX, None of anything else and of a constant.

    Terms may be powers of e, ``3 e^{-x}``.
    """
    summands = tree if isinstance(tree, t.Summands) else t.Summands(tree.span, (tree,), ("",))
    out = ""
    for sign, term in zip(summands.signs, summands.terms, strict=True):
        power = _power_of_e(term, variable)
        if power is not None:
            minus = (power[:1] == "-") != (sign == "-")
            joined = (" - " if minus else " + ") if out else "-" if minus else ""
            out += joined + power.removeprefix("-")
            continue
        found = _monomial(term, variable)
        if found is None:
            return None
        number = found.number * found.power * (-1 if sign == "-" else 1)
        if number:
            out += _text(number, found, variable, first=not out)
    return out or None


def _power_of_e(term: t.Tree, variable: str) -> str | None:
    """Return the derivative of a power of e whose exponent depends on the variable."""
    node = bare(term)
    is_power = isinstance(node, t.Scripts) and latex(node.base) == "e" and node.sub is None
    if not is_power or not isinstance(node, t.Scripts) or node.sup is None:
        return None
    found = derivative(node.sup, variable)
    if found is None or "e^" in found:
        return None
    if found in ("1", "-1"):
        return found.removesuffix("1") + latex(node)
    return (
        f"({found}) {latex(node)}" if "+" in found or " - " in found else f"{found} {latex(node)}"
    )


def _text(number: int, term: _Monomial, variable: str, *, first: bool) -> str:
    sign = "-" if number < 0 else "" if first else "+"
    rest = [*term.constants]
    if term.power > 1:
        rest.append(variable if term.power == 2 else f"{variable}^{term.power - 1}")
    if abs(number) != 1 or not rest:
        rest.insert(0, str(abs(number)))
    return (sign if first else f" {sign} ") + " ".join(rest)


def _monomial(node: t.Tree, variable: str) -> _Monomial | None:
    node = bare(node)
    if isinstance(node, t.Numeral):
        return _Monomial(int(node.text)) if node.text.isdecimal() else None
    if latex(node) == variable:
        return _Monomial(1, (), 1)
    if isinstance(node, t.Scripts) and latex(node.base) == variable:
        sup = node.sup if node.sub is None and not node.primes else None
        high = isinstance(sup, t.Numeral) and sup.text.isdecimal() and int(sup.text) <= _HIGHEST
        return _Monomial(1, (), int(latex(sup))) if sup is not None and high else None
    if isinstance(node, t.Product) and not any(sign == "/" for sign in node.signs):
        return _product(node, variable)
    names = {latex(one) for one in node.walk()}
    constant = isinstance(node, (t.Name, t.Scripts)) and variable not in names
    return _Monomial(1, (latex(node),)) if constant else None


def _product(node: t.Product, variable: str) -> _Monomial | None:
    whole = _Monomial(1)
    for factor in node.factors:
        found = _monomial(factor, variable)
        if found is None:
            return None
        whole = whole.times(found)
    return whole if whole.power <= _HIGHEST else None
