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
from derivcheck.check.judging.phrases import last_sentence, may_be_condition
from derivcheck.check.judging.stated import caption_of, says_for_all, states_own
from derivcheck.check.reading.members import Setting
from derivcheck.document.model import Chain
from derivcheck.document.tokens.wordlist import wordlist
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

# “for every other outside word vector $u_w$”, “(when it is not the correct word)”
_OTHERS = wordlist("other others remaining rest incorrect wrong")
_TRUE = wordlist("true correct actual target observed")
_AROUND = wordlist(
    "and while but similarly likewise then now for in of to with respect when if all any every each"
    " the is are it we have get gets obtain gives not case ii b a word words vector vectors outside"
    " context output embedding embeddings column columns class classes token tokens label labels"
)
_COLUMN = later(r"\$\s*(?:\\[a-z]+\s*\{)?[A-Za-z]\}?(?:_\{?[a-z]\}?)?\s*\$")


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
        own_case = states_own(chain) and not _names_the_others(chain)
        if not wrong or says_for_all(chain) or own_case or chain.doubtful:
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


def _names_the_others(chain: Chain) -> bool:
    """Whether the words that may be a condition say no more than “for the other words $w$”."""
    said = caption_of(chain)
    behind = may_be_condition(chain.after, before=False)
    if said is None or behind or any(may_be_condition(x, before=True) for x in chain.remarks):
        return False
    head, _, clause = said.rstrip(" ,:：，").rpartition(",")
    if may_be_condition(head, before=True):
        return False
    plain = _COLUMN.sub(" ", clause)
    words = re.findall(r"[^\W\d_]+", plain.lower())
    others = not _OTHERS.isdisjoint(words) or ("not" in words and not _TRUE.isdisjoint(words))
    return others and "$" not in plain and set(words) <= _OTHERS | _TRUE | _AROUND


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
