"""Losses, formulas and gradients by hand, against the same mathematics written out here."""

import math
from typing import Any

import numpy as np
import pytest
import sympy

import derivcheck
from derivcheck.objects import Expression, ProblemView

SIZES = {"Vocab": 5, "Dim": 2, "Sample": 3}


@pytest.fixture(scope="module")
def word2vec() -> ProblemView:
    return derivcheck.load_problem("word2vec")


def symbols(name: str, *shape: int) -> Any:
    """Return the components of a vector or matrix as `Expression.sympy` names them."""
    if len(shape) == 1:
        return sympy.Matrix([sympy.Symbol(f"{name}_{i + 1}", real=True) for i in range(shape[0])])
    entry = lambda i, j: sympy.Symbol(f"{name}_{i + 1}_{j + 1}", real=True)  # noqa: E731
    return sympy.Matrix(*shape, entry)


U, V = symbols("U", 2, 5), symbols("V", 2, 5)


def sigma(x: Any) -> Any:
    return 1 / (1 + sympy.exp(-x))


def same(left: Any, right: Any) -> bool:
    return all(sympy.simplify(entry) == 0 for entry in sympy.Matrix([left - right]))


def test_a_problem_says_what_it_is(word2vec: ProblemView) -> None:
    assert (word2vec.name, word2vec.title) == ("word2vec", "Understanding word2vec")
    assert word2vec.parts[:3] == ("a", "b", "c") and "f(1)" in word2vec.parts
    assert "U(\\hat y - y)" in str(word2vec)


def test_negative_sampling_spelled_out(word2vec: ProblemView) -> None:
    loss = word2vec.loss("neg-sample").sympy(SIZES, {"o": 1, "c": 2, "w_k": [3, 4, 4]})
    scores = [(U[:, w].T * V[:, 1])[0] for w in (0, 2, 3, 3)]
    right = -sympy.log(sigma(scores[0])) - sum(sympy.log(sigma(-s)) for s in scores[1:])
    assert loss == right


def test_naive_softmax_spelled_out(word2vec: ProblemView) -> None:
    loss = word2vec.loss("naive-softmax").sympy({"Vocab": 3, "Dim": 2}, {"o": 1, "c": 2})
    scores = [(U[:, w].T * V[:, 1])[0] for w in range(3)]
    total = sum(sympy.exp(score) for score in scores)
    assert same(sympy.exp(-loss), sympy.exp(scores[0]) / total)


@pytest.mark.parametrize(
    "name", ["neg-sample", "neg_sample", "Neg-sample", "NEG SAMPLE", r"J_{\text{neg-sample}}"]
)
def test_a_loss_is_found_by_any_spelling_of_its_name(word2vec: ProblemView, name: str) -> None:
    assert word2vec.loss(name) == word2vec.loss("neg-sample")


def test_an_unknown_loss_is_refused_with_the_known_ones(word2vec: ProblemView) -> None:
    with pytest.raises(ValueError, match=r"no “hinge”; it defines: .*neg-sample"):
        word2vec.loss("hinge")
    with pytest.raises(ValueError, match=r"no part “z”; known are: a, b"):
        word2vec.loss("neg-sample", part="z")


@pytest.mark.parametrize(
    ("loss", "by", "closed"),
    [
        ("naive-softmax", "v_c", r"U(\hat y - y)"),
        ("naive-softmax", "u_w", r"(\hat y_w - y_w) v_c"),
        ("naive-softmax", "U", r"v_c(\hat y - y)^\top"),
        ("neg-sample", "u_o", r"(\sigma(u_o^\top v_c) - 1) v_c"),
        ("neg-sample", "u_k", r"(1 - \sigma(-u_k^\top v_c)) v_c"),
    ],
)
def test_gradients_are_the_closed_forms(
    word2vec: ProblemView, loss: str, by: str, closed: str
) -> None:
    part = "f" if loss == "neg-sample" else "c"
    gradient = word2vec.loss(loss, part).gradient(by)
    right = word2vec.formula(closed, part)
    assert gradient.shape == right.shape
    given = {"o": 1, "c": 2}
    a, b = gradient.sympy(SIZES, given), right.sympy(SIZES, given)
    assert a.shape == b.shape
    # exact, at a rational point: these are rational functions of exponentials
    point = {s: sympy.Rational(i + 1, 7) for i, s in enumerate(sorted(a.free_symbols, key=str))}
    difference = (a - b).subs(point)
    assert max(abs(entry.evalf(40)) for entry in difference) < 1e-30
    assert max(abs(entry.evalf(40)) for entry in a.subs(point)) > 1e-3


def test_a_gradient_is_sympys_own(word2vec: ProblemView) -> None:
    loss = word2vec.loss("neg-sample")
    spelled = loss.sympy(SIZES, {"o": 1, "c": 2})
    gradient = loss.gradient("v_c").sympy(SIZES, {"o": 1, "c": 2})
    assert gradient.shape == (2, 1)
    assert same(gradient, sympy.Matrix([spelled.diff(V[i, 1]) for i in range(2)]))


def test_repeated_samples_count_as_often_as_they_occur(word2vec: ProblemView) -> None:
    loss = word2vec.loss("neg-sample", "g")
    once = loss.gradient("u_k").sympy(SIZES, {"k": 1, "w_k": [3, 4, 5], "o": 1, "c": 2})
    twice = loss.gradient("u_k").sympy(SIZES, {"k": 1, "w_k": [3, 3, 5], "o": 1, "c": 2})
    assert same(2 * once, twice)


