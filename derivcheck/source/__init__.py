"""Where a thing stands in a file, and what is said about it."""

from derivcheck.source.diagnostic import Diagnostic, limited
from derivcheck.source.text import Position, SourceText, Span, spliced

__all__ = ["Diagnostic", "Position", "SourceText", "Span", "limited", "spliced"]
