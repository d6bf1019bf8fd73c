"""The second opinion itself: what it holds for true, false and meaningless, worked out by hand."""

import pytest

from tests.mutation.judge import context, opinion
from tests.mutation.oracle.notations import universe

WORD2VEC = [
    ("b", r"U(\hat y - y)", r"U(y - \hat y)", "false"),
    ("b", r"\sum_{w \in \text{Vocab}} \hat y_w", "1", "true"),
    ("b", r"\frac{\partial}{\partial v_c} (u_o^\top v_c)", "u_o", "true"),
    ("b", r"\frac{\partial}{\partial v_c} (u_o^\top v_c)", r"u_o^\top", "ill-typed"),
    ("b", r"u_o u_o^\top v_c", r"(u_o^\top v_c) u_o", "true"),
    ("b", r"u_o + u_o^\top v_c", "u_o", "ill-typed"),
    ("b", r"\sum_{w \in \text{Vocab}} u_w", r"\sum_{x \in \text{Vocab}} u_x", "true"),
    ("b", r"\log \exp(x)", "x", "true"),
    ("b", r"\exp(x)^2", r"\exp(2 x)", "true"),
    ("b", r"\exp(x)^2", r"\exp(x^2)", "false"),
    ("b", r"\log(x)^2", r"2 \log(x)", "not judged"),
    ("b", r"x -", "x", "malformed"),
    ("b", r"\sigma()", "x", "malformed"),
    ("c", r"\sum_{w \in \text{Vocab}} y_w", "y_w", "false"),
    ("c", r"\frac{\partial}{\partial u_w} (u_o^\top v_c)", "v_c", "false"),
    ("c", r"\frac{\partial}{\partial u_w} (u_o^\top v_c)", "y_w v_c", "true"),
    (
        "c",
        r"\frac{\partial}{\partial u_w} (u_o^\top v_c)",
        r"\begin{cases} v_c & w = o \\ 0 & w \neq o \end{cases}",
        "true",
    ),
    ("d", r"v_c (\hat y - y)^\top", r"(\hat y - y) v_c^\top", "ill-typed"),
    ("e", r"\sigma(x)", r"1 - \sigma(-x)", "true"),
    ("e", r"\frac{\partial \sigma(x)}{\partial x}", r"\sigma(x)^2", "false"),
    (
        "e",
        r"\frac{\partial}{\partial x} \frac{\partial \sigma(x)}{\partial x}",
        r"\sigma(x) (1 - \sigma(x)) (1 - 2 \sigma(x))",
        "true",
    ),
    ("f(2)", r"\frac{\partial}{\partial u_o} \sum_{k=1}^K u_k^\top v_c", "0", "true"),
    ("f(3)", r"\frac{\partial}{\partial u_k} \sum_{i=1}^K u_i^\top v_c", "v_c", "true"),
    ("g", r"\frac{\partial}{\partial u_k} \sum_{i=1}^K u_i^\top v_c", "v_c", "false"),
    ("g", r"\sum_{k=1}^K x", "K x", "true"),
    ("g", r"\sum_{k=2}^K x", "K x - x", "true"),
    ("h(3)", r"\frac{\partial J(v_c, o, U)}{\partial v_w}", "0", "true"),
    ("h(2)", r"\frac{\partial J(v_c, o, U)}{\partial v_c}", "0", "false"),
]
NAIVE = r"J_{\text{naive-softmax}}(v_c, o, U)"
OTHERS = [
    ("softmax-regression", "a", r"\frac{\partial p_i}{\partial z_j}", "-p_i p_j", "false"),
    ("softmax-regression", "b", r"\sum_{i=1}^C t_i z_i", "z_c", "true"),
    ("softmax-regression", "c", r"\sum_{k=1}^n w_{c_k}", r"\sum_{k: c_k = i} w_i", "false"),
    ("softmax-regression", "c", r"\sum_{k: c_k = i} w_{c_k}", r"\sum_{k: c_k = i} w_i", "true"),
    ("linear-regression", "a", "X X^\\top w", r"\sum_{k=1}^n x_k x_k^\top w", "true"),
    ("linear-regression", "a", r"\|X^\top w\|^2", r"w^\top X X^\top w", "true"),
    ("two-layer-network", "c", r"\frac{\partial z_l}{\partial W_{ji}}", "x_i", "false"),
    ("attention", "a", r"\exp(k_i^\top q / \tau)", r"\exp(\frac{k_i^\top q}{\tau})", "true"),
    ("matrix-factorization", "c", "Q R^\\top", "R^\\top Q", "ill-typed"),
]


def verdict(folder: str, part: str, left: str, right: str, document: str = "") -> str:
    known = universe(folder, document)
    try:
        where = context(known, part, left, right)
    except Exception:
        where = context(known, part)
    return opinion(left, right, where).verdict


@pytest.mark.parametrize(("part", "left", "right", "expected"), WORD2VEC)
def test_what_is_true_of_word2vec(part: str, left: str, right: str, expected: str) -> None:
    assert verdict("word2vec", part, left, right) == expected


@pytest.mark.parametrize(("folder", "part", "left", "right", "expected"), OTHERS)
def test_what_is_true_elsewhere(
    folder: str, part: str, left: str, right: str, expected: str
) -> None:
    assert verdict(folder, part, left, right) == expected


def test_rows_are_rows() -> None:
    left = rf"\frac{{\partial {NAIVE}}}{{\partial v_c}}"
    assert verdict("word2vec", "b", left, r"(\hat y - y) U^\top", "rows.md") == "true"
    assert verdict("word2vec", "b", left, r"U (\hat y - y)", "rows.md") == "ill-typed"


def test_a_letter_that_nothing_binds() -> None:
    known = universe("word2vec", "")
    where = context(known, "b", "u_o")
    assert opinion("u_o", "u_w", where).verdict == "ill-typed"
    assert opinion(r"\hat y_w - \hat y_w", "0", where).verdict == "unbound"


def test_the_worlds_hold_every_coincidence_of_two_words() -> None:
    from tests.mutation.oracle.worlds import worlds

    found = worlds(universe("word2vec", ""), "c", (("w", "Vocab"),))
    same = {world.letters["w"] == world.letters["o"] for world in found}
    assert same == {True, False}
    assert {len(world.arrays["U"].T) for world in found} == {4, 5, 14}


def test_the_worlds_keep_a_parts_assumptions() -> None:
    from tests.mutation.oracle.worlds import worlds

    known = universe("word2vec", "")
    for world in worlds(known, "f(3)", (("k", "Sample"),)):
        assert len({world.letters["o"], *world.maps["w1"]}) == 1 + len(world.maps["w1"])
    repeated = [len(set(world.maps["w1"])) for world in worlds(known, "g", ())]
    assert min(repeated) == 1 and max(repeated) >= 3
