"""Pages of the remarks on what a letter or a name was taken for."""

from derivcheck.diagnose.page import Example, pages_of

_page = pages_of("remark")

PAGES = (
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
