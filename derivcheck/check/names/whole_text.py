"""What a document's words and formulas tell as a whole, whichever of its parts is looked at."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from operator import itemgetter

from derivcheck.check.names.index_sets import counted_from_zero
from derivcheck.check.names.targets import said_one_hot, says_one_hot_of_any, targets_in
from derivcheck.check.reading.left_sides import head_on_the_left, no_function, square_on_the_left
from derivcheck.document import without_layout
from derivcheck.document.model import Chain, Document, Part, Said
from derivcheck.document.tokens.token import Kind, Token
from derivcheck.elaborate.kinds import bare_key, names_in
from derivcheck.elaborate.signature import signature_of
from derivcheck.problem.model import Problem
from derivcheck.source.pattern import SENTENCE_END, later
from derivcheck.syntax import parse, parse_anywhere
from derivcheck.syntax import tree as t

_LOGISTIC = later(r"\b(?:sigmoid|logistic)\b", re.IGNORECASE)
# σ may be one of these as well
_OTHERS = later(r"soft-?max|\brelu\b|\btanh\b|\bactivation function", re.IGNORECASE)
_OTHER_COMMANDS = frozenset({"\\max", "\\tanh"})
_SUCH_AS = later(
    r"\be\.\s?g\.|\bsuch as\b|\blike\b|\bany\b|\bor\b|例如|比如|如|等|或", re.IGNORECASE
)
_FORMULAS = later(
    r"\$\$.*?\$\$|\$[^$]*\$|\\\[.*?\\\]|\\\(.*?\\\)|\\begin\b.*?\\end\{\w+\*?\}", re.DOTALL
)
# a formula of more tokens is no mere name
_SHORT = 8
_LAYOUT = frozenset({Kind.ALIGN, Kind.BREAK, Kind.BEGIN, Kind.END})


class Text:
    """What a document says, whichever part is looked at; each thing is found when asked for."""

    def __init__(self, document: Document, words: frozenset[str]) -> None:
        self.document, self.words = document, words

    def trees(self, parts: Iterable[Part]) -> Iterator[t.Tree]:
        """Yield the trees of what is written in parts, read anywhere: their spans mean nothing."""
        return (parse_anywhere(tokens, self.words) for tokens in self._written(parts))

    def placed(self, parts: Iterable[Part]) -> Iterator[t.Tree]:
        """Yield the same trees with the spans of where they stand."""
        return (parse(tokens, self.words) for tokens in self._written(parts))

    def _written(self, parts: Iterable[Part]) -> Iterator[tuple[Token, ...]]:
        """Yield what is written in parts: members of chains, formulas of sentences."""
        parts = tuple(parts)
        for part in parts:
            for chain in part.chains:
                yield from (one.tokens for one in chain.members if one.tokens)
        said, starts = self._said, self._starts
        if len(parts) == 1:  # the rule, and asked for each part
            span = parts[0].span
            said = said[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        for start, tokens in said:
            if any(part.span.start <= start < part.span.end for part in parts):
                yield tokens

    @cached_property
    def _said(self) -> tuple[tuple[int, tuple[Token, ...]], ...]:
        """The formulas of one row, each with its place."""
        told = (one.tokens for one in self.document.formulas if one.tokens)
        rows = ((tokens[0].span.start, without_layout(tokens)) for tokens in told)
        plain = (
            (start, tokens)
            for start, tokens in rows
            if tokens and not any(token.kind in _LAYOUT for token in tokens)
        )
        return tuple(sorted(plain, key=itemgetter(0)))

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(start for start, _ in self._said)

    @cached_property
    def described(self) -> frozenset[str]:
        """The names of which a chain says something: z = …, z_i = …, not z = z + 1."""
        chains = self.document.chains()
        return frozenset(key for chain in chains for key in _described(chain, self.words))

    @cached_property
    def targets(self) -> frozenset[str]:
        """The vectors that stand in a cross-entropy as the true distribution."""
        return targets_in(self.trees(self.document.parts))

    @cached_property
    def from_zero(self) -> frozenset[str]:
        """The sizes of index sets whose elements are counted from 0 on."""
        return counted_from_zero(self.trees(self.document.parts))

    @cached_property
    def sigma(self) -> str | None:
        """The word that tells that σ is the logistic function.

        In a text that speaks of other functions, too, it stands beside σ.
        """
        written = any(
            token.text in ("\\sigma", "σ") for x in self.document.formulas for token in x.tokens
        )
        prose = self.document.prose
        if not written or _LOGISTIC.search(prose) is None:
            return None
        if any(map(_defines_another, self.document.formulas)):
            return None
        if _OTHERS.search(_FORMULAS.sub(" ", prose)) is None:
            said: Iterable[str] = (prose,)
        else:
            said = (words for one in self.document.formulas for words in _beside_sigma(one))
        found = map(_LOGISTIC.search, said)
        return next((one[0] for one in found if one), None)


def _defines_another(said: Said) -> bool:
    """Whether a formula for σ(z) is that of another function, “ReLU: $σ(z) = \\max(0, z)$”."""
    texts = [token.text for token in without_layout(said.tokens)]
    if texts[:1] not in (["\\sigma"], ["σ"]) or "=" not in texts:
        return False
    another = _OTHERS.search(said.before) is not None and _LOGISTIC.search(said.before) is None
    return another or not _OTHER_COMMANDS.isdisjoint(texts[texts.index("=") + 1 :][:1])


def _beside_sigma(said: Said) -> Iterator[str]:
    """Yield what the sentence of a formula with σ says, but lists of what σ may be."""
    if not said.written.isdisjoint(("\\sigma", "σ")):
        after = "" if said.display else SENTENCE_END.split(said.after)[0]
        for words in (said.before, after):
            if not (_OTHERS.search(words) and _SUCH_AS.search(words)):
                yield words


def mentioned(formulas: Iterable[Said], words: frozenset[str]) -> frozenset[str]:
    """Return the names that stand alone in a sentence: “values $v_i$”."""
    found: set[str] = set()
    for said in formulas:
        tokens = without_layout(said.tokens) if len(said.tokens) <= _SHORT else ()
        if tokens:
            tree = parse(tokens, words)
            if isinstance(tree, (t.Name, t.Scripts)):
                found.add(bare_key(tree))
    return frozenset(found)


# “plugging in $x = 3$”: a value for what follows
_CHOSEN = later(
    r"\b(?:plug\w*(?:\s+in)?|insert\w*|substitut\w*|evaluat\w*(?:\s+(?:it|this|both|sides))?(?:\s+at)?|initiali[sz]\w*"
    r"|start\w*(?:\s+(?:with|from|at))?|say|at|with|instance|example|e\.\s?g\.|point|using|given|when)[\s,:]*$",
    re.IGNORECASE,
)
# “there are $q$ classes”, “a $q$-dimensional vector”, “$N$ is the number of words”
_COUNT = later(
    r"\$\s*(?P<before>\\?[A-Za-z]+)\s*\$[\s-]*(?:dimension\w*|class\w*|word\w*|categor\w*|label\w*|"
    r"entr\w+|element\w*|component\w*|token\w*|unit\w*|output\w*|维|个)"
    r"|\$\s*(?P<number>\\?[A-Za-z]+)\s*\$\s+(?:is|be|denotes?|means)\s+the\s+"
    r"(?:number|size|length|dimension\w*)\b",
    re.IGNORECASE,
)


def counted_letters(prose: str) -> frozenset[str]:
    """Return the letters that a text says to count something."""
    found = _COUNT.finditer(prose)
    return frozenset(one["before"] or one["number"] for one in found)


def one_hot_letters(document: Document, problem: Problem | None) -> frozenset[str]:
    """Return the letters in a cross-entropy that the text calls one-hot."""
    if not says_one_hot_of_any(document.prose):
        return frozenset()
    words = problem.words if problem else signature_of(None).words
    return frozenset(said_one_hot(Text(document, words).targets, document.prose))


def _described(chain: Chain, words: frozenset[str]) -> Iterator[str]:
    yield from square_on_the_left(chain, words)
    chosen = head_on_the_left(chain, words) if _CHOSEN.search(chain.before) else None
    if isinstance(chosen, t.Name):
        yield bare_key(chosen)
    for key in no_function(chain, words):
        right = chain.members[chain.relations[0].right]
        if right.tokens and key not in names_in(parse(right.tokens, words)):
            yield key
