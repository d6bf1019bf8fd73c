"""Formats that other programs read: well-formed, complete, and nothing steers their readers."""

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft4Validator
from msgspec.structs import replace

from derivcheck import verify_text
from derivcheck.report.flat import items
from derivcheck.report.model import ErrorReport, Report
from derivcheck.report.style import Detail, Style
from derivcheck.report.writers import writer
from tests.report.example import report
from tests.report.test_sanitize import HOSTILE, hostile_report

ERROR = ErrorReport("no: such,file.md", "no-such-file", "no such\nfile 100%")
EVIL = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            *HOSTILE, "]]>", "<script>", "&amp;", "x\n::error file=a::b", "%0A::stop-commands::x",
            "|", "`", "``` x", "[a](javascript:b)", "@everyone", "</failure>", "\"'", "a,b:c",
        ]
    ),
)  # fmt: skip


# the schema of the standard (OASIS SARIF 2.1.0, with its errata), as its publishers give it out
_SCHEMA = Path(__file__).with_name("sarif-2.1.0-rtm.5.json")
SARIF = Draft4Validator(json.loads(_SCHEMA.read_text("utf-8")))
VERBOSE = Style(detail=Detail.VERBOSE)


def whole() -> Report:
    return report(errors=(ERROR,))


def written(name: str, made: Report) -> str:
    return writer(name)(made)


# --- what each holds


def test_what_a_letter_was_read_as_is_told_once_in_a_part() -> None:
    text = "(a) $$ z + z = 2z $$ $$ 3z = z + 2z $$\n\n(b) $$ z + z = 2z $$"
    made = verify_text(text)
    told = [item.at.line for item in items(made) if item.code == "inferred-symbol"]
    assert told == [1, 3]


def test_github_annotates_each_item_what_fails_first() -> None:
    lines = written("github", whole()).splitlines()
    commands = [line for line in lines if line.startswith("::")]
    assert len(commands) == 1 + len(list(items(whole())))
    assert commands[0] == (
        "::error title=derivcheck (no-such-file),file=no%3A such%2Cfile.md::no such file 100%25"
    )
    kinds = [line.split()[0] for line in commands[1:]]
    assert kinds == sorted(kinds, key=["::error", "::warning", "::notice"].index)
    assert "line=10,col=5" in "".join(commands) or re.search(r"line=\d+,col=\d+", commands[1])
    assert not lines[-1].startswith("::")


def test_gitlab_has_an_entry_for_each_item_with_a_fingerprint_of_its_own() -> None:
    entries = json.loads(written("gitlab", whole()))
    assert len(entries) == 1 + len(list(items(whole())))
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)
    assert {entry["severity"] for entry in entries} <= {"info", "minor", "major", "critical"}
    assert all(set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
               for entry in entries)  # fmt: skip


def run_of(made: Report) -> dict[str, Any]:
    log = json.loads(written("sarif", made))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    return run  # type: ignore[no-any-return]


def test_sarif_tells_verdicts_by_kind() -> None:
    run = run_of(whole())
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert run["invocations"][0]["executionSuccessful"] is False
    assert len(run["results"]) == len(list(items(whole())))
    marks = [one["partialFingerprints"]["derivcheckFinding/v1"] for one in run["results"]]
    assert len(set(marks)) == len(marks)
    kinds = {"refuted": "fail", "ill-typed": "fail", "undecided": "open", "unread": "review"}
    for one in run["results"]:
        assert rules[one["ruleIndex"]] == one["ruleId"]
        # the standard: a level other than none is for failures only
        assert (one["level"] == "none") == (one["kind"] != "fail")
        if "properties" in one:
            assert one["kind"] == kinds[one["properties"]["verdict"]]
        region = one["locations"][0]["physicalLocation"].get("region")
        assert region is None or region["startLine"] >= 1


def test_sarif_in_full_detail_has_a_result_for_each_step() -> None:
    made = whole()
    (run,) = json.loads(writer("sarif")(made, VERBOSE))["runs"]
    told = [one["properties"]["verdict"] for one in run["results"] if "properties" in one]
    steps = [s.verdict for d in made.documents for p in d.parts for s in p.steps]
    assert sorted(told) == sorted(steps) and {"proved", "given"} <= set(told)
    kinds = {"proved": "pass", "given": "informational"}
    for one in run["results"]:
        verdict = one.get("properties", {}).get("verdict")
        assert (one["kind"] == "pass") == (verdict == "proved")
        assert one["kind"] == kinds.get(verdict, one["kind"]) and "suppressions" not in one


