"""The vectors that a document compares with a distribution: the y of CE(y, ŷ), of −Σ y_i log ŷ_i.

They are distributions themselves, though nobody may say so: that their entries add up to 1 is what
makes ∂CE/∂z = ŷ − y true.
"""

import re
from collections.abc import Iterable

from derivcheck.constructs import by_spelling
from derivcheck.elaborate.kinds import TRANSPOSES
from derivcheck.source.pattern import later
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.syntax.once import once_a_formula

_ONE_HOT = later(r"\bone[- ]?hot\b", re.IGNORECASE)
_TARGET = later(r"\b(?:labels?|targets?|truth)\b", re.IGNORECASE)


def targets_in(trees: Iterable[t.Tree]) -> frozenset[str]:
    """Return the names that stand for the true distribution in a cross-entropy."""
    return frozenset(key for tree in trees for key in _targets_of(tree))


@once_a_formula
def _targets_of(tree: t.Tree) -> tuple[str, ...]:
    return tuple(key for node in tree.walk() for key in _targets(node))


def says_one_hot_of_any(prose: str) -> bool:
    """Whether a text calls anything one-hot."""
    return bool(_ONE_HOT.search(prose))


def said_one_hot(targets: Iterable[str], prose: str) -> dict[str, str]:
    """Return those of the targets that a text calls one-hot, with the words that say so."""
    said = ((key, says_one_hot(prose, key)) for key in sorted(targets))
    return {key: words for key, words in said if words is not None}


def says_one_hot(prose: str, key: str) -> str | None:
    """Return the words by which a text says that a target, or what it calls so, is one-hot."""
    plain = re.escape(key)
    letter = re.compile(rf"(?<![A-Za-z\\]){plain}(?![A-Za-z])")
    for sentence in re.split(r"[.\n。]", prose):
        found = _ONE_HOT.search(sentence)
        if found and (letter.search(sentence) or _TARGET.search(sentence)):
            return found[0]
    return None


def _targets(node: t.Tree) -> Iterable[str]:
    match node:
        case t.Product(factors=(name, t.Group(inner=t.Items(items=(first, _)))), signs=("",)):
            known = by_spelling()
            if isinstance(name, t.Words) and known.get(name.text) is known["CE"]:
                yield latex(first)
        case t.Big(kind="sum", body=t.Product(factors=(t.Scripts(base=name), *rest))):
            if any(isinstance(one, t.Prefix) and one.function == "\\log" for one in rest):
                yield latex(name)
        case t.Product(
            factors=(t.Scripts(base=name, sub=None, sup=t.Name() as sup), t.Prefix() as f)
        ):
            if latex(sup) in TRANSPOSES and f.function == "\\log":
                yield latex(name)
