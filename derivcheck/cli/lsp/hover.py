"""What is said of a step where a pointer rests on it, as Markdown."""

from collections.abc import Iterator

from derivcheck.report.model import StepReport
from derivcheck.report.sanitize import clean_line
from derivcheck.report.terminal.point import both, setting, values
from derivcheck.report.wording import expectation, label, message, scope
from derivcheck.report.writers.markdown import code, words

_LONG = 500  # code points of a reading that are shown
_WIDTH = 80  # of a line of a counterexample's values


def hover(step: StepReport) -> str:
    """Return verdict and scope, what is wrong, the repair, and how both sides were read."""
    return "\n\n".join(_paragraphs(step))


def _paragraphs(step: StepReport) -> Iterator[str]:
    about = f" for {words(scope(step))}" if step.scope else ""
    yield f"**{words(label(step))}**{about} ({words(step.id)})"
    if step.message or step.slip or step.verdict not in ("proved", "given"):
        yield words(message(step))
    if step.as_expected is not None:
        yield words(expectation(step) or "")
    if step.slip and step.slip.repair:
        yield f"repair: {code(step.slip.repair)}"
    elif step.value and step.verdict not in ("proved", "given"):
        yield f"should be {code(step.value)}"
    if step.witness:
        left, right = both(step.witness)
        at = "; ".join(filter(None, (setting(step.witness), values(step.witness, _WIDTH))))
        yield f"at {code(at)}: left side {code(left)}, right side {code(right)}"
    for one in step.conditions:
        yield f"if {code(one.text)} ({words(one.source)})"
    for name, read in (("left", step.lhs_read), ("right", step.rhs_read)):
        if read:
            yield f"{name} read as {code(_short(read))}"


def _short(text: str) -> str:
    line = clean_line(text)
    return line if len(line) <= _LONG else f"{line[:_LONG]} …"
