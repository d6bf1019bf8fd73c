"""Slips in indices, names and numerals."""

import itertools
import re
from collections.abc import Iterator

from tests.mutation.edits import Edit
from tests.mutation.kinds.vocabulary import Vocabulary
from tests.mutation.outline import Region, Span

INDEX = re.compile(r"\\[a-zA-Z]+|\\.|[a-z]_\{[^{}]*\}|[a-z]_[a-z]|[a-z0]")


def _subscripts(formula: Region) -> Iterator[Span]:
    for node in formula.nodes():
        if node.sub is not None and node.kind in ("name", "group"):
            yield node.sub
        yield from _variable(node.kind, node.sub)


def _variable(kind: str, sub: Span | None) -> Iterator[Span]:
    if kind in ("operator", "derivative") and sub is not None:
        yield sub


def _letters(text: str, span: Span) -> Iterator[Span]:
    """Yield the index letters of a subscript, or of what a derivative is by."""
    start, end = span
    offset = text.find("_", start, end) + 1
    if offset and not INDEX.fullmatch(text[start:end]):
        start = offset
    for found in INDEX.finditer(text[start:end]):
        if not found[0].startswith("\\"):
            yield start + found.start(), start + found.end()


def changed_index(text: str, formula: Region, words: Vocabulary) -> Iterator[Edit]:
    """``u_w`` for ``u_o``."""
    for sub in _subscripts(formula):
        for at in _letters(text, sub):
            written = text[at[0] : at[1]]
            for sort in words.indices:
                if written in sort:
                    for other in sort:
                        if other != written:
                            yield Edit(*at, _scripted(text, at, other))


def _scripted(text: str, at: Span, letter: str) -> str:
    """Put braces around a script of several letters that had none."""
    bare = len(letter) > 1 and text[at[0] - 1] in "_^"
    return f"{{{letter}}}" if bare else letter


def index_to_position(text: str, formula: Region, words: Vocabulary) -> Iterator[Edit]:
    """``u_1`` for ``u_w``."""
    for node in formula.nodes():
        if node.sub is not None and node.kind == "name":
            for at in _letters(text, node.sub):
                yield Edit(*at, "1")


def dropped_index(text: str, formula: Region, words: Vocabulary) -> Iterator[Edit]:
    """``u`` for ``u_w``."""
    for node in formula.nodes():
        if node.sub is not None and node.kind == "name":
            yield Edit(node.head[1], node.sub[1] + (text[node.sub[1] : node.sub[1] + 1] == "}"), "")


def swapped_indices(text: str, formula: Region, words: Vocabulary) -> Iterator[Edit]:
    """``X_{ki}`` for ``X_{ik}``, and ``u_c v_o`` for ``u_o v_c``."""
    for node in formula.nodes():
        if node.sub is not None and re.fullmatch(r"[a-z]{2}", text[slice(*node.sub)]):
            yield Edit(*node.sub, text[slice(*node.sub)][::-1])
    for region in formula.regions():
        for term in region.terms:
            named = [node for node in term.factors if node.kind == "name" and node.sub]
            for one, two in itertools.pairwise(named):
                assert one.sub is not None and two.sub is not None
                first, second = text[slice(*one.sub)], text[slice(*two.sub)]
                if first != second and len(first) == len(second) == 1:
                    between = text[one.sub[1] : two.sub[0]]
                    yield Edit(one.sub[0], two.sub[1], second + between + first)


def wrong_name(text: str, formula: Region, words: Vocabulary) -> Iterator[Edit]:
    """``v_c`` for ``u_c``, ``y`` for ``ŷ``, one loss for another."""
    for node in formula.nodes():
        if node.kind != "name":
            continue
        bare = text[slice(*node.head)]
        scripted = bare + (f"_{text[slice(*node.sub)]}" if node.sub else "")
        for names in words.names:
            if bare in names:
                # a second subscript would be no formula
                fitting = (other for other in names if not (node.sub and "_" in other))
                yield from (Edit(*node.head, other) for other in fitting if other != bare)
            elif scripted in names and node.sub:
                end = node.sub[1]
                yield from (Edit(node.start, end, other) for other in names if other != scripted)
    for pair in words.losses:
        for name, other in (pair, pair[::-1]):
            for found in re.finditer(name, text):
                yield Edit(found.start(), found.end(), other)


def changed_numeral(text: str, formula: Region, words: Vocabulary) -> Iterator[Edit]:
    """``1`` for ``2``."""
    for node in formula.nodes():
        if node.kind == "numeral":
            written = text[slice(*node.head)]
            yield from (Edit(*node.head, other) for other in "0123" if other != written)
