"""Where the Σ over an index stands that a chain's first member lacks and that stands once only.

The w of ``\\hat y_a = \\exp(U_{aj} V_{jc}) / \\exp(U_{wk} V_{kc})`` is summed over where no sum is
written, below the line or outside of the fraction: nobody says.  Both are tried, in documents
where a step waits for it, and one is taken if enough steps hold only so and none only otherwise.
"""

from derivcheck.check.conventions.document import Conventions
from derivcheck.check.conventions.inference import (
    ENOUGH,
    Inferred,
    Trials,
    contradicted,
    failing_in,
    holding,
    written,
)
from derivcheck.check.finding import StepFinding

KIND = "lone"
_PLACES = ("below", "outside")
_WAITS = "which-sum"


def infer_places(
    steps: tuple[StepFinding, ...], conventions: Conventions, trials: Trials
) -> Inferred | None:
    """Return where such sums stand, if the steps bear out one place and no other."""
    fixed = conventions.problem is not None and conventions.problem.fixed
    if fixed or conventions.values["sums"] == "written" or KIND in conventions.sources:
        return None
    if not any(step.code == _WAITS for step in steps):
        return None
    failing = failing_in(steps)
    ids = frozenset(step.id for step in failing)
    below, outside = (holding(ids, conventions, ((KIND, one),), trials) for one in _PLACES)
    only = dict(zip(_PLACES, (below - outside, outside - below), strict=True))
    borne_out = [one for one in _PLACES if only[one]]
    if len(borne_out) != 1:
        return None
    (place,) = borne_out
    evidence = [step for step in failing if step.id in only[place]]
    found = Inferred(((KIND, place),), tuple(step.id for step in evidence))
    enough = len({written(step) for step in evidence}) >= ENOUGH
    return found if enough and not contradicted(found, steps, conventions, trials) else None
