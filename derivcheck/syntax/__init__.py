"""What stands inside a formula, before anything is known of its meaning."""

from derivcheck.syntax.parser import parse
from derivcheck.syntax.printer import latex

__all__ = ["latex", "parse"]
