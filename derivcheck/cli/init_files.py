"""Files that set derivcheck up in a repository: for pre-commit, GitHub and GitLab."""

import argparse
import json
import os
import shlex
from pathlib import Path

from derivcheck import __version__
from derivcheck.cli.terminal import complain, reason_of, write

TARGETS = {
    "pre-commit": ".pre-commit-config.yaml",
    "github": ".github/workflows/derivcheck.yml",
    "gitlab": ".gitlab-ci.yml",
}
"""What can be set up, with the file that does it."""

_TEMPLATES = Path(__file__).resolve().parent / "templates"


def write_files(arguments: argparse.Namespace) -> int:
    """Write the file, and return 0; 2 where it is there already or cannot be written."""
    text = filled(arguments.what, arguments.install, arguments.path)
    out = arguments.out or TARGETS[arguments.what]
    if out == "-":
        write(text)
        return 0
    try:
        os.makedirs(os.path.dirname(out) or ".", exist_ok=True)
        with open(out, "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        complain(f"there is a file {out} already; --out - shows what to add to it")
        return 2
    except OSError as error:
        complain(f"{error.filename or out}: {reason_of(error)}")
        return 2
    write(f"{out}\n")
    return 0


def filled(what: str, install: str | None, path: str) -> str:
    """Return the file for one service; ``install`` is what pip installs, ``path`` what is checked.

    Both are quoted, for the shell or as YAML, so that nothing in them is run.
    """
    requirement = install or f"derivcheck=={__version__}"
    quote = json.dumps if what == "pre-commit" else shlex.quote
    text = (_TEMPLATES / f"{what}.yaml").read_text("utf-8")
    one_line = " ".join(path.split())
    return text.replace("REQUIREMENT", quote(requirement)).replace("PATHS", shlex.quote(one_line))
