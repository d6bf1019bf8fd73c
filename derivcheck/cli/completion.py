"""Completion of commands, options and files in a shell, as shtab writes it."""

import argparse
from collections.abc import Iterator

_FILES = ("PATH", "FILE", "NAME|FILE", "CLASS", "SUBMISSIONS", "WHEEL|REQUIREMENT")
_FOLDERS = ("DIR", "OUT")

INSTALL = "--print-completion needs the package shtab: pip install 'derivcheck[completion]'"


def completion(parser: argparse.ArgumentParser, shell: str) -> str:
    """Return a script for ``bash``, ``zsh`` or ``tcsh``; raises ``ImportError`` without shtab."""
    import shtab

    for action in _actions(parser):
        if action.metavar in _FILES:
            action.complete = shtab.FILE  # type: ignore[attr-defined]
        elif action.metavar in _FOLDERS:
            action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
    script: str = shtab.complete(parser, shell=shell)
    return script


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Yield the actions of a parser and of its commands."""
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from _actions(command)
