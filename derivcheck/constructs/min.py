"""The smallest of two or more scalars."""

from derivcheck.constructs.base import Example, TensorFunction
from derivcheck.constructs.extremes import of_scalars, smallest

CONSTRUCT = TensorFunction(
    name="min",
    spellings=("\\min", "min"),
    meaning="the smallest of two or more scalars",
    arity=None,
    apply=of_scalars("min", smallest),
    accepted=(
        Example("\\min(x, y) = \\frac{x + y - |x - y|}{2}", "proved"),
        Example("\\min(x, y) + \\max(x, y) = x + y", "proved"),
        Example("\\min\\{x, y, z\\} = \\min(x, \\min(y, z))", "proved"),
    ),
    rejected=(
        Example("\\min(x, y) = x", "refuted"),
        Example("\\min(p, q) = p", "ill-typed", "\\min(p, q)"),
    ),
)
