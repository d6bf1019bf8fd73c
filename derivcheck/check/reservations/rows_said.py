"""Vectors of the problem that a text calls rows where only some of them are: “ŷ is 1 × |V|”.

All vectors of a document stand alike; what does not fit for a vector that the text calls a row is
no error of the writer.  Nor is it what does not fit for ŷ where “the word vectors are rows”.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec.structs import replace

from derivcheck.check.finding import StepFinding, Verdict
from derivcheck.check.judging.chains import Judged
from derivcheck.elaborate.kinds import names_in
from derivcheck.elaborate.signature import Signature
from derivcheck.source.pattern import later, unstyled

_ROW = later(
    r"\brow[- ]vectors?\b|\b(?:is|are|as|be)\s+(?:an?\s+|written\s+as\s+|stored\s+as\s+)?rows?\b"
    r"(?!\s+(?:of|in)\b)|\bin\s+rows?\s*(?=[.,;!?)]|$|[^.]{0,30}\bin\s+columns?\b)"
    r"|(?<![\w|])1\s*(?:\\times|×|x|,)\s*\\?\|?\s*[A-Z]\b|行向量",
    re.IGNORECASE,
)
# the transpose of a row, with its shape below: (ŷ − y)^T of |V| × 1
_TURNED = later(r"\^\s*(?:T|\\top)\s*_\s*\(?\|?\w+\|?\s*(?:\\times|×)\s*1\b")
# what stands in whatever the two above match: most texts have none of it
_NEEDED = later(r"row|1\s*(?:\\times|×|x|,)|(?:\\times|×)\s*1|行向量", re.IGNORECASE)
_SENTENCE = later(r"(?<=[.;!?])\s|\n")
_MOST = 20_000  # characters that are looked through


def called_rows(prose: str, signature: Signature) -> frozenset[str]:
    """Return the problem's vectors of which a text says, in one sentence, that they are rows."""
    if "row" not in prose and "1" not in prose and "行向量" not in prose:
        return frozenset()
    sentences = _on_rows(prose)
    vectors = {_plain(key): key for key in _vectors(signature)} if sentences else {}
    found: set[str] = set()
    for sentence in sentences:
        found |= {key for name, key in vectors.items() if _names(name, sentence)}
    return frozenset(found)


@lru_cache(maxsize=16)  # each part of a document asks for the words of all of it
def _on_rows(prose: str) -> tuple[str, ...]:
    """Return the sentences of a text that speak of rows."""
    plain = _plain(prose[:_MOST])
    sentences = _SENTENCE.split(plain) if _NEEDED.search(plain) else ()
    may = (one for one in sentences if _NEEDED.search(one))
    return tuple(one for one in may if _ROW.search(one) or _TURNED.search(one))


def _vectors(signature: Signature) -> Iterator[str]:
    """Yield the names of the problem's vectors, declared or defined by their entries."""
    for key, symbol in signature.symbols.items():
        if symbol.kind == "column" and not symbol.stated:
            yield key
    for key, variants in signature.definitions.items():
        if not variants[-1].own and len(variants[-1].head.indices or ()) == 1:
            yield key


def _plain(text: str) -> str:
    return re.sub(r"(\\hat)\s+", r"\1", unstyled(text))


def _names(name: str, sentence: str) -> bool:
    return re.search(rf"(?<![A-Za-z\\]){re.escape(name)}(?![A-Za-z_])", sentence) is not None


def spare_rows(judged: Sequence[Judged], prose: str, signature: Signature) -> list[Judged]:
    """Return chains in which nothing is called wrong for the shapes of vectors called rows."""
    misfits = any(_misfits(step) for one in judged for step in one.steps)
    rows = called_rows(prose, signature) if misfits else frozenset[str]()
    if not rows:
        return list(judged)
    return [replace(one, steps=tuple(_spare(s, one, rows) for s in one.steps)) for one in judged]


# “the word vectors are rows”, “each embedding is a row vector”
_OF_WORDS = later(
    r"\b(?:(?:word|context|cent(?:er|re)|outside|input|output)(?:[- ]word)?[- ]?vectors?"
    r"|(?:word[- ]?)?embeddings?)\b",
    re.IGNORECASE,
)
_OF_ALL = later(r"\ball\b(?![- ](?:word|the word))|\b(?:every|any) vector\b", re.IGNORECASE)


def spare_other_rows(judged: Sequence[Judged], prose: str, signature: Signature) -> list[Judged]:
    """Return chains in which nothing is called wrong for ŷ or y where word vectors alone are rows.

    All vectors of the text are read as rows.
    """
    misfits = any(_misfits(step) for one in judged for step in one.steps)
    said = _on_rows(prose) if misfits else ()
    if any(map(_OF_ALL.search, said)) or not any(map(_OF_WORDS.search, said)):
        return list(judged)
    others = frozenset(_vectors(signature)) - called_rows(prose, signature)
    message = "the text says of word vectors that they are rows, not of"

    def spared(step: StepFinding, one: Judged) -> StepFinding:
        found = _first_of(others, step, one) if _misfits(step) else None
        if found is None:
            return step
        return replace(step, verdict=Verdict.UNREAD, message=f"{step.message}; {message} {found}")

    return [replace(one, steps=tuple(spared(s, one) for s in one.steps)) for one in judged]


def _first_of(names: frozenset[str], step: StepFinding, judged: Judged) -> str | None:
    """Return the first of some names that a side of a step is written with."""
    sides = (side.tree for side in judged.sides(step))
    return min(names.intersection(key for side in sides for key in names_in(side)), default=None)


def _misfits(step: StepFinding) -> bool:
    return step.verdict is Verdict.ILL_TYPED and step.code == "shape-mismatch"


def _spare(step: StepFinding, judged: Judged, rows: frozenset[str]) -> StepFinding:
    if not _misfits(step):
        return step
    found = _first_of(rows, step, judged)
    if found is None:
        return step
    message = f"{step.message}; the text calls {found} a row, and here it is read as a column"
    return replace(step, verdict=Verdict.UNREAD, message=message)
