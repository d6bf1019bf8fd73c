"""By what a bare prime differentiates: ``∂S/∂x = (f'g - g'f)/g²`` says it of f' and g'."""

from collections.abc import Iterator, Mapping

from derivcheck.document.model import Part
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t
from derivcheck.syntax.once import once_a_formula


def primes_of(part: Part, words: frozenset[str]) -> Iterator[Mapping[str, t.Tree]]:
    """Yield for each chain of a part by what its primed names are differentiated.

    A name is so by the variable of the derivative that its chain begins with, else by that of the
    last chain before in which it stood beside one.
    """
    known: dict[str, t.Tree] = {}
    for chain in part.chains:
        trees = [parse(member.tokens, words) for member in chain.members if member.tokens]
        variables = {latex(by): by for by in _derived(trees[0])} if trees else {}
        if len(variables) == 1:
            (variable,) = variables.values()
            known = {**known, **dict.fromkeys(_primed(trees), variable)}
        yield known


def _derived(tree: t.Tree) -> Iterator[t.Tree]:
    """Yield the variables of first derivatives in a chain's first member."""
    return (n.variable for n in tree.walk() if isinstance(n, t.Derive) and n.order == 1)


def _primed(trees: list[t.Tree]) -> Iterator[str]:
    """Yield the names that have a prime, but for letters that count, as in ``\\sum_{w'}``."""
    if not any(map(_has_primes, trees)):
        return
    nodes = [node for tree in trees for node in tree.walk()]
    below = [
        n.sub if isinstance(n, t.Scripts) else n.lower
        for n in nodes
        if isinstance(n, (t.Scripts, t.Big))
    ]
    counting = {latex(node) for tree in below if tree is not None for node in tree.walk()}
    for node in nodes:
        if not (isinstance(node, t.Scripts) and isinstance(node.base, t.Name) and node.primes):
            continue
        if latex(node) not in counting:
            yield latex(node.base)


@once_a_formula
def _has_primes(tree: t.Tree) -> bool:
    return any(isinstance(node, t.Scripts) and bool(node.primes) for node in tree.walk())
