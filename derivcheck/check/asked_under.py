"""Claims under assumptions of the problem that the text does not repeat.

∂J/∂v_w = 0 answers what is asked for w ≠ c; ∂L/∂u_k of the document's own L holds if the samples
are distinct, as the problem has them.

Who answers does not always write down once more what the question says.  A chain that sets out
from what exactly one part of the problem asks for, and states no condition, is judged under what
that part assumes; the report shows the assumption.
"""

from collections.abc import Callable

from msgspec.structs import replace

from derivcheck.check.asked import of_its_kind, restated_by
from derivcheck.check.finding import StepFinding, Verdict
from derivcheck.check.judging.chains import Judged, agreed
from derivcheck.check.judging.stated import states_own
from derivcheck.check.names.settings import Settings
from derivcheck.check.reading.choice import about_samples
from derivcheck.check.reading.own_names import Names
from derivcheck.document.model import Chain
from derivcheck.problem.model import PartEntry, Problem
from derivcheck.term.context import unfold
from derivcheck.term.core import IndexMap


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


def as_sampled(
    judged: Judged,
    entries: tuple[PartEntry | None, ...],
    problem: Problem | None,
    judged_under: Callable[[PartEntry], Judged],
    *,
    apart: bool,
) -> Judged:
    """Return a chain of which a step that holds under what is assumed of samples is not refuted.

    So it is for a loss of the document's own, of which nothing says what its samples are.  What
    is proved under whatever the problem assumes of samples, w_k ≠ o, is proved under that.  Where
    they are distinct, ``apart``, it is judged as for distinct ones; so is a derivative by
    the score of one sample, which is that of no other only then.
    """
    refuted = any(step.verdict is Verdict.REFUTED for step in judged.steps)
    by_name = any(step.code == "defined-variable" for step in judged.steps)
    free = all(entry is None or not entry.assume for entry in entries)
    # words that may be a condition keep from refuting, and prove nothing
    spared = apart and any(step.code == "unread-condition" for step in judged.steps)
    turns = by_name or ((refuted or spared) and _speaks_of_samples(judged))
    if problem is None or not (turns and free):
        return judged
    about = about_samples(problem)
    told = tuple(entry for entry in about if not entry.words) if apart else ()
    under = [judged_under(entry) for entry in told or about]
    # the true word may have another name: c of u_c and v_w
    named = [judged_under(_with_all_apart(about[0], problem))] if about else []
    found = agreed([*under, *named] if told else [judged, *under, *named])
    return replace(found, steps=tuple(map(_surest, found.steps, *(one.steps for one in under))))


def may_turn_on_samples(step: StepFinding) -> bool:
    """Whether an open step may be proved where samples are known to be distinct."""
    codes = ("which-assumptions", "defined-variable", "unread-condition")
    return step.verdict is Verdict.REFUTED or step.code in codes


def or_proved(judged: Judged, supposed: Judged) -> Judged:
    """Return a chain, its open steps as they are proved under what a text's silence supposes."""
    pairs = zip(judged.steps, supposed.steps, strict=True)
    steps = (
        b if b.verdict is Verdict.PROVED and a.verdict is not Verdict.GIVEN else a for a, b in pairs
    )
    return replace(judged, steps=tuple(steps))


def _with_all_apart(entry: PartEntry, problem: Problem) -> PartEntry:
    """Return a part that assumes of each element what it assumes of one: w_k ≠ c as w_k ≠ o."""
    elements = [one.name for one in problem.symbols if one.kind == "element"]
    said = [
        text.replace(f"\\neq {name}", f"\\neq {other}")
        for text in entry.assume
        for name in elements
        for other in elements
        if text.endswith(f"\\neq {name}")
    ]
    assume = tuple(dict.fromkeys((*entry.assume, *said)))
    lines = (*entry.assume_lines, *(entry.assume_lines[0] for _ in assume))[: len(assume)]
    return replace(entry, assume=assume, assume_lines=lines)


def _surest(step: StepFinding, *under: StepFinding) -> StepFinding:
    """Return a step as it is proved under each of several assumptions, by the fewest of them."""
    proved = bool(under) and all(one.verdict is Verdict.PROVED for one in under)
    return min(under, key=lambda one: len(one.conditions)) if proved else step


def _speaks_of_samples(judged: Judged) -> bool:
    """Whether the word of a sample, w_k, occurs in what a chain's members mean."""
    values = [reading.tensor for reading in judged.readings]
    bodies = [unfold(one.body, judged.setting.context) for one in values if one is not None]
    return any(isinstance(node, IndexMap) for body in bodies for node in body.walk())


def _asked_for(judged: Judged, known: Names, settings: Settings) -> PartEntry | None:
    """Return the one part of the problem that asks for what a chain sets out from, as written."""
    found = restated_by(judged, of_its_kind(judged, known, settings))
    return found[0].entry if len(found) == 1 else None
