"""Pages of the reasons why a formula was not read, or has no meaning."""

from derivcheck.diagnose.page import Example, Page, pages_of

_page = pages_of("reading")

_OF_I = (
    "Let $A \\in \\mathbb{R}^{n \\times n}$ be invertible.\n\n"
    "$$ A^{-1} A = I $$\n\n$$ \\text{tr}(A^{-1} A) = \\text{tr}(%s) = n $$\n"
)

PAGES = (
    _page(
        "unknown-symbol",
        "A name stands here that neither the problem nor the document declares, and its use does "
        "not tell what kind of thing it is: it is written only once, two kinds fit, or none does. "
        "The message names the nearest known symbol, if one is near.",
        "declare it in the problem file or in the document (“where a ∈ ℝ^d”), define it (name = "
        "formula), or correct the spelling.",
        r"\log(1 + x) = \log(x + 1)",
        r"\log(1 + x) = \log(x + H)",
    ),
    _page(
        "unknown-command",
        "A LaTeX command that derivcheck does not know and that the document does not define.",
        "define it with \\newcommand or \\DeclareMathOperator, or write it out.",
        r"\log x = \log x",
        r"\foo x = \foo x",
    ),
    _page(
        "unknown-notation",
        "The notation is known, but not in this place or of this thing: a bar over a sum, a "
        "cube root, |·| of a vector, a matrix written out.",
        "write the formula with other means.",
        r"\sqrt{1 + x^2} = \sqrt{x^2 + 1}",
        r"\sqrt[3]{x} = x",
    ),
    _page(
        "power-of-vector",
        "A vector or matrix has a power that may be meant entry by entry, or be the number x·x. "
        "It is read entry by entry; what fails so and may hold of the number is not read.",
        "write x \\odot x for the one and \\|x\\|^2 for the other.",
        r"v_c \odot v_c = v_c^2",
        r"v_c^\top v_c = v_c^2",
    ),
    _page(
        "unknown-environment",
        "An environment that is not read within a formula.",
        "write the formula in one of align, aligned, split, gather, cases, matrix.",
        r"\begin{aligned} x + x = 2x \end{aligned}",
        Example(
            r"\begin{tikzcd} x & y \end{tikzcd}",
            shown_only="environments without a relation sign give no step",
        ),
    ),
    _page(
        "unknown-index",
        "A subscript that is no index of the set it should be from. Indices are the letters that "
        "the problem names, named elements, numbers, and maps such as w_k.",
        "write an index, or declare the element in the problem file.",
        r"u_o^\top v_c = v_c^\top u_o",
        r"u_{x^2} = v_c",
    ),
    _page(
        "unknown-range",
        "It is not known over which set a sum, product or row of dots runs. A range is the name "
        "of an index set, its size (from 1 to |V|), or as the problem writes it.",
        "write the range as the problem does; `derivcheck problems show NAME` lists them.",
        r"\sum_{w \in \text{Vocab}} y_w = 1",
        r"\sum_{w=2}^N y_w = 1",
    ),
    _page(
        "unknown-size",
        "The identity matrix I has the size that its place tells: beside a matrix or a vector, or "
        "on one side of a sum. Of one that stands alone, as in tr(I), nothing tells it.",
        "write its size, `I_n`.",
        Example(_OF_I % "I_n", document=True),
        Example(_OF_I % "I", document=True),
    ),
    _page(
        "missing-range",
        "A sum or product does not say over what it runs, and no letter below it tells.",
        "write the index under the sign.",
        r"\sum_w 2 y_w = 2",
        r"\sum 2 = 2",
    ),
    _page(
        "unknown-condition",
        "The condition of a case, or under a sum, was not understood.",
        "write it as a comparison of indices or of numbers, or as \\text{otherwise}.",
        r"\begin{cases} 1 & x > 0 \\ 1 & \text{otherwise} \end{cases} = 1",
        r"\begin{cases} 1 & \text{sometimes} \\ 1 & \text{otherwise} \end{cases} = 1",
    ),
    _page(
        "unknown-variable",
        "It is not known by what is differentiated: a derivative is by a symbol, a component of "
        "one, or a column; never by a formula.",
        "differentiate by a symbol, or define a name for the formula first.",
        r"\frac{\partial x^2}{\partial x} = 2x",
        r"\frac{\partial x^2}{\partial (2x)} = x",
    ),
    _page(
        "missing-variable",
        "A derivative does not say by what is differentiated. Which variable is meant is never "
        "guessed.",
        "write the variable: \\frac{\\partial f}{\\partial x}, \\nabla_x f.",
        r"\frac{\partial \sigma(x)}{\partial x} = \sigma(x)(1 - \sigma(x))",
        r"\nabla x^2 = 2 x",
    ),
    _page(
        "missing-operand",
        "A derivative has nothing to differentiate: no formula stands above the line or after.",
        "write what is differentiated.",
        r"\frac{\partial}{\partial x} x^2 = 2x",
        r"\frac{\partial}{\partial x} = 2x",
    ),
    _page(
        "missing-derivative-symbol",
        "A ∂ stands on one side of the line of a fraction and none on the other. No reading gives "
        "such a fraction a meaning, so the step is ill-typed.",
        "write ∂ above and below the line, or put the operator before its operand.",
        r"\frac{\partial x^2}{\partial x} = 2x",
        r"\frac{x^2}{\partial x} = 2x",
    ),
    _page(
        "missing-argument",
        "A function stands without its argument, and nothing in the chain tells what it is taken "
        "of.",
        "write the argument.",
        r"\sigma(x) = \frac{1}{1 + e^{-x}}",
        r"\sigma = \frac{1}{1 + e^{-\|v_c\|}}",
    ),
    _page(
        "wrong-arity",
        "A function has more or fewer arguments than its definition.",
        "write the arguments that the message lists.",
        r"\sigma(x) = 1 - \sigma(-x)",
        r"\sigma(x, x) = 1 - \sigma(-x)",
    ),
    _page(
        "wrong-argument",
        "An argument cannot stand in this place of the function: the definition has another kind "
        "of thing there.",
        "write an argument of the kind that the definition has.",
        r"J_{\text{naive-softmax}}(v_c, o, U) = -\log \hat y_o",
        r"J_{\text{naive-softmax}}(u_o, o, U) = -\log \hat y_o",
    ),
    _page(
        "wrong-index",
        "The index is from another set than the one that is wanted here, or there are more or "
        "fewer subscripts than needed: a number has none, an entry of a vector one, of a matrix "
        "two.",
        "use a letter of the right set, as the problem lists them.",
        r"\sum_w y_w = 1",
        r"\sum_{-m \leq j \leq m, j \neq 0} \hat y_j = 1",
    ),
    _page(
        "index-as-value",
        "An index stands where a number or vector is wanted. An index names an element of a set; "
        "it has no value of its own.",
        "use it as a subscript.",
        r"y_o + 1 = 2",
        r"y_o + o = 2",
    ),
    _page(
        "unbound-index",
        "A letter that is bound by a sum stands outside it, and the part has no free index of "
        "that name.",
        "extend the brackets of the sum, or name the index in what the part asks for.",
        Example(r"\sum_w y_w \log \hat y_w = \log \hat y_o", part="b"),
        Example(r"\sum_w y_w = y_w", "w is not bound on the right", part="b"),
    ),
    _page(
        "ambiguous-division",
        "a/bc can be read as (a/b)c and as a/(bc).",
        "put brackets, or write \\frac.",
        r"x / (2 x) + x^2 = \frac{1}{2} + x^2",
        r"x / 2 x = \frac{1}{2}",
    ),
    _page(
        "mixed-number",
        "A whole number right before a fraction of numbers may be a factor, or be meant as a mixed "
        "number: one and a half. The step holds in one of the two readings only.",
        "write \\cdot or a plus between them.",
        r"1 + \frac{1}{2} = \frac{3}{2}",
        r"1\frac{1}{2} = \frac{3}{2}",
    ),
    _page(
        "equation-number",
        "A number in brackets at the end of a formula may be a factor, and one at its beginning "
        "may be the formula with that number. The step is wrong if it is read as a factor, or "
        "holds only so.",
        "set it off with \\tag or \\qquad, or leave out the brackets of a factor.",
        r"x + x = 2x \qquad (2)",
        r"x + x = 2x (2)",
    ),
    _page(
        "ambiguous-ellipsis",
        "It cannot be told what the dots stand for: their pattern needs a first and a last term.",
        "write the last term, or use \\sum.",
        r"y_1 + \dots + y_{|V|} = 1",
        r"y_1 + \dots = 1",
    ),
    _page(
        "ambiguous-scope",
        "It cannot be told how far the argument of a function reaches, or what a derivative takes.",
        "put brackets around the argument.",
        r"\log(x x) = \log(x^2)",
        r"\log x x = \log(x^2)",
    ),
    _page(
        "ambiguous-script",
        "A script can be read in several ways: \\log^{-1} x is a power or an inverse function.",
        "write it out.",
        r"\frac{1}{\log x} + 1 = 1 + \frac{1}{\log x}",
        r"\log^{-1} x = \frac{1}{\log x}",
    ),
    _page(
        "ambiguous-referent",
        "“The expression above” can mean more than one thing here.",
        "write the expression again.",
        Example("(a)\n$$ x + x = 2x $$\n原式 $$ = 2 \\cdot x $$", document=True),
        Example(
            r"\frac{\partial}{\partial x} 原式 = 2",
            "after a member that already has another derivative",
            shown_only="needs two readings that both have a meaning",
        ),
    ),
    _page(
        "no-referent",
        "“The expression above” stands where nothing is before it.",
        "write the expression.",
        Example("(a)\n$$ x + x = 2x $$\n原式 $$ = 2 \\cdot x $$", document=True),
        Example("原式 = 2 x", "as the first formula", shown_only="depends on what stands before"),
    ),
    _page(
        "unexpected-list",
        "A list stands where one value is wanted.",
        "write one value; a list may be a function's arguments or the entries of a matrix.",
        r"\sigma(x) = 1 - \sigma(-x)",
        r"\{x, x\} = x",
    ),
    _page(
        "unexpected-token",
        "Something stands here that cannot stand in this place.",
        "look for a sign too many, or a missing one right before.",
        r"x + 1 = 1 + x",
        r"x! = x",
    ),
    _page(
        "incomplete-formula",
        "A formula, argument or pair of braces ends before anything stands in it.",
        "write what is missing; a formula that goes on in the next display begins there with its "
        "sign.",
        r"x + 1 = 1 + x",
        r"x + = x",
    ),
    _page(
        "unbalanced-bracket",
        "A bracket is not closed, or closed without having been opened. Where it belongs is not "
        "guessed.",
        "put the other bracket.",
        r"2(x + 1) = 2x + 2",
        r"2(x + 1 = 2x + 2",
    ),
    _page(
        "too-deep",
        "The formula is nested too deeply: more than a hundred levels are no mathematics of any "
        "course, and reading them is bounded.",
        "give parts of it names.",
        r"((((x)))) = x",
        Example("((((… x …)))) = x", "with hundreds of brackets", shown_only="too long to show"),
    ),
    _page(
        "too-large",
        "A file that is larger, a document with more math, a formula that is longer (names that "
        "the document defines written out), or a number with more digits, than is read.",
        "split the document or the formula, or write the number as a power.",
        r"10^{20} x = x \cdot 10^{20}",
        "x + " + "1" * 41 + " = x",
    ),
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
