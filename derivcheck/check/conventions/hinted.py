r"""Steps that hold under another convention, in a text whose words may state it.

That $u_w$ “sits in the $w$-th row of $U$”, or that derivatives are “linear forms”, can be said in
ways without end.  Where a sentence may say it and was not understood, what would hold so is not
decided; where nothing speaks of it the convention in force holds.
"""

import re
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from derivcheck.check.conventions.document import Conventions
from derivcheck.check.finding import StepFinding, undecided
from derivcheck.document.model import Document
from derivcheck.source.pattern import later

CODE = "unread-condition"
_ROWS = r"\brows?\b|\bhorizontal\w*|行"
_STORED = later(
    rf"{_ROWS}|\bstack\w*|\bvertical\w*|\btransposed\b|\bnumpy\b|\barrays?\b|\blaid out\b"
    r"|\blayouts?\b|\bstored?\b|\$\s*-?\s*by\s*-?\s*\$|\blook-?ups?\b|转置|堆叠",
    re.IGNORECASE,
)
_DERIVED = later(
    rf"{_ROWS}|\bcovectors?\b|\b(?:linear|one)[- ]forms?\b|\blayouts?\b|\bnumerator\b|\bdual\b"
    r"|\b1\s*(?:\\times|×|x)\s*\$?\\?[a-z|]|分子|分母|布局",
    re.IGNORECASE,
)
# what such a sentence is about
_VECTORS = (
    r"\bvectors?\b|\bembeddings?\b|\bmatri|\bgradients?\b|\bderivatives?\b|\bjacobians?\b|\blayout"
    r"|\bscalars?\b|\barrays?\b|向量|矩阵|导数|梯度|布局"
)
_SENTENCE = later(r"(?<=[.;!?])\s|[。；！？]|\n")
_DERIVATIVE = later(r"\\(?:partial|nabla|d)[^=]*\Z|\bd\s*(?:\\[a-z]+\s*\{)?\Z")
_MOST = 20_000  # characters that are looked through
_LONGEST = 80  # characters of a sentence that are shown

Changes = tuple[tuple[str, str], ...]


def spare_hinted(
    steps: Iterable[StepFinding],
    changes: Mapping[str, Changes],
    document: Document,
    conventions: Conventions,
) -> tuple[StepFinding, ...]:
    """Return steps of which none is wrong that holds under a convention that words may state.

    ``changes`` say for steps what would have to be other than is in force.
    """
    prose = document.prose[:_MOST]
    settled = {kind for kind, source in conventions.sources.items() if source.kind != "problem"}

    def spared(step: StepFinding) -> StepFinding:
        kinds = [kind for kind, _ in changes.get(step.id, ())]
        words = [_hint(kind, prose) for kind in kinds if kind not in settled]
        if not words or len(words) < len(kinds) or None in words:
            return step
        message = f"{step.message}; “{words[0]}” may say that it is otherwise here"
        return replace(undecided(step, CODE, message), equals_start=None)

    return tuple(spared(step) if step.id in changes else step for step in steps)


def _hint(kind: str, prose: str) -> str | None:
    """Return a sentence that may state a convention of a kind."""
    hints, about = _DERIVED, _VECTORS
    if kind.startswith("storage "):
        name = kind.removeprefix("storage ")
        if (found := _written_out(name, prose)) is not None:
            return found.group()
        hints, about = _STORED, rf"(?<![A-Za-z\\]){re.escape(name)}(?![A-Za-z])|{_VECTORS}"
    elif kind not in ("vectors", "gradients", "jacobian"):
        return None
    named = re.compile(about, re.IGNORECASE)
    sentences = (one for one in _SENTENCE.split(prose) if hints.search(one) and named.search(one))
    return next((" ".join(one.split())[:_LONGEST] for one in sentences), None)


def _written_out(name: str, prose: str) -> re.Match[str] | None:
    """Find where a matrix is written out by rows, or indexed as in a program: ``U[w]``."""
    letter = rf"(?<![A-Za-z\\]){re.escape(name)}\}}?\s*"
    # [u_1, …, u_n] has columns; what is transposed or stands below one another is a row
    rows = r"[^\n$\])]{0,200}?(?:\^\s*\{?\s*(?:T|\\top|\\intercal)|;|\\\\)"
    opened = rf"(?:=\s*(?:\\left\s*)?(?:\[|\(|\\begin){rows}|\[)"
    found = re.compile(letter + opened).finditer(prose)
    # ∂J/∂U = (…) is no U = (…)
    return next((one for one in found if not _DERIVATIVE.search(prose[: one.start()][-20:])), None)
