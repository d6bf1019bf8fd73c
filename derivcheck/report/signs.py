"""The mark of each verdict, which tells it without colour."""

from derivcheck.report.model import StepReport
from derivcheck.report.wording import right_again

MARKS = {
    "proved": "✓",
    "given": "○",
    "refuted": "✗",
    "ill-typed": "⊘",
    "unread": "…",
    "undecided": "?",
}


def mark(step: StepReport) -> str:
    """Return the mark of a step; one that is right again after a slip has its own."""
    return "↩" if right_again(step) else MARKS.get(step.verdict, "·")
