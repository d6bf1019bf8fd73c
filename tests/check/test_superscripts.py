"""Superscripts that a text says it leaves out."""

import pytest

from derivcheck.check.finding import StepFinding
from tests.check.support import check, steps

LAYERS = r"""Let $A^{(1)} \in \mathbb{R}^{m \times n}$, $A^{(2)} \in \mathbb{R}^{m \times m}$,
$c^{(1)}, c^{(2)}, v \in \mathbb{R}^m$ and $u \in \mathbb{R}^n$.

"""
SECTION = "# The weights $A^{(1)}$\n\n"
SAID = "To keep this short we drop the superscript on $A$ and $c$.\n\n"
GRADIENT = r"\frac{\partial (v^\top A u)}{\partial A} = v u^\top"
TRUE = (
    GRADIENT,
    r"v^\top A u = u^\top A^\top v",
    r"\frac{\partial (v^\top (A u + c))}{\partial u} = A^\top v",
    r"\frac{\partial (v^\top (A u + c))}{\partial c} = v",
    r"\frac{\partial (v^\top A u)}{\partial A_{ij}} = v_i u_j",
)
WRONG = (
    r"\frac{\partial (v^\top A u)}{\partial A} = -v u^\top",
    r"\frac{\partial (v^\top A u)}{\partial A} = u v^\top",
    r"\frac{\partial (v^\top A u)}{\partial A^{(1)}} = 0 A",
    r"\frac{\partial (v^\top A u)}{\partial A^{(2)}} = v u^\top",
    r"\frac{\partial (v^\top (A u + c))}{\partial u} = A v",
    r"\frac{\partial (v^\top (A u + c))}{\partial c} = 2v",
    r"\frac{\partial (v^\top A v)}{\partial v} = (A + A^\top) v",  # that of layer two
)
WORDINGS = (
    "We drop the superscript.",
    "For brevity, we will omit the superscripts from here on.",
    "Note that I'm going to drop the superscript on $A$ for this calculation.",
    "We'll suppress the superscript $(1)$ for simplicity.",
    "Dropping the superscripts to ease the notation, we have",
    "Now (omitting the superscript for readability)",
    "For clarity, superscripts are omitted below.",
    "The layer superscript will be dropped.",
    "Let us leave out the layer superscripts.",
    "We suppress the index $(1)$.",
    "为简便起见，省略上标。",
)
OTHER_WORDS = (
    "We do not drop the superscript.",
    "Some books drop the superscript.",
    "One could omit the superscript.",
    "If we drop the superscript, confusion arises.",
    "We drop the constant.",
)


def last(formula: str, before: str = SECTION + SAID) -> StepFinding:
    return steps(check(f"{LAYERS}{before}$$ {formula} $$\n", None))[-1]


def verdict(formula: str, before: str = SECTION + SAID) -> str:
    return last(formula, before).verdict.value


@pytest.mark.parametrize("formula", TRUE)
def test_a_letter_stands_for_the_one_name_of_its_section(formula: str) -> None:
    found = last(formula)
    assert found.verdict.value == "proved"
    assert "superscript-left-out" in {one.code for one in found.remarks}


@pytest.mark.parametrize("formula", WRONG)
def test_a_wrong_step_with_such_a_letter_is_neither_proved_nor_refuted(formula: str) -> None:
    assert verdict(formula) in ("undecided", "unread")


@pytest.mark.parametrize("words", WORDINGS)
def test_people_say_so_in_many_words(words: str) -> None:
    assert verdict(GRADIENT, f"{SECTION}{words}\n\n") == "proved"


@pytest.mark.parametrize("words", OTHER_WORDS)
def test_what_is_not_said_is_not_left_out(words: str) -> None:
    assert "superscript" not in str(last(GRADIENT, f"{SECTION}{words}\n\n").remarks)


def test_each_section_has_its_own_name() -> None:
    second = f"{SECTION}{SAID}# The weights $A^{{(2)}}$\n\n"
    assert verdict(r"\frac{\partial (v^\top A v)}{\partial v} = (A + A^\top) v", second) == "proved"
    assert verdict(GRADIENT, second) == "unread"


def test_a_letter_goes_on_where_a_section_speaks_of_another() -> None:
    formula = r"\frac{\partial (v^\top (A u + c))}{\partial u} = A^\top v"
    for section in ("# The offset $c^{(1)}$\n\n", "# Then\n\n"):
        assert verdict(formula, SECTION + SAID + section) == "proved"
        assert verdict(formula.replace("= ", "= -"), SECTION + SAID + section) == "undecided"


