"""Which ``=`` introduces a name instead of claiming something."""

from derivcheck.check.reading import Reading, Setting
from derivcheck.elaborate.failure import Failure
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.core import Entry


def restates_constraint(left: Reading, setting: Setting) -> bool:
    """Whether a left side is a constrained symbol, ``y`` or ``y_w``, that the row describes."""
    value = left.tensor
    if value is None or not isinstance(value.body, Entry):
        return False
    return value.body.symbol in setting.context.one_hot and isinstance(
        left.tree, (t.Name, t.Scripts, t.Words)
    )


def introduces(left: Reading, right: Reading, setting: Setting) -> str | None:
    """Return the name that a row defines, or None if it defines none.

    A bare name that neither the problem nor the document has defined, that does not occur
    on the right and that the part does not ask for.
    """
    failure = left.failure
    if failure is None or failure.code != "unknown-symbol" or isinstance(right.value, Failure):
        return None
    tree = left.tree
    if not isinstance(tree, (t.Name, t.Words)) and not (
        isinstance(tree, t.Scripts) and tree.sup is None and not tree.primes
    ):
        return None
    key = latex(tree)
    if any(latex(node) == key for node in right.tree.walk()):
        return None
    if setting.signature.sort_of_letter(key) is not None:
        return None
    if isinstance(tree, t.Scripts) and tree.sub is not None and _has_free_letter(tree.sub, setting):
        return None
    return key


def _has_free_letter(tree: t.Tree, setting: Setting) -> bool:
    """Whether a subscript is an index: then the row would define a family, which is not read."""
    return any(
        isinstance(node, t.Name) and setting.signature.sort_of_letter(node.text) is not None
        for node in tree.walk()
    )
