"""``sarif``: SARIF 2.1.0, for code scanning and viewers.

A step is a result whose kind tells its verdict: ``pass`` proved, ``fail`` refuted or without
meaning, ``open`` undecided, ``review`` unread.  Source: OASIS SARIF 2.1.0, section 3.27.
Proved steps are written in full detail only: GitHub's code scanning takes no notice of the
kind and would raise an alert for each.
"""

import json
from typing import Any

from derivcheck.report.codes import page
from derivcheck.report.flat import Item, every_item, fingerprints, items, rule_of
from derivcheck.report.model import ErrorReport, Report
from derivcheck.report.sanitize import clean_data
from derivcheck.report.style import PLAIN, Detail, Style

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_KINDS = {
    "proved": "pass",
    "given": "informational",
    "refuted": "fail",
    "ill-typed": "fail",
    "undecided": "open",
    "unread": "review",
}


def render(report: Report, style: Style = PLAIN) -> str:
    """Return one log with one run; steps that are good are left out unless all is to be told."""
    found = list((every_item if style.detail is Detail.VERBOSE else items)(report))
    rules = sorted({rule_of(item) for item in found})
    run = {
        "tool": {"driver": _driver(report, rules)},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report)],
        "results": [
            _result(item, rules, f"{mark}:{number}")
            for item, (mark, number) in zip(found, fingerprints(found), strict=True)
        ],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(clean_data(log), ensure_ascii=False, indent=1) + "\n"


def _driver(report: Report, rules: list[str]) -> dict[str, Any]:
    return {
        "name": report.tool.name,
        "semanticVersion": report.tool.version,
        "rules": [_rule(code) for code in rules],
    }


def _rule(code: str) -> dict[str, Any]:
    """Return what a viewer shows of a code: its name, and the page of ``derivcheck explain``."""
    told = page(code)
    short = {"id": code, "name": code, "shortDescription": {"text": code.replace("-", " ")}}
    return short if told is None else {**short, "help": {"text": told}}


def _invocation(report: Report) -> dict[str, Any]:
    return {
        "executionSuccessful": not report.errors,
        "toolExecutionNotifications": [_notification(error) for error in report.errors],
    }


def _notification(error: ErrorReport) -> dict[str, Any]:
    said = {"level": "error", "message": {"text": f"{error.code}: {error.message}"}}
    if error.path is None:
        return said
    return {**said, "locations": [{"physicalLocation": {"artifactLocation": _file(error.path)}}]}


def _result(item: Item, rules: list[str], fingerprint: str) -> dict[str, Any]:
    rule = rule_of(item)
    kind = "informational" if item.remark else "fail"
    if item.step is not None and item.step.as_expected is not False:
        kind = _KINDS.get(item.step.verdict, "fail")
    return {
        "ruleId": rule,
        "ruleIndex": rules.index(rule),
        "kind": kind,
        # a level other than none is for failures only (section 3.27.10)
        "level": ("error" if item.fails else "warning") if kind == "fail" else "none",
        "message": {"text": f"{item.code}: {item.text}"},
        "locations": [_location(item)],
        "partialFingerprints": {"derivcheckFinding/v1": fingerprint},
        **_suppressions(item),
        **_fixes(item),
        **_properties(item),
    }


def _suppressions(item: Item) -> dict[str, Any]:
    """Return why a finding is not to be acted on: its document expects it, the baseline has it."""
    step = item.step
    if step is None or step.verdict in ("proved", "given") or not (step.as_expected or step.known):
        return {}
    return {"suppressions": [{"kind": "inSource" if step.as_expected else "external"}]}


def _location(item: Item) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _file(item.document.path)}
    if item.at.cell is None:  # lines of a cell are no lines of the notebook's file
        physical["region"] = {
            "startLine": item.at.line,
            "startColumn": item.at.column,
            "endLine": item.at.end_line,
            "endColumn": item.at.end_column,
        }
    where: dict[str, Any] = {"physicalLocation": physical}
    if item.step is not None:
        where["logicalLocations"] = [{"name": item.step.id, "kind": "member"}]
    return where


def _file(path: str) -> dict[str, str]:
    from urllib.parse import quote

    return {"uri": quote(path.removeprefix("./").encode("utf-8", "replace"))}


def _fixes(item: Item) -> dict[str, Any]:
    """Return the proved repair of a step as a replacement of its right side."""
    step = item.step
    if step is None or step.slip is None or step.slip.repair is None or step.cell is not None:
        return {}
    region = {
        "startLine": step.line,
        "startColumn": step.column,
        "endLine": step.end_line,
        "endColumn": step.end_column,
    }
    if step.rhs_tail:
        return {}  # what stands behind the formula would be lost
    change = {"deletedRegion": region, "insertedContent": {"text": step.slip.repair}}
    return {
        "fixes": [
            {
                "description": {"text": step.slip.message},
                "artifactChanges": [
                    {"artifactLocation": _file(item.document.path), "replacements": [change]}
                ],
            }
        ]
    }


def _properties(item: Item) -> dict[str, Any]:
    if item.step is None:
        return {}
    return {"properties": {"verdict": item.step.verdict, "part": item.step.id.split(".")[0]}}
