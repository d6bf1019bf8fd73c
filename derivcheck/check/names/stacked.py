"""Matrices whose rows or columns a text says to be vectors: “$x_i^\\top$ is the $i$-th row of $X$”.

Proofs rest on it, so a sentence that says it in other words than these says nothing here.
"""

import re
from collections.abc import Iterator, Mapping

from derivcheck.check.names.whole_text import mentioned
from derivcheck.check.reading.left_sides import names_on_the_left
from derivcheck.check.reading.named_behind import keys_behind
from derivcheck.document.model import Document
from derivcheck.elaborate.kinds import names_in
from derivcheck.source.pattern import SENTENCE_END, later
from derivcheck.syntax import parse

ROWS, COLUMNS = "rows", "columns"

_FORMULA = re.compile(r"\$([^$]+)\$|\\\((.+?)\\\)")
_STYLE = re.compile(r"\\(?:mathbf|boldsymbol|bm|vec|mathrm|left|right)\b|[{}\s]")
# X, X ∈ ℝ^{n × d}
_MATRIX = re.compile(r"(?P<matrix>[A-Z]|\\Phi|\\Psi)(?:\\in\\mathbb(?:R|\{R\})\S*)?")
# x_i, x_i^⊤, x_1, …, x_n, each perhaps with where it lies
_VECTORS = re.compile(
    r"(?P<vector>[a-z]|\\phi|\\psi)_[a-z1](?:\^(?:T|\\top|\\intercal))?"
    r"(?:,(?:\\[lc]?dots|\.\.\.),(?P=vector)_[a-zA-Z](?:\^(?:T|\\top|\\intercal))?)?"
    r"(?:\\in\\mathbb\S*)?"
)
# i = 1, …, n, and where other things lie
_COUNT = re.compile(r"[a-z](?:=1,(?:\\[lc]?dots|\.\.\.),[a-zA-Z])?|[\w^,.\\]+\\in\\mathbb\S*")
# y = …, whatever it is made of
_OTHER = re.compile(r"(?:\\hat)?\\?[a-z]+=.*")
# what a sentence claims or defines in a display, and what begins another one
_BEHIND = later(r"\$\$|\\\[|\\begin\b|(?<=\s)(?:Then|Now|Hence|So|Thus|This|These|We|Here)\b")
_LET = later(r"(?<![\w-])(?:Let|let)\b")
_DOUBT = later(
    r"\b(?:not|no|if|unless|when|whether|instead|might|may|could|would|or|some|other)\b|n't|\?",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"[A-SU-Z]|\\Phi|\\Psi")  # T is a transpose
_LIES = frozenset({"\\in", "∈", ":", "\\colon", "\\sim", "=", "\\times"})
# a matrix may be made of other vectors than those that are written
_CHANGED = later(
    r"cent(?:er|re|ering|ring)|mean[- ]subtract|zero[- ]mean|normali[sz]|standardi[sz]|whiten"
    r"|augment|intercept|homogen|append|prepend|column of ones|column|subset|mini-?batch|transpos"
    r"|中心化|归一|标准化|增广|列",
    re.IGNORECASE,
)
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


def stacked_in(document: Document) -> Mapping[str, str]:
    """Return the matrices that a text says to consist of the vectors of their letter, and how."""
    found: dict[str, set[str]] = {}
    for sentence in SENTENCE_END.split(document.prose):
        said = _BEHIND.split(sentence)[0]
        if _DOUBT.search(said):
            continue
        # a title above it is none of its words
        begins = [match.start() for match in _LET.finditer(said)]
        for matrix, side in _said(said[begins[-1] :] if begins else said):
            found.setdefault(matrix, set()).add(side)
    return {matrix: min(sides) for matrix, sides in found.items() if len(sides) == 1}


def unsaid_capitals(document: Document, words: frozenset[str]) -> Mapping[str, str]:
    """Return the capitals of which a text says nothing at all, and of its vectors no more.

    Their shapes alone tell how they consist of vectors, so that nothing is said of that here.
    """
    if _CHANGED.search(document.prose) is not None:
        return {}
    written: set[str] = set()
    said = set(mentioned(document, words))
    for chain in (chain for part in document.parts for chain in part.chains):
        said |= names_on_the_left(chain, words) | keys_behind(chain, words)
        trees = (parse(member.tokens, words) for member in chain.members if member.tokens)
        written.update(name for tree in trees for name in names_in(tree))
    for one in document.formulas:
        if not one.display and any(token.text in _LIES for token in one.tokens):
            said.update(token.text for token in one.tokens)
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
