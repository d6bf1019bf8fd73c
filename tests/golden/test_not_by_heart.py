"""The verdicts do not hang on letters, order, macros, delimiters, containers or phrases."""

import re
from pathlib import Path

import pytest

from derivcheck.check.finding import DocumentFinding, PartFinding
from tests.check.support import WORD2VEC, check
from tests.golden import rewriting as write

pytestmark = pytest.mark.heavy

EXPECTING = (WORD2VEC / "handwritten.md").read_text(encoding="utf-8")
HANDWRITTEN = write.without_comments(EXPECTING)
CORRECTED = (WORD2VEC / "corrected.md").read_text(encoding="utf-8")
ROWS = (WORD2VEC / "rows.md").read_text(encoding="utf-8")
TEXTS = {"handwritten": HANDWRITTEN, "corrected": CORRECTED, "rows": ROWS}
# the documents as they are: comments change no verdict
ORIGINALS = TEXTS | {"handwritten": EXPECTING}

Row = tuple[object, ...]
Changes = dict[str, tuple[str, bool | None, str | None]]
Edit = tuple[str, str, str, Changes, str]


def rows_of(part: PartFinding) -> list[Row]:
    """Return what is said of a part's steps, words and places left out."""
    return [
        (
            step.id,
            step.relation.sign,
            step.verdict.value,
            step.code,
            step.equals_start,
            step.slip.compensates if step.slip else None,
            tuple(remark.code for remark in step.remarks),
        )
        for step in part.steps
    ]


def table(found: DocumentFinding) -> dict[str, tuple[list[Row], Row]]:
    """Return steps and answer by part."""
    return {
        part.part.id: (rows_of(part), (part.answer.verdict, part.answer.reason, part.answer.step))
        for part in found.parts
        if part.steps
    }


def same(text: str, as_: str, name: str = "word2vec", format: str = "md") -> None:
    """Check a rewritten document against the one of ``derivations/``."""
    found = check(text, name, format)
    assert found.diagnostics == ()
    assert table(found) == table(check(ORIGINALS[as_]))


@pytest.mark.parametrize(
    "name", ["handwritten", pytest.param("corrected", marks=pytest.mark.slow), "rows"]
)
def test_all_letters_renamed(name: str, tmp_path: Path) -> None:
    source = (WORD2VEC / "problem.toml").read_text(encoding="utf-8")
    problem = tmp_path / "problem.toml"
    problem.write_text(write.renamed_problem(source), encoding="utf-8")
    text = write.in_math(TEXTS[name], write.renamed)
    formulas = [found[2] or found[5] for found in write._MATH.finditer(text)]
    letters = re.findall(r"(?<![A-Za-z\\])[A-Za-z](?![A-Za-z])", " ".join(formulas))
    assert not {"u", "v", "w", "k", "U", "V", "J"} & set(letters), "not every letter is renamed"
    same(text, name, str(problem))


def test_the_problem_file_is_the_same_when_only_rewritten(tmp_path: Path) -> None:
    import tomllib

    source = (WORD2VEC / "problem.toml").read_text(encoding="utf-8")
    assert tomllib.loads(write.toml(tomllib.loads(source))) == tomllib.loads(source)


@pytest.mark.parametrize("name", ["handwritten", pytest.param("corrected", marks=pytest.mark.slow)])
def test_parts_in_another_order(name: str) -> None:
    text = write.reordered(TEXTS[name])
    found = table(check(text))
    assert next(iter(found)).startswith("h")
    assert found == table(check(ORIGINALS[name]))


def test_macros_and_other_delimiters_in_markdown() -> None:
    text = write.delimited(write.in_math(HANDWRITTEN, write.with_macros))
    assert r"\pd{" in text and r"\sumw" in text and "$" not in text
    head, rest = text.split("\n", 1)
    same(f"{head}\n\n\\[\n{write.MACROS}\\]\n{rest}", "handwritten")


