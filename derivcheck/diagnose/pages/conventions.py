"""Pages of the readings that hold for a whole document."""

from derivcheck.diagnose.page import Example, Page

_STATE = "state another in the text, or fix it in the problem file, if it is not meant."


def _page(code: str, means: str, accepted: Example, rejected: Example) -> Page:
    return Page(code, "convention", means, _STATE, accepted, rejected)


def _of_each(line: str, over: str, other: str) -> tuple[Example, Example]:
    """Return examples of a softmax of matrices: a right sum over it, and a wrong one."""
    text = (
        f"The softmax is taken of each {line}.\n"
        r"$$ \sum_%s \text{softmax}(u_o v_c^\top)_{ij} = 1 $$"
    )
    return Example(text % over, document=True), Example(text % other, document=True)


PAGES = (
    _page(
        "column-vectors",
        "Vectors are columns, so u v^⊤ is a matrix and u^⊤ v a number. A gradient has the shape "
        "of its variable.",
        Example(r"u_o^\top v_c = v_c^\top u_o"),
        Example(r"u_o v_c^\top = v_c u_o^\top", "two matrices"),
    ),
    _page(
        "row-vectors",
        "Vectors are rows, so u v^⊤ is a number and u^⊤ v a matrix. A gradient has the shape of "
        "its variable.",
        Example("All vectors are rows.\n$$ u_o v_c^\\top = v_c u_o^\\top $$", document=True),
        Example(
            "All vectors are rows.\n$$ u_o^\\top v_c = v_c^\\top u_o $$",
            "two matrices",
            document=True,
        ),
    ),
    _page(
        "row-gradients",
        "The gradient of a number by a column is a row, as in numerator layout. It is taken from "
        "the document's words, or from at least three of its steps that hold only so, if none "
        "holds only the other way.",
        Example(
            "All gradients are rows.\n"
            r"$$ \frac{\partial (u_o^\top v_c)}{\partial v_c} = u_o^\top $$",
            document=True,
        ),
        Example(
            "All gradients are rows.\n"
            r"$$ \frac{\partial (u_o^\top v_c)}{\partial v_c} = u_o $$",
            document=True,
        ),
    ),
    _page(
        "row-derivatives",
        "The derivative ∂f/∂x of a number by a column is a row, and the gradient ∇f, its "
        "transpose, a column: numerator layout, where the document says that it uses it. A "
        "derivative written as a column is not read there, as many use the words for Jacobians "
        "only.",
        Example(
            "We use numerator layout.\n"
            r"$$ \frac{\partial (u_o^\top v_c)}{\partial v_c} = u_o^\top $$",
            document=True,
        ),
        Example(
            "We use numerator layout.\n"
            r"$$ \frac{\partial (u_o^\top v_c)}{\partial v_c} = 2 u_o^\top $$",
            document=True,
        ),
    ),
    _page(
        "numerator-layout",
        "A Jacobian ∂f/∂x has a row for each entry of f and a column for each entry of x.",
        Example(r"\frac{\partial U^\top v_c}{\partial v_c} = U^\top"),
        Example(r"\frac{\partial U^\top v_c}{\partial v_c} = U"),
    ),
    _page(
        "denominator-layout",
        "A Jacobian ∂f/∂x has a column for each entry of f and a row for each entry of x.",
        Example(
            "We use denominator layout.\n"
            r"$$ \frac{\partial U^\top v_c}{\partial v_c} = U $$",
            document=True,
        ),
        Example(
            "We use denominator layout.\n"
            r"$$ \frac{\partial U^\top v_c}{\partial v_c} = U^\top $$",
            document=True,
        ),
    ),
    _page(
        "implied-sums",
        "Einstein's summation: the Σ over an index that occurs exactly twice in a product is not "
        "written, or, where the document says so, that over any index which the first member of "
        "a chain has not. It is taken from the document's words, or from at least three of its "
        "steps that hold only so. So is where the sum over an index stands that stands once, "
        "below a fraction line: there, or outside of the fraction.",
        Example(
            "We use Einstein notation.\n" r"$$ \sum_w y_w \log \hat y_w = y_i \log \hat y_i $$",
            document=True,
        ),
        Example(
            "We use Einstein notation.\n" r"$$ \sum_w y_w \log \hat y_w = -y_i \log \hat y_i $$",
            document=True,
        ),
    ),
    _page(
        "softmax-rows",
        "The softmax of a matrix is that of each of its rows. The document says so in words, "
        "“softmax is applied row-wise”; nothing is presumed.",
        *_of_each("row", "j", "i"),
    ),
    _page(
        "softmax-columns",
        "The softmax of a matrix is that of each of its columns, as the document says in words.",
        *_of_each("column", "i", "j"),
    ),
    _page(
        "u-columns",
        "The problem file says that a letter names the columns of a matrix: u_w is column w of "
        "U. There is one such code for each letter (v-columns, …).",
        Example(r"\sum_w y_w u_w = U y"),
        Example(r"\sum_w y_w u_w = U^\top y"),
    ),
    _page(
        "u-rows",
        "The document stores the vectors of a letter as rows: u_w is row w of U. It says so, "
        "gives the shape, or at least three of its steps hold only so. There is one such code "
        "for each letter (v-rows, …).",
        Example(
            "The rows of $U$ are the vectors $u_w$.\n$$ \\sum_w y_w u_w = U^\\top y $$",
            document=True,
        ),
        Example(
            "The rows of $U$ are the vectors $u_w$.\n$$ \\sum_w y_w u_w = U y $$", document=True
        ),
    ),
    _page(
        "declared-symbol",
        "Symbols that the document declares itself, as x ∈ ℝ^n or “b is a real number”. They hold "
        "for the whole document; what the problem file says of a symbol wins.",
        Example("Let $a \\in \\mathbb{R}^n$.\n$$ a^\\top a = \\|a\\|^2 $$", document=True),
        Example("Let $a \\in \\mathbb{R}^n$.\n$$ a^\\top a = \\|a\\| $$", document=True),
    ),
)
