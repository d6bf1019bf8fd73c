"""Settings of one problem with the same names in them, made once for all documents of a class.

What is found of terms is kept with their context: documents that say the same find it once.  The
settings of one document stay as many as its names are, as contexts are compared by identity.
"""

from collections import Counter

from derivcheck.check.reading.members import Setting
from derivcheck.check.reading.own_names import Names, with_names

MOST = 100  # settings that are kept

_Key = tuple[object, ...]
_known: dict[_Key, tuple[Setting, Setting]] = {}


class Shared:
    """The settings that one document has got from here."""

    def __init__(self) -> None:
        self._given: Counter[_Key] = Counter()

    def named(self, bare: Setting, names: Names) -> Setting:
        """Return a part's setting in which some names are known, another one at each call."""
        content = _content(names)
        if content is None:
            return with_names(bare, names)
        key = (id(bare), *content)
        self._given[key] += 1
        key = (*key, self._given[key])
        held = _known.get(key)
        if held is None:
            if len(_known) >= MOST:
                del _known[next(iter(_known))]
            # what is known by its id is kept with it, so that the id stays its own
            held = _known[key] = bare, with_names(bare, names)
        return held[1]


def _content(names: Names) -> _Key | None:
    """Return what a setting has from names, None where it is not the same in another document."""
    # names.unspoken is about letters that are read by their use, and about nothing else
    by_use = (names.letters, names.beneath, names.half_said, names.unsure, names.elements)
    if any(by_use) or names.upstream or names.spellings or not names.places:
        return None
    return (
        tuple(names.values.items()),
        tuple(names.definitions.items()),
        tuple((key, id(defined)) for key, defined in names.functions.items()),
        tuple(key for key, place in names.places.items() if place < 0),
        frozenset(names.one_hot),
        frozenset(names.counted),
        frozenset(names.taken),
        frozenset(names.carried),
        frozenset(names.stacked.items()),
        frozenset(names.claimed.items()),
    )
