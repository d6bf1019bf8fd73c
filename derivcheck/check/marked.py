"""Letters that the text ties to the one entry of a one-hot vector: “y_k = 1”, “k is the class”.

“Only the k-th entry of y is 1” says which k is meant: the element at which the problem has y one.
Sentences that speak of any index, “y_i = 1 if i = o”, tie nothing.
"""

import re
from collections.abc import Iterator
from itertools import zip_longest

from msgspec import Struct

from derivcheck.document import without_layout
from derivcheck.document.model import Document, Part, Said
from derivcheck.problem.model import Problem, SymbolEntry
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t

_GENERAL = re.compile(
    r"\b(?:if|iff|when|whenever|for|unless|suppose|assume|assuming|each|every|any)\b|当|若|如果|对于",
    re.IGNORECASE,
)
# “assume that only the $k$-th entry of $y$ is 1” is no case among others
_ONLY = re.compile(
    r"\b(?:assum\w*|suppos\w*)\b([^.]*"
    r"(?:\bonly(?:\s+the)?(?:\s+[a-z]-?th\b.*)?|\b(?:the|our)\s+[\w-]+\s+\w+\s+is)\s*)$",
    re.IGNORECASE,
)
_PLACE = r"(?:dimension|element|entry|component|coordinate|position)"
# “the $k$-th entry of $y$ is 1”, the letter in a formula of its own or in the words
_TH_OF = re.compile(rf"\s*-?\s*th\s+{_PLACE}\s+of\s*", re.IGNORECASE)
_WRITTEN_TH_OF = re.compile(rf"\b([a-z])-?th\s+{_PLACE}\s+of\s*$", re.IGNORECASE)
_IS_ONE = re.compile(r"\s*(?:is|equals|=)\s+(?:1|one)\b", re.IGNORECASE)
_IS_THE_CLASS = re.compile(
    r"\s*(?:is|be|denotes)\s+(?:the\s+)?(?:index\s+of\s+)?(?:the\s+)?(?:correct|true|right|target|actual)\s+"
    r"(?:outside\s+)?(?:class|word|label)\b|\s*是(?:正确|真实)的?(?:类别|类|单词|词|标签)",
    re.IGNORECASE,
)
# “the true class is $k$”, “denote the true class by $k$”
_THE_CLASS_IS = re.compile(
    r"\b(?:the|our)\s+(?:correct|true|right|target|actual|ground[- ]truth)\s+"
    r"(?:outside\s+)?(?:class|word|label)\s+(?:is|by|as|be)\s*(?:the\s+)?$",
    re.IGNORECASE,
)


class Marked(Struct, frozen=True):
    """A letter, the element that it stands for, and where that is said."""

    letter: str
    element: str
    at: int


def marked_in(document: Document, problem: Problem | None) -> tuple[Marked, ...]:
    """Return the letters of which a document says at which entry they point."""
    vectors = _one_hot(problem)
    if problem is None or not vectors:
        return ()
    found = _all(document, vectors, problem.words)
    return tuple(one for one in found if _may_stand_for(one, problem))


def elements_in(part: Part, marked: tuple[Marked, ...]) -> dict[str, str]:
    """Return the letters that stand for elements in a part; none that it ties to two."""
    inside = [one for one in marked if part.span.start <= one.at < part.span.end]
    out: dict[str, str] = {}
    for one in inside:
        out.setdefault(one.letter, one.element)
    return {k: e for k, e in out.items() if all(x.element == e for x in inside if x.letter == k)}


def _one_hot(problem: Problem | None) -> dict[str, SymbolEntry]:
    symbols = problem.symbols if problem is not None else ()
    return {one.name: one for one in symbols if one.at is not None and one.kind == "column"}


def _may_stand_for(one: Marked, problem: Problem) -> bool:
    """Whether a letter has no meaning in the problem that it keeps: it is no symbol, and does not
    run over the very set of the element."""
    symbols = {latex(s.written.tree): s for s in problem.symbols}
    sort = symbols[one.element].sorts[0]
    own = next((e for e in problem.sorts if e.sort.name == sort), None)
    return one.letter not in symbols and (own is None or one.letter not in own.letters)


def _all(
    document: Document, vectors: dict[str, SymbolEntry], words: frozenset[str]
) -> Iterator[Marked]:
    formulas = document.formulas
    for said, after in zip_longest(formulas, formulas[1:]):
        tokens = without_layout(said.tokens)
        if not tokens or len(tokens) > 12 or _GENERAL.search(_ONLY.sub(r"\1", said.before)):
            continue
        tree = parse(tokens, words)
        for letter, vector in _said_of(tree, said, after, vectors, words):
            at = vector.at
            if at is not None and not _GENERAL.match(said.after.lstrip(" ,，")):
                yield Marked(letter, at, said.tokens[0].span.start)


def _said_of(
    tree: t.Tree,
    said: Said,
    after: Said | None,
    vectors: dict[str, SymbolEntry],
    words: frozenset[str],
) -> Iterator[tuple[str, SymbolEntry]]:
    """Yield the letters that one formula and the words around it tie to a vector's entry."""
    match tree:
        case t.Related(items=(t.Scripts(base=base, sub=t.Name() as sub), one), signs=("=",)):
            vector = vectors.get(latex(base))
            if vector is not None and latex(one) == "1" and not sub.accent:
                yield latex(sub), vector
        case t.Name(accent=""):
            vector = vectors.get(latex(tree))
            written = _WRITTEN_TH_OF.search(said.before)
            if vector is not None and written is not None and _IS_ONE.match(said.after):
                yield written[1], vector
            if _TH_OF.fullmatch(said.after) and after is not None:
                tokens = without_layout(after.tokens)
                vector = vectors.get(latex(parse(tokens, words))) if tokens else None
                if vector is not None and _IS_ONE.match(after.after):
                    yield latex(tree), vector
            is_it = _IS_THE_CLASS.match(said.after) or _THE_CLASS_IS.search(said.before)
            if len(vectors) == 1 and is_it:
                yield latex(tree), next(iter(vectors.values()))
