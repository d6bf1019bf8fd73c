"""Slips in sums, derivatives and cases."""

import re
from collections.abc import Iterator

from tests.mutation.edits import Edit
from tests.mutation.kinds.vocabulary import Vocabulary
from tests.mutation.outline import Node, Region

RELATION = re.compile(r"\\neq|=")
FLIPPED = {"=": r"\neq", r"\neq": "="}


def _sums(formula: Region) -> Iterator[Node]:
    return (node for node in formula.nodes() if node.kind == "sum")


def dropped_sum(text: str, formula: Region, words: Vocabulary) -> Iterator[Edit]:
    """``f(k)`` for ``Σ_k f(k)``."""
    for node in _sums(formula):
        yield Edit(node.start, node.end, "")


def inserted_sum(text: str, formula: Region, words: Vocabulary) -> Iterator[Edit]:
    """``Σ_k f`` for ``f``."""
    for region in formula.regions():
        for term in region.terms:
            for written in words.sums:
                yield Edit(term.start, term.start, f"{written} ")


def moved_sum(text: str, formula: Region, words: Vocabulary) -> Iterator[Edit]:
    """``a Σ_k b`` for ``Σ_k a b``."""
    for region in formula.regions():
        for term in region.terms:
            for at, node in enumerate(term.factors):
                if node.kind != "sum":
                    continue
                written = text[node.start : node.end]
                if at + 2 < len(term.factors):
                    passed = term.factors[at + 1]
                    gap = text[node.end : passed.start]
                    yield Edit(
                        node.start, passed.end, text[passed.start : passed.end] + gap + written
                    )
                if at:
                    passed = term.factors[at - 1]
                    gap = text[passed.end : node.start]
                    yield Edit(
                        passed.start, node.end, written + gap + text[passed.start : passed.end]
                    )


def changed_bound(text: str, formula: Region, words: Vocabulary) -> Iterator[Edit]:
    """``Σ_{k=2}^K``, ``Σ_{k=1}^{K−1}``, ``Σ_{k=1}^d`` for ``Σ_{k=1}^K``."""
    for node in _sums(formula):
        if node.sub is None or node.sup is None:
            continue
        lower = text[slice(*node.sub)]
        if lower.endswith("=1"):
            yield from (Edit(node.sub[1] - 1, node.sub[1], other) for other in "20")
        upper = text[slice(*node.sup)]
        braced = text[node.sup[0] - 1] == "{"
        for other in (f"{upper}-1", f"{upper}+1"):
            yield Edit(*node.sup, other if braced else f"{{{other}}}")
        for other in words.sizes:
            if other != upper:
                yield Edit(*node.sup, other if braced else f"{{{other}}}")


def changed_range(text: str, formula: Region, words: Vocabulary) -> Iterator[Edit]:
    """Another condition under Σ: dropped, turned round, or put."""
    for node in _sums(formula):
        if node.sub is None:
            continue
        lower = text[slice(*node.sub)]
        cut = lower.find(":")
        if cut > 0 and node.sup is None:
            yield Edit(node.sub[0] + cut, node.sub[1], "")
        for found in RELATION.finditer(lower):
            if node.sup is None and not lower[found.end() :].strip().startswith("0"):
                start = node.sub[0] + found.start()
                yield Edit(start, node.sub[0] + found.end(), FLIPPED[found[0]])
        dropped = re.search(r"\s*(?:\\\\|,)\s*j \\neq 0", lower)
        if dropped:
            yield Edit(node.sub[0] + dropped.start(), node.sub[0] + dropped.end(), "")
        plain = re.fullmatch(r"([a-z])(?:=1| \\in .*)?", lower)
        if plain:
            for other in _others(plain[1], words):
                yield Edit(node.sub[0], node.end, _conditioned(plain[1], other, text, node))


def _others(letter: str, words: Vocabulary) -> Iterator[str]:
    for sort in words.indices:
        if letter in sort:
            yield from (other for other in sort if other != letter and len(other) == 1)


def _conditioned(letter: str, other: str, text: str, node: Node) -> str:
    assert node.sub is not None
    closing = "}" if text[node.sub[0] - 1] == "{" else ""
    written = rf"{letter} \neq {other}"
    return written + closing if closing else f"{{{written}}}"


def changed_bound_letter(text: str, formula: Region, words: Vocabulary) -> Iterator[Edit]:
    """``Σ_x f(w)`` for ``Σ_w f(w)``."""
    for node in _sums(formula):
        if node.sub is None:
            continue
        found = re.match(r"[a-z](?=[\s=:}]|$)", text[slice(*node.sub)])
        if found:
            for other in _others(found[0], words):
                yield Edit(node.sub[0], node.sub[0] + 1, other)


def dropped_derivative(text: str, formula: Region, words: Vocabulary) -> Iterator[Edit]:
    """``f`` for ``∂f/∂x``."""
    for node in formula.nodes():
        if node.kind == "operator":
            yield Edit(node.start, node.end, "")
        elif node.kind == "derivative":
            inner = node.regions[0]
            yield Edit(node.start, node.end, text[inner.start : inner.end])


def inserted_derivative(text: str, formula: Region, words: Vocabulary) -> Iterator[Edit]:
    """``∂f/∂x`` for ``f``."""
    for term in formula.terms:
        for variable in words.variables[:3]:
            yield Edit(term.start, term.start, rf"\frac{{\partial}}{{\partial {variable}}} ")


def changed_variable(text: str, formula: Region, words: Vocabulary) -> Iterator[Edit]:
    """``∂f/∂v`` for ``∂f/∂u``."""
    for node in formula.nodes():
        if node.kind in ("operator", "derivative") and node.sub is not None:
            written = text[slice(*node.sub)].strip()
            for other in words.variables:
                if other != written:
                    yield Edit(*node.sub, f" {other}")


def _all_cases(formula: Region) -> Iterator[Node]:
    found = (node for node in formula.nodes() if node.kind == "cases")
    return (node for node in found if len(node.regions) == len(node.conditions) == 2)


def swapped_case(text: str, formula: Region, words: Vocabulary) -> Iterator[Edit]:
    """The values of two cases exchanged, ``=`` for ``≠``, another value or condition, one case."""
    for node in _all_cases(formula):
        one, two = node.regions
        first, second = text[one.start : one.end], text[two.start : two.end]
        between = text[one.end : two.start]
        yield Edit(one.start, two.end, second + between + first)
        yield Edit(one.start, one.end, second)
        yield Edit(two.start, two.end, first)
        yield from _swapped_conditions(text, node)
        yield from _changed_case(text, node, words)


def _swapped_conditions(text: str, node: Node) -> Iterator[Edit]:
    rows = [(span, text[slice(*span)]) for span in node.conditions]
    flipped = [RELATION.sub(lambda found: FLIPPED[found[0]], row, count=1) for _, row in rows]
    for (span, row), new in zip(rows, flipped, strict=True):
        if new != row:
            yield Edit(*span, new)
    (first, _), (second, _) = rows
    between = text[first[1] : second[0]]
    yield Edit(first[0], second[1], flipped[0] + between + flipped[1])


def _changed_case(text: str, node: Node, words: Vocabulary) -> Iterator[Edit]:
    for region in node.regions:
        if text[region.start : region.end].strip() != "0":
            yield Edit(region.start, region.end, "0 ")
        yield Edit(node.start, node.end, f"({text[region.start : region.end].strip()})")
    for start, end in node.conditions:
        for found in re.finditer(r"(?<![\\a-z_])[a-z](?![a-z_])", text[start:end]):
            for other in _others(found[0], words):
                yield Edit(start + found.start(), start + found.end(), other)
