"""How a document stores the matrices of a problem: u_w as column or as row w of U."""

import re

from derivcheck.check.conventions.affirmed import first_affirmed, is_affirmed
from derivcheck.document import plain_member
from derivcheck.document.model import Document
from derivcheck.problem.model import Problem, SymbolEntry
from derivcheck.source.pattern import later, unstyled
from derivcheck.syntax import latex, parse
from derivcheck.term.core import Sort

# “\in \mathbb{R}^{|V| \times d}”
_SPACE = (
    r"(?:\\in|∈|\\isin)\s*(?:\\(?:R|Reals|reals)(?![A-Za-z])"
    r"|(?:\\math(?:bb|bf)\s*)?\{?\s*(?:\\mathbb\s*)?[Rℝ])\s*\}?\s*\^\s*"
    r"\{([^{}]{0,20}?(?:\{[^{}]{0,20}\}[^{}]{0,20}?)?)(?:\\times|×|\*)([^{}]{0,40})\}"
)

# characters by which words that belong together are apart at most
FARTHEST = 300

_IN_A_SPACE = later(_SPACE)


def stated_storage(document: Document, problem: Problem) -> dict[str, tuple[str, str]]:
    """Return for each matrix whether it holds its vectors as columns or rows, and what says so.

    Taken from shapes, ``U \\in R^{|V| \\times d}``, and from sentences on rows and columns, “u_o
    is the o-th row of U”.  A matrix of which both are said is left out.
    """
    out = {}
    prose = unstyled(document.prose)
    # where a text has none of it, nothing is looked for at each of its characters
    spaces = document.prose if _IN_A_SPACE.search(document.prose) else ""
    notes = prose if _MAY_NOTE.search(prose) else ""
    for symbol in problem.symbols:
        if symbol.kind != "matrix" or not symbol.columns:
            continue
        said = _by_words(prose, symbol)
        said |= _by_shape(spaces, notes, symbol, problem)
        if len({value for value, _ in said.values()}) == 1:
            out[symbol.name] = next(iter(said.values()))
    return out


_HOLDS = r"(?:is|are|holds?|contains?|stores?)"
_SAID_IN_CHINESE = {"row": "行", "column": "列"}
# word vectors, by their letters or in words
_THINGS = r"(?:(?:{0})_\w+|(?:vectors?|embeddings?)\b)"
# what any such note has
_MAY_NOTE = later(r"\\times|×|\(\s*\|?\w+\|?,|\w x \|?\w|\bby\b")
# “U is a |V| \times d matrix”, “U: (V, d)”, “U, matrix of shape (V, d)”, 「矩阵U维数为|V|×d」
_NOTED = (
    r"\s*(?::|(?:is|has)\b|,\s*(?:an?\s+|the\s+)?matrix\s+(?=of\b)|的?(?:维[数度]|形状|大小)[是为:：]|[是为])"
    r"(?:\s*(?:an?|the|matrix|of|shape|size|dimensions?))*\s*\(?\s*"
    r"(\|?\w+\|?)\s*(?:\\times|×|,|\bx\b|\bby\b)\s*(\|?\w+\|?)"
)