def test_matrices_have_their_shape(word2vec: ProblemView) -> None:
    sizes = {"Vocab": 3, "Dim": 2}
    assert word2vec.formula("U").sympy(sizes) == U[:, :3]
    assert word2vec.formula(r"v_c^\top").sympy(sizes, {"c": 1}) == V[:, 0].T
    jacobian = word2vec.formula(r"\frac{\partial U^\top v_c}{\partial v_c}").sympy(sizes, {"c": 1})
    assert jacobian == U[:, :3].T
    by_matrix = word2vec.formula(r"\frac{\partial U}{\partial U}").sympy(sizes)
    assert by_matrix.shape == (2, 3, 2, 3)


def test_an_unknown_function_stays_one(word2vec: ProblemView) -> None:
    sizes = {"Vocab": 3, "Dim": 1, "Window": 2}
    total = word2vec.loss("skip-gram").sympy(sizes)
    assert len(total.atoms(sympy.core.function.AppliedUndef)) == 2


@pytest.mark.parametrize("part", ["f", "g"])
def test_elements_satisfy_what_the_part_assumes(word2vec: ProblemView, part: str) -> None:
    loss = word2vec.loss("neg-sample", part)
    for given in ({}, {"o": 3}, {"c": 1, "o": 5}):
        found = loss.elements(SIZES, given)
        assert given.items() <= found.items()
        assert found["o"] not in found["w_{k}"]
        assert len(set(found["w_{k}"])) == 3


def test_samples_repeat_where_there_are_too_few_words(word2vec: ProblemView) -> None:
    few = {"Vocab": 2, "Dim": 1, "Sample": 3}
    assert word2vec.loss("neg-sample", "g").elements(few, {"o": 1})["w_{k}"] == (2, 2, 2)
    with pytest.raises(ValueError, match="no choice of elements meets the assumptions"):
        word2vec.loss("neg-sample", "f").elements(few)


@pytest.mark.parametrize(
    ("sizes", "elements", "message"),
    [
        ({"Vocab": 5, "Dim": 2}, {}, r"the size of Sample \(K\) is missing"),
        ({**SIZES, "Dim": 0}, {}, r"Dim \(d\) cannot have 0 elements"),
        ({**SIZES, "Words": 2}, {}, "there is no sort Words; known are: Dim, Sample, Vocab"),
        (SIZES, {"q": 1}, "there is no index or map q; known are: c, o, w_k"),
        (SIZES, {"o": 6}, "o: 6 is none of 1 … 5"),
        (SIZES, {"o": 0}, "o: 0 is none of 1 … 5"),
        (SIZES, {"w_k": [1, 2]}, "w_k takes 3 elements"),
        (SIZES, {"w_k": 1}, "w_k takes 3 elements"),
        (SIZES, {"o": [1]}, "o takes one element"),
        (SIZES, {"o": 1, "w_k": [1, 2, 3]}, "no choice of elements meets the assumptions"),
    ],
)
def test_what_cannot_be_is_refused(
    word2vec: ProblemView, sizes: Any, elements: Any, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        word2vec.loss("neg-sample", "f").sympy(sizes, elements)


def test_a_window_needs_an_even_size(word2vec: ProblemView) -> None:
    with pytest.raises(ValueError, match=r"Window \(2m\) cannot have 3 elements"):
        word2vec.loss("skip-gram").sympy({"Vocab": 3, "Dim": 1, "Window": 3})


@pytest.mark.parametrize(
    ("formula", "message"),
    [
        (r"\log(1 + H)", "unread: I do not know what H stands for"),
        (r"v_c + x", "ill-typed: the shapes do not fit"),
        (r"\frac{x}{", "unread: "),
        ("", "empty"),
        ("x = x", "unread: "),
    ],
)
def test_a_formula_without_a_meaning_is_refused(
    word2vec: ProblemView, formula: str, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        word2vec.formula(formula)


def test_a_gradient_by_nothing_known_is_refused(word2vec: ProblemView) -> None:
    for by in ("H", "2x", r"\hat y + 1", ""):
        with pytest.raises(ValueError, match=r"unread|undecided|empty"):
            word2vec.loss("naive-softmax").gradient(by)


def test_numpy_agrees_with_sympy(word2vec: ProblemView) -> None:
    rng = np.random.default_rng(7)
    u, v = rng.standard_normal((2, 5)), rng.standard_normal((2, 5))
    value = word2vec.numpy("neg-sample")(U=u, V=v, o=0, c=1, w_k=[2, 3, 3])
    at = dict(zip([*U, *V], [*u.ravel(), *v.ravel()], strict=True))
    exact = word2vec.loss("neg-sample").sympy(SIZES, {"o": 1, "c": 2, "w_k": [3, 4, 4]})
    assert math.isclose(value, float(exact.subs(at)), rel_tol=1e-12)
    gradient = word2vec.loss("neg-sample").gradient("v_c")
    fast = gradient.numpy()(U=u, V=v, o=0, c=1, w_k=[2, 3, 3])
    slow = gradient.sympy(SIZES, {"o": 1, "c": 2, "w_k": [3, 4, 4]}).subs(at)
    assert np.allclose(fast, np.array(slow, float).ravel(), rtol=1e-9)


def test_numpy_refuses_what_is_missing_or_unknown(word2vec: ProblemView) -> None:
    with pytest.raises(TypeError, match="is missing"):
        word2vec.numpy("sigma")()
    with pytest.raises(TypeError, match="no such name: z"):
        word2vec.numpy("sigma")(x=1, z=2)


def test_an_expression_shows_itself(word2vec: ProblemView) -> None:
    score = word2vec.formula("u_o^T v_c")
    assert repr(score).startswith("Expression('u_{o}^") and repr(score).endswith("scalar)")
    assert score._repr_latex_() == f"$\\displaystyle {score.latex}$"
    assert isinstance(score.gradient("v_c"), Expression)
