"""Claims about all words but one: ∂J/∂u_w beside ∂J/∂u_o.

Who claims of ∂J/∂u_o and, right before or behind that, of ∂J/∂u_w what they are, has told the
words apart by their names: the second is about the other words, w ≠ o.  That is told by the two
first members as they stand, never by what holds of them.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from derivcheck.check.cases import conditions
from derivcheck.check.finding import StepFinding, Verdict
from derivcheck.check.judging.chains import Judged
from derivcheck.check.judging.phrases import last_sentence
from derivcheck.check.judging.stated import says_for_all, states_own
from derivcheck.check.reading.members import Setting
from derivcheck.document.model import Chain
from derivcheck.source import Diagnostic
from derivcheck.source.pattern import later
from derivcheck.term.core import Derivative
from derivcheck.term.substitute import substitute
from derivcheck.term.tensor import Tensor, same_shape

CODE = "other-words"
# “so in all”, “putting both together”: what is said so is said of every word
_OF_ALL = later(
    r"\b(?:in (?:all|total|sum|general|short|both)\b(?! other)|overall|altogether|together|both"
    r"|combin\w*|summar\w*|conclu\w*|either way|regardless|no matter|whatever|whichever|always"
    r"|includ\w+|(?:all|every|each|any)\b(?!\s+(?:of\s+)?(?:the\s+)?"
    r"(?:others?|remaining|rest|incorrect|wrong|negative|non\w*|further)\b))\b"
    r"|总之|综上|一般|所有|任意|全部|包括",
    re.IGNORECASE,
)


def about_other_words(
    chains: Sequence[Chain],
    judged: Sequence[Judged],
    setting: Setting,
    under: Callable[[int, str], Judged],
) -> list[Judged]:
    """Return the chains of a part, those about w beside one about o judged for w ≠ o.

    ``under`` judges the chain of a number anew, with a condition beside it.  Chains that hold as
    they stand, that state a condition or are said to hold for all stay as they are.
    """
    found = list(judged)
    for n, own in enumerate(judged):
        wrong = any(_is_doubted(step) for step in own.steps)
        chain = chains[n]
        if not wrong or says_for_all(chain) or states_own(chain) or chain.doubtful:
            continue
        if any(map(_OF_ALL.search, (last_sentence(chain.before), chain.after, *chain.remarks))):
            continue
        if conditions(own, setting) != ():
            continue
        told = next(_told(own, judged, n, setting), None)
        if told is not None:
            letter, element = told
            anew = under(n, f"${letter} \\neq {element}$")
            found[n] = replace(anew, steps=tuple(_with_remark(s, told) for s in anew.steps))
    return found


def _is_doubted(step: StepFinding) -> bool:
    """Whether a step fails for some word, or may hold under words that were not understood."""
    return step.verdict is Verdict.REFUTED or step.code == "unread-condition"


def _told(
    own: Judged, judged: Sequence[Judged], n: int, setting: Setting
) -> Iterator[tuple[str, str]]:
    """Yield the letter of a chain's first member and the element in its place beside it."""
    one = own.readings[0].tensor
    for side in (range(n - 1, -1, -1), range(n + 1, len(judged))):
        beside = next((judged[m] for m in side if judged[m].readings[0].tensor is not None), None)
        if one is None or beside is None or conditions(beside, setting) != ():
            continue
        other = beside.readings[0].tensor
        assert other is not None
        yield from _differing(one, other, setting)


def _differing(one: Tensor, other: Tensor, setting: Setting) -> Iterator[tuple[str, str]]:
    """Yield the letter that one derivative has where the other has a named element."""
    if not isinstance(one.body, Derivative) or not same_shape(one, other):
        return
    body, its = one.at(*other.indices), other.body
    letters = body.free - its.free
    symbols = setting.signature.symbols
    named = {symbol.name for symbol in symbols.values() if symbol.kind == "element"}
    if len(letters) != 1:
        return
    (letter,) = letters
    if letter.name in named:
        return
    for element in sorted(its.free, key=lambda index: index.name):
        alike = element.name in named and element.sort is letter.sort
        if alike and substitute(body, {letter: element}) is its:
            yield letter.name, element.name


def _with_remark(step: StepFinding, told: tuple[str, str]) -> StepFinding:
    letter, element = told
    message = (
        f"read for {letter} ≠ {element}: the formula beside it says what this is for {element}"
    )
    return replace(step, remarks=(*step.remarks, Diagnostic(CODE, message, step.rhs.span)))
