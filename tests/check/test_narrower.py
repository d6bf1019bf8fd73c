"""The remark that one side is defined where the other is not, and where nothing is said."""

import pytest

from tests.check.support import check, steps


def remarks(text: str) -> list[str]:
    return [
        remark.message
        for step in steps(check(text))
        for remark in step.remarks
        if remark.code == "narrower-domain"
    ]


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("\\frac{x^2}{x} = x", ["the left side needs x ≠ 0; the right side does not"]),
        ("x = \\frac{x^3}{x^2}", ["the right side needs x ≠ 0; the left side does not"]),
        ("x + 0 = e^{\\log x}", ["the right side needs x > 0; the left side does not"]),
        # a power vanishes where its base does
        ("\\frac{1}{x} = \\frac{x}{x^2}", []),
        # what is positive is not 0
        ("\\frac{x}{x} + \\log x = 1 + \\log x", []),
        # each side needs something of its own, and which needs more is not known
        ("\\frac{x}{x^2 + x} = \\frac{2}{2 (x + 1)}", []),
        # where a derivative exists is not seen
        ("\\frac{d}{dx} \\frac{1}{x + 1} = -\\frac{x}{x (x + 1)^2}", []),
    ],
)
def test_what_only_one_side_needs_is_said(formula: str, said: list[str]) -> None:
    assert remarks(f"$$ {formula} $$\n") == said


@pytest.mark.parametrize("call", ["f'(x)", "f'(x) + f(x) - f(x)"])
def test_a_function_of_the_document_is_defined_no_further_than_what_it_stands_for(
    call: str,
) -> None:
    assert remarks(f"Let $f(x) = \\log x$.\n\n$$ {call} = \\frac{{1}}{{x}} $$\n") == []


def test_a_power_with_an_index_asks_for_its_base() -> None:
    text = "$$ \\frac{\\hat y_w}{x_w^2} = \\frac{\\hat y_w x_w}{x_w^3} $$\n"
    finding = check(f"Let $x \\in \\mathbb{{R}}^{{|V|}}$.\n\n{text}")
    assert "x_{w} ≠ 0" in {c.text for step in steps(finding) for c in step.conditions}
