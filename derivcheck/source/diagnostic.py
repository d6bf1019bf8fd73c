"""What is said about a place, as data until a writer renders it."""

from collections.abc import Sequence

from msgspec import Struct

from derivcheck.source.text import Span

MAX_ALIKE = 100  # diagnostics of one code in a document


class Diagnostic(Struct, frozen=True):
    """One remark or refusal: a stable kebab-case code, one short sentence, its place."""

    code: str
    message: str
    span: Span
    hints: tuple[str, ...] = ()


def limited(diagnostics: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return diagnostics in order of place, at most ``MAX_ALIKE`` of each code."""
    seen: dict[str, int] = {}
    kept: list[Diagnostic] = []
    once = {(d.code, d.span): d for d in reversed(diagnostics)}
    for item in sorted(once.values(), key=lambda d: d.span.start):
        seen[item.code] = seen.get(item.code, 0) + 1
        if seen[item.code] < MAX_ALIKE:
            kept.append(item)
        elif seen[item.code] == MAX_ALIKE:
            message = f"{item.message}; more of this kind are not listed"
            kept.append(Diagnostic(item.code, message, item.span))
    return tuple(kept)
