"""The documents of ``derivations/`` and the handwritten original, verdict by verdict."""

import pytest

from derivcheck.check.finding import DocumentFinding, StepFinding
from derivcheck.document import read_document
from tests.check.support import SEED, WORD2VEC, answers, check, not_as_hoped, pointed, steps

pytestmark = pytest.mark.heavy

DOCUMENTS = ("handwritten", "corrected", "rows")

# What a careful teacher finds in the handwritten solution, one row for each relation sign:
# step, line, verdict, code, whether the right side equals the chain's start, what it undoes.
P, R, Y = "proved", "refuted", True
TEACHER: tuple[tuple[str, int, str, str | None, bool | None, str | None], ...] = (
    ("a.1", 3, P, None, Y, None),
    ("a.2", 5, "given", "definition", None, None),
    ("a.3", 7, P, None, Y, None),
    ("a.4", 7, P, None, Y, None),
    ("b.1", 9, P, None, Y, None),
    ("b.2", 11, P, None, Y, None),
    ("b.3", 13, "ill-typed", "shape-mismatch", None, None),
    ("b.4", 15, "undecided", "no-left-value", Y, "b.3"),
    ("b.5", 17, P, None, Y, None),
    ("b.6", 19, P, None, Y, None),
    ("b.7", 21, P, None, Y, None),
    ("b.8", 23, P, None, Y, None),
    ("b.9", 23, P, None, Y, None),
    ("c.1", 25, P, None, Y, None),
    ("c.2", 27, R, "not-equal", False, None),
    ("c.3", 29, P, None, Y, None),
    ("c.4", 29, P, None, Y, None),
    ("c.5", 29, R, "not-equal", False, None),
    ("c.6", 31, R, "not-equal", False, None),
    ("c.7", 33, P, None, False, None),
    ("c.8", 35, R, "not-equal", Y, "c.6"),
    ("d.1", 37, "unread", "missing-variable", None, None),
    ("e.1", 39, P, None, Y, None),
    ("e.2", 39, P, None, Y, None),
    ("e.3", 39, P, None, Y, None),
    ("f(1).1", 41, P, None, Y, None),
    ("f(1).2", 43, P, None, Y, None),
    ("f(1).3", 47, R, "not-equal", False, None),
    ("f(1).4", 49, R, "not-equal", Y, "f(1).3"),
    ("f(2).1", 51, P, None, Y, None),
    ("f(2).2", 53, P, None, Y, None),
    ("f(2).3", 55, P, None, Y, None),
    ("f(2).4", 57, P, None, Y, None),
    ("f(2).5", 57, "undecided", "differs-in-general", None, None),
    ("f(2).6", 59, "unread", "unknown-symbol", None, None),
    ("f(3).1", 61, P, None, Y, None),
    ("f(3).2", 63, R, "not-equal", False, None),
    ("f(3).3", 63, R, "not-equal", Y, "f(3).2"),
    ("g.1", 65, P, None, Y, None),
    ("g.2", 67, P, None, Y, None),
    ("g.3", 69, P, None, Y, None),
    ("g.4", 71, P, None, Y, None),
    ("g.5", 73, P, None, Y, None),
    ("g.6", 75, R, "not-equal", False, None),
    ("h(1).1", 77, P, None, Y, None),
    ("h(2).1", 79, P, None, Y, None),
    ("h(3).1", 81, "unread", "unknown-variable", None, None),
)

ANSWERS = {
    "a": (P, "correct"),
    "b": (P, "despite-slip"),
    "c": (P, "despite-slip"),
    "d": (None, "none"),
    "e": (P, "correct"),
    "f(1)": (P, "despite-slip"),
    "f(2)": (None, "none"),
    "f(3)": (P, "despite-slip"),
    "g": (R, "wrong"),
    "h(1)": (P, "correct"),
    "h(2)": (P, "correct"),
    "h(3)": (None, "none"),
}

# step, code and pointed text of the remarks
REMARKS = {
    ("c.1", "shadowed-index", "w"),
    ("c.2", "shadowed-index", "w"),
    ("c.3", "numeral-as-identity", r"\begin{cases} 1 & w=0 \\ 0 & w \neq 0 \end{cases}"),
    ("c.4", "numeral-as-identity", "y_w"),
    ("c.5", "shadowed-index", "w"),
    ("c.6", "shadowed-index", "w"),
    ("c.7", "shadowed-index", "w"),
    ("d.1", "misspelt-name", r"J_{\text{naive-sfomax}}"),
    ("d.1", "unknown-range", "M"),
    ("f(3).1", "shadowed-index", "k"),
    ("g.1", "shadowed-index", "k"),
    ("g.2", "shadowed-index", "k"),
    ("g.3", "shadowed-index", "k"),
    ("g.4", "odd-subscript", "i, w_i"),
}


