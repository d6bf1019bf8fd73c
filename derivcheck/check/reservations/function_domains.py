"""Functions and families that a text says in part only: “let $f(x) = x^2$ for $x > 0$”.

What f is at −1 that does not say.  At the letter of the definition, and at positive numbers where
it is said for positive ones, f is what it was said to be.  So it is with “for $i > 1$ let
$s_i = x_i^2$”: what s_1 is, and so what Σ_i s_i is, is not said.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from derivcheck.check.finding import StepFinding, Verdict, not_proved
from derivcheck.check.judging.chains import Judged
from derivcheck.check.reading.own_names import Names
from derivcheck.check.reservations.ranges_said import listed_in_part
from derivcheck.document.model import Document
from derivcheck.elaborate.kinds import names_in
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
_AT_MOST = r"(?:≤|\\leq?(?:slant)?(?![A-Za-z]))"
_BELOW = r"(?:<|\\lt(?![A-Za-z]))"
_UNLIKE = r"(?:≠|\\neq?(?![A-Za-z])|\\not\s*=)"
_OF_INDEX = (
    rf"(?<![\w^_])(?:LETTER\s*(?:(?:>|\\gt(?![A-Za-z]))(?!\s*0)|(?:≥|\\geq?(?:slant)?(?![A-Za-z]))(?!\s*[01](?!\d))"
    rf"|{_UNLIKE}|∉|\\notin(?![A-Za-z])|{_BELOW}|{_AT_MOST}(?!\s*(?:\w|\|\w+\|)\s*(?:[$,.;:)&\\]|\Z)))"
    rf"|(?!0)\w+\s*(?:{_BELOW}|{_UNLIKE})\s*LETTER(?![\w^_])|(?![01]\s)\w+\s*{_AT_MOST}\s*LETTER(?![\w^_])"
    r"|(?:even|odd)\s+\$?\s*LETTER(?!\w)|LETTER\s*\$?\s+(?:is\s+|be\s+)?(?:even|odd|(?:greater|larger|less|smaller)\s+than)\b)"
)
# what stands below a sign, between braces or in brackets limits that alone
_ASIDE = later(r"_\s*\{[^{}]*\}|_\s*\w|\\\{[^{}]*\\\}|\[[^\[\]]*\]")
_FROM_ZERO = rf"\b0\s*{_AT_MOST}\s*LETTER\s*{_BELOW}\s*\w"
_INDEX_BEFORE = later(r"_\s*\{?\s*([A-Za-z])\s*\}?[\s&:]*\Z")
_POSITIVE = later(r"\s*(?:0(?![\d.])|\$)")
_NEAR = 200  # characters around a definition that are looked at


def spare_domains(
    document: Document, judged: Sequence[Judged], known: Sequence[Names]
) -> list[Judged]:
    """Return chains in which nothing is decided of a function where it was not said what it is."""
    text = document.source.text
    return [
        replace(one, steps=tuple(_spare(step, one, names, text) for step in one.steps))
        if names.functions or names.values
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
        for key, said in _beyond(side.tree, names, text):
            message = f"the entries of {key} are defined where “{said}” holds, not all of them"
            return not_proved(step, CODE, message)
    return step


def _beyond(tree: t.Tree, names: Names, text: str) -> Iterator[tuple[str, str]]:
    """Yield the families that are said in part only and stand for more, and what limits them."""
    for key in sorted({latex(node) for node in tree.walk()} & names.values.keys()):
        place = names.places.get(key, -1)
        found = _INDEX_BEFORE.search(text, max(0, place - _NEAR), max(0, place))
        if not names.values[key].indices or found is None:
            continue
        letter = found[1]
        said = _limit_of_index(letter, place, text)
        if said is not None and _is_taken_beyond(tree, key, letter, said):
            yield key, said


def _limit_of_index(letter: str, place: int, text: str) -> str | None:
    """Return what the sentence of a family's definition says of its index, if that limits it."""
    start, end = _sentence(place, text)
    if "\\begin{cases}" in text[start:end]:
        return None
    words = re.sub(_FROM_ZERO.replace("LETTER", letter), "", _ASIDE.sub("", text[start:end]))
    found = re.search(_OF_INDEX.replace("LETTER", letter), words)
    lists = (said for of, said, _ in listed_in_part(words) if of == letter)
    said = found.group() if found is not None else next(lists, None)
    return " ".join(said.split()) if said is not None else None


def _is_taken_beyond(tree: t.Tree, key: str, letter: str, said: str) -> bool:
    """Whether a family stands otherwise than at its own index, or in a sum that is so limited."""
    entries = [n for n in tree.walk() if isinstance(n, t.Scripts) and latex(n.base) == key]
    if sum(latex(node) == key for node in tree.walk()) > len(entries):
        return True
    ranges = [node.lower for node in tree.walk() if isinstance(node, t.Big)]
    limited = [one for one in ranges if one is not None and said in latex(one)]
    return any(latex(one.sub) != letter for one in entries if one.sub is not None) or any(
        one is None or letter in names_in(one) for one in ranges if one not in limited
    )


def _sentence(place: int, text: str) -> tuple[int, int]:
    """Return where the sentence of a definition begins and ends, no further than near it."""
    start = max(0, place - _NEAR)
    start = max((m.end() for m in SENTENCE_END.finditer(text, start, place)), default=start)
    stop = SENTENCE_END.search(text, place)
    return start, min(place + _NEAR, stop.start() if stop is not None else len(text))


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
    start, end = _sentence(place, text)
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
