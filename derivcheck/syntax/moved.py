"""Trees of formulas that stand elsewhere already: read once, and put where they stand now.

A line is repeated within a document and by a whole class.  What a formula is depends on its tokens
and on how they stand to each other; where it begins moves every span by as much.
"""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from derivcheck.document.tokens.token import Token
from derivcheck.source import Span
from derivcheck.syntax import tree as t
from derivcheck.syntax.printer import print_alike

# formulas that are kept, and their tokens: longer ones are seldom repeated
MOST, LONGEST = 2_000, 300

Words = frozenset[str]
_known: dict[tuple[object, ...], tuple[int, t.Tree]] = {}

_FORMULA = "_formula"


class Formula:
    """What all trees that were read of the same tokens share."""

    def __init__(self) -> None:
        self.found: dict[str, Any] = {}  # in it, by what was looked for


Read = Callable[[tuple[Token, ...], Words], t.Tree]


def read_once(tokens: tuple[Token, ...], words: Words, read: Read) -> t.Tree:
    """Return what ``read`` gives, from an earlier formula of the same tokens if there is one."""
    start, tree = _read_before(tokens, words, read)
    by = tokens[0].span.start - start
    if not by:
        return tree
    found = moved(tree, by)
    found.__dict__[_FORMULA] = formula_of(tree)
    return found


def read_anywhere(tokens: tuple[Token, ...], words: Words, read: Read) -> t.Tree:
    """Return what ``read`` gives for these tokens, here or at another place: spans are of that."""
    return _read_before(tokens, words, read)[1]


def _read_before(tokens: tuple[Token, ...], words: Words, read: Read) -> tuple[int, t.Tree]:
    """Return the first tree that was read of such tokens, with where it began."""
    start = tokens[0].span.start
    if len(tokens) > LONGEST:
        return start, read(tokens, words)
    places = [(one.span.start - start, one.span.end - start) for one in tokens]
    key = words, *[(one.kind, one.text, one.glued) for one in tokens], *places
    known = _known.pop(key, None)
    if known is None:
        tree = read(tokens, words)
        tree.__dict__[_FORMULA] = Formula()
        if len(_known) >= MOST:
            del _known[next(iter(_known))]
        known = start, tree
    _known[key] = known  # behind those that were asked for before
    return known


def formula_of(tree: t.Tree) -> Formula | None:
    """Return what all trees that were read of the same tokens share, None where none may be."""
    return tree.__dict__.get(_FORMULA)


def moved(tree: t.Tree, by: int) -> t.Tree:
    """Return a tree with each span moved by as many characters."""
    span = Span(tree.span.start + by, tree.span.end + by)
    below = {name: _moved(getattr(tree, name), by) for name in t.fields_below(type(tree))}
    new = replace(tree, span=span, **below)
    print_alike(tree, new)
    return new


def _moved(value: Any, by: int) -> Any:
    if isinstance(value, t.Tree):
        return moved(value, by)
    return tuple([_moved(one, by) for one in value]) if isinstance(value, tuple) else value
