"""Rounded numbers: ``\\sqrt 2 = 1.414`` claims as many places as it shows."""

from decimal import Decimal, InvalidOperation

from derivcheck.check.finding import StepFinding, Verdict, undecided
from derivcheck.syntax import tree as t

CODE = "rounded"


def spare_rounded(finding: StepFinding, left: t.Tree, right: t.Tree) -> StepFinding:
    """Do not refute a decimal number that is the other side rounded, or cut off behind it."""
    witness = finding.witness
    if finding.verdict is not Verdict.REFUTED or finding.relation.sign != "=" or witness is None:
        return finding
    if witness.values or witness.indices or witness.functions:
        return finding
    for tree, own, other in ((right, witness.rhs, witness.lhs), (left, witness.lhs, witness.rhs)):
        places = _places(tree)
        if places and _is_rounded(own, other, places):
            message = (
                f"the two sides agree to {places} places; what a number leaves out is not equal"
            )
            return undecided(finding, CODE, message)
    return finding


def _places(tree: t.Tree) -> int:
    """Return how many digits behind the point a number is written with; 0 for anything else."""
    if isinstance(tree, t.Summands) and len(tree.terms) == 1:
        (tree,) = tree.terms
    text = tree.text if isinstance(tree, t.Numeral) else ""
    return len(text.partition(".")[2])


def _is_rounded(short: str, long: str, places: int) -> bool:
    try:
        one, other = Decimal(short), Decimal(long)
    except InvalidOperation:
        return False
    unit = Decimal(1).scaleb(-places)
    cut = one * other >= 0 and abs(one) <= abs(other) < abs(one) + unit
    return cut or abs(one - other) <= unit / 2
