"""What each writer makes of one report, byte for byte: what other programs read must not drift.

After a change that is meant, ``python -m tests.report.test_pinned`` writes the files anew; their
difference is then part of the change, to be read like any other.
"""

import re
from pathlib import Path

import pytest

from derivcheck.report.model import ErrorReport
from derivcheck.report.writers import formats, writer
from tests.report.example import report

FOLDER = Path(__file__).with_name("pinned")
# what a page carries besides the report: styles, scripts and fonts, which are files of their own
_ASSETS = re.compile(r"<(style|script)\b[^>]*>.*?</\1>|sha256-[A-Za-z0-9+/=]+", re.S)


def made(name: str) -> str:
    error = ErrorReport("missing.md", "no-such-file", "no such file: missing.md")
    text = writer(name)(report(errors=(error,)))
    return _ASSETS.sub("…", text) if name == "html" else text


@pytest.mark.parametrize("name", formats())
def test_output_is_what_it_was(name: str) -> None:
    assert made(name) == (FOLDER / f"{name}.txt").read_text("utf-8")


def test_nothing_else_is_pinned() -> None:
    assert {file.stem for file in FOLDER.iterdir()} == set(formats())


if __name__ == "__main__":
    for each in formats():
        (FOLDER / f"{each}.txt").write_text(made(each), "utf-8")
