"""Synthetic classes: the marks that are found are those that are known."""

import csv
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from derivcheck.check import Options, check_document
from derivcheck.cli import main
from derivcheck.document import read_submission
from derivcheck.grade.model import Graded
from derivcheck.grade.scheme import schemes_of
from derivcheck.grade.submission import grade_submission
from derivcheck.grade.synthetic import WORTH, Model, Student, changed, models_of, student
from tests.check.support import WORD2VEC, check, problem

pytestmark = pytest.mark.heavy

# written by hand: a part is worth its answer (a half) and its steps, a slip costs a quarter
BY_HAND = {
    "right": 1, "rewritten": 1, "answer-only": 1, "slip": 0.75, "carried": 0.75, "wrong-end": 0.5,
    "restated": 0, "missing": 0, "unreadable": None,
}  # fmt: skip
CLASS = 16  # students; a benchmark grades many more
OPTIONS = Options(witnesses=("modular",), seed=b"class")


def models() -> tuple[Model, ...]:
    return models_of(check((WORD2VEC / "corrected.md").read_text("utf-8")).parts)


def graded(own: Student) -> Graded:
    document = read_submission(f"{own.name}.{own.ending}", own.text)
    found = check_document(document, problem(), OPTIONS)
    return grade_submission(own.name, [found], (), schemes_of(problem()))


def differences(own: Student) -> list[tuple[str, str, object]]:
    """Return the parts whose mark is settled and is not what is known by hand."""
    found = {part.part: part for part in graded(own).parts}
    return [
        (part, change, found[part].mark)
        for part, change in own.done
        if (BY_HAND[change] is None and not found[part].open)
        or (
            BY_HAND[change] is not None
            and not found[part].open
            and float(found[part].mark.low) != BY_HAND[change]
        )
    ]


def test_the_table_is_the_one_written_by_hand() -> None:
    assert {k: None if v is None else float(v) for k, v in WORTH.items()} == BY_HAND


def test_every_part_of_the_reference_has_a_chain() -> None:
    assert {model.part for model in models()} == {s.part for s in schemes_of(problem())}


@pytest.mark.parametrize("change", BY_HAND)
def test_each_change_is_worth_what_is_known(change: str) -> None:
    (model,) = (one for one in models() if one.part == "e")
    members = changed(model, change, Random(5))
    text = f"## (e)\n\n$${' = '.join(members)}$$\n" if members else "## (e)\n\nNothing.\n"
    assert differences(Student("s", "md", text, (("e", change),))) == []
    found = {part.part: part for part in graded(Student("s", "md", text, ())).parts}["e"]
    assert found.open == (change == "unreadable")


def test_a_student_is_the_same_each_time_and_unlike_others() -> None:
    texts = [student(models(), n, "s").text for n in range(20)]
    assert texts == [student(models(), n, "s").text for n in range(20)]
    assert len(set(texts)) == 20
    assert student(models(), 1, "t").text != texts[1]


@pytest.mark.slow
def test_the_marks_of_a_class_are_those_that_are_known() -> None:
    own = models()
    class_ = [student(own, n, "class") for n in range(CLASS)]
    wrong = {own.name: found for own in class_ if (found := differences(own))}
    assert wrong == {}
    assert set(Counter(change for own in class_ for _, change in own.done)) == set(BY_HAND)


def test_the_command_writes_submissions_and_the_truth(tmp_path: Path) -> None:
    call = ["generate-class", "--problem", "word2vec", "--students", "3", "--out", str(tmp_path)]
    assert main(call) == 0
    assert len(list((tmp_path / "submissions").iterdir())) == 3
    with (tmp_path / "truth.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 3 * len(models())
    for row in rows:
        known = BY_HAND[row["change"]]
        assert row["share"] == ("" if known is None else f"{known:g}")
