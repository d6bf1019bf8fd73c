"""What an edit changed, checked at once: the same as a complete check by the same witnesses."""

import re
from pathlib import Path
from random import Random

import pytest

from derivcheck.check import Options
from derivcheck.check.finding import DocumentFinding
from derivcheck.cli.lsp.expect import expectation_edit
from derivcheck.cli.lsp.marks import Mark, Severity, kept, marks
from derivcheck.cli.lsp.quick import Quick
from derivcheck.cli.pipeline import check_text, problem_of
from derivcheck.document import read_document
from derivcheck.report.build import Selection

pytestmark = pytest.mark.heavy

DERIVATIONS = Path(__file__).parent.parent.parent / "derivations"
DOCUMENTS = ("word2vec/rows.md", "notations/definitions.md", "from-the-text/data.tex")


def quick_of(path: str, text: str) -> Quick:
    return Quick(problem_of(read_document(path, text), None))


def told(finding: DocumentFinding) -> list[tuple[object, ...]]:
    """Return what an editor is told of the steps, without its wording."""
    return [
        (step.id, step.verdict.value, step.code, step.rhs.span, step.lhs and step.lhs.span,
         step.span, step.as_expected, [(one.code, one.span) for one in step.remarks])
        for part in finding.parts
        for step in part.steps
    ]  # fmt: skip


