"""True steps changed in one place: none of the false ones is proved, none of the true refuted.

Which is which is decided by the evaluator of this folder, which shares nothing with derivcheck.
"""

import random
from collections import Counter, defaultdict

import pytest

from derivcheck.check.finding import StepFinding
from tests.mutation.changes import CHANGES, mutants
from tests.mutation.document import TrueStep, judged, true_steps
from tests.mutation.judge import Opinion, opinion

STEPS = true_steps()
SEED = 20
# of each kind of change, in the run that is made every time
SAMPLED = 5
# shares of all mutants that can be judged and are false; measured, with room to breathe
REFUTED, CAUGHT = 0.95, 0.999

Mutant = tuple[str, TrueStep, str]


def all_mutants() -> list[Mutant]:
    return [(kind, step, text) for step in STEPS for kind, text in mutants(step.right)]


def sample() -> list[Mutant]:
    """Return some mutants of each kind, always the same ones."""
    by_kind: dict[str, list[Mutant]] = defaultdict(list)
    for mutant in all_mutants():
        by_kind[mutant[0]].append(mutant)
    chance = random.Random(SEED)
    return [
        mutant
        for kind in sorted(by_kind)
        for mutant in chance.sample(by_kind[kind], min(SAMPLED, len(by_kind[kind])))
    ]


def verify(chosen: list[Mutant]) -> list[tuple[Mutant, StepFinding, Opinion]]:
    """Return what derivcheck says of mutants, and what is true."""
    by_step: dict[TrueStep, list[Mutant]] = defaultdict(list)
    for mutant in chosen:
        by_step[mutant[1]].append(mutant)
    out = []
    for step, own in by_step.items():
        found = judged(step, [text for _, _, text in own])
        for mutant, finding in zip(own, found, strict=True):
            out.append((mutant, finding, opinion(step.left, mutant[2], step.part)))
    return out


def objections(results: list[tuple[Mutant, StepFinding, Opinion]]) -> list[str]:
    """Return the verdicts that are wrong, one line each."""
    out = []
    for (kind, step, text), finding, truth in results:
        verdict = finding.verdict.value
        wrong = (
            (verdict == "proved" and truth.true is not True)
            or (verdict == "refuted" and truth.true is not False)
            or (verdict == "ill-typed" and truth.true is True)
            or finding.code == "disagreement"
        )
        if wrong:
            said = f"{verdict} {finding.code or ''}, but {truth}"
            out.append(f"{step.id} {kind}: {said}\n  {step.left}\n  = {text}")
    return out


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.id)
def test_the_second_opinion_holds_the_steps_themselves_for_true(step: TrueStep) -> None:
    assert opinion(step.left, step.right, step.part) == Opinion(True)


@pytest.mark.parametrize(
    ("part", "left", "right", "true"),
    [
        ("b", r"U(\hat y - y)", r"U(y - \hat y)", False),
        ("b", r"\sum_{w \in \text{Vocab}} \hat y_w", "1", True),
        ("c", r"\sum_{w \in \text{Vocab}} y_w", "y_w", False),
        ("c", r"\frac{\partial}{\partial u_w} (u_o^\top v_c)", "v_c", False),
        ("d", r"v_c (\hat y - y)^\top", r"(\hat y - y) v_c^\top", None),
        ("e", r"\sigma(x)", r"1 - \sigma(-x)", True),
        ("e", r"\frac{\partial \sigma(x)}{\partial x}", r"\sigma(x)^2", False),
        ("f(2)", r"\frac{\partial}{\partial u_o} \sum_{k=1}^K u_k^\top v_c", "0", True),
        ("f(3)", r"\frac{\partial}{\partial u_k} \sum_{i=1}^K u_i^\top v_c", "v_c", True),
        ("g", r"\frac{\partial}{\partial u_k} \sum_{i=1}^K u_i^\top v_c", "v_c", False),
        ("h(3)", r"\frac{\partial J(v_c, o, U)}{\partial v_w}", "0", True),
        ("h(2)", r"\frac{\partial J(v_c, o, U)}{\partial v_c}", "0", False),
    ],
)
def test_the_second_opinion_knows_true_from_false(
    part: str, left: str, right: str, true: bool | None
) -> None:
    assert opinion(left, right, part).true is true


def test_a_sample_of_mutants_is_judged_rightly() -> None:
    chosen = sample()
    assert {kind for kind, _, _ in chosen} == set(CHANGES), "a kind of change changes nothing"
    results = verify(chosen)
    assert objections(results) == []
    false = [finding for _, finding, truth in results if truth.true is False]
    assert len(false) >= 70, "the sample holds few mutants that can be judged"
    assert sum(finding.verdict.value == "refuted" for finding in false) >= 0.9 * len(false)


@pytest.mark.slow
def test_all_mutants_are_judged_rightly(capsys: pytest.CaptureFixture[str]) -> None:
    results = verify(all_mutants())
    assert objections(results) == []
    truths = Counter((kind, truth.true) for (kind, _, _), _, truth in results)
    verdicts = Counter((truth.true, finding.verdict.value) for _, finding, truth in results)
    with capsys.disabled():
        print(f"\n{len(results)} mutants; still true, of those that can be judged:")
        for kind in CHANGES:
            true, false = truths[kind, True], truths[kind, False]
            print(f"  {kind:24}{true:4} of {true + false:4}, {truths[kind, None]:4} not judged")
        print(
            "  verdicts of the false ones:", {v: n for (t, v), n in verdicts.items() if t is False}
        )
        print("  verdicts of the true ones:", {v: n for (t, v), n in verdicts.items() if t is True})
    false = sum(n for (true, _), n in verdicts.items() if true is False)
    assert verdicts[False, "refuted"] >= REFUTED * false
    assert false - verdicts[False, "proved"] >= CAUGHT * false


TRANSPOSED = [
    (r"J_{\text{naive-softmax}}(v_c, o, U)", r"J_{\text{naive-softmax}}(v_c, o, U^\top)"),
    (r"J_{\text{naive-softmax}}(v_c, o, U)", r"J_{\text{naive-softmax}}(v_c^\top, o, U)"),
    (
        r"\frac{\partial J(v_c, o, U)}{\partial v_c}",
        r"\frac{\partial J(v_c^\top, o, U)}{\partial v_c}",
    ),
]


@pytest.mark.parametrize(("left", "right"), TRANSPOSED)
def test_an_argument_that_is_transposed_is_not_taken_for_the_right_one(
    left: str, right: str
) -> None:
    part = "h(2)" if left.startswith("J(") else "b"
    (finding,) = judged(TrueStep("x", part, left, right), [right])
    assert finding.verdict.value == "ill-typed"
