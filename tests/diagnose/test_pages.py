"""Every code that the package can emit has a page, and the examples get what the page says."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import derivcheck
from derivcheck.diagnose import pages
from derivcheck.diagnose.page import WIDTH
from derivcheck.diagnose.pages import ALL, Example, Page
from derivcheck.report.model import DocumentReport, StepReport

PACKAGE = Path(derivcheck.__file__).parent


# where the code stands in the calls that make a failure, remark, finding or refusal
CODE_AT = {
    **dict.fromkeys(("unread", "ill_typed", "Diagnostic", "remark", "error", "_complain"), 0),
    **dict.fromkeys(("Slip", "Convention", "Condition"), 0),
    **dict.fromkeys(("Failure", "Error", "Claim", "ErrorReport", "Unreadable", "_give_up"), 1),
    "Decision": 2,
}
KEYWORDS = {"replace", "StepFinding", *CODE_AT}  # take it as ``code=`` as well
CODE = re.compile(r"[a-z]+(-[a-z0-9]+)*")
VERDICTS = {"proved", "refuted", "ill-typed", "unread", "undecided", "given"}


def emitted(tree: ast.AST) -> Iterator[str]:
    """Yield the codes in a file's calls; of an f-string a pattern, ``unclosed-*``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            name = function.id if isinstance(function, ast.Name) else ""
            name = function.attr if isinstance(function, ast.Attribute) else name
            at = CODE_AT.get(name)
            if at is not None and len(node.args) > at:
                yield from constants(node.args[at])
            if name in KEYWORDS:
                for keyword in node.keywords:
                    if keyword.arg == "code":
                        yield from constants(keyword.value)
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "code":
            yield from constants(node.value)


def constants(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        if CODE.fullmatch(node.value):
            yield node.value
    elif isinstance(node, ast.IfExp):
        yield from constants(node.body)
        yield from constants(node.orelse)
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(p.value) if isinstance(p, ast.Constant) else "*" for p in node.values)


def all_emitted() -> dict[str, str]:
    """Return each code of the sources with the file it was found in."""
    return {
        code: str(file.relative_to(PACKAGE))
        for file in sorted(PACKAGE.rglob("*.py"))
        for code in emitted(ast.parse(file.read_text(encoding="utf-8")))
    }


def test_every_code_has_a_page() -> None:
    lacking = {
        code: file
        for code, file in all_emitted().items()
        if not any(re.fullmatch(code.replace("*", ".+"), known) for known in pages.codes())
    }
    assert lacking == {}


@pytest.mark.heavy
def test_no_page_is_of_a_code_that_nobody_emits() -> None:
    spoken_of = {
        node.value
        for file in PACKAGE.rglob("*.py")
        if "pages" not in file.parts
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    patterns = [code.replace("*", ".+") for code in all_emitted() if "*" in code]
    dead = {
        code
        for code in set(pages.codes()) - spoken_of
        if not any(re.fullmatch(pattern, code) for pattern in patterns)
    }
    assert dead == set()


@pytest.mark.parametrize(
    ("source", "codes"),
    [
        ("raise unread('no-such-thing', message, span)", ["no-such-thing"]),
        ("raise Failure('undecided', 'odd-thing', message, span)", ["odd-thing"]),
        ("scope.remark('a-remark', 'text', span)", ["a-remark"]),
        ("replace(finding, verdict=v, code='by-keyword')", ["by-keyword"]),
        ("Decision(None, reason, 'third')", ["third"]),
        ("Diagnostic('one' if x else 'other', m, s)", ["one", "other"]),
        ("Diagnostic(f'unclosed-{what}', m, s)", ["unclosed-*"]),
        ("code = 'assigned'", ["assigned"]),
        ("print('no-code')", []),
    ],
)
def test_the_search_for_codes_finds_them(source: str, codes: list[str]) -> None:
    assert list(emitted(ast.parse(source))) == codes


def test_pages_are_found_by_code() -> None:
    assert pages.codes()[0] == "proved" and set(pages.codes()) >= VERDICTS
    assert pages.page("nonsense") is None
    assert pages.page("v-columns") == pages.page("u-columns") is not None


@pytest.mark.parametrize("page", ALL, ids=lambda page: page.code)
def test_a_page_is_short_and_complete(page: Page) -> None:
    text = pages.page(page.code)
    assert text is not None and text.startswith(f"{page.code}: ")
    for label in ("what to do: ", "\naccepted   ", "\nrejected   "):
        assert text.count(label) == 1
    head = text.partition("\naccepted")[0]
    assert all(len(line) <= WIDTH for line in head.splitlines())
    assert len(text.splitlines()) <= 24


def checked(example: Example) -> DocumentReport:
    if example.document:
        text = example.text
    elif example.part:
        letter, _, number = example.part.partition("(")
        inner = f"({number}\n\n" if number else ""
        text = f"({letter})\n\n{inner}$$ {example.text} $$\n"
    else:
        text = f"$$ {example.text} $$\n"
    report = derivcheck.verify_text(text, problem="word2vec", format=example.format)
    (document,) = report.documents
    if example.part:
        assert [part.id for part in document.parts if part.steps] == [example.part]
    return document


def steps(document: DocumentReport) -> list[StepReport]:
    return [step for part in document.parts for step in part.steps]


def found_codes(document: DocumentReport) -> set[str]:
    out = {diagnostic.code for diagnostic in document.diagnostics}
    for step in steps(document):
        out |= {
            step.code or "",
            *(r.code for r in step.remarks),
            *(c.code for c in step.conditions),
        }
        out |= {step.slip.code} if step.slip else set()
    return out


RUN = [page for page in ALL if page.kind not in ("verdict", "convention")]


@pytest.mark.heavy
@pytest.mark.parametrize(
    "page", [p for p in RUN if not p.accepted.shown_only], ids=lambda page: page.code
)
def test_what_a_page_accepts_is_accepted(page: Page) -> None:
    document = checked(page.accepted)
    assert page.code not in found_codes(document)
    assert {step.verdict for step in steps(document)} == {"proved"}


@pytest.mark.heavy
@pytest.mark.parametrize(
    "page", [p for p in RUN if not p.rejected.shown_only], ids=lambda page: page.code
)
def test_what_a_page_rejects_gets_its_code(page: Page) -> None:
    assert page.code in found_codes(checked(page.rejected))


@pytest.mark.parametrize("code", sorted(VERDICTS))
def test_the_examples_of_a_verdict_get_it_or_not(code: str) -> None:
    page = next(page for page in ALL if page.code == code)
    good, bad = (
        [step.verdict for step in steps(checked(e))] for e in (page.accepted, page.rejected)
    )
    assert len(good) == len(bad) == 1
    assert (good == [code]) is (code in ("proved", "given"))
    assert (bad == [code]) is (code not in ("proved", "given"))


@pytest.mark.heavy
@pytest.mark.parametrize(
    "page", [page for page in ALL if page.kind == "convention"], ids=lambda page: page.code
)
def test_the_examples_of_a_convention_hold_or_fail_under_it(page: Page) -> None:
    good, bad = checked(page.accepted), checked(page.rejected)
    for document in (good, bad):
        assert page.code in {convention.code for convention in document.conventions}
        assert all(pages.page(convention.code) for convention in document.conventions)
    assert [step.verdict for step in steps(good)] == ["proved"]
    assert [step.verdict for step in steps(bad)] != ["proved"]


def test_few_examples_are_only_shown() -> None:
    shown = [page.code for page in ALL if page.rejected.shown_only and page.kind not in ("file",)]
    assert len(shown) <= 14, shown
