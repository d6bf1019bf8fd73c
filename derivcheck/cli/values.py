"""Values of options: numbers and lists of names, or what is wrong with them."""

import argparse
from collections.abc import Callable, Sequence

WITNESSES = ("sympy", "modular", "numpy", "balls")


def listed(choices: Sequence[str]) -> Callable[[str], tuple[str, ...]]:
    """Return what reads names with commas between them, each one of ``choices``."""

    def names(text: str) -> tuple[str, ...]:
        found = codes(text)
        for name in found:
            if name not in choices:
                from derivcheck.cli.nearest import did_you_mean

                hint = did_you_mean(name, choices)
                known = ", ".join(choices)
                raise argparse.ArgumentTypeError(f"{name!r} is not one of {known}{hint}")
        return tuple(found)

    return names


def codes(text: str) -> list[str]:
    """Return the names that a text has between its commas."""
    return [code for piece in text.split(",") if (code := piece.strip())]


def positive(text: str) -> int:
    """Return a whole number from 1 on."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a positive whole number")
    return int(text)


def count(text: str) -> int:
    """Return a whole number from 0 on."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number")
    return int(text)
