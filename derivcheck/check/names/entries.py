"""What is declared in a text as entries of a problem."""

from collections.abc import Iterator

from msgspec.structs import replace

from derivcheck.check.names.declared import Declared
from derivcheck.check.names.found import Found
from derivcheck.check.names.index_sets import one_less
from derivcheck.check.names.properties import UNDERSTOOD, Property
from derivcheck.document import plain_member
from derivcheck.elaborate.constraints import ONE_HOT_LINES
from derivcheck.problem.model import DefinitionEntry, Formula, Problem, SortEntry, SymbolEntry
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t
from derivcheck.term.core import Sort


def no_problem(words: frozenset[str]) -> Problem:
    """Return the problem of a document that has none: nothing but what it declares."""
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


def sort_entry(
    size: t.Tree, letters: tuple[str, ...] = (), *, from_zero: bool = False
) -> SortEntry:
    """Return the index set of a size, over which ``letters`` run."""
    key, least = latex(size), 1 if one_less(size) is None else 2
    return SortEntry(Sort(key, key, least, 1), formula_of(size), (), None, letters, from_zero)


def symbol_entries(
    declared: Declared, axes: tuple[str, ...], found: Found
) -> Iterator[SymbolEntry]:
    """Yield a symbol; with the element at which it is 1, if it is one-hot."""
    key = latex(declared.name)
    vector = len(axes) == 1 and declared.member is None
    target = key in found.targets and vector
    symbol = _symbol(declared, axes)
    said = found.properties.get(key)
    hot = (said is not None and vector and said.kind == "one-hot") or (
        target and key in found.one_hot
    )
    if said is not None and not hot:
        symbol = _limited(symbol, said, declared)
    if (of_entries := _said_of_entries(key, found)) and not symbol.limited:
        symbol = replace(symbol, limited=of_entries)
    if hot:
        words = t.Words(declared.name.span, f"the one of {key}")
        place, at = formula_of(words), words.text
        yield SymbolEntry(at, "element", axes, place, (), (), "real", None, None, stated=True)
        symbol = replace(symbol, domain="one-hot", at=place.latex)
        target = False
    yield replace(symbol, target=target, described=key in found.described)


def _said_of_entries(key: str, found: Found) -> str:
    """Return what is said of x_i, a member of the family x or an entry of a vector."""
    told = (x.words for name, x in found.properties.items() if name.startswith(f"{key}_"))
    return next(told, "")


def _limited(symbol: SymbolEntry, said: Property, declared: Declared) -> SymbolEntry:
    """Return a symbol with what is said of it, where that is understood of such a symbol."""
    sorts = symbol.sorts
    fits = UNDERSTOOD.get(said.kind) == len(sorts)
    fits = fits and (len(set(sorts)) == 1 or said.kind in ONE_HOT_LINES)
    if fits and declared.member is None and not symbol.values:
        return replace(symbol, domain=said.kind, limited=said.more)
    return replace(symbol, limited=said.words)


def _symbol(declared: Declared, axes: tuple[str, ...]) -> SymbolEntry:
    kind = ("real", "row" if declared.row else "column", "matrix")[len(axes)]
    domain = "positive" if declared.positive else "real"
    name, written = latex(declared.name), formula_of(declared.name)
    columns: tuple[str, ...] = ()
    if declared.member is not None:
        # the matrix whose columns are the x_i has no name of its own
        columns, name = (name,), f"{name}_{{{latex(declared.member)}}}"
        written = formula_of(t.Words(declared.name.span, f"·{name}"))
    return SymbolEntry(
        name,
        kind,
        axes,
        written,
        aliases=(),
        columns=columns,
        domain=domain,
        at=None,
        line=None,
        values=declared.values,
        stated=True,
        noted=declared.noted,
    )


def formula_of(tree: t.Tree) -> Formula:
    """Return a tree as a formula of a problem, written as it is shown."""
    source = latex(tree)
    return Formula(source, tree, plain_member(source), None)


def logistic_sigma() -> DefinitionEntry:
    """Return that σ is the logistic function."""
    head, body = map(plain_member, ("\\sigma(a)", "\\frac{1}{1 + e^{-a}}"))
    return DefinitionEntry(*(Formula(m.latex, parse(m.tokens), m, None) for m in (head, body)))
