"""What code between formulas assigns to a name of theirs: `J = 2 * cross_entropy(y, yhat)`.

Code is not read.  But where it says what a name is, that may be another thing than the formulas
say, and a derivative of the name is no longer sure.  Only statements that stand by themselves are
looked at: what a function calls its own is nobody else's.
"""

import re
from collections.abc import Iterator

from derivcheck.source import SourceText
from derivcheck.source.pattern import later

_FENCED = later(
    r"^(?P<fence>```+|~~~+)[ \t]*\{?\.?(?:i?python3?|py|julia|r)?\b[^\n`]*\n"
    r"(?P<code>.*?)^(?P=fence)",
    re.M | re.S | re.I,
)
_ASSIGNED = later(
    r"^(?:def\s+(?P<function>\w+)\s*\([^)]*\)[^:\n]*:\s*(?:return\s+)?"
    r"|(?P<name>\w+)\s*(?P<change>[-+*/]|\*\*)?=(?!=)[ \t]*(?:lambda\s[^:\n]*:)?)"
    r"(?P<value>[^\n#;]*)",
    re.M,
)
# nothing that a formula would say: a number to begin with, an empty list, another letter
_NO_VALUE = later(r"[-+\d.eE\s]*|None|\[\s*\]|\w+|['\"].*")
# −log ŷ_o and the cross-entropy, as they are called in code
_USUAL = later(
    r"-\s*(?:\w+\.)?log\(\s*\w*(?:hat|prob|pred)\w*\s*\[\s*(?:o|\w*(?:target|outside|idx)\w*)\s*\]\s*\)"
    r"|(?:\w+\.)*cross_?entropy(?:_?loss)?\([\w\s,]*\)",
    re.I,
)
_FONT = later(r"\\(?:mathcal|mathrm|text|mathbf|boldsymbol|bm|operatorname)\b|[{}\\\s]")
_SIGNS = later(r"[\s{}*]|\\(?:cdot|left|right)\b|\\,")
_RIGHT = later(r"[:\\a-z]*=?\s*&?\s*([^$&\n]*)")


def assigned_in_code(
    source: SourceText, key: str, begins: int, stop: int, *, own: bool
) -> str | None:
    """Return code between two places that assigns to a name, unless it says what was known.

    That is what stands behind the relation sign at ``begins`` where the name is the text's own;
    else it is what the losses of a problem are usually called.
    """
    name = _FONT.sub("", key)
    right = _RIGHT.match(source.text, begins) if own else None
    said = right[1] if right else None
    for code in _code(source, begins, stop):
        for found in _ASSIGNED.finditer(code):
            value = found["value"].strip()
            if name != (found["function"] or found["name"]):
                continue
            if found["change"] is None:
                usual = not own and _USUAL.fullmatch(value)
                same = said is not None and _plain(value.replace("**", "^")) == _plain(said)
                if usual or same or _NO_VALUE.fullmatch(value):
                    continue
            return " ".join(found.group().split())
    return None


def _code(source: SourceText, begins: int, stop: int) -> Iterator[str]:
    """Yield the code that stands between two places: cells of a notebook, fences of Markdown."""
    yield from (code for at, code in source.code if begins <= at <= stop)
    yield from (found["code"] for found in _FENCED.finditer(source.text, begins, stop))


def _plain(written: str) -> str:
    return _SIGNS.sub("", written).rstrip(".,;")
