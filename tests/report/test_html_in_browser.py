"""The page in a browser: formulas are set, clicks and keys work, nothing complains."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from derivcheck.report.writers.html import render
from tests.report.browser import Page, browsing, chromium
from tests.report.example import report, steps
from tests.report.test_sanitize import hostile_report

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.skipif(chromium() is None, reason="there is no Chromium here"),
]

EVIL = (
    r"</code></script><script>window.had = 1</script><img src=x onerror='window.had = 1'>"
    r"\href{javascript:window.had=1}{x}\class{step}{x}\style{color:red}{x}\includegraphics{x}"
)
OPEN = "document.querySelectorAll('.sign[aria-expanded=true]').length"
FOCUS = "document.activeElement.closest('.step').id"


@pytest.fixture(scope="module")
def browser() -> Iterator[Page]:
    with browsing() as page:
        yield page


@pytest.fixture
def page(browser: Page, tmp_path: Path) -> Page:
    file = tmp_path / "page.html"
    file.write_text(render(report()), encoding="utf-8")
    browser.open(file)
    return browser


def shown(page: Page, id_: str) -> bool:
    return bool(page.value(f"document.getElementById('d1.{id_}-detail').checkVisibility()"))


def test_formulas_are_set_and_nothing_complains(page: Page) -> None:
    assert page.complaints == []
    assert page.value("document.querySelectorAll('math').length") > 10
    assert page.value("document.querySelectorAll('.chain code.tex').length") == 0
    assert page.value("document.querySelectorAll('math .marked').length") == 2
    assert page.value("document.querySelectorAll('math .changed').length") == 0
    assert page.value("document.fonts.check('16px \"STIX Two Math Report\"')")


def test_a_click_opens_and_closes(page: Page) -> None:
    assert page.value(OPEN) == 0 and not shown(page, "b.3")
    page.click("[id='d1.b.3'] .sign")
    assert shown(page, "b.3") and page.value(OPEN) == 1
    page.click("[id='d1.b.3'] .rhs")
    assert not shown(page, "b.3")
    assert page.complaints == []


def test_keys_go_from_step_to_step(page: Page) -> None:
    for key, wanted in (("j", "a.1"), ("j", "b.1"), ("k", "a.1"), ("n", "b.3"), ("n", "b.4")):
        page.key(key)
        assert page.value(FOCUS) == f"d1.{wanted}"
    page.key("Enter")
    assert shown(page, "b.4")
    page.key("Tab")
    assert page.value(FOCUS) == "d1.b.5"
    page.key("Escape")
    assert page.value(OPEN) == 0


def test_filters_leave_what_was_asked_for(page: Page) -> None:
    bright = (
        "[...document.querySelectorAll('.step')].filter(one => one.checkVisibility()"
        " && !one.classList.contains('dim')).map(one => one.dataset.verdict)"
    )
    assert len(page.value(bright)) == len(steps(report()))
    page.click("[data-filter=refuted]")
    assert set(page.value(bright)) == {"refuted"}
    page.click("[data-filter=unread]")
    assert set(page.value(bright)) == {"refuted", "unread"}
    page.click("[data-filter=refuted]")
    page.click("[data-filter=unread]")
    assert len(page.value(bright)) == len(steps(report()))


@pytest.mark.parametrize("width", [400, 1400])
def test_nothing_sticks_out(page: Page, width: int) -> None:
    page.size(width, 900)
    page.click("[id='d1.b.3'] .sign")
    assert page.value("document.documentElement.scrollWidth") <= width


def test_the_theme_follows_the_system_and_the_button(page: Page) -> None:
    color = "getComputedStyle(document.body).backgroundColor"
    light = page.value(color)
    page.click(".theme")
    dark = page.value(color)
    assert dark != light
    page.click(".theme")
    assert page.value(color) == light


def test_print_shows_what_is_not_good(page: Page) -> None:
    page.media("print", "dark")
    assert page.value("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.value("getComputedStyle(document.body).color") == "rgb(35, 39, 47)"
    assert shown(page, "b.3") and shown(page, "b.5") and not shown(page, "b.1")
    assert not page.value("document.querySelector('.top').checkVisibility()")
    page.media()


def test_dark_by_the_system(page: Page) -> None:
    color = "getComputedStyle(document.body).backgroundColor"
    light = page.value(color)
    page.media(scheme="dark")
    assert page.value(color) != light
    page.media()


def test_the_font_has_the_letters(page: Page) -> None:
    """The italic h is another code point than its neighbours, and was once left out."""
    width = (
        "(letter, font) => { const one = document.createElement('canvas').getContext('2d');"
        "one.font = `40px ${font}`; return one.measureText(letter).width }"
    )
    for letter in "\U0001d454\u210e\U0001d456\u211d\u2207\u2202\u22a4\u03c3∑":
        with_font, without = (
            page.value(f"({width})('{letter}', {font})")
            for font in ("'\"STIX Two Math Report\", monospace'", "'monospace'")
        )
        assert with_font != without, letter


def test_a_document_cannot_run_anything(browser: Page, tmp_path: Path) -> None:
    file = tmp_path / "evil.html"
    file.write_text(render(hostile_report(f"~{EVIL}")), encoding="utf-8")
    browser.open(file)
    assert browser.value("window.had === undefined")
    assert (
        browser.value("document.querySelectorAll('img, a, math .step, [style*=red]').length") == 0
    )
    assert browser.complaints == []
