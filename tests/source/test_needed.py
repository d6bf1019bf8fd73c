"""Words without which a pattern cannot match: none is named that a match may do without."""

import re
import sys
from collections.abc import Iterable
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]

import pytest

from derivcheck.source.needed import holds_one, needed
from derivcheck.source.pattern import Later, later
from tests.source.test_pattern import all_patterns


@pytest.mark.parametrize(
    ("pattern", "words"),
    (
        (r"\bregulari[sz]\w*|weight\s+decay", {"regulari", "weight"}),
        (r"(?:the\s+)?loss(?:es)? is (?:doubled|halved)", {"doubled", "halved"}),
        (r"(?P<many>ab){2,}c?", {"ab"}),
        (r"colou?r", {"colo"}),
        (r"ab+cde", {"cde"}),
        (r"(?!not)(?<=never)yes(?=after)", {"yes"}),
        (r"\$x\$\.", {"$x$."}),
        (r"损失|Loss", {"损失", "loss"}),
        (r"STRASSE|straße", {"strasse"}),
        (r"[\]a-z]x{3}\u4e00\x41", {"x"}),
        # nothing is needed of these
        (r"(?:loss)?", set()),
        (r"loss|\d+", set()),
        (r"(?:loss|)", set()),
        (r"(?:loss){0,2}", set()),
        (r"(?:loss){,2}", set()),
        (r"\w+", set()),
        (r"(a)?(?(1)loss)", set()),
    ),
)
def test_what_is_needed(pattern: str, words: set[str]) -> None:
    assert set(needed(pattern)) == words


def test_every_match_of_our_patterns_holds_what_they_need() -> None:
    known = 0
    for pattern, flags in {one._written for one in all_patterns()}:
        words = () if flags & re.VERBOSE else needed(pattern)
        known += bool(words)
        assert not words or is_needed(_parser.parse(pattern, flags), words), pattern
    assert known > 200


def is_needed(tree: Iterable[object], words: tuple[str, ...]) -> bool:
    """Whether every text that a pattern as `re` reads it matches holds one of the words."""
    return ends(tree, {""}, words) == {None}


def ends(
    tree: Iterable[object], before: set[str | None], words: tuple[str, ...]
) -> set[str | None]:
    """Return the letters with which a text may end behind a match, None once it has a word.

    Nothing makes a word less likely than no letters: that stands for whatever is not known.
    """
    found = before
    for kind, value in tree:  # type: ignore[misc]
        if kind is op.LITERAL:
            found = written(chr(value), found, words)
        elif kind is op.IN and all(one is op.LITERAL for one, _ in value):
            found = {end for _, c in value for end in written(chr(c), found, words)}
        elif kind is op.BRANCH:
            found = {end for one in value[1] for end in ends(one, found, words)}
        elif kind is op.SUBPATTERN:
            found = ends(value[3], found, words)
        elif kind is op.ATOMIC_GROUP:
            found = ends(value, found, words)
        elif kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            least, most, body = value
            once = ends(body, found, words)
            found = (set() if least else found) | (forgotten(once) if most > 1 else once)
        elif kind not in (op.AT, op.ASSERT, op.ASSERT_NOT):
            found = forgotten(found)
    return found


def written(letter: str, before: set[str | None], words: tuple[str, ...]) -> set[str | None]:
    longer = {None if end is None else end + letter.casefold() for end in before}
    return {None if end is None or any(w in end for w in words) else end for end in longer}


def forgotten(found: set[str | None]) -> set[str | None]:
    return {None if end is None else "" for end in found}


def test_letters_that_re_takes_for_one_another_are_found() -> None:
    every = "".join(chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000)
    letters = [*map(chr, range(ord("a"), ord("z") + 1)), *"éäöüßñçσςθλμ"]
    for letter in letters:
        for found in re.findall(re.escape(letter), every, re.IGNORECASE):
            assert holds_one(f"-{found}-", needed(letter)), (letter, found)


def test_what_cannot_match_is_not_compiled() -> None:
    lazy = later(r"\b(?:hinge|focal)[- ]loss\b", re.IGNORECASE)
    assert isinstance(lazy, Later)
    text = "the loss $J$ is doubled"
    assert lazy.search(text) is lazy.match(text) is lazy.fullmatch(text) is None
    assert lazy.findall(text) == [*lazy.finditer(text)] == []
    assert (lazy.sub("", text), lazy.split(text)) == (text, [text])
    assert "_compiled" not in vars(lazy)
    assert lazy.search("a HINGE loss") and lazy.search(text) is None
    assert "_compiled" in vars(lazy)


def test_of_a_verbose_pattern_nothing_is_known() -> None:
    assert later("a b  # letters", re.VERBOSE).search("xab") is not None
