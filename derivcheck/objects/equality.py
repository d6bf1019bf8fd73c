"""One equality, judged as a step of a derivation is."""

from html import escape

from msgspec import Struct

from derivcheck.check import Options
from derivcheck.check.finding import StepFinding, Witness
from derivcheck.check.judging.judge import Judge
from derivcheck.check.judging.row import Row
from derivcheck.check.judging.steps import judge_row
from derivcheck.check.reading.members import read_chain
from derivcheck.document.model import Chain, Relation
from derivcheck.objects.reading import member, setting_for_part
from derivcheck.objects.view import ProblemView
from derivcheck.problem import Problem
from derivcheck.source import Span

_NOWHERE = Span(0, 0)


class Equality(Struct, frozen=True):
    """What was found of ``lhs = rhs``; true only if it was proved.

    ``verdict`` is one of those of a step.  A proof holds for ``all_sizes``, or else at the
    ``sizes`` that are listed.  ``witness`` is a point at which the sides differ, ``remarks`` say
    how something odd was read, and ``conditions`` what the verdict rests on.
    """

    verdict: str
    code: str | None
    message: str | None
    witness: Witness | None
    all_sizes: bool
    sizes: tuple[dict[str, int], ...]
    conditions: tuple[str, ...]
    remarks: tuple[str, ...]

    def __bool__(self) -> bool:
        return self.verdict == "proved"

    def _repr_html_(self) -> str:
        said = [self.message] if self.message else []
        said += ["for all sizes"] if self.all_sizes else []
        said += [f"if {condition}" for condition in self.conditions]
        if self.witness:
            values = ((name, ", ".join(value)) for name, value in self.witness.values)
            said += [", ".join(f"{name} = {value}" for name, value in values)]
            said += [f"left side {self.witness.lhs}, right side {self.witness.rhs}"]
        lines = "".join(f"<br>{escape(line)}" for line in (*said, *self.remarks))
        return f"<div><strong>{escape(self.verdict)}</strong>{lines}</div>"


def equal(
    lhs: str,
    rhs: str,
    problem: ProblemView | Problem | None = None,
    part: str | None = None,
    options: Options | None = None,
) -> Equality:
    """Return whether two formulas are equal, judged as a step of a derivation is.

    ``problem`` says what the symbols mean, ``part`` what may be assumed.  Raises
    ``ValueError`` for an unknown part; a formula that cannot be read is `unread`.

    >>> import derivcheck
    >>> wrong = derivcheck.equal(r"\\sigma(-x)", r"\\sigma(x) - 1", "word2vec")
    >>> wrong.verdict, bool(wrong), wrong.message
    ('refuted', False, 'the two sides are not equal')
    >>> derivcheck.equal("x", "x + U", "word2vec").code
    'shape-mismatch'
    """
    setting = setting_for_part(_problem(problem), part)
    relation = Relation("=", "=", _NOWHERE, 0, 1)
    chain = Chain((member(lhs), member(rhs)), (relation,))
    left, right = read_chain(chain, setting.scope())
    judge = Judge(f"{lhs}\0{rhs}".encode(), options or Options())
    return _equality(judge_row(Row("1", relation, left, right, True), (), setting, judge))


def _equality(finding: StepFinding) -> Equality:
    scope = finding.scope
    return Equality(
        finding.verdict.value,
        finding.code,
        finding.message,
        finding.witness,
        scope is not None and scope.all_sizes,
        tuple(dict(sizes) for sizes in scope.sizes) if scope else (),
        tuple(condition.text for condition in finding.conditions),
        tuple(remark.message for remark in finding.remarks),
    )


def _problem(given: ProblemView | Problem | None) -> Problem | None:
    return given.problem if isinstance(given, ProblemView) else given
