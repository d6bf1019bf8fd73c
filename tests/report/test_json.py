"""The JSON is the contract: valid against its schema, complete, the same bytes each time."""

import json
from importlib.resources import files
from typing import Any, get_args, get_type_hints

import jsonschema
import pytest
from msgspec import Struct

from derivcheck.report import model
from derivcheck.report.model import ErrorReport, Report
from derivcheck.report.style import PLAIN
from derivcheck.report.writers import formats, writer
from derivcheck.report.writers.json import render
from derivcheck.report.writers.json_lines import render as render_lines
from tests.report.example import report

SCHEMA = json.loads(files("derivcheck.report").joinpath("schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def check(made: Report) -> Any:
    """Validate what the writer writes, and return it read back."""
    data = json.loads(render(made))
    VALIDATOR.validate(data)
    return data


def test_the_schema_is_itself_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_example_and_errors_are_valid() -> None:
    error = ErrorReport("no.md", "no-such-file", "no such file")
    data = check(report(errors=(error,)))
    assert data["version"] == 1
    assert data["errors"] == [
        {"path": "no.md", "code": "no-such-file", "message": "no such file", "hint": None}
    ]
    assert data["summary"]["ill-typed"] == 1


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        (("documents", 0, "parts", 1, "steps", 0, "verdict"), "right"),
        (("documents", 0, "parts", 1, "steps", 0, "line"), 0),
        (("documents", 0, "parts", 1, "steps", 2, "scope"), {"all_sizes": True, "sizes": None}),
        (("documents", 0, "parts", 1, "steps", 2, "slip", "code"), "Complement Sigmoid"),
        (("summary", "steps"), None),
    ],
)
def test_the_schema_refuses_what_is_wrong(path: tuple[Any, ...], wrong: Any) -> None:
    data = check(report())
    inner = data
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = wrong
    assert not VALIDATOR.is_valid(data)


def _classes(kind: Any) -> set[Any]:
    if isinstance(kind, type) and issubclass(kind, Struct):
        inner = (_classes(hint) for hint in get_type_hints(kind).values())
        return {kind}.union(*inner)
    return set().union(*(_classes(argument) for argument in get_args(kind)))


def test_every_field_of_the_model_is_required_by_the_schema() -> None:
    definitions = [SCHEMA, SCHEMA["properties"]["tool"], *SCHEMA["$defs"].values()]
    required = {tuple(d["required"]) for d in definitions if "required" in d}
    classes = _classes(Report)
    assert len(classes) > 10
    for kind in classes:
        assert kind.__struct_encode_fields__ in required, kind.__name__


def test_the_fields_promised_by_the_interface_are_there_in_order() -> None:
    step = check(report())["documents"][0]["parts"][1]["steps"][2]
    promised = [
        *("id", "line", "column", "end_line", "end_column", "cell", "relation", "lhs"),
        *("lhs_source", "rhs", "verdict", "code", "message", "scope", "conditions", "method"),
        *("error_bound", "equals_start", "remarks", "witness", "slip", "expected"),
        *("as_expected", "seconds"),
    ]
    assert list(step)[: len(promised)] == promised
    assert step["seconds"] is None and step["expected"] is None
    assert step["witness"]["indices"] == {"o": 1, "w_k": [2, 2]}
    assert step["slip"]["repair"] == r"\sigma(x)"
    summary = ["steps", "proved", "refuted", "ill-typed", "unread", "undecided", "given"]
    summary += ["slips", "as_expected"]
    assert list(check(report())["summary"])[: len(summary)] == summary


def test_the_same_input_gives_the_same_bytes() -> None:
    for name in formats():
        assert writer(name)(report(), PLAIN) == writer(name)(report(), PLAIN)


def test_json_lines_are_objects_with_a_type_and_the_summary_last() -> None:
    records = [json.loads(line) for line in render_lines(report()).splitlines()]
    kinds = [record["type"] for record in records]
    assert kinds.count("step") == 8 and kinds[-1] == "summary" and "diagnostic" in kinds
    whole = check(report())["documents"][0]["parts"][1]["steps"][0]
    line = next(record for record in records if record.get("id") == "b.1")
    assert {key: line[key] for key in whole} == whole
    assert (line["part"], line["path"]) == ("b", "notes/example.md")


def test_an_unknown_format_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        writer("os.path")


def test_the_model_has_a_version() -> None:
    assert SCHEMA["properties"]["version"]["const"] == model.VERSION
