"""Interned nodes: what sorts, indices, conditions and terms share."""

from __future__ import annotations

from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, dataclass_transform
from weakref import ref

from derivcheck.source.kept import kept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from derivcheck.term.core import IndexVar

T = TypeVar("T")
N = TypeVar("N", bound="Node")


@dataclass_transform(frozen_default=True, eq_default=False)
class _Interned(type):
    """Classes whose annotations are their fields, with one object for each choice of values.

    What `dataclasses` would generate and compile for each of them is done here once for all.
    """

    fields: tuple[str, ...]
    _table: ClassVar[dict[tuple[object, ...], ref[Any]]] = {}

    def __init__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> None:
        super().__init__(name, bases, namespace)
        cls.fields = () if name == "Node" else tuple(namespace.get("__annotations__", ()))

    if not TYPE_CHECKING:

        def __call__(cls, *args):
            key = (cls, *args)
            known = cls._table.get(key)
            found = None if known is None else known()
            if found is None:
                found = cls.__new__(cls)
                found.__dict__.update(zip(cls.fields, args, strict=True))
                cls._table[key] = ref(found, partial(_forget, cls._table, key))
            return found


def _forget(table: dict[tuple[object, ...], ref[Any]], key: tuple[object, ...], gone: Any) -> None:
    """Take a node that is gone off the table, unless another one has its place already."""
    if table.get(key) is gone:
        del table[key]


class Node(metaclass=_Interned):
    """What all interned nodes share: their children and their free indices."""

    # whether passes over terms have nothing to change inside: numbers, sorts, index variables
    atomic: ClassVar[bool] = False

    @kept
    def children(self) -> tuple[Node, ...]:
        """The nodes directly below this one, in order."""
        out: list[Node] = []
        for name in type(self).fields:
            _gather(getattr(self, name), out)
        return tuple(out)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} cannot be changed")

    def __repr__(self) -> str:
        values = (f"{name}={getattr(self, name)!r}" for name in type(self).fields)
        return f"{type(self).__name__}({', '.join(values)})"

    def __reduce__(self) -> tuple[type[Node], tuple[object, ...]]:
        """Come out of another process as the one object of its fields here."""
        return type(self), tuple(getattr(self, name) for name in type(self).fields)

    @kept
    def free(self) -> frozenset[IndexVar]:
        """The index variables that occur free."""
        return _union([child.free for child in self.children])

    @kept
    def heads(self) -> frozenset[object]:
        """The classes of all nodes that occur, and the names of functions that are called."""
        own = frozenset((type(self),))
        return _union([own, *(child.heads for child in self.children)])

    @kept
    def weight(self) -> int:
        """How many nodes this tree has, written out: shared ones counted each time."""
        return 1 + sum(child.weight for child in self.children)

    @kept
    def free_in_order(self) -> tuple[IndexVar, ...]:
        """The free index variables in a fixed order."""
        return tuple(sorted(self.free, key=lambda index: (index.name, index.sort.name)))

    @kept
    def symbols(self) -> frozenset[str]:
        """The names of all symbols, maps and unknown functions that occur."""
        return _union([child.symbols for child in self.children])

    @kept
    def digest(self) -> bytes:
        """A hash of the structure, the same in every process."""
        values = [type(self).__name__.encode()]
        values.extend(_bytes(getattr(self, name)) for name in type(self).fields)
        return sha256(b"\0".join(values)).digest()

    def walk(self) -> Iterator[Node]:
        """Iterate over every distinct node of this tree once, parents first."""
        return iter(self._nodes)

    def nodes_of(self, kind: type[N]) -> tuple[N, ...]:
        """Return every distinct node of a class in this tree, parents first; looked for once."""
        found = self._by_kind.get(kind)
        if found is None:
            found = tuple(node for node in self._nodes if isinstance(node, kind))
            self._by_kind[kind] = found
        return found

    @kept
    def _by_kind(self) -> dict[type[Node], tuple[Any, ...]]:
        return {}

    @kept
    def _nodes(self) -> tuple[Node, ...]:
        seen: dict[Node, None] = {}
        stack: list[Node] = [self]
        while stack:
            node = stack.pop()
            if node not in seen:
                seen[node] = None
                stack.extend(node.children)
        return tuple(seen)


def _gather(value: object, out: list[Node]) -> None:
    if isinstance(value, Node):
        out.append(value)
    elif isinstance(value, tuple):
        for item in value:
            _gather(item, out)


def _bytes(value: object) -> bytes:
    if isinstance(value, Node):
        return value.digest
    if isinstance(value, tuple):
        return b"(" + b",".join(_bytes(item) for item in value) + b")"
    return repr(value).encode()


def _union(sets: list[frozenset[T]]) -> frozenset[T]:
    """Return the union, without making a new set where one of them holds the others."""
    kept = [part for part in sets if part]
    if not kept:
        return frozenset()
    largest = max(kept, key=len)
    if all(part is largest or part <= largest for part in kept):
        return largest
    return largest.union(*kept)