def _by_words(prose: str, symbol: SymbolEntry) -> dict[str, tuple[str, str]]:
    """Return what plain sentences say: ``u_o is the o'th row of U``, ``the rows of U are``."""
    out: dict[str, tuple[str, str]] = {}
    name = re.escape(symbol.name)
    letters = "|".join(map(re.escape, symbol.columns))
    for value in ("row", "column"):
        of_it = rf"\b{value}s?\s+(?:\w+\s+)?(?:of|in)\s+(?:the\s+matrix\s+)?{name}\b"
        patterns = (
            rf"\b(?:{letters})_\w+\W{{0,3}}\s*(?:is|are)\s+(?:the|a)?\s*[\w'’\- ]{{0,12}}{of_it}",
            rf"\b{value}s?\s+of\s+{name}\s+{_HOLDS}\b[^.\n]{{0,40}}?\b{_THINGS.format(letters)}",
            rf"\b{_THINGS.format(letters)}[^.\n]{{0,40}}\b(?:as|in)\s+(?:the\s+|its\s+)?{of_it}",
            rf"(?<![\w\\]){name}\s+(?:has|holds|contains|stores)\b[^.\n]{{0,20}}"
            rf"\b{_THINGS.format(letters)}[^.\n]{{0,20}}\b(?:in|as)\s+(?:its\s+|the\s+)?{value}s\b",
            # “a row-matrix of vectors”: its rows are these, whichever way the vectors stand
            rf"(?<![\w\\]){name}\s+is\s+an?\s+{value}[- ]matrix\s+of\b[^.\n]{{0,40}}\bvectors?\b",
            rf"(?<![A-Za-z\\|]){name}\s*(?:的|[^.。\n;；$]{{0,20}}[,，])\s*每一?个?{_SAID_IN_CHINESE[value]}",
        )
        spans = _around(prose, value)
        found = first_affirmed(
            match
            for pattern in patterns
            for start, end in spans
            for match in re.compile(pattern).finditer(prose, start, end)
        )
        if found is not None:
            out[value] = (f"{value}s", " ".join(found.group().split()))
    return out


def _around(prose: str, value: str) -> list[tuple[int, int]]:
    """Return the stretches of a text that a sentence with one of these words may fill."""
    spans: list[tuple[int, int]] = []
    for found in re.finditer(rf"{value}|{_SAID_IN_CHINESE[value]}", prose):
        start, end = max(0, found.start() - FARTHEST), found.end() + FARTHEST
        if spans and start <= spans[-1][1]:
            start, _ = spans.pop()
        spans.append((start, end))
    return spans


def _by_shape(
    spaces: str, notes: str, symbol: SymbolEntry, problem: Problem
) -> dict[str, tuple[str, str]]:
    """Return what a shape says, ``U \\in R^{|V| \\times d}``, or a note of one."""
    name = r"(?:\\\w+\s*\{?\s*)?" + re.escape(symbol.name) + r"\s*\}?"
    out: dict[str, tuple[str, str]] = {}
    noted = rf"(?<![A-Za-z\\]){re.escape(symbol.name)}{_NOTED}"
    places = (
        *re.finditer(rf"(?<![A-Za-z\\]){name}\s*" + _SPACE, spaces),
        *(found for found in re.finditer(noted, notes) if is_affirmed(found)),
    )
    for found in places:
        sizes = [_size(found.group(at), problem) for at in (1, 2)]
        names = _completed([size.name if size else None for size in sizes], symbol.sorts)
        if names == symbol.sorts:
            out["columns"] = ("columns", " ".join(found.group().split()))
        elif names == symbol.sorts[::-1]:
            out["rows"] = ("rows", " ".join(found.group().split()))
    return out


def _completed(names: list[str | None], sorts: tuple[str, ...]) -> tuple[str | None, ...]:
    """Return the index sets of a shape; a length of the writer's own is what the other leaves."""
    known = [name for name in names if name is not None]
    if len(sorts) != 2 or len(known) != 1 or known[0] not in sorts:
        return tuple(names)
    (other,) = (one for one in sorts if one != known[0])
    return tuple(other if name is None else name for name in names)


def _size(written: str, problem: Problem) -> Sort | None:
    """Return the sort of this size, or None; the set may stand for its size."""
    member = plain_member(written)
    if not member.tokens:
        return None
    key = latex(parse(member.tokens, problem.words))
    for entry in problem.sorts:
        spelt = [latex(entry.size.tree), *(latex(item.tree) for item in entry.ranges)]
        if key in spelt or key in (f"|{name}|" for name in spelt):
            return entry.sort
    # “vocab_size”, “embedding_dim”: as programs name their lengths
    parts = written.casefold().replace("\\", "").split("_")
    called = (e.sort for e in problem.sorts if e.sort.name.casefold() in parts)
    return next(called, None) if len(parts) > 1 else None
