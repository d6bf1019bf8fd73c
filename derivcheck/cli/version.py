"""Versions of derivcheck and of the packages that compute, without importing them."""

from pathlib import Path

from derivcheck import __version__
from derivcheck.report.model import Tool

ENGINES = ("sympy", "python-flint", "numpy")


def tool() -> Tool:
    """Return what made the report."""
    return Tool("derivcheck", __version__, {name: _version(name) for name in ENGINES})


def bare_tool() -> Tool:
    """Return the same without the engines' versions, which a reader is not shown."""
    return Tool("derivcheck", __version__, {})


def version_line() -> str:
    """Return the line that ``--version`` prints."""
    import platform

    engines = ", ".join(f"{name} {number}" for name, number in tool().engines.items())
    return f"derivcheck {__version__} ({engines}, Python {platform.python_version()})"


def code_state() -> str:
    """Return what tells this code from another state of the same version: sizes and times."""
    folder = Path(__file__).parent.parent
    stats = ((path, path.stat()) for path in sorted(folder.rglob("*.py")))
    return ";".join(
        f"{path.relative_to(folder)}:{stat.st_size}:{stat.st_mtime_ns}" for path, stat in stats
    )


def _version(package: str) -> str:
    # not at the top: it takes as long to import as five files of our own
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
