"""A report in a notebook: what it shows, and that a document commands nothing there."""

import re

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

import derivcheck
from derivcheck.report.html.notebook import bundle, fragment
from derivcheck.report.model import Report
from tests.report.example import report, steps
from tests.report.test_html import Checked
from tests.report.test_lists import EVIL
from tests.report.test_sanitize import hostile_report

SET = re.compile(r"<span>\$(.*?)\$</span>", re.DOTALL)


def with_macros(**macros: str) -> Report:
    made = report()
    (document,) = made.documents
    named = {f"\\{name}": body for name, body in macros.items()}
    return replace(made, documents=(replace(document, macros=named),))


def test_a_report_shows_itself_as_html_or_text() -> None:
    shown = bundle(report())
    assert "refuted" in shown["text/plain"] and "<" not in shown["text/plain"].partition("\n")[0]
    found = Checked(shown["text/html"])
    assert found.counts["details"] >= len(steps(report()))
    for said in ("1 − σ(x) stands where σ(x) belongs", "0.62245933", "the answer is correct"):
        assert said in found.text
    assert report()._repr_mimebundle_() == shown


def test_a_formula_brings_the_macros_that_it_uses() -> None:
    made = with_macros(sigma=r"\S", S=r"\mathrm{S}", unused="x")
    (first, *_) = SET.findall(fragment(made))
    assert r"\def\sigma{\S}\def\S{\mathrm{S}}" in first and "unused" not in first


@pytest.mark.parametrize(
    "body", [r"\href{javascript:x}{y}", r"\require{html}", r"$ \class{x}{y}", r"\def\x{}"]
)
def test_a_formula_that_commands_stands_as_code(body: str) -> None:
    assert SET.findall(fragment(with_macros(sigma="x")))
    assert not SET.findall(fragment(with_macros(sigma=body)))


@settings(max_examples=60, deadline=None)
@given(EVIL)
def test_nothing_that_is_said_is_markup(text: str) -> None:
    found = Checked(fragment(hostile_report(f"~{text}")))
    assert "script" not in found.counts and "style" not in found.counts


def test_one_equality_and_a_problem_show_themselves() -> None:
    word2vec = derivcheck.load_problem("word2vec")
    shown = derivcheck.equal(r"\sigma(-x)", r"\sigma(x)", word2vec)._repr_html_()
    assert "<strong>refuted</strong>" in shown and "x = " in shown
    assert "Understanding word2vec" in word2vec._repr_html_()
    assert r"\sigma" in word2vec.formula(r"\sigma(v_c)")._repr_latex_()
