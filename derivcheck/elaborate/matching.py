"""Patterns of surface trees: matching with holes, and what two trees have in common."""

from msgspec.structs import replace

from derivcheck.syntax import latex
from derivcheck.syntax import tree as t

Bindings = dict[str, t.Tree]


def match(pattern: t.Tree, tree: t.Tree, holes: frozenset[str]) -> Bindings | None:
    """Return what the holes (one-letter names in the pattern) stand for, or None."""
    found: Bindings = {}
    return found if _match(pattern, tree, holes, found) else None


def _match(pattern: t.Tree, tree: t.Tree, holes: frozenset[str], found: Bindings) -> bool:
    if isinstance(pattern, t.Name) and pattern.text in holes and not pattern.accent:
        known = found.setdefault(pattern.text, tree)
        return known is tree or latex(known) == latex(tree)
    if type(pattern) is not type(tree):
        return False
    for name in pattern.__struct_fields__:
        if name == "span":
            continue
        if not _match_value(getattr(pattern, name), getattr(tree, name), holes, found):
            return False
    return True


def _match_value(pattern: object, value: object, holes: frozenset[str], found: Bindings) -> bool:
    if isinstance(pattern, t.Tree):
        return isinstance(value, t.Tree) and _match(pattern, value, holes, found)
    if isinstance(pattern, tuple):
        return (
            isinstance(value, tuple)
            and len(pattern) == len(value)
            and all(_match_value(p, v, holes, found) for p, v in zip(pattern, value, strict=True))
        )
    return pattern == value


def generalise(first: t.Tree, last: t.Tree, letter: str) -> tuple[t.Tree, t.Tree, t.Tree] | None:
    """Return (template, what stands in ``first``, what stands in ``last``) or None.

    The template is the common tree with ``letter`` wherever the two differ; they must differ
    in the same way at every such place, and at least once.
    """
    differences: list[tuple[t.Tree, t.Tree]] = []
    template = _common(first, last, letter, differences)
    if template is None or not differences:
        return None
    a, b = differences[0]
    if any(latex(x) != latex(a) or latex(y) != latex(b) for x, y in differences):
        return None
    return template, a, b


def _common(
    a: t.Tree, b: t.Tree, letter: str, differences: list[tuple[t.Tree, t.Tree]]
) -> t.Tree | None:
    if latex(a) == latex(b):
        return a
    index_like = (t.Numeral, t.Name, t.Group, t.Words)
    if isinstance(a, t.Summands) and isinstance(b, t.Summands) and a.signs != b.signs:
        # the places c-m and c+m
        same = len(a.terms) == len(b.terms) == 2 and latex(a.terms[0]) == latex(b.terms[0])
        if not same:
            return None
        differences.append((a, b))
        return t.Name(a.span, letter)
    if type(a) is not type(b) or isinstance(a, (t.Numeral, t.Name, t.Words)):
        if isinstance(a, index_like) and isinstance(b, index_like):
            differences.append((a, b))
            return t.Name(a.span, letter)
        return None
    changed: dict[str, object] = {}
    for name in a.__struct_fields__:
        if name == "span":
            continue
        common = _common_value(getattr(a, name), getattr(b, name), letter, differences)
        if common is _NOTHING:
            return None
        changed[name] = common
    return replace(a, **changed)


_NOTHING = object()


def _common_value(
    a: object, b: object, letter: str, differences: list[tuple[t.Tree, t.Tree]]
) -> object:
    if isinstance(a, t.Tree) and isinstance(b, t.Tree):
        found = _common(a, b, letter, differences)
        return _NOTHING if found is None else found
    if isinstance(a, tuple) and isinstance(b, tuple) and len(a) == len(b):
        parts = tuple(_common_value(x, y, letter, differences) for x, y in zip(a, b, strict=True))
        return _NOTHING if any(part is _NOTHING for part in parts) else parts
    return a if a == b else _NOTHING


def fill(pattern: t.Tree, hole: str, tree: t.Tree) -> t.Tree:
    """Return a pattern with a tree in the place of a hole."""
    if isinstance(pattern, t.Name):
        return tree if pattern.text == hole and not pattern.accent else pattern

    def filled(value: object) -> object:
        if isinstance(value, tuple):
            return tuple(map(filled, value))
        return fill(value, hole, tree) if isinstance(value, t.Tree) else value

    names = (name for name in pattern.__struct_fields__ if name != "span")
    return replace(pattern, **{name: filled(getattr(pattern, name)) for name in names})