def test_sarif_tells_what_was_expected_as_suppressed() -> None:
    (document,) = whole().documents
    parts = tuple(
        replace(part, steps=tuple(replace(s, as_expected=True) for s in part.steps))
        for part in document.parts
    )
    made = replace(whole(), documents=(replace(document, parts=parts),))
    (run,) = json.loads(writer("sarif")(made, VERBOSE))["runs"]
    results = [one for one in run["results"] if "properties" in one]
    for one in results:
        good = one["properties"]["verdict"] in ("proved", "given")
        assert one.get("suppressions", []) == ([] if good else [{"kind": "inSource"}])
    SARIF.validate({"version": "2.1.0", "runs": [run]})


def test_rules_of_sarif_carry_their_pages() -> None:
    rules = run_of(whole())["tool"]["driver"]["rules"]
    pages = {rule["id"]: rule["help"]["text"] for rule in rules if "help" in rule}
    assert "what to do" in pages["unclosed-math"]


@pytest.mark.parametrize("style", [Style(), VERBOSE])
def test_sarif_obeys_its_schema(style: Style) -> None:
    SARIF.validate(json.loads(writer("sarif")(whole(), style)))


def test_the_schema_of_sarif_would_tell() -> None:
    log = json.loads(written("sarif", whole()))
    log["runs"][0]["results"][0]["kind"] = "proved"
    assert not SARIF.is_valid(log)


@given(EVIL)
def test_hostile_text_leaves_sarif_within_its_schema(text: str) -> None:
    SARIF.validate(json.loads(written("sarif", hostile_report(f"~{text}"))))


def test_a_fix_of_sarif_is_the_repair_at_the_right_side() -> None:
    fixes = [one for one in run_of(whole())["results"] if "fixes" in one]
    steps = [
        step
        for document in whole().documents
        for part in document.parts
        for step in part.steps
        if step.slip is not None and step.slip.repair is not None
    ]
    assert len(fixes) == len(steps) > 0
    (change,) = fixes[0]["fixes"][0]["artifactChanges"][0]["replacements"]
    assert change["insertedContent"]["text"] == steps[0].slip.repair  # type: ignore[union-attr]
    assert change["deletedRegion"]["startLine"] == steps[0].line


def test_junit_has_a_case_for_each_step() -> None:
    made = whole()
    tree = ElementTree.fromstring(written("junit", made))
    cases = tree.findall("testsuite/testcase")
    steps = [s for d in made.documents for p in d.parts for s in p.steps]
    assert [case.get("name") for case in cases] == ["document", *(step.id for step in steps)]
    assert int(tree.get("failures", 0)) == made.summary.failing
    assert int(tree.get("errors", 0)) == 1
    shown = [p.get("value") for p in tree.iterfind(".//property[@name='verdict']")]
    assert shown == [step.verdict for step in steps]


def test_markdown_has_a_row_for_each_item() -> None:
    rows = [line for line in written("markdown", whole()).splitlines() if line.startswith("|")]
    parts = sum(len(document.parts) for document in whole().documents)
    heads = 4 * len(whole().documents)
    assert len(rows) == heads + parts + len(list(items(whole())))


# --- no injection into any of them


@given(EVIL)
def test_github_has_no_commands_but_ours(text: str) -> None:
    made = hostile_report(f"~{text}")
    lines = written("github", made).splitlines()
    commands = [line for line in lines if line.startswith("::")]
    assert len(commands) == len(list(items(made)))
    for line in commands:
        assert re.match(r"::(?:error|warning|notice) title=derivcheck \([^:,]*\),file=[^:,]*", line)


@given(EVIL)
def test_xml_is_well_formed_and_holds_the_text(text: str) -> None:
    tree = ElementTree.fromstring(written("junit", hostile_report(f"~{text}")))
    assert {child.tag for child in tree.iter()} <= {
        "testsuites", "testsuite", "testcase", "properties", "property", "failure", "skipped",
    }  # fmt: skip


@given(EVIL)
@pytest.mark.parametrize("name", ["gitlab", "sarif"])
def test_json_is_json(name: str, text: str) -> None:
    json.loads(written(name, hostile_report(f"~{text}")))


@given(EVIL)
@example("\r`")
def test_markdown_keeps_its_table(text: str) -> None:
    made = hostile_report(f"~{text}")
    lines = written("markdown", made).splitlines()
    table = lines[lines.index("| line | code | what | as written |") + 2 :]
    rows = [line for line in table if line.startswith("|")]
    assert len(rows) == len(list(items(made)))
    for row in rows:
        outside = re.sub(r"(?<![\\`])(`+) .*? \1(?!`)", "", row)  # code is shown as it is
        assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", outside)) == 5
        assert not re.search(r"(?<!\\)(?:\\\\)*[<\[@]", outside)
