"""The remark that one side of a step asks for more than the other to be defined."""

from collections.abc import Iterable, Iterator

from derivcheck.check.reading.members import Reading, Setting
from derivcheck.source import Diagnostic
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t


def narrower(
    left: Reading, right: Reading, setting: Setting, known: Iterable[str]
) -> Iterator[Diagnostic]:
    """Yield the remark that a side needs what the other does not and nothing else says.

    ``known`` is what holds anyway.  Where each side needs something of its own it is not known
    which needs more.  Of names with a meaning of their own and of derivatives it is not seen
    where they are defined, f′(x) no further than f(x): nothing is said beside them.
    """
    said = tuple(known)
    for side, other, one, two in (
        ("right", "left", right, left),
        ("left", "right", left, right),
    ):
        more = _missing(one.conditions, (*two.conditions, *said))
        less = _missing(two.conditions, (*one.conditions, *said))
        if more and not less and not _hides_its_domain(two.tree, setting):
            message = f"the {side} side needs {', '.join(more)}; the {other} side does not"
            yield Diagnostic("narrower-domain", message, right.member.span)


def _missing(needed: Iterable[str], there: Iterable[str]) -> list[str]:
    """Return the conditions that do not follow from others."""
    implied = {part for text in there for part in _implied(text)}
    return sorted(set(needed) - implied)


def _implied(text: str) -> Iterator[str]:
    """Yield what a condition says and what follows from it."""
    yield text
    if text.endswith("> 0"):
        yield f"{text[:-3]}≠ 0"
        yield f"{text[:-3]}≥ 0"


def _hides_its_domain(tree: t.Tree, setting: Setting) -> bool:
    defined = setting.signature.definitions
    for node in tree.walk():
        if isinstance(node, (t.Derive, t.Gradient)):
            return True
        if isinstance(node, t.Scripts) and node.primes:
            return True
        if isinstance(node, (t.Name, t.Scripts)):
            key = latex(node)
            if key in setting.names or key in defined:
                return True
    return False
