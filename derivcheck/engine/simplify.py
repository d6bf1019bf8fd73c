"""Terms simplified by what is known of signs, to what has the same value where they are defined."""

from collections.abc import Callable

from derivcheck.engine.abstraction import spread
from derivcheck.engine.radicals import logarithm, root
from derivcheck.engine.roots import fold_roots
from derivcheck.engine.sign_sets import Known
from derivcheck.engine.tidy import canonical_names, tidied
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
    number,
)
from derivcheck.term.substitute import rebuild

_AT_ZERO: dict[str, Term] = {"exp": ONE, "cos": ONE, "sin": ZERO}


def resolved(term: Term, known: Known) -> Term:
    """Return the term with the conditions decided whose truth is known."""
    return _rewritten(term, lambda node: _decided(node, known) if _is_choice(node) else node)


def _is_choice(node: Node) -> bool:
    return isinstance(node, Choice)


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
        if isinstance(node, (Add, Mul, Power)):
            return tidied(_as_root(node))
        if isinstance(node, Sum):
            return canonical_names(add(*spread(node)))
        return node

    return canonical_names(fold_roots(_rewritten(term, step)))


def _as_root(term: Term) -> Term:
    """Return a^{n/2} as √a^n."""
    if isinstance(term, Power) and isinstance(term.exponent, Number):
        exponent = term.exponent.value
        if exponent.denominator == 2:
            return Power(Call("sqrt", (term.base,)), number(exponent * 2))
    return term


def _rewritten(term: Term, step: Callable[[Node], Node]) -> Term:
    memo: dict[Node, Node] = {}

    def walk(node: Node) -> Node:
        done = memo.get(node)
        if done is None:
            done = memo[node] = step(rebuild(node, walk))
        return done

    result = walk(term)
    assert isinstance(result, Term)
    return result
