"""What a text says of a symbol beside its set: that it is symmetric, diagonal, a distribution.

A property that stands right beside its symbol and is understood limits the symbol's values.  One
that is not understood, or of which it is not plain what it is said of, keeps from refuting.
"""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from derivcheck.document import without_layout
from derivcheck.document.model import Said
from derivcheck.elaborate.kinds import bare_key
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t

# what limits a symbol to values that can be written down, by the number of its axes
UNDERSTOOD = {"symmetric": 2, "diagonal": 2, "distribution": 1, "unit": 1, "one-hot": 1}
_WORDS = {
    "symmetric": r"symmetric|positive[- ](?:semi-?)?definite|p\.?s\.?d\.?\b"
    r"|covariance matri\w+|对称",
    "diagonal": r"diagonal(?! (?:entr|elem))|对角",
    "distribution": r"probability (?:vector|distribution|mass function)s?|discrete distributions?"
    r"|概率分布|概率向量",
    "unit": r"unit[- ](?:norm(?:ed)?|length)|unit vectors?|单位向量",
    "one-hot": r"one[- ]?hot",
}
# of what is not put into a form of its own
_OTHERS = (
    r"anti-?symmetric|skew-?symmetric|orthogonal\w*|orthonormal\w*|unitary|idempotent|nilpotent"
    r"|projections?\b|projectors?\b|triangular|(?:permutation|rotation|stochastic) matri\w+"
    r"|centered|centred|zero[- ]mean|standardi[sz]ed|normali[sz]ed|whitened|simplex|probabilities"
    r"|sums? (?:up )?to (?:1|one)|add(?:s|ing)? up to (?:1|one)|integers?\b|binary"
    r"|\bdistributions? (?:over|on)\b|(?:(?<=be )|(?<=are )|(?<=be a ))distributions?\b"
    r"|正交|归一化|幂等"
)
_KINDS = "|".join(f"(?P<{kind.replace('-', '_')}>{words})" for kind, words in _WORDS.items())
# the longer words first: a skew-symmetric matrix is not symmetric
_ANY = re.compile(f"{_OTHERS}|{_KINDS}", re.I)
_SENTENCE = 400  # characters
_DENIED = re.compile(
    r"(?:\bnot(?: necessarily)?(?: an?)?|n't|\bnon|\banti|\bskew|\bun|\bno)[\s-]*$", re.I
)
# words that may stand between a symbol and what is said of it
_PLAIN = (
    r"an?|the|its|some|any|real|square|invertible|non-?singular|sample|empirical|covariance|kernel"
    r"|gram|precision|weight|positive|negative|semi-?definite|definite|strictly|symmetric|label"
    r"|target|true|ground[- ]truth|encoded|encoding|matri(?:x|ces)|vectors?|distributions?"
    r"|probability"
)
_BEFORE = re.compile(rf"(?:[\s~-]|\b(?:{_PLAIN})\b)*$", re.I)
_BEHIND = re.compile(
    rf"(?:[\s,~-]|\b(?:{_PLAIN}|is|are|be|being|denotes?|denote|which|both|and|with|has|have|as)\b)*$",
    re.I,
)


class Property(Struct, frozen=True):
    """That a symbol is said to be something; without a ``kind`` it only keeps from refuting."""

    name: str
    kind: str
    words: str
    at: int


def properties_in(formulas: Iterable[Said], words: frozenset[str]) -> tuple[Property, ...]:
    """Return the properties that sentences tell of the symbols in their formulas, in order."""
    found: list[Property] = []
    loose: list[Property] = []
    for said in formulas:
        if not said.tokens or not (_ANY.search(said.before) or _ANY.search(said.after)):
            continue
        tokens = without_layout(said.tokens)
        tree = parse(tokens, words) if tokens else None
        if tree is None:
            continue
        at = said.tokens[0].span.start
        names = tuple(_named(tree))
        for match in _beside(said):
            kind = (match.lastgroup or "").replace("_", "-")
            found += (Property(name, kind, match[0], at) for name in names)
        for sentence in (said.before, said.after):
            for match in _ANY.finditer(sentence):
                if not _is_denied(sentence, match.start()):
                    loose += (Property(key, "", match[0], at) for key in _all_names(tree))
    owned = tuple(found)
    found += (one for one in loose if not any(_owns(other, one) for other in owned))
    return tuple(found)


def _owns(owner: Property, other: Property) -> bool:
    """Whether a word is said of the symbol right beside it, and not of another one near it."""
    return abs(owner.at - other.at) < _SENTENCE and (
        owner.kind != "" or owner.words.lower() == other.words.lower()
    )


def _beside(said: Said) -> Iterator[re.Match[str]]:
    """Yield the properties that stand right behind a formula, or right before it."""
    behind = _ANY.search(said.after)
    if behind is not None and _BEHIND.match(said.after[: behind.start()]):
        yield behind
        return
    before = list(_ANY.finditer(said.before))
    if not before or _is_denied(said.before, before[-1].start()):
        return
    if _BEFORE.match(said.before[before[-1].end() :]):
        yield before[-1]


def _is_denied(sentence: str, start: int) -> bool:
    return bool(_DENIED.search(sentence[:start]))


def _named(tree: t.Tree) -> Iterator[str]:
    """Yield the names that a formula is about: A and B of ``A, B ∈ ℝ^{n×n}``, of ``A``."""
    for item in tree.items if isinstance(tree, t.Items) else (tree,):
        name = item.items[0] if isinstance(item, t.Related) and item.signs[0] in "∈=" else item
        if isinstance(name, (t.Name, t.Scripts)):
            yield latex(name)


def _all_names(tree: t.Tree) -> frozenset[str]:
    return frozenset(
        bare_key(node) for node in tree.walk() if isinstance(node, (t.Name, t.Scripts))
    )