@pytest.mark.parametrize("name", [pytest.param("handwritten", marks=pytest.mark.slow), "corrected"])
def test_a_latex_file(name: str) -> None:
    text = write.as_tex(TEXTS[name])
    assert "align*" in text or name == "handwritten"
    same(text, name, format="tex")


@pytest.mark.slow
def test_a_notebook_with_a_cell_for_each_part() -> None:
    head, parts = write.parts_of(HANDWRITTEN)
    same(write.as_notebook([head, *parts]), "handwritten", format="ipynb")


def test_a_notebook_with_a_cell_for_each_paragraph() -> None:
    cells = [cell for cell in re.split(r"\n\s*\n", HANDWRITTEN) if cell.strip()]
    assert len(cells) > 40
    same(write.as_notebook(cells), "handwritten", format="ipynb")


@pytest.mark.parametrize("words", ["the original expression", "LHS"])
def test_other_words_for_the_first_member(words: str) -> None:
    parts = "".join(part for part in write.parts_of(HANDWRITTEN)[1] if "原式" in part)
    assert parts.count("原式") == 3
    assert table(check(parts.replace("原式", words))) == table(check(parts))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (r"^T", r"^\top"),
        (r"^T", r"^{\mathsf{T}}"),
        (r"\exp", r"\operatorname{exp}"),
        (r"\log", r"\ln"),
        (r"\frac", r"\dfrac"),
        (r"\left(", r"\bigl("),
        (r"\mathbf{U}", r"\boldsymbol{U}"),
        (r"\cdot", ""),
        (r"\sigma", "σ"),
        (r"\neq", "≠"),
        (r"\partial", "∂"),
        (r"\sum", r"\displaystyle\sum"),
        (" = ", "\n=\n"),
    ],
)
def test_another_spelling_of_a_command(old: str, new: str) -> None:
    parts = write.parts_of(HANDWRITTEN)[1]
    chosen = next(part for part in parts if old in part)
    changed = chosen.replace(old, new)
    if new == r"\bigl(":
        changed = changed.replace(r"\right)", r"\bigr)")
    assert table(check(changed)) == table(check(chosen))


def test_a_step_stands_where_its_macro_is_called() -> None:
    macro = r"$\newcommand{\sumw}[1][w]{\sum_{#1 \in \text{Vocab}}}$"
    found = check(f"{macro}\n\n## (b) x\n\n$$1 = \\sumw y_w$$\n")
    ((step,),) = (part.steps for part in found.parts if part.steps)
    assert found.document.source.slice(step.rhs.span) == r"\sumw y_w"


