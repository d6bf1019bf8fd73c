"""What a click on a relation sign opens: reason, counterexample, repair, reading."""

from collections.abc import Iterator

from derivcheck.report.excerpt import changed
from derivcheck.report.html.markup import Content, Html, element, formula, joined
from derivcheck.report.model import ConditionReport, StepReport, WitnessReport
from derivcheck.report.terminal.point import both, setting
from derivcheck.report.wording import entry, expectation, label, location, message, scope, where

Row = tuple[str, Content]

_LONG = 400  # code points of a reading that is shown at once


def detail(step: StepReport, name: str, path: str, *, bad: bool) -> Html:
    """Return the panel of a step; ``name`` is its id, ``bad`` opens it where a page is printed."""
    head = element(
        "p",
        element("span", location(path, where(step)), class_="where"),
        element("strong", f"{step.id} {label(step)}"),
        f" {message(step)}",
        class_="head",
    )
    told = (joined(element("dt", term), element("dd", said)) for term, said in rows(step))
    kind = f"detail {step.verdict} bad" if bad else f"detail {step.verdict}"
    return element("div", head, element("dl", told), class_=kind, id=name)


def rows(step: StepReport) -> Iterator[Row]:
    """Yield what there is to say of a step, each with the word that it stands beside."""
    if step.as_expected is not None:
        yield "expected", expectation(step)
    yield from _repair(step)
    if step.witness:
        yield from _witness(step.witness)
    yield from _proof(step)
    yield from _conditions(step.conditions)
    yield from (("remark", f"{one.code}: {one.message}") for one in step.remarks)
    yield from _reading(step)
    if step.python:
        command = element("pre", step.python)
        yield "check it", element("details", element("summary", "a line of NumPy"), command)
    if step.seconds is not None:
        yield "time", f"{step.seconds:.3f} s"
    yield "written", element("pre", f"{step.written} {step.rhs}")
    code = step.slip.code if step.slip else step.code
    if code and code != "hidden":
        yield "more", element("code", f"derivcheck explain {code}")


def _repair(step: StepReport) -> Iterator[Row]:
    repair = step.slip.repair if step.slip else None
    if repair:
        mark = changed(step.rhs.removesuffix(step.rhs_tail), repair)
        yield "repair", formula(repair, mark, kind="changed", display=True)
    elif step.value and step.verdict not in ("proved", "given"):
        yield "should be", formula(step.value, display=True)


def _witness(witness: WitnessReport) -> Iterator[Row]:
    left, right = both(witness)
    if at := setting(witness):
        yield "at", element("span", at, class_="values")
    given = [(name, f" = {entry(value)}") for name, value in witness.values.items()]
    given += [(name, f": {text}") for name, text in witness.functions.items()]
    if given:
        shown = (element("span", _name(name), value) for name, value in given)
        yield "with", element("div", shown, class_="values")
    values = (
        element("span", "left side ", element("strong", left)),
        element("span", "≠", class_="differ"),
        element("span", "right side ", element("strong", right)),
    )
    yield "there", element("div", values, class_="both")


def _name(name: str) -> str:
    """Return a symbol's name, set as a formula where it has a subscript or a command."""
    return formula(name) if "_" in name or "\\" in name else name


def _proof(step: StepReport) -> Iterator[Row]:
    if step.scope:
        yield "holds for", scope(step)
    if step.method:
        yield "judged by", ", ".join(step.method)
    if step.error_bound:
        yield "error", f"at most {step.error_bound}"


def _conditions(conditions: tuple[ConditionReport, ...]) -> Iterator[Row]:
    for one in conditions:
        line = f", line {one.line}" if one.line is not None else ""
        shown = formula(one.text) if "\\" in one.text else one.text
        yield "if", joined(shown, f" ({one.source}{line})")


def _reading(step: StepReport) -> Iterator[Row]:
    sides = (("left read as", step.lhs_read), ("right read as", step.rhs_read))
    for term, read in sides:
        if not read:
            continue
        if len(read) <= _LONG:
            yield term, element("code", read)
        else:
            shown = element("summary", f"{read[: _LONG // 4]} …")
            yield term, element("details", shown, element("code", read))
