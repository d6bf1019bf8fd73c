"""Words that change a loss, wherever they stand and however they are set."""

import pytest

from tests.check.support import check, steps

GRADIENT = "\\frac{\\partial J}{\\partial v_c} = U(\\hat y - y)"


def _verdict(text: str, format: str = "md") -> str:
    return steps(check(text.replace("{}", GRADIENT), format=format))[-1].verdict.value


@pytest.mark.parametrize(
    "text",
    [
        "(b) The scores are **halved**. $${}$$\n",
        "(b) The *scores* are _halved_. $${}$$\n",
        "(b) $${} \\quad \\text{with weight decay}$$\n",
        "(b) $${} \\tag{with weight decay}$$\n",
        "(b) We get[^1] $${}$$\n\n[^1]: The loss is doubled.\n",
        "(b) $${}$$\n\nHere the embeddings are tied.\n",
        "(b) $${}$$\n\nThis is for the loss $2J$.\n",
        "(b) $${}$$\n\nRemember that we use weight decay in this part.\n",
        "(b) We use the loss $2 \\cdot J$. $${}$$\n",
        "(b) To the loss we add $\\lambda \\|v_c\\|^2$. $${}$$\n",
        "(b) The loss gets an extra term. $${}$$\n",
        "(b) We subtract a margin from the score of the true word. $${}$$\n",
        "(b) The score is the negative distance of the vectors. $${}$$\n",
    ],
)
def test_words_are_heard(text: str) -> None:
    assert _verdict(text) == "undecided"


@pytest.mark.parametrize(
    "words",
    [
        "The \\emph{scores} are \\textbf{halved}.",
        "The loss~is~doubled.",
        "The loss is\\\\ doubled.",
        "We get\\footnote{The loss is doubled.}",
    ],
)
def test_words_are_heard_in_tex(words: str) -> None:
    assert _verdict(f"\\section*{{(b)}}\n{words}\n\\[{{}}\\]\n", "tex") == "undecided"


@pytest.mark.parametrize(
    "text",
    [
        "(b) <!-- the loss is doubled --> $${}$$\n",
        "(b) $${} \\quad \\text{by the chain rule}$$\n",
        "(b) $${}$$\n\nNext we add weight decay.\n",
        "(b) $${}$$\n\n(c) Here the loss is doubled.\n",
        "(b) $${}$$\n\n[^1]: The loss is doubled.\n",
        "(b) $${}$$\n\nNote that the error is multiplied by $U$.\n",
    ],
)
def test_what_is_said_of_something_else_is_not(text: str) -> None:
    assert _verdict(text) == "proved"
