"""Names that rest on a function's parameter, in its body; functions of a vector among many."""

import pytest

from tests.check.support import check, steps


def said(text: str, name: str | None = None) -> list[str]:
    return [one.verdict.value for one in steps(check(text, name))]


NAMED = r"Let $x\in\mathbb{R}$, $u = x^2$. Let $f(x) = u + x$."


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("f(1) = 2", "f(1) = u + 1"),
        ("f(2x) = 4x^2 + 2x", "f(2x) = x^2 + 2x"),
        ("f'(x) = 2x + 1", "f'(x) = 1"),
        ("f'(2) = 5", "f'(2) = 1"),
        ("f''(x) = 2", "f''(x) = 1"),  # … = 0 might be an equation to be solved
        (r"\frac{d f(x)}{dx} = 2x + 1", r"\frac{d f(x)}{dx} = 1"),
    ],
)
def test_a_name_that_rests_on_the_parameter_goes_with_it(right: str, wrong: str) -> None:
    assert said(f"{NAMED}\n$${right}$$\n\n$${wrong}$$")[-2:] == ["proved", "refuted"]


def test_names_of_names_go_with_it_too() -> None:
    text = "Let $t\\in\\mathbb{R}$, $a = 2t$, $b = a^2$ and $g(t) = b + a$.\n$$g'(t) = 4a + 2$$"
    assert said(f"{text}\n$$g(3) = 42$$\n\n$$g(3) = b + 6$$")[-3:] == [
        "proved",
        "proved",
        "refuted",
    ]


@pytest.mark.parametrize("claim", ["f'(x) = 0", r"f'(2) = 4\cos 4", r"f(3) = \sin u"])
def test_a_letter_that_nobody_explains_may_rest_on_the_parameter(claim: str) -> None:
    text = f"Let $x\\in\\mathbb{{R}}$ and $f(x) = \\sin u$.\n\n$${claim}$$"
    assert said(text)[-1] in ("undecided", "unread")


def test_a_function_of_one_vector_among_many() -> None:
    text = (
        "## (b)\nLet $S(v_c) = \\sum_w \\exp(u_w^\\top v_c)$.\n\n"
        "$$\\frac{\\partial}{\\partial v_c}\\log S(v_c) ="
        " \\frac{1}{S(v_c)}\\frac{\\partial S(v_c)}{\\partial v_c}$$\n\n"
        "$$\\frac{\\partial S(v_c)}{\\partial v_c} = \\sum_w \\exp(u_w^\\top v_c) %s$$\n\n"
        "$$S(v_w) = \\sum_x \\exp(u_x^\\top %s)$$\n"
    )
    assert said(text % ("u_w", "v_w"), "word2vec") == ["given", "proved", "proved", "proved"]
    found = said(text % ("v_c", "v_c"), "word2vec")
    assert found[:3] == ["given", "proved", "refuted"] and found[3] in ("refuted", "undecided")
