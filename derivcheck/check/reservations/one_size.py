"""A letter that nobody declares and that ends sums is one size in a document.

“Σ_{x=1}^T p(x|c) = 1” may say with T how many words there are.  Where the same T ends sums of other
things, or is said to count something, no proof rests on that.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from derivcheck.check.finding import StepFinding, Verdict, undecided
from derivcheck.check.judging.chains import Judged
from derivcheck.check.judging.undeclared import SIZE
from derivcheck.check.reading.members import Reading
from derivcheck.elaborate.sizes import OF_ITS_SUM, read_as_size
from derivcheck.source.pattern import later
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t

# “T is the length of the corpus”, “T 个位置”: what no set of words or entries has
_OTHERS = (
    r"(?:corpus|corpora|text|sentences?|sequences?|documents?|windows?|positions?"
    r"|samples?|batch\w*|(?:time\s+)?steps|epochs?|iterations?|points?|examples?|data\w*)\b"
)
_COUNTS = (
    r"[\s$]*(?:is|be|denotes?|means|as|being)\s+the\s+(?:total\s+)?(?:number|size|length|count)\s+of\s+"
    rf"(?:\w+\s+){{0,2}}?{_OTHERS}"
    # “T words in the corpus”, “T positions”
    rf"|[\s$~-]+(?:\w+\s+)?(?:(?:words?|tokens?)\s+(?:in|of)\s+(?:\w+\s+){{0,2}}?)?{_OTHERS}"
    r"|[\s$]*(?:是|为|表示)[^。,，]{0,8}?(?:语料|文本|句子|序列|文档|窗口|样本|位置)"
)

# “k negative samples” are counted by what was read as the number of drawn words
_DRAWN = later(r"\b(?:negative|noise|noisy)\s+(?:samples?|examples?)\b", re.IGNORECASE)

# “the corpus has”, “a sequence of length” before the letter
_LONG = (
    rf"\b{_OTHERS}\s+"
    r"(?:(?:is|has|have|of|with|contains|consists|in|all|total|length|size)\s+){1,4}\$?\s*"
)


def spare_two_sizes(parts: Sequence[Sequence[Judged]], prose: str) -> list[list[Judged]]:
    """Return the chains of all parts, none proved by a size that its letter may not have."""
    sizes: dict[str, set[str]] = {}
    ends: dict[str, set[str]] = {}
    for reading in (reading for chains in parts for one in chains for reading in _proved(one)):
        for key, shown in map(read_as_size, reading.remarks):
            # a set that only its sum tells of is another one in each place
            sizes.setdefault(key, set()).update({shown} - {OF_ITS_SUM})
            ends.setdefault(key, set()).update(_indices(reading.tree, key))
    sizes.pop("", None)
    doubts = {
        key: why for key in sizes if (why := _doubt(key, sizes[key], ends[key], parts, prose))
    }
    if not doubts:
        return [list(chains) for chains in parts]
    return [[_spared(one, doubts) for one in chains] for chains in parts]


def _proved(one: Judged) -> Iterator[Reading]:
    """Yield the members of steps that are proved, or were before a size of theirs was doubted."""
    steps = (s for s in one.steps if s.verdict is Verdict.PROVED or s.code == SIZE)
    signs = (step.relation for step in steps)
    yield from (one.readings[at] for sign in signs for at in (sign.left, sign.right))


def _doubt(
    key: str, shown: set[str], own: set[str], parts: Iterable[Iterable[Judged]], prose: str
) -> str:
    """Return why a letter may be another size than was read, or nothing."""
    if len(shown) > 1:
        return f"{key} would be {' and '.join(sorted(shown))}"
    letter = rf"(?<![A-Za-z\\]){re.escape(key)}"
    patterns = (rf"{letter}(?:{_COUNTS})", rf"{_LONG}{letter}(?![A-Za-z])")
    counted = later("|".join(patterns), re.IGNORECASE).finditer(prose)
    drawn = shown <= _drawn_sizes(parts)
    said = next((one for one in counted if not (drawn and _DRAWN.search(one[0]))), None)
    if said is not None:
        return f"“{' '.join(said[0].split())}”"
    for reading in (r for chains in parts for one in chains for r in one.readings):
        # a t that was read nowhere: the place of a word in the text
        other = sorted(_indices(reading.tree, key) - own) if reading.tensor is None else []
        if other:
            return f"{key} ends a sum over {other[0]}, too"
    return ""


def _drawn_sizes(parts: Iterable[Iterable[Judged]]) -> set[str]:
    """Return how many words the problem has drawn, the K of “K negative samples”."""
    signatures = (one.setting.signature for chains in parts for one in chains)
    return {sig.sort(entry.sorts[0]).size for sig in signatures for entry in sig.maps}


def _indices(tree: t.Tree, key: str) -> set[str]:
    """Return the letters below the sums that end at a letter."""
    return {
        latex(name)
        for node in tree.walk()
        if isinstance(node, t.Big) and node.upper is not None and latex(node.upper) == key
        for name in (node.lower.walk() if node.lower is not None else ())
        if isinstance(name, t.Name)
    }


def _spared(one: Judged, doubts: dict[str, str]) -> Judged:
    steps = tuple(_spare(step, one, doubts) for step in one.steps)
    return one if steps == one.steps else replace(one, steps=steps)


def _spare(step: StepFinding, one: Judged, doubts: dict[str, str]) -> StepFinding:
    if step.verdict is not Verdict.PROVED:
        return step
    sides = one.sides(step)
    keys = {read_as_size(remark)[0] for side in sides for remark in side.remarks}
    for key in sorted(keys & doubts.keys()):
        message = f"it holds only if {key} counts what is summed over; {doubts[key]}"
        return replace(undecided(step, SIZE, message), equals_start=None, scope=None)
    return step
