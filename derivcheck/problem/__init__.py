"""Problem files: what the symbols of a derivation mean."""

from derivcheck.problem.describe import describe_problem
from derivcheck.problem.load import find_problem, known_problems, load_problem, parse_problem
from derivcheck.problem.model import Problem, ProblemError

__all__ = [
    "Problem",
    "ProblemError",
    "describe_problem",
    "find_problem",
    "known_problems",
    "load_problem",
    "parse_problem",
]
