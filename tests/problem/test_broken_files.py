"""A problem file with one thing wrong: every kind of error has its reason and its line."""

from functools import cache
from pathlib import Path

import pytest

from derivcheck.check import check_document
from derivcheck.check.problems import check_problem
from derivcheck.document import read_document
from derivcheck.problem import ProblemError, load_problem, parse_problem
from tests.check.support import WORD2VEC, check

pytestmark = pytest.mark.heavy

WHOLE = (WORD2VEC / "problem.toml").read_text(encoding="utf-8")
# its closed forms are proved again and again here: a few parts will do
LEFT_OUT = ("c", "d", "f(2)", "f(3)", "g", "h(1)", "h(2)")
HEAD, *PARTS = WHOLE.split("[[part]]\n")
SOUND = "[[part]]\n".join(
    (HEAD, *(part for part in PARTS if not part.startswith(tuple(f'id = "{n}"' for n in LEFT_OUT))))
)

SIGMOID = r"\\frac{1}{1 + e^{-x}}"
CLOSED = r'closed_form = "U(\\hat y - y)"'
GOAL_E = r'goal = "\\frac{\\partial \\sigma(x)}{\\partial x}"'
OTHER = r'assume = ["w \\neq c"]'


def broken(old: str, new: str) -> tuple[str, int]:
    """Return the file with one change, and the line that was changed."""
    assert SOUND.count(old) >= 1, old
    at = SOUND.index(old)
    return SOUND.replace(old, new, 1), SOUND[:at].count("\n") + 1


@cache
def complaint(text: str) -> tuple[str, int | None]:
    """Return (reason, line) of the first thing that is wrong with a problem file."""
    try:
        (first, *_) = check_problem(parse_problem(text, "problem.toml", "broken"))
    except ProblemError as error:
        assert error.path == "problem.toml"
        return error.message, error.line
    return first.message, None


RIGHT_LINE = [
    ('title = "Und', 'titel = "Und', "unknown key “titel”"),
    ('reveal = "slip"', 'reveal = "all"', "“reveal” is one of"),
    ('letters = ["w", "x"]', 'leters = ["w", "x"]', "unknown key “leters” in Vocab"),
    ('Dim = { size = "d" }', "Dim = { }", "Dim lacks “size”"),
    ("multiple = 2", "multiple = -2", "“multiple” must be a whole number"),
    ("multiple = 2", "multiple = true", "“multiple” must be a whole number"),
    ('domain = "one-hot o"', 'domain = "simplex"', "“simplex” is no domain"),
    ('domain = "one-hot o"', 'domain = "one-hot q"', "I do not know what q stands for"),
    ("map Sample → Vocab", "map Sample → Word", "unknown sort “Word”"),
    (SIGMOID, r"\\frac{1}{1 + e^{-x}", "I did not expect “the end” here"),
    (SIGMOID, r"\\frc{1}{1 + e^{-x}}", r"I do not know the command “\frc”"),
    (CLOSED, CLOSED.replace(")", ""), "the bracket “(” that opens here is not closed"),
    ('id = "b"', 'idd = "b"', "unknown key “idd” in part"),
    ('vectors = "columns"', 'vektors = "columns"', "unknown key “vektors” in conventions"),
    ("fixed = false", 'fixed = "no"', "“fixed” must be true or false"),
    ("[symbols]", "[symbols", "Expected ']'"),
    ('title = "Und', '= "Und', "Invalid"),
    (
        r'"\\text{Neg-sample}" = "J_{\\text{neg-sample}}"',
        r'"\\text{Neg-sample}" = 3',
        "must be a string",
    ),
    ('letters = ["w", "x"]', 'letters = "w"', "“letters” must be a list of strings"),
    ('size = "d"', "size = 3", "“size” must be a string"),
    (
        'U = { type = "matrix Dim × Vocab"',
        'U = { type = "matrix Dim × Words"',
        "“U” has the unknown sort “Words”",
    ),
    ('x = { type = "real" }', 'x = { type = "complex" }', "“complex” is no type"),
    ('x = { type = "real" }', "x = { }", "“x” has no type"),
    ('x = { type = "real" }', 'x = "real"', "“x” must be a table"),
    ('id = "b"', 'id = "a"', "there are two parts “a”"),
    ('id = "b"\n', "id = 5\n", "“id” must be a string"),
    ('[[part]]\nid = "b"', "[[part]]", "part lacks “id”"),
    (OTHER, r'assume = "w \\neq c"', "“assume” must be a list of strings"),
    ('vectors = "columns"', 'vectors = "diagonals"', "“vectors” is one of columns, rows"),
]

