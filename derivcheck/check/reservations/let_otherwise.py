"""Vectors of the problem that a part lets be something else, “let y = σ(x)”, and that it needs.

Which of the two a bare y is there is not known: what fails to fit is no error of the writer.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from derivcheck.check.finding import WRONG, StepFinding, Verdict, not_wrong
from derivcheck.check.judging.chains import Judged
from derivcheck.check.judging.phrases import lets
from derivcheck.check.judging.undeclared import CODE
from derivcheck.document.model import Part
from derivcheck.elaborate.signature import Signature
from derivcheck.source.pattern import later
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t

# “let $u$ be $1 + e^{-x}$”
_LET_BE = later(
    r"\b(?:let|set|put|define|write|call)\s+\$(?P<name>\\?[A-Za-z]{1,9})\$\s+"
    r"(?:be|denote|stand for|equal|for|as|to be|to)\s+\$",
    re.IGNORECASE,
)


def spare_let_otherwise(
    judged: Sequence[Judged], part: Part, before: frozenset[str], signature: Signature
) -> tuple[list[Judged], frozenset[str]]:
    """Return the chains of a part, none called wrong for a vector that is let be something else.

    Also returned are the letters of which that is so, with those said ``before`` all parts.
    """
    vectors = frozenset(_vectors(signature))
    said = {one["name"] for one in _LET_BE.finditer(part.prose)}
    said |= {key for one in judged for key in _let_be(one, part, signature) if key in vectors}
    letters = before | (vectors & said)
    return [_spared(one, letters) if letters else one for one in judged], letters


def _vectors(signature: Signature) -> Iterator[str]:
    """Yield the letters of the problem's own vectors, matrices and columns."""
    yield from signature.columns
    for key, symbol in signature.symbols.items():
        if symbol.kind not in ("real", "element") and not symbol.stated:
            yield key


def _let_be(judged: Judged, part: Part, signature: Signature) -> Iterator[str]:
    """Yield the name that a chain says to be what it cannot be, by “let” or of numbers alone."""
    first = judged.steps[0] if judged.steps else None
    if first is None or first.relation.left != 0 or first.verdict is not Verdict.ILL_TYPED:
        return
    sign = first.relation
    right = judged.readings[sign.right]
    numbers = right.tensor is not None and right.tensor.is_scalar
    numbers = numbers and not _is_numeral(right.tree) and _is_of_numbers(right.tree, signature)
    chains = (one for one in part.chains if sign in one.relations)
    if sign.sign == "=" and (numbers or any(lets(one.before) for one in chains)):
        yield latex(judged.readings[0].tree)


def _is_numeral(tree: t.Tree) -> bool:
    return isinstance(tree, t.Numeral)


def _is_of_numbers(tree: t.Tree, signature: Signature) -> bool:
    """Whether a formula names nothing but numbers of the problem, and functions."""
    values = {key for key, one in signature.definitions.items() if not one[-1].head.arguments}
    values |= {key for key, symbol in signature.symbols.items() if symbol.kind != "real"}
    values |= signature.columns.keys() | signature.losses.keys()
    return values.isdisjoint(latex(node) for node in tree.walk())


def _spared(judged: Judged, letters: frozenset[str]) -> Judged:
    steps = tuple(_spare(step, judged, letters) for step in judged.steps)
    return replace(judged, steps=steps)


def _spare(step: StepFinding, judged: Judged, letters: frozenset[str]) -> StepFinding:
    if step.verdict not in WRONG:
        return step
    sides = (side.tree for side in judged.sides(step))
    found = sorted(letters.intersection(key for side in sides for key in _bare(side)))
    if not found:
        return step
    message = f"the text lets {found[0]} be something else than the problem; say which is meant"
    return not_wrong(step, CODE, message)


def _bare(tree: t.Tree) -> Iterable[str]:
    """Yield the names that stand without a subscript: y_w is the problem's."""
    match tree:
        case t.Name():
            yield latex(tree)
        case t.Scripts(base=t.Name(), sub=sub, sup=sup) if sub is not None:
            yield from _bare(sub)
            if sup is not None:
                yield from _bare(sup)
        case _:
            for child in tree.children():
                yield from _bare(child)
