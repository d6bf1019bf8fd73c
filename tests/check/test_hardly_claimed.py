"""Formulas that are written and perhaps not claimed: no false one is refuted there."""

import pytest

from tests.check.support import check, steps

NUMBERS = "Let $a, b, x \\in \\mathbb{R}$."
DREAM = "$(a+b)^2 = a^2 + b^2$"


def last(text: str) -> str:
    return steps(check(f"{NUMBERS} {text}\n", None))[-1].verdict.value


@pytest.mark.parametrize(
    "text",
    [
        f"Prove or disprove: {DREAM}.",
        f"True or false? {DREAM}",
        f"Students often write {DREAM}.",
        f"The freshman's dream {DREAM} is famous.",
        f"The formula {DREAM} tempts many.",
        f"The claim {DREAM} is to be refuted.",
        f"Then {DREAM}, which is absurd.",
        "This would give $4 = 2$.",
        "In distribution, $x = -x$.",
        "The equation $a + b = ab$ describes a hyperbola.",
        "Consider the curve $a + b = ab$.",
        "At the point $(1, 2)$ we get $a + b = 3$.",
        "Plugging in $x = 3$ yields $x^2 = 9$.",
        "Say $x = 3$. $x^2 = 9$.",
        "Initialise $x = 0$. $x^2 = 0$.",
        "Counterexample: $a=b=1$ gives $4=2$.",
        "At $x = 3$: $$x^2=9$$ and $$\\frac{d}{dx}x^2=6$$",
        "At $x = 3$:\n\n$$x^2=9$$\n\n$$\\frac{d}{dx}x^2=6$$",
        "For which $x$ does this hold? $$\\sin x = x$$",
        "Is this correct? $$\\sin x = x$$",
        "Determine all $x$ such that $$\\sin x = x.$$",
    ],
)
def test_what_is_not_claimed_is_not_refuted(text: str) -> None:
    assert last(text) not in ("refuted", "ill-typed")


@pytest.mark.parametrize(
    "text",
    [
        f"We have {DREAM}.",
        f"Show that {DREAM}.",
        f"Expanding the square, {DREAM}.",
        f"The formula {DREAM} holds.",
        f"This proves the equation {DREAM}.",
        f"We now show the claim {DREAM}.",
        "At $x = 3$: $$x^2=9.$$ In general, $$\\frac{d}{dx}x^2=6$$",
        f"At $x = 3$, $x^2 = 9$. We have {DREAM}.",
        "What is the derivative of $x^2$? $$\\frac{d}{dx}x^2 = x$$",
        "For which class is that right? It is this: $$\\sin x = x$$",
    ],
)
def test_what_is_claimed_is(text: str) -> None:
    assert last(text) == "refuted"


def test_what_is_right_is_as_right_as_elsewhere() -> None:
    assert last("True or false? $(a+b)^2 = a^2 + 2ab + b^2$") == "proved"
    assert last("Consider the equation $ab = ba$.") == "proved"
