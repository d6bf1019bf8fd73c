"""Functions said anew of a number by the letter of a vector: ``σ(x) = 1/(1 + e^{-x})``, x ∈ ℝⁿ."""

from msgspec.structs import replace

from derivcheck.check.finding import StepFinding, Verdict
from derivcheck.check.reading.function_heads import has_a_meaning
from derivcheck.check.reading.members import Setting
from derivcheck.elaborate.signature import Defined, Head, take_apart
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t

CODE = "undeclared-symbol"


def spare_of_numbers(
    finding: StepFinding, left: t.Tree, right: t.Tree, setting: Setting
) -> StepFinding:
    """Return what is said of a step that means nothing for a vector, and would for a number.

    The x of ``σ(x) = …`` may be any number, whatever x is elsewhere in the document.
    """
    if finding.verdict is not Verdict.ILL_TYPED:
        return finding
    head = _head(left)
    if head.arguments is None or len(head.arguments) != 1:
        return finding
    (key,) = map(latex, head.arguments)
    if not _is_vector(key, setting):
        return finding
    defined = Defined(head, right, "", None, own=True, numbers=frozenset((key,)))
    if not has_a_meaning(defined, setting):
        return finding
    message = f"{finding.message}; write another letter if the {key} here is a number"
    return replace(finding, verdict=Verdict.UNREAD, code=CODE, message=message)


def _is_vector(key: str, setting: Setting) -> bool:
    """Whether the document declares a letter as a vector, or has defined its entries."""
    entry, named = setting.signature.symbols.get(key), setting.names.get(key)
    stated = entry is not None and len(entry.sorts) == 1 and entry.stated
    return stated or (named is not None and len(named.indices) == 1)


def _head(left: t.Tree) -> Head:
    """Return the function and its arguments, of ``\\tanh(x)``, ``\\sigma(x)`` and their slopes."""
    if isinstance(left, t.Derive) and left.operand is not None:
        head = _head(left.operand)
        by_it = tuple(map(latex, head.arguments or ())) == (latex(left.variable),)
        return head if by_it else Head(latex(left), None, None)
    if isinstance(left, t.Prefix) and left.sup is None and left.rest is None:
        bracket = left.argument
        if isinstance(bracket, t.Group) and bracket.open == "(":
            return Head(left.function, (bracket.inner,), None)
    return take_apart(left)
