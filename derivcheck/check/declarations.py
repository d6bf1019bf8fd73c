"""What a document says of its own symbols: ``x ∈ ℝ^n``, ``W ∈ ℝ^{m×n}``, “b is a real number”.

Declarations are taken from the formulas in its sentences, wherever they stand, and hold for the
whole document.  A symbol that the problem knows keeps the problem's meaning; one that is declared
in two ways is not declared at all.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from derivcheck.check.finding import Convention
from derivcheck.document import plain_member
from derivcheck.document.model import Document
from derivcheck.elaborate.signature import build
from derivcheck.problem.model import Formula, Problem, SortEntry, SymbolEntry
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t
from derivcheck.term.core import Sort

# how many formulas of a document's sentences are looked at
MAX_FORMULAS = 2000
_INLINE = re.compile(r"(?<!\$)\$(?!\$)([^$]{1,200})\$(?!\$)|\\\((.{1,200}?)\\\)")
_NUMBER = re.compile(r"\s*(?:is|are|be)\s+(?:a\s+|an\s+)?(?:real\b|scalars?\b|numbers?\b)")


@dataclass(frozen=True)
class Declared:
    """A symbol as the document declares it: its axes by their size as written."""

    name: t.Tree
    axes: tuple[t.Tree, ...]
    text: str


def with_declarations(
    document: Document, problem: Problem | None
) -> tuple[Problem | None, tuple[Convention, ...]]:
    """Return the problem with what the document declares, and how that is shown in a report."""
    words = problem.words if problem else build(None).words
    found = _consistent(_declared(document.prose, words))
    signature = build(problem)
    new = [d for key, d in found.items() if key not in signature.known_names()]
    if not new:
        return problem, ()
    base = problem or _empty(words)
    sorts = {latex(entry.size.tree): entry for entry in base.sorts}
    symbols = []
    for declared in new:
        for axis in declared.axes:
            sorts.setdefault(latex(axis), _sort(axis))
        symbols.append(_symbol(declared, tuple(sorts[latex(a)].sort.name for a in declared.axes)))
    merged = replace(base, sorts=tuple(sorts.values()), symbols=(*base.symbols, *symbols))
    texts = tuple(dict.fromkeys(" ".join(declared.text.split()) for declared in new))
    names = ", ".join(latex(declared.name) for declared in new)
    message = f"taken from the text: what {names} stand{'s' if len(new) == 1 else ''} for"
    return merged, (Convention("declared-symbol", message, "stated", texts),)


def _consistent(declared: Iterator[Declared]) -> dict[str, Declared]:
    """Return the declarations by name, without those that contradict one another."""
    found: dict[str, Declared] = {}
    broken: set[str] = set()
    for one in declared:
        key = latex(one.name)
        known = found.setdefault(key, one)
        if [latex(axis) for axis in known.axes] != [latex(axis) for axis in one.axes]:
            broken.add(key)
    # a letter that counts the entries of one symbol is no symbol itself
    sizes = {latex(axis) for one in found.values() for axis in one.axes}
    return {key: one for key, one in found.items() if key not in broken | sizes}


def _declared(prose: str, words: frozenset[str]) -> Iterator[Declared]:
    for at, found in enumerate(_INLINE.finditer(prose)):
        if at >= MAX_FORMULAS:
            break
        text = found.group(1) or found.group(2)
        member = plain_member(text)
        if not member.tokens:
            continue
        tree = parse(member.tokens, words)
        if _NUMBER.match(prose, found.end()):
            yield from (Declared(n, (), text) for n in _names(tree))
        else:
            yield from _in_formula(tree, text)


def _names(tree: t.Tree) -> Iterator[t.Tree]:
    items = tree.items if isinstance(tree, t.Items) else (tree,)
    if all(_is_name(item) for item in items):
        yield from items


def _is_name(tree: t.Tree) -> bool:
    """Whether a tree may name a symbol: a letter, perhaps with a number or a letter below it."""
    if isinstance(tree, t.Scripts):
        plain = tree.sup is None and not tree.primes and isinstance(tree.base, t.Name)
        return plain and isinstance(tree.sub, t.Numeral)
    return isinstance(tree, t.Name) and tree.accent != "bb"


def _in_formula(tree: t.Tree, text: str) -> Iterator[Declared]:
    """Yield what ``x, y ∈ ℝ^n`` declares; ``λ > 0`` may be a condition and declares nothing."""
    items = tree.items if isinstance(tree, t.Items) else (tree,)
    waiting: list[t.Tree] = []
    for item in items:
        if not isinstance(item, t.Related):
            waiting.append(item)
            continue
        names = [*waiting, item.items[0]]
        waiting = []
        if len(item.items) != 2 or not all(_is_name(name) for name in names):
            continue
        axes = _space(item.items[1]) if item.signs[0] == "∈" else None
        if axes is not None:
            yield from (Declared(name, axes, text) for name in names)


def _space(tree: t.Tree) -> tuple[t.Tree, ...] | None:
    """Return the axes of ``ℝ``, ``ℝ^n`` or ``ℝ^{m×n}``, or None for another set."""
    base, sup = (tree.base, tree.sup) if isinstance(tree, t.Scripts) else (tree, None)
    if isinstance(tree, t.Scripts) and (tree.sub is not None or tree.primes):
        return None
    if not isinstance(base, t.Name) or base.text not in ("R", "ℝ"):
        return None
    if sup is None:
        return () if base.accent == "bb" or base.text == "ℝ" else None
    if isinstance(sup, t.Product) and set(sup.signs) == {"×"}:
        factors = sup.factors
        if len(factors) == 2 and isinstance(factors[1], t.Numeral) and factors[1].text == "1":
            factors = factors[:1]
        return factors if len(factors) <= 2 and all(map(_is_size, factors)) else None
    return (sup,) if _is_size(sup) else None


def _is_size(tree: t.Tree) -> bool:
    """Whether a tree may be the size of an index set: ``n``, ``d_h``, ``|V|``."""
    if isinstance(tree, t.Group):
        return tree.open == "|" and isinstance(tree.inner, t.Name)
    if isinstance(tree, t.Scripts) and isinstance(tree.sub, t.Name):
        return tree.sup is None and not tree.primes and isinstance(tree.base, t.Name)
    return _is_name(tree)


def _empty(words: frozenset[str]) -> Problem:
    return Problem(
        name="",
        path="",
        title="",
        reveal="slip",
        sorts=(),
        symbols=(),
        definitions=(),
        customary=(),
        aliases=(),
        typos=(),
        losses=(),
        conventions=(),
        fixed=False,
        parts=(),
        words=words,
    )


def _sort(size: t.Tree) -> SortEntry:
    key = latex(size)
    return SortEntry(Sort(key, key, 1, 1), _formula(size), (), None, ())


def _symbol(declared: Declared, axes: tuple[str, ...]) -> SymbolEntry:
    kind = ("real", "column", "matrix")[len(axes)]
    name = latex(declared.name)
    written = _formula(declared.name)
    return SymbolEntry(name, kind, axes, written, (), (), "real", None, None)


def _formula(tree: t.Tree) -> Formula:
    source = latex(tree)
    return Formula(source, tree, plain_member(source), None)
