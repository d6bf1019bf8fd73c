"""What each kind of slip makes of a formula, and that every change can be taken back."""

import pytest

from tests.mutation.documents import written_steps
from tests.mutation.kinds import KINDS, mutants
from tests.mutation.kinds.vocabulary import MODELS, WORD2VEC
from tests.mutation.outline import outline

SOFTMAX = MODELS["softmax-regression"]

EXAMPLES = [
    ("flipped-sign", "a - b", "a + b"),
    ("lost-sign", "-u_o + v_c", "u_o + v_c"),
    ("flipped-argument", r"\sigma(-x)", r"\sigma(x)"),
    ("complement", r"(1 - \sigma(x)) v_c", r"(\sigma(x)) v_c"),
    ("complement", r"\sigma(x) v_c", r"(1 - \sigma(x)) v_c"),
    ("dropped-term", "u_o + v_c - x", "u_o + v_c "),
    ("dropped-term", "u_o + v_c - x", "v_c - x"),
    ("swapped-terms", "u_o - v_c", "v_c - u_o"),
    ("dropped-brackets", "(u_o - v_c) x", "u_o - v_c x"),
    ("moved-bracket", "(u_o - v_c) x", "(u_o) - v_c x"),
    ("moved-bracket", "(u_o - v_c) x", "(u_o - v_c x)"),
    ("dropped-factor", r"y_w v_c", r" v_c"),
    ("swapped-factors", "y_w v_c", "v_c y_w"),
    ("dropped-transpose", r"u_o^\top v_c", "u_o v_c"),
    ("inserted-transpose", "y_w v_c", r"y_w v_c^\top"),
    ("moved-transpose", r"u_o^\top v_c", r"u_o v_c^\top"),
    ("changed-fraction", r"\frac{x}{2}", r"\frac{2}{x}"),
    ("changed-fraction", r"\frac{x}{2}", "(x)"),
    ("lost-function", r"\log \sigma(x)", r"\log (x)"),
    ("swapped-function", r"\log x", r"\exp x"),
    ("changed-power", "x^2", "x^3"),
    ("changed-index", r"u_o^\top v_c", r"u_w^\top v_c"),
    ("changed-index", r"\frac{\partial x}{\partial u_o}", r"\frac{\partial x}{\partial u_w}"),
    ("swapped-indices", r"u_o^\top v_c", r"u_c^\top v_o"),
    ("wrong-name", r"\hat y_w v_c", "y_w v_c"),
    ("changed-numeral", "1 - x", "2 - x"),
    ("dropped-sum", r"\sum_{k=1}^K u_k", " u_k"),
    ("inserted-sum", "u_k", r"\sum_{k=1}^K u_k"),
    ("moved-sum", r"\sum_{k=1}^K \sigma(x) u_k", r"\sigma(x) \sum_{k=1}^K u_k"),
    ("changed-bound", r"\sum_{k=1}^K u_k", r"\sum_{k=2}^K u_k"),
    ("changed-bound", r"\sum_{k=1}^K u_k", r"\sum_{k=1}^{K-1} u_k"),
    ("changed-range", r"\sum_{w \in \text{Vocab}} u_w", r"\sum_{w \neq o} u_w"),
    ("changed-range", r"\sum_{i \in S: w_i = w_k} u_i", r"\sum_{i \in S: w_i \neq w_k} u_i"),
    ("changed-range", r"\sum_{i \in S: w_i = w_k} u_i", r"\sum_{i \in S} u_i"),
    ("changed-bound-letter", r"\sum_{k=1}^K u_k", r"\sum_{i=1}^K u_k"),
    ("dropped-derivative", r"\frac{\partial}{\partial x} \log x", r" \log x"),
    ("dropped-derivative", r"\frac{\partial x^2}{\partial x}", "x^2"),
    ("changed-variable", r"\frac{\partial x^2}{\partial x}", r"\frac{\partial x^2}{\partial v_c}"),
]  # fmt: skip

CASES = r"\begin{cases} y_w - 1 & w = o \\ y_w & w \neq o \end{cases}"
IN_CASES = [
    ("swapped-case", r"\begin{cases} y_w & w = o \\ y_w - 1 & w \neq o \end{cases}"),
    ("swapped-case", r"\begin{cases} y_w - 1 & w \neq o \\ y_w & w = o \end{cases}"),
    ("swapped-case", r"\begin{cases} y_w - 1 & w = o \\ y_w - 1 & w \neq o \end{cases}"),
    ("swapped-case", r"\begin{cases} y_w - 1 & w = c \\ y_w & w \neq o \end{cases}"),
    ("swapped-case", "(y_w - 1)"),
]


def made(kind: str, latex: str) -> set[str]:
    edits = KINDS[kind](latex, outline(latex), WORD2VEC)
    return {" ".join(edit.apply(latex).split()) for edit in edits}


@pytest.mark.parametrize(("kind", "latex", "expected"), EXAMPLES)
def test_a_kind_makes_its_slip(kind: str, latex: str, expected: str) -> None:
    assert " ".join(expected.split()) in made(kind, latex)


@pytest.mark.parametrize(("kind", "expected"), IN_CASES)
def test_a_slip_in_cases(kind: str, expected: str) -> None:
    assert expected in made(kind, CASES)


def test_an_index_of_several_letters_gets_braces() -> None:
    changed = {mutant.text for mutant in mutants("p_i", SOFTMAX)}
    assert "p_{c_k}" in changed


def test_a_change_has_its_place_and_can_be_taken_back() -> None:
    for step in written_steps()[::9]:
        for mutant in mutants(step.right, step.words):
            assert mutant.text != mutant.original == step.right
            assert mutant.inverse.apply(mutant.text) == mutant.original
            start, end = mutant.span
            assert mutant.text.startswith(mutant.original[:start])
            assert mutant.text.endswith(mutant.original[end:])


def test_every_formula_of_the_documents_has_an_outline() -> None:
    unknown = []
    for step in written_steps():
        for latex in (step.left, step.right):
            try:
                outline(latex)
            except ValueError:
                unknown.append(latex)
    # ∂J without its variable, and ∂σ without its argument: slips of the handwritten solution
    assert len(unknown) <= 2, unknown


def test_nothing_is_made_of_what_has_no_outline() -> None:
    assert list(mutants(r"\left( x", WORD2VEC)) == []
