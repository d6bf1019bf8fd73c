"""Readings that hold for a whole document: from the problem, or stated by the document."""

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.check.conventions.affirmed import first_affirmed
from derivcheck.check.conventions.storage import stated_storage
from derivcheck.check.conventions.summation import stated_sums
from derivcheck.check.finding import Convention
from derivcheck.document.model import Document
from derivcheck.problem.model import Problem
from derivcheck.source.pattern import later

DEFAULTS = {
    "vectors": "columns",
    "gradients": "shape",
    "jacobian": "numerator",
    "sums": "written",
    "lone": "unplaced",
    "softmax": "vector",
}
# what is said of only if it is another
_PLAIN = {
    "gradients": "shape",
    "sums": "written",
    "lone": "unplaced",
    "softmax": "vector",
}

_TEXTS = {
    ("vectors", "columns"): (
        "column-vectors",
        "vectors are columns; a gradient has the shape of its variable",
    ),
    ("vectors", "rows"): (
        "row-vectors",
        "vectors are rows; a gradient has the shape of its variable",
    ),
    ("gradients", "rows"): (
        "row-gradients",
        "the gradient of a number by a column is a row",
    ),
    ("gradients", "numerator"): (
        "row-derivatives",
        "the derivative ∂f/∂x of a number by a column is a row, and ∇f a column",
    ),
    ("jacobian", "numerator"): (
        "numerator-layout",
        "a Jacobian ∂f/∂x has a row for each entry of f",
    ),
    ("jacobian", "denominator"): (
        "denominator-layout",
        "a Jacobian ∂f/∂x has a column for each entry of f",
    ),
    ("sums", "repeated"): (
        "implied-sums",
        "an index that occurs twice in a product is summed over, the Σ not written",
    ),
    ("sums", "absent"): (
        "implied-sums",
        "an index that the first member of a chain has not is summed over, the Σ not written",
    ),
    ("lone", "below"): (
        "implied-sums",
        "an index that stands once, below a fraction line, is summed over there, around the factor",
    ),
    ("lone", "outside"): (
        "implied-sums",
        "an index that stands once, below a fraction line, is summed over outside of the fraction",
    ),
    ("softmax", "rows"): ("softmax-rows", "the softmax of a matrix is that of each row"),
    ("softmax", "columns"): ("softmax-columns", "the softmax of a matrix is that of each column"),
}

_BY_JACOBIANS = r"\b(?:numerator[- ]layout|jacobian (?:layout|formulation))\b"
# the words alone may be in a question, a heading of two, or said of another book
_ADOPTED = (
    r"\b(?:us(?:e|es|ed|ing)|follow\w*|adopt\w*|employ\w*|work(?:s|ing)? (?:in|with)|stick\w* to"
    rf"|convention\w*:?|layout:|choose|assum\w+)\W{{1,3}}(?:\w+\W){{0,2}}?{_BY_JACOBIANS}"
    rf"|{_BY_JACOBIANS}[^.,\n]{{0,20}}\b(?:is used|is assumed|throughout|everywhere)"
)


def _softmax_of(lines: str) -> str:
    """Return what finds “softmax is applied row-wise”, “softmax over each row”."""
    of_each = (
        rf"(?:{lines}[- ]?wise|{lines} by {lines}|(?:each|every|by|per|to (?:all|the)) {lines})\b"
    )
    apart = r"[^.\n]{0,80}?"
    return rf"\bsoftmax\b{apart}\b{of_each}|\b{of_each}{apart}\bsoftmax\b"


