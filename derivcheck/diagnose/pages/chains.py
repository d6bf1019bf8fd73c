"""Pages of what a step is within its chain, and of what a verdict rests on."""

from derivcheck.diagnose.page import Example, Page

PAGES = (
    Page(
        "definition",
        "chain",
        "A bare name stands on the left that nothing has defined before and that does not occur "
        "on the right: the row gives it its meaning, to the end of the part. Where the problem "
        "fixes the symbol too, the row was checked against it. Written again in the same part it "
        "is a claim.",
        "nothing; to have the row checked, declare the name in the problem file.",
        Example(r"x^2 = x \cdot x", "a claim"),
        Example(r"\theta = U^\top v_c", "not a claim: given"),
    ),
    Page(
        "no-left-value",
        "chain",
        "The member before has no value, because it was not read or has no meaning, so there is "
        "nothing to compare with. Whether this line equals the chain's start is still said.",
        "correct the line before.",
        Example("$$ x + x = 2x $$\n$$ = 2 \\cdot x $$", document=True),
        Example("$$ x + x = x H $$\n$$ = 2 x $$", "H is not known", document=True),
    ),
    Page(
        "compensates",
        "chain",
        "The line is equal to the chain's start again, after a line that was not: it undoes an "
        "earlier slip and is none of its own. It counts as one slip together with that line.",
        "correct the line that is named; this one can stay.",
        Example("$$ x + x = 2x $$\n$$ = 2 \\cdot x $$", document=True),
        Example("$$ x + x = 3x $$\n$$ = 2x $$", "3x is wrong, 2x is right again", document=True),
    ),
    Page(
        "carried",
        "chain",
        "The line makes a slip again that was made before, and no new one: both of its sides are "
        "those of the earlier line, or its = is the one that was typed by mistake there. It counts "
        "as one slip together with that line.",
        "correct the line that is named, and this one the same way.",
        Example("$$ x + x = 2x $$\n$$ x + x = 2 \\cdot x $$", document=True),
        Example("$$ x + x = 3x $$\n$$ 2x = 3x $$", "the same slip twice", document=True),
    ),
    Page(
        "hidden",
        "chain",
        "What the slip was is known and not told, because the problem or the call says so "
        "(reveal). Where it is may be told all the same.",
        "look for it; --reveal slip tells it, where you may call it so.",
        Example("derivcheck verify solution.md", shown_only="a call of the command"),
        Example("derivcheck verify --reveal place solution.md", shown_only="a call"),
    ),
    Page(
        "assumption",
        "condition",
        "The verdict rests on an assumption that the problem file makes for this part, such as "
        "that all samples differ.",
        "nothing; check that the exercise does assume it.",
        Example(r"x + x = 2x", "rests on nothing", part="f"),
        Example(
            r"\frac{\partial J}{\partial u_o} = (\sigma(u_o^\top v_c) - 1) v_c",
            "only because no sample is o",
            part="f",
        ),
    ),
    Page(
        "assumed",
        "chain",
        "The document assumes this of symbols of which it has said no more: it claims nothing "
        "and is `given`. It is not used: what comes after it in the part and is true only under "
        "it is `undecided`.",
        "nothing; check that the exercise does assume it.",
        Example(r"x + x = 2x", "a claim"),
        Example(
            "Let $a \\in \\mathbb{R}^n$ with $\\sum_{i=1}^n a_i = 1$.\n\n$$ a = a $$\n",
            "not a claim: given",
            document=True,
        ),
    ),
    Page(
        "domain",
        "condition",
        "The verdict is on all values for which both sides as written are defined; this must "
        "hold for that. Nothing is cancelled before: x/x says x ≠ 0.",
        "nothing; say the condition where the exercise does not.",
        Example(r"x + x = 2x", "defined everywhere"),
        Example(r"\frac{x}{x} = 1", "where x ≠ 0"),
    ),
    Page(
        "closed-form",
        "problem",
        "`derivcheck problems check` did not prove that a part's closed form is what the part "
        "asks for.",
        "correct the closed form, or what is assumed in the part.",
        Example('goal = "x + x", closed_form = "2x"', shown_only="a problem file"),
        Example('goal = "x + x", closed_form = "x^2"', shown_only="a problem file"),
    ),
)
