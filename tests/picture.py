"""Draw the picture of the README: the real output of `derivcheck verify`, as SVG.

Run it from the top of the checkout: ``python tests/picture.py``.
"""

from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

from derivcheck.check import Options
from derivcheck.cli.pipeline import check_text
from derivcheck.cli.version import tool
from derivcheck.report.build import build
from derivcheck.report.style import Style
from derivcheck.report.writers.full import render

TARGET = Path(".github/verify.svg")
SOURCE = Path("derivations/word2vec/handwritten.md")
WIDTH = 96


def draw() -> str:
    """Return the picture of parts b and f(1) of the handwritten derivation."""
    # without its expectation comments: as a student's file is seen, blank lines for the places
    text = "\n".join(
        "" if line.startswith("<!--") else line for line in SOURCE.read_text().splitlines()
    )
    options = Options(parts=("f(1)", "f(3)"))
    finding = check_text(SOURCE.name, text, "md", "word2vec", options)
    ansi = render(build([finding], tool()), Style(width=WIDTH, color=True))
    console = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True)
    console.print(Text.from_ansi(ansi), soft_wrap=True)
    return console.export_svg(title=f"derivcheck verify --problem word2vec {SOURCE.name}")


if __name__ == "__main__":
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(draw())
