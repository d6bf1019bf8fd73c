"""Layers by a letter, z^{(l)} and a^{(l-1)}: names of their own, of which no two are unrelated."""

import pytest

from tests.check.support import check, steps

OPENING = r"""
In the layers of the network, with the sigmoid $\sigma$:

$$z^{(l)} = W^{(l)} a^{(l-1)} + b^{(l)}, \quad a^{(l)} = \sigma(z^{(l)})$$

$$C = \frac{1}{2} \|a^{(l)} - y\|^2$$

"""
TRUE = [
    r"\frac{\partial C}{\partial a^{(l)}} = a^{(l)} - y",
    r"\frac{\partial C}{\partial z^{(l)}} = (a^{(l)} - y) \odot a^{(l)} \odot (1 - a^{(l)})",
    r"\frac{\partial C}{\partial b^{(l)}} = (a^{(l)} - y) \odot \sigma'(z^{(l)})",
    r"\frac{\partial C}{\partial W^{(l)}} = ((a^{(l)} - y) \odot \sigma'(z^{(l)})) (a^{(l-1)})^T",
]
FALSE = [
    r"\frac{\partial C}{\partial a^{(l)}} = 2 (a^{(l)} - y)",
    r"\frac{\partial C}{\partial z^{(l)}} = (a^{(l)} - y) \odot a^{(l)} \odot (1 + a^{(l)})",
    r"\frac{\partial C}{\partial b^{(l)}} = (a^{(l-1)} - y) \odot \sigma'(z^{(l)})",
    r"\frac{\partial C}{\partial W^{(l)}} = ((a^{(l)} - y) \odot \sigma'(z^{(l)})) (a^{(l)})^T",
    # another layer is another name, but nobody says that nothing depends on it
    r"\frac{\partial z^{(l)}}{\partial z^{(l-1)}} = 0, \quad q = z^{(l-1)} + 1",
    r"\frac{\partial C}{\partial z^{(l+1)}} = 0, \quad q = z^{(l+1)} + 1",
]


def found_in(text: str) -> list[str]:
    return [one.verdict.value for one in steps(check(text, None))]


def written(text: str, style: str) -> str:
    if style == "[l]":
        return text.replace("(l", "[l").replace("l)}", "l]}").replace("1)}", "1]}")
    return text.replace("^{(l)}", "^l").replace("^{(l-1)}", "^{l-1}").replace("^{(l+1)}", "^{l+1}")


@pytest.mark.parametrize("style", ["(l)", "[l]", "l"])
@pytest.mark.parametrize("latex", TRUE)
def test_the_gradients_of_a_layer_are_proved(latex: str, style: str) -> None:
    text = f"{OPENING}$${latex}$$\n"
    found = steps(check(text if style == "(l)" else written(text, style), None))
    assert [one.verdict.value for one in found] == ["given"] * 3 + ["proved"]


@pytest.mark.parametrize("latex", FALSE)
def test_wrong_ones_are_not(latex: str) -> None:
    found = steps(check(f"{OPENING}$${latex}$$\n", None))
    assert found[3].verdict.value in ("undecided", "unread")


def test_what_is_said_of_the_next_layer_is_what_was_said_of_each() -> None:
    forward = r"$$z^{(l+1)} = W^{(l+1)} a^{(l)} + b^{(l+1)}$$" + "\n\n"
    slope = r"$$\frac{\partial z^{(l+1)}}{\partial a^{(l)}} = W^{(l+1)}$$" + "\n"
    assert found_in(OPENING + forward + slope)[-2:] == ["given", "proved"]
    other = forward.replace("+ b", "- b")
    assert found_in(OPENING + other + slope)[-2:] == ["unread", "unread"]


def test_powers_without_a_word_of_layers_stay_powers() -> None:
    power = r"Let $x \in \mathbb{R}$. $$x^{n} = x \cdot x^{n-1}$$" + "\n"
    assert "given" not in found_in(power)
    text = written(OPENING, "l").replace("In the layers of the network, with", "With")
    assert "proved" not in found_in(f"{text}$${written(TRUE[0], 'l')}$$\n")


def test_what_all_layers_share_is_in_those_below_as_well() -> None:
    text = r"""
$$h^{(t)} = \tanh(W h^{(t-1)} + b^{(t)})$$

$$\frac{\partial \|h^{(t)}\|^2}{\partial W}
= 2 (h^{(t)} \odot (1 - h^{(t)} \odot h^{(t)})) h^{(t-1)T}$$
"""
    assert "proved" not in found_in(text)
    # each layer has its own
    assert found_in(text.replace("W h", "W^{(t)} h").replace("W}", "W^{(t)}}"))[-1] == "proved"
