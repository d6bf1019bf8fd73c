"""Slips in products, fractions, transposes and functions."""

from collections.abc import Iterator

from tests.mutation.edits import Edit
from tests.mutation.kinds.vocabulary import Vocabulary
from tests.mutation.outline import Node, Region

PLAIN = ("name", "numeral", "group", "fraction", "function", "e", "cases")


def _neighbours(formula: Region) -> Iterator[tuple[Node | None, Node, Node | None]]:
    for region in formula.regions():
        for term in region.terms:
            behind, ahead = (None, *term.factors[:-1]), (*term.factors[1:], None)
            yield from zip(behind, term.factors, ahead, strict=True)


def dropped_factor(text: str, formula: Region, words: Vocabulary) -> Iterator[Edit]:
    """``a`` for ``a b``."""
    for before, node, after in _neighbours(formula):
        if node.kind not in PLAIN:
            continue
        if before is not None and before.kind == "join":
            yield Edit(before.start, node.end, "")
        elif after is not None and after.kind == "join":
            yield Edit(node.start, after.end, "")
        elif after is not None or (before is not None and before.kind in PLAIN):
            yield Edit(node.start, node.end, "")


def doubled_factor(text: str, formula: Region, words: Vocabulary) -> Iterator[Edit]:
    """``a b b`` for ``a b``."""
    for _, node, _ in _neighbours(formula):
        if node.kind in ("name", "group", "function"):
            yield Edit(node.end, node.end, " " + text[node.start : node.end])


def changed_coefficient(text: str, formula: Region, words: Vocabulary) -> Iterator[Edit]:
    """A term with a numeral too many: twice, or half."""
    for region in formula.regions():
        for term in region.terms:
            yield Edit(term.start, term.start, "2 ")
            if region is formula:
                yield Edit(term.start, term.start, r"\frac{1}{2} ")


def swapped_factors(text: str, formula: Region, words: Vocabulary) -> Iterator[Edit]:
    """``b a`` for ``a b``."""
    for _, node, after in _neighbours(formula):
        if after is not None and node.kind in PLAIN and after.kind in PLAIN:
            swapped = text[after.start : after.end] + text[node.end : after.start]
            gap = "" if swapped.endswith(" ") else " "
            yield Edit(node.start, after.end, swapped + gap + text[node.start : node.end])


def dropped_transpose(text: str, formula: Region, words: Vocabulary) -> Iterator[Edit]:
    """``u v`` for ``uᵀ v``."""
    for node in formula.nodes():
        if node.sup and text[node.sup[0] : node.sup[1]] in (r"\top", "T"):
            yield Edit(node.sup[0] - 1, node.sup[1], "")


def inserted_transpose(text: str, formula: Region, words: Vocabulary) -> Iterator[Edit]:
    """``uᵀ`` for ``u``."""
    for node in formula.nodes():
        if node.kind in ("name", "group") and node.sup is None:
            yield Edit(node.end, node.end, r"^\top")


def moved_transpose(text: str, formula: Region, words: Vocabulary) -> Iterator[Edit]:
    """``u vᵀ`` for ``uᵀ v``."""
    for before, node, after in _neighbours(formula):
        if not node.sup or text[node.sup[0] : node.sup[1]] not in (r"\top", "T"):
            continue
        mark = text[node.sup[0] - 1 : node.sup[1]]
        if after is not None and after.sup is None and after.kind in ("name", "group"):
            kept = text[node.start : node.sup[0] - 1] + text[node.sup[1] : after.end]
            yield Edit(node.start, after.end, kept + mark)
        if before is not None and before.sup is None and before.kind in ("name", "group"):
            kept = text[before.start : before.end] + mark + text[before.end : node.sup[0] - 1]
            yield Edit(before.start, node.end, kept)


def changed_fraction(text: str, formula: Region, words: Vocabulary) -> Iterator[Edit]:
    """A fraction upside down, without its denominator, or with 1 above the line."""
    for node in formula.nodes():
        if node.kind == "fraction":
            above, below = (text[part.start : part.end] for part in node.regions)
            yield Edit(node.start, node.end, rf"\frac{{{below}}}{{{above}}}")
            yield Edit(node.start, node.end, f"({above})")
            if above.strip() != "1":
                yield Edit(node.start, node.end, rf"\frac{{1}}{{{below}}}")


def lost_function(text: str, formula: Region, words: Vocabulary) -> Iterator[Edit]:
    """``x`` for ``log x``, and ``x`` for ``eˣ``."""
    for node in formula.nodes():
        if node.kind in ("function", "prefix"):
            yield Edit(*node.head, "")
        elif node.kind == "e" and node.regions:
            inner = node.regions[0]
            yield Edit(node.start, node.end, f"({text[inner.start : inner.end]})")


def swapped_function(text: str, formula: Region, words: Vocabulary) -> Iterator[Edit]:
    """``exp`` for ``log``."""
    for node in formula.nodes():
        if node.kind in ("function", "prefix"):
            for other in words.functions:
                if other != text[node.head[0] : node.head[1]]:
                    yield Edit(*node.head, other)


def inserted_function(text: str, formula: Region, words: Vocabulary) -> Iterator[Edit]:
    """``log x`` for ``x``."""
    for node in formula.nodes():
        if node.kind in ("name", "group") and node.sup is None:
            inner = text[node.start : node.end]
            for name in (r"\log", r"\exp"):
                yield Edit(node.start, node.end, f"{name}({inner})")


def flipped_argument(text: str, formula: Region, words: Vocabulary) -> Iterator[Edit]:
    """``σ(−x)`` for ``σ(x)``."""
    for node in formula.nodes():
        bracketed = node.kind == "e" or text[node.end - 1] in ")]"
        if node.kind not in ("function", "e") or text[slice(*node.head)] == r"\log":
            continue
        for inner in node.regions[:1]:
            if bracketed and len(inner.terms) == 1:
                (term,) = inner.terms
                yield Edit(*term.sign_at, "") if term.sign else Edit(term.start, term.start, "-")


def complement(text: str, formula: Region, words: Vocabulary) -> Iterator[Edit]:
    """``σ`` for ``1 − σ`` and the other way round; so for probabilities."""
    for region in formula.regions():
        for term in region.terms:
            for node in term.factors:
                if _has_complement(text, node, words):
                    yield Edit(node.start, node.end, f"(1 - {text[node.start : node.end]})")
        if len(region.terms) == 2 and text[region.start : region.end].startswith("1 -"):
            kept = region.terms[1]
            yield Edit(region.start, region.end, text[kept.start : kept.end])


def _has_complement(text: str, node: Node, words: Vocabulary) -> bool:
    written = text[node.head[0] : node.head[1]]
    if node.kind == "function":
        return written in (r"\sigma", r"\tanh")
    return node.kind == "name" and written in words.probabilities and node.sub is not None


def changed_power(text: str, formula: Region, words: Vocabulary) -> Iterator[Edit]:
    """``x²`` for ``x³``, ``x`` for ``x²``, and a square too many."""
    for node in formula.nodes():
        written = text[node.sup[0] : node.sup[1]] if node.sup else ""
        if written == "2":
            assert node.sup is not None
            yield Edit(*node.sup, "3")
            if text[node.sup[0] - 1] == "^":
                yield Edit(node.sup[0] - 1, node.sup[1], "")
        elif not written and node.kind in ("name", "group", "function"):
            scripted = node.kind == "function" and text[node.end - 1] != ")"
            if not scripted and text[node.head[0] : node.head[1]] != r"\log":
                yield Edit(node.end, node.end, "^2")
