"""Letters that a text speaks of outside its formulas: “y is computed from z”, in words or code."""

import re
import unicodedata
from collections.abc import Iterable

from derivcheck.document import without_layout
from derivcheck.document.model import Document
from derivcheck.elaborate.kinds import bare_key
from derivcheck.source.pattern import CLAUSE_END, later
from derivcheck.syntax import parse
from derivcheck.syntax import tree as t

DEPENDS = (
    r"\bdepend\w*|\bfunctions?\s+of\b|\b(?:vary|varies|varying|change|changes|changing|moves?)\b"
    r"|h[äa]ng\w*\s+(?:\S+\s+){0,4}ab\b|abh[äa]ng\w*|Funktion\s+von|依赖|取决|函数"
)
# said of letters without their names: “all variables depend on z”, “the targets are functions of z”
_OF_ALL = later(
    r"\b(?:all|any|every\w*|each|both|others?|rest|letters?|symbols?|variables?|quantit\w+|targets?"
    rf"|labels?|outputs?|parameters?|constants?|following)\b[^.]{{0,60}}(?:{DEPENDS})",
    re.IGNORECASE,
)
# what is spoken of without a letter: “the predicted probability”, “recurrent weights”
_COMPUTED = later(
    r"\b(?:partition functions?|normali[sz](?:er|ers|ation|ing|ed)|batch\w*|predicted"
    r"|recurren\w+|unroll\w*|tied|time|velocit\w+|trajector\w+)\b",
    re.IGNORECASE,
)
_DEPENDS = later(DEPENDS, re.IGNORECASE)
# behind a letter
_DEPENDS_ITSELF = later(
    r"\s*,?\s*(?:(?:itself|also|again|then|which|that|may|can|does|too|in turn)\s+){0,3}"
    r"(?:depends?\s+(?:up)?on\b(?![^.]{0,40}\bonly\b)|(?:is|are)\s+(?:\w+\s+)?functions?\s+of\b"
    r"|(?:is|are)\s+(?:\w+\s+)?(?:computed|calculated|obtained|determined|derived|made)\s+(?:from|by)\s*\Z"
    r"|(?:varies|vary|changes?)\s+with\b)|\s*(?:依赖于|取决于)"
    # “is computed by the same network”, “has been chosen to minimise the loss”, “equals” a formula
    r"|\s*(?:(?:is|are|was|were|has\s+been|have\s+been|being)\s+)(?:\w+\s+)?(?:computed|calculated"
    r"|obtained|determined|produced|predicted|chosen|updated|bootstrapped)\s+(?:from|by|to|as|so)\b"
    # … and not “from the data”
    r"(?!\s+(?:the\s+|our\s+)?(?:\w+\s+)?(?:data\w*|corpus|samples?|counts?)\b)"
    r"|\s*(?:equals|being|is\s+(?:tied|set|equal)\s+to|is\s+the\s+same\s+as)\s*\Z"
    # “with $b$ depending on $a$”, “$m$ is the mean of the entries of $x$”
    r"|\s*,?\s*(?:(?:being|itself|also|again)\s+)?(?:depending\s+(?:up)?on|varying\s+with)\b"
    r"|\s*(?:is|are|denotes?|being)\s+(?:the|an?|some)\s+(?:\w+\s+)?(?:mean|average|sum|total"
    r"|product|norm|length|max\w*|min\w*|largest|smallest|variance|median|outputs?|result|image)\b"
    r"(?:\s+[\w-]+){0,4}?\s+(?:of|at)\b",
    re.IGNORECASE,
)
_PLAIN_SUBJECTS = later(
    r"[$\\]|\b(?:loss|cost|objective|energy|error|gradient|derivative|likelihood|it|this|which)\b",
    re.IGNORECASE,
)
_FORMULAS = later(
    r"\$\$.*?\$\$|(?<![\\$])\$[^$\n]+(?:\n[^$\n]+)*\$|\\\[.*?\\\]|\\\(.*?\\\)"
    r"|\\begin\{(?:equation|align|gather|multline|eqnarray|displaymath|math)(\w*\*?)\}.*?\\end\{\w+\*?\}"
    r"|\\[A-Za-z]+",
    re.DOTALL,
)
_COMMENTS = later(r"<!--(?!\s*derivcheck:).*?-->|(?<!\\)%[^\n]*", re.DOTALL)
_IN_TIME = later(r"\\d?dot\{(?P<letter>\\?[A-Za-z]+)\}")
_KEY = later(r"\\[A-Za-z]+\{(?:[A-Za-z]|\\[A-Za-z]+)\}|\\?[A-Za-z]+")
# words of English, and the ways to number parts
_WORDS = frozenset({"a", "A", "I"})
_VERB = r"(?=\s*(?:=|:|\||\bis\b|\bdepends\b|\bare\b))"


def speaks_of_all(prose: str) -> bool:
    """Whether a text says of letters that it does not name that they depend on something."""
    if _OF_ALL.search(prose) is not None or _COMPUTED.search(prose) is not None:
        return True
    for sentence in CLAUSE_END.split(prose):
        depends = _DEPENDS.search(sentence)
        subject = sentence[: depends.start()] if depends is not None else ""
        if len(subject.split()) > 1 and not _PLAIN_SUBJECTS.search(subject):
            return True
    return False


def depending_letters(document: Document, words: frozenset[str]) -> frozenset[str]:
    """Return the names of which a sentence says that they depend on something: what nobody knows.

    What depends on z “only through” something is no more than differentiated by that.
    """
    found: set[str] = set()
    for said in document.formulas:
        if said.display or _DEPENDS_ITSELF.match(said.after) is None:
            continue
        tree = parse(without_layout(said.tokens), words)
        name = tree.items[0] if isinstance(tree, t.Related) and tree.signs[0] == "∈" else tree
        if isinstance(name, (t.Name, t.Scripts)):
            found.add(bare_key(name))
    return frozenset(found)


def letter_of(key: str) -> str:
    """Return the letter of a name, with its accent: the y of y_1, y^{(i)} and y'."""
    found = _KEY.match(_IN_TIME.sub(r"\g<letter>", key))
    return found.group() if found else key


def in_words(document: Document, keys: Iterable[str]) -> frozenset[str]:
    """Return the names whose letter stands in words, tables, captions, code or comments."""
    text = unicodedata.normalize("NFKC", document.source.text)
    comments = " ".join(found.group() for found in _COMMENTS.finditer(text))
    rest = _FORMULAS.sub(" ", text)
    return frozenset(key for key in keys if _stands_in(letter_of(key), rest, comments))


def _stands_in(letter: str, rest: str, comments: str) -> bool:
    name = letter.removeprefix("\\")
    if not name.isalpha():
        return False
    alone = rf"(?<![A-Za-z'’.\\(_^{{]){name}(?![A-Za-z'’)]|\.[A-Za-z)]|\.\s*$)"
    verb = _VERB if name in _WORDS else ""
    if re.search(alone + verb, rest, re.MULTILINE) is not None:
        return True
    return (
        name not in _WORDS and re.search(rf"(?<![A-Za-z]){name}(?![A-Za-z])", comments) is not None
    )
