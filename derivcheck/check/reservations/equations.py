"""Equations to be solved: “setting the gradient to zero, XᵀXw = Xᵀy”.

They hold at the solution and not for every w, so they are not refuted.  Which lines they are is
told by words, and by what they say: that something is 0, or how free symbols are to be related.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from derivcheck.check.finding import StepFinding, Verdict, undecided
from derivcheck.check.judging.chains import Judged
from derivcheck.check.judging.phrases import last_sentence
from derivcheck.check.names.optima import sets_to_zero, speaks_of_an_optimum
from derivcheck.check.reading.differentiated import differentiated
from derivcheck.check.reading.members import Reading, Setting
from derivcheck.document.model import Chain
from derivcheck.elaborate.signature import take_apart
from derivcheck.source.pattern import later
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.context import unfold
from derivcheck.term.core import Derivative

# “A = B if and only if C = D” claims that both say the same
_EQUIVALENT = later(
    r"(?:\bif\s+and\s+only\s+if|\biff|\bequivalent(?:ly)?(?:\s+to)?|\bprecisely\s+(?:if|when)|⇔|⟺|当且仅当|等价于)"
    r"(?:\s+that)?[\s,:]*\Z",
    re.IGNORECASE,
)
# right before “$f'(x) = 0$”; unlike `phrases.lets` it may be equated or solved
_SETS = later(
    r"(?:\b(?:set|put|equat|solv|let)(?:e|es|s|ing|ting)?(?:\s+(?:us|now|then|the\s+equation))*|令|求解)"
    r"\s*\Z",
    re.IGNORECASE,
)
JOINED = (
    "it does not hold for all values; it is joined to another relation by “if and only if”, which "
    "claims only that both say the same, and that is not decided"
)
MESSAGE = (
    "it does not hold for all values; this may be an equation that only the solution fulfils, "
    "and what follows from it is not decided"
)


def as_equation(chain: Chain, judged: Judged, said: str, before: Sequence[Judged]) -> Judged:
    """Return a chain in which equations to be solved are not refuted.

    ``said`` are the words of the part up to the chain, ``before`` its chains up to there.
    """
    if not any(map(_is_open, judged.steps)):
        return judged
    varied = frozenset(_varied(before))
    beside = (set_by(chain), *chain.remarks)
    set_here = any(map(sets_to_zero, beside))
    stationary = speaks_of_an_optimum(said) or _goes_on_with_one(before)
    steps = tuple(
        undecided(step, "equation", MESSAGE)
        if _may_be_equation(step, judged, set_here, stationary, varied)
        else step
        for step in judged.steps
    )
    return replace(judged, steps=steps)


def set_by(chain: Chain) -> str:
    """Return the words that may set what a chain begins with to zero, “Setting $f' = 0$” too."""
    said, first = last_sentence(chain.before), chain.members[0].latex
    set_so = _SETS.search(said) is not None and _ends_in_zero(chain)
    return f"{said}, setting {first} = 0" if set_so else said


def _ends_in_zero(chain: Chain) -> bool:
    return chain.members[-1].latex.strip() == "0"


def _is_open(step: StepFinding) -> bool:
    """Whether a step was refuted, or only words beside it keep it from that: “gives $w = 0$”."""
    return step.verdict is Verdict.REFUTED or step.code == "unread-condition"


def joined_to_others(chains: Sequence[Chain]) -> tuple[bool, ...]:
    """Return which chains are one side of a “⇔”, and so are no claims of their own."""
    behind = [
        "⇔" in chain.remarks or _EQUIVALENT.search(chain.before) is not None for chain in chains
    ]
    return tuple(a or b for a, b in zip(behind, (*behind[1:], False), strict=False))


def as_joined(judged: Judged) -> Judged:
    """Return one side of a “⇔”, of which nothing is refuted."""
    steps = tuple(
        undecided(step, "equation", JOINED) if step.verdict is Verdict.REFUTED else step
        for step in judged.steps
    )
    return replace(judged, steps=steps)


def _goes_on_with_one(before: Sequence[Judged]) -> bool:
    """Whether a chain stands below “∂J/∂w = … = 0”, with nothing between that holds by itself.

    What is only defined between, “write S = Σ x_i”, is for the equation's sake, and so is the
    second derivative.
    """
    for one in reversed(before):
        if _sets_a_derivative(one):
            return True
        derived = differentiated(one.readings[0].tree)
        # ∂²J/∂w² tells a minimum from a maximum
        second = derived is not None and derived.order == 2
        if not second and any(step.verdict is Verdict.PROVED for step in one.steps):
            return False
    return False


