"""Steps, chains and documents: what each relation claims and what is said of it."""

from derivcheck.check.documents import check_document
from derivcheck.check.judging.options import Options
from derivcheck.check.problems import check_problem

__all__ = ["Options", "check_document", "check_problem"]
