"""The page: whole, in one file, and nothing that a document says is markup in it."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

from derivcheck.check import Options
from derivcheck.cli.pipeline import check_text
from derivcheck.report.build import build
from derivcheck.report.html.markup import marked
from derivcheck.report.model import StepReport
from derivcheck.report.writers.html import render
from tests.report.example import TOOL, report, steps
from tests.report.test_lists import ERROR, EVIL
from tests.report.test_sanitize import hostile_report

VOID = {"meta", "br"}
TAGS = {
    *("html", "head", "title", "style", "script", "body", "header", "main", "footer", "article"),
    *("section", "div", "span", "p", "h1", "h2", "ul", "li", "dl", "dt", "dd", "button", "code"),
    *("table", "tr", "td", "pre", "details", "summary", "strong", "b", "kbd", *VOID),
}
ATTRIBUTES = {
    *("charset", "content", "http-equiv", "name", "lang", "class", "id", "type", "title", "style"),
    *("aria-expanded", "aria-controls", "aria-hidden", "aria-pressed"),
    *("data-verdict", "data-filter", "data-macros", "data-marked"),
}


class Checked(HTMLParser):
    """Reads a page and holds that its elements are closed and are ours."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.counts: dict[str, int] = {}
        self.ids: list[str] = []
        self.attributes: set[str] = set()
        self.inside: dict[str, list[str]] = {"script": [], "style": []}
        self.policy = ""
        self.text = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        given = dict(attrs)
        assert given.keys() <= ATTRIBUTES
        self.attributes |= given.keys()
        self.counts[tag] = self.counts.get(tag, 0) + 1
        self.ids += [given["id"] or ""] if "id" in given else []
        if given.get("http-equiv"):
            self.policy = given["content"] or ""
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in self.inside:
            self.inside[self.open[-1]].append(data)
        else:
            self.text += data


def all_steps() -> list[StepReport]:
    return list(steps(report()).values())


def test_each_sign_is_a_button_that_opens_a_panel() -> None:
    page = render(report())
    found = Checked(page)
    assert len(set(found.ids)) == len(found.ids)
    for step in all_steps():
        assert f'id="d1.{step.id}"' in page
        assert f'aria-controls="d1.{step.id}-detail"' in page
        assert f"d1.{step.id}-detail" in found.ids
        assert f" {step.verdict}, step {step.id}, line {step.line}" in found.text


def test_a_panel_says_what_the_terminal_says() -> None:
    text = Checked(render(report())).text
    for said in (
        "1 − σ(x) stands where σ(x) belongs",
        "|V|=2, d=1; o=1, w_k=(2, 2); entry 1",
        "0.62245933",
        "0.37754067",
        "line 7 is wrong, line 11 is right again; the answer is correct",
        "shadowed-index: k is both free and bound",
        "H is not a known symbol",
        "x > 0",
    ):
        assert said in text


def test_errors_and_diagnostics_are_told() -> None:
    text = Checked(render(report(errors=(ERROR,)))).text
    assert "no: such,file.md: no such\nfile 100%" in text
    assert "unclosed-math: this $$ is never closed" in text


def test_the_policy_lets_in_what_the_page_holds_and_nothing_else() -> None:
    found = Checked(render(report()))
    directives = dict(one.strip().split(" ", 1) for one in found.policy.split(";"))
    assert directives["default-src"] == "'none'"
    for kind in ("script", "style"):
        hashes = [
            f"'sha256-{b64encode(sha256(one.encode()).digest()).decode()}'"
            for one in found.inside[kind]
        ]
        assert directives[f"{kind}-src"].split() == hashes
    assert [key for key, value in directives.items() if "unsafe" in value] == ["style-src-attr"]
    assert "style" not in found.attributes


def test_nothing_is_loaded() -> None:
    page = render(report())
    style = "".join(Checked(page).inside["style"])
    addresses = re.findall(r"url\(\s*['\"]?(?!%23)([a-z]+:)?", style)
    assert len(addresses) > 2 and set(addresses) == {"data:"}
    assert "@import" not in style


def test_the_same_report_gives_the_same_page() -> None:
    assert render(report()) == render(report())


@settings(max_examples=40, deadline=None)
@given(EVIL)
def test_nothing_that_is_said_is_markup(text: str) -> None:
    found = Checked(render(hostile_report(f"~{text}")))
    assert found.counts["script"] == 3 and found.counts["style"] == 1
    assert found.counts["button"] == len(steps(hostile_report("~a"))) + 2


def page_of(text: str) -> str:
    finding = check_text("a.md", text, "md", "word2vec", Options(witnesses=("modular",)))
    return render(build([finding], TOOL))


def test_words_stand_where_they_were_written() -> None:
    text = Checked(page_of("# b. Title\n\nFirst $x$,\n\n$$x = x$$\n\nthen\n\n$$y_w = y_w$$\n")).text
    at = [text.index(piece) for piece in ("Title", "First x,", "x=", "then", "y_w=")]
    assert at == sorted(at) and text.count("Title") == 1


def test_a_left_side_that_was_said_is_not_said_again() -> None:
    said = r"The loss is $J_{\text{naive-softmax}}$. The derivative for $v_c$ is"
    page = page_of(f"# b.\n\n{said}\n\n$$U(\\hat y - y)$$\n")
    assert Checked(page).text.count("The derivative for") == 1
    assert re.search(r'class="sign"[^>]*>=<', page)


@pytest.mark.parametrize(
    ("latex", "piece", "wanted"),
    [
        (r"a + b c", "b", r"a + \class{marked}{b} c"),
        (r"a - b", "- b", r"a \class{marked}{{}- b}"),
        (r"-b", "-b", r"\class{marked}{-b}"),
        (r"\frac{a}{b}", r"\frac{a}{b}", r"\class{marked}{\frac{a}{b}}"),
        (r"\mathbf{U}_w", "U}_w", ""),  # a brace would be left open
        (r"\left( a \right) b", r"a \right) b", ""),
        (r"a & b", "a & b", ""),
        (r"\begin{cases} 1 & x \end{cases}", r"1 & x", ""),
    ],
)
def test_a_place_is_marked_where_it_is_closed(latex: str, piece: str, wanted: str) -> None:
    start = latex.index(piece)
    assert marked(latex, (start, start + len(piece)), "marked") == wanted
