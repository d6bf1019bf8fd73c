"""Names with a sign above, s^+ and s_k^-, where the text writes what they are."""

import pytest

from tests.check.support import check, steps

_NAMES = (
    "Let ${plus} = v_c^\\top u_o$ and ${minus} = v_c^\\top u_k$.\n\n"
    "$$L = -\\log \\sigma({plus}) - \\sum_{{k=1}}^K \\log \\sigma(-{minus})$$\n\n"
)


def verdicts(text: str, name: str | None = "word2vec") -> list[str]:
    return [one.verdict.value for one in steps(check(text, name))]


@pytest.mark.parametrize(
    ("plus", "minus"),
    [("s^+", "s_k^-"), ("s^{+}", "s^{-}_k"), (r"\tau^+", r"\tau_{k}^-")],
)
def test_what_the_text_defines_is_a_name(plus: str, minus: str) -> None:
    text = _NAMES.format(plus=plus, minus=minus)
    by_v = rf"$$\frac{{\partial L}}{{\partial v_c}} = (\sigma({plus}) - 1) u_o"
    by_o = rf"$$\frac{{\partial L}}{{\partial u_o}} = (\sigma({plus}) - 1) v_c$$"
    right = f"{by_v} + \\sum_k \\sigma({minus}) u_k$$\n\n{by_o}"
    assert verdicts(text + right) == ["given"] * 3 + ["proved"] * 2
    wrong = f"{by_v} - \\sum_k \\sigma({minus}) u_k$$\n\n{by_o.replace('- 1', '+ 1')}"
    assert verdicts(text + wrong)[3:] == ["refuted"] * 2


def test_the_two_signs_are_two_names() -> None:
    text = r"Let $x \in \mathbb{R}$, $s^+ = x^2$ and $s^- = x$. $$s^+ = (s^-)^2$$ $$s^+ = s^-$$"
    right, wrong = verdicts(text, None)[-2:]
    assert (right, wrong != "proved") == ("proved", True)


def test_without_a_definition_a_sign_above_is_not_read() -> None:
    assert verdicts(r"Let $x \in \mathbb{R}$. $$x^+ + x = x + x^+$$", None) == ["unread"]
    # nor where it stands below a definition of something else
    text = r"Let $x \in \mathbb{R}$ and $s = x^2$. $$s^+ + s = s + s^+$$"
    assert verdicts(text, None)[-1] == "unread"


def test_an_exponent_that_begins_with_a_sign_is_none() -> None:
    text = r"Let $x \in \mathbb{R}$ and $s^- = x$. $$e^{-s^-} e^{x} = 1$$ $$e^{-s^-} = e^{x}$$"
    right, wrong = verdicts(text, None)[-2:]
    assert (right, wrong != "proved") == ("proved", True)
