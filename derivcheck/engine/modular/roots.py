"""The one relation of a square root that is used in modular images: (√a)² = a.

Products are brought to at most one root of each argument, ``√a·√a → a`` and
``1/√a → √a / a``.  Both sides agree wherever the left one is defined; that the sign of a root
is known is never used.
"""

from fractions import Fraction

from derivcheck.term.core import Call, Mul, Node, Number, Power, Term, mul, number, power
from derivcheck.term.substitute import rebuild


def fold_roots(term: Term) -> Term:
    """Return the term with powers and products of equal roots folded."""
    memo: dict[Node, Node] = {}

    def fold(node: Node) -> Node:
        if "sqrt" not in node.heads:
            return node
        done = memo.get(node)
        if done is None:
            done = rebuild(node, fold)
            if isinstance(done, Power):
                done = _spread(done)
            if isinstance(done, (Mul, Power)):
                done = _fold(done)
            memo[node] = done
        return done

    result = fold(term)
    assert isinstance(result, Term)
    return result


def _spread(term: Power) -> Term:
    """Return (a·√b)^n as a^n·√b^n for an integer n, other powers as they are."""
    exponent = term.exponent
    whole = isinstance(exponent, Number) and exponent.value.denominator == 1
    if not whole or not isinstance(term.base, Mul):
        return term
    if not any(isinstance(arg, Call) and arg.function == "sqrt" for arg in term.base.args):
        return term
    return mul(*(power(arg, exponent) for arg in term.base.args))


def _fold(term: Mul | Power) -> Term:
    factors = term.args if isinstance(term, Mul) else (term,)
    rest: list[Term] = []
    exponents: dict[Term, int] = {}
    for factor in factors:
        base, exponent = _root(factor)
        if base is None:
            rest.append(factor)
        else:
            exponents[base] = exponents.get(base, 0) + exponent
    if not exponents:
        return term
    for base, exponent in exponents.items():
        whole, left = divmod(exponent, 2)
        if whole:
            rest.append(power(base, number(whole)))
        if left:
            rest.append(Call("sqrt", (base,)))
    return mul(*rest)


def _root(factor: Term) -> tuple[Term | None, int]:
    """Return what a factor is a root of, and to which power, or None."""
    if isinstance(factor, Call) and factor.function == "sqrt":
        return factor.args[0], 1
    if isinstance(factor, Power) and isinstance(factor.base, Call):
        exponent = factor.exponent
        whole = isinstance(exponent, Number) and exponent.value == Fraction(int(exponent.value))
        if factor.base.function == "sqrt" and whole and isinstance(exponent, Number):
            return factor.base.args[0], int(exponent.value)
    return None, 0
