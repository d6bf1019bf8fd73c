"""A condition between two formulas belongs to one of them; where that is not plain, to none."""

import pytest

from tests.check.support import check, steps

_GRADIENT = r"\frac{\partial J}{\partial u_w} = "
_OTHERS = rf"{_GRADIENT}\hat y_w v_c"
_WRONG = rf"{_GRADIENT}2 v_c"
_MARKED = rf"{_GRADIENT}(\hat y_w - 1) v_c"


def verdicts(text: str, format: str = "md") -> list[str]:
    head = "\\section*{(c)}" if format == "tex" else "## (c)"
    return [s.verdict.value for s in steps(check(f"{head}\n{text}", format=format))]


_BEHIND = [
    "$$A$$\nfor $w \\ne o$, and\n$$B$$\nfor $w = o$.",
    "We get $$A$$ where $w \\ne o$, and $$B$$ where $w = o$.",
    "$$A$$\n(for $w \\ne o$)\n$$B$$\n(for $w = o$)",
    "$$A$$ when $w \\ne o$\n$$B$$ when $w = o$",
    "$$A$$ when $w \\ne o$ but\n$$B$$ when $w = o$.",
    "$$A$$\nfor $w \\ne o$.\n$$B$$\nfor $w = o$.",
    "- $A$, $w \\ne o$\n- $B$, $w = o$",
    "- $A$ ($w \\ne o$)\n- $B$ ($w = o$)",
    "We have $A$ if $w \\ne o$, and $B$ if $w = o$.",
    "We have $A$ if $w \\ne o$ and $B$ otherwise.",
    "$$A$$\nif $w \\ne o$. If $w = o$, then\n$$B$$",
]


@pytest.mark.parametrize("text", _BEHIND)
def test_a_condition_behind_each_formula(text: str) -> None:
    right = text.replace("A", _OTHERS).replace("B", _MARKED)
    assert verdicts(right) == ["proved", "proved"]
    swapped = text.replace("A", _MARKED).replace("B", _OTHERS)
    assert verdicts(swapped) == ["refuted", "refuted"]


def test_the_same_in_tex() -> None:
    text = "\\[A\\]\nfor \\(w \\ne o\\), while\n\\[B\\]\nfor \\(w = o\\)."
    assert verdicts(text.replace("A", _OTHERS).replace("B", _MARKED), "tex") == ["proved", "proved"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # before each formula, as well
        ("when $w \\ne o$\n$$A$$\nwhen $w = o$\n$$B$$", ["proved", "proved"]),
        ("when $w \\ne o$,\n$$A$$\n\nwhen $w = o$,\n\n$$B$$", ["proved", "proved"]),
        # a sentence of its own leads on
        ("$$C$$\nWhen $w = o$\n$$B$$", ["refuted", "proved"]),
        ("$$C$$\nIf $w = o$.\n$$B$$", ["refuted", "proved"]),
        # both are possible
        ("$$A$$\nfor $w = o$\n$$B$$", ["undecided", "undecided"]),
        ("$$A$$\nfor $w \\ne o$\n$$B$$", ["undecided", "undecided"]),
        # it goes on where nothing else is said, but nothing is proved under it
        ("$$A$$\nfor $w \\ne o$. Hence\n$$A$$", ["proved", "undecided"]),
        ("$$A$$\nfor $w \\ne o$; further\n$$C$$", ["proved", "refuted"]),
    ],
)
def test_whose_it_is(text: str, expected: list[str]) -> None:
    for letter, formula in (("A", _OTHERS), ("B", _MARKED), ("C", _WRONG)):
        text = text.replace(letter, formula)
    assert verdicts(text) == expected


def test_a_condition_is_not_halved() -> None:
    text = f"$${_OTHERS}$$\nfor $w \\ne o$ and $w = c$\n$${_MARKED}$$"
    assert verdicts(text) == ["undecided", "undecided"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("If $a > 0$ and $b > 0$: $$|ab| = ab$$", "proved"),
        ("If $a < 0$, $b < 0$: $$|ab| = ab$$", "proved"),
        ("If $a < 0$ and $b > 0$, then $$|ab| = -ab$$", "proved"),
        ("If $a < 0$ and $b < 0$: $$|ab| = -ab$$", "refuted"),
        ("We get $$|ab| = ab$$ if $a > 0$ and $b > 0$.", "proved"),
        ("If $a > 0$ or $b > 0$: $$|ab| = ab$$", "undecided"),
        ("For $a > 0$ and for $b < 0$ $$|ab| = -ab$$", "proved"),
    ],
)
def test_all_conditions_of_a_sentence_are_taken(text: str, expected: str) -> None:
    found = steps(check(f"Let $a, b \\in \\mathbb{{R}}$.\n\n{text}\n", None))
    assert [step.verdict.value for step in found] == [expected]


def test_a_sentence_that_begins_anew_leads_on() -> None:
    text = "We get $$|a| = a.$$ For $a > 0$ we have $$|a| = a.$$\n"
    found = steps(check(f"Let $a \\in \\mathbb{{R}}$. {text}", None))
    assert [step.verdict.value for step in found] == ["refuted", "proved"]
