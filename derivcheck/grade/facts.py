"""What the findings about a part say that matters for its mark."""

from collections.abc import Iterator

from msgspec import Struct

from derivcheck.check.finding import DENIED, PartFinding, StepFinding, Verdict

_NO_SLIP = frozenset({"compensates", "carried"})
_WRONG = frozenset({Verdict.REFUTED, Verdict.ILL_TYPED})
_OPEN = frozenset({Verdict.UNREAD, Verdict.UNDECIDED})


class Facts(Struct, frozen=True):
    """The equalities of a part by what they mean for its mark.

    ``right`` are proved and say something, ``slips`` are wrong on their own account (a step
    that puts an earlier one right is none), ``unsure`` were not read or not decided, or do not fit
    together as they were read: for a convention that was not stated, or for what an earlier line
    of the chain has done.
    ``returns`` are back at the value that their chain set out with.
    """

    right: tuple[StepFinding, ...]
    returns: tuple[StepFinding, ...]
    slips: tuple[StepFinding, ...]
    unsure: tuple[StepFinding, ...]
    steps: int
    denied: int = 0  # equalities that the text denies, which count for nothing

    @property
    def sentence(self) -> str:
        """What was understood, in words."""
        words = [f"{len(self.right)} of {self.steps} steps are right"]
        if self.returns:
            words.append(f"{len(self.returns)} right again")
        if self.slips:
            words.append(f"{len(self.slips)} wrong")
        if self.unsure:
            words.append(f"{len(self.unsure)} not understood or not decided")
        return ", ".join(words)


def facts_of(part: PartFinding) -> Facts:
    """Return what the equalities of a part are."""
    every = [step for step in part.steps if step.relation.sign == "="]
    equalities = [step for step in every if step.code != DENIED]
    after = _after_misfits(part)
    accepted = frozenset(part.answer.accepted)
    return Facts(
        right=tuple(
            s
            for s in equalities
            if s.id in accepted or (s.verdict is Verdict.PROVED and not says_nothing(s))
        ),
        returns=tuple(s for s in equalities if _compensates(s) or right_again(s)),
        slips=tuple(s for s in equalities if is_slip(s) and s.id not in after | accepted),
        unsure=tuple(
            s
            for s in equalities
            if s.id not in accepted and (is_unsure(s) or (is_slip(s) and s.id in after))
        ),
        steps=len(equalities),
        denied=len(every) - len(equalities),
    )


def _after_misfits(part: PartFinding) -> frozenset[str]:
    """Return the steps whose shapes do not fit behind others of their chain of which that holds.

    They may only carry on what the first of these has done, which costs once.
    """
    found: set[str] = set()
    for steps in chains(part):
        misfits = [s.id for s in steps if s.verdict is Verdict.ILL_TYPED]
        found.update(misfits[1:])
    return frozenset(found)


def is_slip(step: StepFinding) -> bool:
    """Whether a step is wrong on its own account."""
    points_elsewhere = step.slip is not None and step.slip.code in _NO_SLIP
    return step.verdict in _WRONG and not points_elsewhere and not may_be_a_convention(step)


def is_unsure(step: StepFinding) -> bool:
    """Whether a person has to say if a step is right."""
    if step.verdict in _OPEN:
        return not right_again(step)
    return may_be_a_convention(step)


def may_be_a_convention(step: StepFinding) -> bool:
    """Whether only the shapes of a step are wrong, and no repair says that it is a slip.

    Rows for columns, and the order of the factors in a chain rule, differ from course to course.
    """
    return step.verdict is Verdict.ILL_TYPED and step.code == "shape-mismatch" and step.slip is None


def _compensates(step: StepFinding) -> bool:
    return step.slip is not None and step.slip.code == "compensates"


def right_again(step: StepFinding) -> bool:
    """Whether a step has only nothing to be compared with, and equals the start."""
    return step.code == "no-left-value" and step.equals_start is True


def says_nothing(step: StepFinding) -> bool:
    """Whether both sides are the same formula."""
    left, right = step.read_as
    return left is not None and left == right


def chains(part: PartFinding) -> Iterator[tuple[StepFinding, ...]]:
    """Yield the steps of each chain of a part."""
    at = 0
    for chain in part.part.chains:
        yield part.steps[at : at + len(chain.relations)]
        at += len(chain.relations)


def chain_of(part: PartFinding, step: str) -> tuple[StepFinding, ...]:
    """Return the equalities of the chain of a step, up to that step."""
    for steps in chains(part):
        ids = [one.id for one in steps]
        if step in ids:
            upto = steps[: ids.index(step) + 1]
            return tuple(one for one in upto if one.relation.sign == "=")
    return ()


def goes_on_after(part: PartFinding, step: str) -> bool:
    """Whether a part has equalities in chains behind that of a step."""
    behind = False
    for steps in chains(part):
        if behind and any(one.relation.sign == "=" for one in steps):
            return True
        behind = behind or any(one.id == step for one in steps)
    return False
