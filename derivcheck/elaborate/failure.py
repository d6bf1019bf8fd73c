"""Why a formula has no meaning, or none that could be found."""

from derivcheck.source import Span


class Failure(Exception):
    """Raised inside elaboration and caught at its border; never reaches a user as such.

    ``verdict`` is ``unread`` (we could not read it), ``ill-typed`` (it means nothing) or
    ``undecided`` (it has several meanings).
    """

    def __init__(self, verdict: str, code: str, message: str, span: Span) -> None:
        super().__init__(message)
        self.verdict = verdict
        self.code = code
        self.message = message
        self.span = span


def unread(code: str, message: str, span: Span) -> Failure:
    """Return the failure of a formula that could not be read."""
    return Failure("unread", code, message, span)


def ill_typed(code: str, message: str, span: Span) -> Failure:
    """Return the failure of a formula that means nothing."""
    return Failure("ill-typed", code, message, span)
