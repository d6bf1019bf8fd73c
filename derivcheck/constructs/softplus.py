"""The softplus, ``log(1+e^x)``."""

from derivcheck.constructs.base import Example, ScalarFunction
from derivcheck.term.core import ONE, Call, add

CONSTRUCT = ScalarFunction(
    name="softplus",
    spellings=("softplus",),
    meaning="log(1+e^x)",
    derivative=lambda x: Call("sigmoid", (x,)),
    expansion=lambda x: Call("log", (add(ONE, Call("exp", (x,))),)),
    domain="real",
    range="positive",
    sympy=lambda sp, x: sp.log(1 + sp.exp(x)),
    numpy=lambda np, x: np.log(1 + np.exp(x)),
    ball=lambda x: (1 + x.exp()).log(),
    accepted=(
        Example("\\text{softplus}(x) = -\\log\\text{sigmoid}(-x)", "proved"),
        Example("\\text{softplus}(x) - \\text{softplus}(-x) = x", "proved"),
    ),
    rejected=(Example("\\text{softplus}(x) = \\log\\text{sigmoid}(x)", "refuted"),),
)