def edits(text: str) -> list[str]:
    """Return the text changed in a few places, each in a way of its own."""
    signs = [found.start() for found in re.finditer(r"(?<![<>!:])= ", text)]
    places = signs[:: max(1, len(signs) // 4)]
    return [
        f"{text[:at]}= {('- ', '1 + ', 'Q ', '')[n % 4]}{text[at + 2 :]}"
        for n, at in enumerate(places)
    ] + [f"New words.\n\n{text}", text.replace("\n\n", "\n\n\n")]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_an_edit_is_judged_as_the_whole_document_is(name: str) -> None:
    path = str(DERIVATIONS / name)
    text = Path(path).read_text(encoding="utf-8")
    quick = quick_of(path, text)
    quick.check(read_document(path, text))
    for edited in edits(text):
        document = read_document(path, edited)
        assert told(quick.check(document)) == told(quick_of(path, edited).check(document))


TYPED = (
    "-", "1 \\cdot ", "\\top", "_i", "(", "}", "$", "= ", "\n\n", "x", "when $w = o$, ",
    "Let $z = 2$. ",
)  # fmt: skip


def typed(text: str, chance: Random) -> str:
    """Return a text with a few characters typed, a character or a line taken away or doubled."""
    at = chance.choice([found.start() for found in re.finditer(r"[-=+_^{}a-z]", text)])
    lines = text.split("\n")
    line = chance.randrange(len(lines))
    return chance.choice(
        (
            f"{text[:at]}{chance.choice(TYPED)}{text[at:]}",
            text[:at] + text[at + 1 :],
            "\n".join(lines[:line] + lines[line + 1 :]),
            "\n".join((*lines[:line], lines[line], *lines[line:])),
        )
    )


@pytest.mark.parametrize("name", DOCUMENTS)
def test_any_edits_are_judged_as_the_whole_document_is(name: str) -> None:
    path, chance = str(DERIVATIONS / name), Random(name)
    text = Path(path).read_text(encoding="utf-8")
    quick = quick_of(path, text)
    texts = [text]
    for number in range(12):
        # every now and then what was done is undone
        texts.append(typed(texts[-1], chance) if number % 4 else chance.choice(texts))
        document = read_document(path, texts[-1])
        whole = Quick(quick.problem, memory=quick.memory).check(document)
        assert told(quick.check(document)) == told(whole), texts[-1]


@pytest.mark.parametrize("name", ["notations/arguments.md", "containers/macros.tex"])
def test_a_document_whose_chains_are_read_otherwise_is_known(name: str) -> None:
    # letters that stand for others make other chains of those that were written
    path = DERIVATIONS / name
    text = path.read_text(encoding="utf-8")
    quick = quick_of(str(path), text)
    quick.check(read_document(str(path), text))
    edited = text.replace("= ", "= 1 + ", 1)
    document = read_document(str(path), edited)
    assert told(quick.check(document)) == told(quick_of(str(path), edited).check(document))


def test_a_chain_that_moves_is_judged_anew() -> None:
    text = "Let $z = 3$.\n\n$$z + 1 = 4$$\n\nWe have $1 + 1 = 2$.\n"
    moved = "$$z + 1 = 4$$\n\nLet $z = 3$.\n\nWe have $1 + 1 = 2$.\n"
    quick = Quick(None)
    for one in (text, moved, text):
        document = read_document("a.md", one)
        assert told(quick.check(document)) == told(Quick(None).check(document))


def test_what_was_undone_is_known() -> None:
    quick = Quick(None)
    for text in ("$$1 = 2$$\n\n$$2 = 3$$\n", "$$1 = 2$$\n\n$$2 = 4$$\n"):
        quick.check(read_document("a.md", text))
    first = quick.known
    quick.check(read_document("a.md", "$$1 = 2$$\n\n$$2 = 3$$\n"))
    assert first is not None and quick.known is not None
    assert {key for key, _ in first.earlier} >= quick.known.chains.keys()


def test_only_what_changed_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    from derivcheck.cli.lsp import quick as module

    path = str(DERIVATIONS / "word2vec" / "rows.md")
    text = Path(path).read_text(encoding="utf-8")
    quick = quick_of(path, text)
    quick.check(read_document(path, text))
    asked: list[int] = []
    check = module.check_document

    def counting(document, *more):  # type: ignore[no-untyped-def]
        asked.append(sum(len(part.chains) for part in document.parts))
        return check(document, *more)

    monkeypatch.setattr(module, "check_document", counting)
    quick.check(read_document(path, text))
    assert asked == []
    quick.check(read_document(path, edits(text)[0]))
    assert asked and asked[0] <= 2


def test_slips_that_were_found_stay_while_something_else_is_typed() -> None:
    text = "$$\\sigma(-x) = \\sigma(x)$$\n\n$$1 + 1 = 2$$\n"
    finding = check_text("a.md", text, "md", "word2vec", Options())
    whole = marks(finding, Selection())
    assert whole[0].edits and "complement" in whole[0].code
    later = f"Word.\n\n{text.replace('= 2', '= 3')}"
    problem = problem_of(read_document("a.md", text), "word2vec")
    fast = marks(Quick(problem).check(read_document("a.md", later)), Selection())
    assert not fast[0].edits
    first, second, *_ = kept(fast, later, whole, text)
    assert first == whole[0].moved(len("Word.\n\n"))
    assert second.verdict == "refuted"


def test_what_is_not_to_be_told_is_not_in_a_mark() -> None:
    text = "$$\\sigma(-x) = \\sigma(x)$$\n"
    finding = check_text("a.md", text, "md", "word2vec", Options())
    (mark, *_) = marks(finding, Selection(reveal="place"))
    assert mark.edits == () and mark.repair is None and "repair" not in mark.hover


def mark_of(text: str, piece: str) -> Mark:
    at = text.index(piece)
    right = (at, at + len(piece))
    return Mark(*right, Severity.ERROR, "x", "x", (0, at + len(piece)), right, "refuted")


@pytest.mark.parametrize(
    ("path", "text", "piece", "added"),
    [
        ("a.md", "so\n\n$$a = b$$\n", "b", "<!-- derivcheck: expect refuted -->\n"),
        ("a.md", "$a = b = c$\n", "c", "<!-- derivcheck: expect _ refuted -->\n"),
        ("a.tex", "\\[\na = b\n\\]\n", "b\n", "% derivcheck: expect refuted\n"),
        ("a.md", "$$\na = b\n$$\n", "b\n", None),  # no place for a comment inside a formula
        ("a.html", "<p>$a = b$</p>", "b", None),
    ],
)
def test_an_expectation_is_put_where_it_is_understood(
    path: str, text: str, piece: str, added: str | None
) -> None:
    found = expectation_edit(path, text, mark_of(text, piece))
    assert (found[1] if found else None) == added
    if found:
        assert text[: found[0]].count("\n") == text[: text.index(piece)].count("\n")
