"""The smallest of two or more numbers, of vectors entry by entry."""

from derivcheck.constructs.base import Example, TensorFunction
from derivcheck.constructs.extremes import by_entry, smallest

CONSTRUCT = TensorFunction(
    name="min",
    spellings=("\\min", "min"),
    meaning="the smallest of two or more values, of vectors entry by entry",
    arity=None,
    apply=by_entry("min", smallest),
    accepted=(
        Example("\\min(x, y) = \\frac{x + y - |x - y|}{2}", "proved"),
        Example("\\min(x, y) + \\max(x, y) = x + y", "proved"),
        Example("\\min(p, q) + \\max(p, q) = p + q", "proved"),
        Example("\\min\\{x, y, z\\} = \\min(x, \\min(y, z))", "proved"),
    ),
    rejected=(
        Example("\\min(x, y) = x", "refuted"),
        Example("\\min(p, q) = p", "refuted"),
        Example("\\min(p, 1) = p", "refuted"),
        Example("\\min(p^\\top, q) = q", "ill-typed", "\\min(p^\\top, q)"),
    ),
)
