"""The loss of a network that a document does not write down: the cross-entropy of its own ŷ.

A part that says what its ŷ is, by letters of its own, does not speak of the problem's losses any
more.  Where the document speaks of cross-entropy, a bare J there is that of y and this ŷ.
"""

import re
from collections.abc import Collection

from derivcheck.check.reading.members import Setting
from derivcheck.check.reading.own_meaning import own_meaning
from derivcheck.check.reading.own_names import Names
from derivcheck.source import Span
from derivcheck.source.pattern import later
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t

_CROSS_ENTROPY = later(r"\bcross[- ]?entropy\b|交叉熵", re.IGNORECASE)
_NOT_IT = later(
    r"(?:\b(?:not|no|never|without|neither|nor|unlike|instead of|rather than|replac\w+)\b|n't\b)"
    r"[^.]{0,40}\bcross[- ]?entropy|(?:不是|而非|并非)[^。]{0,20}交叉熵"
    r"|\bcross[- ]?entropy\b[^.]{0,20}(?:\bnot\b|n't\b)",
    re.IGNORECASE,
)
# where it is “defined”: below 0, as what is read by custom only
PLACE = -1000


def customary_loss(
    setting: Setting, own: Names, heads: Collection[str], prose: str
) -> Names | None:
    """Return what a bare J is in a part that has defined its own ŷ; None elsewhere.

    ``heads`` are names of which the part says something, J perhaps among them.
    """
    if not own.places or not _CROSS_ENTROPY.search(prose) or _NOT_IT.search(prose):
        return None
    losses = [key for key, (_, head) in setting.signature.losses.items() if head.key == key]
    entropy = next((x for key in own.places if (x := _entropy_of(key, setting))), None)
    if entropy is None or len(losses) != 1 or losses[0] in {*own.places, *heads}:
        return None
    found = own_meaning(t.Name(Span(0, 0), losses[0]), entropy, setting)
    if found is None:
        return None
    beneath = (*setting.beneath, *setting.letters.values())
    return Names(found.values, found.definitions, places={losses[0]: PLACE}, beneath=beneath)


def _entropy_of(key: str, setting: Setting) -> t.Tree | None:
    """Return the problem's ``CE(y, ŷ)`` whose second argument is a name, or None."""
    for variants in setting.signature.definitions.values():
        match variants[-1].body:
            case t.Product(factors=(t.Words(text="CE"), t.Group(inner=t.Items(items=(_, one))))):
                if latex(one) == key:
                    return variants[-1].body
    return None
