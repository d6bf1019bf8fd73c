"""``junit``: JUnit XML, a suite for each document and a case for each step.

Refuted and meaningless steps are failures, unread and undecided ones skipped unless they fail the
run; files that could not be read are errors.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from derivcheck.report.judge import step_passes
from derivcheck.report.model import DocumentReport, ErrorReport, PartReport, Report, StepReport
from derivcheck.report.sanitize import clean
from derivcheck.report.style import PLAIN, Style
from derivcheck.report.wording import label, location, message, where

if TYPE_CHECKING:
    from junitparser import TestCase, TestSuite


def render(report: Report, style: Style = PLAIN) -> str:
    """Return the XML; times are given only where they were measured."""
    from junitparser import JUnitXml

    xml = JUnitXml(report.tool.name)
    for error in report.errors:
        xml.add_testsuite(_unreadable(error))
    for document in report.documents:
        xml.add_testsuite(_suite(document, report.summary.allowed))
    xml.update_statistics()  # type: ignore[no-untyped-call]
    written: bytes = xml.tostring()  # type: ignore[no-untyped-call]
    return written.decode("utf-8") + "\n"


def _unreadable(error: ErrorReport) -> "TestSuite":
    from junitparser import Error, TestCase, TestSuite

    name = clean(error.path or "derivcheck")
    case = TestCase("document", classname=name)
    case.result = [Error(clean(error.message), clean(error.code))]
    suite = TestSuite(name)
    suite.add_testcase(case)
    return suite


def _suite(document: DocumentReport, allowed: tuple[str, ...]) -> "TestSuite":
    from junitparser import TestSuite

    suite = TestSuite(clean(document.path))
    for case in _cases(document, allowed):
        suite.add_testcase(case)
    return suite


def _cases(document: DocumentReport, allowed: tuple[str, ...]) -> "Iterator[TestCase]":
    for part in document.parts:
        for step in part.steps:
            yield _case(document, part, step, allowed)


def _case(
    document: DocumentReport, part: PartReport, step: StepReport, allowed: tuple[str, ...]
) -> "TestCase":
    from junitparser import Failure, Properties, Property, Skipped, TestCase

    case = TestCase(clean(step.id), classname=clean(document.path), time=step.seconds)
    properties = Properties()  # type: ignore[no-untyped-call]
    properties.add_property(Property("verdict", step.verdict))
    properties.add_property(Property("part", clean(part.id)))
    case.append(properties)  # type: ignore[no-untyped-call]
    place = location(document.path, where(step))
    said = clean(f"{place}: {label(step)} {message(step)}")
    if not step_passes(step, allowed):
        failure = Failure(said, clean(label(step)))
        failure.text = clean(f"{step.relation} {step.rhs}")
        case.result = [failure]
    elif step.verdict in allowed or step.known:
        case.result = [Skipped(said)]
    return case