# “we write all vectors as rows”, “all vectors are row vectors”, “use the row-vector convention”
_STATED = {
    ("vectors", "rows"): later(
        r"\bvectors?\b[^.\n]{0,40}\b(?:are|is|as|be)\b[^.\n]{0,12}\brows?\b"
        r"(?! (?:of|in)\b|[- ]?matri)"
        r"|\$\s*(?:are|be)\s+(?:both\s+|all\s+)?rows\b(?! (?:of|in)\b|[- ]?matri)"
        r"|\brow[- ]vector convention\b"
        r"|\b(?:with|use|using|take|in)\W{1,5}row[- ]vectors?\b",
        re.IGNORECASE,
    ),
    ("vectors", "columns"): later(
        r"\bvectors?\b[^.\n]{0,40}\b(?:are|is|as|be)\b[^.\n]{0,12}\bcolumns?\b(?! (?:of|in)\b)"
        r"|\$\s*(?:is|are|be)\s+(?:both\s+|all\s+)?(?:an?\s+)?columns?\b"
        r"(?! (?:of|in)\b|[- ]?matri|[- ](?:\w+ )?vectors?)"
        r"|\bcolumn[- ]vector convention\b"
        r"|\b(?:with|use|using|take|in)\W{1,5}column[- ]vectors?\b",
        re.IGNORECASE,
    ),
    ("gradients", "rows"): later(
        r"\b(?:gradients?|derivatives?)\b[^.\n]{0,40}\b(?:are|is|as)\b[^.\n]{0,12}"
        r"\brows?\b(?! (?:of|in)\b)",
        re.IGNORECASE,
    ),
    ("gradients", "numerator"): later(
        rf"(?:{_ADOPTED})(?!\W{{0,3}}(?:for|of)\b[^.\n]{{0,12}}\bjacobian)"
        r"|\b(?:gradients?|nabla)\b[^.\n]{0,20}\b(?:is|are)\b[^.\n]{0,8}\btransposes?"
        r"\b[^.\n]{0,12}\b(?:derivatives?|jacobians?|differentials?)\b",
        re.IGNORECASE,
    ),
    ("gradients", "shape"): later(
        r"\bshape convention\b"
        r"|\b(?:gradients?|derivatives?)\b[^.\n]{0,40}\b(?:are|is|as)\b[^.\n]{0,12}"
        r"\bcolumns?\b(?! (?:of|in)\b)",
        re.IGNORECASE,
    ),
    ("jacobian", "denominator"): later(
        r"\bdenominator[- ]layout\b|\b(?:hessian|gradient) (?:layout|formulation)\b",
        re.IGNORECASE,
    ),
    ("jacobian", "numerator"): later(_BY_JACOBIANS, re.IGNORECASE),
    ("softmax", "rows"): later(_softmax_of("rows?"), re.IGNORECASE),
    ("softmax", "columns"): later(_softmax_of("columns?"), re.IGNORECASE),
}

# whatever a pattern above matches has one of these in it
_LAYOUT_WORDS = ("layout", "formulation")
_NEEDED = {
    "rows": ("row",),
    "columns": ("column",),
    "shape": ("shape", "column"),
    "denominator": _LAYOUT_WORDS,
    "numerator": (*_LAYOUT_WORDS, "transpose"),
}
# what goes the other way, of which it need not be said that it is a softmax
_GOES = {
    "rows": later(r"\b(?:down|by) (?:the |all |its )?columns?\b|\bcolumn-?wise\b|\baxis ?=? ?0\b"),
    "columns": later(r"\bby (?:the |all |its )?rows?\b|\brow-?wise\b|\baxis ?=? ?1\b"),
}


class Source(Struct, frozen=True):
    """Where a reading comes from: problem, stated, inferred or option; with its evidence."""

    kind: str = "problem"
    evidence: tuple[str, ...] = ()


class Conventions(Struct, frozen=True):
    """The readings in force in a document and where each of them comes from."""

    values: dict[str, str]
    sources: dict[str, Source]
    problem: Problem | None

    def inferred(self, changes: Mapping[str, str], evidence: tuple[str, ...]) -> "Conventions":
        """Return these conventions with some that the document's steps bear out."""
        sources = dict.fromkeys(changes, Source("inferred", evidence))
        return replace(self, values={**self.values, **changes}, sources={**self.sources, **sources})

    def shown(self) -> tuple[Convention, ...]:
        """Return the conventions for the report; without a problem those that are not defaults."""
        out = []
        for kind, value in self.values.items():
            source = self.sources.get(kind, Source())
            said = self.problem is not None or source.kind != "problem"
            if kind.startswith("storage "):
                continue
            if said and _PLAIN.get(kind) != value:
                code, text = _TEXTS[kind, value]
                if kind == "vectors" and self.values.get("gradients") != "shape":
                    text = text.split(";")[0]
                out.append(Convention(code, text, source.kind, source.evidence))
        return (*out, *self._storage())

    def _storage(self) -> list[Convention]:
        problem = self.problem
        out = []
        for entry in problem.symbols if problem else ():
            if entry.columns and problem:
                kind = f"storage {entry.name}"
                value = self.values.get(kind, "columns")
                source = self.sources.get(kind, Source())
                name, letter = entry.columns[0], _letter(problem, entry.sorts[1])
                text = f"{name}_{letter} is {value[:-1]} {letter} of {entry.name}"
                out.append(Convention(f"{name}-{value}", text, source.kind, source.evidence))
        return out


