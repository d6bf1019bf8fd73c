"""A pattern that waits for its words finds what it finds without them, in every text."""

import random
import re
from collections.abc import Iterable
from functools import cache
from itertools import islice
from pathlib import Path
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from derivcheck.source.needed import holds_one, needed
from tests.source.test_pattern import all_patterns

ROOT = Path(__file__).resolve().parents[2]
# what `re` takes for the same letter, case apart
TWINS = {"k": "k\u212a", "s": "s\u017f", "i": "i\u0130\u0131", "å": "å\u212b", "ß": "ß\u1e9e"}
DRAWN = 5  # texts for each pattern
KINDS = {
    op.CATEGORY_DIGIT: "7٣",
    op.CATEGORY_SPACE: " \n\u00a0",
    op.CATEGORY_WORD: "aZ_9é词",
    op.CATEGORY_NOT_DIGIT: "a-",
    op.CATEGORY_NOT_SPACE: "a$",
    op.CATEGORY_NOT_WORD: " .$",
}


@cache
def written() -> tuple[tuple[str, int], ...]:
    return tuple(sorted({one._written for one in all_patterns()}))


@cache
def compiled(one: tuple[str, int]) -> re.Pattern[str]:
    return re.compile(*one)


def texts() -> list[str]:
    """Return the project's own documents, and those of the derivations, cut into paragraphs."""
    files = sorted((*ROOT.glob("derivations/**/*.[mth]*"), *ROOT.glob("derivcheck/*.md")))
    return [file.read_text("utf-8") for file in files if file.suffix in (".md", ".tex", ".html")]


def may_match(one: tuple[str, int], text: str) -> bool:
    """Whether a pattern is looked for in a text at all."""
    pattern, flags = one
    return holds_one(text, () if flags & re.VERBOSE else needed(pattern))


def test_the_gate_loses_nothing_in_our_own_texts() -> None:
    pieces = sorted({piece for text in texts() for piece in re.split(r"\n\n|\n(?=- )", text)})
    assert len(pieces) > 500
    met = 0
    for number, one in enumerate(written()):
        # each pattern in every sixth piece, another sixth each time: all in all takes long
        some = pieces[number % 6 :: 6]
        # a text that is the match and no more is where a word may be lacking
        found = (match for piece in some for match in compiled(one).finditer(piece))
        for matched in {match.group() for match in islice(found, 100)}:
            met += 1
            assert may_match(one, matched), (one, matched)
    assert met > 200


def test_the_gate_loses_no_match_that_is_made_up() -> None:
    drawn = random.Random(1)
    met: set[tuple[str, int]] = set()
    for one in written():
        tree, pattern = _parser.parse(*one), compiled(one)
        for _ in range(DRAWN):
            text = a_match(tree, drawn, {})
            if pattern.flags & re.IGNORECASE:
                text = "".join(drawn.choice(twins(letter)) for letter in text)
            for around in (text, f"\n{text}\n"):
                if pattern.search(around) is not None:
                    met.add(one)
                    assert may_match(one, around), (one, around)
    assert len(met) > 0.8 * len(written())


def twins(letter: str) -> str:
    return TWINS.get(letter, letter) + (letter.upper() if len(letter.upper()) == 1 else "")


def a_match(tree: Iterable[Any], drawn: random.Random, groups: dict[int, str]) -> str:
    """Return a text that a pattern may match; what looks around is left to chance."""
    out = ""
    for kind, value in tree:
        if kind is op.LITERAL:
            out += chr(value)
        elif kind is op.NOT_LITERAL:
            out += "a" if chr(value) != "a" else "b"
        elif kind is op.ANY:
            out += drawn.choice("a1 $")
        elif kind is op.IN:
            out += one_of(value, drawn)
        elif kind is op.BRANCH:
            out += a_match(drawn.choice(value[1]), drawn, groups)
        elif kind is op.SUBPATTERN:
            inside = a_match(value[3], drawn, groups)
            groups[value[0]] = inside
            out += inside
        elif kind is op.ATOMIC_GROUP:
            out += a_match(value, drawn, groups)
        elif kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            least, most, body = value
            times = drawn.randint(least, min(most, least + 1))
            out += "".join(a_match(body, drawn, groups) for _ in range(times))
        elif kind is op.GROUPREF:
            out += groups.get(value, "")
        elif kind is op.GROUPREF_EXISTS:
            group, yes, no = value
            out += a_match(yes if group in groups else no or (), drawn, groups)
    return out


def one_of(items: list[Any], drawn: random.Random) -> str:
    """Return a letter of a class."""
    if items[0][0] is op.NEGATE:
        return next(c for c in "aZ .1é词" if not any(_has(item, c) for item in items[1:]))
    kind, value = drawn.choice(items)
    if kind is op.LITERAL:
        return chr(value)
    if kind is op.RANGE:
        return chr(drawn.choice((value[0], value[1])))
    return drawn.choice(KINDS[value])


def _has(item: Any, letter: str) -> bool:
    kind, value = item
    if kind is op.LITERAL:
        return chr(value) == letter
    if kind is op.RANGE:
        return value[0] <= ord(letter) <= value[1]
    return letter in KINDS[value]
