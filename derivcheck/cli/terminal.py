"""The streams and the terminal: what they can show, and what happens when they go away."""

import os
import shutil
import sys
from io import TextIOWrapper
from typing import TextIO

WIDTH = 100  # where there is no terminal to ask
NARROWEST, WIDEST = 40, 140


def prepare_streams() -> None:
    """Let no character that a stream's encoding lacks stop the output."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def wants_color(stream: TextIO, no_color: bool) -> bool:
    """Return whether to style text for this stream: the option, the environment, a terminal."""
    if no_color or os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def width() -> int:
    """Return the cells of a line: ``COLUMNS``, else the terminal's, else 100."""
    columns = shutil.get_terminal_size((WIDTH, 24)).columns
    return max(NARROWEST, min(columns, WIDEST))


def write(text: str) -> None:
    """Write to standard output; a reader that went away ends the output, not the program."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        mute_broken_pipe()


def mute_broken_pipe() -> None:
    """Send what is still buffered nowhere, so that the interpreter's exit stays silent."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(message: str) -> None:
    """Write one line to standard error, with nothing in it that could steer the terminal."""
    from derivcheck.report.sanitize import clean_line

    try:
        sys.stderr.write(f"derivcheck: {clean_line(message)}\n")
        sys.stderr.flush()
    except OSError:
        pass  # nobody is left to be told


def reason_of(error: OSError) -> str:
    """Return why the system refused, in its own words: ``no such file or directory``."""
    return (error.strerror or str(error)).lower()
