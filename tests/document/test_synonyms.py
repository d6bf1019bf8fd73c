"""Several spellings of one thing are read as one."""

import pytest

from derivcheck.document.tokens.synonyms import one_spelling, respelled
from derivcheck.document.tokens.tokenize import tokenize
from tests.document.reading import lines, read


def spelled(text: str) -> str:
    return "".join(token.text for token in one_spelling(tokenize(text)[0]))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"\part x", r"\partialx"),
        (r"\partial x", r"\partialx"),
        (r"a \not= b", r"a\neqb"),
        (r"a \not = b", r"a\neqb"),
        (r"a \not\in B", r"a\notinB"),
        (r"a \not< b", r"a\not<b"),
        (r"J_{\rm neg-sample}(v)", r"J_{\mathrm{neg-sample}}(v)"),
        (r"{\rm softmax(x) - exp(y)} z", r"{\mathrm{softmax}(x)-\mathrm{exp}(y)}z"),
        (r"{\rm d} x", r"{\rmd}x"),
        (r"{\rm ab} cd", r"{\mathrm{ab}}cd"),
        (r"\mathbb{0}", r"\mathbf{0}"),
        (r"\mathbb{R}", r"\mathbb{R}"),
        (r"\Pr(o)", r"Pr(o)"),
        (r"\text{log} P(o)", r"\logP(o)"),
        (r"\textrm{ log }\frac{a}{b}", r"\log\frac{a}{b}"),
        (r"\mathrm{exp} x + \operatorname{ln} y", r"\expx+\lny"),
        (r"J_{\mathrm{log}}", r"J_{\mathrm{log}}"),
        (r"J_\mathrm{log} x", r"J_\mathrm{log}x"),
        (r"\mathrm{log}(x)", r"\mathrm{log}(x)"),
        (r"\mathrm{loss} x", r"\mathrm{loss}x"),
        (r"a {=} b", "a=b"),
        (r"a^{2} {\neq} b", r"a^{2}\neqb"),
        (r"\sum_{i{=}1}^n a", r"\sum_{i=1}^na"),
        (r"a {}={} b", "a=b"),
        (r"a {}={}^n b", "a={}^nb"),
        (r"a^{} = b", "a^{}=b"),
        (r"a \hat{=} b", r"a\hat{=}b"),
        (r"a \overset{!}{=} b", r"a\overset{!}{=}b"),
        (r"\mathrel{=}", r"\mathrel{=}"),
        (r"{ = b}", "{=b}"),
    ],
)
def test_each_spelling(written: str, meant: str) -> None:
    assert spelled(written) == meant


def test_a_documents_own_part_is_its_own() -> None:
    assert lines(r"$$ \part = 2x $$", macros=r"\newcommand{\part}{y}") == [r"\part = 2x"]
    (only,) = lines(r"$$ \newcommand{\part}{y} \part = 2x $$")
    assert only.endswith("= 2x")


def test_words_keep_all_but_the_sign() -> None:
    assert respelled(r"When $w\not=o$, not $w \not\in V$") == r"When $w\neq o$, not $w \notin  V$"
    assert respelled("nothing to do") == "nothing to do"


def test_a_sign_between_two_formulas_joins_them() -> None:
    assert lines("$ab$ = $c + d$ and $b$ = $c$.\n") == ["ab = c + d"]
    assert lines("> $ab$ <br>\n> = $c + d$ <br>\n> = $e + f$\n") == ["ab = c + d = e + f"]
    assert lines("$ab$ == $c + d$, $ef$\n\n= $c + d$\n") == []


def test_a_caption_in_a_formula_is_the_display_below_its_own() -> None:
    text = "$$ x = y $$\n\n$\\text{Case 2) } w \\not= o:$\n\n$$ u = v $$\n"
    first, second = read(text).parts[0].chains
    assert first.remarks == () and first.after == ""
    assert "w \\neq  o" in second.before


def test_a_formula_with_its_sign_in_braces_is_a_step() -> None:
    assert lines("$$ (x + 1)^2 {=} x^2 + 1 $$\n") == lines("$$ (x + 1)^2 = x^2 + 1 $$\n")
