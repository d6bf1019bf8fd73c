"""Values of the parts of a formula, kept while it is read again with one part changed."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from msgspec.structs import astuple

from derivcheck.elaborate.failure import Failure
from derivcheck.syntax import tree as t
from derivcheck.term.tensor import Tensor

if TYPE_CHECKING:
    from derivcheck.elaborate.scope import Scope

Key = tuple[object, ...]


class Memo:
    """What formulas mean, each once for the letters that are bound around it.

    Formulas that differ in their spans only are the same one: of an edited formula most parts
    were read before.  Remarks, conditions and letters that a part brings in are lost, so a memo
    serves scopes in which the formula has been read before.  ``read`` counts the nodes that were
    read, which is what reading costs.
    """

    def __init__(self) -> None:
        self._values: dict[Key, Tensor | Failure] = {}
        self._numbers: dict[Key, int] = {}
        # the node is kept, so that no other one gets its identity
        self._seen: dict[int, tuple[int, t.Tree]] = {}
        self.read = 0

    def value(
        self, tree: t.Tree, scope: "Scope", compute: Callable[[t.Tree, "Scope"], Tensor]
    ) -> Tensor:
        """Return what a node means; raises what ``compute`` raises."""
        key = self._number(tree), self._number(scope.derived), tuple(scope.bound.items())
        found = self._values.get(key)
        if found is None:
            self.read += 1
            try:
                found = compute(tree, scope)
            except Failure as failure:
                found = failure
            self._values[key] = found
        if isinstance(found, Failure):
            raise found.with_traceback(None)
        return found

    def _number(self, value: Any) -> Any:
        """Return a number for a node, the same one for nodes that differ in spans only."""
        seen = self._seen.get(id(value))
        if seen is not None:
            return seen[0]
        if isinstance(value, tuple):
            return tuple(map(self._number, value))
        if not isinstance(value, t.Tree):
            return value
        key = type(value), *map(self._number, astuple(value)[1:])  # behind the span
        number = self._numbers.setdefault(key, len(self._numbers))
        self._seen[id(value)] = number, value
        return number
