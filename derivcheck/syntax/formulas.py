"""A formula's tree: read once, whoever asks for it, and wherever it stands."""

from collections.abc import Sequence
from functools import lru_cache

from derivcheck.document.tokens.token import Token
from derivcheck.syntax import tree as t
from derivcheck.syntax.moved import read_anywhere, read_once
from derivcheck.syntax.parser import read

# trees of longer ones are not kept
REMEMBERED = 1_000


def parse(tokens: Sequence[Token], words: frozenset[str] = frozenset()) -> t.Tree:
    """Return the tree of one formula; ``words`` are the multi-letter names that are known."""
    parser = _parse if 0 < len(tokens) <= REMEMBERED else read
    return parser(tuple(tokens), words)


def parse_anywhere(tokens: Sequence[Token], words: frozenset[str] = frozenset()) -> t.Tree:
    """Return the tree of one formula for those who do not ask where it stands.

    It may be that of the same formula at another place, or in another document; what has been
    found out about that, as the names in it, need not be found again.
    """
    parser = _parse_anywhere if 0 < len(tokens) <= REMEMBERED else read
    return parser(tuple(tokens), words)


# a member is asked for by who chooses its part, who looks for definitions, and who judges it
@lru_cache(maxsize=1024)
def _parse(tokens: tuple[Token, ...], words: frozenset[str]) -> t.Tree:
    return read_once(tokens, words, read)


@lru_cache(maxsize=1024)
def _parse_anywhere(tokens: tuple[Token, ...], words: frozenset[str]) -> t.Tree:
    return read_anywhere(tokens, words, read)
