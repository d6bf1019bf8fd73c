"""What a person uses by hand, in a notebook: losses, formulas, gradients, one equality.

Everything is read by the same reader and judged by the same engine as a document.
"""

from derivcheck.objects.equality import Equality, equal
from derivcheck.objects.expression import Expression
from derivcheck.objects.view import ProblemView

__all__ = ["Equality", "Expression", "ProblemView", "equal"]
