"""``derivcheck init``: write the files that set derivcheck up elsewhere."""

import argparse
import io
import os
import zipfile

from derivcheck import __version__
from derivcheck.cli.classes.reference import reference_of
from derivcheck.cli.files import Unreadable
from derivcheck.cli.init_files import write_files
from derivcheck.cli.pipeline import load
from derivcheck.cli.terminal import complain, reason_of, write

_ARCHIVE = "autograder.zip"
# the time of the archive's files: the same problem gives the same bytes
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_SETUP = """#!/usr/bin/env bash
# Run once by Gradescope, when it builds the autograder's image.
set -euo pipefail
apt-get update -q
apt-get install -yq python3.11 python3.11-venv
python3.11 -m venv /opt/derivcheck
/opt/derivcheck/bin/pip install -q {requirement}
"""
_RUN = """#!/usr/bin/env bash
# Run by Gradescope for each hand-in: grades /autograder/submission.
set -euo pipefail
cd /autograder
/opt/derivcheck/bin/derivcheck grade submission --problem source/problem \\
    --one gradescope --out results/results.json
"""


def run(arguments: argparse.Namespace) -> int:
    """Write the files, and return 0; 2 where that cannot be done."""
    if arguments.what != "gradescope":
        return write_files(arguments)
    if arguments.problem is None:
        complain("init gradescope needs --problem NAME|FILE (derivcheck problems lists some)")
        return 2
    out = arguments.out or _ARCHIVE
    try:
        files = _gradescope(arguments.problem, arguments.install)
        with open(out, "wb") as file:
            file.write(_zipped(files))
    except Unreadable as refused:
        complain(refused.report.message)
        return 2
    except OSError as error:
        complain(f"{error.filename or out}: {reason_of(error)}")
        return 2
    write(f"{out}: {', '.join(files)}\n")
    return 0


def _gradescope(problem: str, install: str | None) -> dict[str, bytes]:
    """Return the files of an autograder, by name; raises ``Unreadable`` or ``OSError``."""
    found = load(problem)
    files = {"run_autograder": _RUN.encode()}
    requirement = f"'derivcheck=={__version__}'"
    if install is not None and os.path.isfile(install):
        name = os.path.basename(install)
        files[name] = _content(install)
        requirement = f"'/autograder/source/{_quoted(name)}'"
    elif install is not None:
        requirement = f"'{_quoted(install)}'"
    files["setup.sh"] = _SETUP.format(requirement=requirement).encode()
    reference = reference_of(found, None)
    files["problem/problem.toml"] = _content(found.path)
    files[f"problem/{os.path.basename(reference)}"] = _content(reference)
    return files


def _quoted(text: str) -> str:
    """Return text that may stand in single quotes in a shell script."""
    return text.replace("'", "'\\''")


def _content(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, _LONG_AGO)
            info.external_attr = (0o755 if "/" not in name else 0o644) << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(info, data)
    return out.getvalue()
