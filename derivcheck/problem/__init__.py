"""Problem files: what the symbols of a derivation mean."""

from derivcheck.problem.load import find_problem, known_problems, load_problem, parse_problem
from derivcheck.problem.model import Problem, ProblemError

__all__ = ["Problem", "ProblemError", "find_problem", "known_problems", "load_problem", "parse_problem"]
