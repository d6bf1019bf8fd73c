"""Mutants of the true steps, what the oracle holds them for, and what derivcheck says of them."""

import hashlib
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from tests.mutation.documents import Step, said, true_steps
from tests.mutation.edits import Mutant
from tests.mutation.judge import Opinion, opinion
from tests.mutation.kinds import KINDS, mutants


@dataclass(frozen=True)
class Case:
    """A mutant of one side of a step."""

    step: Step
    side: str  # "left" or "right"
    mutant: Mutant

    @property
    def sides(self) -> tuple[str, str]:
        if self.side == "left":
            return self.mutant.text, self.step.right
        return self.step.left, self.mutant.text

    @property
    def key(self) -> str:
        """A hash by which samples are drawn: the same ones always."""
        text = f"{self.step.id}|{self.side}|{self.mutant.kind}|{self.mutant.text}"
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Result:
    """A case, what is true of it and what was said."""

    case: Case
    opinion: Opinion
    verdict: str
    code: str | None

    @property
    def objection(self) -> str | None:
        """What is wrong about the verdict, or None."""
        truth, verdict = self.opinion.verdict, self.verdict
        wrong = (
            verdict == "crash"
            or self.code == "disagreement"
            or (verdict == "proved" and truth in ("false", "ill-typed", "malformed"))
            or (verdict in ("refuted", "ill-typed") and truth == "true")
            or (verdict == "refuted" and truth in ("malformed", "unbound"))
        )
        if not wrong:
            return None
        left, right = self.case.sides
        said_ = f"{verdict} {self.code or ''}".strip()
        return (
            f"{self.case.step.id} {self.case.mutant.kind}: {said_}, but {truth}"
            f" {self.opinion.why}\n  {left}\n  = {right}"
        )


def cases_of(step: Step) -> Iterator[Case]:
    """Yield the mutants of both sides of a step."""
    for side, latex in (("left", step.left), ("right", step.right)):
        for mutant in mutants(latex, step.words):
            yield Case(step, side, mutant)


def all_cases() -> Iterator[Case]:
    """Yield every mutant of both sides of every true step, each statement once."""
    seen: set[tuple[str, str, str, str]] = set()
    for step in true_steps():
        for case in cases_of(step):
            key = (step.folder, step.part, *("".join(one.split()) for one in case.sides))
            if key not in seen:
                seen.add(key)
                yield case


def sample(each: int) -> list[Case]:
    """Return up to so many cases of each kind, chosen by their hash."""
    by_kind: dict[str, list[Case]] = defaultdict(list)
    for case in all_cases():
        by_kind[case.mutant.kind].append(case)
    chosen = [
        case for kind in KINDS for case in sorted(by_kind[kind], key=lambda one: one.key)[:each]
    ]
    return sorted(chosen, key=lambda case: (case.step.id, case.side))


def run(case: Case) -> Result:
    """Judge one case twice: by the oracle and by derivcheck."""
    left, right = case.sides
    truth = opinion(left, right, case.step.context)
    try:
        finding = said(case.step, left, right)
    except Exception as error:  # whatever it is, it must not end the other cases
        return Result(case, truth, "crash", repr(error))
    return Result(case, truth, finding.verdict.value, finding.code)


def _run_all(cases: list[Case]) -> list[Result]:
    return [run(case) for case in cases]


def run_parallel(cases: list[Case]) -> list[Result]:
    """Judge many cases on all cores; the cases of one step stay together."""
    size = 40
    chunks = [cases[at : at + size] for at in range(0, len(cases), size)]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return [result for chunk in pool.map(_run_all, chunks) for result in chunk]


def objections(results: Iterable[Result]) -> list[str]:
    return [result.objection for result in results if result.objection is not None]


def judged(result: Result) -> bool:
    """Whether the oracle says something that counts: true, false, or without meaning."""
    return result.opinion.verdict in ("true", "false", "ill-typed", "unbound")


HEAD = (
    "| kind | mutants | judged | still true | … proved | false | … refuted | … ill-typed "
    "| … undecided | … unread | meaningless | not judged |"
)


def table(results: list[Result]) -> str:
    """Return, kind by kind, what the mutants are and what was said of them, in Markdown."""
    rows = [HEAD, "| --- |" + " ---: |" * 11]
    for kind in [*KINDS, "all"]:
        own = [one for one in results if kind in ("all", one.case.mutant.kind)]
        rows.append(_row(kind, own))
    return "\n".join(rows)


def _row(kind: str, own: list[Result]) -> str:
    counts = Counter((one.opinion.verdict, one.verdict) for one in own)
    truths = Counter(one.opinion.verdict for one in own)
    known = sum(map(judged, own))
    share = f"{truths['true']} ({100 * truths['true'] / max(known, 1):.0f} %)"
    said_of_false = [
        counts["false", verdict] for verdict in ("refuted", "ill-typed", "undecided", "unread")
    ]
    numbers = [
        len(own), known, share, counts["true", "proved"], truths["false"], *said_of_false,
        truths["ill-typed"] + truths["unbound"], truths["malformed"] + truths["not judged"],
    ]  # fmt: skip
    return f"| {kind} | " + " | ".join(map(str, numbers)) + " |"