# part, old, new, and what changes: (verdict, equal to the start, what it undoes) by step
MENDED: list[Edit] = [
    (
        "b",
        r"V_c) + \log \sum_{w \in \text{Vocab}} \exp(\mathbf{U}_w^T V_c)$$" + "\n\n$$= -",
        r"V_c) + \frac{\partial}{\partial V_c} \log \sum_{w \in \text{Vocab}} "
        r"\exp(\mathbf{U}_w^T V_c)$$" + "\n\n$$= -",
        {"b.3": ("proved", True, None), "b.4": ("proved", True, None)},
        "correct",
    ),
    (
        # one of two faults mended: still wrong
        "c",
        r"$$= \frac{\partial \mathbf{U}_0^T}{\partial U_w} \cdot V_c + ",
        r"$$= -\frac{\partial \mathbf{U}_0^T}{\partial U_w} \cdot V_c + ",
        {},
        "despite-slip",
    ),
    (
        "c",
        r"$$= \frac{\partial \mathbf{U}_0^T}{\partial U_w} \cdot V_c + "
        r"\frac{\sum_{w \in \text{Vocab}} (\exp(\mathbf{U}_w^T V_c) \cdot V_c)}",
        r"$$= -\frac{\partial \mathbf{U}_0^T}{\partial U_w} \cdot V_c + "
        r"\frac{\exp(\mathbf{U}_w^T V_c) \cdot V_c}",
        {"c.2": ("proved", True, None)},
        "despite-slip",
    ),
    (
        "c",
        r"= y_w = \sum_{w \in \text{Vocab}} y_w",
        r"= y_w = y_w \sum_{w \in \text{Vocab}} y_w",
        {"c.5": ("proved", True, None)},
        "despite-slip",
    ),
    (
        # the first line of the two sums mended, the second is wrong then
        "c",
        r"\text{原式} = \sum_{w \in \text{Vocab}} \left[",
        r"\text{原式} = \left[",
        {
            "c.6": ("proved", True, None),
            "c.7": ("refuted", False, None),
            "c.8": ("refuted", True, "c.7"),
        },
        "despite-slip",
    ),
    (
        "d",
        r"\partial J_{\text{naive-sfomax}}(v_c, o, u) =",
        r"\frac{\partial J_{\text{naive-softmax}}(v_c, o, U)}{\partial U} =",
        {"d.1": ("unread", None, None)},
        "none",
    ),
    (
        "f(1)",
        r"\sum_{k=1}^K u_k (\sigma(-u_k^T v_c))$$",
        r"\sum_{k=1}^K u_k (1 - \sigma(-u_k^T v_c))$$",
        {"f(1).3": ("proved", True, None), "f(1).4": ("proved", True, None)},
        "correct",
    ),
    (
        "f(2)",
        r"v_c (\sigma(u_0^T v_c) H)",
        r"v_c (\sigma(u_0^T v_c) - 1)",
        {"f(2).6": ("proved", True, None)},
        "correct",
    ),
    (
        "f(3)",
        r"$$= \frac{-v_c \sigma",
        r"$$= \frac{v_c \sigma",
        {"f(3).2": ("proved", True, None), "f(3).3": ("proved", True, None)},
        "correct",
    ),
    (
        "g",
        r"= - \sum_{i \in \{1, \dots, K\}: w_i = w_k} V_c",
        r"= \sum_{i \in \{1, \dots, K\}: w_i = w_k} V_c",
        {"g.6": ("proved", True, None)},
        "correct",
    ),
    (
        "h(3)",
        r"{\partial V_w w_{t-c}} = 0",
        r"{\partial V_w} = 0",
        {"h(3).1": ("proved", True, None)},
        "correct",
    ),
]


def outline(found: DocumentFinding, part: str) -> tuple[Changes, str]:
    """Return the verdicts of one part, and what is said of its answer."""
    (one,) = (one for one in found.parts if one.part.id == part)
    rows = {
        step.id: (
            step.verdict.value, step.equals_start, step.slip.compensates if step.slip else None
        )
        for step in one.steps
    }  # fmt: skip
    return rows, one.answer.reason


def rounds(edits: list[Edit]) -> list[list[Edit]]:
    """Deal out edits so that no part is edited twice in one document."""
    out: list[list[Edit]] = []
    for edit in edits:
        free = (one for one in out if edit[0] not in {other[0] for other in one})
        chosen = next(free, None)
        if chosen is None:
            out.append([edit])
        else:
            chosen.append(edit)
    return out


def same_but_for(edits: list[Edit], edited: str, original: str) -> None:
    """Check that each part says what its edit changes, and the other parts what they said."""
    before, after = check(original), check(edited)
    for part in (one.part.id for one in before.parts if one.steps):
        (changes, reason) = next(
            ((changes, reason) for own, _, _, changes, reason in edits if own == part),
            ({}, outline(before, part)[1]),
        )
        rows, answer = outline(after, part)
        assert rows == outline(before, part)[0] | changes, part
        assert answer == reason, part


@pytest.mark.parametrize("edits", rounds(MENDED), ids=len)
def test_a_mended_slip_is_a_slip_no_more(edits: list[Edit]) -> None:
    text = HANDWRITTEN
    for _, old, new, _, _ in edits:
        assert text.count(old) == 1
        text = text.replace(old, new)
    same_but_for(edits, text, EXPECTING)


