"""What a text says of a symbol beside its set: that it is symmetric, diagonal, a distribution.

A property that stands right beside its symbol, in a sentence that states it, limits the symbol's
values.  One that is not understood, or of which it is not plain what it is said of, keeps from
refuting.  Where the text doubts or denies it anywhere (“if A is symmetric”), nothing rests on it.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.check.names.plain_words import STOP, names_of, only_made, unplain_in
from derivcheck.document import without_layout
from derivcheck.document.model import Said
from derivcheck.elaborate.kinds import bare_key
from derivcheck.source.pattern import later
from derivcheck.syntax import parse
from derivcheck.syntax import tree as t

# what limits a symbol to values that can be written down, by the number of its axes
UNDERSTOOD = {
    "symmetric": 2,
    "diagonal": 2,
    "distribution": 1,
    "unit": 1,
    "one-hot rows": 2,
    "one-hot columns": 2,
    "one-hot": 1,
}


def _one_hot(lines: str) -> str:
    """Return words that say it of each row, or column, of a matrix."""
    hot = r"one[- ]?hot"
    said = rf"{hot}[- ](?:encoded |label |target |vectors? as )?{lines}\b"
    return rf"{said}|{lines} (?:are|is) (?:all )?{hot}"


_WORDS = {
    "symmetric": r"symmetric|positive[- ](?:semi-?)?definite|p\.?s\.?d\.?\b"
    r"|covariance matri\w+|对称",
    "diagonal": r"diagonal(?![- ](?:entr|elem|of|part|terms?|blocks?|values?))|对角",
    "distribution": r"probability (?:vector|distribution|mass function)s?|discrete distributions?"
    r"|概率分布|概率向量",
    "unit": r"unit[- ](?:norm(?:ed)?|length)|unit vectors?|单位向量",
    "one-hot rows": _one_hot("rows?"),
    "one-hot columns": _one_hot("columns?"),
    "one-hot": r"one[- ]?hot",
}
# of what is not put into a form of its own
_OTHERS = (
    r"anti-?symmetric|skew-?symmetric|(?:a|non-?)symmetric"
    r"|(?:block|off|bi|tri|anti|upper|lower)[- ]?(?:diagonal|triangular)"
    r"|orthogonal\w*|orthonormal\w*|unitary|idempotent|nilpotent"
    r"|projections?\b|projectors?\b|triangular|(?:permutation|rotation|stochastic) matri\w+"
    r"|centered|centred|zero[- ]mean|standardi[sz]ed|normali[sz]ed|whitened|simplex|probabilities"
    r"|sums? (?:up )?to (?:1|one)|add(?:s|ing)? up to (?:1|one)|integers?\b|binary"
    r"|\bdistributions? (?:over|on)\b|(?:(?<=be )|(?<=are )|(?<=be a ))distributions?\b"
    r"|(?:strictly )?non-?(?:positive|negative|zero)"
    r"|negative(?![- ](?:semi|definite|log|class|example|sample|word))"
    r"|positive(?![- ](?:semi|definite|class|example|sample|word))|commut\w*"
    r"|(?:zero|unit) trace|trace (?:zero|one|0|1)|(?:its|their|the) (?:mean|average|norm)\b"
    r"|\bbetween\b|\bat (?:least|most)\b|\b(?:greater|larger|less|smaller) than\b|\bexceeds?\b"
    r"|正交|归一化|幂等"
)


def _group(kind: str) -> str:
    return kind.replace("-", "_").replace(" ", "__")


_KINDS = "|".join(f"(?P<{_group(kind)}>{words})" for kind, words in _WORDS.items())
# the longer words first: a skew-symmetric matrix is not symmetric
_ANY = later(rf"(?<![A-Za-z-])(?:{_OTHERS}|{_KINDS})", re.I)
_SENTENCE = 400  # characters
_REACH = 40  # characters before a word in which it is denied
_DENIED = later(
    r"(?:\bnot(?: necessarily)?(?: an?)?|n't|\bnon|\banti|\bskew|\bun|\bno)[\s-]*$", re.I
)
# what makes of a statement a condition, a doubt, a question or a denial
_HEDGED = later(
    r"\b(?:if|iff|when(?:ever)?|whether|unless|only|not|never|without|cannot|possibly|perhaps|may"
    r"|might|could|would|or|first|nearly|almost|approximately|special)\b|n't\b|\?|若|如果|假如|不|当"
    r"|是否|非",
    re.I,
)
# what is said of a symbol elsewhere: “for a general A”, “now drop the symmetry”
_GENERAL = later(r"\b(?:general|arbitrary)\s+(?:real |square )*(?:matri\w+ |vectors? )?$", re.I)
# what is said of another one: “all matrices but $A$ are symmetric”
_OF_OTHERS = later(
    r"(?:\b(?:all|every\w*|each|any|none|no|both)\b[^.,;]{0,40}\bbut(?:\s+for)?"
    r"|\b(?:except(?:ing)?(?:\s+for)?|besides|unlike|(?:other|rather)\s+than|(?:apart|aside)\s+from))"
    r"(?:\s+the)?(?:\s+\w+)?\s*$"
    # “the square of $A$ is symmetric”, “the difference of $x$ and $y$ is a unit vector”
    r"|\b(?:of|twice|half|minus|plus|times)(?:\s+(?!(?:let|where|with|is|are|be|suppose|assume|that|if)\b)"
    r"(?:\w+|\$[^$\n]{1,12}\$)){0,3}\s*$",
    re.I,
)
_DROPPED = later(
    r"\b(?:drop|relax|remove|lift|abandon|without|no longer)\w*\b[^.]{0,30}"
    r"\b(?:assum\w+|assumption|symmetr\w+|condition|restriction|requirement)"
    # “we do not normalise it”, “its entries need not sum to one”
    r"|(?:\b(?:it|they|this|which|that|we|I|entries|components|numbers|vectors?)|\$)\s+(?:(?:in\s+general|still|yet|however)\s+)*"
    r"(?:(?:do|does|did|need|is|are|was|were|has|have)(?:\s+(?:not|never)|n['’]t)|no\s+longer|never)\s+"
    r"(?:yet\s+|been\s+|be\s+|to\s+)*(?:normali[sz]ed?|sums?|add(?:s|ed)?|symmetri[sz]ed?)\b",
    re.I,
)
# what is one-hot no more: “the labels are then smoothed”
_SMOOTHED = later(
    r"(?:\b(?:labels?|targets?|rows|they|them|it|which)|\$)\s+(?:is|are|gets?|were|was|be)\s+"
    r"(?:\w+\s+){0,2}smoothed\b|\bsmooth\s+(?:the\s+)?(?:labels?|targets?|rows|them|it|\$)",
    re.I,
)
# words that may stand between a symbol and what is said of it
_PLAIN = (
    r"an?|the|its|some|any|real|square|invertible|non-?singular|sample|empirical|covariance|kernel"
    r"|gram|precision|weight|positive|negative|semi-?definite|definite|strictly|symmetric|label"
    r"|target|true|ground[- ]truth|encoded|encoding|matri(?:x|ces)|vectors?|distributions?"
    r"|probability"
)
_BEFORE = later(rf"(?:[\s~-]|\b(?:{_PLAIN})\b)*$", re.I)
_BARE = later(rf"(?:[\s,~-]|\b(?:{_PLAIN})\b)*$", re.I)
_COPULA = later(
    r"[\s,~-]*(?:\bwhich\s+|\bboth\s+)?\b(?:is|are|be|being|denotes?)\b"
    rf"(?:[\s,~-]|\b(?:{_PLAIN}|both|and)\b)*$",
    re.I,
)
# “each row of the matrix $Y$ is one-hot”
_EACH_LINE = later(
    r"(?<!\bof )\b(?:(?:each|every)\s+(?P<line>row|column)"
    r"|(?:all|the|all\s+the)\s+(?P<lines>row|column)s)\s+of"
    r"(?:\s+(?:the|label|target|matrix))*\s*$",
    re.I,
)
_JOINED = later(
    r"[\s,]*\band\s+(?:[a-z]+\s+){0,4}(?:rows?|columns?|vectors?|matri\w+)(?:\s+of)?\s*", re.I
)
# “$Y$ with one-hot rows”
_HAS = later(r"[\s,~-]*\b(?:with|having|whose|has)\s+(?:(?:all|its|only)\s+)?$", re.I)
# “a unit vector, scaled by 2”, “symmetric, except in the corner”
_TAKES_BACK = (
    r"(?:then\s+|later\s+|but\b|except\b|apart\s+from|up\s+to|not\b|(?:it|which)\s+is\s+)*"
    r"(?:(?:re)?scaled|doubled?|halved?|perturbed|shifted|multiplied|divided|negated|modified"
    r"|corrupted|except\b|apart\s+from|up\s+to|but\s+(?:for|not|with))"
)
# what may follow a word that is all that is said: not “times 2”, “-looking”, “about …”
_ENDS = later(
    r"(?![\s~,;:(–—-]*(?:but\s+|and\s+)?(?:with|having|in\s+which|of\s+which)\s+(?:\w+ly\s+)?"
    r"(?:two|three|four|several|many|some|more|[02-9]"
    r"|(?:an?|one|each|all|its|some)\s+(?:entr|comp|elem|coord)\w*\s+\w+(?:ed|ing|en))\b)"
    # “a unit vector in the 1-norm”
    r"(?!\s+(?:in|for|by|under|of|with\s+respect\s+to)\s+(?:the\s+|an?\s+)?(?!(?:2|two|euclid\w*|\$?\\?(?:ell_)?2\$?|l2)\b)"
    r"[\w$\\{}^-]+\s*-?\s*(?:norm|metric)\b)"
    rf"(?:[\s~]|\b(?:{_PLAIN})\b)*(?:$|[.,;:!?)。；，）](?!\s*{_TAKES_BACK})"
    r"|\b(?:and|with|where|which|whose|that|so|then|for|of|in|on|over)\b)",
    re.I,
)


class Property(Struct, frozen=True):
    """That a symbol is said to be something; without a ``kind`` it only keeps from refuting.

    ``doubted`` is a kind that the text makes a condition of, or denies; ``more`` what it says
    beside the kind, and is not understood.
    """

    name: str
    kind: str
    words: str
    at: int
    doubted: str = ""
    more: str = ""


def properties_in(formulas: Iterable[Said], words: frozenset[str]) -> tuple[Property, ...]:
    """Return the properties that sentences tell of the symbols in their formulas, in order."""
    formulas = tuple(formulas)
    dropped = any(_DROPPED.search(said.before) or _DROPPED.search(said.after) for said in formulas)
    smoothed = any(_SMOOTHED.search(x.before) or _SMOOTHED.search(x.after) for x in formulas)
    owned: list[Property] = []
    loose: list[Property] = []
    for said in formulas:
        if not said.tokens or not _tells(said):
            continue
        tokens = without_layout(said.tokens)
        tree = parse(tokens, words) if tokens else None
        if tree is None:
            continue
        at = said.tokens[0].span.start
        for match in _beside(said):
            lines = _lines_of(said) if _kind(match) == "one-hot" else ""
            of_other = match.string == said.after and _OF_OTHERS.search(said.before)
            unsure = dropped or (of_other and not lines)
            unsure = unsure or (smoothed and _kind(match).startswith("one-hot"))
            ends = _ENDS.match(match.string, match.end())
            kind = _kind(match) + lines if ends and not unsure else ""
            owned += (Property(name, kind, match[0], at) for name in names_of(tree, "∈="))
        for sentence in (said.before, said.after):
            for match in _ANY.finditer(sentence):
                doubted = _kind(match) if _is_hedged(sentence, match) else ""
                if doubted or not _is_denied(sentence, match.start()):
                    loose += (Property(x, "", match[0], at, doubted) for x in _all_names(tree))
        if _GENERAL.search(said.before):
            loose += (
                Property(x, "", "general", at, kind)
                for x in names_of(tree, "∈=")
                for kind in _WORDS
            )
    free = (one for one in loose if one.doubted or not any(_owns(x, one) for x in owned))
    unplain = (Property(x.name, "", x.words, x.at) for x in unplain_in(formulas, words, _ANY))
    return (*owned, *free, *unplain, *_joined_in(formulas, words))


def _joined_in(formulas: Iterable[Said], words: frozenset[str]) -> Iterator[Property]:
    """Yield what “the rows of $Y$ and the columns of $Z$ are one-hot” may tell of Y."""
    for said, behind in pairwise(formulas):
        found = _ANY.search(behind.after) if _JOINED.fullmatch(said.after) else None
        if found is not None and said.tokens:
            names = _all_names(parse(without_layout(said.tokens), words))
            yield from (Property(x, "", found[0], said.tokens[0].span.start) for x in names)


def _lines_of(said: Said) -> str:
    """Return what “each row of $Y$ is one-hot” and “the columns of $Y$ are one-hot” speak of."""
    found = _EACH_LINE.search(said.before)
    return f" {(found['line'] or found['lines']).lower()}s" if found is not None else ""


def _tells(said: Said) -> bool:
    """Whether the words around a formula say something of this sort."""
    around = (said.before, said.after)
    return any(_ANY.search(words) for words in around) or bool(_GENERAL.search(said.before))


def _kind(match: re.Match[str]) -> str:
    return (match.lastgroup or "").replace("__", " ").replace("_", "-")


def told_of(properties: Iterable[Property]) -> dict[str, Property]:
    """Return by name what is said of symbols, all of it together.

    Said to be of two kinds, or doubted somewhere, a symbol is spared and nothing rests on it.
    """
    by_name: dict[str, list[Property]] = {}
    for one in properties:
        by_name.setdefault(one.name, []).append(one)
    return {name: _together(all_) for name, all_ in by_name.items()}


def _together(told: list[Property]) -> Property:
    sure = [one for one in told if one.kind]
    kinds = {one.kind for one in sure}
    if len(kinds) != 1 or kinds & {one.doubted for one in told}:
        return replace(min(told, key=lambda one: only_made(one.words)), kind="")
    plain = {one.words.lower() for one in sure if not _says_more(one.words)}
    more = (one.words for one in told if one.words.lower() not in plain)
    return replace(sure[0], more=next(more, ""))


def _says_more(words: str) -> bool:
    """Whether words that are understood say more than what is taken from them."""
    return bool(re.match(r"positive|p\.?s\.?d|covariance", words, re.I))


def _owns(owner: Property, other: Property) -> bool:
    """Whether a word is said of the symbol right beside it, and not of another one near it."""
    near = abs(owner.at - other.at) < _SENTENCE
    return near and owner.words.lower() == other.words.lower() and owner.name != other.name


def _beside(said: Said) -> Iterator[re.Match[str]]:
    """Yield the property that is stated right behind a formula, or right before it."""
    behind = _ANY.search(said.after)
    if behind is not None and _is_own(said.after, behind):
        doubtful = _is_hedged(said.after, behind) or _HEDGED.search(said.before)
        if not _kind(behind) or not doubtful:
            yield behind
        return
    before = list(_ANY.finditer(said.before))
    if not before or _is_denied(said.before, before[-1].start()):
        return
    after = STOP.split(said.after)[0]
    stated = not _HEDGED.search(said.before) and not _HEDGED.search(after)
    if stated and _BEFORE.match(said.before[before[-1].end() :]):
        yield before[-1]


def _is_own(after: str, match: re.Match[str]) -> bool:
    """Whether a word behind a formula is said of it, and not of the formula that follows."""
    between = after[: match.start()]
    has = _kind(match).endswith(("rows", "columns")) and _HAS.match(between) is not None
    if has or _COPULA.match(between):
        return True
    rest = after[match.end() :]
    goes_on = "\n\n" not in rest and _BEFORE.match(rest) is not None
    return _BARE.match(between) is not None and not goes_on


def _is_hedged(sentence: str, match: re.Match[str]) -> bool:
    """Whether the sentence that a word stands in makes a condition of it, doubts or denies it."""
    start = max((m.end() for m in STOP.finditer(sentence, 0, match.start())), default=0)
    stop = STOP.search(sentence, match.end())
    return bool(_HEDGED.search(sentence[start : stop.end() if stop else len(sentence)]))


def _is_denied(sentence: str, start: int) -> bool:
    return bool(_DENIED.search(sentence[max(0, start - _REACH) : start]))


def _all_names(tree: t.Tree) -> frozenset[str]:
    return frozenset(
        bare_key(node) for node in tree.walk() if isinstance(node, (t.Name, t.Scripts))
    )
