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

_TOLD = {
    "verdict": "the verdicts only",
    "place": "the verdicts and where a mistake is",
    "slip": "what went wrong and where",
    "answer": "what went wrong, where, and the right answer",
}


def describe_problem(problem: Problem) -> str:
    """Return what a problem says, in plain text: symbols, definitions, what each part asks for.

    Formulas stand as LaTeX, as they are written in the problem file.
    """
    blocks = (
        ("Index sets", _table(map(_sort, problem.sorts))),
        ("Symbols", _table(_symbol(entry, problem) for entry in problem.symbols)),
        ("Definitions", [_definition(entry) for entry in problem.definitions]),
        ("Also written", _table(_pair(*pair) for pair in problem.aliases)),
        ("Misspellings that are read, and reported", _table(_pair(*p) for p in problem.typos)),
        ("Conventions", list(_conventions(problem))),
        ("Parts", list(_parts(problem.parts))),
    )
    told = f"a writer is told {_TOLD.get(problem.reveal, problem.reveal)}"
    lines = [f"{problem.name}: {problem.title}", told]
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


def _symbol(entry: SymbolEntry, problem: Problem) -> tuple[str, str]:
    facts = [_type(entry)]
    if entry.at is not None:
        facts.append(f"1 at {entry.at} and 0 elsewhere")
    elif entry.domain != "real":
        facts.append(entry.domain)
    if entry.columns:
        at = _letter(problem, entry.sorts[-1])
        shown = " or ".join(f"{letter}_{at}" for letter in entry.columns)
        facts.append(f"column {at} is written {shown}")
    if entry.aliases:
        facts.append(f"also written {_several(entry.aliases)}")
    return entry.written.latex, "; ".join(facts)


def _letter(problem: Problem, sort: str) -> str:
    """Return the first letter that runs over a sort."""
    letters = (entry.letters for entry in problem.sorts if entry.sort.name == sort)
    return next((some[0] for some in letters if some), "i")


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
        ("sums", "repeated"): "repeated indices are summed over, the Σ not written",
        (
            "sums",
            "absent",
        ): "indices that the first member has not are summed over, the Σ not written",
        ("softmax", "rows"): "the softmax of a matrix is that of each row",
        ("softmax", "columns"): "the softmax of a matrix is that of each column",
    }
    for pair in problem.conventions:
        if pair in (("sums", "written"), ("softmax", "vector")):
            continue
        yield texts.get(pair, f"{pair[0]}: {pair[1]}")
    yield (
        "fixed: a document cannot choose others"
        if problem.fixed
        else "a document that states others is read by those"
    )


def _parts(parts: tuple[PartEntry, ...]) -> Iterator[str]:
    by_id = {entry.id: entry for entry in parts}
    for entry in parts:
        above = entry.id.partition("(")[0]
        yield from _part(entry, by_id.get(above) if above != entry.id else None)


def _part(entry: PartEntry, above: PartEntry | None) -> Iterator[str]:
    """Yield what a part says itself; what it takes over stands with the part above it."""
    title = entry.title if above is None or entry.title != above.title else f"as {above.id}"
    yield f"{entry.id}  {title or ''}".rstrip()
    loss = entry.loss if above is None or entry.loss is not above.loss else None
    for name, formula in (
        ("loss", loss),
        ("asks for", entry.goal),
        ("closed form", entry.closed_form),
    ):
        if formula is not None:
            yield f"    {name:<11}  {formula.latex}"
    yield from _listed("assuming", entry.assume[len(above.assume) if above else 0 :])
    own = entry.definitions[len(above.definitions) if above else 0 :]
    yield from _listed("where", map(_definition, own))


def _listed(name: str, texts: Iterable[str]) -> Iterator[str]:
    for number, text in enumerate(texts):
        yield f"    {'' if number else name:<11}  {text}"
