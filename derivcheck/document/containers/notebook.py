"""Jupyter notebooks: their Markdown cells as one text, and where each cell begins."""

import json
from typing import Any

from derivcheck.source import Diagnostic, SourceText, Span

_READ = ("markdown", "raw", "heading")


def load_notebook(path: str, text: str) -> tuple[SourceText, tuple[Diagnostic, ...]]:
    """Return the text of the Markdown and raw cells, joined by blank lines.

    Cells are counted from 1, code cells included.  What is no notebook gives an empty text
    and the diagnostic ``broken-notebook``.  Code is kept beside the text, and is not read.
    """
    try:
        data: Any = json.loads(text)
    except json.JSONDecodeError as error:
        return _broken(path, f"not a notebook: {error.msg} (line {error.lineno})")
    except (ValueError, RecursionError):
        return _broken(path, "not a notebook: its JSON cannot be read")
    cells = _cells(data)
    if cells is None:
        return _broken(path, "not a notebook: it has no list of cells")
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    code: list[tuple[int, str]] = []
    at = 0
    for number, cell in enumerate(cells, 1):
        if isinstance(cell, dict) and cell.get("cell_type") == "code":
            code.append((at, _source(cell)))
        if not isinstance(cell, dict) or cell.get("cell_type") not in _READ:
            continue
        source = _source(cell)
        places.append((at, number))
        parts.append(source)
        at += len(source) + 2
    return SourceText(path, "\n\n".join(parts), tuple(places), tuple(code)), ()


def _broken(path: str, message: str) -> tuple[SourceText, tuple[Diagnostic, ...]]:
    return SourceText(path, ""), (Diagnostic("broken-notebook", message, Span(0, 0)),)


def _cells(data: Any) -> list[Any] | None:
    if not isinstance(data, dict):
        return None
    cells = data.get("cells")
    if isinstance(cells, list):
        return cells
    sheets = data.get("worksheets")  # format 3
    if not isinstance(sheets, list):
        return None
    return [
        cell
        for sheet in sheets
        if isinstance(sheet, dict) and isinstance(sheet.get("cells"), list)
        for cell in sheet["cells"]
    ]


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source", "")
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    if not isinstance(source, str):
        return ""
    if cell.get("cell_type") == "heading":
        level = cell.get("level", 1)
        return "#" * (level if isinstance(level, int) and 1 <= level <= 6 else 1) + " " + source
    return source
