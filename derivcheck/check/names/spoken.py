"""What the words and formulas of a text say of symbols, understood or not."""

import re
from collections.abc import Callable, Iterable, Iterator

from derivcheck.document import outside_scripts, without_layout
from derivcheck.document.model import Said
from derivcheck.elaborate.signature import signature_of
from derivcheck.source.pattern import later
from derivcheck.syntax import latex, parse, signs
from derivcheck.syntax import tree as t

# words beside a bare symbol that say something of it: “λ is negative”, “a complex λ”
_SAYS = later(r"\s*(?:is|are|be|being|may|can|could|must|denotes?|为|是|可)")
_SAYS_POSITIVE = later(r"\s*(?:is|are|be|being)\s+(?:strictly\s+|a\s+)?positive\b")
_OF_A_KIND = later(
    r"\b(?:negative|non-?positive|non-?negative|complex|imaginary|integers?|naturals?|rationals?"
    r"|reals?|numbers?|scalars?|arbitrary|any|every|each|all|some|vectors?|matrix|matrices|sets?"
    r"|functions?)\b[^.]{0,30}$|[负复任实整]\S{0,6}$",
    re.IGNORECASE,
)

# signs of relations but for =; != is ≠
_TELLING = (frozenset(signs.RELATIONS) - {"="}) | {"!"}


def spoken_of(formulas: Iterable[Said]) -> Iterator[str]:
    """Yield the symbols of which a text says what they are, or where they lie."""
    return _told(formulas, lambda one: not _is_positive(one) and set(one.signs) != {"="})


def said_not_positive(formulas: Iterable[Said]) -> Iterator[str]:
    """Yield the symbols that may be negative by what a text says: λ < 0, λ ∈ S, “any λ”."""
    return _told(formulas, may_be_negative)


def _told(formulas: Iterable[Said], tells: Callable[[t.Related], bool]) -> Iterator[str]:
    """Yield the names of which words say something, or a relation that ``tells``."""
    for said, names, relation in _sayings(filter(_may_tell, formulas)):
        if _says(said) if relation is None else tells(relation):
            yield from map(_name, names)


def _may_tell(said: Said) -> bool:
    """Whether a formula is worth parsing: words say something of it, or a sign that is no =."""
    return _says(said) or any(t.text in _TELLING for t in outside_scripts(said.tokens))


def may_be_negative(relation: t.Related) -> bool:
    """Whether a relation, λ < 0 or λ ∈ S, is said of what need not be positive."""
    below = relation.signs in (("<",), ("≤",)) and not _is_above_zero(relation.items[-1])
    return below or relation.signs == ("∈",)


def _sayings(
    formulas: Iterable[Said],
) -> Iterator[tuple[Said, tuple[t.Tree, ...], t.Related | None]]:
    """Yield the names that formulas list with the relation behind them, None for bare ones."""
    words = signature_of(None).words
    for said in formulas:
        tokens = without_layout(said.tokens)
        if not tokens:
            continue
        tree = parse(tokens, words)
        waiting: list[t.Tree] = []
        for item in tree.items if isinstance(tree, t.Items) else (tree,):
            waiting.extend(item.items if isinstance(item, t.Related) else (item,))
            if isinstance(item, t.Related):
                yield said, tuple(waiting), item
                waiting = []
        if waiting:
            yield said, tuple(waiting), None


def _is_above_zero(tree: t.Tree) -> bool:
    return isinstance(tree, t.Numeral) and tree.text.strip("0.") != ""


def _is_positive(item: t.Related) -> bool:
    """Whether a relation is ``… > 0``, which contradicts no declaration of a sign."""
    last = item.items[-1]
    return item.signs == (">",) and isinstance(last, t.Numeral) and last.text == "0"


def _says(said: Said) -> bool:
    """Whether the words around names say something of them, but that they are positive."""
    if _SAYS_POSITIVE.match(said.after):
        return False
    return bool(_SAYS.match(said.after) or _OF_A_KIND.search(said.before))


def _name(tree: t.Tree) -> str:
    """Return how a symbol is written, its letter where it has an index."""
    return latex(tree.base if isinstance(tree, t.Scripts) and tree.sub else tree)
