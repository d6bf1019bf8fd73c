"""Check mathematical derivations as people write them: every equals sign, step by step.

``verify`` and ``verify_text`` check a derivation and return a :class:`Report`;
``load_problem`` reads the file that says what a derivation's symbols mean and gives its losses
as SymPy expressions and NumPy functions; ``equal`` judges one equality.
Nothing heavy is imported before one of them is asked for.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from derivcheck.api import Report, equal, load_problem, verify, verify_text

__version__ = "0.1.0"

__all__ = ["Report", "__version__", "equal", "load_problem", "verify", "verify_text"]


def __getattr__(name: str) -> Any:
    """Import the public functions when they are first used, so that ``--help`` stays fast."""
    if name in __all__:
        from derivcheck import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)


def load_ipython_extension(shell: Any) -> None:
    """Give a notebook the magic ``%%derive``, which checks its cell: ``%load_ext derivcheck``."""
    from derivcheck.cli.notebook import load

    load(shell)