def test_a_section_that_speaks_of_two_layers_tells_nothing() -> None:
    both = f"# The weights $A^{{(1)}}$, as those of $A^{{(2)}}$\n\n{SAID}"
    for before in (both, f"{both}# Then\n\n"):
        assert "superscript" not in str(last(GRADIENT, before).remarks)


def test_a_letter_that_means_something_by_itself_lacks_nothing() -> None:
    declared = "Let $A \\in \\mathbb{R}^{m \\times n}$.\n\n"
    found = last(GRADIENT, SECTION + declared + SAID)
    assert found.verdict.value == "proved"
    assert "superscript" not in str(found.remarks)


def test_what_is_defined_by_such_letters_is_not_refuted_either() -> None:
    before = f"{SECTION}{SAID}$$ f = v^\\top A u $$\n\n"
    assert verdict(r"\frac{\partial f}{\partial u} = A^\top v", before) == "proved"
    assert verdict(r"\frac{\partial f}{\partial v} = v", before) in ("undecided", "unread")


def test_a_power_of_the_letter_keeps_it_as_it_is() -> None:
    before = f"{SECTION}{SAID}$$ A^2 = A A $$\n\n"
    assert "superscript" not in str(last(GRADIENT, before).remarks)


TITLED = f"{SECTION}As those of $A^{{(2)}}$.\n\n{SAID}"


@pytest.mark.parametrize(
    "formula",
    [GRADIENT, r"v^\top A u = u^\top A^\top v", r"v^\top A v = v^\top A^\top v"],
)
def test_of_two_layers_the_one_that_fits_is_meant(formula: str) -> None:
    assert verdict(formula, TITLED) == "proved"


@pytest.mark.parametrize(
    "formula",
    [
        r"\frac{\partial (v^\top A v)}{\partial A} = 0 v v^\top",
        r"\frac{\partial (v^\top A v)}{\partial A_{ij}} = 0",
        r"\frac{\partial (v^\top A u)}{\partial A} = 2 v u^\top",
        r"v^\top A u = u^\top A v",
        r"v^\top A v = 2 v^\top A^\top v",
    ],
)
def test_what_fits_no_layer_or_is_wrong_of_the_one_that_fits_is_not_proved(formula: str) -> None:
    assert verdict(formula, TITLED) in ("undecided", "unread")


def test_a_section_with_two_layers_that_fit_here_and_there_tells_nothing() -> None:
    before = f"{TITLED}$$ v^\\top A v = v^\\top A^\\top v $$\n\n"
    assert "superscript" not in str(last(r"v^\top A u = u^\top A^\top v", before).remarks)


def test_layers_of_one_size_are_not_told_apart() -> None:
    text = LAYERS.replace(r"m \times m", r"m \times n")
    (only,) = steps(check(f"{text}{TITLED}$$ v^\\top A u = u^\\top A^\\top v $$\n", None))
    assert "superscript" not in str(only.remarks)


NETWORK = r"""(c) All our vectors are rows here, and repeated indices are summed over.

$$
\begin{align}
s &= x M^{(1)} + p^{(1)} \\
h &= \sigma(s) \\
r &= h M^{(2)} + p^{(2)} \\
\hat y &= \text{softmax}(r) \\
J &= -y_i \log \hat y_i
\end{align}
$$

(d) We drop the superscript from here on.

### With respect to $M^{(1)}$

This is much like $M^{(2)}$.

$$ \frac{\partial s_k}{\partial M_{jl}} = x_j \delta_{kl} $$

$$ \frac{\partial J}{\partial h} = (\hat y - y) M^T $$

$$ \frac{\partial J}{\partial M_{jl}} = %s $$
"""


@pytest.mark.heavy
@pytest.mark.parametrize(
    ("value", "right"),
    [
        (r"(\hat y - y)_b M_{lb} \sigma'(s_l) x_j", True),
        (r"-(\hat y - y)_b M_{lb} \sigma'(s_l) x_j", False),
        (r"(\hat y - y)_b M_{lb} x_j", False),
        (r"(\hat y + y)_b M_{lb} \sigma'(s_l) x_j", False),
        (r"(\hat y - y)_b M_{bl} \sigma'(s_l) x_j", False),
        (r"(\hat y - y)_b M_{jb} \sigma'(s_l) x_j", False),
    ],
)
def test_a_letter_is_two_layers_in_one_line(value: str, right: bool) -> None:
    found = [one.verdict.value for one in steps(check(NETWORK % value))]
    assert found[-3:-1] == ["proved", "proved"] or not right
    assert (found[-1] == "proved") is right
    assert found[-1] in ("proved", "undecided", "unread")
