"""Characters that hold a script or a style of their own: ``x²``, ``xᵢ``, ``𝑥``, ``𝐱``, ``ℒ``.

Unicode knows what they stand for (UnicodeData.txt, compatibility mappings ``<super>``, ``<sub>``
and ``<font>``), so that each is read as what TeX sets in its place: ``x^{2}``, ``x_{i}``, ``x``,
``\\mathbf{x}``, ``\\mathcal{L}``.
"""

import unicodedata
from collections.abc import Iterator

from derivcheck.document.tokens.token import Kind

# the characters of Unicode's blocks of superscripts and subscripts that formulas have
RAISED = "²³¹⁰ⁱ⁴-⁹⁺⁻⁼⁽⁾ⁿᵀᴷᴺᴹ"
LOWERED = "₀-₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ"
# letters and figures in a style: mathematical alphanumerics, and those that stand elsewhere
STYLED = "\U0001d400-\U0001d7ffℂℊℋℌℍℎℐℑℒℕℙℚℛℜℝℤℬℭℯℰℱℳℴ"

Spelled = tuple[Kind, str]
_STYLES = {"DOUBLE-STRUCK": "\\mathbb", "SCRIPT": "\\mathcal", "FRAKTUR": "\\mathfrak",
           "BLACK-LETTER": "\\mathfrak", "BOLD": "\\mathbf"}  # fmt: skip


def script(run: str) -> Iterator[Spelled]:
    """Yield the tokens for a run of superscripts, or of subscripts: ``⁻¹`` is ``^{-1}``."""
    raised = unicodedata.decomposition(run[0]).startswith("<super>")
    yield Kind.SYMBOL, "^" if raised else "_"
    yield Kind.OPEN, "{"
    digits = ""
    for char in unicodedata.normalize("NFKC", run):
        if char.isdigit():
            digits += char
            continue
        if digits:
            yield Kind.NUMBER, digits
        digits = ""
        yield Kind.LETTER if char.isalpha() else Kind.SYMBOL, char
    if digits:
        yield Kind.NUMBER, digits
    yield Kind.CLOSE, "}"


def styled(char: str) -> Iterator[Spelled]:
    """Yield the tokens for a letter or figure in a style: a letter, perhaps in a command."""
    plain = unicodedata.normalize("NFKC", char)
    name = unicodedata.name(char, "")
    kind = Kind.NUMBER if plain.isdigit() else Kind.LETTER if plain.isalpha() else Kind.SYMBOL
    command = next((command for word, command in _STYLES.items() if word in name), None)
    if command is None or kind is Kind.SYMBOL:
        yield kind, plain
        return
    yield Kind.COMMAND, command
    yield Kind.OPEN, "{"
    yield kind, plain
    yield Kind.CLOSE, "}"
