"""Decisions that are kept: the same ones come back, and only for the same question."""

from fractions import Fraction

import pytest
from msgspec.structs import replace

from derivcheck.check import Options, check_document
from derivcheck.check.judging.memory import key_of
from derivcheck.check.judging.memory_text import from_text, to_text
from derivcheck.document import read_document
from derivcheck.engine.decision import Decision
from derivcheck.engine.statement import Statement
from derivcheck.term.context import Assumption, Context, Definition
from derivcheck.term.core import Entry, IndexVar, Not, Same, Sort, number
from tests.check.support import FAST, WORD2VEC, problem

pytestmark = pytest.mark.heavy

W = Sort("Vocab", "|V|", 1, 1)
ONE, TWO = IndexVar("i", W), IndexVar("j", W)
X, Y = Entry("x", ()), Entry("y", ())
CONTEXT = Context(
    sorts=(W,),
    variables={"x": (), "y": (), "u": (W,)},
    definitions={"x": Definition((), Y)},
    assumptions=(Assumption("i ≠ j", (), Not(Same(ONE, TWO))),),
)
STATEMENT = Statement((), X, Y, CONTEXT)


def key(statement: Statement = STATEMENT, seed: bytes = b"s", **options: object) -> bytes:
    return key_of(statement, replace(Options(), **options).deciding, seed)  # type: ignore[arg-type]


def within(**changes: object) -> Statement:
    return replace(STATEMENT, context=replace(CONTEXT, **changes))  # type: ignore[arg-type]


def test_the_same_question_has_the_same_key() -> None:
    assert key() == key(Statement((), X, Y, replace(CONTEXT)))


@pytest.mark.parametrize(
    "other",
    [
        key(Statement((), Y, X, CONTEXT)),
        key(Statement((ONE,), X, Y, CONTEXT)),
        key(within(sorts=(Sort("Vocab", "|V|", 2, 1),))),
        key(within(definitions={})),
        key(within(definitions={"x": Definition((), number(1))})),
        key(within(definitions={**CONTEXT.definitions, "y": Definition((), number(1))})),
        key(within(variables={"x": (), "y": (W,)})),
        key(within(positive=frozenset("y"))),
        key(within(one_hot={"u": ONE})),
        key(within(assumptions=())),
        key(within(assumptions=(Assumption("i = j", (), Same(ONE, TWO)),))),
        key(within(values={"y": (Fraction(0), Fraction(1))})),
        key(seed=b"t"),
        key(witnesses=("modular",)),
        key(sizes=(("Vocab", 2),)),
        key(budget=7),
        key(exact=True),
    ],
)
def test_another_question_has_another_key(other: bytes) -> None:
    assert other != key()


def test_what_the_statement_does_not_speak_of_does_not_count() -> None:
    own = {**CONTEXT.definitions, "z": Definition((), number(3))}
    assert key(within(definitions=own)) == key()


class Notebook:
    """Keeps decisions as text, and counts what was asked for in vain."""

    def __init__(self) -> None:
        self.texts: dict[bytes, str] = {}
        self.missed = 0

    def recall(self, key: bytes) -> Decision | None:
        if key not in self.texts:
            self.missed += 1
            return None
        return from_text(self.texts[key])

    def keep(self, key: bytes, decision: Decision) -> None:
        assert from_text(to_text(decision)) == decision
        self.texts[key] = to_text(decision)


def test_a_document_is_judged_the_same_with_and_without_a_memory() -> None:
    text = (WORD2VEC / "handwritten.md").read_text("utf-8")
    document = read_document("handwritten.md", text)
    options = Options(witnesses=FAST.witnesses, seed=b"class")
    notebook = Notebook()
    plain, kept, recalled = (
        check_document(document, problem(), options).parts
        for options in (
            options,
            replace(options, memory=notebook),
            replace(options, memory=notebook),
        )
    )
    assert plain == kept == recalled
    assert notebook.missed == len(notebook.texts) > 20


@pytest.mark.parametrize(
    "text", ["", "null", "[]", '{"Decision": [1]}', '{"os.system": ["x"]}', '{"a": 1, "b": 2}', "{"]
)
def test_text_that_is_no_decision(text: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        from_text(text)
