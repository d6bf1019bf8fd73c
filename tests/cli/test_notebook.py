"""``%load_ext derivcheck`` and ``%%derive`` in a real IPython shell."""

from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("IPython")


@pytest.fixture(scope="module")
def shell() -> Iterator[Any]:
    from IPython.core.interactiveshell import InteractiveShell

    made = InteractiveShell.instance()
    made.run_line_magic("load_ext", "derivcheck")
    yield made
    InteractiveShell.clear_instance()


def verdicts(report: Any) -> list[str]:
    return [step.verdict for part in report.documents[0].parts for step in part.steps]


def test_a_cell_is_checked(shell: Any) -> None:
    cell = "Then\n$$\\sigma(-x) = 1 - \\sigma(x)$$\n$$= \\sigma(x)$$\n"
    report = shell.run_cell_magic("derive", "--problem word2vec", cell)
    assert verdicts(report) == ["proved", "refuted"]
    shown, _ = shell.display_formatter.format(report)
    assert shown["text/html"].count("<summary><span") == 2 and "refuted" in shown["text/plain"]


def test_a_cell_without_a_sign_of_mathematics_is_a_formula(shell: Any) -> None:
    report = shell.run_cell_magic("derive", "--problem word2vec", r"\sigma(-x) = 1 - \sigma(x)")
    assert verdicts(report) == ["proved"]


@pytest.mark.parametrize("line", ["--problme x", "--problem no-such-problem", "--format docx"])
def test_a_wrong_call_is_refused(shell: Any, line: str) -> None:
    with pytest.raises(ValueError, match=r"derive|no-such-problem"):
        shell.run_cell_magic("derive", line, "x = x")
