"""Text that a page hides is read, and that it is hidden is said."""

import pytest

from tests.check.support import check, steps

CLAIM = "$x + x = 2x$"


def codes(text: str) -> list[str]:
    return [one.code for one in check(f"Let $x \\in \\mathbb{{R}}$. {text}\n", None).diagnostics]


@pytest.mark.parametrize(
    "text",
    [
        f'<span style="display:none">{CLAIM}</span>',
        f'<style>.hidden {{ display: none }}</style>\n\n<p class="hidden">{CLAIM}</p>',
        f'<p style="color: white">{CLAIM}</p> and <p style="color: #fff">{CLAIM}</p>',
    ],
)
def test_hidden_text_is_read_and_told_once(text: str) -> None:
    assert codes(text) == ["hidden-text"]
    assert steps(check(f"{text}\n", None))


@pytest.mark.parametrize("text", [CLAIM, f'<span style="color: red">{CLAIM}</span>'])
def test_what_is_shown_is_not_told(text: str) -> None:
    assert codes(text) == []
