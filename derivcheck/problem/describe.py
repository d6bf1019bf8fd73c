"""A problem in words: what ``derivcheck problems show NAME`` prints."""

from collections.abc import Iterable, Iterator

from derivcheck.problem.model import (
    DefinitionEntry,
    Formula,
    PartEntry,
    Problem,
    SortEntry,
    SymbolEntry,
)

# beyond this a symbol's name does not push the others to the right
_WIDEST = 16


def describe_problem(problem: Problem) -> str:
    """Return what a problem says, in plain text: symbols, definitions, what each part asks for.

    Formulas stand as LaTeX, as they are written in the problem file.
    """
    blocks = (
        ("Index sets", _table(map(_sort, problem.sorts))),
        ("Symbols", _table(map(_symbol, problem.symbols))),
        ("Definitions", [_definition(entry) for entry in problem.definitions]),
        ("Also written", _table(_pair(*pair) for pair in problem.aliases)),
        ("Misspellings that are read, and reported", _table(_pair(*p) for p in problem.typos)),
        ("Conventions", list(_conventions(problem))),
        ("Parts", [line for part in problem.parts for line in _part(part)]),
    )
    lines = [f"{problem.name}: {problem.title}", f"told of a mistake: {problem.reveal}"]
    for title, body in blocks:
        if body:
            lines += ["", title, *(f"  {line}".rstrip() for line in body)]
    return "\n".join(lines) + "\n"


def _table(rows: Iterable[tuple[str, str]]) -> list[str]:
    """Return rows of two columns, the second one aligned."""
    known = list(rows)
    wide = min(max((len(name) for name, _ in known), default=0), _WIDEST)
    return [f"{name:<{wide}}  {text}" for name, text in known]


def _sort(entry: SortEntry) -> tuple[str, str]:
    sort = entry.sort
    facts = [f"{sort.size} elements"]
    if sort.minimum != 1 and sort.multiple == 1:
        facts.append(f"at least {sort.minimum}")
    if sort.multiple != 1:
        facts.append(f"a multiple of {sort.multiple}")
    if entry.letters:
        facts.append(f"letters {', '.join(entry.letters)}")
    if entry.ranges:
        facts.append(f"written {_several(entry.ranges)}")
    if entry.range is not None:
        facts.append(f"written {entry.range.latex}")
    return sort.name, "; ".join(facts)


def _symbol(entry: SymbolEntry) -> tuple[str, str]:
    facts = [_type(entry)]
    if entry.at is not None:
        facts.append(f"1 at {entry.at} and 0 elsewhere")
    elif entry.domain != "real":
        facts.append(entry.domain)
    if entry.columns:
        shown = " or ".join(f"{letter}_w" for letter in entry.columns)
        facts.append(f"column w is written {shown}")
    if entry.aliases:
        facts.append(f"also written {_several(entry.aliases)}")
    return entry.written.latex, "; ".join(facts)


def _type(entry: SymbolEntry) -> str:
    sorts = entry.sorts
    return {
        "real": "a real number",
        "column": "a column over {}",
        "matrix": "a matrix {} × {}",
        "element": "an element of {}",
        "map": f"for each {' and '.join(sorts[:-1])} an element of {sorts[-1] if sorts else ''}",
        "loss": "a function that may be any",
    }.get(entry.kind, entry.kind).format(*sorts)


def _several(formulas: Iterable[Formula]) -> str:
    return " or ".join(formula.latex for formula in formulas)


def _definition(entry: DefinitionEntry) -> str:
    return f"{entry.head.latex} = {entry.body.latex}"


def _pair(written: Formula, meant: Formula) -> tuple[str, str]:
    return written.latex, f"is {meant.latex}"


def _conventions(problem: Problem) -> Iterator[str]:
    texts = {
        ("vectors", "columns"): "vectors are columns",
        ("vectors", "rows"): "vectors are rows",
        ("jacobian", "numerator"): "a Jacobian ∂f/∂x has a row for each entry of f",
        ("jacobian", "denominator"): "a Jacobian ∂f/∂x has a column for each entry of f",
    }
    for pair in problem.conventions:
        yield texts.get(pair, f"{pair[0]}: {pair[1]}")
    yield (
        "fixed: a document cannot choose others"
        if problem.fixed
        else "a document that states others is read by those"
    )


def _part(entry: PartEntry) -> Iterator[str]:
    yield f"{entry.id}  {entry.title or ''}".rstrip()
    said = (("loss", entry.loss), ("asks for", entry.goal), ("closed form", entry.closed_form))
    for name, formula in said:
        if formula is not None:
            yield f"    {name:<11}  {formula.latex}"
    for number, text in enumerate(entry.assume):
        yield f"    {'assuming' if number == 0 else '':<11}  {text}"
    for number, definition in enumerate(entry.definitions):
        yield f"    {'where' if number == 0 else '':<11}  {_definition(definition)}"
