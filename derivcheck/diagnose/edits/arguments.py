"""Arguments that stand without brackets, made one node: ``\\log \\sigma(x)`` as log of σ(x).

The parser cannot know how far they reach; an edit is of the whole argument.
"""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from derivcheck.syntax import tree as t


def with_arguments(tree: t.Tree, is_function: Callable[[t.Tree], bool]) -> t.Tree:
    """Return a tree in which a function that is applied in another one's argument is below it."""
    if not any(isinstance(node, t.Prefix) and node.rest is not None for node in tree.walk()):
        return tree

    def joined(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(map(joined, value))
        if not isinstance(value, t.Tree):
            return value
        node = type(value)(*(joined(getattr(value, name)) for name in value.__struct_fields__))
        return _joined(node, is_function) if isinstance(node, t.Prefix) else node

    whole: t.Tree = joined(tree)
    return whole


def _joined(node: t.Prefix, is_function: Callable[[t.Tree], bool]) -> t.Prefix:
    bracket = node.rest.base if isinstance(node.rest, t.Scripts) else node.rest
    if node.rest is None or not isinstance(bracket, t.Group) or not is_function(node.argument):
        return node
    span = node.argument.span.to(node.rest.span)
    argument = t.Product(span, (node.argument, node.rest), ("",))
    return replace(node, argument=argument, rest=None)
