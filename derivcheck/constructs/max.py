"""The largest of two or more numbers, of vectors entry by entry."""

from derivcheck.constructs.base import Example, TensorFunction
from derivcheck.constructs.extremes import by_entry, largest

CONSTRUCT = TensorFunction(
    name="max",
    spellings=("\\max", "max"),
    meaning="the largest of two or more values, of vectors entry by entry",
    arity=None,
    apply=by_entry("max", largest),
    accepted=(
        Example("\\max(x, y) = \\frac{x + y + |x - y|}{2}", "proved"),
        Example("\\max(x, y) + \\min(x, y) = x + y", "proved"),
        Example("\\max(0, p) - \\max(0, -p) = p", "proved"),
        Example("\\max\\{x, y, z\\} = \\max(x, \\max(y, z))", "proved"),
    ),
    rejected=(
        Example("\\max(x, y) = x", "refuted"),
        Example("\\max(p, q) = p", "refuted"),
        Example("\\max(p, 0) = p", "refuted"),
        Example("\\max(p, q^\\top) = p", "ill-typed", "\\max(p, q^\\top)"),
    ),
)
