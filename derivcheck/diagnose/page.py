"""What a page holds, and how it is laid out as text."""

from collections.abc import Callable
from textwrap import fill

from msgspec import Struct

WIDTH = 92

# what a code of each kind is, for the head of its page
KINDS = {
    "verdict": "a verdict",
    "reading": "why a formula was not read",
    "meaning": "why a formula has no meaning",
    "deciding": "what was found of two sides, or why they were not decided",
    "chain": "what a step is within its chain or part",
    "condition": "what a verdict rests on",
    "remark": "a remark on how a formula was read; the verdict stands",
    "document": "what is wrong with the document outside its formulas",
    "convention": "a reading that holds for the whole document",
    "problem": "what is wrong with a problem file",
    "file": "why a file was not checked",
    "slip": "what the slip was",
    "internal": "a fault of derivcheck",
}


class Example(Struct, frozen=True):
    """An example on a page: a formula, or with ``document`` the text of a whole document.

    It belongs to the word2vec problem, a formula to its ``part`` if one is named.  The tests
    check that it gets, or does not get, the code; ``shown_only`` says why that cannot be run.
    """

    text: str
    note: str = ""
    part: str | None = None
    document: bool = False
    format: str = "md"
    shown_only: str | None = None


class Page(Struct, frozen=True):
    """What a code means, what to do about it, what is accepted and what is not."""

    code: str
    kind: str
    means: str
    advice: str
    accepted: Example
    rejected: Example

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise AssertionError(f"{self.code}: {self.kind} is no kind of page")


def pages_of(kind: str) -> Callable[[str, str, str, Example | str, Example | str], Page]:
    """Return what makes pages of one kind; a mere text is an example of a formula."""

    def made(
        code: str, means: str, advice: str, accepted: Example | str, rejected: Example | str
    ) -> Page:
        good, bad = (x if isinstance(x, Example) else Example(x) for x in (accepted, rejected))
        return Page(code, kind, means, advice, good, bad)

    return made


def layout(page: Page) -> str:
    """Return a page as plain text, without a line longer than `WIDTH` but for examples."""
    blocks = [
        f"{page.code}: {KINDS[page.kind]}",
        fill(page.means, WIDTH),
        fill(page.advice, WIDTH, initial_indent="what to do: "),
        _example("accepted", page.accepted) + "\n" + _example("rejected", page.rejected),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _example(label: str, example: Example) -> str:
    lines = example.text.split("\n")
    indent = " " * 11
    shown = "\n".join(f"{'' if at == 0 else indent}{line}" for at, line in enumerate(lines))
    notes = [f"in part {example.part}" if example.part else "", example.note]
    said = "; ".join(note for note in notes if note)
    return f"{label:<11}{shown}" + (f"     ({said})" if said else "")
