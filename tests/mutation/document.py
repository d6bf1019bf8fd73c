"""The steps of a derivation, and small documents in which a changed step stands."""

from dataclasses import dataclass

from derivcheck.check.finding import StepFinding
from derivcheck.document import read_document
from tests.check.support import WORD2VEC, check, steps


@dataclass(frozen=True)
class TrueStep:
    """One equality of ``corrected.md``: its id, its part and both sides as written."""

    id: str
    part: str
    left: str
    right: str


def true_steps() -> tuple[TrueStep, ...]:
    """Return every step of the corrected derivation."""
    path = WORD2VEC / "corrected.md"
    out = []
    for part in read_document(path.name, path.read_text(encoding="utf-8")).parts:
        relations = [(chain, sign) for chain in part.chains for sign in chain.relations]
        for number, (chain, sign) in enumerate(relations, 1):
            left, right = (" ".join(chain.members[at].latex.split()) for at in
                           (sign.left, sign.right))  # fmt: skip
            out.append(TrueStep(f"{part.id}.{number}", part.id, left, right))
    return tuple(out)


def judged(step: TrueStep, changed: list[str]) -> list[StepFinding]:
    """Return what derivcheck says of the step with each of several right sides, in one document."""
    part, _, inner = step.part.partition("(")
    heading = f"## ({part})\n\n" + (f"({inner}\n\n" if inner else "")
    rows = (f"$$\n{step.left} = {right}\n$$\n" for right in changed)
    found = steps(check(heading + "Some words.\n\n".join(rows)))
    assert len(found) == len(changed), f"{step.id}: {len(found)} steps for {len(changed)} displays"
    assert {one.id.rpartition(".")[0] for one in found} == {step.part}
    return list(found)
