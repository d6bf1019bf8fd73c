"""Readable, unambiguous plain names for symbols that are written in LaTeX."""

import re
from collections.abc import Iterable

_PART = re.compile(r"[A-Za-z]+|[0-9]+|[^\W\d_]+")


def plain_name(latex: str) -> str:
    """Return a Python identifier for a LaTeX name: ``\\hat y`` → ``hat_y``, ``v_c`` → ``v_c``."""
    name = "_".join(_PART.findall(latex))
    return name if name[:1].isalpha() else f"x_{name}"


def plain_names(names: Iterable[str]) -> dict[str, str]:
    """Return plain names of several symbols, pairwise different (``f``, ``f_``, …)."""
    out: dict[str, str] = {}
    taken: set[str] = set()
    for latex in names:
        name = plain_name(latex)
        while name in taken:
            name += "_"
        taken.add(name)
        out[latex] = name
    return out
