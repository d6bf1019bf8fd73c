"""Trees of formulas that stand elsewhere already: read once, and put where they stand now.

A line is repeated within a document and by a whole class.  What a formula is depends on its tokens
and on how they stand to each other; where it begins moves every span by as much.
"""

from collections.abc import Callable
from typing import Any

from derivcheck.document.tokens.token import Token
from derivcheck.source import Span
from derivcheck.syntax import tree as t
from derivcheck.syntax.printer import print_alike

# formulas that are kept, and their tokens: longer ones are seldom repeated
MOST, LONGEST = 2_000, 300

Words = frozenset[str]
_known: dict[tuple[object, ...], tuple[int, t.Tree]] = {}

_FORMULA = "_formula"


def read_once(
    tokens: tuple[Token, ...], words: Words, read: Callable[[tuple[Token, ...], Words], t.Tree]
) -> t.Tree:
    """Return what ``read`` gives, from an earlier formula of the same tokens if there is one."""
    if len(tokens) > LONGEST:
        return read(tokens, words)
    start = tokens[0].span.start
    places = [(one.span.start - start, one.span.end - start) for one in tokens]
    key = words, *[(one.kind, one.text, one.glued) for one in tokens], *places
    known = _known.get(key)
    if known is not None:
        found = moved(known[1], start - known[0])
        found.__dict__[_FORMULA] = known[1].__dict__[_FORMULA]
        return found
    tree = read(tokens, words)
    tree.__dict__[_FORMULA] = object()
    if len(_known) >= MOST:
        del _known[next(iter(_known))]
    _known[key] = start, tree
    return tree


def formula_of(tree: t.Tree) -> object | None:
    """Return what all trees that were read of the same tokens share, None where none may be."""
    return tree.__dict__.get(_FORMULA)


def moved(tree: t.Tree, by: int) -> t.Tree:
    """Return a tree with each span moved by as many characters."""
    if not by:
        return tree
    _, *fields = tree.__struct_fields__
    span = Span(tree.span.start + by, tree.span.end + by)
    new = type(tree)(span, *[_moved(getattr(tree, name), by) for name in fields])
    print_alike(tree, new)
    return new


def _moved(value: Any, by: int) -> Any:
    if isinstance(value, t.Tree):
        return moved(value, by)
    return tuple([_moved(one, by) for one in value]) if isinstance(value, tuple) else value
