"""The largest of two or more scalars."""

from derivcheck.constructs.base import Example, TensorFunction
from derivcheck.constructs.extremes import largest, of_scalars

CONSTRUCT = TensorFunction(
    name="max",
    spellings=("\\max", "max"),
    meaning="the largest of two or more scalars",
    arity=None,
    apply=of_scalars("max", largest),
    accepted=(
        Example("\\max(x, y) = \\frac{x + y + |x - y|}{2}", "proved"),
        Example("\\max(x, y) + \\min(x, y) = x + y", "proved"),
        Example("\\max\\{x, y, z\\} = \\max(x, \\max(y, z))", "proved"),
    ),
    rejected=(
        Example("\\max(x, y) = x", "refuted"),
        Example("\\max(p, q) = p", "ill-typed", "\\max(p, q)"),
    ),
)
