"""A counterexample in a few lines: where it is, what the symbols are there, both values."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from derivcheck.report.model import WitnessReport
from derivcheck.report.sanitize import clean_line
from derivcheck.report.wording import assignments, entry

_DIGITS = 8
_IN_BRACES = re.compile(r"_\{(\w)\}")
_LINES = 4  # of values; what does not fit is counted, the JSON has it all


def both(witness: WitnessReport) -> tuple[str, str]:
    """Return both values with as many digits as tell them apart, at least eight."""
    left, right = clean_line(witness.lhs), clean_line(witness.rhs)
    for digits in range(_DIGITS, 400):
        short = rounded(left, digits), rounded(right, digits)
        if short[0] != short[1]:
            return short
        if short == (left, right):
            break
    return left, right


def rounded(number: str, digits: int) -> str:
    """Return a decimal to so many significant digits; fractions and words as they stand."""
    try:
        value = Decimal(number)
    except InvalidOperation:
        return number
    if not value.is_finite() or len(value.as_tuple().digits) <= digits:
        return number
    return f"{value:.{digits}g}"


def setting(witness: WitnessReport) -> str:
    """Return sizes and indices of the point, and the entry at which the sides differ."""
    component = clean_line(witness.component or "")
    place = f"entry ({component})" if "," in component else f"entry {component}"
    groups = (
        assignments(dict(_sizes(witness))),
        assignments({_IN_BRACES.sub(r"_\1", name): at for name, at in witness.indices.items()}),
        place if component else "",
    )
    return "; ".join(filter(None, groups))


def _sizes(witness: WitnessReport) -> Iterator[tuple[str, int]]:
    """Yield the sizes as the problem writes them; one that is a number says nothing."""
    for name, size in witness.sizes.items():
        written = witness.size_names.get(name, name)
        if not written.isdigit():
            yield written, size


def values(witness: WitnessReport, width: int) -> str:
    """Return the symbols' values, as many as fit a few lines, and how many are left out."""
    items = [f"{clean_line(name)}={entry(value)}" for name, value in witness.values.items()]
    items += [f"{clean_line(name)}: {clean_line(text)}" for name, text in witness.functions.items()]
    shown: list[str] = []
    room = width * _LINES
    for item in items:
        room -= len(item) + 2
        if room < 0 and shown:
            break
        shown.append(item)
    left_out = len(items) - len(shown)
    more = f" … and {left_out} more (--verbose shows all)" if left_out else ""
    return ", ".join(shown) + more
