"""What the engine has decided, as what is said of a step."""

from msgspec.structs import replace

from derivcheck.check.finding import Condition, Scope, StepFinding, Verdict
from derivcheck.check.judging.witness import witness_of
from derivcheck.check.reading.members import Setting
from derivcheck.engine.decision import Decision
from derivcheck.engine.statement import Statement


def with_decision(
    finding: StepFinding, statement: Statement, decision: Decision, setting: Setting
) -> StepFinding:
    """Return a step with the verdict that a decision about its statement gives."""
    if decision.equal is True:
        # a statement without index sets has no size to depend on
        everywhere = decision.all_sizes or not any(decision.sizes)
        scope = Scope(everywhere, decision.sizes if any(decision.sizes) else ())
        return replace(
            finding,
            verdict=Verdict.PROVED,
            scope=scope,
            method=decision.methods,
            error_bound=decision.error_bound,
            conditions=_with_domain(finding.conditions, decision),
        )
    if decision.equal is False:
        assert decision.counterexample is not None
        witness = witness_of(statement, decision.counterexample, setting.signature)
        return replace(
            finding,
            verdict=Verdict.REFUTED,
            code="not-equal",
            message="the two sides are not equal",
            method=decision.methods,
            witness=witness,
        )
    return replace(finding, code=decision.code, message=decision.reason, method=decision.methods)


def _with_domain(conditions: tuple[Condition, ...], decision: Decision) -> tuple[Condition, ...]:
    """Add what a proof has granted where the formula itself does not show it: inside of
    definitions, of each entry of a vector."""
    if any(condition.code == "domain" for condition in conditions):
        return conditions
    return (*conditions, *(Condition("domain", text, "step") for text in decision.domain))
