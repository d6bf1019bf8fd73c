"""Whose a file is, by the names that exports give."""

import pytest

from derivcheck.grade.naming import Owner, metadata_of, owner_of

METADATA = """---
submission_4711:
  :submitters:
  - :name: Jane Doe
    :sid: '900'
    :email: jane@x.edu
  - :name: "Bo Li"
    :sid:
    :email: bo@x.edu
  :created_at: 2026-11-01 10:00:00.000000000 Z
  :results: !ruby/object:Evil
    :name: not read as a key
submission_4712:
  :submitters: []
"""


@pytest.mark.parametrize(
    ("path", "student", "ids"),
    [
        ("jane.md", "jane", ("jane",)),
        ("jane doe/hw.md", "jane doe", ("jane doe",)),
        ("jane doe/sub/hw.md", "jane doe", ("jane doe",)),
        ("doejane_12345_67890_homework 1.md", "doejane", ("12345", "doejane")),
        ("doejane_LATE_12345_67890_hw-1.tex", "doejane", ("12345", "doejane")),
        ("doejane_12345_question_77_67890_hw.md", "doejane", ("12345", "doejane")),
        ("Jane Doe_12345_assignsubmission_file_/hw.md", "Jane Doe", ("12345", "Jane Doe")),
        ("Jane Doe_12345_assignsubmission_file_hw.md", "Jane Doe", ("12345", "Jane Doe")),
        ("submission_99/hw.md", "submission_99", ("99", "submission_99")),
        ("jane.tar.gz/hw/a.md", "jane", ("jane",)),
        ("doejane_12345_67890_hw.zip/a.md", "doejane", ("12345", "doejane")),
        ("hw_1_2_a.md", "hw_1_2_a", ("hw_1_2_a",)),
        ("homework_1_2_final/hw.md", "homework_1_2_final", ("homework_1_2_final",)),
    ],
)
def test_the_owner_of_a_file(path: str, student: str, ids: tuple[str, ...]) -> None:
    assert owner_of(path, {}) == Owner(student, ids)


def test_gradescopes_metadata_gives_names() -> None:
    found = metadata_of(METADATA)
    assert list(found) == ["submission_4711"]
    own = owner_of("submission_4711/hw.md", found)
    assert own.student.startswith("Jane Doe & Bo Li")
    assert {"900", "jane@x.edu", "bo@x.edu"} <= set(own.ids)