def _sets_a_derivative(judged: Judged) -> bool:
    """Whether a chain that begins with a derivative is an equation to be solved."""
    return differentiated(judged.readings[0].tree) is not None and any(
        step.code == "equation"
        or (step.verdict is Verdict.UNDECIDED and _is_zero(judged.readings[step.relation.right]))
        for step in judged.steps
    )


def _varied(chains: Iterable[Judged]) -> Iterator[str]:
    """Yield the symbols that something was differentiated by; f'(x) is a value of f' at any x.

    Where that value is set to zero, x is what is unknown.
    """
    chains = tuple(chains)
    for judged in filter(_sets_a_derivative, chains):
        applied = take_apart(judged.readings[0].tree).arguments or ()
        yield from (latex(argument) for argument in applied if isinstance(argument, t.Name))
    for reading in (reading for judged in chains for reading in judged.readings):
        tensor, written = reading.tensor, (t.Derive, t.Gradient)
        if tensor is None or not any(isinstance(node, written) for node in reading.tree.walk()):
            continue
        for node in tensor.body.walk():
            if isinstance(node, Derivative):
                yield node.variable.symbol


def _may_be_equation(
    step: StepFinding, judged: Judged, set_here: bool, stationary: bool, varied: frozenset[str]
) -> bool:
    if not _is_open(step):
        return False
    start = judged.readings[0]
    left, right = judged.sides(step)
    alone = len(judged.steps) == 1 and step.relation.sign == "="
    if alone and _compares_names(left.tree, right.tree):
        return True
    derived = differentiated(start.tree)
    if _is_zero(right) and derived is not None and derived.alone and derived.function is not None:
        function = derived.function
        named = isinstance(function, (t.Name, t.Words)) or _is_application(function)
        return set_here or stationary or (named and judged.setting.entry is None)
    if _differentiates(start) or _differentiates(left) or _differentiates(right):
        return False
    if set_here:
        return True
    if not stationary:
        return False
    # of “Xᵀr = 0” the r may be y − Xw
    bodies = [x.tensor.body for x in (left, right) if x.tensor is not None]
    bodies += [unfold(body, judged.setting.context) for body in bodies]
    symbols = frozenset[str]().union(*(body.symbols for body in bodies))
    if isinstance(left.tree, (t.Name, t.Words)) and _is_defined(left, judged.setting):
        # ŷ = Xw holds of ŷ = X(XᵀX)⁻¹Xᵀy where w is the solution
        speaks = [bool(_beneath(x, judged.setting) & varied) for x in (left, right)]
        return any(speaks) and not all(speaks)
    return bool(symbols & varied) or not any(
        _is_defined(x, judged.setting) for x in (start, left, right)
    )


def _compares_names(left: t.Tree, right: t.Tree) -> bool:
    """Whether ``ŷ = y`` or ``ŷ − y = 0`` is all that is said: it says when, not what they are."""
    if isinstance(right, t.Numeral) and right.text == "0" and isinstance(left, t.Summands):
        if len(left.terms) != 2 or left.signs[1] != "-":
            return False
        left, right = left.terms
    return isinstance(left, t.Name) and isinstance(right, t.Name)


def _is_application(tree: t.Tree | None) -> bool:
    """Whether a tree is ``f(w)``."""
    return isinstance(tree, t.Product) and isinstance(tree.factors[-1], t.Group)


def _is_zero(reading: Reading) -> bool:
    return isinstance(reading.tree, t.Numeral) and reading.tree.text == "0"


def _differentiates(reading: Reading) -> bool:
    tensor = reading.tensor
    return tensor is not None and any(isinstance(n, Derivative) for n in tensor.body.walk())


def _beneath(reading: Reading, setting: Setting) -> frozenset[str]:
    """Return the symbols that a value rests on, definitions unfolded."""
    tensor = reading.tensor
    return frozenset() if tensor is None else unfold(tensor.body, setting.context).symbols


def _is_defined(reading: Reading, setting: Setting) -> bool:
    """Whether a value rests on names with a meaning of their own: a claim says more of them."""
    tensor = reading.tensor
    return tensor is not None and bool(tensor.body.symbols & setting.context.definitions.keys())
