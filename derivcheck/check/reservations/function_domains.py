"""Functions that a text says for some arguments only: “let $f(x) = x^2$ for $x > 0$”.

What f is at −1 that does not say.  At the letter of the definition, and at positive numbers where
it is said for positive ones, f is what it was said to be.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from derivcheck.check.finding import StepFinding, Verdict, not_proved
from derivcheck.check.judging.chains import Judged
from derivcheck.check.reading.own_names import Names
from derivcheck.document.model import Document
from derivcheck.elaborate.signature import Defined
from derivcheck.source.pattern import SENTENCE_END, later
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t

CODE = "unread-condition"
_ORDER = r"(?:[<>≤≥≠∈]|\\(?:n?eq?|[lg](?:eq?|t)q?(?:slant)?|in|ne)(?![A-Za-z]))"
_REAL = (
    r"\s*(?:\\mathbb\s*\{?\s*R\s*\}?|\\R\b|ℝ|\\Reals?\b)(?!\s*(?:_|\^\s*\{?[+*\\]|\\set|\\back))"
)
_SAID = (
    rf"LETTER\s*(?P<order>{_ORDER})(?!{_REAL})|{_ORDER}\s*LETTER(?![\w^_])"
    r"|LETTER\s*\$?\s+(?:is\s+|be\s+)?(?:at\s+(?:least|most)|between|(?:greater|less|larger|smaller)\s+than|(?:non-?)?positive"
    r"|(?:non-?)?negative|non-?zero)\b|\bon\s+(?:the\s+)?(?:\w+\s+)?(?:interval\s+)?\$?\s*[\[(]\s*-?\s*[\d\\]"
    r"|\b(?:positive|negative|non-?zero|non-?negative|integers?|natural)\s+\$?\s*LETTER(?!\w)"
    r"|:\s*[\[(]\s*[^$:]{1,20}\\to\b"
)  # LETTER stands for the letter
_POSITIVE = later(r"\s*(?:0(?![\d.])|\$)")
_NEAR = 200  # characters around a definition that are looked at


def spare_domains(
    document: Document, judged: Sequence[Judged], known: Sequence[Names]
) -> list[Judged]:
    """Return chains in which nothing is decided of a function where it was not said what it is."""
    text = document.source.text
    return [
        replace(one, steps=tuple(_spare(step, one, names, text) for step in one.steps))
        if names.functions
        else one
        for one, names in zip(judged, known, strict=True)
    ]


def _spare(step: StepFinding, one: Judged, names: Names, text: str) -> StepFinding:
    if step.verdict not in (Verdict.PROVED, Verdict.REFUTED):
        return step
    for side in one.sides(step):
        for function, argument in _applied(side.tree, names):
            said = _limit(function, names.places.get(function.head.key, -1), text, argument)
            if said is not None:
                key = function.head.key
                message = f"{key} is defined where “{said}” holds, which {latex(argument)} may not"
                return not_proved(step, CODE, message)
    return step


def _applied(tree: t.Tree, names: Names) -> Iterator[tuple[Defined, t.Tree]]:
    """Yield the functions of one argument that a formula applies, where not to their own letter."""
    for node in tree.walk():
        factors = node.factors if isinstance(node, t.Product) else ()
        for head, group in pairwise(factors):
            base = head.base if isinstance(head, t.Scripts) else head
            function = names.functions.get(latex(head)) or names.functions.get(latex(base))
            if function is None or not isinstance(group, t.Group) or group.open != "(":
                continue
            formal = function.head.arguments or ()
            if len(formal) == 1 and latex(formal[0]) != latex(group.inner):
                yield function, group.inner


def _limit(function: Defined, place: int, text: str, argument: t.Tree) -> str | None:
    """Return what a definition's sentence says of its argument, if ``argument`` may not do so."""
    if place < 0:
        return None
    start = max(0, place - _NEAR)
    start = max((m.end() for m in SENTENCE_END.finditer(text, start, place)), default=start)
    stop = SENTENCE_END.search(text, place)
    end = min(place + _NEAR, stop.start() if stop is not None else len(text))
    letter = latex((function.head.arguments or ())[0])
    found = re.search(_SAID.replace("LETTER", re.escape(letter)), text[start:end], re.IGNORECASE)
    if found is None:
        return None
    above = found["order"] in (">", "\\gt", "≥", "\\ge", "\\geq", "\\geqslant")
    above = above and _POSITIVE.match(text[start:end], found.end()) is not None
    numeral = isinstance(argument, t.Numeral) and argument.text.strip("0.") != ""
    if above and (numeral or _takes_logarithm(function.body, letter)):
        return None
    return " ".join(found.group().split())


def _takes_logarithm(body: t.Tree, letter: str) -> bool:
    """Whether a formula takes the logarithm of a letter: it is defined for positive ones only."""
    return any(
        isinstance(node, t.Prefix)
        and node.function in ("\\log", "\\ln", "log", "ln")
        and latex(node.argument).strip("() ") == letter
        for node in body.walk()
    )
