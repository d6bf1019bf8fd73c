"""The rules for products and quotients, with what a formula differentiates put in.

Only what everybody knows by heart is differentiated here; the rest keeps its d/dx.  That a
formula made so is right is proved as of every other edit.
"""

from collections.abc import Iterator

from msgspec import Struct

from derivcheck.diagnose.edits.formula import Formula, bare
from derivcheck.diagnose.edits.inner import derivative
from derivcheck.diagnose.edits.terms import Term, term_of
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t

# products of more factors are not written out
MOST = 3
_KNOWN = {
    "\\sin": "\\cos {0}",
    "\\cos": "-\\sin {0}",
    "\\exp": "\\exp({0})",
    "\\log": "\\frac{{1}}{{{0}}}",
    "\\ln": "\\frac{{1}}{{{0}}}",
}


class Factor(Struct, frozen=True):
    """A factor and its derivative as LaTeX; a constant has none."""

    text: str
    derivative: str | None


def products(formula: Formula) -> Iterator[tuple[str, ...]]:
    """Yield the terms of the derivative of each product that a formula differentiates."""
    for node, operand in _differentiated(formula):
        term = term_of(formula, operand)
        if isinstance(operand, t.Fraction_) or "/" in term.signs:
            continue
        factors = [_of_unit(term, at, node) for at in range(len(term.units))]
        if 2 <= sum(factor.derivative is not None for factor in factors) <= MOST:
            yield tuple(_terms(factors))


def quotients(formula: Formula) -> Iterator[tuple[Factor, Factor]]:
    """Yield what stands above and below the line of each quotient that is differentiated."""
    for node, operand in _differentiated(formula):
        if isinstance(operand, t.Fraction_):
            halves = (operand.numerator, operand.denominator)
            above, below = (_half(formula, half, node) for half in halves)
            if below.derivative is not None:
                yield above, below


def times(*texts: str) -> str:
    """Return a product of factors without those that are 1."""
    return " ".join(fenced(text) for text in texts if text != "1") or "1"


def joined(sign: str, term: str) -> str:
    """Return a term behind a sign, two minus signs made a plus."""
    if term.startswith("-"):
        return f" {'+' if sign == '-' else '-'} {term[1:].lstrip()}"
    return f" {sign} {term}"


def fenced(text: str) -> str:
    """Put brackets around a sum that is to be a factor."""
    depth = 0
    for char in text:
        depth += (char in "({[") - (char in ")}]")
        if depth == 0 and char in "+-":
            return f"({text})"
    return text


def _differentiated(formula: Formula) -> Iterator[tuple[t.Derive, t.Tree]]:
    for node in formula.nodes:
        if not isinstance(node, t.Derive) or node.operand is None or node.kind == "nabla":
            continue
        if node.order == 1 and not node.further:
            yield node, bare(node.operand)


def _terms(factors: list[Factor]) -> Iterator[str]:
    for at, one in enumerate(factors):
        if one.derivative is None:
            continue
        sign = "-" if one.derivative.startswith("-") else ""
        own = one.derivative.removeprefix("-")
        others = [factor.text for n, factor in enumerate(factors) if n != at]
        yield sign + times(*others[:at], own, *others[at:])


def _half(formula: Formula, tree: t.Tree, head: t.Derive) -> Factor:
    """Return what stands above or below a line as one factor."""
    term = term_of(formula, tree)
    if len(term.units) == 1:
        return _of_unit(term, 0, head)
    return _factor(tree, head, derivative(tree, latex(head.variable)))


def _of_unit(term: Term, at: int, head: t.Derive) -> Factor:
    """Return a factor; a function that is applied to the variable gets a prime."""
    tree, argument = term.written(at).tree, term.units[at].argument
    variable = latex(head.variable)
    if argument is None:
        return _factor(tree, head, derivative(tree, variable) or _known(bare(tree), variable))
    name = term.units[at].nodes[0]
    plain = isinstance(name, t.Name) and isinstance(term.units[at].nodes[1], t.Group)
    if plain and latex(argument.inner) == variable:
        return Factor(f"{latex(name)}({variable})", f"{latex(name)}'({variable})")
    return _factor(tree, head, None)


def _factor(tree: t.Tree, head: t.Derive, known: str | None) -> Factor:
    """Return a factor with its derivative, which keeps its d/dx where it is not known."""
    text, variable = latex(tree), latex(head.variable)
    if all(latex(node) != variable for node in tree.walk()):
        return Factor(text, None)
    rest = t.Derive(head.span, tree, head.variable, 1, head.kind)
    return Factor(text, known or latex(rest))


def _known(tree: t.Tree, variable: str) -> str | None:
    if isinstance(tree, t.Prefix) and latex(bare(tree.argument)) == variable:
        form = _KNOWN.get(tree.function)
        return form.format(variable) if form else None
    power = isinstance(tree, t.Scripts) and tree.sub is None and tree.sup is not None
    if power and latex(tree) in (f"e^{variable}", f"e^{{{variable}}}"):
        return latex(tree)
    return None
