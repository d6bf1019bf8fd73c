"""The nearest name to one that is not known, for messages."""

import re
from collections.abc import Iterable


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return ``; did you mean 'x'?`` for the nearest known name, or nothing."""
    from difflib import get_close_matches  # imported where something is wrong

    close = get_close_matches(name, list(known), n=1)
    return f"; did you mean '{close[0]}'?" if close else ""


def advice(message: str, options: Iterable[str]) -> str:
    """Return the nearest name for what an error message of argparse calls unknown."""
    unknown = re.search(r"unrecognized arguments: (\S+)", message)
    if unknown:
        return did_you_mean(unknown[1].partition("=")[0], options)
    choice = re.search(r"invalid choice: '([^']*)' \(choose from (.*)\)", message)
    if choice:
        return did_you_mean(choice[1], re.findall(r"[\w-]+", choice[2]))
    return ""
