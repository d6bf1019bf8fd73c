"""What options may be: each function reads one value, or says what it should look like.

They raise ``argparse.ArgumentTypeError`` with a message for the user.
"""

import argparse
from collections.abc import Callable, Sequence
from typing import NamedTuple

WITNESSES = ("sympy", "modular", "numpy", "balls")
CONVENTIONS = {
    "vectors": ("columns", "rows"),
    "gradients": ("shape", "rows", "numerator"),
    "jacobian": ("numerator", "denominator"),
    "sums": ("written", "repeated", "absent"),
    "softmax": ("vector", "rows", "columns"),
}


REVEAL = ("verdict", "place", "slip", "answer")


class Target(NamedTuple):
    """A format of the report and the file it goes to, None for standard output.

    The one class that ``--help`` needs; to import `msgspec` takes a sixth of its time.
    """

    format: str
    file: str | None


def target(formats: Sequence[str]) -> Callable[[str], Target]:
    """Return the reader of ``FORMAT`` and ``FORMAT:FILE``."""

    def read(text: str) -> Target:
        name, colon, file = text.partition(":")
        if name not in formats:
            from derivcheck.source.nearest import did_you_mean

            hint = did_you_mean(name, formats)
            raise argparse.ArgumentTypeError(f"{name!r} is not one of {', '.join(formats)}{hint}")
        if colon and not file:
            raise argparse.ArgumentTypeError(f"{text!r}: the name of a file is missing")
        return Target(name, file or None)

    return read


def listed(choices: Sequence[str]) -> Callable[[str], tuple[str, ...]]:
    """Return the reader of a list of some of the choices."""

    def names(text: str) -> tuple[str, ...]:
        found = codes(text)
        for name in found:
            if name not in choices:
                from derivcheck.source.nearest import did_you_mean

                hint = did_you_mean(name, choices)
                known = ", ".join(choices)
                raise argparse.ArgumentTypeError(f"{name!r} is not one of {known}{hint}")
        return tuple(found)

    return names


def one_of(choices: Sequence[str]) -> Callable[[str], str]:
    """Return the reader of one of the choices."""

    def name(text: str) -> str:
        found = listed(choices)(text)
        if len(found) != 1:
            raise argparse.ArgumentTypeError(f"{text!r} is not one of {', '.join(choices)}")
        return found[0]

    return name


def codes(text: str) -> list[str]:
    """Return the names in a list with commas."""
    return [code for piece in text.split(",") if (code := piece.strip())]


def sizes(text: str) -> tuple[tuple[str, int], ...]:
    """Return the sizes of ``Vocab=4,Dim=2``."""
    pairs = [piece.partition("=") for piece in codes(text)]
    for name, _, number in pairs:
        if not name.strip() or not number.strip().isdecimal() or not 0 < int(number) < 1000:
            raise argparse.ArgumentTypeError(f"{text!r}: sizes look like Vocab=4,Dim=2")
    return tuple((name.strip(), int(number)) for name, _, number in pairs)


def convention(text: str) -> tuple[str, str]:
    """Return a convention and its value; any other name is that of a matrix and its storage."""
    kind, _, value = (piece.strip() for piece in text.partition("="))
    values = CONVENTIONS.get(kind, ("columns", "rows"))
    from derivcheck.source.nearest import did_you_mean

    hint = "" if kind in CONVENTIONS else did_you_mean(kind, CONVENTIONS)
    if hint:
        raise argparse.ArgumentTypeError(f"{kind!r} is not one of {', '.join(CONVENTIONS)}{hint}")
    if not kind or value not in values:
        raise argparse.ArgumentTypeError(
            f"{text!r}: conventions look like vectors=rows, gradients=rows, jacobian=denominator "
            "or, for how U is stored, U=rows"
        )
    return (kind if kind in CONVENTIONS else f"storage {kind}"), value


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


def shard(text: str) -> tuple[int, int]:
    """Return which of how many parts of a class is meant by ``2/5``."""
    number, _, count_ = text.partition("/")
    if not (number.isdecimal() and count_.isdecimal() and 1 <= int(number) <= int(count_)):
        raise argparse.ArgumentTypeError(f"{text!r}: shards look like 2/5")
    return int(number), int(count_)


def executor(text: str) -> str:
    """Return the address of ``dask://HOST:PORT``."""
    scheme, _, address = text.partition("://")
    host, _, port = address.rpartition(":")
    if scheme != "dask" or not host or not port.isascii() or not port.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is not like dask://scheduler:8786")
    return address
