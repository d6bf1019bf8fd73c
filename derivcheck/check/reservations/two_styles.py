"""A letter that one formula has both bold and plain: ``a = \\mathbf{a}^\\top\\mathbf{a}``.

Bold is no part of a name, as most texts mix the styles of one letter.  Where a formula has both,
they may be two things, so nothing is decided in it; nor of a letter that such a formula defines.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.check.finding import StepFinding, Verdict, undecided
from derivcheck.check.judging.chains import Judged
from derivcheck.document.model import Chain, Document
from derivcheck.document.tokens.token import Kind, Token, group_end
from derivcheck.problem.model import Problem
from derivcheck.syntax.signs import BOLD

CODE = "ambiguous-name"
_STYLES = frozenset({*BOLD, "\\vec"})


class TwoStyles(Struct, frozen=True):
    """The letters that are one thing in any style, and those that two styles define, with where."""

    known: frozenset[str]
    defined: Mapping[str, int]


def two_styles_in(document: Document, problem: Problem | None) -> TwoStyles:
    """Return what a document and its problem say of letters that are bold and plain."""
    known = _known(problem)
    return TwoStyles(known, _defined(document, known))


def spare_two_styles(
    chains: Iterable[Chain], judged: Iterable[Judged], styles: TwoStyles
) -> list[Judged]:
    """Return the chains of a part, nothing decided of a letter that may be two things."""
    defined = styles.defined
    out: list[Judged] = []
    for chain, one in zip(chains, judged, strict=True):
        letters = _in_two_styles(chain) - styles.known
        written = _letters(chain) if defined else frozenset()
        letters |= {one for one in written & defined.keys() if chain.place > defined[one]}
        steps = tuple(_spare(step, min(letters)) for step in one.steps) if letters else one.steps
        out.append(replace(one, steps=steps))
    return out


def _known(problem: Problem | None) -> frozenset[str]:
    """Return the letters of which a problem file says what they are, in whatever style."""
    symbols = problem.symbols if problem is not None else ()
    names = (name for one in symbols for name in (one.name, *one.columns))
    return frozenset(name.split("_")[0] for name in names)


def _spare(step: StepFinding, letter: str) -> StepFinding:
    if step.verdict not in (Verdict.PROVED, Verdict.REFUTED, Verdict.ILL_TYPED):
        return step
    message = f"{letter} is written both bold and plain, and may be two things; rename one of them"
    return replace(undecided(step, CODE, message), scope=None, equals_start=None)


def _defined(document: Document, known: frozenset[str]) -> Mapping[str, int]:
    """Return the letters that formulas define by the same letter in bold, and where they do."""
    found: dict[str, int] = {}
    for chain in document.chains():
        letters = _in_two_styles(chain) - known
        for letter in letters & {
            one.tokens[0].text for one in chain.members if len(one.tokens) == 1
        }:
            found.setdefault(letter, chain.place)
    return found


@lru_cache(maxsize=1024)
def _in_two_styles(chain: Chain) -> frozenset[str]:
    """Return the letters that a chain has both bold and plain; a_1 is an entry of a bold a."""
    if all(token.text not in _STYLES for member in chain.members for token in member.tokens):
        return frozenset()
    written = [one for member in chain.members for one in _styled(member.tokens)]
    bold = {letter for letter, is_bold, _ in written if is_bold}
    return frozenset(
        letter for letter, is_bold, below in written if not is_bold and not below and letter in bold
    )


def _letters(chain: Chain) -> frozenset[str]:
    return frozenset(letter for m in chain.members for letter, _, _ in _styled(m.tokens))


def _styled(tokens: Sequence[Token]) -> Iterator[tuple[str, bool, bool]]:
    """Yield each letter, whether it is bold, and whether something stands below it.

    Indices and powers are in the style of what bears them, and are passed over.
    """
    bold = script = 0  # how far they reach
    for at, token in enumerate(tokens):
        if token.text in _STYLES:
            bold = max(bold, group_end(tokens, at + 1))
        elif token.text in ("_", "^") and at + 1 < len(tokens):
            script = max(script, group_end(tokens, at + 1 + (tokens[at + 1].text in _STYLES)))
        elif token.kind is Kind.LETTER and at >= script:
            below = tokens[at + 1].text == "_" if at + 1 < len(tokens) else False
            yield token.text, at < bold, below
