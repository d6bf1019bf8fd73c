"""Whether a sentence states a convention, or denies it, supposes it or says it of others."""

import re
from collections.abc import Iterable

from derivcheck.source.pattern import later

# what somebody else does, or what would be so, is said in the whole sentence
_HEDGED = later(
    r"\b(?:if|would|could|were|might|whether|some|others?|people|they|lectures?|lecturer|books?"
    r"|cookbook|textbooks?|authors?|often|usually|sometimes|unlike|instead of|rather than"
    r"|opposed to|appendix|should)\b|[?？]",
    re.IGNORECASE,
)
# a denial reaches no further than its clause
_DENIED = later(
    r"\b(?:not|never|no|nor|neither|without|cannot|avoid\w*|reject\w*|dislike\w*|abandon\w*|refus\w+"
    r"|forgo\w*|ignor\w+|against|contrary|in contrast|opposite)\b|n['’]t\b",
    re.IGNORECASE,
)
# “rows instead of the more common columns” speaks of columns that are not there
_OTHER = later(
    r"\b(?:instead of|rather than|as opposed to|(?<!do )(?<!does )not)\b[^.;,\n]*",
    re.IGNORECASE,
)


def first_affirmed(found: Iterable[re.Match[str]]) -> re.Match[str] | None:
    """Return the first of some places in a text that states what it says, or None."""
    return next((match for match in found if is_affirmed(match)), None)


def is_affirmed(match: re.Match[str]) -> bool:
    """Whether the words at a place are stated there and neither denied nor said of others."""
    prose = match.string
    start = max(_before(prose, match.start(), mark) for mark in (". ", "? ", ";", "\n"))
    stop = min(_after(prose, match.end(), mark) for mark in (". ", ";", "\n"))
    apart = next((o for o in _OTHER.finditer(prose, start, stop) if o.end() > match.start()), None)
    if apart is not None and apart.start() < match.end():
        return False
    rest = _OTHER.sub(" ", prose[start:stop])
    clause = max(start, _before(prose, match.start(), ","))
    end = min(stop, _after(prose, match.end(), ","))
    denied = _DENIED.search(_OTHER.sub(" ", prose[clause:end]))
    return denied is None and _HEDGED.search(rest) is None


def _before(prose: str, at: int, mark: str) -> int:
    found = prose.rfind(mark, 0, at)
    return found + len(mark) if found >= 0 else 0


def _after(prose: str, at: int, mark: str) -> int:
    found = prose.find(mark, at)
    return found if found >= 0 else len(prose)