def conventions_of(
    document: Document, problem: Problem | None, options: tuple[tuple[str, str], ...] = ()
) -> Conventions:
    """Return the conventions that the problem, the document's words and the options give.

    A document that states both of two readings states neither.  What the problem fixes or an
    option sets is not overruled by words.
    """
    values = {**DEFAULTS, **dict(problem.conventions if problem else ())}
    sources: dict[str, Source] = {}
    if problem is None or not problem.fixed:
        for kind, (value, sentence) in _WORDS.state(document, problem).items():
            values[kind] = value
            sources[kind] = Source("stated", (sentence,))
    for kind, value in options:
        values[kind] = value
        sources[kind] = Source("option")
    return Conventions(values, sources, problem)


class _Words:
    """What the words of the last document state: an editor asks for it twice after each edit."""

    def __init__(self) -> None:
        self._asked: tuple[str | None, Problem | None] = None, None  # the problem by identity
        self._stated: dict[str, tuple[str, str]] = {}

    def state(self, document: Document, problem: Problem | None) -> dict[str, tuple[str, str]]:
        """Return the readings that a document states, each with the sentence that does so."""
        prose, known = self._asked
        if known is not problem or prose != document.prose:
            self._stated = _stated_in(document, problem)
            self._asked = document.prose, problem
        return self._stated


_WORDS = _Words()


def _stated_in(document: Document, problem: Problem | None) -> dict[str, tuple[str, str]]:
    spoken = document.prose.casefold()
    out: dict[str, tuple[str, str]] = {}
    for kind in (*DEFAULTS, *dict(problem.conventions if problem else ())):
        stated = stated_sums(document) if kind == "sums" else _stated(document, kind, spoken)
        if stated is not None:
            out[kind] = stated
    if problem is not None:
        for name, stated in stated_storage(document, problem).items():
            out[f"storage {name}"] = stated
    return out


def inferred_in(
    shown: Iterable[Convention], problem: Problem | None
) -> tuple[tuple[str, str], ...]:
    """Return which conventions the steps of a document bore out, as options would set them."""
    known = {(code, text): reading for reading, (code, text) in _TEXTS.items()}
    for entry in problem.symbols if problem else ():
        for name in entry.columns[:1]:
            for value in ("columns", "rows"):
                known[f"{name}-{value}", ""] = (f"storage {entry.name}", value)
    inferred = [one for one in shown if one.source == "inferred"]
    return tuple(
        reading
        for (code, text), reading in known.items()
        if any(one.code == code and text.startswith(one.text if text else "") for one in inferred)
    )


def _stated(document: Document, kind: str, spoken: str) -> tuple[str, str] | None:
    found = {}
    for (of, value), pattern in _STATED.items():
        asked = of == kind and any(word in spoken for word in _NEEDED[value])
        match = first_affirmed(pattern.finditer(document.prose)) if asked else None
        if match is not None:
            found[value] = _sentence(document.prose, match.start())
    if kind == "gradients" and len(found) > 1:
        found.pop("numerator", None)  # what is said of gradients wins over what layouts imply
    if kind == "softmax" and any(first_affirmed(_GOES[x].finditer(spoken)) for x in found):
        return None  # “for $V$ it goes down the columns”
    if kind == "gradients" and "denominator" in spoken:
        found.pop("numerator", None)  # which of the two holds where is not told
    return next(iter(found.items())) if len(found) == 1 else None


def _sentence(prose: str, at: int) -> str:
    stop = prose.rfind(". ", 0, at)
    start = max(stop + 2 if stop >= 0 else 0, prose.rfind("\n", 0, at) + 1)
    ends = [end for end in (prose.find(".", at), prose.find("\n", at)) if end >= 0]
    return " ".join(prose[start : min(ends) if ends else len(prose)].split())


def _letter(problem: Problem, sort: str) -> str:
    return next((e.letters[0] for e in problem.sorts if e.sort.name == sort and e.letters), "i")
