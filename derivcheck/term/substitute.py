"""Substitution that never captures a bound index."""

from collections.abc import Callable, Iterable, Mapping
from operator import is_
from typing import TypeVar, cast

from derivcheck.term.core import (
    Abstraction,
    Entry,
    Index,
    IndexVar,
    Node,
    Prod,
    Sum,
    Term,
)

N = TypeVar("N", bound=Node)


def fresh(index: IndexVar, taken: frozenset[IndexVar]) -> IndexVar:
    """Return an index of the same sort whose name is not among those taken."""
    names = {var.name for var in taken}
    name = index.name
    while name in names:
        name += "'"
    return index if name == index.name else IndexVar(name, index.sort)


def all_fresh(indices: Iterable[IndexVar], taken: frozenset[IndexVar]) -> tuple[IndexVar, ...]:
    """Return indices of the same sorts whose names are not among those taken, nor the same."""
    found: tuple[IndexVar, ...] = ()
    for index in indices:
        found = (*found, fresh(index, taken | frozenset(found)))
    return found


def rebuild(node: N, change: Callable[[Node], Node]) -> N:
    """Return the node with ``change`` applied to each child; the same object if none changed."""
    if node.atomic:
        return node
    same, values = True, []
    for name in type(node).fields:
        old = getattr(node, name)
        if isinstance(old, Node):
            new: object = change(old)
        else:
            new = _mapped(old, change) if isinstance(old, tuple) else old
        same = same and new is old
        values.append(new)
    return node if same else type(node)(*values)


def _mapped(value: tuple[object, ...], change: Callable[[Node], Node]) -> tuple[object, ...]:
    items = [
        change(item)
        if isinstance(item, Node)
        else (_mapped(item, change) if isinstance(item, tuple) else item)
        for item in value
    ]
    return value if all(map(is_, value, items)) else tuple(items)


def rewritten(term: N, step: Callable[[Node], Node], within: object = None) -> N:
    """Return a term with ``step`` applied to each part, the inner ones first, equal parts once.

    Parts without a class or function ``within``, see `Node.heads`, are left as they are.
    """
    memo: dict[Node, Node] = {}

    def walk(node: Node) -> Node:
        if within is not None and within not in node.heads:
            return node
        done = memo.get(node)
        if done is None:
            done = memo[node] = step(rebuild(node, walk))
        return done

    return cast(N, walk(term))


def substitute(node: N, indices: Mapping[IndexVar, Index]) -> N:
    """Replace free indices; bound ones are renamed where they would capture."""
    changed = {old: new for old, new in indices.items() if new is not old}
    if node.free.isdisjoint(changed):
        return node
    return cast(N, _Substitution(changed, None).apply(node))


def replace_entries(node: N, replace: Callable[[Entry], Term | None]) -> N:
    """Replace components of symbols by what ``replace`` returns (``None`` leaves them).

    The replacement's free indices must be among those of the entry it replaces, except for
    indices that are free in the whole node; binders that would capture are renamed.
    """
    return cast(N, _Substitution({}, replace).apply(node))


def replace_part(term: Term, part: Term, value: Term) -> Term:
    """Replace a part of a term wherever it stands as written; no index is renamed."""
    memo: dict[Node, Node] = {}

    def walk(node: Node) -> Node:
        if node is part:
            return value
        done = memo.get(node)
        if done is None:
            done = memo[node] = rebuild(node, walk)
        return done

    return cast(Term, walk(term))


class _Substitution:
    def __init__(
        self, indices: Mapping[IndexVar, Index], entries: Callable[[Entry], Term | None] | None
    ) -> None:
        self._indices = dict(indices)
        self._entries = entries
        self._memo: dict[Node, Node] = {}

    def apply(self, node: Node) -> Node:
        done = self._memo.get(node)
        if done is None:
            done = self._apply(node)
            self._memo[node] = done
        return done

    def _apply(self, node: Node) -> Node:
        if isinstance(node, IndexVar):
            return self._indices.get(node, node)
        if self._entries is None and node.free.isdisjoint(self._indices):
            return node
        if isinstance(node, (Sum, Prod)):
            return self._bind(node, (node.index,))
        if isinstance(node, Abstraction):
            return self._bind(node, node.indices)
        done = rebuild(node, self.apply)
        if self._entries is not None and isinstance(done, Entry):
            return self._entries(done) or done
        return done

    def _bind(self, node: Sum | Prod | Abstraction, bound: tuple[IndexVar, ...]) -> Node:
        kept = {k: v for k, v in self._indices.items() if k not in bound}
        incoming = frozenset[IndexVar]().union(*(i.free for i in kept.values()))
        if self._entries is not None:
            incoming |= _introduced(node, self._entries)
        renamed: dict[IndexVar, Index] = {}
        for index in bound:
            new = fresh(index, incoming | node.free) if index in incoming else index
            if new is not index:
                renamed[index] = new
        inner = _Substitution({**kept, **renamed}, self._entries)
        return _with_binders(node, bound, renamed, inner)


def _introduced(node: Node, entries: Callable[[Entry], Term | None]) -> frozenset[IndexVar]:
    """Return the free indices that replacing entries below ``node`` brings in from outside."""
    out: frozenset[IndexVar] = frozenset()
    for inner in node.walk():
        if isinstance(inner, Entry):
            new = entries(inner)
            if new is not None:
                out |= new.free - inner.free
    return out


def _with_binders(
    node: Sum | Prod | Abstraction,
    bound: tuple[IndexVar, ...],
    renamed: Mapping[IndexVar, Index],
    inner: _Substitution,
) -> Node:
    new = tuple(cast(IndexVar, renamed.get(index, index)) for index in bound)
    if isinstance(node, Abstraction):
        return Abstraction(new, cast(Term, inner.apply(node.body)))
    where = inner.apply(node.where)
    body = inner.apply(node.body)
    return type(node)(new[0], where, body)  # type: ignore[arg-type]
