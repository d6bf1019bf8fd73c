"""What words say of matrices and vectors, and no proof knows: “let $P$ be a projection”.

Of a problem's own vectors such words limit nothing, so a step that fails, and may hold of what
they speak of, is not refuted.  A derivative is by free entries: they save no wrong one, unless
they speak of a matrix that the text itself has declared, and is held fixed: ∂(xᵀAx)/∂x = 2Ax.
Without a problem what stands beside a symbol limits it (`names/properties.py`); here sentences
without a formula are heard, “all matrices are symmetric”, which do not say of which they speak.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec.structs import replace

from derivcheck.check.finding import WRONG, StepFinding, Verdict, not_wrong
from derivcheck.check.judging.at_ones import fails_at_ones
from derivcheck.check.judging.chains import Judged
from derivcheck.check.judging.judge import Judge
from derivcheck.check.names.declarations import PREAMBLE
from derivcheck.document.model import Chain, Document, Part
from derivcheck.elaborate.kinds import names_in
from derivcheck.source.pattern import SENTENCE_END, later
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.core import Entry

CODE = "unread-condition"
_ONES = (
    r"(?:\$[^$=\n]{1,24}\$|\b(?:vectors?|embeddings?|matri(?:x|ces)|columns?|rows?|Vektoren"
    r"|Matrizen|matrices?|vecteurs?|vectores|[A-Z])\b|向量|矩阵)"
)
_ARE = (
    r"(?:ortho(?:gonal|normal)|unitar(?:y|ies)|isometr|idempotent|involut|nilpotent"
    r"|project(?:s|or|ion)\b|Projektion|proyecci[oó]n|permut|rotat|reflection|symmetr(?:i|y)|stochastic"
    r"|invertible|\bsingular|full\s+(?:row\s+|column\s+)?rank|definite|triangular|diagonal"
    r"|unit[- ](?:length|norm|vector|ball)|sphere|(?:length|norm)s?\s+(?:one|1|\$1\$)"
    r"|(?<!un)normali[sz]ed|\bcent(?:er|re)e?d|zero[- ]mean|whitened|standardi[sz]ed|preserv"
    r"|commut|parallel|collinear|perpendicular|(?:sum|add)s?\s+(?:up\s+)?to\s+(?:one|zero|1|0)"
    r"|正交|对称|投影|单位向量|幂等|置换)"
)
_SAID = later(rf"{_ONES}[^.]{{0,80}}?{_ARE}|{_ARE}[^.]{{0,40}}?{_ONES}", re.IGNORECASE)
# the same of what no formula names, and what says so much by itself
_MATRICES = r"\b(?:matri(?:x|ces)|Matrizen|kernels?|covariances?|(?-i:[A-Z]))\b|矩阵"
_VALUES = (
    r"\b(?:vectors?|embeddings?|representations?|columns?|rows?|data|inputs?|features?|points|samples"
    r"|observations|noise|errors|residuals|labels|targets|masks?|parameters|coefficients|scores"
    r"|activations|units|entries|components|weights|probabilities|numbers|scalars|variables|values"
    r"|quantities|everything|vecteurs?|vectores|Vektoren)\b|向量|数据"
)
_SIGNED = (
    r"(?:\bnon-?negative|(?<![-\w])positive)\b(?![\s-]*(?:semi|definite|sample|class|example|pair|word"
    r"|label|case|term))"
)
_LIMITED = (
    r"(?:\bzero(?:[- ]|\s+)means?\b|\bunit\s+variance|\bbinary\b|\bplus\s+or\s+minus\b|±|\btied\b"
    r"|\bshared\b|\bequal\s+to\s+(?:one|zero)|\bzeros?\s+(?:and|or)\s+ones?\b|\bintegers?\b"
    r"|\bidentical\b|\bdistinct\b)"
)
_ALONE = (
    r"\b(?:rotations?|reflections?|permutations?|projections?)\s+(?:preserv|leav|do\b|chang)\w*"
    r"|\bproject\w*\s+twice|\bon\s+the\s+(?:unit\s+)?sphere|\bunit\s+(?:vectors?|sphere|ball)\b"
    r"|\bby\s+(?:the\s+)?symmetry\b|单位向量"
    r"|\bnorms?\s+(?:is|are)\s+(?:all\s+)?(?:the\s+)?(?:L\s*_?1|manhattan|max|supremum|infinity)"
    r"|\b(?:L_?1|manhattan|infinity)[- ]norms?\b"
)


def _told_of(ones: str) -> re.Pattern[str]:
    are = rf"(?:{_ARE}|{_SIGNED}|{_LIMITED})"
    return later(rf"(?:{ones})[^.]{{0,80}}?{are}|{are}[^.]{{0,40}}?(?:{ones})", re.IGNORECASE)


# by the number of axes of what may be spoken of
_UNNAMED = (
    (2, _told_of(_MATRICES)),
    (2, _told_of(_VALUES)),
    (1, _told_of(_VALUES)),
    (0, later(_ALONE, re.IGNORECASE)),
)
_REASON = later(rf"\b(?:{_ARE}|{_SIGNED})", re.IGNORECASE)
# what ones and the identity are, and what they are not
_OF_ONES = later(
    r"\bbinary\b|±|\bplus\s+or\s+minus\b|\bnon-?negative\b|\bpositive\b|\bzeros?\s+(?:and|or)\s+ones?\b"
    r"|\bintegers?\b|symmetr|definite|diagonal|triangular|对称",
    re.IGNORECASE,
)
_OF_OTHERS = later(
    r"skew|anti|off-|norm|unit|mean|cent(?:er|re)|\bsum|\badd|ortho|white|standard|tied|shared|identical|distinct"
    r"|equal|singular|stochastic|commut|parallel|perpendic|preserv|negative\s+(?:semi-?)?definite|strictly"
    r"|one-?\s?hot|probab|distribut|simplex|exclusive|exactly|only|at\s+most|less|below|between|different|zero-one",
    re.IGNORECASE,
)
# “the scores do not sum to one” spares nothing
_NEGATED = later(r"\b(?:not|never|no)\b|n['’]t\b", re.IGNORECASE)
_DISPLAY = later(r"\$\$|\\[\[\]]|\\(?:begin|end)\{\w+\*?\}")
_PARAGRAPH_END = later(r"\n\s*\n|\$\$|\\[\[\]]|\\(?:begin|end)\{\w+\*?\}")
_WORD = later(r"[^\W\d_]{2}")
_ANY_FORMULA = later(r"\$|\\\(")
_BEHIND = 300  # characters behind a formula in which a sentence may tell what was used
_FORMULA = later(r"\$([^$\n]*)\$")
_NAME = later(r"\\?[A-Za-z]+")
# what is custom, and known
_KNOWN = later(
    r"\b(?:distribution|probabilit\w+|one-hot|softmax|predict\w+|\\hat|cent(?:er|re)\s+word)\b",
    re.IGNORECASE,
)


def spare_said_vectors(
    document: Document, part: Part, judged: Sequence[Judged], judge: Judge, *, problem: bool
) -> list[Judged]:
    """Return the chains of a part, none called wrong that may hold of matrices as they are said."""
    text = document.source.text
    first = document.parts[0]
    outer = text[: first.span.end] if first.id == PREAMBLE and first is not part else ""
    out: list[Judged] = []
    for chain, one in zip(part.chains, judged, strict=True):
        if any(step.verdict in WRONG for step in one.steps):
            words = f"{outer}\n\n{text[part.span.start : chain.end]}\n\n{chain.after}"
            if problem:
                one = _spared(one, words)
            else:
                behind = _paragraph(text[chain.end : chain.end + _BEHIND])
                one = _unnamed_spared(one, chain, f"{words}\n\n{behind}", judge)
        out.append(one)
    return out


def _paragraph(behind: str) -> str:
    """Return the first words behind a formula, up to the next one: they may say what was used."""
    found = (one for one in _PARAGRAPH_END.split(behind) if _WORD.search(one))
    return next(found, "")


def _unnamed_spared(judged: Judged, chain: Chain, words: str, judge: Judge) -> Judged:
    """Return a chain that is not called wrong beside what is said of matrices without a name."""
    variables = _variables(judged) or frozenset()
    bodies = [one.tensor.body for one in judged.readings if one.tensor is not None]
    entries = [node for body in bodies for node in body.walk() if isinstance(node, Entry)]
    axes = {len(node.indices) for node in entries if node.symbol not in variables}
    # of a family of vectors, x_i, one index is none of its axes
    axes |= {len(node.indices) - 1 for node in entries if "_" in node.symbol and node.indices}
    if not axes:
        return judged
    sentences = (one for display in _DISPLAY.split(words) for one in SENTENCE_END.split(display))
    said = [one for one in sentences if not _ANY_FORMULA.search(one)]
    patterns = [
        pattern for count, pattern in _UNNAMED if count in axes or (not count and axes - {0})
    ]
    spoken = ((x.group(), one) for one in said for p in patterns if (x := p.search(one)))
    found = [(phrase, one) for phrase, one in spoken if not _NEGATED.search(phrase)]
    found += [(x.group(), one) for one in chain.remarks if (x := _REASON.search(one))]
    if not found:
        return judged
    shown = " ".join(found[0][0].split())
    message = f"it does not hold in general; “{shown}” may say of what it does"
    plain = all(_OF_ONES.search(phrase) and not _OF_OTHERS.search(one) for phrase, one in found)

    def spared(step: StepFinding) -> StepFinding:
        # what limits values makes no shapes fit
        if step.verdict is not Verdict.REFUTED:
            return step
        sides = (side.tensor for side in judged.sides(step))
        left, right = sides
        if not plain or left is None or right is None:
            return _spare(step, message)
        fails = fails_at_ones(left, right, judged.setting, judge)
        return step if fails else _spare(step, message)

    return replace(judged, steps=tuple(map(spared, judged.steps)))


def _variables(judged: Judged) -> frozenset[str] | None:
    """Return what a chain differentiates by, None where it takes no derivative."""
    nodes = [node for reading in judged.readings for node in reading.tree.walk()]
    taken = [node for node in nodes if isinstance(node, t.Derive | t.Gradient)]
    by = (x for node in taken if isinstance(node, t.Derive) for x in (node.variable, *node.further))
    return frozenset(map(latex, by)) if taken else None


def _spared(judged: Judged, words: str) -> Judged:
    variables = _variables(judged)
    symbols = judged.setting.signature.symbols
    written = {key for reading in judged.readings for key in names_in(reading.tree)}
    fixed = {
        key for key in written - (variables or set()) if key in symbols and symbols[key].stated
    }
    if variables is not None and not fixed:
        return judged
    sentences = SENTENCE_END.split(words)
    if variables is not None:
        sentences = [one for one in sentences if _speaks_of(one, fixed)]
    found = next(filter(None, map(_said_in, sentences)), None)
    if found is None:
        return judged
    message = f"it does not hold in general; “{' '.join(found.split())}” may say of what it does"
    return replace(judged, steps=tuple(_spare(step, message) for step in judged.steps))


def _speaks_of(words: str, names: set[str]) -> bool:
    formulas = (found[1] for found in _FORMULA.finditer(words))
    return any(name in _NAME.findall(formula) for formula in formulas for name in names)


@lru_cache(maxsize=4096)  # the same sentences stand before many chains
def _said_in(sentence: str) -> str | None:
    found = None if _KNOWN.search(sentence) else _SAID.search(sentence)
    return None if found is None else found.group()


def _spare(step: StepFinding, message: str) -> StepFinding:
    return not_wrong(step, CODE, message) if step.verdict in WRONG else step
