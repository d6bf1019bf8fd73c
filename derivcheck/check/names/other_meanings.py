"""Words that give letters and signs another meaning than they are read with.

“Quaternions $q$ and $r$” do not commute, “$\\sigma$ denotes the hyperbolic tangent”, “the norm is
the 1-norm”: of what is written so neither a proof nor a counterexample is meant.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from derivcheck.document import plain_member
from derivcheck.source.needed import holds_one
from derivcheck.source.pattern import SENTENCE_END, later
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t

# what is no number, no vector and no matrix, or multiplies otherwise than real numbers do
_ALIEN = (
    r"(?:quaternions?|octonions?|(?:(?:linear|bounded|differential|adjoint|self-adjoint|unitary)\s+)?"
    r"operators?|linear\s+(?:maps?|mappings?)|permutations?(?!\s+matri)|endomorphisms?|automorphisms?"
    r"|complex\b(?!\s+(?:model|network|expression|formula|function|case))|imaginary|non-?commut\w+"
    r"|(?:sub)?sets\b|set\s+of\b|group\s+elements?|elements?\s+of\s+(?:an?|the|some|our)\s+"
    r"(?:[\w-]+\s+)?(?:group|ring|algebra|field(?!\s+(?:of\s+real|\$\s*\\mathbb\s*\{?\s*R)))|differential\s+forms?|Grassmann|anti-?commut\w+"
    r"|truth\s+values?|booleans?|bits\b|residues?|ordinals?|cardinals?|events?\b"
    r"|quaternionen|Operatoren|Permutationen|komplexe?)"
)
# one of these stands in whatever that finds, in lower case: few sentences have one
_ALIEN_WORDS = (
    "quaternion", "octonion", "operator", "linear", "permutation", "morphism", "complex",
    "komplex", "imaginary", "commut", "set", "element", "differential", "grassmann", "truth",
    "boolean", "bits", "residue", "ordinal", "cardinal", "event",
)  # fmt: skip
_NAME = r"\$\s*[^$=<>]{1,24}\$"
_NAMES = rf"{_NAME}(?:\s*(?:,|and|und|et|y|or|&)\s*(?:and\s+)?{_NAME}){{0,6}}"
_CALLED = (
    # “a set of $x_i$” is no $x_i$
    later(rf"\b(?!set\s+of\b){_ALIEN}\s+(?:called\s+)?(?P<names>{_NAMES})", re.IGNORECASE),
    later(
        rf"(?P<names>{_NAMES})\s*,?\s*(?:(?:both|all|now|here|may|can|to)\s+)*(?:is|are|be|being"
        rf"|denotes?|sind|seien)\s+(?:(?!not\b)[\w-]+\s+){{0,3}}?{_ALIEN}",
        re.IGNORECASE,
    ),
)
_MEANS = (
    r"\s*(?:\([^)]*\)\s*)?(?:(?:here|now|always|again|then|will|shall|by|it|we|this|that)\s+)*"
    r"(?:is|are|be|denotes?|stands?\s+for|means?|mean|represents?|for|refers?\s+to|as|to\s+be"
    r"|signifies|bezeichnet|ist|désigne|est|denota)\s+(?:the\s+|an?\s+|die\s+|der\s+|la\s+|le\s+)?"
)
# “the softmax of the scores”, “computed from the logits” are no scores
_FEW = r"(?:(?!(?:not|sigmoid|logistic|softmax|of|from|to|by)\b)[\w-]+\s+){0,3}?"


class _Sign(Struct, frozen=True):
    """A sign as it is written in formulas, and words that give it another meaning."""

    written: re.Pattern[str]
    said: re.Pattern[str]
    # in lower case; one of each stands in whatever ``said`` finds
    words: tuple[tuple[str, ...], tuple[str, ...]]
    named: re.Pattern[str] | None = None  # stands there as well, and is sooner looked for

    def said_in(self, sentence: str) -> re.Match[str] | None:
        """Return where a sentence gives the sign another meaning."""
        spoken = all(holds_one(sentence, words) for words in self.words)
        if not spoken or (self.named is not None and self.named.search(sentence) is None):
            return None
        return self.said.search(sentence)


def _least(words: str) -> tuple[str, ...]:
    return tuple(words.split())


def _sign(written: str, name: str, others: str, *words: str) -> _Sign:
    """Return a sign; ``name`` is how sentences speak of it, ``others`` what else it may mean.

    ``words`` are the least that a name has, and the least that one of the others has.
    """
    said = (
        rf"(?:{name}){_MEANS}{_FEW}(?:{others})"
        rf"|(?:{others})(?:\s+(?:function|norm))?\s*,?\s*(?:(?:is\s+)?(?:written|denoted)\s+"
        rf"(?:as\s+|by\s+)?)?(?:{name})"
    )
    least = _least(words[0]), _least(words[1])
    return _Sign(later(written), later(said, re.IGNORECASE), least, later(name, re.IGNORECASE))


_OF_SIGMA = (
    r"tanh|hyperbolic|relu\b|rectif\w+|soft-?max|soft-?plus|step\s+function|sign\s+function|heaviside"
    r"|identity|swish|arc-?tan\w*|gaussian\s+(?:cdf|distribution)|standard\s+deviation|permutation"
)
_OF_NORMS = (
    r"\$?\\?(?:ell_?)?[1l]_?1\$?[- ]norm|1-norm"
    r"|(?:\$?(?:1|p|\\infty|L_?\{?1\}?|\\ell_\{?(?:1|p|\\infty)"
    r"\}?)\$?)[- ]norm|max(?:imum)?[- ]norm|sup(?:remum)?[- ]norm|infinity[- ]norm|operator\s+norm"
    r"|nuclear\s+norm|spectral\s+norm|weighted\s+norm|(?:any|some|arbitrary)\s+(?:\w+\s+)?norm|manhattan"
    r"|mahalanobis"
)
_SIGNS = (
    _sign(
        r"\\sigma|σ",
        r"\$\s*(?:\\sigma|σ)(?:\s*\([^$]{0,12}\))?\s*\$",
        _OF_SIGMA,
        "\\sigma σ",
        "tanh hyperbolic relu rectif softmax soft-max softplus soft-plus step sign heaviside"
        " identity swish arc gaussian deviation permutation",
    ),
    _sign(
        r"\\[lr]?Vert|\\\||‖|\|\|",
        # ‖x‖_1 is another sign
        r"\$\s*(?:\\[lr]?Vert|\\\||‖)(?![^$]*(?:Vert|\\\||‖)\s*_\s*\{?(?!2))[^$]{1,24}\$"
        r"|\b(?:the|our|all)\s+norms?",
        _OF_NORMS,
        "vert \\| ‖ norm",
        "norm manhattan mahalanobis",
    ),
    _sign(
        r"\\log|\\ln|\blog",
        r"\$\s*\\(?:log|ln)\s*\$|\blogarithms?|\blogs",
        r"(?:to\s+|in\s+|with\s+)?(?:the\s+)?base[- ]?\s*\$?(?:2|10|two|ten|b)\b|binary|decimal",
        "log \\ln",
        "base binary decimal",
    ),
    _sign(
        r"\\exp|\be\s*\^|e\^",
        r"\$\s*\\exp\s*(?:\([^$]{0,8}\)\s*)?\$",
        r"\$?(?:2|10)\s?\^|powers?\s+of\s+(?:two|ten|2|10)",
        "\\exp",
        "2 10 power",
    ),
    _sign(
        r"\\sum|Σ",
        r"\$\s*(?:\\sum|Σ)(?:_\{?\w\}?)?\s*\$|\bsums?\s+signs?",
        r"averages?|means?\b(?!\s+(?:that|the|a))|(?:sums?\s+)?over\s+(?:all\s+)?(?:\w+\s+)?(?:except|but)"
        r"|sums?\s+over\s+[^.$]{1,30}(?:except|but|other)",
        "sum σ",
        "average mean over",
    ),
    _sign(
        r"\\partial|\\nabla|\\frac\s*\{\s*d",
        r"\$\s*\\(?:partial|nabla)\s*\$|\bderivatives?\s+(?:sign|symbol)",
        r"finite\s+differences?|difference\s+(?:quotient|operator)|boundary|subgradients?",
        "\\partial \\nabla derivative",
        "difference boundary subgradient",
    ),
    _sign(
        r"\^\s*\{?\d",
        r"\$\s*[A-Za-z]\s*\^\s*\{?\s*\d\s*\}?\s*\$|\b(?:powers?|squares?)",
        r"(?:entry|element|component)-?wise",
        "^ power square",
        "wise",
    ),
)
_UNITS = (
    _Sign(
        later(r"\\(?:sin|cos|tan|cot)(?![a-z])"),
        later(
            r"\b(?:in|as|by)\s+degrees\b(?!\s+(?:or|and)\s+radians)|\bdegrees?\s+mode\b",
            re.IGNORECASE,
        ),
        (("degree",), ("degree",)),
    ),
    _Sign(
        later(r"\\log(?![a-z])|\blog\b"),
        later(
            r"\b(?:in|of)\s+(?:bits|shannons|decibels?)\b(?!\s+(?:or|and)\s+nats)", re.IGNORECASE
        ),
        (("bits", "shannon", "decibel"), ("bits", "shannon", "decibel")),
    ),
)
_LABEL = later(r"(?<!\\hat\{)(?<![A-Za-z])y(?![A-Za-z])")
_T = r"\$\s*(?:\\(?:math|bold|bm)[a-z]*\s*\{?\s*)?t\s*\}?\s*\$"
# of the labels and predictions of a problem, of which it says what they are
_OF_PROBLEMS = (
    _sign(
        r"\\hat\{?y",
        r"\$\s*\\hat\s*\{?\s*(?:\\[a-z]+\s*\{?)?\s*y\}*\s*\$",
        r"logits?|scores?|unnormali[sz]ed|sigmoids?\b|hard\s+(?:decision|prediction)|arg-?max",
        "\\hat",
        "logit score unnormali sigmoid hard argmax arg-max",
    ),
    _sign(
        _LABEL.pattern,
        r"\$\s*(?:\\[a-z]+\s*\{)?\s*y\}?\s*\$",
        r"all\s+ones|ones\b|any\s+(?:real\s+)?vector|(?:arbitrary|real|random|general)\s+(?:real\s+)?vector"
        r"|uniform|soft\b|smoothed|multi-?hot|zero\s+vector|logits?|scores?|noise|arbitrary(?!\s+one)",
        "y",
        "ones vector uniform soft smoothed multihot multi-hot logit score noise arbitrary",
    ),
    # in texts in which t is the label: “the prediction $y$”, “$y_j$ is the network's output”
    _sign(
        _LABEL.pattern,
        r"\$\s*(?:\\(?:math|bold|bm)[a-z]*\s*\{?\s*)?y\}?(?:_\{?\w\}?)?\s*\$",
        r"(?:predictions?\b(?!\s+target)|predicted\s+(?:prob\w+|distribution|vector)"
        r"|(?:network|model|net|softmax)(?:['’]s)?\s+outputs?"
        r"|outputs?\s+of\s+(?:the|our)\s+(?:network|model|net|softmax))(?!\s*,\s*\$\s*y)",
        "y",
        "predict output",
    ),
    _Sign(
        _LABEL,
        later(
            rf"\b(?:labels?|targets?|one-hot(?:\s+vectors?)?)\s+{_T}|{_T}{_MEANS}{_FEW}(?:labels?|targets?)",
            re.IGNORECASE,
        ),
        (("label", "target", "one-hot"), ("t",)),
    ),
)
# a product of two letters, as sentences speak of it
_PRODUCTS = later(
    rf"(?:\$\s*[A-Za-z]\s*[A-Za-z]\s*\$|\bjuxtaposition|\bproducts?){_MEANS}{_FEW}"
    r"(?:(?:entry|element|component)-?wise|hadamard|kronecker|tensor\s+product)"
    r"|\bby\s+\$\s*[A-Za-z]\s*[A-Za-z]\s*\$\s+we\s+mean",
    re.IGNORECASE,
)
# a matrix is what a formula takes it for, whether it is called a map or an operator
_MATRIX = later(
    r"\$\s*([A-Z](?:\s*,\s*[A-Z])*)\s*(?:\\in\b|∈)\s*(?:\\mathbb\s*\{?\s*R\s*\}?|\\R\b|ℝ)\s*\^\s*\{[^$}]*\\times"
)
# what is said of it may be meant of every formula
_OF_EVERY = ("mod", "complex", "characteristic", "field", "tropical")
_NUMBERS = later(
    r"\b(?:all|every|our)\s+(?:computations?|calculations?|arithmetic|equations?|equalit\w+|numbers?)\s+"
    r"(?:is|are)\s+(?:\w+\s+)?(?:mod(?:ulo)?\b|complex|in\s+characteristic|over\s+(?:the\s+)?(?:\w+\s+)?field"
    r"|tropical)",
    re.IGNORECASE,
)


def other_meaning(prose: str, side: t.Tree, *, problem: bool) -> str | None:
    """Return the words of a text by which a formula may mean something else, None without such.

    Where there is a ``problem``, it says what labels and predictions are.
    """
    said, names, signs = _said(prose, problem)
    if said is not None:
        return said
    if names and (found := next((names[key] for key in _names(side) if key in names), None)):
        return found
    written = latex(side) if signs else ""
    return next((words for sign, words in signs if sign.written.search(written)), None)


_Said = tuple[Mapping[str, str], tuple[tuple[_Sign, str], ...]]


@lru_cache(maxsize=256)
def _said(prose: str, problem: bool) -> tuple[str | None, *_Said]:
    """Return what a text says of all its formulas, of letters, and of signs."""
    every = _NUMBERS.search(prose) if holds_one(prose, _OF_EVERY) else None
    if every is None and holds_one(prose, ("wise", "hadamard", "kronecker", "tensor", "mean")):
        every = _PRODUCTS.search(prose)
    names: dict[str, str] = {}
    signs: list[tuple[_Sign, str]] = []
    for sentence in SENTENCE_END.split(prose):
        of_letters, of_signs = _said_in(sentence, problem)
        names |= of_letters
        signs += of_signs
    for matrices in _MATRIX.finditer(prose) if names else ():
        for name in re.findall(r"[A-Z]", matrices[1]):
            names.pop(name, None)
    return (" ".join(every.group().split()) if every else None), names, tuple(signs)


# an edit leaves most sentences as they were, and a class has many in common
@lru_cache(maxsize=4096)
def _said_in(sentence: str, problem: bool) -> _Said:
    names: dict[str, str] = {}
    for pattern in _CALLED if holds_one(sentence, _ALIEN_WORDS) else ():
        for found in pattern.finditer(sentence):
            shown = " ".join(found.group().split())
            names |= dict.fromkeys(_listed(found["names"]), shown)
    signs = ((sign, sign.said_in(sentence)) for sign in _SIGNS + _UNITS + _OF_PROBLEMS * problem)
    return names, tuple((one, " ".join(said.group().split())) for one, said in signs if said)


def _listed(formulas: str) -> Iterator[str]:
    """Yield the letters of “$q$ and $r$”, of “$x_1, x_2$”."""
    for formula in re.findall(r"\$([^$]*)\$", formulas):
        for piece in formula.split(","):
            member = plain_member(piece)
            tree = parse(member.tokens) if member is not None and member.tokens else None
            if isinstance(tree, t.Name | t.Scripts):
                yield latex(tree)
            elif isinstance(tree, t.Related) and tree.signs == ("∈",):
                yield latex(tree.items[0])


def _names(tree: t.Tree) -> Iterator[str]:
    for node in tree.walk():
        if isinstance(node, t.Name | t.Scripts):
            yield latex(node)
