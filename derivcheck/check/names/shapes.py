"""Shapes that a document notes: ``x : 1 × D``, “W is of shape (D, H)”, “the m × n matrix A”."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from derivcheck.check.names.index_sets import is_size, one_less
from derivcheck.document.model import Said
from derivcheck.document.tokens.token import Kind, Token
from derivcheck.source.pattern import later
from derivcheck.syntax import parse
from derivcheck.syntax import tree as t

# “is of shape”, “has dimensions”, “(size”; “is” alone where a product with × follows
_SHAPED = later(
    r"[\s(,:]*(?:(?:is|are|has|have|with|of|in|a|an|the|its|be)\s+)*"
    r"(?:shapes?|sizes?|dim(?:ension)?s?(?:ionality)?)\s*(?:is|are|of)?\s*[:(]?\s*",
    re.IGNORECASE,
)
_IS = later(r"\s*(?::|(?:is|are)(?:\s+an?)?)\s*", re.IGNORECASE)
# what stands between the shape and the name in “the m × n weight matrix A”
_THING = later(r"\s*(?:\w+\s+)?(?:row\s+|column\s+)?(?:matrix|matrices|vectors?)\s*", re.I)
_IS_THING = later(r"\s*(?:row\s+|column\s+)?(?:matrix|matrices|vectors?)\b", re.IGNORECASE)
# “is a $q$-dimensional vector”, and what stands between them in “the n 维向量 v”
_LONG = later(
    r"[\s~-]*dim(?:ension(?:al)?|\.)?\s+(?:real\s+)?(?P<kind>row|column)?\s*vectors?\b",
    re.IGNORECASE,
)
_LONG_THING = later(
    r"[\s~-]*(?:dim(?:ension(?:al)?|\.)?\s+(?:real\s+)?(?P<kind>row|column)?\s*vectors?"
    r"|维(?P<said>行|列)?向量)\s*",
    re.IGNORECASE,
)
_ROWS = frozenset({"row", "行"})
_COLUMNS = frozenset({"column", "列"})
# the longest size that is a number: an index set of fixed size is spelled out
MOST_FIXED = 8


class Axes(Struct, frozen=True):
    """The axes of ``ℝ^{m×n}`` that are longer than 1; ``row`` for 1 × n, ``upright`` for n × 1."""

    sizes: tuple[t.Tree, ...]
    row: bool = False
    upright: bool = False


class Noted(Struct, frozen=True):
    """Names with the shape that the text gives them."""

    names: tuple[t.Tree, ...]
    axes: Axes
    text: str
    at: int
    worded: bool = False  # “an n-dimensional vector”, where n may be any name for the length


def axes_of(factors: Sequence[t.Tree]) -> Axes | None:
    """Return the axes that sizes say, as written; None for what is no shape."""
    factors = tuple(map(_bare, factors))
    if not 1 <= len(factors) <= 2 or not all(map(_is_length, factors)):
        return None
    long = tuple(one for one in factors if not _is_one(one))
    ones = tuple(map(_is_one, factors))
    return Axes(long, row=ones == (True, False), upright=ones == (False, True))


def _is_one(tree: t.Tree) -> bool:
    return isinstance(tree, t.Numeral) and tree.text == "1"


def _is_length(tree: t.Tree) -> bool:
    if isinstance(tree, t.Numeral):
        return tree.text.isdecimal() and len(tree.text) <= 3 and 0 < int(tree.text) <= MOST_FIXED
    return is_size(tree) or one_less(tree) is not None


def _bare(tree: t.Tree) -> t.Tree:
    """Return the sum in ``(n+1)``."""
    inner = tree.inner if isinstance(tree, t.Group) and tree.open == "(" else None
    return inner if isinstance(inner, t.Summands) else tree


_COLONS = frozenset({":", "\\colon"})


def noted_in(formulas: Sequence[Said], words: frozenset[str]) -> Iterator[Noted]:
    """Yield the shapes that formulas with the words between them note."""
    for said in formulas:
        if _COLONS.isdisjoint(said.written):
            continue
        for row in _rows(said.tokens):
            yield from _with_colon(row, said, words)
    for left, right in pairwise(formulas):
        between = left.after
        if not left.tokens or not right.tokens or len(between) > 60:
            continue
        if left.tokens[-1].span.end + len(between) + 12 < right.tokens[0].span.start:
            continue  # something else stands between them
        yield from _with_words(left, between, right, words)


def _with_colon(row: list[Token], said: Said, words: frozenset[str]) -> Iterator[Noted]:
    """Yield what ``a, b : 1 × H`` says."""
    colons = [at for at, token in enumerate(row) if token.text in _COLONS]
    if len(colons) != 1 or not 0 < colons[0] < len(row) - 1:
        return
    names, shape = row[: colons[0]], row[colons[0] + 1 :]
    yield from _noted(names, shape, said.latex, words, listed=True)


def _with_words(left: Said, between: str, right: Said, words: frozenset[str]) -> Iterator[Noted]:
    text = f"{left.latex}{between.rstrip()} {right.latex}"
    long = _LONG.match(right.after) if _IS.fullmatch(between) else None
    if long is not None:
        yield from _vector(left, right, (long["kind"],), f"{text}{long[0]}", words)
        return
    long = _LONG_THING.fullmatch(between)
    if long is not None:
        yield from _vector(right, left, (long["kind"], long["said"]), text, words)
        return
    if _SHAPED.fullmatch(between):
        name, shape, listed = left, right, True
    elif _IS.fullmatch(between) and (":" in between or _IS_THING.match(right.after)):
        name, shape, listed = left, right, False
    elif _THING.fullmatch(between):
        name, shape, listed = right, left, False
    else:
        return
    yield from _noted(_only_row(name), _only_row(shape), text, words, listed=listed)


def _vector(
    name: Said, size: Said, kinds: Sequence[str | None], text: str, words: frozenset[str]
) -> Iterator[Noted]:
    """Yield what “x is an n-dimensional vector” says."""
    letters, length = _only_row(name), _only_row(size)
    if not letters or not length:
        return
    tree, long = parse(tuple(letters), words), parse(tuple(length), words)
    axes = axes_of((long,)) if not isinstance(long, t.Numeral) else None
    if axes is not None and is_name(tree):
        said = {kind.lower() for kind in kinds if kind}
        axes = Axes(axes.sizes, row=bool(said & _ROWS), upright=bool(said & _COLUMNS))
        yield Noted((tree,), axes, " ".join(text.split()), letters[0].span.start, worded=True)


def _noted(
    names: list[Token], shape: list[Token], text: str, words: frozenset[str], *, listed: bool
) -> Iterator[Noted]:
    if not names or not shape:
        return
    axes = _shape(parse(tuple(shape), words), listed=listed)
    tree = parse(tuple(names), words)
    items = tree.items if isinstance(tree, t.Items) else (tree,)
    if axes is not None and axes.sizes and all(map(is_name, items)):
        yield Noted(items, axes, " ".join(text.split()), names[0].span.start)


def _shape(tree: t.Tree, *, listed: bool) -> Axes | None:
    """Return the axes of ``m × n``, and of ``(m, n)`` or ``[m, n]`` where a shape is awaited."""
    if isinstance(tree, t.Product) and set(tree.signs) <= {"×", "*"} and len(tree.factors) == 2:
        return axes_of(tree.factors)
    if isinstance(tree, t.Group) and tree.open in ("(", "["):
        inner = tree.inner
        if isinstance(inner, t.Items) and set(inner.separators) == {","} and listed:
            return axes_of(inner.items)
        return _shape(inner, listed=False)
    return None


def is_name(tree: t.Tree) -> bool:
    """Whether a tree may name a symbol: a letter, perhaps with a number below it."""
    if isinstance(tree, t.Scripts):
        plain = tree.sup is None and not tree.primes and isinstance(tree.base, t.Name)
        return plain and isinstance(tree.sub, t.Numeral)
    return isinstance(tree, t.Name) and tree.accent != "bb"


def _only_row(said: Said) -> list[Token]:
    rows = list(_rows(said.tokens))
    return rows[0] if len(rows) == 1 else []


def _rows(tokens: tuple[Token, ...]) -> Iterator[list[Token]]:
    """Yield the rows of a formula without what only lays them out."""
    row: list[Token] = []
    for token in tokens:
        if token.kind is Kind.BREAK:
            yield row
            row = []
        elif token.kind not in (Kind.ALIGN, Kind.BEGIN, Kind.END):
            row.append(token)
    yield row
