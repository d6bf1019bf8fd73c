"""A rubric as it is written in a problem file."""

from collections.abc import Iterator
from fractions import Fraction

from derivcheck.problem.rubric import QUARTER, PartRubric, Rubric
from derivcheck.problem.toml import Table

CONVENTIONS = {
    "vectors": ("columns", "rows"),
    "gradients": ("shape", "rows", "numerator"),
    "jacobian": ("numerator", "denominator"),
    "sums": ("written", "repeated", "absent"),
    "softmax": ("vector", "rows", "columns"),
}
_FORMULAS = ("methods", "alternatives")  # read with the part that they are of
_KEYS = ("answer", "min_steps", "follow_through", "deductions", "without")


def read_rubric(root: Table) -> Rubric:
    """Return the rubric of a problem file; raises `ProblemError` with the line of an error."""
    table = root.table("rubric")
    table.only("reference", "smallest", "conventions", *_KEYS)
    reference = table.string("reference")
    if reference is not None and ("/" in reference or "\\" in reference):
        raise table.fail("“reference” is the name of a file beside the problem", "reference")
    smallest = _number(table, "smallest", QUARTER)
    if smallest == 0:
        raise table.fail("“smallest” must be more than 0", "smallest")
    accepted = tuple(read_conventions(one) for one in table.tables("conventions"))
    parts = tuple(_parts(root, _rules(table, PartRubric())))
    return Rubric(reference, smallest, accepted, parts)


def read_conventions(table: Table) -> tuple[tuple[str, str], ...]:
    """Return the conventions that a table names; raises `ProblemError`."""
    table.only(*CONVENTIONS)
    found = {key: table.string(key) for key in CONVENTIONS}
    for key, value in found.items():
        if value is not None and value not in CONVENTIONS[key]:
            raise table.fail(f"“{key}” is one of {', '.join(CONVENTIONS[key])}", key)
    return tuple((key, value) for key, value in found.items() if value is not None)


def _parts(root: Table, general: PartRubric) -> Iterator[tuple[str, PartRubric]]:
    for part in root.tables("part"):
        own = part.table("rubric")
        own.only(*_KEYS, *_FORMULAS)
        points = _number(part, "points", Fraction(-1))
        yield (
            part.required("id"),
            _rules(own, general, None if points < 0 else points),
        )


def _rules(table: Table, above: PartRubric, points: Fraction | None = None) -> PartRubric:
    """Return what a table says, and where it is silent what holds above it."""
    answer = _number(table, "answer", above.answer)
    if answer > 1:
        raise table.fail("“answer” is a share of the points, from 0 to 1", "answer")
    return PartRubric(
        points=points,
        answer=answer,
        min_steps=table.integer("min_steps", above.min_steps),
        follow_through=table.flag("follow_through", above.follow_through),
        deductions=_deductions(table.table("deductions"), dict(above.deductions)),
        without=table.strings("without") or above.without,
    )


def _deductions(table: Table, above: dict[str, Fraction]) -> tuple[tuple[str, Fraction], ...]:
    own = {code: _number(table, code, Fraction(0)) for code in table}
    for code, share in own.items():
        if share > 1:
            raise table.fail(f"“{code}” costs a share of the points, from 0 to 1", code)
    return tuple(sorted({**above, **own}.items()))


def _number(table: Table, key: str, default: Fraction) -> Fraction:
    """Return a number that is not negative, exactly as it is written."""
    value = table.number(key)
    if value is None:
        return default
    if not 0 <= value < 10**6:
        raise table.fail(f"“{key}” must be a number from 0 on", key)
    return Fraction(str(value))
