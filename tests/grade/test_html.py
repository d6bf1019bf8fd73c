"""Pages: whole, and whatever a submission says is text in them."""

import re
from html.parser import HTMLParser

import pytest
from msgspec.structs import replace

from derivcheck.grade import overview, pages
from derivcheck.grade.model import Graded, Notice
from derivcheck.report.html import assets as html
from tests.grade.test_tables import OPEN, SCHEMES, SETTLED, SLIP, part

EVIL = "</code><script>alert(1)</script>\"'&<img src=x onerror=y>"
HEAD = html.linked("assets")


class Checked(HTMLParser):
    """Reads a page and holds that every element is closed; collects what is in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in ("meta", "link"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def evil() -> Graded:
    slip = replace(SLIP, formula=EVIL, detail=EVIL, said=EVIL, repair=EVIL)
    notice = Notice("directive", EVIL, EVIL, 1, open=True)
    marked = replace(part("a", 0, 2, slip, replace(slip, open=True)), title=EVIL)
    return Graded(EVIL, (EVIL,), (marked, part("b", 0, 0, slip)), (notice,))


def evil_pages() -> list[str]:
    return [
        pages.render(evil(), EVIL, "answer", HEAD),
        overview.render([evil(), replace(evil(), student="b")], SCHEMES, EVIL, HEAD),
    ]


@pytest.mark.parametrize("text", evil_pages(), ids=["feedback", "report"])
def test_nothing_that_is_said_is_markup(text: str) -> None:
    found = Checked(text)
    assert "img" not in found.tags
    assert not {name for name in found.attributes if name.startswith("on")}
    assert text.count("<script") == len(html.SCRIPTS)
    assert "<script>alert(1)</script>" in found.text


def test_the_feedback_says_what_the_markdown_says() -> None:
    found = Checked(pages.render(SETTLED, "T", "slip", HEAD))
    for said in ("3.5 of 4 points", "1.5 of 2", "line 7: a wrong step = -y; a sign (−0.5)"):
        assert said in found.text
    assert "a sign" not in Checked(pages.render(SETTLED, "T", "place", HEAD)).text


def test_the_report_counts_what_there_is() -> None:
    class_ = [SETTLED, replace(SETTLED, student="cy"), OPEN]
    found = Checked(overview.render(class_, SCHEMES, "T", HEAD))
    for said in ("3 submissions, 4 points; 1 need a person", "flipped-sign", "ann, cy"):
        assert said in found.text
    assert "ann" not in found.text.partition("Wrong lines that few share")[0]


def test_a_line_that_many_share_is_no_sign_of_copying() -> None:
    class_ = [replace(SETTLED, student=f"s{n}") for n in range(5)]
    assert "few share" not in overview.render(class_, SCHEMES, "T", HEAD)


def test_a_page_can_hold_all_that_it_loads() -> None:
    contents = {name: f"/* {name} */" for name in (*html.STYLES, *html.SCRIPTS)}
    text = pages.render(SETTLED, "T", "slip", html.inlined(contents))
    assert not re.search(r"(?:src|href)=", text)
    assert all(content in text for content in contents.values())
