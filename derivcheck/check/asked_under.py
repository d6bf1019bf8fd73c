"""Claims that answer what the problem asks for under an assumption: ∂J/∂v_w = 0, “for w ≠ c”.

Who answers does not always write down once more what the question says.  A chain that sets out
from what exactly one part of the problem asks for, and states no condition, is judged under what
that part assumes; the report shows the assumption.
"""

from collections.abc import Callable

from derivcheck.check.asked import of_its_kind, restated_by
from derivcheck.check.finding import Verdict
from derivcheck.check.judging.chains import Judged
from derivcheck.check.judging.stated import states_own
from derivcheck.check.names.settings import Settings
from derivcheck.check.reading.own_names import Names
from derivcheck.document.model import Chain
from derivcheck.problem.model import PartEntry


def as_asked(
    chain: Chain,
    judged: Judged,
    entries: tuple[PartEntry | None, ...],
    known: Names,
    settings: Settings,
    judged_under: Callable[[PartEntry], Judged],
) -> Judged:
    """Return a chain as judged under what the part of the problem assumes that it answers.

    ``entries`` are the parts that it was judged under.  Which part is asked for is told by the
    first member as it is written, never by what holds; what is proved without needs none.
    """
    doubted = any(s.verdict in (Verdict.REFUTED, Verdict.UNDECIDED) for s in judged.steps)
    if not doubted or len(entries) != 1 or states_own(chain) or chain.doubtful:
        return judged
    asked = _asked_for(judged, known, settings)
    assumed = () if entries[0] is None else entries[0].assume
    if asked is None or not set(assumed) < set(asked.assume):
        return judged
    return judged_under(asked)


def _asked_for(judged: Judged, known: Names, settings: Settings) -> PartEntry | None:
    """Return the one part of the problem that asks for what a chain sets out from, as written."""
    found = restated_by(judged, of_its_kind(judged, known, settings))
    return found[0].entry if len(found) == 1 else None
