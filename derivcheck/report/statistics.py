"""How often each thing was found, the most frequent first."""

from collections import Counter

from derivcheck.report.flat import Item, items, rule_of
from derivcheck.report.model import Report
from derivcheck.report.sanitize import clean_line
from derivcheck.report.wording import counts


def render_statistics(report: Report) -> str:
    """Return a line for each code: how often, the code, its verdict, how many repairs."""
    found = list(items(report))
    errors = Counter((error.code, "error") for error in report.errors)
    often = Counter((rule_of(item), _kind(item)) for item in found) + errors
    repairs = Counter((rule_of(item), _kind(item)) for item in found if _repaired(item))
    rows = sorted(often.items(), key=lambda row: (-row[1], row[0]))
    wide = max((len(str(number)) for number in often.values()), default=0)
    name = max((len(code) for code, _ in often), default=0)
    lines = []
    for key, number in rows:
        more = f"  {repairs[key]} with a proved repair" if repairs[key] else ""
        lines.append(f"{number:>{wide}}  {clean_line(key[0]):<{name}}  {key[1]}{more}".rstrip())
    return "".join(f"{line}\n" for line in (*lines, counts(report.summary)))


def _kind(item: Item) -> str:
    return "remark" if item.step is None else item.step.verdict


def _repaired(item: Item) -> bool:
    return item.step is not None and item.step.slip is not None and bool(item.step.slip.repair)
