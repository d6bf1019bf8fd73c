"""Why a formula has no meaning, or none that could be found."""

from derivcheck.source import Span
from derivcheck.term.core import Sort


class Failure(Exception):
    """Raised inside elaboration and caught at its border; never reaches a user as such.

    ``verdict`` is ``unread`` (we could not read it), ``ill-typed`` (it means nothing) or
    ``undecided`` (it has several meanings).  ``name`` is the name that has no meaning here,
    ``pair`` the two axes that would have to be over one set, where either is what is wrong.
    ``axes`` are those of the value that was meant, where only how factors lie is wrong.
    """

    def __init__(
        self,
        verdict: str,
        code: str,
        message: str,
        span: Span,
        *,
        name: str | None = None,
        pair: tuple[Sort, Sort] | None = None,
        axes: tuple[Sort, ...] | None = None,
    ) -> None:
        super().__init__(message)
        self.verdict = verdict
        self.code = code
        self.message = message
        self.span = span
        self.name = name
        self.pair = pair
        self.axes = axes


def unread(code: str, message: str, span: Span) -> Failure:
    """Return the failure of a formula that could not be read."""
    return Failure("unread", code, message, span)


def ill_typed(
    code: str,
    message: str,
    span: Span,
    pair: tuple[Sort, Sort] | None = None,
    axes: tuple[Sort, ...] | None = None,
) -> Failure:
    """Return the failure of a formula that means nothing.

    Of lengths one of which is a number and the other a letter it is not known if they are equal.
    """
    if pair is not None and may_agree(*pair):
        return Failure("unread", code, f"{message}; {unsure_of(*pair)}", span, pair=pair)
    return Failure("ill-typed", code, message, span, pair=pair, axes=axes)


def may_agree(one: Sort, other: Sort) -> bool:
    """Whether a number or a sum that a document writes, and a letter, may be the same length."""
    if any("+" in sort.size for sort in (one, other)):
        return True  # the p of another place may be n + 1
    numbers = [sort for sort in (one, other) if sort.name.isdecimal()]
    return len(numbers) == 1 and (one.fixed is None or other.fixed is None)


def unsure_of(one: Sort, other: Sort) -> str:
    """Return in words that it is not known whether two lengths agree."""
    return f"I do not know whether {one.size} and {other.size} are the same here"
