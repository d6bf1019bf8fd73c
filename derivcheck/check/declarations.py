"""What a document says of its own symbols: ``x ∈ ℝ^n``, ``W ∈ ℝ^{m×n}``, “b is a real number”.

Declarations are taken from its formulas, wherever they stand, and hold for the whole document.
A symbol that the problem knows keeps the problem's meaning; one that is declared in two ways is
not declared at all.  Without a problem the document also says what its index sets are, of which
family ``x_i`` is a member, and that σ is the logistic function.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from derivcheck.check.finding import Convention
from derivcheck.check.index_sets import IndexSet, index_sets, is_size
from derivcheck.document import plain_member, without_layout
from derivcheck.document.model import Document
from derivcheck.document.token import Kind
from derivcheck.elaborate.signature import build
from derivcheck.problem.model import DefinitionEntry, Formula, Problem, SortEntry, SymbolEntry
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t
from derivcheck.term.core import Sort

_NUMBER = re.compile(r"\s*(?:is|are|be)\s+(?:a\s+|an\s+)?(?:real\b|scalars?\b|numbers?\b)")
_LOGISTIC = re.compile(r"\b(?:sigmoid|logistic)\b", re.IGNORECASE)
_LAYOUT = frozenset({Kind.ALIGN, Kind.BREAK, Kind.BEGIN, Kind.END})
# signs without which a formula declares nothing
_MARKS = frozenset({"\\in", "∈", "\\isin"})


@dataclass(frozen=True)
class Declared:
    """A symbol as the document declares it: its axes by their size as written.

    ``member`` is the letter or the last number of ``x_i`` and ``x_1, …, x_n``, a family of
    such things; ``values`` are the only ones that a number takes.
    """

    name: t.Tree
    axes: tuple[t.Tree, ...]
    text: str
    member: t.Tree | None = None
    values: tuple[Fraction, ...] = ()


@dataclass(frozen=True)
class _Space:
    """What may stand behind ∈: the axes of ℝ^n, or a set of numbers."""

    axes: tuple[t.Tree, ...]
    values: tuple[Fraction, ...] = ()


def with_declarations(
    document: Document, problem: Problem | None
) -> tuple[Problem | None, tuple[Convention, ...]]:
    """Return the problem with what the document declares, and how that is shown in a report."""
    words = problem.words if problem else build(None).words
    sets = index_sets(_trees(document, words)) if problem is None else {}
    declared = (_placed(one, sets) for one in _declared(document, words))
    found = _consistent(one for one in declared if one is not None)
    signature = build(problem)
    new = [d for key, d in found.items() if key not in signature.known_names()]
    sigma = _logistic(document) if problem is None else None
    if not new and not sets and sigma is None:
        return problem, ()
    base = problem or _empty(words)
    sorts = {latex(entry.size.tree): entry for entry in base.sorts}
    sorts.update((key, _sort(one.size, one.letters)) for key, one in sets.items())
    symbols = []
    for one in new:
        for axis in one.axes:
            sorts.setdefault(latex(axis), _sort(axis))
        symbols.append(_symbol(one, tuple(sorts[latex(a)].sort.name for a in one.axes)))
    merged = replace(
        base,
        sorts=tuple(sorts.values()),
        symbols=(*base.symbols, *symbols),
        definitions=(*base.definitions, *((_sigma(),) if sigma else ())),
    )
    return merged, _shown(new, sigma)


def _shown(new: list[Declared], sigma: str | None) -> tuple[Convention, ...]:
    texts = [" ".join(declared.text.split()) for declared in new]
    names = [latex(declared.name) for declared in new]
    if sigma is not None:
        texts.append(sigma)
        names.append("\\sigma")
    if not names:
        return ()
    listed = ", ".join(names)
    message = f"taken from the text: what {listed} stand{'s' if len(names) == 1 else ''} for"
    return (Convention("declared-symbol", message, "stated", tuple(dict.fromkeys(texts))),)


def half_declared(document: Document, problem: Problem | None) -> frozenset[str]:
    """Return names of which the text says to what set they belong, and that are not declared.

    So something was not understood, and their use does not tell what they are.
    """
    words = problem.words if problem else build(None).words
    return frozenset(_said_to_belong(document, words)) - build(problem).symbols.keys()


def _said_to_belong(document: Document, words: frozenset[str]) -> Iterator[str]:
    for said in document.formulas:
        tokens = without_layout(said.tokens)
        if not tokens or not any(token.text in _MARKS for token in tokens):
            continue
        tree = parse(tokens, words)
        waiting: list[t.Tree] = []
        for item in tree.items if isinstance(tree, t.Items) else (tree,):
            waiting.append(item.items[0] if isinstance(item, t.Related) else item)
            if isinstance(item, t.Related) and item.signs[0] == "∈":
                yield from (latex(name) for name in waiting if _is_name(name))
                waiting = []


def _consistent(declared: Iterator[Declared]) -> dict[str, Declared]:
    """Return the declarations by name, without those that contradict one another."""
    found: dict[str, Declared] = {}
    broken: set[str] = set()
    for one in declared:
        key = latex(one.name)
        known = found.setdefault(key, one)
        same = [latex(axis) for axis in known.axes] == [latex(axis) for axis in one.axes]
        if not same or (known.member is None) != (one.member is None):
            broken.add(key)
        if one.values and not known.values:
            found[key] = one  # y ∈ ℝ^n whose entries are 0 and 1
    # a letter that counts the entries of one symbol is no symbol itself
    sizes = {latex(axis) for one in found.values() for axis in one.axes}
    return {key: one for key, one in found.items() if key not in broken | sizes}


def _placed(one: Declared, sets: dict[str, IndexSet]) -> Declared | None:
    """Return a family with the set that its members are counted by, None if that is unknown.

    A family of numbers is the vector of them.
    """
    if one.member is None:
        return one
    key = latex(one.member)
    size = next((found.size for found in sets.values() if key in found.letters), None)
    size = sets[key].size if key in sets else size
    if size is None or len(one.axes) > 1:
        return None
    return replace(one, axes=(*one.axes, size), member=one.member if one.axes else None)


def _trees(document: Document, words: frozenset[str]) -> Iterator[t.Tree]:
    """Yield the trees of all that is written: members of chains, and formulas of sentences."""
    for part in document.parts:
        for chain in part.chains:
            yield from (parse(one.tokens, words) for one in chain.members if one.tokens)
    for said in document.formulas:
        tokens = without_layout(said.tokens)
        if tokens and not any(token.kind in _LAYOUT for token in tokens):
            yield parse(tokens, words)


def _declared(document: Document, words: frozenset[str]) -> Iterator[Declared]:
    for said in document.formulas:
        number = _NUMBER.match(said.after)
        if not number and not any(token.text in _MARKS for token in said.tokens):
            continue
        tokens = without_layout(said.tokens)
        if not tokens:
            continue
        tree = parse(tokens, words)
        if number:
            yield from (Declared(n, (), said.latex) for n in _names(tree))
        else:
            yield from _in_formula(tree, said.latex)


def _names(tree: t.Tree) -> Iterator[t.Tree]:
    items = tree.items if isinstance(tree, t.Items) else (tree,)
    if all(_is_name(item) for item in items):
        yield from items


def _is_name(tree: t.Tree) -> bool:
    """Whether a tree may name a symbol: a letter, perhaps with a number below it."""
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
        space = _space(item.items[1]) if item.signs == ("∈",) else None
        if space is None:
            continue
        listed = _listed(names)
        if listed is not None:
            name, member = listed
            yield Declared(name, space.axes, text, member, space.values)
        elif all(_is_name(name) for name in names):
            yield from (Declared(name, space.axes, text, None, space.values) for name in names)


def _listed(names: list[t.Tree]) -> tuple[t.Tree, t.Tree] | None:
    """Return the letter and the member of ``x_i`` or ``x_1, …, x_n``, or None."""
    last = names[-1]
    if not isinstance(last, t.Scripts) or not isinstance(last.base, t.Name) or last.primes:
        return None
    if last.sub is None or last.sup is not None or not isinstance(last.sub, t.Name):
        return None
    if len(names) == 1:
        return last.base, last.sub
    bases = {latex(n.base) if isinstance(n, t.Scripts) else latex(n) for n in names}
    dots = any(isinstance(name, t.Ellipsis_) for name in names)
    plain = bases == {latex(last.base), "\\dots"} and isinstance(names[0], t.Scripts)
    return (last.base, last.sub) if dots and plain else None


def _space(tree: t.Tree) -> _Space | None:
    """Return ``ℝ``, ``ℝ^n``, ``ℝ^{m×n}`` or ``{0, 1}^n``, or None for another set."""
    base, sup = (tree.base, tree.sup) if isinstance(tree, t.Scripts) else (tree, None)
    if isinstance(tree, t.Scripts) and (tree.sub is not None or tree.primes):
        return None
    values: tuple[Fraction, ...] | None = ()
    if isinstance(base, t.Group):
        values = _values(base)
    elif not _is_reals(base, alone=sup is None):
        return None
    axes = () if sup is None else _axes(sup)
    return None if axes is None or values is None else _Space(axes, values)


def _is_reals(base: t.Tree, alone: bool) -> bool:
    """Whether a letter means the reals; a plain R alone may be anything."""
    bold = isinstance(base, t.Name) and (base.accent == "bb" or base.text == "ℝ")
    return bold or (isinstance(base, t.Name) and base.text == "R" and not alone)


def _values(tree: t.Group) -> tuple[Fraction, ...] | None:
    """Return the numbers of ``{-1, 1}``."""
    if tree.open != "{" or not isinstance(tree.inner, t.Items):
        return None
    shown = [latex(item).replace(" ", "").lstrip("+") for item in tree.inner.items]
    if not all(re.fullmatch(r"-?\d{1,3}", one) for one in shown):
        return None
    return tuple(Fraction(int(one)) for one in shown)


def _axes(sup: t.Tree) -> tuple[t.Tree, ...] | None:
    if isinstance(sup, t.Product) and set(sup.signs) == {"×"}:
        factors = sup.factors
        if len(factors) == 2 and isinstance(factors[1], t.Numeral) and factors[1].text == "1":
            factors = factors[:1]
        return factors if len(factors) <= 2 and all(map(is_size, factors)) else None
    return (sup,) if is_size(sup) else None


def _logistic(document: Document) -> str | None:
    """Return the word by which a document says that its σ is the logistic function."""
    written = any(token.text in ("\\sigma", "σ") for x in document.formulas for token in x.tokens)
    found = _LOGISTIC.search(document.prose) if written else None
    return found[0] if found else None


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


def _sort(size: t.Tree, letters: tuple[str, ...] = ()) -> SortEntry:
    key = latex(size)
    return SortEntry(Sort(key, key, 1, 1), _formula(size), (), None, letters)


def _symbol(declared: Declared, axes: tuple[str, ...]) -> SymbolEntry:
    kind = ("real", "column", "matrix")[len(axes)]
    name, written = latex(declared.name), _formula(declared.name)
    columns: tuple[str, ...] = ()
    if declared.member is not None:
        # the matrix whose columns are the x_i has no name of its own
        columns, name = (name,), f"{name}_{{{latex(declared.member)}}}"
        written = _formula(t.Words(declared.name.span, f"·{name}"))
    return SymbolEntry(
        name, kind, axes, written, (), columns, "real", None, None, declared.values, stated=True
    )


def _formula(tree: t.Tree) -> Formula:
    source = latex(tree)
    return Formula(source, tree, plain_member(source), None)


def _sigma() -> DefinitionEntry:
    """Return that σ is the logistic function."""
    head, body = map(plain_member, ("\\sigma(a)", "\\frac{1}{1 + e^{-a}}"))
    return DefinitionEntry(*(Formula(m.latex, parse(m.tokens), m, None) for m in (head, body)))
