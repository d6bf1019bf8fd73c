"""Pages of the remarks on how a formula was read; those on letters stand in `letters`."""

from derivcheck.diagnose.page import Example, pages_of

_TWO_CASES = (
    r"(c) $$ \frac{\partial J}{\partial u_o} = (\hat y_o - 1) v_c $$"
    "\n\n"
    r"$$ \frac{\partial J}{\partial u_w} = \hat y_w v_c %s $$"
)

_page = pages_of("remark")

PAGES = (
    _page(
        "arguments-arranged",
        "The arguments of a loss stand in another order than in its definition, some are left "
        "out, or a word is named by its column. No two parameters of the loss are of one kind, "
        "so their types tell which is which.",
        "write the arguments as the problem does.",
        Example(r"J_{\text{naive-softmax}}(v_c, o, U) = -\log \hat y_o"),
        Example(r"J_{\text{naive-softmax}}(u_o, v_c) = -\log \hat y_o"),
    ),
    _page(
        "listed-downwards",
        "The document says that its vectors are rows, and writes the entries of one below one "
        "another. It is read as a row like the others. Where shapes do not fit then, the step is "
        "unread: the list may be meant as a column.",
        "write the list as a row.",
        Example("Vectors are rows.\n" r"$$ 2y = [2 y_1, \dots, 2 y_{|V|}] $$", document=True),
        Example(
            "Vectors are rows.\n"
            r"$$ 2y = \begin{bmatrix} 2 y_1 \\ \vdots \\ 2 y_{|V|} \end{bmatrix} $$",
            document=True,
        ),
    ),
    _page(
        "inferred-variable",
        "A bare prime, f', does not say by what f is differentiated. Where the formula begins with "
        "a derivative, or one above did in which the same name had its prime, it is read as the "
        "derivative by the same variable. It may be by another one, so a step that rests on this "
        "is proved, but not refuted.",
        r"write the derivative as a fraction, \frac{\partial f}{\partial x}.",
        Example(r"\frac{\partial \sigma(x)}{\partial x} = \sigma'(x)"),
        Example(
            "Let $f = e^x$.\n" r"$$ \frac{\partial (f^2)}{\partial x} = 2 f f' $$", document=True
        ),
    ),
    _page(
        "lost-caret",
        "A T stands between two vectors, where neither a number nor a matrix could, nothing says "
        "what T is, and the same formula writes transposes as ^T. It is read as one whose ^ is "
        "missing.",
        "write u_w^T v_c.",
        Example(r"u_w^T v_c + u_o^T v_c = (u_w + u_o)^T v_c"),
        Example(r"u_wTv_c + u_o^T v_c = (u_w + u_o)^T v_c"),
    ),
    _page(
        "held-fixed",
        "What is differentiated by a defined name is a function of that name and of other names "
        "that the document has defined, and of nothing else. The others are held fixed.",
        "write it as a function of all these names.",
        Example(r"\frac{\partial \sigma(x)}{\partial x} = \sigma(x) (1 - \sigma(x))"),
        Example(
            "(f) Let $a = u_o^\\top v_c$ and $b = -u_k^\\top v_c$.\n"
            r"$$ \frac{\partial J_{\text{neg-sample}}}{\partial a} = \sigma(a) - 1 $$",
            document=True,
        ),
    ),
    _page(
        "one-supposed",
        "A list of zeros with a 1 between dots, [0, …, 1, …, 0], does not say where its 1 stands. "
        "It is taken to stand where the problem's one-hot vector has it; a step that rests on this "
        "is proved, but not refuted.",
        "write the name of the vector, y.",
        Example(r"U y = u_o"),
        Example(r"U \begin{bmatrix} 0 \\ \vdots \\ 1 \\ \vdots \\ 0 \end{bmatrix} = u_o"),
    ),
    _page(
        "other-range",
        "A sum that is not written may run over another set than the one it was read over: the k "
        "of U_{ik} may be any word, or a sample that stands for its word. Such a step is not "
        "refuted.",
        "write the sum with its range.",
        Example(
            "We use Einstein notation.\n" r"$$ \sum_{w} U_{jw} y_w = U_{jk} y_k $$",
            document=True,
        ),
        Example(
            "We use Einstein notation.\n"
            r"$$ \sum_{w} U_{jw} \delta_{wo} = U_{jk} \delta_{ko} $$",
            document=True,
        ),
    ),
    _page(
        "numeral-as-identity",
        "A number such as 1 stands where a matrix belongs: it is read as that number times the "
        "identity matrix, as in ∂x/∂x = 1. Only numbers written out are read so, and only where "
        "the derivative of a vector by a vector is meant.",
        "write I for the identity.",
        Example(r"\frac{\partial x}{\partial x} = 1", "a scalar"),
        Example(r"\frac{\partial v_c}{\partial v_c} = 1"),
    ),
    _page(
        "numeral-as-vector",
        "A number such as 1 is added to a vector: it is read as a vector with that number in each "
        "entry. Letters that stand for numbers are not read so.",
        "write \\mathbf 1 for the vector of ones, if the course does.",
        Example(r"1 - \sigma(u_o^\top v_c) = \sigma(-u_o^\top v_c)"),
        Example(r"1 - \sigma(U^\top v_c) = \sigma(-U^\top v_c)"),
    ),
    _page(
        "entry-by-entry",
        "A power of a vector, a quotient by one, the largest of several or a condition z > 0 is "
        "read of each entry, as log, exp and σ of a vector are.",
        "write it with indices, or with \\odot, if anything else is meant.",
        Example(r"\hat y \odot \hat y = \hat y \odot \hat y"),
        Example(r"\hat y^2 = \hat y \odot \hat y"),
    ),
    _page(
        "elementwise-last",
        "A product entry by entry stands before a matrix product, a ∘ BC, and is taken after it, "
        "because only so the shapes fit.",
        "put brackets around the product that comes first.",
        Example(r"v_c \circ (U \hat y) = (U \hat y) \circ v_c"),
        Example(r"v_c \circ U \hat y = (U \hat y) \circ v_c"),
    ),
    _page(
        "array-chain-rule",
        "The derivative of a vector by a matrix, ∂θ/∂U, has an axis for θ and two for U, and no "
        "product of matrices takes that.  Beside the derivative by θ it is read as the chain rule "
        "means it: the sum over the entries of θ.",
        "write \\sum_w \\frac{\\partial J}{\\partial \\theta_w} "
        "\\frac{\\partial \\theta_w}{\\partial U} to say so yourself.",
        Example(r"v_c (\hat y - y)^\top = v_c \hat y^\top - v_c y^\top"),
        Example(r"(\hat y - y) \frac{\partial U^\top v_c}{\partial U} = v_c (\hat y - y)^\top"),
    ),
    _page(
        "odd-subscript",
        "A subscript names its word twice: u_{i, w_i} is read as u_{w_i}.",
        "write u_{w_i}.",
        Example(r"u_{w_k} = u_k", part="f(3)"),
        Example(r"u_{k, w_k} = u_k", part="f(3)"),
    ),
    _page(
        "sum-without-index",
        "A sum does not say over what it runs. It is read as one over the only index letter "
        "below it that no other sum binds; with two such letters it is not read.",
        "write the index under the sum.",
        Example(r"\sum_w \hat y_w u_w = U \hat y"),
        Example(r"\sum \hat y_w u_w = U \hat y"),
    ),
    _page(
        "by-entries",
        "A matrix is shown by its general entry, with its size below the bracket. The first of the "
        "two letters in the alphabet runs over the rows, the second over the columns.",
        "nothing to do where that is meant; else name the letters so, or write the transpose.",
        Example(r"y \hat y^\top = (\hat y y^\top)^\top"),
        Example(r"y \hat y^\top = \left[ y_i \hat y_j \right]_{|V| \times |V|}"),
    ),
    _page(
        "columns-as-words",
        "A condition compares two columns, u_t = u_k. It is read as one on the words, w_t = w_k, "
        "for the vectors of two words may be equal by accident.",
        "write w_t = w_k.",
        Example(r"\sum_{i : w_i = w_k} 1 = \sum_{t : w_t = w_k} 1", part="g"),
        Example(r"\sum_{u_t = u_k} 1 = \sum_{i : w_i = w_k} 1", part="g"),
    ),
    _page(
        "other-convention",
        "The step does not hold under the conventions in force, but would under another: with "
        "gradients as rows, say, or with u_w as row w of U. A convention is never chosen because "
        "it makes the step at hand true.",
        "state the convention, or transpose what stands the other way.",
        Example(r"\frac{\partial (u_o^\top v_c)}{\partial v_c} = u_o"),
        Example(r"\frac{\partial (u_o^\top v_c)}{\partial v_c} = u_o^\top", "a row for a column"),
    ),
    _page(
        "narrower-domain",
        "One side is not defined everywhere where the other is. The step is judged where both "
        "are, and the condition is listed.",
        "say for which values the step is claimed.",
        Example(r"\frac{2}{1 + e^x} = \frac{1}{1 + e^x} + \frac{1}{1 + e^x}"),
        Example(r"\frac{x^2}{x} = x", "the left side is not defined at x = 0"),
    ),
    _page(
        "other-words",
        "Right before or behind a claim about u_o stands one of the same about u_w, and no words "
        "say for which w. It is read for the other words, w ≠ o, as the two names tell them apart.",
        "say so: for w ≠ o.",
        Example(_TWO_CASES % r"\quad (w \neq o)", document=True),
        Example(_TWO_CASES % "", document=True),
    ),
)
