"""Matrices whose rows or columns a text says to be vectors: “$x_i^\\top$ is the $i$-th row of $X$”.

Proofs rest on it, so a sentence that says it in other words than these says nothing here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from derivcheck.check.names.whole_text import mentioned
from derivcheck.check.reading.left_sides import names_on_the_left
from derivcheck.check.reading.named_behind import keys_behind
from derivcheck.document.model import Document
from derivcheck.elaborate.kinds import names_in
from derivcheck.elaborate.signature import signature_of
from derivcheck.problem.model import Problem
from derivcheck.source.pattern import SENTENCE_END, later
from derivcheck.syntax import parse

ROWS, COLUMNS = "rows", "columns"

_FORMULA = later(r"\$([^$]+)\$|\\\((.+?)\\\)")
_STYLE = later(r"\\(?:mathbf|boldsymbol|bm|vec|mathrm|left|right)\b|[{}\s]")
# X, X ∈ ℝ^{n × d}
_MATRIX = later(r"(?P<matrix>[A-Z]|\\Phi|\\Psi)(?:\\in\\mathbb(?:R|\{R\})\S*)?")
# x_i, x_i^⊤, x_1, …, x_n, each perhaps with where it lies
_VECTORS = later(
    r"(?P<vector>[a-z]|\\phi|\\psi)_[a-z1](?:\^(?:T|\\top|\\intercal))?"
    r"(?:,(?:\\[lc]?dots|\.\.\.),(?P=vector)_[a-zA-Z](?:\^(?:T|\\top|\\intercal))?)?"
    r"(?:\\in\\mathbb\S*)?"
)
# i = 1, …, n, and where other things lie
_COUNT = later(r"[a-z](?:=1,(?:\\[lc]?dots|\.\.\.),[a-zA-Z])?|[\w^,.\\]+\\in\\mathbb\S*")
# y = …, whatever it is made of
_OTHER = later(r"(?:\\hat)?\\?[a-z]+=.*")
# what a sentence claims or defines in a display, and what begins another one
_BEHIND = later(r"\$\$|\\\[|\\begin\b|(?<=\s)(?:Then|Now|Hence|So|Thus|This|These|We|Here)\b")
_LET = later(r"(?<![\w-])(?:Let|let)\b")
_DOUBT = later(
    r"\b(?:not|no|if|unless|when|whether|instead|might|may|could|would|or|some|other)\b|n't|\?",
    re.IGNORECASE,
)
_CAPITAL = later(r"[A-SU-Z]|\\Phi|\\Psi")  # T is a transpose
_LIES = frozenset({"\\in", "∈", ":", "\\colon", "\\sim", "=", "\\times"})
# what may say that a matrix is made of other vectors than those that are written
_SPOKEN_OF = later(
    r"\b(?:row|column|matri|stack|input|feature|data|sampl|point|observ|example|batch|entr|inter)"
    r"|cent(?:er|re|ring)|\bmeans?-|\bmean\b|scal(?:e|ing)|normali|standard|whiten|weighted|augment|append"
    r"|\bbias|\bones\b|\ba one\b|differen(?:ce|t)"
    r"|replac|transform|transpos|map|shuffl|sort|revers|drop|remov|nois|divid|multipl"
    r"|project|embed|polynom|chang|other|new\b|instead|[^\x00-\u02ff\u2010-\u203a]",
    re.IGNORECASE,
)
_UPDATE = later(r"\\(?:leftarrow|gets|Leftarrow)\b|←")
_DISPLAY = later(r"\$\$.*?\$\$|\\\[.*?\\\]|\\begin\{(\w+\*?)\}.*?\\end\{\1\}", re.DOTALL)
_WORD = later(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# words that leave a matrix what it is
_WORDS = """
    a an the this that these those it its we our us let be is are has have with whose where for of
    in on at as by from to and so then hence thus therefore here now each all every respect get
    gets obtain obtains find write writes see note recall consider compute computing take taking
    set setting give gives given want need use using denote denotes define defined will can
    differentiate differentiating derive derivation derivative derivatives gradient gradients
    hessian loss losses objective cost function functions minimum minimizer minimize minimise
    minimizing solution solve solving closed form normal equation equations least squares square
    squared error errors sum sums residual residuals ridge regression linear logistic lasso poisson
    glm regularized regularised regularization regularisation regularizer penalty term terms chain
    rule product expand expanding zero equal equals vector vectors matrix matrices design data
    dataset training input inputs feature features point points sample samples example examples
    observation observations target targets label labels response responses prediction predictions
    row rows column columns weight weights parameter parameters real number numbers model notation
    likelihood log log-likelihood negative up constants constant general inverse link canonical
    exponential division elementwise entrywise i-th
