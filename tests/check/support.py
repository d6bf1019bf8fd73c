"""Checking a small text in the way the command line does, with the fast witnesses."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from derivcheck.check import Options, check_document
from derivcheck.check.finding import DocumentFinding, StepFinding
from derivcheck.document import read_document
from derivcheck.problem import Problem, load_problem
from derivcheck.source import Span

ROOT = Path(__file__).resolve().parents[2]
WORD2VEC = ROOT / "derivations" / "word2vec"
SEED = ROOT.parent / "shared" / "seed" / "word2vec_handwritten.md"
# exact images and balls decide every step; the slower witnesses only confirm
FAST = Options(witnesses=("modular", "balls"))


@cache
def problem(name: str = "word2vec") -> Problem:
    """Return a problem by name or file, loaded once."""
    return load_problem(name)


def check(
    text: str,
    name: str | None = "word2vec",
    format: str = "md",
    parts: tuple[str, ...] = (),
) -> DocumentFinding:
    """Return the findings about a text; the same text is checked once."""
    return _check(text, name, format, parts)


@cache
def _check(text: str, name: str | None, format: str, parts: tuple[str, ...]) -> DocumentFinding:
    document = read_document(f"text.{format}", text, format)
    options = Options(witnesses=FAST.witnesses, parts=parts)
    return check_document(document, problem(name) if name else None, options)


def steps(found: DocumentFinding) -> tuple[StepFinding, ...]:
    """Return all steps of a document in reading order."""
    return tuple(step for part in found.parts for step in part.steps)


def step(text: str, name: str | None = "word2vec") -> StepFinding:
    """Return the finding about the only step of a text."""
    (only,) = steps(check(text, name))
    return only


def verdicts(found: DocumentFinding) -> dict[str, str]:
    """Return verdicts by step id."""
    return {one.id: one.verdict.value for one in steps(found)}


def pointed(found: DocumentFinding, span: Span | None) -> str | None:
    """Return the text of the document that a span points at."""
    return None if span is None else found.document.source.slice(span)


def answers(found: DocumentFinding) -> dict[str, tuple[str | None, str]]:
    """Return each part's answer, as (verdict, reason)."""
    return {
        part.part.id: (
            part.answer.verdict.value if part.answer.verdict else None,
            part.answer.reason,
        )
        for part in found.parts
    }


def not_as_hoped(found: DocumentFinding) -> Iterator[str]:
    """Yield what is neither proved, given, nor as expected, one line each."""
    for one in steps(found):
        if one.as_expected is False or (
            one.as_expected is None and one.verdict.value not in ("proved", "given")
        ):
            yield f"{one.id} {one.verdict.value} {one.code}: {one.message}"


def display(part: str, *rows: str) -> str:
    """Return a text with one part that holds some displays, words between them."""
    letter, _, number = part.partition("(")
    heading = f"## ({letter}) Part\n\n" + (f"({number} First.\n\n" if number else "")
    return heading + "Some words.\n\n".join(f"$$\n{row}\n$$\n\n" for row in rows)