# found, but in formulas that get their meaning later only, without a place
NO_LINE = [
    (SIGMOID, "", "an empty formula"),
    (r"\\frac{\\exp(u_w^\\top v_c)}", r"\\frac{u_w}",
     r"the definition of \hat{y} is a column of length d, not a scalar"),
    (r"\\frac{\\exp(u_w^\\top v_c)}", r"\\frac{\\exp(u_q^\\top v_c)}",
     "I do not know what q stands for"),
    (OTHER, r'assume = ["w \\neq q"]', "I do not know what q stands for"),
    (OTHER, r'assume = ["w \\foo c"]', "I cannot read"),
]  # fmt: skip

# said by the check of the whole problem, with the part and its line
BY_PART = [
    (SIGMOID, r"\\frac{1}{1 + e^{-q}}", "in the definition", "I do not know what q stands for"),
    (r"-\\log \\sigma(u_o^\\top v_c)", r"-\\log \\sigma(u_o v_c)", "in the definition",
     "the shapes do not fit"),
    (CLOSED, r'closed_form = "U(y - \\hat y)"', "part b", "the closed form is wrong"),
    (CLOSED, r'closed_form = "U^\\top(y - \\hat y)"', "part b", "the shapes do not fit"),
    (CLOSED, r'closed_form = "U(\\hat y - q)"', "part b", "I do not know what q stands for"),
    (CLOSED, r'closed_form = "\\hat y - y"', "part b", "the right side a column of length |V|"),
    (GOAL_E, GOAL_E.replace("partial x", "partial q"), "part e", "I do not know what q stands for"),
    (OTHER, r'assume = ["w \\neq w"]', "part h(3)", "the assumptions contradict each other"),
    (r'assume = ["w_k \\neq o", "i', r'assume = ["w_k = o", "w_k \\neq o", "i', "part f(1)",
     "the assumptions contradict each other"),
]  # fmt: skip

UNNOTICED = [
    (r'loss = "J_{\\text{neg-sample}}"', r'loss = "J_{\\text{nothing}}"'),
    (r'"\\text{Neg-sample}" = "J_{\\text{neg-sample}}"',
     r'"\\text{Neg-sample}" = "J_{\\text{negative}}"'),
    ('aliases = ["0", "w_o"]', 'aliases = ["c"]'),
]  # fmt: skip


def test_the_file_as_it_is_is_sound() -> None:
    assert check_problem(parse_problem(SOUND, "problem.toml", "sound")) == ()
    assert check_problem(parse_problem(WHOLE, "problem.toml", "whole")) == ()
    assert SOUND.count("[[part]]") == WHOLE.count("[[part]]") - len(LEFT_OUT)


@pytest.mark.parametrize(("old", "new", "reason"), RIGHT_LINE + NO_LINE)
def test_what_is_wrong_is_said(old: str, new: str, reason: str) -> None:
    text, _ = broken(old, new)
    assert reason in complaint(text)[0]


@pytest.mark.parametrize(("old", "new", "reason"), RIGHT_LINE)
def test_what_is_wrong_is_said_with_its_line(old: str, new: str, reason: str) -> None:
    text, line = broken(old, new)
    found = complaint(text)[1]
    # what lacks something is placed where its table begins
    assert found is not None and 0 <= found - line <= new.startswith("[[")


@pytest.mark.parametrize(("old", "new", "reason"), NO_LINE)
def test_the_line_is_that_of_the_error(old: str, new: str, reason: str) -> None:
    text, line = broken(old, new)
    assert complaint(text)[1] == line


@pytest.mark.parametrize(("old", "new", "where", "reason"), BY_PART)
def test_a_formula_without_meaning_or_truth_is_said(
    old: str, new: str, where: str, reason: str
) -> None:
    text, _ = broken(old, new)
    message, _ = complaint(text)
    assert where in message and reason in message
    assert "line " in message or "left side" in message


@pytest.mark.parametrize(("old", "new"), UNNOTICED)
def test_a_name_that_is_unknown_or_taken_is_said(old: str, new: str) -> None:
    complaint(broken(old, new)[0])


