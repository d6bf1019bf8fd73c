"""What documents have in common is found once, and never changes what is said of another."""

import inspect
import re
from itertools import permutations

import pytest

from derivcheck.check import Options, check_document
from derivcheck.check.names import shared
from derivcheck.check.reading import again
from derivcheck.check.reading.own_names import Names
from derivcheck.cli.pipeline import load_once
from derivcheck.diagnose.search import diagnose
from derivcheck.document import read_submission
from derivcheck.elaborate.scope import Scope
from derivcheck.syntax import formulas, moved

# the same lines mean other things by what is said before them
LINES = r"""
$$ \frac{\partial J}{\partial v_c} = U(\hat y - y) = a $$
$$ s + s = 2 s $$
$$ s + s = 2 x^2 $$
$$ s + s = 2 x^3 $$
"""
TEXTS = (
    "# Solution\n\n## (b)\n\nLet $s = x^2$.\n" + LINES,
    "# Solution\n\n## (b)\n\nWords of another length. Let $s = x^3$.\n" + LINES,
    "# Solution\n\n## (b)\n\nLet $s = x^2$ and $a = U(\\hat y - y)$.\n" + LINES,
    "# Solution\n\n## (b)\n" + LINES,
    "# Solution\n\nVectors are rows.\n\n## (b)\n\nLet $s = x^2$.\n" + LINES,
)


def said_of(text: str) -> str:
    options = Options(witnesses=("modular", "balls"), seed=b"class")
    document = read_submission("a.md", text, "markdown", "")
    return repr(check_document(document, load_once("word2vec"), options, diagnose))


def forget() -> None:
    formulas._parse.cache_clear()
    formulas._parse_anywhere.cache_clear()
    for known in (moved._known, again._known, shared._known):
        known.clear()


@pytest.fixture(scope="module")
def alone() -> dict[str, str]:
    found = {}
    for text in TEXTS:
        forget()
        found[text] = said_of(text)
    return found


@pytest.mark.parametrize("first", range(len(TEXTS)))
def test_no_document_says_anything_of_another(first: int, alone: dict[str, str]) -> None:
    forget()
    order = list(permutations(TEXTS))[first * 24]
    assert [said_of(text) for text in order] == [alone[text] for text in order]


def test_the_lines_are_judged_by_what_is_said(alone: dict[str, str]) -> None:
    assert len(set(alone.values())) == len(TEXTS)


def test_members_of_another_document_are_known_again() -> None:
    forget()
    said_of(TEXTS[3])
    before = dict(again._known)
    said_of(TEXTS[3].replace("# Solution", "# A solution of mine"))
    assert before and again._known == before


def test_names_that_go_on_can_be_compared() -> None:
    names = Names(carried=frozenset({"h", "s"})).joined(Names(places={"s": 3}))
    assert hash(names.carried) == hash(frozenset({"h"}))
    text = (
        TEXTS[0].replace("Let $s", "$$ h = x + 1 $$ Let $s") + "\n## (c)\n" + LINES + "$$ h = h $$"
    )
    assert "TypeError" not in said_of(text)


def test_all_of_a_scope_and_of_names_is_compared() -> None:
    """A further field on which meanings rest has to be looked at before a member is known again."""
    for name in Scope.__struct_fields__:
        assert re.search(rf"\bscope\.{name}\b", inspect.getsource(again)), name
    for name in Names.__struct_fields__:
        assert re.search(rf"\bnames\.{name}\b", inspect.getsource(shared)), name
