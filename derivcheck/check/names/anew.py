"""Names that a section defines anew: “## Exponential loss” with an L of its own.

A second `L = …` may also write the first one in another way, with a slip.  So the section must be
about another thing by its title, or say that it defines; then the name is the section's to its end,
and means the one before again nowhere: behind the section, either may be meant.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from derivcheck.check.reading.definitions import may_tell
from derivcheck.check.reading.left_sides import left_side
from derivcheck.check.reading.own_names import Anew, Names, beneath
from derivcheck.document.model import Chain, Region
from derivcheck.elaborate.signature import take_apart
from derivcheck.source import Span
from derivcheck.source.pattern import SENTENCE_END, later
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t

# “Exponential loss”, “2.1 The Skip-Gram Model”, “Example 2”
_THING = later(
    r"\W*(?:(?:[\d.]+|[ivx]+|[a-h])[.):]?\s+)?(?:(?:the|an?|our)\s+)?"
    r"(?:(?P<kind>[^\W\d][\w '’-]{1,40}?)[\s-]+"
    r"(?:loss|cost|objective|error|risk|energy|model|regression|classifier|entropy|sampling|regulari[sz]ation|regulari[sz]er"
    r"|penalty|likelihood|network|activation|method|kernel|distribution)(?:\s+function)?s?"
    r"|(?:example|exercise|problem|case|variant)\s+[\dA-Z]+)"
    r"\W*(?:\([^()]*\)\W*)?",
    re.IGNORECASE,
)
# titles of the same thing once more
_SAME_THING = later(
    r"\b(?:form|notation|simpl\w*|expan\w*|rewrit\w*|matrix|vectori\w*|vector|component\w*|entr\w+"
    r"|index|element\w*|compact|general\w*|equivalent\w*|explicit|same|again|total|full|whole"
    r"|complete|final|overall|reduced|average|resulting|minimi\w*|optim\w*|deriv\w*|gradient\w*"
    r"|loss|cost|objective|error|model|this|above|previous|first|numerical|check\w*)\b",
    re.IGNORECASE,
)
_DEFINES = later(
    r"\b(?:let(?! us)|defin(?:e|ed|es)|consider|instead|another|different)\b|定义|考虑|设|令",
    re.IGNORECASE,
)
# what speaks of what stands before
_OLD = later(
    r"\b(?:as before|before|same|still|again|recall\w*|remember|above|previous\w*|former|old"
    r"|original|earlier|preceding|first|initial|last|both|two|compar\w*|unlike|contrast|whereas|section|sec"
    r"|eqs?|equation|unchanged|equal\w*|equivalent\w*|rewrit\w*|expan\w*|simplif\w*|so|hence|thus"
    r"|therefore|follows|becomes|gives?|get|obtain|reads?|written)\b"
    r"|之前|前面|上面|原来|上述|仍|同样|所以|因此|得|即|化简|展开|沿用",
    re.IGNORECASE,
)
_FORMULA = later(r"\$\$.*?\$\$|\$[^$]*\$|\\\(.*?\\\)|\\\[.*?\\\]", re.S)


def anew_in(
    chain: Chain, own: Names, known: Names, regions: Iterable[Region], words: frozenset[str]
) -> Anew | None:
    """Return the name that a chain defines anew, if it does so in a section of its own."""
    tree = left_side(chain, words) if may_tell(chain) else None
    if tree is None:
        return None
    key = take_apart(tree).key if isinstance(tree, t.Product) else latex(tree)
    before, place = own.places.get(key, -1), chain.place
    regions = tuple(regions)
    if before < 0 or before >= place or key in own.claimed or speaks_of_old(chain, regions):
        return None
    section = _section(before, place, regions, defines=_defines(chain))
    if section is None:
        return None
    resting = frozenset(one for one in own.places if one != key and key in beneath((one,), own))
    return Anew(key, place, section, known, resting)


def speaks_of_old(chain: Chain, regions: Iterable[Region]) -> bool:
    """Whether the words before a chain speak of what stands before or of another section, or say
    that it follows."""
    words = _FORMULA.sub(" ", chain.before)
    if _OLD.search(words):
        return True
    place, words = chain.place, _plain(words)
    others = (one for one in regions if not one.span.start <= place < one.span.end)
    return any(title in words for one in others if (title := _plain(one.title)))


def _defines(chain: Chain) -> bool:
    sentence = SENTENCE_END.split(chain.before.rstrip(" .:\n"))[-1]
    return _DEFINES.search(_FORMULA.sub(" ", sentence)) is not None


def _section(before: int, place: int, regions: Sequence[Region], *, defines: bool) -> Span | None:
    """Return the innermost section around a place, behind another, that is of another thing."""
    around = [one for one in regions if one.title and one.span.start <= place < one.span.end]
    titles = {_plain(one.title) for one in regions if one.span.start <= before < one.span.end}
    for one in sorted(around, key=lambda one: -one.span.start):
        apart = one.span.start > before and _plain(one.title) not in titles
        if apart and (_is_thing(one.title) or (defines and not _SAME_THING.search(one.title))):
            return one.span
    return None


def _is_thing(title: str) -> bool:
    found = _THING.fullmatch(title)
    return found is not None and not (found["kind"] and _SAME_THING.search(found["kind"]))


def _plain(title: str) -> str:
    return " ".join(title.lower().split())


def without_anew(names: Names, anew: Iterable[Anew]) -> Names:
    """Return the names but those that sections have as their own: behind these, none is meant."""
    keys = frozenset(one.key for one in anew)
    return names.without(keys) if keys else names


def as_before(names: Names, anew: Iterable[Anew], place: int) -> Names | None:
    """Return names with what those of a section meant before, None if there are none at a place."""
    here = [one for one in anew if one.holds_at(place)]
    if not here:
        return None
    for one in here:
        names = names.without(frozenset((one.key,))).joined(_only(one.old, one.key))
    return names


def _only(names: Names, key: str) -> Names:
    known: Mapping[str, object] = {**names.values, **names.functions, **names.places}
    return names.without(frozenset(known) - {key})
