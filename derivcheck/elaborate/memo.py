"""Values of the parts of a formula, kept while it is read again with one part changed."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from derivcheck.syntax import tree as t
from derivcheck.term.tensor import Tensor

if TYPE_CHECKING:
    from derivcheck.elaborate.scope import Scope

Key = tuple[object, ...]


class Memo:
    """What some nodes mean, each once for the letters that are bound around it.

    The nodes are known by identity and kept.  Remarks, conditions and letters that a part brings
    in are lost, so a memo serves scopes in which the formula has been read before.  ``read``
    counts the nodes that were read, which is what reading costs.
    """

    def __init__(self, nodes: Iterable[t.Tree]) -> None:
        self._nodes = {id(node): node for node in nodes}
        self._values: dict[Key, Tensor] = {}
        self.read = 0

    def value(
        self, tree: t.Tree, scope: "Scope", compute: Callable[[t.Tree, "Scope"], Tensor]
    ) -> Tensor:
        """Return what a node means; raises what ``compute`` raises."""
        by = scope.derived
        if id(tree) not in self._nodes or (by is not None and id(by) not in self._nodes):
            self.read += 1
            return compute(tree, scope)
        key = id(tree), id(by), tuple(scope.bound.items())
        found = self._values.get(key)
        if found is None:
            self.read += 1
            found = self._values[key] = compute(tree, scope)
        return found