def read(name: str) -> str:
    return (WORD2VEC / f"{name}.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def seed() -> DocumentFinding:
    if not SEED.is_file():
        pytest.skip("the handwritten original is not here")
    return check(SEED.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_step_is_as_hoped(name: str) -> None:
    found = check(read(name))
    assert list(not_as_hoped(found)) == []
    assert found.diagnostics == ()
    assert found.document.skipped == ()


@pytest.mark.parametrize("name", ["corrected", "rows"])
def test_nothing_is_wrong_in_the_corrected_documents(name: str) -> None:
    found = check(read(name))
    assert {step.verdict.value for step in steps(found)} == {"proved"}
    assert all(step.slip is None and step.expected is None for step in steps(found))
    assert {part.answer.reason for part in found.parts if part.steps} == {"correct"}


def test_the_corrected_document_is_complete_and_expects_nothing() -> None:
    text = read("corrected")
    found = check(text)
    assert len(steps(found)) >= 45
    assert "derivcheck:" not in text
    parts = [part.part.id for part in found.parts if part.steps]
    assert parts == ["a", "b", "c", "d", "e", "f(1)", "f(2)", "f(3)", "g", "h(1)", "h(2)", "h(3)"]


def test_the_row_document_states_its_convention() -> None:
    by_code = {convention.code: convention for convention in check(read("rows")).conventions}
    assert by_code["row-vectors"].source == "stated"
    assert "all vectors are rows" in by_code["row-vectors"].evidence[0]


def test_the_evidence_of_a_convention_is_a_sentence_as_it_stands() -> None:
    (evidence,) = check(read("rows")).conventions[0].evidence
    assert evidence.split()[0] in ("The", "In")


def test_the_project_document_is_the_original_with_expectations(seed: DocumentFinding) -> None:
    ours = steps(check(read("handwritten")))
    assert [(step.lhs.latex if step.lhs else None, step.rhs.latex) for step in ours] == [
        (step.lhs.latex if step.lhs else None, step.rhs.latex) for step in steps(seed)
    ]
    assert [_row(step)[2:] for step in ours] == [row[2:] for row in TEACHER]


def _row(step: StepFinding, found: DocumentFinding | None = None) -> tuple[object, ...]:
    line = found.document.source.position(step.rhs.span.start).line if found else 0
    undone = step.slip.compensates if step.slip else None
    return (step.id, line, step.verdict.value, step.code, step.equals_start, undone)


def test_the_original_has_46_equalities_and_one_side_claim(seed: DocumentFinding) -> None:
    signs = [step.relation.sign for step in steps(seed)]
    assert (signs.count("="), signs.count("≠"), len(signs)) == (46, 1, 47)
    assert seed.document.skipped == ()
    assert seed.diagnostics == ()


@pytest.mark.parametrize("row", TEACHER, ids=lambda row: row[0])
def test_the_original_gets_the_verdicts_of_a_careful_teacher(
    row: tuple[object, ...], seed: DocumentFinding
) -> None:
    step = next(step for step in steps(seed) if step.id == row[0])
    assert _row(step, seed) == row


def test_the_table_above_is_the_whole_original(seed: DocumentFinding) -> None:
    assert [step.id for step in steps(seed)] == [row[0] for row in TEACHER]


def test_the_original_gets_the_right_answers(seed: DocumentFinding) -> None:
    assert answers(seed) == ANSWERS


def test_the_original_gets_its_remarks_at_their_places(seed: DocumentFinding) -> None:
    assert {
        (step.id, remark.code, pointed(seed, remark.span))
        for step in steps(seed)
        for remark in step.remarks
    } == REMARKS


@pytest.mark.parametrize(
    ("id", "line", "column", "text"),
    [
        ("d.1", 37, 12, r"\partial J_{\text{naive-sfomax}}(v_c, o, u)"),
        ("f(2).6", 59, 28, "H"),
        ("h(3).1", 81, 85, "w_{t-c}"),
    ],
)
def test_what_cannot_be_read_is_pointed_at(
    id: str, line: int, column: int, text: str, seed: DocumentFinding
) -> None:
    step = next(step for step in steps(seed) if step.id == id)
    assert step.span is not None
    place = seed.document.source.position(step.span.start)
    assert (place.line, place.column) == (line, column)
    assert pointed(seed, step.span) == text


def test_the_ill_typed_line_names_both_shapes(seed: DocumentFinding) -> None:
    step = next(step for step in steps(seed) if step.id == "b.3")
    assert step.message == "the shapes do not fit: a column of length d plus a scalar"
    text = pointed(seed, step.span)
    assert text is not None and text.startswith(r"\frac{\partial}") and text.endswith("V_c)")


def test_refuted_steps_have_a_witness_and_no_others_do(seed: DocumentFinding) -> None:
    for step in steps(seed):
        assert (step.witness is not None) == (step.verdict.value == "refuted"), step.id
        if step.witness is not None:
            assert step.witness.lhs != step.witness.rhs, step.id


def test_the_unknown_range_of_d_says_what_would_fit(seed: DocumentFinding) -> None:
    step = next(step for step in steps(seed) if step.id == "d.1")
    (remark,) = [remark for remark in step.remarks if remark.code == "unknown-range"]
    assert "|V|" in remark.message


def test_assumptions_are_listed_where_they_are_used(seed: DocumentFinding) -> None:
    used = {step.id: {c.text for c in step.conditions} for step in steps(seed)}
    distinct = r"i \neq k \Rightarrow w_i \neq w_k"
    assert distinct in used["f(3).1"]
    assert used["g.4"] == {r"w_k \neq o"}
    assert used["b.5"] == used["e.3"] == set()


def test_the_story_of_a_part_names_slip_return_and_answer(seed: DocumentFinding) -> None:
    stories = {part.part.id: part.story for part in seed.parts}
    assert stories["f(1)"] == (
        "f(1).3 (line 47) is wrong; f(1).4 (line 49) is right again",
        "the answer is correct in spite of the slip (line 49)",
    )
    assert stories["g"] == ("the answer is wrong (line 75)",)
    assert stories["d"] == ()


def test_documents_name_no_step_twice() -> None:
    for name in DOCUMENTS:
        path = WORD2VEC / f"{name}.md"
        assert read_document(path.name, read(name)).diagnostics == ()
        ids = [step.id for step in steps(check(read(name)))]
        assert len(ids) == len(set(ids))
