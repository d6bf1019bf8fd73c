"""What ``derivcheck show`` tells of formulas: with the names that the document defines."""

from derivcheck.check.shown import ReadLine, show_document
from derivcheck.document import read_document

TEXT = """
Let $x, w \\in \\mathbb{R}^d$ and $a = w^\\top x$.

$$ a^2 = x^\\top w a $$

$$ q(a) = \\alpha_{a_b} $$
"""


def shown(text: str) -> tuple[ReadLine, ...]:
    return show_document(read_document("text.md", text, "md"), None)


def test_declared_and_defined_names_are_read() -> None:
    lines = {line.latex: line for line in shown(TEXT)}
    assert lines["w^\\top x"].text == "Σ_{i∈d} w[i]·x[i]"
    assert lines["a^2"].text == "a^2" and lines["a^2"].problem is None
    assert lines["x^\\top w a"].shape == "scalar"


def test_what_is_not_read_is_told() -> None:
    assert [line.latex for line in shown(TEXT) if line.problem]
