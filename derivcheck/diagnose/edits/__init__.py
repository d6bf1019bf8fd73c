"""Changes to a formula as it is written: in its tree, and in the writer's own text."""

from derivcheck.diagnose.edits.edit import Change, Edit, Piece, Written, only_if, rendered, saying
from derivcheck.diagnose.edits.formula import Formula
from derivcheck.diagnose.edits.terms import Term, Unit, terms

__all__ = [
    "Change",
    "Edit",
    "Formula",
    "Piece",
    "Term",
    "Unit",
    "Written",
    "only_if",
    "rendered",
    "saying",
    "terms",
]
