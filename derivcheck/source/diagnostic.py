"""What is said about a place, as data until a writer renders it."""

from dataclasses import dataclass

from derivcheck.source.text import Span


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One remark or refusal: a stable kebab-case code, one short sentence, its place."""

    code: str
    message: str
    span: Span
    hints: tuple[str, ...] = ()
