"""Documents of every kind: formulas set off in every way, parts, words, macros; each all right.

Every step is proved, as many as were written: what is set off unusually is not passed over.
"""

import json
from pathlib import Path

import pytest

import derivcheck
from derivcheck.report.model import Report
from tests.check.support import ROOT

FOLDER = ROOT / "derivations" / "containers"
STEPS = {
    "displays.md": {"a": 6, "b": 18, "e": 6},
    "parts.md": {"b": 1, "b~2": 1, "d": 1, "e(1)": 1, "e(2)": 1, "f": 1},
    "words.md": {"b": 4, "c": 5},
    "macros.tex": {"a": 1, "b": 3, "c": 1},
    "unknown-macros.tex": {"a": 1, "b": 2},
    "page.html": {"a": 1, "b": 3, "c": 1, "e": 2},
    "notebook.ipynb": {"e": 3},
}
FAST = {"witnesses": ("modular", "balls")}


def report(path: Path) -> Report:
    return derivcheck.verify(path, **FAST)


def test_every_document_is_looked_at() -> None:
    kinds = {".md", ".tex", ".html", ".ipynb"}
    assert sorted(STEPS) == sorted(p.name for p in FOLDER.iterdir() if p.suffix in kinds)


@pytest.mark.heavy
@pytest.mark.parametrize("name", sorted(STEPS))
def test_all_steps_are_found_and_proved(name: str) -> None:
    (document,) = report(FOLDER / name).documents
    steps = [step for part in document.parts for step in part.steps]
    assert [(step.id, step.code) for step in steps if step.verdict != "proved"] == []
    assert {part.id: len(part.steps) for part in document.parts if part.steps} == STEPS[name]


def test_what_was_taken_from_elsewhere_is_said() -> None:
    (words,) = report(FOLDER / "words.md").documents
    sources = [step.lhs_source for part in words.parts for step in part.steps if not step.lhs]
    assert sources == ["The derivative for $v_c$ is", "对 $v_c$ 的梯度为", "To $U$"]
    (macros,) = report(FOLDER / "unknown-macros.tex").documents
    said = {d.message.split(" is ")[0] for d in macros.diagnostics}
    assert said == {r"\T", r"\by", r"\bv", r"\bJ", r"\bu", r"\bU"}


def test_places_are_those_of_the_file() -> None:
    for name in ("page.html", "displays.md", "macros.tex"):
        lines = (FOLDER / name).read_text(encoding="utf-8").split("\n")
        (document,) = report(FOLDER / name).documents
        for step in (step for part in document.parts for step in part.steps):
            if step.line == step.end_line and "&" not in step.rhs:
                written = lines[step.line - 1][step.column - 1 : step.end_column - 1]
                value = step.rhs.removesuffix(step.rhs_tail)
                assert written[:3] == value[:3] and written[-3:] == value[-3:], (name, step.id)


def test_a_cell_counts_its_own_lines() -> None:
    (document,) = report(FOLDER / "notebook.ipynb").documents
    cells = json.loads((FOLDER / "notebook.ipynb").read_text(encoding="utf-8"))["cells"]
    for step in document.parts[0].steps:
        assert step.cell is not None
        line = "".join(cells[step.cell - 1]["source"]).split("\n")[step.line - 1]
        assert line[step.column - 1 :].startswith(step.rhs[:5])
