"""Slips in signs, terms and brackets."""

from collections.abc import Iterator

from tests.mutation.edits import Edit
from tests.mutation.kinds.vocabulary import Vocabulary
from tests.mutation.outline import Node, Region, Term

FLIP = {"+": "-", "-": "+"}


def flipped_sign(text: str, formula: Region, words: Vocabulary) -> Iterator[Edit]:
    """``a + b`` for ``a − b``."""
    for region in formula.regions():
        for term in region.terms[1:]:
            if term.sign:
                yield Edit(*term.sign_at, FLIP[term.sign])


def lost_sign(text: str, formula: Region, words: Vocabulary) -> Iterator[Edit]:
    """A minus before the first term that is lost, or put."""
    for region in formula.regions():
        for term in region.terms[:1]:
            if term.sign:
                yield Edit(*term.sign_at, "")
            else:
                yield Edit(term.start, term.start, "-")


def dropped_term(text: str, formula: Region, words: Vocabulary) -> Iterator[Edit]:
    """``a`` for ``a + b``."""
    for region in formula.regions():
        if len(region.terms) > 1:
            for term in region.terms:
                first = term is region.terms[0]
                plus = region.terms[1].sign == "+" if first else False
                end = region.terms[1].start if first and plus else term.end
                yield Edit(term.sign_at[0], end, "")


def doubled_term(text: str, formula: Region, words: Vocabulary) -> Iterator[Edit]:
    """``a + b + b`` for ``a + b``."""
    for region in formula.regions():
        if len(region.terms) > 1:
            for term in region.terms:
                again = text[term.start : term.end]
                yield Edit(term.end, term.end, f" {term.sign or '+'} {again}")


def swapped_terms(text: str, formula: Region, words: Vocabulary) -> Iterator[Edit]:
    """``b − a`` for ``a − b``."""
    for region in formula.regions():
        for one, two in zip(region.terms, region.terms[1:], strict=False):
            swapped = text[two.start : two.end] + text[one.end : two.start]
            yield Edit(one.start, two.end, swapped + text[one.start : one.end])


def plus_one(text: str, formula: Region, words: Vocabulary) -> Iterator[Edit]:
    """A term too many."""
    for region in formula.regions():
        if (region.terms and region.terms[-1].end == region.end) or region is formula:
            yield Edit(region.end, region.end, " + 1")
            yield Edit(region.end, region.end, " - 1")


def _groups(formula: Region) -> Iterator[tuple[Region, Term, int, Node]]:
    for region in formula.regions():
        for term in region.terms:
            for at, node in enumerate(term.factors):
                if node.kind == "group" and node.regions and node.regions[0].terms:
                    yield region, term, at, node


def dropped_brackets(text: str, formula: Region, words: Vocabulary) -> Iterator[Edit]:
    """``a − b c`` for ``(a − b) c``."""
    for _, _, _, node in _groups(formula):
        inner = node.regions[0]
        if len(inner.terms) > 1 or inner.terms[0].sign:
            yield Edit(*node.head, text[inner.start : inner.end])


def moved_bracket(text: str, formula: Region, words: Vocabulary) -> Iterator[Edit]:
    """A bracket that opens or closes one term or one factor too early or too late."""
    for region, term, at, node in _groups(formula):
        inner = node.regions[0]
        opening = text[node.head[0] : inner.start]
        closing = text[inner.end : node.head[1]]
        scripts = text[node.head[1] : node.end]
        yield from _earlier(text, node, inner, closing + scripts)
        yield from _within_product(text, node, inner, closing + scripts)
        if at + 1 < len(term.factors):
            end = term.factors[at + 1].end
            swallowed = text[node.end : end]
            yield Edit(inner.end, end, swallowed + closing + scripts)
        elif (after := _next(region, term)) is not None:
            swallowed = text[node.end : after.end]
            yield Edit(inner.end, after.end, swallowed + closing + scripts)
        if at > 0 and term.factors[at - 1].kind in ("name", "numeral"):
            before = term.factors[at - 1]
            moved = opening + text[before.start : node.head[0]]
            yield Edit(before.start, inner.start, moved)


def _earlier(text: str, node: Node, inner: Region, closing: str) -> Iterator[Edit]:
    if len(inner.terms) > 1:
        cut = inner.terms[-2].end
        yield Edit(cut, node.end, closing + text[cut : inner.end])


def _within_product(text: str, node: Node, inner: Region, closing: str) -> Iterator[Edit]:
    last = inner.terms[-1]
    if len(last.factors) > 1 and last.factors[-2].kind not in ("join", "sum", "operator", "prefix"):
        cut = last.factors[-2].end
        yield Edit(cut, node.end, closing + text[cut : inner.end])


def _next(region: Region, term: Term) -> Term | None:
    at = region.terms.index(term)
    following = region.terms[at + 1 : at + 2]
    return following[0] if following and following[0].sign else None
