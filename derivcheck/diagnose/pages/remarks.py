"""Pages of the remarks on how a formula was read."""

from derivcheck.diagnose.page import Example, Page

_TWO_CASES = (
    r"(c) $$ \frac{\partial J}{\partial u_o} = (\hat y_o - 1) v_c $$"
    "\n\n"
    r"$$ \frac{\partial J}{\partial u_w} = \hat y_w v_c %s $$"
)


def _page(code: str, means: str, advice: str, accepted: Example, rejected: Example) -> Page:
    return Page(code, "remark", means, advice, accepted, rejected)


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
        "loss-by-arguments",
        "The arguments behind the name of a loss are those of another one, as the window's words "
        "are behind a bare J. What is taken as arguments says more than the subscript.",
        "write the name of the loss that is meant.",
        Example(
            r"\frac{\partial J_{\text{skip-gram}}(v_c, w_{t-m}, \dots, w_{t+m}, U)}{\partial U} = "
            r"\sum_{-m \leq j \leq m, j \neq 0} \frac{\partial J(v_c, w_{t+j}, U)}{\partial U}",
            part="h(1)",
        ),
        Example(
            r"\frac{\partial J(v_c, w_{t-m}, \dots, w_{t+m}, U)}{\partial U} = "
            r"\sum_{-m \leq j \leq m, j \neq 0} \frac{\partial J(v_c, w_{t+j}, U)}{\partial U}",
            part="h(1)",
        ),
    ),
    _page(
        "delta-for-partial",
        "A letter is written for ∂: both halves of a fraction begin with it, and it stands "
        "nowhere else in the document. Where it also stands for anything else, a Kronecker "
        "δ_{ij} or an error δ, the fraction is not read.",
        "write \\partial.",
        Example(r"\frac{\partial J}{\partial v_c} = U(\hat y - y)", part="b"),
        Example(r"\frac{\delta J}{\delta v_c} = U(\hat y - y)", part="b"),
    ),
    _page(
        "shadowed-index",
        "An index that is free outside is used again under a sum. The one under the sum is read "
        "as another index, as every mathematician reads it, and the step is judged so.",
        "rename the index under the sum.",
        Example(r"\frac{\exp(u_w^\top v_c)}{\sum_x \exp(u_x^\top v_c)} = \hat y_w", part="c"),
        Example(
            r"\frac{\exp(u_w^\top v_c)}{\sum_w \exp(u_w^\top v_c)} = \hat y_w",
            "the w under the sum is another one",
            part="c",
        ),
    ),
    _page(
        "last-by-letter",
        "A sum or list with dots ends with the set's own name, u_1, …, u_W, or with the letter "
        "that runs over the set, y_1 + … + y_w. It is read as the last element: sets of words "
        "have no order in which anything else could be the end.",
        "write the size, as in y_{|V|}.",
        Example(r"y_1 + \dots + y_{|V|} = 1"),
        Example(r"y_1 + \dots + y_w = 1", part="a"),
    ),
    _page(
        "parameters-left-out",
        "A probability is written with the parameters of its model, p_{U,V}(o | c) or "
        "P(o | c; θ), and the text has one kind of them, so it is read as the problem's P(o | c). "
        "Another model may be meant, so a step that rests on this is proved, but not refuted.",
        "write the probability as the problem does.",
        Example(r"P(o \mid c) = \hat y_o"),
        Example(r"P(o \mid c; \theta) = \hat y_o"),
    ),
    _page(
        "word-by-number",
        "A word is named by its number, w_j, and no Σ says that j runs over words. It is read as "
        "j; a step that rests on this is proved, but not refuted.",
        "write j, or o and c.",
        Example(r"P(j \mid c) = \hat y_j"),
        Example(r"P(w_j \mid c) = \hat y_j"),
    ),
    _page(
        "loss-by-letter",
        "The text differentiates a loss L and says nowhere what it is, nor does the problem's J "
        "stand in it, so L is read as J. Or nothing stands behind ∇_{v_c}, and the text writes "
        "down one loss. Another loss may be meant, so a step that rests on this is proved, but not "
        "refuted.",
        "say what the loss is: “L = …”, and write it behind the ∇.",
        Example(r"$$ \nabla_{v_c} J = U(\hat y - y) $$", document=True),
        Example(r"$$ \nabla_{v_c} L = U(\hat y - y) $$", document=True),
    ),
    _page(
        "inferred-size",
        "A sum ends at a letter that nobody declares. Its index indexes one set only, and the "
        "letter has no other meaning, so it is read as the size of that set. So is the K of a "
        "problem that counts another set, where nothing in the part speaks of that one. The sum "
        "may be meant to end before, so a step that rests on this is proved, but not refuted.",
        "write the size as the problem does, or say what the letter is.",
        Example(r"\sum_{i=1}^{|V|} \hat y_i = 1"),
        Example(r"\sum_{i=1}^{N} \hat y_i = 1"),
    ),
    _page(
        "argument-left-out",
        "A function stands without its argument, σ'(x) = σ(1 − σ). It is taken of what it, or its "
        "derivative, is taken of in the same chain. Before a bracket in which the function itself "
        "stands alone, it is a factor: σ(1 − σ) is σ(x)(1 − σ(x)).",
        "write the argument.",
        Example(r"\sigma'(x) = \sigma(x) (1 - \sigma(x))"),
        Example(r"\sigma'(x) = \sigma(1 - \sigma)"),
    ),
    _page(
        "argument-supposed",
        "A function stands without an argument, σ = 1/(1 + e^{−x}), and nothing in the chain is "
        "taken as its argument. It is read with the letter of its definition. The letter may be "
        "meant for no function, so a step that rests on this is proved, but not refuted.",
        "write the argument, as in σ(x).",
        Example(r"\sigma(x) = \frac{1}{1 + e^{-x}}"),
        Example(r"\sigma = \frac{1}{1 + e^{-x}}"),
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
        "superscript-left-out",
        "The document says that it leaves out superscripts, and the section speaks of one W^{(k)} "
        "only, so W is read as that. Another layer may be meant, so a step that rests on this is "
        "proved, but not refuted.",
        "write the superscript.",
        Example(
            "Let $A^{(1)} \\in \\mathbb{R}^{n \\times n}$.\n" r"$$ 2A^{(1)} = A^{(1)} + A^{(1)} $$",
            document=True,
        ),
        Example(
            "Let $A^{(1)} \\in \\mathbb{R}^{n \\times n}$. We drop the superscript.\n"
            r"$$ 2A = A + A $$",
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
        "name-under-sum",
        "A name was defined with a letter that counts, b = u_k^T v, and stands below a Σ over that "
        "letter. It is read as another thing for each k; a step that rests on this is proved, but "
        "not refuted.",
        "write the letter below the name, b_k.",
        Example(r"\sum_{k=1}^K u_k^\top v_c = v_c^\top \sum_{k=1}^K u_k", part="f"),
        Example(
            "(f) Let $b = u_k^\\top v_c$.\n"
            r"$$ \sum_{k=1}^K b = \sum_{k=1}^K u_k^\top v_c $$",
            document=True,
        ),
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
        "letter-by-words",
        "The text ties a letter to the one entry of a one-hot vector: “y_k = 1”, “k is the correct "
        "class”. Where nothing binds the letter, it stands for that element.",
        "write the problem's own name of the element.",
        Example(r"-\sum_i y_i \log \hat y_i = -\log \hat y_o"),
        Example(
            "Only the $k$-th entry of $y$ is 1, so\n"
            r"$$ -\sum_i y_i \log \hat y_i = -\log \hat y_k $$",
            document=True,
        ),
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
        "misspelt-name",
        "A misspelling that the problem file lists; it is read as the name that is meant.",
        "correct the spelling.",
        Example(r"J_{\text{naive-softmax}} = -\log \hat y_o"),
        Example(r"J_{\text{naive-sfomax}} = -\log \hat y_o"),
    ),
    _page(
        "other-spelling",
        "A letter that the problem has as another spelling of a function stands alone, the p of "
        "p(o | c). It may be a name of the document's own: nothing is refuted by it.",
        "say what the letter is.",
        Example(r"J_{\text{naive-softmax}} = -\log P(o \mid c)", part="b"),
        Example(r"v_c = p", part="b"),
    ),
    _page(
        "redefined",
        "A name that an earlier part has defined is defined again, or one of another section below "
        "a heading of its own. From here to the end of the part, or of the section, it means the "
        "new thing.",
        "take another letter.",
        Example(r"\hat y = \text{softmax}(U^\top v_c)", part="b"),
        Example("(b) $t = u_o^\\top v_c$\n\n(c) $t = 2 x^2$", "another t", document=True),
    ),
    _page(
        "other-words",
        "Right before or behind a claim about u_o stands one of the same about u_w, and no words "
        "say for which w. It is read for the other words, w ≠ o, as the two names tell them apart.",
        "say so: for w ≠ o.",
        Example(_TWO_CASES % r"\quad (w \neq o)", document=True),
        Example(_TWO_CASES % "", document=True),
    ),
    _page(
        "customary-name",
        "A name that the document uses without saying what it is. The problem file says what it "
        "customarily stands for, and it is read so; what the document says of it itself wins.",
        "say what it is: Let θ = Uᵀv_c.",
        Example(r"\hat y = \text{softmax}(U^\top v_c)", part="b"),
        Example(r"\hat y = \text{softmax}(\theta)", part="b"),
    ),
    _page(
        "earlier-definition",
        "A name holds to the end of the part that defines it. This part differentiates a name of "
        "an earlier one by a letter of that one and says of none of them what it is, so they are "
        "what they were there. What fails under this reading is not called wrong.",
        "say again what the name is, or go on in the same part.",
        Example(r"\frac{\partial (2 x)}{\partial x} = 2", part="e"),
        Example("(b) $t = 2 x$\n\n(c) $\\frac{\\partial t}{\\partial x} = 2$", document=True),
    ),
    _page(
        "index-above",
        "The text speaks of a letter with a 1 above it, “let y^1, y^2 ∈ ℝ”. Nobody writes the "
        "power 1, so what stands above this letter is its index, in all formulas.",
        "write y_1, or y^{(1)}, where an index is meant, and y² where a power is.",
        Example(
            "Let $y_1, y_2 \\in \\mathbb{R}$.\n$$ y_1 + y_2 = y_2 + y_1 $$",
            document=True,
        ),
        Example("Let $y^1, y^2 \\in \\mathbb{R}$.\n$$ y^1 + y^2 = y^1 $$", document=True),
    ),
    _page(
        "inferred-symbol",
        "A name that neither the problem nor the document declares. Only one kind of thing, a "
        "number, a vector or a matrix, gives the formula a meaning, and it is read as a free "
        "variable of that kind. What is proved of it holds for every value.",
        "say what it is: “where a ∈ ℝ^d”.",
        Example(r"\sigma(x) = \frac{1}{1 + e^{-x}}", part="e"),
        Example(r"\sigma(z) = \frac{1}{1 + e^{-z}}", part="e"),
    ),
)