def test_all_slips_of_a_part_mended() -> None:
    text = HANDWRITTEN
    for part, old, new, _, _ in MENDED:
        if part == "c" and old in text:
            text = text.replace(old, new)
    text = text.replace(r"$$= \sum_{w \in \text{Vocab}} V_c", "$$= V_c")
    text = text.replace(
        r"\frac{\sum_{w \in \text{Vocab}} (\exp(\mathbf{U}_w^T V_c) \cdot V_c)}",
        r"\frac{\exp(\mathbf{U}_w^T V_c) \cdot V_c}",
    )
    rows, answer = outline(check(text, parts=("c",)), "c")
    assert set(rows.values()) == {("proved", True, None)}
    assert answer == "correct"


# part, old, new, and what changes in the corrected document
PUT_IN: list[Edit] = [
    (
        "a",
        r"&= -y_o \log \hat y_o",
        r"&= y_o \log \hat y_o",
        {"a.2": ("refuted", False, None), "a.3": ("refuted", True, "a.2")},
        "despite-slip",
    ),
    ("b", r"&= U(\hat y - y)", r"&= U(y - \hat y)", {"b.9": ("refuted", False, None)}, "wrong"),
    (
        "b",
        r"&= U(\hat y - y)",
        r"&= U^\top(\hat y - y)",
        {"b.9": ("ill-typed", None, None)},
        "none",
    ),
    (
        "c",
        r"&= -y_w v_c + \hat y_w v_c",
        r"&= y_w v_c + \hat y_w v_c",
        {"c.4": ("refuted", False, None), "c.5": ("refuted", True, "c.4")},
        "despite-slip",
    ),
    (
        # two steps on the wrong value, the second of them right in itself
        "c",
        "&= -y_w v_c + \\hat y_w v_c \\\\\n&= (\\hat y_w - y_w) v_c",
        "&= y_w v_c + \\hat y_w v_c \\\\\n&= (\\hat y_w + y_w) v_c",
        {
            "c.4": ("refuted", False, None),
            "c.5": ("proved", False, None),
            "c.6": ("refuted", True, "c.4"),
        },
        "despite-slip",
    ),
    ("d", r"&= v_c (\hat y - y)^\top", r"&= (\hat y - y) v_c^\top",
     {"d.3": ("ill-typed", None, None)}, "none"),
    (
        "e",
        r"= \frac{e^x}{(e^x + 1)^2}",
        r"= \frac{e^x}{e^x + 1}",
        {"e.2": ("refuted", False, None), "e.3": ("refuted", True, "e.2")},
        "despite-slip",
    ),
    (
        "f(2)",
        r"&= \frac{\partial}{\partial u_o} [-\log \sigma(u_o^\top v_c)] \\",
        r"&= \frac{\partial}{\partial u_o} [\log \sigma(u_o^\top v_c)] \\",
        {"f(2).2": ("refuted", False, None), "f(2).3": ("refuted", True, "f(2).2")},
        "despite-slip",
    ),
    (
        # the samples may repeat in g: one summand is not enough
        "g",
        r"&= -\sum_{i \in \{1, \dots, K\}: w_i = w_k} \frac{\partial}{\partial u_k} "
        r"\log \sigma(-u_i^\top v_c) \\",
        r"&= -\frac{\partial}{\partial u_k} \log \sigma(-u_k^\top v_c) \\",
        {"g.3": ("refuted", False, None), "g.4": ("refuted", True, "g.3")},
        "despite-slip",
    ),
    (
        "h(2)",
        r"(U \hat y - u_{w_{t+j}})",
        r"(U \hat y - u_o)",
        {"h(2).3": ("refuted", False, None)},
        "correct",
    ),
    ("h(3)", "\n= 0", "\n= 1", {"h(3).2": ("ill-typed", None, None)}, "none"),
]  # fmt: skip


@pytest.mark.parametrize("edits", rounds(PUT_IN), ids=len)
def test_a_slip_put_in_is_found(edits: list[Edit]) -> None:
    text = CORRECTED
    for part, old, new, _, _ in edits:
        start = text.index(f"## ({part[0]})")
        assert old in text[start:]
        text = text[:start] + text[start:].replace(old, new, 1)
    same_but_for(edits, text, CORRECTED)
