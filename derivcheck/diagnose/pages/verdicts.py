"""Pages of the verdicts."""

from derivcheck.diagnose.page import Example, Page

PAGES = (
    Page(
        "proved",
        "verdict",
        "The two sides are equal for all values that the problem admits and at which both sides "
        "as written are defined. `scope` says for which sizes: all of them, or only those "
        "listed. A proof names its conditions (x ≠ 0, a quoted assumption) and, where the "
        "argument is randomised, its bound of error, at most 2^-100; `--exact` certifies it "
        "once more without any. Agreement of numbers alone is never called a proof.",
        "nothing; read the conditions and the scope.",
        Example(r"(x + 1)^2 = x^2 + 2x + 1"),
        Example(r"(x + 1)^2 = x^2 + 1", "refuted"),
    ),
    Page(
        "refuted",
        "verdict",
        "There is a concrete point, shown with sizes, values and both sides, at which both sides "
        "are defined and differ. The point is confirmed by arithmetic with a rigorous bound of "
        "error, so it can be checked by hand. A step whose condition may have been missed is not "
        "refuted.",
        "put the values of the counterexample into both sides; then correct the step.",
        Example(r"\sigma'(x) = \sigma(x)(1 - \sigma(x))"),
        Example(r"\sigma'(x) = \sigma(x)(1 + \sigma(x))", "at x = 0: 1/4 and 3/4"),
    ),
    Page(
        "ill-typed",
        "verdict",
        "The statement has no meaning: shapes do not match, an index is not bound, a matrix is "
        "added to a scalar. This is an error of the writer, found by types alone; no numbers are "
        "needed.",
        "look for a missing transpose, sum or ∂ at the place that is shown.",
        Example(r"v_c^\top u_o + 1 = 1 + u_o^\top v_c"),
        Example(r"v_c + u_o^\top v_c = v_c", "a vector plus a scalar"),
    ),
    Page(
        "unread",
        "verdict",
        "derivcheck could not read the formula and says where and at which token. It never "
        "guesses: a missing bracket, index or transpose is not mended in silence.",
        "declare the symbol in the problem file, or write the formula out.",
        Example(r"\log(1 + e^x) = \log(e^x + 1)"),
        Example(r"\log(1 + x) = \log(x + H)", "H is not a known symbol"),
    ),
    Page(
        "undecided",
        "verdict",
        "The step was read, but it was neither proved nor refuted within the limits, or it "
        "cannot be decided without knowing more: which J? which domain? The reason is shown. "
        "That both sides agree at some sizes or at random points is told as evidence, never as "
        "proof. After a member without a value the step out of it is undecided, code "
        "no-left-value; whether its right side equals the chain's start is still said.",
        "read the reason; give what is missing, or split the step in two.",
        Example(r"x + x = 2x"),
        Example(r"x \approx 2x", "what would be claimed?"),
    ),
    Page(
        "given",
        "verdict",
        "A definition, an update, or an assumption that could not be judged. It is taken into "
        "account, and every later verdict that used it lists it in its conditions. It is never a "
        "part's answer.",
        "nothing, if it was meant so; a new name on the left makes a definition.",
        Example(r"\theta = U^\top v_c", "a new name: a definition"),
        Example(r"U = 2 U", "U is known: a claim, and checked"),
    ),
)
