"""Versions of derivcheck and of the packages that compute, without importing them."""

import platform
from importlib.metadata import PackageNotFoundError, version

from derivcheck import __version__
from derivcheck.report.model import Tool

ENGINES = ("sympy", "python-flint", "numpy")


def tool() -> Tool:
    """Return what made the report."""
    return Tool("derivcheck", __version__, {name: _version(name) for name in ENGINES})


def version_line() -> str:
    """Return the line that ``--version`` prints."""
    engines = ", ".join(f"{name} {number}" for name, number in tool().engines.items())
    return f"derivcheck {__version__} ({engines}, Python {platform.python_version()})"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
