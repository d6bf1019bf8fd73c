"""Pages of the reasons why a formula has no meaning."""

from derivcheck.diagnose.page import Example, Page

PAGES = (
    Page(
        "shape-mismatch",
        "meaning",
        "Shapes do not fit: a vector plus a scalar, a column times a column, a column on one "
        "side and a row on the other. Shapes are compared by index set, not by size, so that a "
        "transposed square matrix cannot hide. Only numbers written out may stand "
        "beside a vector: the 1 of 1 − σ(Uᵀv) is read as a vector of ones.",
        "look for a missing or superfluous transpose, sum or factor.",
        Example(r"u_o^\top v_c = v_c^\top u_o"),
        Example(r"u_o v_c = v_c^\top u_o", "a column times a column"),
    ),
    Page(
        "undefined",
        "meaning",
        "A side is defined nowhere, so the row says nothing: there is a 0 under a line.",
        "look for what was meant in the place of the 0.",
        Example(r"x + x = 2x"),
        Example(r"x = \frac{x}{0}"),
    ),
)
