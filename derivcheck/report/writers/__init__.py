"""One module per output format; each has a pure function ``render(report, style) -> str``.

A format is a file here: ``json_lines.py`` is ``--output-format json-lines``.
"""

from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from derivcheck.report.model import Report
    from derivcheck.report.style import Style


def formats() -> tuple[str, ...]:
    """Return the names of the output formats, ``full`` first."""
    found = (module.name.replace("_", "-") for module in iter_modules(__path__))
    return tuple(sorted(found, key=lambda name: (name != "full", name)))


def writer(name: str) -> "Callable[[Report, Style], str]":
    """Return the ``render`` function of an output format; ``KeyError`` if there is none."""
    if name not in formats():
        raise KeyError(name)
    module = import_module(f"{__name__}.{name.replace('-', '_')}")
    return cast("Callable[[Report, Style], str]", module.render)