def test_two_definitions_of_one_key_are_a_toml_error() -> None:
    text, line = broken(r'"\\sigma(x)" =', '"\\\\sigma(x)" = "1"\n"\\\\sigma(x)" =')
    message, found = complaint(text)
    assert "Cannot overwrite" in message and found in (line, line + 1)


def test_a_table_of_parts_must_be_a_list() -> None:
    message, _ = complaint('[part]\nid = "a"\n')
    assert message == "“part” must be written as [[part]]"


@pytest.mark.parametrize("name", ["nothing", "nowhere.toml", "no/such/folder"])
def test_a_problem_that_is_not_there(name: str) -> None:
    with pytest.raises(ProblemError) as caught:
        load_problem(name)
    assert caught.value.message.startswith("there is no") or "no such" in caught.value.message
    assert caught.value.path == name
    assert ("word2vec" in caught.value.message) == (name == "nothing")


def test_a_file_that_is_not_text(tmp_path: Path) -> None:
    path = tmp_path / "problem.toml"
    path.write_bytes(b'title = "\xff\xfe"')
    with pytest.raises(ProblemError, match="not UTF-8") as caught:
        load_problem(str(path))
    assert caught.value.path == str(path)


def test_a_folder_with_a_problem_and_a_folder_without(tmp_path: Path) -> None:
    with pytest.raises(ProblemError):
        load_problem(f"{tmp_path}/")
    (tmp_path / "problem.toml").write_text('title = "Small"\n', encoding="utf-8")
    assert load_problem(f"{tmp_path}/").title == "Small"
    assert load_problem(str(tmp_path / "problem.toml")).name == tmp_path.name


def test_a_problem_by_name_is_that_of_the_derivations() -> None:
    assert load_problem("word2vec").title == "Understanding word2vec"
    assert load_problem("word2vec").name == "word2vec"


@pytest.mark.parametrize("text", ["", "title = 'x'", "[sorts]", "# nothing\n"])
def test_an_empty_problem_is_one(text: str) -> None:
    assert check_problem(parse_problem(text, "problem.toml", "empty")) == ()


LEAST_SQUARES = r"""title = "Least squares"
[sorts]
Row = { size = "n", letters = ["i"] }
Feature = { size = "p", letters = ["j"] }
[symbols]
X = { type = "matrix Row × Feature" }
b = { type = "column Feature", aliases = ["\\beta"] }
z = { type = "column Row" }
[definitions]
"L(b)" = "(z - X b)^\\top (z - X b)"
[[part]]
id = "a"
goal = "\\frac{\\partial L(b)}{\\partial b}"
closed_form = "-2 X^\\top (z - X b)"
"""


@pytest.mark.parametrize(("loss", "variable"), [("L(b)", "b"), (r"L(\beta)", r"\beta"), ("L", "b")])
def test_a_new_problem_needs_one_file_and_no_python(
    loss: str, variable: str, tmp_path: Path
) -> None:
    path = tmp_path / "least-squares.toml"
    path.write_text(LEAST_SQUARES, encoding="utf-8")
    assert check_problem(load_problem(str(path))) == ()
    left = rf"\frac{{\partial {loss}}}{{\partial {variable}}}"
    right, wrong = r"2 X^\top (X \beta - z)", r"2 X^\top (X \beta + z)"
    for value, expected in ((right, "proved"), (wrong, "refuted")):
        text = f"## (a) Normal equations\n\n$${left} = {value}$$\n"
        ((step,),) = (part.steps for part in check(text, str(path)).parts)
        assert step.verdict.value == expected, step.message


@pytest.mark.parametrize(
    "aliases",
    ['"Q" = "Q"', '"Q" = "R"\n"R" = "Q"', '"Q" = "Q^\\\\top"', '"Q_k" = "R + 1"\n"R" = "Q_k"'],
)
def test_a_spelling_of_itself_means_nothing(aliases: str) -> None:
    text = WHOLE.replace("[aliases]\n", f"[aliases]\n{aliases}\n", 1)
    problem = parse_problem(text, "problem.toml", "spelt")
    document = read_document("text.md", "(e)\n\n$$ Q = Q_k $$\n\n$$ R = Q $$\n", "md")
    found = check_document(document, problem)
    verdicts = [step.verdict.value for part in found.parts for step in part.steps]
    assert verdicts and not {"proved", "refuted"} & set(verdicts)
