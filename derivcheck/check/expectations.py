"""Comments that say which verdict a line is expected to get."""

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.check.finding import StepFinding, Verdict
from derivcheck.document.model import Directive, Document, Member
from derivcheck.source import Diagnostic
from derivcheck.source.nearest import did_you_mean
from derivcheck.source.pattern import later

_WORD = later(r"([a-z-]+|_)(?:\(([a-z-]+)\))?")
_VERDICTS = {verdict.value for verdict in Verdict}
_KNOWN = ("expect", "problem", "off", "on", "ignore")


class Expectation(Struct, frozen=True):
    """Verdicts for the relation signs of one line; None where nothing is expected.

    A verdict may have a code behind it, of a slip or of what the step itself is told by.
    """

    directive: Directive
    verdicts: tuple[tuple[str, str | None] | None, ...]

    @property
    def by_verdict(self) -> "Expectation":
        """The verdicts without codes, for steps of which slips were not looked for."""
        return replace(self, verdicts=tuple(one and (one[0], None) for one in self.verdicts))


def read_expectations(document: Document) -> tuple[tuple[Expectation, ...], tuple[Diagnostic, ...]]:
    """Return the document's expectations and what could not be understood of its comments."""
    found: list[Expectation] = []
    broken: list[Diagnostic] = []
    for directive in document.directives:
        word, _, rest = directive.text.partition(" ")
        if word not in _KNOWN:
            hint = did_you_mean(word, _KNOWN) or f"; known are {', '.join(_KNOWN)}"
            message = f"I do not know the comment “derivcheck: {directive.text}”{hint}"
            broken.append(Diagnostic("broken-directive", message, directive.span))
        if word != "expect":
            continue
        verdicts = _verdicts(rest)
        if verdicts is None:
            hint = did_you_mean(rest, _VERDICTS)
            message = f"“{rest}” names no verdicts: {', '.join(sorted(_VERDICTS))} or _{hint}"
            broken.append(Diagnostic("broken-directive", message, directive.span))
        else:
            found.append(Expectation(directive, verdicts))
    return tuple(found), tuple(broken)


def _verdicts(text: str) -> tuple[tuple[str, str | None] | None, ...] | None:
    out: list[tuple[str, str | None] | None] = []
    for word in text.split():
        match = _WORD.fullmatch(word)
        if match is None or match.group(1) not in (*_VERDICTS, "_"):
            return None
        out.append(None if match.group(1) == "_" else (match.group(1), match.group(2)))
    return tuple(out) or None


def apply_expectations(
    steps: tuple[StepFinding, ...], expectations: tuple[Expectation, ...], document: Document
) -> tuple[tuple[StepFinding, ...], tuple[Diagnostic, ...]]:
    """Return the steps with what was expected of them, and the expectations that met no step.

    An expectation concerns the steps whose right side begins on the next line that has one.
    """
    signs = [
        (_line(chain.members[relation.right], document), relation)
        for chain in document.chains()
        for relation in chain.relations
    ]
    # a part that was not checked has signs without steps
    steps_of = {id(step.relation): at for at, step in enumerate(steps)}
    out = list(steps)
    unused = []
    for expectation in expectations:
        at = document.source.position(expectation.directive.span.end)
        after = sorted(line for line, _ in signs if line >= (at.cell or 0, at.line))
        met = [relation for line, relation in signs if line == after[0]] if after else []
        verdicts = expectation.verdicts
        if len(verdicts) == 1:
            verdicts = verdicts * len(met)
        if not met or len(verdicts) != len(met):
            wanted = len(expectation.verdicts)
            message = f"this expects {wanted} verdicts where there are {len(met)} steps"
            unused.append(Diagnostic("unused-expectation", message, expectation.directive.span))
            continue
        for relation, expected in zip(met, verdicts, strict=True):
            place = steps_of.get(id(relation))
            if expected is not None and place is not None:
                out[place] = _with_expected(out[place], expected)
    return tuple(out), tuple(unused)


def without(step: StepFinding, codes: frozenset[str]) -> StepFinding:
    """Return a step without remarks of some codes."""
    kept = tuple(remark for remark in step.remarks if remark.code not in codes)
    return step if kept == step.remarks else replace(step, remarks=kept)


def _with_expected(step: StepFinding, expected: tuple[str, str | None]) -> StepFinding:
    verdict, code = expected
    met = step.verdict.value == verdict and code in (None, step.code, *_slips(step))
    shown = f"{verdict}({code})" if code else verdict
    return replace(step, expected=shown, as_expected=met)


def _slips(step: StepFinding) -> tuple[str, ...]:
    return () if step.slip is None else (step.slip.code, *step.slip.also)


def _line(member: Member, document: Document) -> tuple[int, int]:
    position = document.source.position(member.span.start)
    return (position.cell or 0, position.line)
