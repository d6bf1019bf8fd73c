"""Letters of which the text says no more than that they are vectors, or matrices.

“$A$ is a vector” gives no length, so it declares nothing; but nothing that is undeclared is read
as a number where the text calls it a vector.
"""

import re
from collections.abc import Iterator, Mapping

from derivcheck.check.names.shapes import is_name
from derivcheck.document import without_layout
from derivcheck.document.model import Document, Said
from derivcheck.elaborate.kinds import is_capital
from derivcheck.source.pattern import later
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t

_RANKS = {"vector": 1, "matri": 2, "向量": 1, "矩阵": 2}
_THING = r"(?P<thing>vector|matri)(?:s|x|ces)?\b"
# what only a matrix is
_FORM = r"symmetric|positive[- ](?:semi-?)?definite"
# “is a column vector”, “be the weight matrices”, “is symmetric”
_IS = later(
    r"\s*(?:(?:(?:both|all)\s+)?(?:is|are|be|being|denotes?)\s+(?:an?\s+|the\s+|our\s+|some\s+|any\s+)?"
    rf"|the\s+|an?\s+)(?:[a-z-]+\s+){{0,2}}?{_THING}"
    r"(?!\s*(?:[-–]|functions?|fields?|spaces?|valued|products?|multipl))"
    rf"|\s*(?:(?:both|all)\s+)?(?:is|are|be)\s+(?P<form>{_FORM})\b"
    r"|\s*[是为]\s*(?:一个|任意)?(?:列|行)?(?P<said>向量|矩阵)",
    re.IGNORECASE,
)
# “for a vector $u$”, “the matrices $A$ and $B$”, “a symmetric matrix $A$”
_BEFORE = later(
    rf"\b(?:an?|the|any|some|for|let|two|column|row|square|all|every|given)\s+"
    rf"(?:(?:{_FORM}|real|square|invertible|diagonal)\s+){{0,2}}{_THING}\s*$"
    r"|(?P<said>向量|矩阵)\s*$",
    re.IGNORECASE,
)
_JOINED = later(r"\s*(?:,\s*)?(?:,|and|or|和|与|、)\s*", re.IGNORECASE)
_DOUBT = later(r"\b(?:not|if|whether|or|may|might|could|unless)\b|\?", re.IGNORECASE)


def called_in(document: Document) -> Mapping[str, int]:
    """Return how many axes names have by what the text calls them; none called two things."""
    found: dict[str, set[int]] = {}
    for name, rank in _called(document.formulas):
        found.setdefault(name, set()).add(rank)
    return {name: min(ranks) for name, ranks in found.items() if len(ranks) == 1}


def _called(formulas: tuple[Said, ...]) -> Iterator[tuple[str, int]]:
    waiting: list[str] = []  # names that the next words are said of as well
    going: int | None = None  # what the names before were called
    for said in formulas:
        names = list(_names(said))
        before = _BEFORE.search(said.before)
        behind = _IS.match(said.after)
        rank = going if before is None else _rank(before)
        if behind is not None and not _DOUBT.search(said.before[-40:]):
            rank = _rank(behind)
            if behind["form"]:  # a distribution p, or a function f, may be symmetric as well
                names = [name for name in names if is_capital(name)]
                waiting = [name for name in waiting if is_capital(name)]
            yield from ((name, rank) for name in waiting)
        if rank is not None:
            yield from ((name, rank) for name in names)
        goes_on = bool(names) and _JOINED.fullmatch(said.after) is not None
        waiting = [*waiting, *names] if goes_on else []
        going = rank if goes_on else None


def _rank(match: re.Match[str]) -> int:
    groups = match.groupdict()
    if groups.get("form"):
        return _RANKS["matri"]
    return _RANKS[(groups["thing"] or groups["said"]).lower()]


def _names(said: Said) -> Iterator[str]:
    tokens = without_layout(said.tokens) if not said.display else ()
    tree = parse(tokens) if tokens else None
    if tree is None:
        return
    items = tree.items if isinstance(tree, t.Items) else (tree,)
    if all(is_name(item) for item in items):
        yield from map(latex, items)
