"""Terms simplified by what is known of signs, to what has the same value where they are defined."""

from derivcheck.constructs import scalar
from derivcheck.engine.cases.radicals import logarithm, root
from derivcheck.engine.cases.sign_sets import Known
from derivcheck.engine.cases.tidy import Monomial, canonical_names, polynomial, term_of, tidied
from derivcheck.engine.every_size.abstraction import spread
from derivcheck.engine.modular.roots import fold_roots
from derivcheck.term.core import (
    ALWAYS,
    ONE,
    ZERO,
    Add,
    Call,
    Choice,
    Condition,
    Mul,
    Node,
    Number,
    Power,
    Sum,
    Term,
    add,
    mul,
    number,
    power,
)
from derivcheck.term.substitute import rewritten

_AT_ZERO: dict[str, Term] = {"exp": ONE, "cos": ONE, "sin": ZERO}


def resolved(term: Term, known: Known) -> Term:
    """Return the term with the conditions decided whose truth is known."""

    def step(node: Node) -> Node:
        return _decided(node, known) if isinstance(node, Choice) else node

    return rewritten(term, step, Choice)


def _decided(node: Node, known: Known) -> Node:
    assert isinstance(node, Choice)
    branches: list[tuple[Condition, Term]] = []
    for condition, value in node.branches:
        truth = known.truth(condition)
        if truth is False:
            continue
        branches.append((ALWAYS if truth else condition, value))
        if truth:
            break
    if branches and branches[0][0] is ALWAYS:
        return branches[0][1]
    return Choice(tuple(branches))


def reduced(term: Term, known: Known) -> Term:
    """Return a term that is the same where it is defined, with all that is known used."""

    def step(node: Node) -> Node:
        if isinstance(node, Choice):
            return _decided(node, known)
        if isinstance(node, Call) and node.function == "sqrt":
            return root(tidied(node.args[0]), known)
        if isinstance(node, Call) and node.function == "log":
            return logarithm(tidied(node.args[0]), known)
        if isinstance(node, Call) and node.args[0] is ZERO and node.function in _AT_ZERO:
            return _AT_ZERO[node.function]
        if isinstance(node, Call) and node.function == "exp":
            return _exponential(node)
        if isinstance(node, Call):
            return _as_logarithm(node)
        if isinstance(node, (Add, Mul, Power)):
            return tidied(_as_root(node, known))
        if isinstance(node, Sum):
            return canonical_names(add(*spread(node)))
        return node

    # sums and products are in order once bound indices have their names
    ordered = rewritten(canonical_names(rewritten(term, step)), step)
    return canonical_names(fold_roots(ordered))


def _as_logarithm(term: Call) -> Term:
    """Return a function that is a logarithm, as softplus is, written as one."""
    expansion = scalar(term.function).expansion
    written = expansion(term.args[0]) if expansion is not None else term
    return written if isinstance(written, Call) and written.function == "log" else term


def _exponential(term: Call) -> Term:
    """Return e^{n log a + b} as a^n·e^b for whole n."""
    poly = polynomial(term.args[0]) or {}
    drawn = {
        monomial: n for monomial, n in poly.items() if _is_log(monomial) and n.denominator == 1
    }
    if not drawn:
        return term
    rest = term_of({monomial: c for monomial, c in poly.items() if monomial not in drawn})
    powers = (power(_argument(monomial), number(n)) for monomial, n in drawn.items())
    return tidied(mul(*powers, Call("exp", (rest,)) if rest is not ZERO else ONE))


def _is_log(monomial: Monomial) -> bool:
    if len(monomial) != 1 or monomial[0][1] != 1:
        return False
    node = monomial[0][0]
    return isinstance(node, Call) and node.function == "log"


def _argument(monomial: Monomial) -> Term:
    node = monomial[0][0]
    assert isinstance(node, Call)
    return node.args[0]


def _as_root(term: Term, known: Known) -> Term:
    """Return a^{n/2} as √a^n."""
    if isinstance(term, Power) and isinstance(term.exponent, Number):
        exponent = term.exponent.value
        if exponent.denominator == 2:
            return power(root(term.base, known), number(exponent * 2))
    return term
