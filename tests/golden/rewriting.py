"""The same derivation written otherwise: letters, order, macros, delimiters, containers."""

import re
import tomllib
from collections.abc import Callable
from typing import Any

import nbformat

# every letter that the problem or the documents use, and every word of a name
LETTERS = {
    "U": "W", "V": "E", "J": "L", "K": "N", "M": "R", "H": "Q", "u": "a", "v": "b", "o": "q",
    "c": "r", "w": "n", "x": "t", "y": "z", "k": "s", "i": "f", "l": "g", "j": "p", "m": "h",
    "t": "y", "d": "D", r"\sigma": r"\phi", r"\hat": r"\tilde",
}  # fmt: skip
NAMES = {
    "naive-softmax": "full", "naive-sfomax": "fulll", "neg-sample": "few", "Neg-sample": "Few",
    "skip-gram": "around", "Skip-gram": "Around", "Vocab": "Lexicon",
}  # fmt: skip

_MATH = re.compile(r"(\$\$)(.*?)(\$\$)|(\$)([^$]*?)(\$)", re.DOTALL)
_LABEL = re.compile(r"([a-h]\. ?(?:\\quad)?(?: ?\(\d\) ?\\quad)?|\(\d\) ?\\quad)")
_TOKEN = re.compile(r"\\(?:text|begin|end)\{[^{}]*\}|\\[A-Za-z]+|\\.|[A-Za-z]|.", re.DOTALL)


def in_math(text: str, change: Callable[[str], str]) -> str:
    """Change what stands between dollars, part labels left as they are."""

    def one(found: re.Match[str]) -> str:
        display = found[1] is not None
        opening, body, closing = found.group(1, 2, 3) if display else found.group(4, 5, 6)
        label = _LABEL.match(body)
        start = label.end() if display and label else 0
        return opening + body[:start] + change(body[start:]) + closing

    return _MATH.sub(one, text)


def renamed(latex: str) -> str:
    """Return a formula with all letters and names exchanged."""

    def one(found: re.Match[str]) -> str:
        token = found[0]
        if token.startswith(r"\text{"):
            return r"\text{" + NAMES.get(token[6:-1], token[6:-1]) + "}"
        return LETTERS.get(token, token)

    # T is the transpose, e the number
    return _TOKEN.sub(one, latex)


def renamed_problem(text: str) -> str:
    """Return a problem file with all letters exchanged, types and titles left as they are."""
    data = tomllib.loads(text)
    for entry in data["sorts"].values():
        for key in ("size", "range"):
            if key in entry:
                entry[key] = renamed(entry[key])
        for key in ("letters", "ranges"):
            if key in entry:
                entry[key] = [renamed(item) for item in entry[key]]
    data["symbols"] = _renamed_symbols(data["symbols"])
    for name in ("definitions", "customary", "aliases", "typos"):
        data[name] = _renamed_pairs(data[name])
    for entry in data.get("losses", {}).values():
        if "symbols" in entry:
            entry["symbols"] = [renamed(item) for item in entry["symbols"]]
    data["losses"] = {renamed(key): entry for key, entry in data.get("losses", {}).items()}
    for part in data["part"]:
        for key in ("loss", "goal", "closed_form"):
            if key in part:
                part[key] = renamed(part[key])
        if "assume" in part:
            part["assume"] = [renamed(item) for item in part["assume"]]
        if "symbols" in part:
            part["symbols"] = _renamed_symbols(part["symbols"])
        if "definitions" in part:
            part["definitions"] = _renamed_pairs(part["definitions"])
    return toml(data)


def _renamed_symbols(symbols: dict[str, Any]) -> dict[str, Any]:
    for entry in symbols.values():
        for key in ("aliases", "columns"):
            if key in entry:
                entry[key] = [renamed(item) for item in entry[key]]
        if "domain" in entry:
            kind, _, element = entry["domain"].partition(" ")
            entry["domain"] = f"{kind} {renamed(element)}".strip()
    return {renamed(key): entry for key, entry in symbols.items()}


def _renamed_pairs(pairs: dict[str, str]) -> dict[str, str]:
    return {renamed(left): renamed(right) for left, right in pairs.items()}


