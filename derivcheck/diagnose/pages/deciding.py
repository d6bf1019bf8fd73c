"""Pages of what the engine says of two sides."""

from derivcheck.diagnose.page import Example, Page, pages_of

_page = pages_of("deciding")

PAGES = (
    _page(
        "not-equal",
        "The two sides are not equal: at the point that is shown both are defined and differ.",
        "put the values into both sides by hand; then look for a sign, a factor or a term.",
        r"(x + 1)^2 = x^2 + 2x + 1",
        r"(x + 1)^2 = x^2 + 1",
    ),
    _page(
        "undeclared-symbol",
        "The formula has a name in it of which nobody says what it is. It was read as a free "
        "variable, and the step fails for some of its values; but it may stand for something "
        "that makes it hold, or depend on what is differentiated by.",
        "define the name in the document, or declare it: “where a ∈ ℝ^d”.",
        r"(a + b)^2 = a^2 + 2ab + b^2",
        r"(a + b)^2 = a^2 + b^2",
    ),
    _page(
        "denied",
        "The text around the formula seems to deny it: “a common mistake is”, “it is not true "
        "that”, “which is wrong”. What is denied is no claim: it is neither proved nor "
        "refuted, and answers nothing.",
        "if it is claimed after all, say so in a sentence without these words.",
        Example("It is not hard to see that $$ x + x = 2x $$", document=True),
        Example("It is not true that $$ x + x = 3x $$", document=True),
    ),
    _page(
        "unknown-dependence",
        "A derivative stands in the formula that is 0 only because a declared letter is read as "
        "independent of the variable. It may depend on it: the output ŷ ∈ ℝ of a network "
        "depends on its weights.",
        "define the letter by a formula, as in “ŷ = w^T x”.",
        Example(
            r"Let $a, t \in \mathbb{R}$. $$ \frac{\partial (a t)}{\partial t} = a $$", document=True
        ),
        Example(
            r"Let $a, t \in \mathbb{R}$. $$ \frac{\partial a}{\partial t} = 0 $$", document=True
        ),
    ),
    _page(
        "rounded",
        "A decimal number is the other side rounded, or cut off behind its last place: as an "
        "equation it does not hold, and nobody means more than these places.",
        "write ≈, or the number exactly.",
        r"\frac{1}{2} = 0.5",
        r"\sqrt{2} = 1.414",
    ),
    _page(
        "always-equal",
        "A ≠ B is claimed, but the two sides are equal for all values.",
        "write =, or look for the slip in one of the sides.",
        r"e^x \neq 0",
        r"x + x \neq 2x",
    ),
    _page(
        "differs-in-general",
        "A ≠ B is claimed. The two sides differ in general but are equal somewhere, or it was "
        "not decided whether they are: as a claim for all values it is not right.",
        "say for which values it is claimed.",
        r"e^x \neq 0",
        Example(r"x \neq 0", "equal at x = 0"),
    ),
    _page(
        "relation",
        "A relation that is not decided: ≈, ∝, ∼, →, and comparisons that do not follow from the "
        "signs of what both sides are made of, as x² + 1 > 0 does.",
        "write an equality if one is meant.",
        r"x + x = 2x",
        r"x \approx 2x",
    ),
    _page(
        "ambiguous-name",
        "The part says twice what a name is, in an example or a section of its own perhaps, and "
        "the second is not what the first was. What rests on the name from there on may be meant "
        "of either.",
        "give one of them another name, or say “so”, “hence” where the second follows.",
        Example("For real $x$,\n$$ 2x = x + x $$", document=True),
        Example(
            "Let $f(x) = x^2$.\n$$ f'(x) = 2x $$\nFor the cube $f(x) = x^3$,\n$$ f'(x) = 2x $$",
            document=True,
        ),
    ),
    _page(
        "which-sum",
        "The document leaves out the Σ over repeated indices, and here it is not plain which one "
        "is meant: an index occurs three times in a product, or once and only on this side, or "
        "within a function's argument, or it may run over another set.",
        "write the Σ where it is meant.",
        Example(
            "We use Einstein notation.\n" r"$$ \sum_w y_w \hat y_w = y_i \hat y_i $$",
            document=True,
        ),
        Example(
            "We use Einstein notation.\n" r"$$ \sum_w y_w \hat y_w^2 = y_i \hat y_i \hat y_i $$",
            document=True,
        ),
    ),
    _page(
        "no-proof",
        "Both sides agree at every point that was tried, but that is no proof, and none was "
        "found within the limits. The claim may well be right.",
        "write a step in between.",
        r"\log(e^x) = x",
        r"\sin(x + 1) = \sin(x)\cos(1) + \cos(x)\sin(1)",
    ),
    _page(
        "no-point",
        "No point was found at which both sides are defined, so there is nothing to compare: a "
        "logarithm of what is never positive, a division by what is always zero.",
        "look at the arguments of logarithms and roots, and at denominators.",
        r"\log(1 + x^2) = \log(x^2 + 1)",
        r"\log(-1 - x^2) = x",
    ),
    _page(
        "some-sizes",
        "The two sides are equal exactly at the sizes that are named, but it was not proved for "
        "every size, and no other counts as proved. The reason is said.",
        "name the sizes with --sizes if they are fixed, or write a step in between.",
        r"\sum_w y_w = 1",
        Example(
            r"\sum_{w \in \text{Vocab}} x = 5x",
            "at |V| = 5 only",
            shown_only="most of these are refuted at another size",
        ),
    ),
    _page(
        "no-witness",
        "The two sides differ somewhere, but no admissible point with small numbers was found "
        "that shows it. Nothing is refuted without such a point.",
        "look at the step by hand: it is probably wrong, or its domain is narrow.",
        r"x + x = 2x",
        Example("f(x) = g(x)", "differing on a very small set", shown_only="rare"),
    ),
    _page(
        "no-model",
        "The assumptions contradict each other at the sizes that are looked at, so there is no "
        "point to look at: three different samples need three words.",
        "choose larger sizes with --sizes, or correct the assumptions.",
        r"x + x = 2x",
        Example("--sizes Vocab=2,Sample=3", "all samples different", shown_only="an option"),
    ),
    _page(
        "over-budget",
        "Reading or deciding the step would take more work than is allowed: too high a power, too "
        "many patterns in which indices can coincide, a derivative with too many terms. Work is "
        "counted, so the same document has the same verdicts everywhere; only where the reason "
        "names the clock, the memory or a process that ended did a limit of the machine stop it.",
        "choose smaller sizes with --sizes, split the step, or allow more with --budget.",
        r"x + x = 2x",
        r"(x + 1)^{100000} = x^{100000} + 1",
    ),
    _page(
        "not-differentiable",
        "A derivative is asked for of something for which there is no rule.",
        "write the derivative by other means.",
        r"\frac{\partial x^2}{\partial x} = 2x",
        Example(r"\frac{\partial}{\partial x} |x| = 1", shown_only="not every case is read yet"),
    ),
    _page(
        "defined-variable",
        "A derivative by a defined name (∂J/∂θ with θ = Uᵀv_c) means: write J as a function of "
        "θ. Here something that θ is made of still occurs outside of it, so that J is not a "
        "function of θ alone.",
        "differentiate by a symbol, or by a name that everything goes through.",
        r"\frac{\partial J_{\text{naive-softmax}}}{\partial \hat y_w} = -\frac{y_w}{\hat y_w}",
        Example(r"\frac{\partial u_o}{\partial \hat y} = 0", "U is in ŷ, too"),
    ),
    _page(
        "which-loss",
        "It cannot be told which loss a bare J is. What decides is an explicit comment, its "
        "arguments or subscript, the part's heading, the symbols on the right, the part's "
        "place; never whether the claim would then hold.",
        "write the name: J_{\\text{neg-sample}}.",
        Example(r"\frac{\partial J}{\partial v_c} = U(\hat y - y)", part="b"),
        Example(r"J = x", "no part is named, and neither symbol tells"),
    ),
    _page(
        "joint-probability",
        "A comma stands in a bracket in which the problem has a bar: P(o, c) is the probability of "
        "both, P(o | c) that of the one given the other. Joint probabilities are not known here.",
        "write P(o \\mid c) where the conditional probability is meant.",
        Example(r"P(O = o \mid C = c) = \hat y_o"),
        Example("P(O = o, C = c) = \\hat y_o"),
    ),
    _page(
        "which-index",
        "The step fails for a general index, but holds if its letter stands for an element of the "
        "problem. Nothing declares the letter, so it cannot be told which is meant.",
        "use the problem's own letter, or say what the letter stands for.",
        Example(r"-\log \hat y_o = -\sum_i y_i \log \hat y_i", part="b"),
        Example(r"-\log \hat y_n = -\sum_i y_i \log \hat y_i", "if n is o", part="b"),
    ),
    _page(
        "which-assumptions",
        "The step holds under what one part of the problem assumes and not under what another "
        "assumes, and the document does not tell which part this is.",
        "number the part as the problem does, or say in a heading what is assumed.",
        Example(r"\frac{\partial J}{\partial u_k} = (1 - \sigma(-u_k^\top v_c)) v_c", part="f(3)"),
        Example(
            "Is a word drawn twice?\n"
            r"$$ \frac{\partial J_{\text{neg-sample}}}{\partial u_k}"
            r" = (1 - \sigma(-u_k^\top v_c)) v_c $$",
            "true if the samples differ, and the text leaves it open",
            document=True,
        ),
    ),
    _page(
        "equation",
        "A row that begins with 0 and does not hold in general is taken for an equation to be "
        "solved. What follows from it is not decided.",
        "write what is claimed: the solution, put into the equation.",
        r"x + x = 2x",
        r"0 = x - 3",
    ),
    Page(
        "update",
        "remark",
        "A variable stands on the left and begins the right side, as in a step of gradient "
        "descent: it gets a new value. Nothing is claimed, and nothing is checked.",
        "nothing, if it was meant so.",
        Example(r"x + x = 2x"),
        Example(r"x = x - \sigma(x)", "a step of a descent"),
    ),
    _page(
        "unread-condition",
        "The step does not hold in general, but its row or sentence has words that may be a "
        "condition (if, when, for, where) and that were not understood. It is not refuted while "
        "a condition may have been missed.",
        "put the condition into a problem file or into cases; or take the words away.",
        r"x + x = 2x",
        r"x = 1 \quad \text{if x is small}",
    ),
    Page(
        "disagreement",
        "internal",
        "Two of the ways in which derivcheck looks at a step contradict each other. The step "
        "gets no verdict, and the exit status is 3.",
        "report it, with the document; it is never the writer's fault.",
        Example(r"x + x = 2x"),
        Example("SymPy: equal, NumPy: different", shown_only="a fault of derivcheck"),
    ),
)
