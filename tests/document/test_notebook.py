"""Notebooks: Markdown cells, their numbers, and files that are none."""

import json
import subprocess
import sys

import pytest

from tests.document.reading import codes, lines, read


def notebook(*cells: tuple[str, object]) -> str:
    return json.dumps(
        {"cells": [{"cell_type": k, "source": s} for k, s in cells], "nbformat": 4, "metadata": {}}
    )


def test_chains_run_over_cells() -> None:
    text = notebook(
        ("markdown", ["(a)\n", "\n", "$$x = y$$"]),
        ("code", "z = 1  # $a = b$"),
        ("markdown", "$$= z$$"),
    )
    assert lines(text, "ipynb") == ["x = y = z"]


def test_places_are_cell_line_column() -> None:
    text = notebook(("code", "1"), ("markdown", "one\ntwo $a = b$"), ("markdown", "$c = d$"))
    document = read(text, "ipynb")
    places = [
        document.source.position(chain.members[0].span.start)
        for part in document.parts
        for chain in part.chains
    ]
    assert [(p.cell, p.line, p.column) for p in places] == [(2, 2, 6), (3, 1, 2)]


def test_what_is_open_in_a_cell_ends_there() -> None:
    text = notebook(("markdown", "```\n$a = b$"), ("markdown", "$c = d$"))
    assert lines(text, "ipynb") == ["c = d"]


def test_format_3() -> None:
    cells = [{"cell_type": "heading", "level": 2, "source": "(b)"},
             {"cell_type": "markdown", "source": ["$a = b$"]}]  # fmt: skip
    document = read(json.dumps({"worksheets": [{"cells": cells}], "nbformat": 3}), "ipynb")
    assert [part.id for part in document.parts] == ["b"]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"cells": 1}', "[" * 100_000, '{"cells": [1, null, {}]', "\x00"],
)
def test_what_is_no_notebook(text: str) -> None:
    document = read(text, "ipynb")
    assert [code for code, _ in codes(document)] == ["broken-notebook"]
    assert len(document.parts) == 1 and not document.parts[0].chains


def test_odd_cells_are_passed_over() -> None:
    text = json.dumps({"cells": [1, None, {}, {"cell_type": "markdown", "source": [1, "$a = b$"]}]})
    assert lines(text, "ipynb") == ["a = b"]


def test_a_markdown_document_imports_no_notebook_library() -> None:
    program = (
        "import sys; from derivcheck.document import read_document;"
        "read_document('x.md', '$a = b$');"
        "heavy = {'nbformat', 'jsonschema', 'pylatexenc', 'sympy', 'json'} & set(sys.modules);"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
