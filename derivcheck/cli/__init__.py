"""The command ``derivcheck``: files, terminal, exit status.

Only this folder (and ``derivcheck.api``, which uses it) reads the clock, the environment and
the disk.  Nothing is imported before a command needs it: ``--help`` is asked for most often.
"""

import atexit
import gc
import os
import sys
from collections.abc import Sequence

__all__ = ["main"]

INTERRUPTED = 130  # what a shell gives for a command ended by ^C
# new objects between two searches for cycles; terms and modules have few, and one search among
# all of SymPy's objects takes longer than ten average steps.  A document makes fewer than this.
COLLECT_AFTER = 1_000_000


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status; no traceback reaches the user."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if argv is None:  # the process is this command's: at its end nobody looks for garbage in it
        atexit.register(gc.freeze)
    try:
        return _run(arguments)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 2
    except BrokenPipeError:
        from derivcheck.cli.terminal import mute_broken_pipe

        mute_broken_pipe()
        return 0
    except KeyboardInterrupt:
        sys.stderr.write("derivcheck: interrupted\n")
        return INTERRUPTED
    except Exception as error:  # the last line of defence: a message, never a traceback
        return _internal(error, "--verbose" in arguments or "-v" in arguments)


def collect_seldom() -> None:
    """Look for garbage in this process as seldom as is worth it."""
    gc.set_threshold(COLLECT_AFTER, *gc.get_threshold()[1:])


def _run(argv: list[str]) -> int:
    collect_seldom()
    from derivcheck.cli.terminal import prepare_streams

    prepare_streams()
    from derivcheck.cli.arguments import parse

    arguments = parse(argv)
    status: int = arguments.run(arguments)
    sys.stdout.flush()
    return status


def _internal(error: Exception, verbose: bool) -> int:
    from derivcheck.cli.terminal import complain

    if verbose or os.environ.get("DERIVCHECK_TRACEBACK"):
        import traceback

        traceback.print_exception(error)
    complain(f"internal error: {type(error).__name__}: {error}")
    complain("this is a fault of derivcheck; please report it with the output of --verbose")
    return 3