"""
_NOTHING = frozenset(_WORDS.split())
_SIDE = later(r"\b(row|column)s?\b", re.IGNORECASE)
# all that such a sentence may be made of: any other word may take something of it back
_PLAIN = later(
    r"(?:\b(?:let|and|the|a|an|is|are|be|has|have|having|with|whose|where|for|of|as|its|in|by|we"
    r"|(?:i|j|k|n)?-?th|i?th|each|rows?|columns?|vectors?|matrix|matrices|design|data|feature|input"
    r"|inputs|features|training|examples?|samples?|observations?|points?|stack|stacked|stacking"
    r"|denote|denotes|given|consider|real|numbers?|targets?|labels?|responses?|weights?)\b"
    r"|[-–,;:()*]|\s)*",
    re.IGNORECASE,
)


def stacked_in(
    document: Document, words: frozenset[str], problem: Problem | None
) -> Mapping[str, str]:
    """Return the matrices that consist of the vectors of their letter: by rows, or by columns.

    An empty word stands where nothing is said of a matrix, so that its shape alone tells how.
    """
    return {**_unsaid_capitals(document, words, problem), **_said_to_be(document)}


def _said_to_be(document: Document) -> Mapping[str, str]:
    """Return the matrices that a text says to consist of the vectors of their letter, and how."""
    found: dict[str, set[str]] = {}
    rest: list[str] = []
    for sentence in SENTENCE_END.split(document.prose):
        stated, beside = _stated_in(sentence)
        rest += beside
        for matrix, side in stated:
            found.setdefault(matrix, set()).add(side)
    return {
        matrix: min(sides)
        for matrix, sides in found.items()
        if len(sides) == 1 and not _may_change(rest, document, matrix)
    }


# an edit leaves most sentences as they were, and a class has many in common
@lru_cache(maxsize=4096)
def _stated_in(sentence: str) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Return the matrices that a sentence says to consist of vectors, and what else it says."""
    said = _BEHIND.split(sentence)[0]
    # a title above it is none of its words
    begins = [match.start() for match in _LET.finditer(said)]
    begin = begins[-1] if begins else 0
    stated = () if _DOUBT.search(said) else tuple(_said(said[begin:]))
    return stated, (sentence[:begin], sentence[len(said) :]) if stated else (sentence,)


def _may_change(texts: Iterable[str], document: Document, matrix: str) -> bool:
    """Whether anything else in a text may say that the matrix, or its vectors, become others."""
    if _UPDATE.search(document.prose):
        return True
    letters = re.compile(
        rf"(?<![A-Za-z\\])(?:{re.escape(matrix)}|{re.escape(lower(matrix))})(?![a-z])"
    )
    for piece in (one for text in texts for one in _DISPLAY.sub("\n\n", text).split("\n\n")):
        words = _FORMULA.sub(" ", piece)
        named = any(letters.search(one[0]) for one in _FORMULA.finditer(piece))
        if (named or _SPOKEN_OF.search(words)) and not _says_nothing(words):
            return True
    return False


def _says_nothing(words: str) -> bool:
    found = (match[0].lower() for match in _WORD.finditer(words))
    return all(len(word) == 1 or word in _NOTHING for word in found)


def _unsaid_capitals(
    document: Document, words: frozenset[str], problem: Problem | None
) -> Mapping[str, str]:
    """Return the capitals of which text and problem say nothing, nor the text of its vectors.

    Their shapes alone tell how they consist of vectors, so that nothing is said of that here.
    """
    prose = _FORMULA.sub(" ", _DISPLAY.sub(" ", document.prose))
    if any(one.search(prose) for one in (_UPDATE, _SPOKEN_OF)) or not _says_nothing(prose):
        return {}
    written: set[str] = set()
    known = signature_of(problem)
    said = {*mentioned(document.formulas, words), *known.known_names(), *known.losses}
    for chain in document.chains():
        said |= names_on_the_left(chain, words) | keys_behind(chain, words)
        trees = (parse(member.tokens, words) for member in chain.members if member.tokens)
        written.update(name for tree in trees for name in names_in(tree))
    for one in document.formulas:
        if not one.display and not _LIES.isdisjoint(one.written):
            said.update(one.written)
    return dict.fromkeys((key for key in written - said if _CAPITAL.fullmatch(key)), "")


def _said(sentence: str) -> Iterator[tuple[str, str]]:
    sides = {side.lower() for side in _SIDE.findall(sentence)}
    if len(sides) != 1:
        return
    words = _FORMULA.sub(" ", sentence).rstrip().rstrip(".。")
    formulas = [_STYLE.sub("", one[1] or one[2]) for one in _FORMULA.finditer(sentence)]
    matrices = {m["matrix"] for one in formulas if (m := _MATRIX.fullmatch(one))}
    vectors = [m for one in formulas if (m := _VECTORS.fullmatch(one))]
    known = (_MATRIX, _VECTORS, _COUNT)
    rest = [one for one in formulas if not any(kind.fullmatch(one) for kind in known)]
    if _PLAIN.fullmatch(words) is None or len(matrices) != 1:
        return
    (matrix,) = matrices
    apart = all(_OTHER.fullmatch(one) and one[0] not in (matrix, lower(matrix)) for one in rest)
    # y_i ∈ ℝ beside it only says where other things lie
    bare = {m["vector"] for m in vectors if "\\in" not in m[0]}
    if apart and lower(matrix) in {m["vector"] for m in vectors} and bare <= {lower(matrix)}:
        yield matrix, ROWS if sides == {"row"} else COLUMNS


def lower(matrix: str) -> str:
    """Return the letter of the vectors that a matrix of this letter consists of: x of X."""
    return f"\\{matrix[1:].lower()}" if matrix.startswith("\\") else matrix.lower()
