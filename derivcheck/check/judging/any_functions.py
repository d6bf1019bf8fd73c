"""What is refuted of functions of which nothing is known: rules for differentiating."""

from derivcheck.check.finding import StepFinding, Verdict, undecided
from derivcheck.check.judging.undeclared import CODE
from derivcheck.check.reading.members import Reading, Setting
from derivcheck.elaborate.arguments import ACTIVATION, ANY
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t


def spare_any_functions(
    finding: StepFinding,
    readings: tuple[Reading, Reading],
    start: t.Tree | None,
    setting: Setting,
) -> StepFinding:
    """Return what is said of a refuted step about functions of which nothing is known.

    A chain that begins with the derivative of what is made up of them, (gh)' or f' with
    f = g/h, says how any such functions are differentiated.  g' = g may be meant of one g, and
    so may all that is said of an activation function, whose readers know which one it is.
    """
    said = [remark.message for one in readings for remark in one.remarks]
    names = sorted({one.split()[0] for one in said if one.endswith((ANY, ACTIVATION))})
    activation = any(one.endswith(ACTIVATION) for one in said)
    if activation and finding.code == "which-loss":
        message = f"nothing says what {', '.join(names)} may be; say it to have this decided"
        return undecided(finding, CODE, message)
    wrong = (Verdict.REFUTED, Verdict.ILL_TYPED) if activation else (Verdict.REFUTED,)
    if finding.verdict not in wrong or not names:
        return finding
    made_up = start is not None and any(_is_made_up(node, setting) for node in start.walk())
    if made_up and not activation:
        return finding
    shown = ", ".join(names)
    message = f"it does not hold for every {shown}, and nothing says what {shown} may be"
    return undecided(finding, CODE, message)


def _is_made_up(tree: t.Tree, setting: Setting) -> bool:
    """Whether a tree is the derivative of more than one unknown function by itself."""
    match tree:
        case t.Derive(operand=t.Tree() as operand):
            inner = operand.inner if isinstance(operand, t.Group) else operand
            return not _is_application(inner)
        case t.Product(factors=(t.Scripts(base=t.Name() as name, primes=primes), t.Group())):
            defined = setting.signature.definitions.get(latex(name))
            return primes > 0 and defined is not None and defined[0].own
        case _:
            return False


def _is_application(tree: t.Tree) -> bool:
    """Whether a tree is a name with a bracket behind it, or a bare name."""
    match tree:
        case t.Product(factors=(t.Name() | t.Scripts(), t.Group())) | t.Name() | t.Scripts():
            return True
        case _:
            return False
