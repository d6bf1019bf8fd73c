"""Why a formula has no meaning, or none that could be found."""

from derivcheck.source import Span
from derivcheck.term.core import Sort


class Failure(Exception):
    """Raised inside elaboration and caught at its border; never reaches a user as such.

    ``verdict`` is ``unread`` (we could not read it), ``ill-typed`` (it means nothing) or
    ``undecided`` (it has several meanings).  ``name`` is the name that has no meaning here,
    ``pair`` the two axes that would have to be over one set, where either is what is wrong.
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
    ) -> None:
        super().__init__(message)
        self.verdict = verdict
        self.code = code
        self.message = message
        self.span = span
        self.name = name
        self.pair = pair


def unread(code: str, message: str, span: Span) -> Failure:
    """Return the failure of a formula that could not be read."""
    return Failure("unread", code, message, span)


def ill_typed(
    code: str, message: str, span: Span, pair: tuple[Sort, Sort] | None = None
) -> Failure:
    """Return the failure of a formula that means nothing."""
    return Failure("ill-typed", code, message, span, pair=pair)