def toml(data: dict[str, Any]) -> str:
    """Write a problem file: plain values, tables of values, and the list of parts."""
    lines = [f"{key} = {_value(value)}" for key, value in data.items() if not _is_table(value)]
    for key, value in data.items():
        if isinstance(value, dict):
            lines.append(f"[{key}]")
            lines.extend(f"{_value(name)} = {_value(entry)}" for name, entry in value.items())
    for part in data.get("part", ()):
        lines.append("[[part]]")
        lines.extend(f"{_value(key)} = {_value(value)}" for key, value in part.items())
    return "\n".join(lines) + "\n"


def _is_table(value: object) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and bool(value) and isinstance(value[0], dict)
    )


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_value(k)} = {_value(v)}" for k, v in value.items()) + "}"
    return str(value)


def without_comments(text: str) -> str:
    """Return a document without its comments, expectations among them."""
    return re.sub(r"<!--.*?-->\n?", "", text, flags=re.DOTALL)


def parts_of(text: str) -> tuple[str, list[str]]:
    """Return what stands before the first part, and the parts."""
    starts = [
        found.start()
        for found in re.finditer(r"^(?:\$\$[a-h]\.|[gh]\. |## \([a-h]\))", text, re.MULTILINE)
    ]
    return text[: starts[0]], [
        text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)
    ]


def reordered(text: str) -> str:
    """Return a document with its parts from the last to the first."""
    head, parts = parts_of(text)
    return head + "\n\n".join(part.rstrip() for part in reversed(parts)) + "\n"


MACROS = r"""\newcommand{\pd}[2]{\frac{\partial #1}{\partial #2}}
\newcommand{\bU}{\mathbf{U}}
\def\vocab{\text{Vocab}}
\newcommand{\sumover}[1]{\sum_{#1 \in \vocab}}
\newcommand{\sumw}{\sumover w}
\let\like=\exp
"""


def with_macros(latex: str) -> str:
    """Return a formula in which macros stand for what people have macros for."""
    latex = latex.replace(r"\sum_{w \in \text{Vocab}}", r"\sumw")
    latex = latex.replace(r"\sum_{x \in \text{Vocab}}", r"\sumover{x}")
    latex = latex.replace(r"\mathbf{U}", r"\bU").replace(r"\exp", r"\like")
    out, at = "", 0
    for found in re.finditer(r"\\frac\{\\partial ", latex):
        if found.start() < at:
            continue
        middle = _closing(latex, found.start() + 5)
        end = _closing(latex, middle)
        above, below = latex[found.end() : middle - 1], latex[middle + 1 : end - 1]
        if not below.startswith(r"\partial "):
            continue
        out += latex[at : found.start()] + rf"\pd{{{above}}}{{{below[9:]}}}"
        at = end
    return out + latex[at:]


def _closing(latex: str, start: int) -> int:
    depth = 0
    for at in range(start, len(latex)):
        depth += (latex[at] == "{") - (latex[at] == "}")
        if not depth:
            return at + 1
    raise AssertionError(latex)


def as_tex(text: str) -> str:
    """Return a Markdown document as LaTeX: headings, delimiters, a preamble with macros."""
    text = re.sub(r"^## \((\w)\) (.*)$", r"\\subsection*{(\1) \2}", text, flags=re.MULTILINE)
    text = re.sub(r"^# (.*)$", r"\\section*{\1}", text, flags=re.MULTILINE)
    text = re.sub(
        r"\$\$\s*\\begin\{aligned\}(.*?)\\end\{aligned\}\s*\$\$",
        r"\\begin{align*}\1\\end{align*}",
        text,
        flags=re.DOTALL,
    )
    body = delimited(in_math(text, with_macros))
    return (
        "\\documentclass{article}\n\\usepackage{amsmath}\n% a comment = not a step\n"
        f"{MACROS}\\begin{{document}}\n{body}\n\\end{{document}}\n"
    )


def delimited(text: str) -> str:
    """Return a document with the delimiters of LaTeX for dollars."""
    text = re.sub(r"\$\$(.*?)\$\$", r"\\[\1\\]", text, flags=re.DOTALL)
    return re.sub(r"(?<!\\)\$([^$]*?)\$", r"\\(\1\\)", text)


def as_notebook(cells: list[str]) -> str:
    """Return a notebook of Markdown cells, with code between them."""
    book = nbformat.v4.new_notebook()
    for number, cell in enumerate(cells):
        book.cells.append(nbformat.v4.new_markdown_cell(cell, id=f"text-{number}"))
        book.cells.append(nbformat.v4.new_code_cell(f"answer = {number}", id=f"code-{number}"))
    return str(nbformat.writes(book))
