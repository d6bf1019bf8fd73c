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
from derivcheck.source.pattern import later
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t

_GENERAL = later(
    r"\b(?:if|iff|when|whenever|for|unless|suppose|assume|assuming|each|every|any)\b|当|若|如果|对于",
    re.IGNORECASE,
)
# what is denied, doubted, thought or said of some examples only
_DOUBTED = later(
    r"\b(?:not|never|neither|nor|cannot|whether|either|unknown|unclear|false|wrong|untrue|incorrect"
    r"|think|thinks|thought|believ\w*|guess\w*|claim\w*|pretend\w*|predict\w*"
    r"|doubt\w*|question|impossible|some"
    r"|sometimes|often|usually|might|may|could|would|perhaps|maybe|possibly|almost|luck)\b|n't\b"
    r"|不|是否|未知|可能|也许",
    re.IGNORECASE,
)
_SENTENCE = later(r"(?<=[.?!])\s|[;。；]|\n\s*\n")
# what may follow: “and all others are 0”, “, so”, the end; not “or 0”, “only if”, “plus one”
_GOES_ON = later(
    r"\s*(?:\Z|[.,;:)\]，。；：）、!]|\n|(?:and|so|since|because|while|hence|thus"
    r"|therefore|then|where|whereas|which|as(?!\s+(?:if|in)\b))\b|且|而|所以|因此|其)",
    re.IGNORECASE,
)
_TAKEN_BACK = later(
    r"\b(?:or|if|iff|unless|only|wrong|false|untrue|incorrect|mistaken|mistake|luck"
    r"|plus|minus|sometimes|perhaps|maybe|doubt\w*)\b"
    r"|\b(?:is|are|was)(?:\s+not|n't)\s+(?:true|so|always|the case|right|correct|known)\b|\?|？|或",
    re.IGNORECASE,
)
_NEXT_TAKES_BACK = later(
    r"[^.]*\.\s+(?:this|that|they|it|these|which|but this)\b[^.]{0,20}\b(?:not"
    r"|wrong|false|untrue|incorrect)\b",
    re.IGNORECASE,
)
_SAYS_LITTLE = later(
    r"(?:\W|\b(?:so|hence|thus|therefore|then|and|now|we|have|get|obtain|it|follows"
    r"|that|also|finally)\b|所以|因此|则|得)*",
    re.IGNORECASE,
)
# “assume that only the $k$-th entry of $y$ is 1” is no case among others
_ONLY = later(
    r"\b(?:assum\w*|suppos\w*)\b([^.]*"
    r"(?:\bonly(?:\s+the)?(?:\s+[a-z]-?th\b.*)?|\b(?:the|our)\s+[\w-]+\s+\w+\s+is)\s*)$",
    re.IGNORECASE,
)
_PLACE = r"(?:dimension|element|entry|component|coordinate|position)"
# “the $k$-th entry of $y$ is 1”, the letter in a formula of its own or in the words
_TH_OF = later(rf"\s*-?\s*th\s+{_PLACE}\s+of\s*", re.IGNORECASE)
_WRITTEN_TH_OF = later(rf"\b([a-z])-?th\s+{_PLACE}\s+of\s*$", re.IGNORECASE)
_IS_ONE = later(r"\s*(?:is|equals|=)\s+(?:1|one)\b", re.IGNORECASE)
_IS_THE_CLASS = later(
    r"\s*(?:is|be|denotes)\s+(?:the\s+)?(?:index\s+of\s+)?(?:the\s+)?(?:correct"
    r"|true|right|target|actual)\s+"
    r"(?:outside\s+)?(?:class|word|label)\b|\s*是(?:正确|真实)的?(?:类别|类|单词|词|标签)",
    re.IGNORECASE,
)
# “the true class is $k$”, “denote the true class by $k$”
_THE_CLASS_IS = later(
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
        if not tokens or len(tokens) > 12:
            continue
        before = _ONLY.sub(r"\1", said.before)
        if _GENERAL.search(before) or _DOUBTED.search(before):
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
            stated = _is_stated(said.after) and _is_in_a_sentence(said)
            if vector is not None and latex(one) == "1" and not sub.accent and stated:
                yield latex(sub), vector
        case t.Name(accent=""):
            vector = vectors.get(latex(tree))
            written = _WRITTEN_TH_OF.search(said.before)
            if vector is not None and written is not None and _stated_behind(_IS_ONE, said.after):
                yield written[1], vector
            if _TH_OF.fullmatch(said.after) and after is not None:
                tokens = without_layout(after.tokens)
                vector = vectors.get(latex(parse(tokens, words))) if tokens else None
                if vector is not None and _stated_behind(_IS_ONE, after.after):
                    yield latex(tree), vector
            named = _THE_CLASS_IS.search(said.before) and _is_stated(said.after)
            is_it = named or _stated_behind(_IS_THE_CLASS, said.after)
            if len(vectors) == 1 and is_it:
                yield latex(tree), next(iter(vectors.values()))


def _stated_behind(pattern: re.Pattern[str], after: str) -> bool:
    """Whether the words behind a formula say something, and take nothing of it back."""
    found = pattern.match(after)
    return found is not None and _is_stated(after[found.end() :])


def _is_stated(rest: str) -> bool:
    """Whether a sentence goes on as one that states what was said so far."""
    if _GOES_ON.match(rest) is None or _NEXT_TAKES_BACK.match(rest):
        return False
    return _TAKEN_BACK.search(_SENTENCE.split(rest)[0]) is None


def _is_in_a_sentence(said: Said) -> bool:
    """Whether words tell of a formula, which is a claim like any other where it stands alone."""
    behind = said.after.strip(" .,:;").split("\n\n")[0]
    return not (_SAYS_LITTLE.fullmatch(said.before) and _SAYS_LITTLE.fullmatch(behind))
