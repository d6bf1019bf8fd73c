"""What stands inside a formula, before anything is known of its meaning."""

from derivcheck.syntax.formulas import parse, parse_anywhere
from derivcheck.syntax.moved import formula_of
from derivcheck.syntax.printer import latex
from derivcheck.syntax.vocabulary import KNOWN_COMMANDS

__all__ = ["KNOWN_COMMANDS", "formula_of", "latex", "parse", "parse_anywhere"]
